"""The column a person reads in: drawn line by line from laid-out blocks, at most 68 cells wide, whatever the length.

Text is drawn as segments, never as markup, and cannot be selected into the terminal's clipboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.column import READING_WIDTH, Block, Finder, Line, fit, lay_out, marked, nothing_found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

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
    }
    """

    def __init__(self, *, centred: bool = False, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin empty."""
        super().__init__(id=id)
        self._centred = centred
        self._blocks: Sequence[Block] = ()
        self._find: Finder = nothing_found
        self._lines: list[Line] = []
        self._laid_for = Size(0, 0)
        self._above = 0

    def show(self, blocks: Sequence[Block], find: Finder = nothing_found, *, keep_place: bool = False) -> None:
        """Show other blocks, from the top or (``keep_place``) where the reader was."""
        self._blocks, self._find = blocks, find
        self._lay_out()
        if not keep_place:
            self.scroll_to(0, 0, animate=False, force=True, immediate=True)

    @property
    def column_width(self) -> int:
        """The width of the column in cells."""
        return max(1, min(READING_WIDTH, self.size.width - 2))

    @property
    def text(self) -> str:
        """What the column says, line by line, as it is drawn."""
        return "\n".join(line.lead.ljust(line.indent) + line.text for line in self._lines)

    def go_to(self, anchor: str) -> None:
        """Scroll to the block that bears this anchor, if there is one."""
        for number, line in enumerate(self._lines):
            if line.anchor == anchor:
                self.scroll_to(0, number + self._above, animate=False, force=True, immediate=True)
                return

    def on_resize(self) -> None:
        """Lay out anew when the width has changed, staying at the same share of the text."""
        if self.size == self._laid_for:
            return
        share = self.scroll_y / max(1, len(self._lines))
        self._lay_out()
        self.scroll_to(0, round(share * len(self._lines)), animate=False, force=True, immediate=True)

    def action_line_up(self) -> None:
        """Scroll one line up."""
        self._scroll_by(-1)

    def action_line_down(self) -> None:
        """Scroll one line down."""
        self._scroll_by(1)

    def action_page_up(self) -> None:
        """Scroll one screen up."""
        self._scroll_by(-max(1, self.size.height - 2))

    def action_page_down(self) -> None:
        """Scroll one screen down."""
        self._scroll_by(max(1, self.size.height - 2))

    def action_to_top(self) -> None:
        """Scroll to the beginning."""
        self._scroll_by(-len(self._lines))

    def action_to_end(self) -> None:
        """Scroll to the end."""
        self._scroll_by(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the column."""
        width, number = self.size.width, y + self.scroll_offset.y - self._above
        if not 0 <= number < len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        left = (width - self.column_width) // 2 if self._centred else 1
        lead = fit(line.lead, line.indent)
        gap = " " * (line.indent - cell_len(lead))
        segments = [Segment(" " * left, self.rich_style), Segment(lead, self._style("date"))]
        segments.append(Segment(gap, self.rich_style))
        for text, found in marked(line.text, line.marks):
            segments.append(Segment(text, self._style("found" if found else line.role)))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, role: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"column--{role}", partial=True)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(0, self.scroll_y + lines, animate=False, force=True, immediate=True)

    def _lay_out(self) -> None:
        self._laid_for = self.size
        self._lines = lay_out(self._blocks, self.column_width, self._find)
        spare = self.size.height - len(self._lines)
        self._above = max(1, spare // 3) if self._centred else 0
        self.virtual_size = Size(self.size.width, len(self._lines) + self._above + (1 if self._centred else 0))
        self.refresh()
