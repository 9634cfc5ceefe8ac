"""The text under the cursor: every character that was typed or pasted stays, and none of them can steer the terminal.

Textual's own document cuts lines at eleven different characters and joins them again with one, so a form feed or a
line separator in a pasted text would silently become a newline. Here only line endings end a line; what could steer
a terminal is kept in the text and drawn as a mark, one for one, so every column still counts characters.
"""

from __future__ import annotations

from textual.document._document import Document, EditResult, Location

from comfort_journal.plain_text import plain_lines, shown


class PlainDocument(Document):
    """A document whose ``text`` is the truth and whose ``lines`` are what may be drawn, character for character."""

    def __init__(self, text: str) -> None:
        """Take the text apart at its line endings."""
        super().__init__("")
        self._newline = "\n"
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
        (top_row, top_column), (bottom_row, bottom_column) = sorted((start, end))
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
        (top_row, top_column), (bottom_row, bottom_column) = sorted((start, end))
        if top_row == bottom_row:
            return self._lines[top_row][top_column:bottom_column]
        middle = self._lines[top_row + 1 : bottom_row]
        return "\n".join([self._lines[top_row][top_column:], *middle, self._lines[bottom_row][:bottom_column]])
