"""The pacer widens for the in-breath and narrows for the out-breath; nothing counts and nothing ends it.

What is drawn follows from the clock alone, so a late frame is never a wrong one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from textual.color import Color
from textual.content import Content
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FRAME = 1 / 20
IN, OUT = "breathe in", "breathe out"
LEAVES = "any key leaves"
_LEAST = 0.22
"""The share of the whole width that is left when the breath is out."""
_RINGS = (1.0, 0.74, 0.46)
"""How far out, as a share of the shape, each of its three lights reaches."""
_SHARES = (0.0, 0.22, 0.5, 0.9)
"""How much of the accent each light has over the background."""
_SHADES = " ░▒▓"
AHEAD = 0.4
"""Seconds before a breath turns at which that is told: more than lies between two looks."""


@dataclass(frozen=True)
class Pace:
    """Where a breath stands: its phase, how open it is (0..1), and the seconds left in the phase."""

    phase: Literal["in", "out"]
    open: float
    left: float


def breath_at(seconds: float, breath_in: float, breath_out: float) -> Pace:
    """Return the breath after so many seconds of breathing in and out, without a hold."""
    within = seconds % (breath_in + breath_out)
    if within < breath_in:
        return Pace("in", _eased(within / breath_in), breath_in - within)
    gone = within - breath_in
    return Pace("out", 1 - _eased(gone / breath_out), breath_out - gone)


class Breathing:
    """A breath that goes on by a clock of seconds, and which line goes with it."""

    def __init__(self, breath_in: float, breath_out: float, clock: Callable[[], float]) -> None:
        """Begin now, with an in-breath."""
        self.breath_in, self.breath_out = breath_in, breath_out
        self._clock, self._since = clock, clock()

    def begin(self, at: float) -> None:
        """Begin anew with an in-breath, at that moment of the clock."""
        self._since = at

    def breath(self) -> Pace:
        """Return where the breath stands now."""
        return breath_at(self._clock() - self._since, self.breath_in, self.breath_out)

    @property
    def breaths(self) -> int:
        """How many breaths are over since it began."""
        return int((self._clock() - self._since) // (self.breath_in + self.breath_out))

    def line(self, cue_in: Sequence[str], cue_out: Sequence[str]) -> str:
        """Return which of the lines goes with the breath now; they take turns from one breath to the next."""
        lines = cue_in if self.breath().phase == "in" else cue_out
        return lines[self.breaths % len(lines)]


class Leaves(Static):
    """One quiet line at the foot of a page that is nothing but breath."""

    DEFAULT_CSS = """
    Leaves { dock: bottom; width: 100%; height: 1; margin-bottom: 1; text-align: center; color: $muted; }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        """Say how one leaves."""
        super().__init__(LEAVES, markup=False)


class Pacer(Breathing, Widget):
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
        coming: Callable[[Literal["in", "out"], float], None] | None = None,
    ) -> None:
        """Breathe in and out for so many seconds each; ``clock`` is monotonic seconds.

        ``coming`` is told each breath in or out, and in how many seconds it begins, shortly before that.
        """
        Widget.__init__(self)
        Breathing.__init__(self, breath_in, breath_out, clock)
        self._moves = moves
        self._coming = coming
        self._told = False
        self._drawn: Content | None = None

    def on_mount(self) -> None:
        """Follow the clock."""
        self.set_interval(FRAME if self._moves else 0.25, self._follow)

    def begin(self, at: float) -> None:
        """Begin anew with an in-breath, at that moment of the clock."""
        super().begin(at)
        self._follow()

    def render(self) -> Content:
        """Draw the shape with its word under it."""
        return self._picture()

    def stands_at(self) -> Offset:
        """Return where its word is drawn: one place, whichever of the two it is."""
        width, height = self.content_size
        rows = max(3, min(11, height - 4)) + 1 if self._moves else 0
        lines = rows + 1 if self._moves else 3
        return Offset((width - len(OUT)) // 2, max(0, (height - lines) // 2) + rows)

    def _follow(self) -> None:
        self._tell()
        picture = self._picture()
        if picture != self._drawn:
            self._drawn = picture
            self.refresh()

    def _tell(self) -> None:
        """Tell once of each turn that is close, so that whatever goes with it can be ready at its very moment."""
        if self._coming is None:
            return
        breath = self.breath()
        if breath.left > AHEAD:
            self._told = False
        elif not self._told and self.display and self.screen.is_active:
            self._told = True
            self._coming("out" if breath.phase == "in" else "in", breath.left)

    def _picture(self) -> Content:
        breath = self.breath()
        width, height = self.content_size
        word = IN if breath.phase == "in" else OUT
        if not self._moves:
            dots = " ".join("·" * math.ceil(breath.left))
            lines = [Content.styled(word, "$accent"), Content(""), Content.styled(dots, "$muted")]
        else:
            shape = glow(breath.open, width=min(width - 4, 56), rows=max(3, min(11, height - 4)))
            lines = [*(self._row(upper, lower) for upper, lower in shape), Content(""), Content.styled(word, "$muted")]
        above = max(0, (height - len(lines)) // 2)
        return Content("\n").join([*([Content("")] * above), *(_centred(line, width) for line in lines)])

    def _row(self, upper: list[int], lower: list[int]) -> Content:
        """Draw two half rows of light as one row of cells."""
        runs = ((light, len(list(cells))) for light, cells in groupby(zip(upper, lower, strict=True)))
        return Content.assemble(*(self._run(*light, length) for light, length in runs))

    def _run(self, upper: int, lower: int, length: int) -> Content:
        if not (upper or lower):
            return Content(" " * length)
        tones = self._tones()
        if tones is None:
            return Content.styled(_SHADES[max(upper, lower)] * length, "$accent")
        if upper == lower:
            return Content.styled("█" * length, tones[upper])
        return Content.styled("▀" * length, f"{tones[upper]} on {tones[lower]}")

    def _tones(self) -> tuple[str, ...] | None:
        """Return the colour of each light, or None where the terminal's own colours cannot be mixed."""
        accent, dark = (Color.parse(self.app.theme_variables[name]) for name in ("accent", "background"))
        if accent.ansi is not None or dark.ansi is not None:
            return None
        return tuple(dark.blend(accent, share).hex6 for share in _SHARES)


def glow(openness: float, *, width: int, rows: int) -> list[tuple[list[int], list[int]]]:
    """Return the shape at an openness of 0..1: for each row the light 0..3 of every cell in its two half rows."""
    halves = rows * 2
    share = _LEAST + (1 - _LEAST) * openness
    across, high = width * share / 2, halves * (0.55 + 0.45 * share) / 2

    def light(x: int, y: int) -> int:
        away = math.hypot((x + 0.5 - width / 2) / across, (y + 0.5 - halves / 2) / high)
        return sum(away < ring for ring in _RINGS)

    field = [[light(x, y) for x in range(width)] for y in range(halves)]
    return list(zip(field[::2], field[1::2], strict=True))


def _centred(line: Content, width: int) -> Content:
    return Content.assemble(" " * max(0, (width - line.cell_length) // 2), line)


def _eased(share: float) -> float:
    return (1 - math.cos(math.pi * share)) / 2
