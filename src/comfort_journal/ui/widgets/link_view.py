"""A column with a cursor: always on one of the blocks that belong to an entry, and always in view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.text_layout import Block, Finder, nothing_found
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events

CURSOR, AWAY = "▌ ", "▏ "
"""The mark of what the cursor is on; a thin one while the keys are elsewhere."""
AROUND = 3
"""Lines that stay in view above the cursor, so that a month's name is seen with its first sentence."""

SENTENCES = actions.declare(
    "Sentences",
    Action("read-entry", "enter", "Read from here", "Read this entry in reading mode, and on from it.", "read"),
    Action("sentence-before", "up,k", "Sentence before", "Go to the sentence above.", palette=False),
    Action("sentence-after", "down,j", "Sentence after", "Go to the sentence below.", palette=False),
)


class LinkView(ColumnView):
    """Sentences to go through one by one; Enter, or a second click, posts ``Chosen``."""

    BINDINGS: ClassVar = actions.bindings(SENTENCES)
    away: ClassVar[str] = AWAY

    @dataclass
    class Chosen(Message):
        """The entry of a sentence was asked for."""

        entry_id: str

    def __init__(self, *, centred: bool = False) -> None:
        """Begin empty."""
        super().__init__(centred=centred)
        self._cursor = -1

    @property
    def entry_id(self) -> str:
        """The id of the entry under the cursor, or nothing when there is none."""
        return self._blocks[self._cursor].of if 0 <= self._cursor < len(self._blocks) else ""

    def why_not(self, action_id: str) -> str | None:
        """Say why nothing can be read."""
        return "There is nothing to read yet." if action_id == "read-entry" and not self.entry_id else None

    def show(self, blocks: Sequence[Block], find: Finder = nothing_found, *, keep_place: bool = False) -> None:
        """Show other blocks, the cursor on the entry it was on if that is still there, else on the first one."""
        before = self.entry_id
        super().show(blocks, find, keep_place=keep_place)
        places = {block.of: number for number, block in enumerate(blocks) if block.of}
        self._cursor = places.get(before, next(iter(places.values()), -1))

    def stands_at(self) -> Offset:
        """Return where the sentence under the cursor begins, or where one reads when none is in sight."""
        line = bisect_left(self._block_of, self._cursor) + self._above - self.scroll_offset.y
        in_sight = self.entry_id and 0 <= line < self.size.height
        return Offset(self.left, line) if in_sight else super().stands_at()

    def render_line(self, y: int) -> Strip:
        """Draw one line, the cursor before each line of its sentence."""
        drawn = super().render_line(y)
        number = y + self.scroll_offset.y - self._above
        if not (0 <= number < len(self._lines) and self.entry_id and self._block_of[number] == self._cursor):
            return drawn
        bar = Strip(
            [Segment(CURSOR, self._style("date")) if self.has_focus else Segment(self.away, self._style("quiet"))]
        )
        return Strip.join([drawn.crop(0, self.left - len(CURSOR)), bar, drawn.crop(self.left)])

    def action_sentence_before(self) -> None:
        self._go(range(self._cursor - 1, -1, -1))

    def action_sentence_after(self) -> None:
        self._go(range(self._cursor + 1, len(self._blocks)))

    def action_page_up(self) -> None:
        super().action_page_up()
        self._go(range(self._block_at_top, len(self._blocks)))

    def action_page_down(self) -> None:
        super().action_page_down()
        # A sentence may be longer than a low window; it must not hold the cursor.
        self._go(range(max(self._block_at_top, self._cursor + 1), len(self._blocks)))

    def action_to_top(self) -> None:
        """Go to the first sentence."""
        self._go(range(len(self._blocks)))

    def action_to_end(self) -> None:
        """Go to the last sentence."""
        self._go(range(len(self._blocks) - 1, -1, -1))

    def action_read_entry(self) -> None:
        """Ask for the entry under the cursor."""
        self.post_message(self.Chosen(self.entry_id))

    def on_click(self, event: events.Click) -> None:
        """Go to the sentence under the pointer; a click on the one under the cursor asks for its entry."""
        number = event.y + self.scroll_offset.y - self._above
        block = self._block_of[number] if 0 <= number < len(self._block_of) else -1
        if block == self._cursor and self.entry_id:
            self.action_read_entry()
        elif block >= 0:
            self._go(range(block, block + 1))

    @property
    def _block_at_top(self) -> int:
        top = max(0, round(self.scroll_y) - self._above)
        return self._block_of[top] if top < len(self._block_of) else 0

    def _go(self, numbers: Iterable[int]) -> None:
        """Go to the first of these blocks that belongs to an entry, and bring it into view."""
        number = next((number for number in numbers if self._blocks[number].of), None)
        if number is None:
            return
        self._cursor = number
        while self._rest is not None and self._block_of[-1:] <= [number]:
            self._lay_more(lines=1)
        self._measure()
        first = bisect_left(self._block_of, number) + self._above
        last = bisect_right(self._block_of, number) - 1 + self._above
        highest = 0 if first <= self._above + AROUND else first - AROUND
        place = max(min(round(self.scroll_y), highest), last + 2 - self.size.height)
        self._scroll_by(place - round(self.scroll_y))
        self.refresh()
