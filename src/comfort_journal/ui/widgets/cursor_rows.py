"""Rows by number with one cursor that is always on a row and in view; what a row shows is for whoever draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from textual import events


class CursorRows(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws only the lines in view, so its cost does not grow with ``count``; its keys are declared by each kind."""

    ALLOW_SELECT = False
    cursor: reactive[int] = reactive(0, init=False)
    count = 0

    class Moved(Message):
        """Another row has the cursor."""

    class Chosen(Message):
        """The row under the cursor was chosen."""

    @property
    def page(self) -> int:
        """Rows of a screen, but one."""
        raise NotImplementedError

    def row_on(self, line: int) -> int:
        """Return the row on a line of the window; a number that no row has where there is none."""
        raise NotImplementedError

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.count - 1))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked; a second click chooses it."""
        row = self.row_on(event.y)
        if not 0 <= row < self.count:
            return
        if row == self.cursor and event.chain > 1:
            self.post_message(self.Chosen())
        self.cursor = row

    def action_row_up(self) -> None:
        self.cursor -= 1

    def action_row_down(self) -> None:
        self.cursor += 1

    def action_rows_up(self) -> None:
        self.cursor -= self.page

    def action_rows_down(self) -> None:
        self.cursor += self.page

    def action_first_row(self) -> None:
        self.cursor = 0

    def action_last_row(self) -> None:
        self.cursor = self.count - 1
