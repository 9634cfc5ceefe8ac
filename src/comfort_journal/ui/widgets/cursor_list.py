"""A short list of lines that can be gone to: one cursor that is always on one of them, and in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

Item = TypeVar("Item")

_BAR, _TRACK = "█", " "


class CursorList(Widget, Generic[Item], can_focus=True):
    """Draws no more lines than there is room for, and then where in the list they lie.

    ``draw`` says what stands on a line of ``room`` cells; a ``group`` is named above its first item.
    """

    ALLOW_SELECT = False
    cursor: reactive[int] = reactive(0)

    class Clicked(Message):
        """The line under the cursor was clicked."""

    def __init__(self, items: Sequence[Item], *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin on the first one."""
        super().__init__(id=id)
        self.items = items

    @property
    def item(self) -> Item:
        """What the cursor is on."""
        return self.items[self.cursor]

    @property
    def room(self) -> int:
        """Cells of a line, without the column that shows where in the list one is."""
        return max(1, self.size.width - self._scrolls)

    def group(self, item: Item) -> str:  # noqa: ARG002  a list may have no groups
        """Return the name of the group to which an item belongs."""
        return ""

    def draw(self, item: Item, *, under: bool) -> Content:
        """Draw a line; ``under`` says that the cursor is on it."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """Ask for a line each, and for those of the heads."""
        return len(self._lines)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line."""
        return max(0, min(cursor, len(self.items) - 1))

    def render(self) -> Content:
        """Draw as many as there is room for, the one under the cursor among them."""
        lines = self._lines
        first, height = self._first, max(1, self.size.height)
        shown = [self._line(line) for line in lines[first : first + height]]
        if not self._scrolls:
            return Content("\n").join(shown)
        top = round(first * height / len(lines))
        thumb = max(1, round(height * height / len(lines)))
        marks = [_BAR if top <= row < top + thumb else _TRACK for row in range(len(shown))]
        return Content("\n").join(
            Content.assemble(line, " " * (self.room - line.cell_length), Content.styled(mark, "$faint"))
            for line, mark in zip(shown, marks, strict=True)
        )

    def stands_at(self) -> Offset:
        """Return where the line under the cursor is drawn."""
        return Offset(0, self.row if self.items else 0)

    def on_click(self, event: events.Click) -> None:
        """Go to a line; a click on the one under the cursor is told."""
        lines, row = self._lines, self._first + event.y
        number = lines[row] if row < len(lines) else None
        if number == self.cursor:
            self.post_message(self.Clicked())
        elif isinstance(number, int):
            self.cursor = number

    @property
    def row(self) -> int:
        """The line, of those drawn, that the cursor is on."""
        return self._lines.index(self.cursor) - self._first

    @property
    def _lines(self) -> list[int | str]:
        """What stands on each line: the number of an item, or a head; groups are a blank line apart."""
        lines: list[int | str] = []
        before = ""
        for number, item in enumerate(self.items):
            if (group := self.group(item)) != before:
                lines += ["", group] if lines else [group]
                before = group
            lines.append(number)
        return lines

    def _line(self, line: int | str) -> Content:
        if isinstance(line, str):
            return Content.styled(f"  {line}", "$text bold")
        return self.draw(self.items[line], under=line == self.cursor)

    @property
    def _scrolls(self) -> bool:
        return len(self._lines) > max(1, self.size.height)

    @property
    def _first(self) -> int:
        """The first line in view; the head of the first group is in view with its first item."""
        lines, room = self._lines, max(1, self.size.height)
        return max(0, min(lines.index(self.cursor) - room // 2, len(lines) - room)) if self.items else 0
