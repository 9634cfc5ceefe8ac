"""The line one searches in: typing searches, Enter or Down goes to what was found, Escape clears."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input

from comfort_journal.ui import actions
from comfort_journal.ui.open.entry_list import EntryList
from comfort_journal.ui.open.history_actions import SEARCHING


class SearchLine(Input):
    """One quiet line; its screen has the list."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(SEARCHING)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(placeholder="/  search", compact=True, select_on_focus=False)

    def action_to_results(self) -> None:
        """Go to what was found."""
        self.screen.query_one(EntryList).focus()

    def action_leave_search(self) -> None:
        """Clear the search and go to the list."""
        self.value = ""
        self.screen.query_one(EntryList).focus()
