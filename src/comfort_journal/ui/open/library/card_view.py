"""Columns whose cursor stands on cards: Enter, or a second click, asks for the one under it.

A list of titles goes from card to card. A card's own text is scrolled line by line, and the cursor is on a link only
while that link can be seen, so no key opens what nobody has read.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.link_view import CURSOR, LinkView
from comfort_journal.ui.widgets.text_layout import READING_WIDTH
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Iterable

CARDS = actions.declare(
    "Cards",
    Action("open-card", "enter", "Read the card", "Read the card under the cursor.", "read", palette=False),
    Action("card-before", "up,k", "Up", "Go up, and to the card above.", run="sentence_before", palette=False),
    Action("card-after", "down,j", "Down", "Go down, and to the card below.", run="sentence_after", palette=False),
)


class TitleColumn(LinkView):
    """Titles of cards to go through one by one; posts ``Chosen`` with the card's id."""

    BINDINGS: ClassVar = actions.bindings(CARDS)

    class Moved(Message):
        """Another card has the cursor."""

    @property
    def column_width(self) -> int:
        """The width of the column; the cursor has its room beside it."""
        return max(1, min(READING_WIDTH, self.size.width - 2 * len(CURSOR)))

    @property
    def left(self) -> int:
        """The cells before the column, the cursor's among them."""
        return max(len(CURSOR), super().left)

    def _go(self, numbers: Iterable[int]) -> None:
        before = self._cursor
        super()._go(numbers)
        if self._cursor != before:
            self.post_message(self.Moved())

    def why_not(self, action_id: str) -> str | None:
        """Say why nothing can be opened."""
        return "No other card is named here." if action_id == "open-card" and not self.entry_id else None

    def action_open_card(self) -> None:
        self.action_read_entry()


class CardColumn(TitleColumn):
    """One card; the cards beside it are reached by going down to them, and only then is one marked."""

    away = " " * len(CURSOR)

    def action_sentence_before(self) -> None:
        """Go to the link above where it can be seen, else one line up."""
        self._step(-1)

    def action_sentence_after(self) -> None:
        """Go to the link below where it can be seen, else one line down."""
        self._step(1)

    def action_page_up(self) -> None:
        ColumnView.action_page_up(self)

    def action_page_down(self) -> None:
        ColumnView.action_page_down(self)

    def action_to_top(self) -> None:
        """Scroll to the beginning."""
        ColumnView.action_to_top(self)

    def action_to_end(self) -> None:
        """Scroll to the end."""
        ColumnView.action_to_end(self)

    def action_open_card(self) -> None:
        """Ask for the card under the cursor, or first bring its link into view."""
        if self._seen(self._cursor):
            self.action_read_entry()
        else:
            self._go((self._cursor,))

    def _step(self, by: int) -> None:
        numbers = [number for number, block in enumerate(self._blocks) if block.of]
        if self._seen(self._cursor):
            numbers = [number for number in numbers if (number - self._cursor) * by > 0]
        seen = [number for number in numbers if self._seen(number)]
        if seen:
            self._go((seen[0 if by > 0 else -1],))
        else:
            self._scroll_by(by)

    def _seen(self, number: int) -> bool:
        line = bisect_left(self._block_of, number) + self._above - round(self.scroll_y)
        return number >= 0 and number in self._block_of and 0 <= line < self.size.height
