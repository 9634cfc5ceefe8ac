"""The border that breathes: a glow around the page, the only thing on it that moves; solid, it is the bell's twin.

Four edges are widgets of their own, so that a breath repaints the border and not the words within.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final, Literal, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

Side: TypeAlias = Literal["top", "bottom", "left", "right"]
Glow: TypeAlias = tuple[float, ...]
"""How much of its colour each layer has, 0..1, the outermost first."""

SIDES: Final[tuple[Side, ...]] = ("left", "right", "top", "bottom")
"""The order to lay them out in: the corners are those of the last two."""
STILL = 0.45
"""How open the breath of a border without motion is."""
_STEPS = 32
_LEAST, _MOST = 0.16, 0.78
_SHADES = " ░▒▓█"


def glow(openness: float, depth: int) -> Glow:
    """Return the light of each layer at a breath's openness 0..1, in steps too small to be seen."""
    outer = _LEAST + (_MOST - _LEAST) * openness
    reach = 0.35 + 0.65 * openness
    shares = (outer * max(0.0, 1 - layer / depth / reach) ** 1.4 for layer in range(depth))
    return tuple(round(share * _STEPS) / _STEPS for share in shares)


def solid(depth: int) -> Glow:
    """Return the border at its fullest, which no breath reaches."""
    return (1.0,) * depth


class Edge(Widget):
    """One side of the border; ``shine`` says how it looks from now on."""

    DEFAULT_CSS = """
    Edge { color: $text; background: $background; }
    Edge.-top { dock: top; width: 100%; height: 1; }
    Edge.-bottom { dock: bottom; width: 100%; height: 1; }
    Edge.-left { dock: left; height: 100%; width: 2; }
    Edge.-right { dock: right; height: 100%; width: 2; }
    """
    ALLOW_SELECT = False

    def __init__(self, side: Side) -> None:
        """Begin dark."""
        super().__init__(classes=f"-{side}")
        self._side = side
        self._shown: tuple[Glow, str] = ((), "accent")

    def shine(self, light: Glow, tone: str) -> None:
        """Show a light in a theme's colour by its name; nothing is drawn when nothing changed."""
        if (light, tone) != self._shown:
            self._shown = light, tone
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row, the corners belonging to top and bottom; as rows of segments a breath costs half."""
        light, tone = self._shown
        width, height = self.size
        if self._side in {"left", "right"}:
            layers = range(width) if self._side == "left" else range(width - 1, -1, -1)
            return Strip([self._cell(_at(light, layer), _at(light, layer), tone) for layer in layers], width)
        return Strip(self._row(2 * (y if self._side == "top" else height - 1 - y), light, tone, width), width)

    def _row(self, above: int, light: Glow, tone: str, width: int) -> list[Segment]:
        """Return one row whose outer half is the layer ``above``."""
        cells = [
            (_at(light, min(x, width - 1 - x, above)), _at(light, min(x, width - 1 - x, above + 1)))
            for x in range(width)
        ]
        if self._side == "bottom":
            cells = [(inner, outer) for outer, inner in cells]
        runs = ((pair, len(list(cells))) for pair, cells in groupby(cells))
        return [self._cell(*pair, tone, length) for pair, length in runs]

    def _cell(self, upper: float, lower: float, tone: str, length: int = 1) -> Segment:
        """Return cells with an upper and a lower half."""
        dark, bright = (Color.parse(self.app.theme_variables[name]) for name in ("background", tone))
        if dark.ansi is not None or bright.ansi is not None:  # the terminal's own colours cannot be mixed
            shade = _SHADES[round(max(upper, lower) * (len(_SHADES) - 1))]
            return Segment(shade * length, self.rich_style + Style(color=bright.rich_color))
        over, under = (dark.blend(bright, share).rich_color for share in (upper, lower))
        if upper == lower:
            return Segment(("█" if upper else " ") * length, Style(color=over, bgcolor=dark.rich_color))
        return Segment("▀" * length, Style(color=over, bgcolor=under))


def _at(light: Glow, layer: int) -> float:
    return light[layer] if 0 <= layer < len(light) else 0.0
