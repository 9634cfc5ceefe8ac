"""A text too long for an editor is read here: drawn line by line, at the same cost whatever its length."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Static

from comfort_journal.text.dates import moment_in_words
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.text_layout import Block
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

ACTIONS = actions.declare("Long text", Action("leave-viewer", "escape", "Back", "Go back.", "back", run="dismiss"))


class LongEntryScreen(OpenScreen["Entry | None"]):
    """One long entry, to be read; its result is always None."""

    CSS_PATH = "long_entry_screen.tcss"
    BINDINGS: ClassVar = actions.bindings(ACTIONS)
    AUTO_FOCUS = "ColumnView"

    def __init__(self, session: Workspace, entry: Entry, *, said: str = "") -> None:
        """Show an entry, and one sentence under it."""
        super().__init__(session)
        self._entry = entry
        self._said = said

    def compose(self) -> ComposeResult:
        """Lay out the column and the sentence."""
        with Vertical(id="column"):
            yield ColumnView(centred=True)
            yield Static(self._said, id="said", markup=False, classes="" if self._said else "-empty")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Lay the text out."""
        heading = Block("date", moment_in_words(self._entry.at, self.session.today))
        self.query_one(ColumnView).show([heading, Block("body", ""), Block("body", self._entry.text)])
