"""The line in which words are looked for in the entry that is read; it says how many there are, and Escape ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.open.history.actions import FINDING
from comfort_journal.ui.open.history.entry_query import phrase_finder
from comfort_journal.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

    from comfort_journal.ui.widgets.text_view import ColumnView


class FindInput(LineInput):
    """The words; they are looked for as they stand, one after the other."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(FINDING)

    class Done(Message):
        """Nothing is looked for any more."""

    def __init__(self, column: ColumnView) -> None:
        """Look in a column."""
        super().__init__(placeholder="find in this entry", compact=True, select_on_focus=False)
        self._column = column

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what stands here now."""
        event.stop()
        self._column.look_for(phrase_finder(self.value))

    def action_next_place(self) -> None:
        self._column.to_hit(1)

    def action_place_before(self) -> None:
        self._column.to_hit(-1)

    def action_leave_finding(self) -> None:
        self.post_message(self.Done())

    def on_blur(self) -> None:
        """End where the focus goes elsewhere on the page; a window that is left, or help over it, ends nothing."""
        if self.screen.focused not in (None, self):
            self.post_message(self.Done())


class FindBar(Horizontal):
    """The line, and beside it which place one is at."""

    DEFAULT_CSS = """
    FindBar {
        height: 1;
        FindInput, FindInput:focus { width: 1fr; height: 1; border: none; padding: 0; }
        FindInput, FindInput:focus { background: transparent; color: $text; }
        FindInput > .input--placeholder { color: $muted; }
        Static { width: auto; color: $muted; }
    }
    """

    def __init__(self, column: ColumnView) -> None:
        """Look in a column."""
        super().__init__()
        self._column = column

    def compose(self) -> ComposeResult:
        """Lay out the line and the number."""
        yield FindInput(self._column)
        yield Static(id="places", markup=False)

    def on_mount(self) -> None:
        """Follow the column, and be written in."""
        self.watch(self._column, "hit", self._say)
        self.query_one(FindInput).focus()
        self.call_after_refresh(self._stand_below)

    def on_resize(self) -> None:
        """Stay below the column."""
        self.call_after_refresh(self._stand_below)

    def _stand_below(self) -> None:
        left = max(0, self._column.content_region.x + self._column.left - self.region.x)
        self.styles.padding = (0, 0, 0, left)
        self.styles.max_width = left + self._column.column_width

    @on(FindInput.Done)
    async def _leave(self) -> None:
        self._column.look_for(None)
        if self.query_one(FindInput).has_focus:
            self._column.focus()
        await self.remove()

    def _say(self, hit: tuple[int, int]) -> None:
        here, count = hit
        written = self.query_one(FindInput).value.strip()
        said = f"{here} of {count:,}" if count else "not found" if written else ""
        self.query_one("#places", Static).update(said)
