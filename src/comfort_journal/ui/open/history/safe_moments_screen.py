"""Only what felt safe: those sentences beside their days, month by month, in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.history.entry_query import EVERYTHING
from comfort_journal.ui.open.history.entry_view import safe_blocks
from comfort_journal.ui.open.history.reader_screen import ReaderScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.link_view import LinkView
from comfort_journal.ui.widgets.text_layout import BLANK, Block

if TYPE_CHECKING:
    from textual.app import ComposeResult

EMPTY = (
    Block("body", "Nothing here yet."),
    BLANK,
    Block("quiet", "What you write under “What felt safe today?” gathers here, sentence by sentence."),
)

SAFE = actions.declare(
    "Only what felt safe", Action("leave-safe", "escape,q", "Back", "Go back.", "back", run="dismiss")
)


class SafeMomentsScreen(OpenScreen[None]):
    """The sentences, newest month first; Enter reads on from one."""

    CSS_PATH = "safe_moments_screen.tcss"
    AUTO_FOCUS = "LinkView"
    place = "history"
    BINDINGS: ClassVar = actions.bindings(SAFE)

    column = getters.query_one(LinkView)

    def compose(self) -> ComposeResult:
        """Lay out the column over the keys."""
        with Vertical(id="column"):
            yield LinkView(centred=True)
            yield KeysFooter()

    def on_screen_resume(self) -> None:
        """Gather the sentences as they are now."""
        self._gather()

    @on(OpenScreen.JournalChanged)
    def _gather(self) -> None:
        self.column.show(safe_blocks(self.session.journal.safe_sentences()) or EMPTY, keep_place=True)

    @on(LinkView.Chosen)
    def _read(self, event: LinkView.Chosen) -> None:
        self.app.push_screen(ReaderScreen(self.session, self.session.journal.entries(EVERYTHING), event.entry_id))
