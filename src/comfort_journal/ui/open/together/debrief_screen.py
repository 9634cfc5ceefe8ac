"""The private page after a session with another person or a check-in timer: offered, and never asked for.

Its first question stands alone. A no is kept at once, and then one card is all there is, where one key takes back what
was pressed amiss; so is one offer after what hurt or was too much. Now, later and never are all fine, and what the gate
makes of it is the gate's.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec.structs import replace
from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.records import Close, Partner, programme_day
from comfort_journal.text.dates import say_day
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.navigation import to_the_sentence
from comfort_journal.ui.open.core.plan_service import latest
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.together.debrief_details_screen import DebriefDetailsScreen
from comfort_journal.ui.widgets.choice_row import ChoiceRow
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.content.sentences import Closing
    from comfort_journal.ui.open.core.workspace import Workspace

NEVER = "never"
RESPECTED = ("yes", "no", "none", "unsaid")
"""The answers to whether it was slowed or stopped each time that was wanted."""
ENDED = ("done", "slower", "hurt", "unsaid")
"""The answers to how it ended."""

ON_CLOSE = actions.declare(
    "After time together",
    Action(
        "close-later", "escape", "Later", "Leave it for another time; it waits.", "later", run="dismiss", palette=False
    ),
    Action(
        "close-never",
        "x",
        "Never",
        "Leave it out; it is not offered again.",
        "don't ask again",
        palette=False,
        sense="leave it out",
    ),
    Action("give-close", "enter", "Give the answer", "Give what is chosen.", "give", palette=False),
)
ON_SUPPORT = actions.declare(
    "You are not alone with it",
    Action("leave-support", "enter,escape", "Back", "Go back.", "back", run="dismiss(False)", palette=False),
    Action(
        "take-back-no",
        "u",
        "Not what I meant",
        "Take the answer back, and give it anew.",
        "not what I meant",
        run="dismiss(True)",
        sense="undo",
        palette=False,
    ),
)


class DebriefScreen(OpenScreen["str | None"]):
    """One question alone; the result is the answer's key, NEVER, or None for later."""

    CSS_PATH = "together.tcss"
    AUTO_FOCUS = "ChoiceRow"
    BINDINGS: ClassVar = actions.bindings(ON_CLOSE)

    def __init__(self, session: Workspace, title: str, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Ask."""
        super().__init__(session)
        self._title, self._question, self._answers = title, question, answers

    def compose(self) -> ComposeResult:
        """Lay out the question over its answers."""
        with Vertical(id="column"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(can_focus=False):
                yield ChoiceRow(self._question, self._answers, column=True)
            yield KeysFooter()

    @on(ChoiceRow.Given)
    def _given(self, event: ChoiceRow.Given) -> None:
        event.stop()
        self.dismiss(event.key)

    def action_give_close(self) -> None:
        """Stay where nothing is chosen yet."""

    def action_close_never(self) -> None:
        self.dismiss(NEVER)


class Support(OpenScreen[bool]):
    """The card after a no, and nothing else; the result is whether the no is to be taken back."""

    CSS_PATH = "together.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar = actions.bindings(ON_SUPPORT)

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(id="column"):
            with VerticalScroll():
                yield Static(self.session.practice.library.sentences.closing.support.strip(), id="page", markup=False)
            yield KeysFooter()


def open_close(screen: OpenScreen[Any], of: Partner) -> None:
    """Open the private page of one session over a screen, beside everything else."""
    screen.run_worker(_ask(screen, of), group="close", exclusive=True, description="the private page")


async def _ask(screen: OpenScreen[Any], of: Partner) -> None:
    session, app = screen.session, screen.app
    said = session.practice.library.sentences.closing
    title = title_of(session, of)
    respected = await app.push_screen_wait(DebriefScreen(session, title, said.respected, answers(said, RESPECTED)))
    if respected == "no":
        await _keep_or_say(screen, replace(latest(session, of), close=begun_close("no", "unsaid")))
        if await app.push_screen_wait(Support(session)):
            await _keep_or_say(screen, replace(latest(session, of), close=None))
            await _ask(screen, of)
        return
    ended = respected
    if respected not in {None, NEVER}:
        ended = await app.push_screen_wait(DebriefScreen(session, title, said.ended, answers(said, ENDED)))
    if ended == NEVER:
        await _keep_or_say(screen, replace(latest(session, of), close_skipped=True))
    elif respected is not None and ended is not None:
        prompt = await app.push_screen_wait(DebriefDetailsScreen(session, of, begun_close(respected, ended)))
        to_the_sentence(app, prompt)


async def _keep_or_say(screen: OpenScreen[Any], record: Partner) -> None:
    try:
        await asyncio.to_thread(screen.session.practice.keep, record)
    except ComfortError as fault:
        screen.say(str(fault))


def title_of(session: Workspace, of: Partner) -> str:
    """Return what the private page of one session is called."""
    day = say_day(programme_day(of.started_at), session.today)
    return session.practice.library.sentences.closing.title.format(day=day[:1].upper() + day[1:])


def answers(said: Closing, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Return answers with their words."""
    return [(key, getattr(said, key)) for key in keys]


def begun_close(respected: str, ended_as: str) -> Close:
    """Return the close with its first two answers, everything else still open."""
    return Close(
        respected=respected,  # type: ignore[arg-type]
        ended_as=ended_as,  # type: ignore[arg-type]
        during=None,
        after=None,
        settled=None,
        tags=(),
        fear=None,
    )
