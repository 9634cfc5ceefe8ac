"""The column a person reads in: drawn line by line from laid-out blocks, at most 68 cells wide, whatever the length.

Only what is near the screen is laid out at once; the rest follows in slices of a few milliseconds, so ten thousand
sentences open as fast as one. Text is drawn as segments, never as markup, and cannot be selected into the terminal's
clipboard.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.text_layout import (
    READING_WIDTH,
    Block,
    Finder,
    LaidLine,
    fit,
    found_in,
    lines_of,
    marked,
    nothing_found,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual.timer import Timer

SLICE, PAUSE = 0.006, 0.01

COLUMN = actions.declare(
    "Reading",
    Action("line-up", "up,k", "Line up", "Scroll one line up.", palette=False),
    Action("line-down", "down,j", "Line down", "Scroll one line down.", palette=False),
    Action("page-up", "pageup", "Page up", "Scroll one screen up.", palette=False),
    Action("page-down", "pagedown,space", "Page down", "Scroll one screen down.", palette=False),
    Action("to-top", "home", "Beginning", "Go to the beginning.", palette=False),
    Action("to-end", "end", "End", "Go to the end.", palette=False),
)


class ColumnView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling column of blocks; ``centred`` puts it in the middle, a short text a third down."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(COLUMN)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "column--body",
        "column--date",
        "column--heading",
        "column--prompt",
        "column--quiet",
        "column--tags",
        "column--found",
        "column--here",
    }

    DEFAULT_CSS = """
    ColumnView {
        background: $background; scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden;
        & > .column--body { color: $text; }
        & > .column--heading { color: $accent; text-style: bold; }
        & > .column--date { color: $accent; }
        & > .column--prompt { color: $muted; text-style: italic; }
        & > .column--quiet, & > .column--tags { color: $muted; }
        & > .column--found { color: $mark; text-style: bold underline; }
        & > .column--here { background: $mark; color: $background; text-style: bold; }
    }
    """
    hit: reactive[tuple[int, int]] = reactive((0, 0), layout=False, repaint=False)
    """Which of the places that were looked for one stands at, from 1 on, and how many there are."""

    def __init__(self, *, centred: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin empty."""
        super().__init__(id=id)
        self._centred = centred
        self._blocks: Sequence[Block] = ()
        self._find: Finder = nothing_found
        self._sought: Finder | None = None
        self._hits: list[tuple[int, int]] = []
        self._last_hit: tuple[int, int] | None = None
        self._lines: list[LaidLine] = []
        self._block_of: list[int] = []
        self._rest: Iterator[tuple[int, LaidLine]] | None = None
        self._laying: Timer | None = None
        self._laid_for = Size(0, 0)
        self._above = 0

    def show(self, blocks: Sequence[Block], find: Finder = nothing_found, *, keep_place: bool = False) -> None:
        """Show other blocks, from the top or (``keep_place``) where the reader was."""
        self._blocks, self._find, self._last_hit = blocks, find, None
        self._seek()
        place = round(self.scroll_y) if keep_place else 0
        self._lay_out(lines=place)
        self.scroll_to(0, place, animate=False, force=True, immediate=True)

    def look_for(self, sought: Finder | None) -> None:
        """Mark what ``sought`` finds, in place of what a search found, and go to its first place; None ends that."""
        self._sought = sought
        self._seek()
        self._lay_out(lines=round(self.scroll_y))
        self.to_hit(0)

    def to_hit(self, step: int) -> None:
        """Go on or back by so many of the places that were looked for, from the last one round to the first."""
        here, count = self.hit
        if not count:
            return
        here = (here - 1 + step) % count
        self.hit = here + 1, count
        self._last_hit = self._hits[here]
        number = self._line_of(*self._last_hit) + self._above
        if not round(self.scroll_y) <= number < round(self.scroll_y) + self.size.height:
            self._scroll_by(number - self.size.height // 3 - round(self.scroll_y))
        self.refresh()

    def _seek(self) -> None:
        sought = self._sought or nothing_found
        self._hits = [(n, start) for n, block in enumerate(self._blocks) for start, _ in found_in(block, sought)]
        self.hit = min(1, len(self._hits)), len(self._hits)

    def _line_of(self, block: int, place: int) -> int:
        """Return the line on which a place of a block stands, laid out by now."""
        while self._rest and self._block_of[-1:] <= [block]:
            self._lay_more(lines=self.size.height)
        self._measure()
        return self._laid_line(block, place)

    def _laid_line(self, block: int, place: int) -> int:
        """Return the same, as far as it is laid out."""
        line = bisect_left(self._block_of, block)
        while line + 1 < len(self._lines) and self._block_of[line + 1] == block and self._lines[line + 1].at <= place:
            line += 1
        return line

    @property
    def column_width(self) -> int:
        """The width of the column in cells."""
        return max(1, min(READING_WIDTH, self.size.width - (4 if self._centred else 2)))

    @property
    def left(self) -> int:
        """The cells that are left free before the column."""
        return (self.size.width - self.column_width) // 2 if self._centred else 1

    @property
    def text(self) -> str:
        """What the column says, line by line, as it is drawn."""
        self._lay_more()
        return "\n".join(line.lead.ljust(line.indent) + line.text for line in self._lines)

    def on_resize(self) -> None:
        """Lay out anew for another size, staying at the block that was at the top."""
        if self.size == self._laid_for:
            return
        top = round(self.scroll_y) - self._above
        block = self._block_of[top] if 0 < top < len(self._block_of) else 0
        self._lay_out(blocks=block)
        self._scroll_by(bisect_left(self._block_of, block) + self._above - round(self.scroll_y) if block else 0)

    def action_line_up(self) -> None:
        self._scroll_by(-1)

    def action_line_down(self) -> None:
        self._scroll_by(1)

    def action_page_up(self) -> None:
        self._scroll_by(-max(1, self.size.height - 2))

    def action_page_down(self) -> None:
        self._scroll_by(max(1, self.size.height - 2))

    def action_to_top(self) -> None:
        self._scroll_by(-len(self._lines))

    def action_to_end(self) -> None:
        self._lay_more()
        self._measure()
        self._scroll_by(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the column."""
        width, number = self.size.width, y + self.scroll_offset.y - self._above
        if not 0 <= number < len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        lead = fit(line.lead, line.indent)
        gap = " " * (line.indent - cell_len(lead))
        segments = [Segment(" " * self.left, self.rich_style), Segment(lead, self._style("date"))]
        segments.append(Segment(gap, self.rich_style))
        at, here = line.at, self._hits[self.hit[0] - 1] if self._hits else None
        for text, found in marked(line.text, line.marks):
            role = "here" if found and here == (self._block_of[number], at) else "found" if found else line.role
            segments.append(Segment(text, self._style(role)))
            at += len(text)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def stands_at(self) -> Offset:
        """Return where the line that one is at is drawn: that of the place found, else the first words in sight."""
        top, high = round(self.scroll_y), self.size.height
        found = -1 if self._last_hit is None else self._laid_line(*self._last_hit) + self._above - top
        first = max(0, self._above - top)
        blank = takewhile(lambda line: not line.text, self._lines[max(0, top - self._above) :][:high])
        return Offset(self.left, found if 0 <= found < high else first + sum(1 for _ in blank))

    def _style(self, role: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"column--{role}", partial=True)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(0, self.scroll_y + lines, animate=False, force=True, immediate=True)

    def _lay_out(self, *, lines: int = 0, blocks: int = 0) -> None:
        """Lay out so many lines or blocks and two screens more at once, and the rest later."""
        self._laid_for = self.size
        self._lines, self._block_of, self._above = [], [], 0
        self._rest = self._stream() if self.size.width else None
        while self._rest and self._block_of[-1:] < [blocks]:
            self._lay_more(lines=1)
        self._lay_more(lines=lines + 2 * self.size.height)
        if self._centred:
            self._above = max(1, (self.size.height - len(self._lines)) // 3) if self._rest is None else 1
        self._measure()
        self._lay_rest()

    def _lay_rest(self) -> None:
        if self._laying is not None:
            self._laying.stop()
            self._laying = None
        if self._rest is not None:
            self._lay_more(seconds=SLICE)
            self._measure()
            self._laying = self.set_timer(PAUSE, self._lay_rest)

    def _lay_more(self, *, lines: int | None = None, seconds: float | None = None) -> None:
        """Lay out up to so many more lines, or for so long; without a limit, all that is left."""
        until = time.perf_counter() + seconds if seconds is not None else None
        stop = len(self._lines) + lines if lines is not None else None
        for block, line in self._rest or ():
            self._lines.append(line)
            self._block_of.append(block)
            if (stop is not None and len(self._lines) >= stop) or (until is not None and time.perf_counter() >= until):
                return
        self._rest = None

    def _stream(self) -> Iterator[tuple[int, LaidLine]]:
        for number, block in enumerate(self._blocks):
            for line in lines_of(block, self.column_width, self._sought or self._find):
                yield number, line

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._lines) + self._above + (1 if self._centred else 0))
        self.refresh()
