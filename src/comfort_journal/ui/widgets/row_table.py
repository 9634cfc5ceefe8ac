"""A table that draws only the lines in view, so that its cost does not grow with what is in it.

In little room columns go from the right, and no number is ever cut. Text is drawn as segments, never as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.strip import Strip

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.cursor_rows import CursorRows
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BETWEEN = 2
"""Cells between two columns."""
HEAD = 1
"""Lines above the first row."""
_BAR, _NO_BAR = "▌ ", "  "

TABLE = actions.declare(
    "A table",
    Action("table-up", "up,k", "Up", "Go to the line above.", run="row_up", palette=False),
    Action("table-down", "down,j", "Down", "Go to the line below.", run="row_down", palette=False),
    Action("table-page-up", "pageup", "Page up", "Go one screen up.", run="rows_up", palette=False),
    Action("table-page-down", "pagedown", "Page down", "Go one screen down.", run="rows_down", palette=False),
    Action("table-first", "home", "First", "Go to the first line.", run="first_row", palette=False),
    Action("table-last", "end", "Last", "Go to the last line.", run="last_row", palette=False),
)


@dataclass(frozen=True)
class TableColumn:
    """A head, the cells it needs, and what stands in each row; ``number`` says that it stands on the right.

    Room goes to those of a lower ``turn`` first.
    """

    head: str
    width: int
    cell: Callable[[int], str]
    number: bool = False
    turn: int = 1

    @property
    def cells(self) -> int:
        """The cells it takes, its head among them."""
        return max(self.width, cell_len(self.head))


class RowTable(CursorRows, can_focus=True, inherit_bindings=False):
    """Rows by number; a column is asked only for the rows in view."""

    BINDINGS: ClassVar = actions.bindings(TABLE)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--head", "table--row", "table--bar", "table--cursor"}
    DEFAULT_CSS = """
    RowTable {
        background: $background; scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden;
        & > .table--head { color: $muted; }
        & > .table--row { color: $text; }
        & > .table--bar { color: $faint; }
        & > .table--cursor { background: $surface; }
        &:focus > .table--bar { color: $accent; }
        &:focus > .table--cursor { background: $panel; }
        &:ansi:focus > .table--cursor { background: $background; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin empty."""
        super().__init__(id=id)
        self._measure: Callable[[], Sequence[TableColumn]] = tuple
        self._measured: Sequence[TableColumn] | None = None

    @property
    def _columns(self) -> Sequence[TableColumn]:
        if self._measured is None:
            self._measured = self._measure()
        return self._measured

    @property
    def columns(self) -> list[TableColumn]:
        """The columns that have room, in the order in which they stand."""
        in_turn = sorted(self._columns, key=lambda column: column.turn)
        needed = accumulate((column.cells for column in in_turn), lambda so_far, more: so_far + BETWEEN + more)
        fitting = sum(cells <= self.size.width - len(_BAR) for cells in needed)
        return [column for column in self._columns if column in in_turn[:fitting]]

    def show(self, columns: Callable[[], Sequence[TableColumn]], count: int, cursor: int) -> None:
        """Show ``count`` rows with the cursor on one of them, without telling of it.

        ``columns`` is asked once, when the first line is drawn: what its cells need takes all rows to say.
        """
        self._measure, self._measured, self.count = columns, None, count
        self.virtual_size = Size(self.size.width, HEAD + count)
        self.go_to(cursor)
        self.refresh()

    def go_to(self, row: int) -> None:
        """Put the cursor on a row without telling of it."""
        self.set_reactive(RowTable.cursor, self.validate_cursor(row))
        self._keep_in_view()
        self.refresh()

    def watch_cursor(self) -> None:
        """Draw it where it is now, and tell."""
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Measure anew."""
        self.virtual_size = Size(self.size.width, HEAD + self.count)
        self._keep_in_view()

    @property
    def page(self) -> int:
        """Rows of a screen, but one."""
        return max(1, self.size.height - HEAD - 1)

    def row_on(self, line: int) -> int:
        """Return the row on a line of the window; -1 for the heads."""
        return -1 if line < HEAD else line - HEAD + self.scroll_offset.y

    def stands_at(self) -> Offset:
        """Return where the row under the cursor is drawn."""
        return Offset(len(_BAR), HEAD + self.cursor - self.scroll_offset.y)

    def render_line(self, y: int) -> Strip:
        """Draw the heads, or one row."""
        width = self.size.width
        if y < HEAD:
            return self._line(_NO_BAR, self._joined(lambda column: column.head), "head", width)
        row = y - HEAD + self.scroll_offset.y
        if row >= self.count:
            return Strip.blank(width, self.rich_style)
        under = row == self.cursor
        return self._line(_BAR if under else _NO_BAR, self.row_text(row), "cursor" if under else "row", width)

    def row_text(self, row: int) -> str:
        """Return what stands in a row."""
        return self._joined(lambda column: column.cell(row))

    def _joined(self, said: Callable[[TableColumn], str]) -> str:
        return (" " * BETWEEN).join(_set(said(column), column) for column in self.columns)

    def _line(self, bar: str, text: str, role: str, width: int) -> Strip:
        style = self.rich_style + self.get_component_rich_style("table--row", partial=True)
        if role != "row":
            style += self.get_component_rich_style(f"table--{role}", partial=True)
        bar_style = style + self.get_component_rich_style("table--bar", partial=True)
        strip = Strip([Segment(bar, bar_style), Segment(text, style)])
        return strip.adjust_cell_length(width, style)

    def _keep_in_view(self) -> None:
        top = max(0, self.cursor) + HEAD
        self.scroll_to_region(Region(0, top - HEAD, 1, 1 + HEAD), animate=False, force=True, immediate=True)


def _set(text: str, column: TableColumn) -> str:
    said = fit(text, column.cells)
    blank = " " * (column.cells - cell_len(said))
    return blank + said if column.number else said + blank
