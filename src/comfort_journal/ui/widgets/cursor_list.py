"""A line for each of some things: the cursor is always on one of them, and in little room that one is in view."""

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


class CursorList(Widget, Generic[Item], can_focus=True):
    """Draws no more lines than there is room for; ``draw`` says what stands on one."""

    ALLOW_SELECT = False
    cursor: reactive[int] = reactive(0)

    class Clicked(Message):
        """The line under the cursor was clicked."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Begin on the first one."""
        super().__init__()
        self.items = items

    @property
    def item(self) -> Item:
        """What the cursor is on."""
        return self.items[self.cursor]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's signature
        """Ask for a line each."""
        return len(self.items)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line."""
        return max(0, min(cursor, len(self.items) - 1))

    def render(self) -> Content:
        """Draw as many as there is room for, the one under the cursor among them and the terminal's cursor on it."""
        if self.has_focus:
            self.app.cursor_position = Offset(self.content_region.x, self.content_region.y + self.row)
        numbers = range(self._first, min(len(self.items), self._first + max(1, self.size.height)))
        return Content("\n").join(self.draw(self.items[number], under=number == self.cursor) for number in numbers)

    @property
    def row(self) -> int:
        """The line, of those drawn, that the cursor is on."""
        return self.cursor - self._first

    def draw(self, item: Item, *, under: bool) -> Content:
        """Draw a line; ``under`` says that the cursor is on it."""
        raise NotImplementedError

    @property
    def _first(self) -> int:
        room = max(1, self.size.height)
        return max(0, min(self.cursor - room // 2, len(self.items) - room))

    def on_click(self, event: events.Click) -> None:
        """Go to a line; a click on the one under the cursor is told."""
        number = self._first + event.y
        if number == self.cursor:
            self.post_message(self.Clicked())
        elif number < len(self.items):
            self.cursor = number
