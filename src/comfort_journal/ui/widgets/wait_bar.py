"""The honest wait: opening is slow on purpose, and the line says so while it quietly moves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

PERIOD = 2.4
"""Seconds for the light to go there and back."""
FRAME = 1 / 15
SPOT = 5


class WaitBar(Widget):
    """A line with a light that wanders along it; without motion, the sentence alone."""

    DEFAULT_CSS = """
    WaitBar { width: 100%; height: 4; color: $muted; text-align: center; }
    """
    ALLOW_SELECT = False

    def __init__(self, sentence: str, *, clock: Callable[[], float], moves: bool, id: str | None = None) -> None:  # noqa: A002
        """Show ``sentence``; ``clock`` is monotonic seconds."""
        super().__init__(id=id)
        self.sentence = sentence
        self._clock = clock
        self._moves = moves
        self._since = clock()

    def on_mount(self) -> None:
        """Draw from the clock, so that a late frame is never a wrong one."""
        if self._moves:
            self.set_interval(FRAME, self.refresh)

    def say(self, sentence: str) -> None:
        """Show another sentence under the light."""
        self.sentence = sentence
        self.refresh()

    def stands_at(self) -> Offset:
        """Return where the sentence stands, whatever the light does."""
        return Offset(max(0, (self.content_size.width - cell_len(self.sentence)) // 2), 2)

    def render(self) -> Content:
        """Draw the line with its light over the sentence."""
        width = max(SPOT + 1, min(40, self.content_size.width))
        if not self._moves:
            return Content(f"\n\n{self.sentence}")
        place = light_at(self._clock() - self._since, width - SPOT)
        line = Content.assemble(
            Content.styled("─" * place, "$faint"),
            Content.styled("━" * SPOT, "$accent"),
            Content.styled("─" * (width - SPOT - place), "$faint"),
        )
        return Content("\n").join([line, Content(""), Content(self.sentence)])


def light_at(seconds: float, span: int) -> int:
    """Return the cell 0..span at which the light stands, easing at both ends."""
    return round(span * (1 - math.cos(2 * math.pi * seconds / PERIOD)) / 2)
