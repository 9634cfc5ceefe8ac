"""The list of entries: one widget that draws only the lines in view, so its cost does not grow with the journal.

Every row has the same height, two lines (a date in words, one sentence) and, where the screen is tall enough, a blank
one between; headings stand over the rows that begin something. No widget stands behind a row. What is drawn is text
from a record and goes through segments, never markup.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.cursor_rows import CursorRows
from comfort_journal.ui.widgets.text_layout import fit, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

_SHORT = 12
STAR = "★"
_BAR, _NO_BAR = "▌ ", "  "
_BESIDE = 4
"""Cells of a line that are no text: the mark, and a free one before the scrollbar."""
_KEPT = 128
"""Rows that are not asked for anew with each of their lines, nor when the cursor goes by."""


@dataclass(frozen=True, slots=True, repr=False)
class ListRow:
    """What one entry says in the list: ``date``, ``aside`` and a star on its first line, ``sentence`` on its second."""

    date: str
    aside: str
    sentence: str
    marks: tuple[tuple[int, int], ...] = ()
    starred: bool = False
    quiet: bool = False


ROWS = actions.declare(
    "The list",
    Action("choose-row", "enter", "Read", "Read the entry under the cursor.", "read", palette=False),
    Action("row-up", "up,k", "One up", "Go to the entry above.", palette=False),
    Action("row-down", "down,j", "One down", "Go to the entry below.", palette=False),
    Action("rows-up", "pageup", "Page up", "Go one screen up.", palette=False),
    Action("rows-down", "pagedown", "Page down", "Go one screen down.", palette=False),
    Action("first-row", "home", "First", "Go to the newest entry shown.", palette=False),
    Action("last-row", "end", "Last", "Go to the oldest entry shown.", palette=False),
)


class EntryList(CursorRows, can_focus=True, inherit_bindings=False):
    """Rows by number; ``draw(number, width)`` says what a row shows and is asked only for rows in view."""

    BINDINGS: ClassVar = actions.bindings(ROWS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-list--date",
        "entry-list--heading",
        "entry-list--sentence",
        "entry-list--quiet",
        "entry-list--sign",
        "entry-list--found",
        "entry-list--bar",
        "entry-list--cursor",
    }
    DEFAULT_CSS = """
    EntryList {
        background: $background; scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden;
        & > .entry-list--date { color: $muted; }
        & > .entry-list--heading { color: $muted; text-style: bold; }
        & > .entry-list--sentence { color: $text; }
        & > .entry-list--quiet { color: $muted; text-style: italic; }
        & > .entry-list--sign { color: $accent; }
        & > .entry-list--found { color: $mark; text-style: bold underline; }
        & > .entry-list--bar { color: $faint; }
        & > .entry-list--cursor { background: $surface; }
        &:focus > .entry-list--bar { color: $accent; }
        &:focus > .entry-list--cursor { background: $panel; }
        &:ansi:focus > .entry-list--cursor { background: $background; text-style: bold; }
    }
    """

    def __init__(self, draw: Callable[[int, int], ListRow], *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Draw rows by what ``draw`` says of them."""
        super().__init__(id=id)
        self._draw = self._drawn = draw
        self._headings: Sequence[tuple[int, str]] = ()

    @property
    def row_height(self) -> int:
        """Lines per row: a blank one between rows where there is room for it."""
        return 2 if self.size.height < _SHORT else 3

    @property
    def heading_height(self) -> int:
        """Lines per heading, likewise."""
        return self.row_height - 1

    @property
    def page(self) -> int:
        """Rows of a screen, but one."""
        return max(1, self.size.height // self.row_height - 1)

    def show(self, count: int, cursor: int = 0, headings: Sequence[tuple[int, str]] = ()) -> None:
        """Show ``count`` rows with the cursor on one of them; what was drawn before is forgotten.

        ``headings`` are, in order, the rows over which a heading stands, and its words.
        """
        self.count, self._headings, self._drawn = count, headings, lru_cache(_KEPT)(self._draw)
        self._measure()
        self.set_reactive(EntryList.cursor, self.validate_cursor(cursor))
        self._keep_in_view()
        self.refresh()

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows concerned and tell."""
        for row in (old, new):
            self.refresh_lines(self._top(row), self.row_height)
        self._keep_in_view()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Measure anew: the height of a row depends on the room."""
        self._measure()
        self._keep_in_view()

    def action_choose_row(self) -> None:
        if self.count:
            self.post_message(self.Chosen())

    def row_on(self, line: int) -> int:
        """Return the row on a line of the window; below 0 for a heading."""
        return self._row_at(line + self.scroll_offset.y)[0]

    def stands_at(self) -> Offset:
        """Return where the date of the row under the cursor is drawn."""
        return Offset(len(_BAR), self._top(self.cursor) - self.scroll_offset.y)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the rows in view."""
        width = self.size.width
        number, line = self._row_at(y + self.scroll_offset.y)
        if number < 0:
            return self._heading(-1 - number if line == 0 else None)
        if number >= self.count or line > 1:
            return Strip.blank(width, self.rich_style)
        row = self._drawn(number, max(1, width - _BESIDE))
        under = number == self.cursor
        parts = self._first(row, width - _BESIDE) if line == 0 else self._second(row)
        bar = Segment(_BAR if under else _NO_BAR, self._style("bar", under=under))
        end = Segment(" ", self._style("sentence", under=under))
        strip = Strip([bar, *(Segment(text, self._style(role, under=under)) for text, role in parts)])
        return strip.adjust_cell_length(width - 1, end.style).crop_extend(0, width, end.style)

    def _row_at(self, y: int) -> tuple[int, int]:
        """Return the row on that line and the line's place in it; headings count as rows -1, -2, and so on."""
        high, headed, headings = self.row_height, self.heading_height, self._headings
        passed = bisect_right(range(len(headings)), y, key=lambda each: headings[each][0] * high + each * headed)
        within = y - headings[passed - 1][0] * high - (passed - 1) * headed if passed else headed
        if within < headed:
            return -passed, within
        return divmod(y - passed * headed, high)

    def _top(self, row: int) -> int:
        """Return the first line of a row."""
        passed = bisect_right(self._headings, row, key=lambda heading: heading[0])
        return row * self.row_height + passed * self.heading_height

    def _heading(self, number: int | None) -> Strip:
        said = "" if number is None else _NO_BAR + self._headings[number][1]
        strip = Strip([Segment(said, self._style("heading", under=False))])
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _first(self, row: ListRow, width: int) -> list[tuple[str, str]]:
        star = f" {STAR}" if row.starred else ""
        date = fit(row.date, max(1, width - cell_len(star)))
        aside = fit(row.aside, max(0, width - cell_len(date + star) - 2))
        gap = " " * max(0, width - cell_len(date + aside + star))
        return [(date, "date"), (gap, "date"), (aside, "quiet"), (star, "sign")]

    def _second(self, row: ListRow) -> list[tuple[str, str]]:
        plain = "quiet" if row.quiet else "sentence"
        return [(text, "found" if found else plain) for text, found in marked(row.sentence, row.marks)]

    def _style(self, role: str, *, under: bool) -> Style:
        style = self.get_component_rich_style(f"entry-list--{role}", partial=True)
        if under:
            return self.rich_style + self.get_component_rich_style("entry-list--cursor", partial=True) + style
        return self.rich_style + style

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, self._top(self.count - 1) + self.row_height if self.count else 0)

    def _keep_in_view(self) -> None:
        """Bring the cursor's row into view, with the heading over it where there is room for both."""
        top, height = self._top(self.cursor), self.row_height
        headed = top > 0 and self._row_at(top - 1)[0] < 0
        above = self.heading_height if headed and self.heading_height + height <= self.size.height else 0
        self.scroll_to_region(Region(0, top - above, 1, height + above), animate=False, force=True)
