"""The line one searches in: typing searches, Enter or Down goes to what was found, Escape clears.

A search is on the way of a keystroke only while the last one was quicker than a frame.
"""

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
    from textual.timer import Timer
    from textual.widget import Widget
    from textual.widgets import Input

FRAME = 1 / 60
"""Seconds a search may take on the way of a keystroke; a slower one waits for a pause in typing."""
PAUSE = 0.12


class SearchLine(LineInput):
    """One quiet line; its screen has the list, searches, and says in ``took`` how many seconds that was."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(SEARCHING)
    RESULTS: ClassVar[type[Widget]] = EntryList
    """The list that shows what was found."""
    app = getters.app(HostApp)
    took = 0.0
    _searching: Timer | None = None

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
        """Search now, or at the next pause."""
        event.stop()
        if self._searching is not None:
            self._searching.stop()
        if self.took <= FRAME:
            self._search()
        else:
            self._searching = self.set_timer(PAUSE, self._search)

    def _search(self) -> None:
        self._searching = None
        self.post_message(self.Searched(self.value))

    def action_to_results(self) -> None:
        self.screen.query_one(self.RESULTS).focus()

    def action_leave_search(self) -> None:
        self.value = ""
        self.screen.set_focus(None)
        self.screen.query_one(self.RESULTS).focus()
