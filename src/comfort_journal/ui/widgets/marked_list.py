"""Textual's list of answers, whose mark can be followed."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import OptionList

from comfort_journal.ui.upstream import line_of_option


class MarkedList(OptionList):
    """A list that says where its mark is; without a mark it is at the first answer in sight."""

    def stands_at(self) -> Offset:
        """Return where the words of the marked answer begin."""
        marked = self.highlighted
        return Offset(1, 0 if marked is None else line_of_option(self, marked) - self.scroll_offset.y)
