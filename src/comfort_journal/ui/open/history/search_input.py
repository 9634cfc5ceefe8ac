"""The line one searches in: typing searches, Enter or Down goes to what was found, Escape clears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.message import Message

from comfort_journal.ui import actions
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.history.actions import SEARCHING
from comfort_journal.ui.widgets.line_input import LineInput
from comfort_journal.ui.widgets.row_list import EntryList

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import Input


class SearchLine(LineInput):
    """One quiet line; its screen has the list, and searches."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(SEARCHING)
    RESULTS: ClassVar[type[Widget]] = EntryList
    """The list that shows what was found."""
    app = getters.app(HostApp)

    @dataclass
    class Searched(Message):
        """Something else is to be searched for."""

        words: str

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        """Name the key that leads here."""
        self.placeholder = f"{self.app.shown_key('find')}  search"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Have the screen search for what stands there now, before it paints the letter."""
        event.stop()
        self.screen.post_message(self.Searched(self.value))

    def action_to_results(self) -> None:
        self.screen.query_one(self.RESULTS).focus()

    def action_leave_search(self) -> None:
        self.value = ""
        self.screen.set_focus(None)
        self.screen.query_one(self.RESULTS).focus()
