"""The pacer widens for the in-breath and narrows for the out-breath; nothing counts and nothing ends it.

What is drawn follows from the clock alone, so a late frame is never a wrong one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME = 1 / 20
IN, OUT = "breathe in", "breathe out"
_LEAST = 0.22
"""The share of the whole width that is left when the breath is out."""


@dataclass(frozen=True)
class Breath:
    """Where a breath stands: its phase, how open it is (0..1), and the seconds left in the phase."""

    phase: Literal["in", "out"]
    open: float
    left: float


def breath_at(seconds: float, breath_in: float, breath_out: float) -> Breath:
    """Return the breath after so many seconds of breathing in and out, without a hold."""
    within = seconds % (breath_in + breath_out)
    if within < breath_in:
        return Breath("in", _eased(within / breath_in), breath_in - within)
    gone = within - breath_in
    return Breath("out", 1 - _eased(gone / breath_out), breath_out - gone)


class Pacer(Widget):
    """A soft shape that breathes; without motion, the words and one dot for each second left."""

    DEFAULT_CSS = """
    Pacer { width: 100%; height: 100%; color: $muted; }
    """
    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        breath_in: float,
        breath_out: float,
        clock: Callable[[], float],
        moves: bool,
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        """Breathe in and out for so many seconds each; ``clock`` is monotonic seconds."""
        super().__init__(id=id)
        self._in, self._out = breath_in, breath_out
        self._clock = clock
        self._moves = moves
        self._since = clock()
        self._drawn: Content | None = None

    def on_mount(self) -> None:
        """Follow the clock."""
        self.set_interval(FRAME if self._moves else 0.25, self._follow)

    def breath(self) -> Breath:
        """Return where the breath stands now."""
        return breath_at(self._clock() - self._since, self._in, self._out)

    def render(self) -> Content:
        """Draw the shape with its word under it."""
        return self._picture()

    def _follow(self) -> None:
        picture = self._picture()
        if picture != self._drawn:
            self._drawn = picture
            self.refresh()

    def _picture(self) -> Content:
        breath = self.breath()
        width, height = self.content_size
        word = IN if breath.phase == "in" else OUT
        if not self._moves:
            dots = " ".join("·" * math.ceil(breath.left))
            lines = [Content.styled(word, "$accent"), Content(""), Content.styled(dots, "$muted")]
        else:
            shape = lens(breath.open, width=min(width - 4, 52), rows=max(3, min(9, height - 4)))
            lines = [*(Content.styled(row, "$accent") for row in shape), Content(""), Content.styled(word, "$muted")]
        above = max(0, (height - len(lines)) // 2)
        return Content("\n").join([*([Content("")] * above), *(_centred(line, width) for line in lines)])


def lens(openness: float, *, width: int, rows: int) -> list[str]:
    """Return the shape at an openness of 0..1 as ``rows`` lines, drawn in half rows for a smooth edge."""
    halves = rows * 2
    share = _LEAST + (1 - _LEAST) * openness
    across, high = width * share / 2, halves * share / 2
    reach = [
        round(across * math.sqrt(max(0.0, 1 - ((index + 0.5 - halves / 2) / high) ** 2))) for index in range(halves)
    ]
    lines = []
    for upper, lower in zip(reach[::2], reach[1::2], strict=True):
        inner, outer = min(upper, lower), max(upper, lower)
        edge = ("▀" if upper > lower else "▄") * (outer - inner)
        lines.append(f"{edge}{'█' * (2 * inner)}{edge}")
    return lines


def _centred(line: Content, width: int) -> Content:
    return Content.assemble(" " * max(0, (width - line.cell_length) // 2), line)


def _eased(share: float) -> float:
    return (1 - math.cos(math.pi * share)) / 2
