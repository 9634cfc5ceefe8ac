"""The page before the check-in timer: what it is and how it will ask, and Enter; what the plan says only on request.

Somebody may sit beside its owner by now, so it looks the same whatever the journal says until ``w`` uncovers the rest.
It is open under every answer of the gate: a safety tool is never locked.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.content.session import load_session_words
from comfort_journal.partner import Setup
from comfort_journal.partner.numbers import PAUSE_MOST
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

ON_DOOR = actions.declare(
    "Before the check-in timer",
    Action("begin-check-in", "enter", "Begin", "Close the journal and begin as the page says.", "begin", closes=True),
    Action(
        "change-check-in",
        "e",
        "Change how it asks",
        "Close the journal and choose interval, bell, stop word or code first.",
        "change",
        closes=True,
        sense="edit",
        words="interval bell stop word code",
    ),
    Action(
        "uncover-plan",
        "w",
        "What the plan says",
        "Show what the plan says today, or cover it again.",
        "your plan",
        sense="why",
    ),
    Action(
        "leave-check-in-door", "escape", "Back", "Go back; nothing was begun.", "back", run="dismiss", palette=False
    ),
)


class CheckinIntroScreen(OpenScreen[None]):
    """The way to the timer, with the plan's line of today behind it."""

    CSS_PATH = "together.tcss"
    AUTO_FOCUS = "VerticalScroll"
    place = "check-in"
    BINDINGS: ClassVar = actions.bindings(ON_DOOR)

    app = getters.app(HostApp)

    def __init__(self, session: Workspace) -> None:
        """Ask the gate for its line, and cover it."""
        super().__init__(session)
        self._line = session.practice.assess().reason
        self._uncovered = False
        self._begun = False

    def compose(self) -> ComposeResult:
        """Lay out the page, the private part covered."""
        with Vertical(id="column"):
            with VerticalScroll():
                yield Static(self._page(), id="page", markup=False)
            yield KeysFooter()

    def _page(self) -> Content:
        said = self.session.practice.library.sentences.checkin
        private = [self._line, said.window, said.tmux] if self._uncovered else []
        how = how_it_asks(self.session, self.app.shown_key("change-check-in"))
        public = [said.about, how, load_session_words().checkin.fine_today]
        begin = f"{said.begin} {said.begin_demo}" if self.app.demo else said.begin
        covered = said.covered.format(key=self.app.shown_key("uncover-plan"))
        quiet = [begin] if self._uncovered else [begin, covered]
        lines = [*map(Content, [*private, *public]), *(Content.styled(line, "$muted") for line in quiet)]
        return Content("\n\n").join(lines)

    def action_uncover_plan(self) -> None:
        """Show what only the owner reads, or cover it again."""
        self._uncovered = not self._uncovered
        self.query_one("#page", Static).update(self._page())
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_begin_check_in(self) -> None:
        """Hand over what the page says; what is being written is sealed on the way."""
        self._hand_over(as_it_asks(self.session))

    def action_change_check_in(self) -> None:
        """Hand over, and let the timer's own page ask first."""
        self._hand_over(None)

    def _hand_over(self, setup: Setup | None) -> None:
        if not self._begun:
            self._begun = True
            self.app.call_later(self.app.hand_over, setup)


def how_it_asks(session: Workspace, key: str) -> str:
    """Say how it will ask and by which key that is changed, and what no answer does."""
    chosen, words = session.settings, load_session_words()
    bell = words.checkin.on if chosen.checkin_bell else words.checkin.off
    said = session.practice.library.sentences.checkin.how
    how = said.format(seconds=chosen.checkin_seconds, bell=bell, key=key)
    return f"{how} {words.session.pauses.format(most=PAUSE_MOST // 60)}"


def as_it_asks(session: Workspace) -> Setup:
    """Return the timer as the settings have it, begun now."""
    chosen = session.settings
    return Setup(
        id=str(uuid.uuid4()),
        mode="checkin",
        began_at=session.practice.stamp(),
        interval=chosen.checkin_seconds,
        bell=chosen.checkin_bell,
    )
