"""The text under the cursor: every character that was typed or pasted stays, and none of them can steer the terminal.

Textual's own document cuts lines at eleven different characters and joins them again with one, so a form feed or a
line separator in a pasted text would silently become a newline. Here only line endings end a line; what could steer
a terminal is kept in the text and drawn as a mark, one for one, so every column still counts characters. The cursor
goes by written characters, never into the middle of one.
"""

from __future__ import annotations

import itertools

from rich.cells import cell_len
from rich.text import Text
from textual.expand_tabs import get_tab_widths
from textual.widgets.text_area import Document, DocumentNavigator, EditResult, Location, WrappedDocument

from comfort_journal.text.plain import plain_lines, shown
from comfort_journal.ui.upstream import compute_wrap_offsets
from comfort_journal.ui.widgets import graphemes


class PlainDocument(Document):
    """A document whose ``text`` is the truth and whose ``lines`` are what may be drawn, character for character."""

    def __init__(self, text: str) -> None:
        """Take the text apart at its line endings."""
        super().__init__("")
        self._lines = plain_lines(text)
        self._drawn = [shown(line) for line in self._lines]

    @property
    def lines(self) -> list[str]:
        """The lines as they may be drawn."""
        return self._drawn

    @property
    def line_count(self) -> int:
        """How many lines there are, at least one."""
        return len(self._lines)

    def get_line(self, index: int) -> str:
        """Return one line as it may be drawn."""
        return self._drawn[index]

    def __getitem__(self, line_index: int | slice) -> str | list[str]:  # type: ignore[override]  # Textual overloads it
        return self._drawn[line_index]

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put ``text`` in the place of what stands between two locations, and say what stood there."""
        (top_row, top_column), (bottom_row, bottom_column) = self._within(start, end)
        replaced = self.get_text_range(start, end)
        inserted = plain_lines(text)
        last_row, last_column = top_row + len(inserted) - 1, len(inserted[-1])
        if len(inserted) == 1:
            last_column += top_column
        inserted[0] = self._lines[top_row][:top_column] + inserted[0]
        inserted[-1] += self._lines[bottom_row][bottom_column:]
        self._lines[top_row : bottom_row + 1] = inserted
        self._drawn[top_row : bottom_row + 1] = [shown(line) for line in inserted]
        return EditResult((last_row, last_column), replaced)

    def get_text_range(self, start: Location, end: Location) -> str:
        """Return the text between two locations, as it was typed."""
        (top_row, top_column), (bottom_row, bottom_column) = self._within(start, end)
        if top_row == bottom_row:
            return self._lines[top_row][top_column:bottom_column]
        middle = self._lines[top_row + 1 : bottom_row]
        return "\n".join([self._lines[top_row][top_column:], *middle, self._lines[bottom_row][:bottom_column]])

    def _within(self, start: Location, end: Location) -> list[Location]:
        """Return two locations in their order, each brought into the text: Textual's keys name lines past the last."""
        return sorted((self._nearest(start), self._nearest(end)))

    def _nearest(self, location: Location) -> Location:
        row, column = location
        if row >= len(self._lines):
            return self.end
        return max(0, row), max(0, min(column, len(self._lines[row]))) if row >= 0 else 0


class WholeNavigator(DocumentNavigator):
    """Left and Right go over a written character whole."""

    def __init__(self, wrapped_document: WrappedDocument) -> None:
        """Go about in that text."""
        super().__init__(wrapped_document)
        self.document = wrapped_document.document

    def get_location_left(self, location: Location) -> Location:
        """Return where the character before begins, or the end of the line above."""
        row, column = location
        return (row, graphemes.before(self.document[row], column)) if column else super().get_location_left(location)

    def get_location_right(self, location: Location) -> Location:
        """Return where the character ends, or the start of the line below."""
        row, column = location
        line = self.document[row]
        return (row, graphemes.after(line, column)) if column < len(line) else super().get_location_right(location)


class WholeWrapped(WrappedDocument):
    """A place on the screen belongs to a whole written character, as wide as it is drawn."""

    @property
    def height(self) -> int:
        """The lines as they are drawn; Textual counts them anew for every one that it draws."""
        return len(self._offset_to_line_info)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap as Textual does, looking for words only in a line that may not fit: most of a long text needs none."""
        self._width, self._tab_width = width, tab_width or self._tab_width
        lines = self.document.lines
        tabs = [get_tab_widths(line, self._tab_width) if line else [] for line in lines]
        self._tab_width_cache = [[cells for _, cells in sections] for sections in tabs]
        self._wrap_offsets = [
            []
            if not width or _fits(line, width)
            else compute_wrap_offsets(line, width, self._tab_width, precomputed_tab_sections=sections)
            for line, sections in zip(lines, tabs, strict=True)
        ]
        heights = [len(breaks) + 1 for breaks in self._wrap_offsets]
        tops = itertools.accumulate(heights, initial=0)
        self._line_index_to_offsets = [
            list(range(top, top + height)) for top, height in zip(tops, heights, strict=False)
        ]
        self._offset_to_line_info = [(line, row) for line, height in enumerate(heights) for row in range(height)]

    def is_wrapped_at(self, width: int, tab_width: int) -> bool:
        """Whether the text is wrapped for that width already; edits wrap what they touch."""
        return (width, tab_width) == (self._width, self._tab_width)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """Return where the character begins that is drawn ``x_offset`` cells into a line's section."""
        sections = self.get_sections(line_index)
        section = sections[y_offset]
        if graphemes.plain(section):
            return super().get_target_document_column(line_index, x_offset, y_offset)
        column = sum(len(each) for each in sections[:y_offset])
        end = column + len(section)
        may_rest_behind = y_offset in (-1, len(sections) - 1)
        cells = 0
        for character in graphemes.split(section):
            cells += self._tab_width - cells % self._tab_width if character == "\t" else cell_len(character)
            if cells > x_offset or not (may_rest_behind or column + len(character) < end):
                break
            column += len(character)
        return column


def _fits(line: str, width: int) -> bool:
    """Return whether a line certainly takes no more than so many cells; a tab or a letter beyond ASCII may be wider."""
    return len(line) <= width and line.isascii() and "\t" not in line


class WholeLine(Text):
    """A line in which a style never cuts a written character: a terminal would draw its parts side by side."""

    def stylize(self, style: object, start: int = 0, end: int | None = None) -> None:
        """Style the characters that the range touches."""
        line = self.plain
        first = graphemes.start_of(line, start)
        super().stylize(style, first, end if end is None else graphemes.end_of(line, end))  # type: ignore[arg-type]
