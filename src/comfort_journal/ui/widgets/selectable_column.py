"""A column whose lines can be selected, by Shift and the arrows or by dragging; nothing selected leaves by itself.

Textual's own selection stays off on every page: its copy asks nobody. Here the page says what copying does, and the
words are handed over as they were written, without the turns of the lines.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.text_layout import readable
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from textual import events

SELECTING = actions.declare(
    "Reading",
    Action(
        "select-below",
        "shift+down",
        "Select",
        "Select a line where you read, and one more; ↓ and ↑ move a single one, Esc lets go.",
        palette=False,
    ),
    Action("select-above", "shift+up", "Select upwards", "Select the line above too, or one less.", palette=False),
)


class SelectableColumn(ColumnView):
    """The lines from ``_anchor`` to ``_end`` are selected; both are None where nothing is, or after another layout."""

    BINDINGS: ClassVar = actions.bindings(SELECTING)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"column--selected"}
    DEFAULT_CSS = """
    SelectableColumn { & > .column--selected { background: $selection; } }
    """
    _anchor: int | None = None
    _end = 0

    @property
    def selected_text(self) -> str:
        """What is selected, as it was written; nothing where nothing is."""
        if self._anchor is None:
            return ""
        first, last = sorted((self._anchor, self._end))
        numbers = range(first, min(last, len(self._lines) - 1) + 1)
        pieces = []
        for block, group in groupby(numbers, key=lambda number: self._block_of[number]):
            begin, *others = (self._lines[number] for number in group)
            end = others[-1] if others else begin
            pieces.append(readable(self._blocks[block].text)[begin.at : end.at + len(end.text)])
        return "\n".join(pieces)

    def stands_at(self) -> Offset:
        """Return where the selection ends, else where one reads."""
        place = super().stands_at()
        return place if self._anchor is None else Offset(place.x, self._end + self._above - round(self.scroll_y))

    def let_go(self) -> None:
        """Select nothing."""
        self._anchor = None
        self.refresh()

    def action_line_down(self) -> None:
        """Move a single selected line, else scroll."""
        if not self._moved(1):
            super().action_line_down()

    def action_line_up(self) -> None:
        """Move a single selected line, else scroll."""
        if not self._moved(-1):
            super().action_line_up()

    def action_select_below(self) -> None:
        self._extend(1)

    def action_select_above(self) -> None:
        self._extend(-1)

    def on_key(self, event: events.Key) -> None:
        """Let go of what is selected before Esc goes back."""
        if event.key == "escape" and self._anchor is not None:
            event.stop()
            self.let_go()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin at the line under the pointer; a press that goes nowhere selects nothing."""
        self.let_go()
        self.capture_mouse()
        self._end = self._line_at(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the pointer is dragged."""
        if self.app.mouse_captured is self and event.button:
            here = self._line_at(event.y)
            if self._anchor is None and here != self._end:
                self._anchor = self._end
            self._go_to(here)

    def on_mouse_up(self) -> None:
        """Leave it selected."""
        self.release_mouse()

    def _extend(self, by: int) -> None:
        if not self._lines:
            return
        if self._anchor is None:
            self._anchor = self._start()
            self._go_to(self._anchor)
        else:
            self._go_to(self._end + by)

    def _start(self) -> int:
        """Return where the reader is: at what was found, else at the first line in sight that is the entry's words."""
        top = max(0, round(self.scroll_y) - self._above)
        bottom = min(len(self._lines), round(self.scroll_y) - self._above + self.size.height)
        seen = [number for number in range(top, bottom) if self._lines[number].text]
        words = [number for number in seen if self._lines[number].role == "body"]
        found = [number for number in words if self._lines[number].marks]
        here = None if self._last_hit is None else self._line_of(*self._last_hit)
        return here if here in seen else next(iter([*found, *words, *seen]), top)

    def _moved(self, by: int) -> bool:
        """Move a single selected line; return whether there was one."""
        single = self._anchor is not None and self._anchor == self._end
        if single:
            self._go_to(self._end + by)
            self._anchor = self._end
        return single

    def _go_to(self, number: int) -> None:
        """Have the selection end at a line, and that line in view."""
        self._end = max(0, min(number, len(self._lines) - 1))
        line, top, high = self._end + self._above, round(self.scroll_y), self.size.height
        self._scroll_by(min(0, line - top) + max(0, line - top - high + 1))
        self.refresh()

    def _line_at(self, y: int) -> int:
        return max(0, min(y + round(self.scroll_y) - self._above, len(self._lines) - 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line, on its own ground where it is selected."""
        strip, number = super().render_line(y), y + self.scroll_offset.y - self._above
        if self._anchor is None or not min(self._anchor, self._end) <= number <= max(self._anchor, self._end):
            return strip
        ground = Style(bgcolor=self.get_component_rich_style("column--selected").bgcolor)
        return Strip(Segment.apply_style(strip, post_style=ground), strip.cell_length)

    def _lay_out(self, *, lines: int = 0, blocks: int = 0) -> None:
        self._anchor = None
        super()._lay_out(lines=lines, blocks=blocks)
