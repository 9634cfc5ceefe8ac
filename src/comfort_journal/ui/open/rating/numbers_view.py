"""How Numbers stands before one: as it was left until the lock, and with what its window has room for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from comfort_journal.text.counts import many
from comfort_journal.ui.widgets.text_layout import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Part: TypeAlias = Literal["chart", "table", "day"]
PARTS: tuple[Part, ...] = ("chart", "table", "day")
CHART_FROM = (56, 20)
"""Columns and rows of the window from which there is a chart."""
TABLE = 5
"""Lines of the smallest table under a chart: a blank one, the heads, and three rows."""
DAY_BELOW = 4
"""Lines of the day in words below the others."""


WAITS = "{numbers} to be kept or let go: {key}."


class NumbersView(NamedTuple):
    """The chosen day, the place of the span, the one step or "", and the part that has the focus."""

    day: date | None = None
    span: int = 0
    step: str = ""
    part: Part = "chart"


def has_room_for_chart(width: int, height: int) -> bool:
    """Tell whether a window of that size has a chart at all."""
    return width >= CHART_FROM[0] and height >= CHART_FROM[1]


def say_waiting(count: int, key: str) -> str:
    """Return how many numbers wait and which key leads to them; nothing where none does."""
    return (
        WAITS.format(numbers=f"{many(count, 'number')} {'waits' if count == 1 else 'wait'}", key=key) if count else ""
    )


class Fitting(NamedTuple):
    """Whether the table stands under the chart, and what is explained above both, "" for nothing."""

    both: bool
    explained: str


def what_fits(lines: int, width: int, sentences: Sequence[str], *, beside: bool, chart: int) -> Fitting:
    """Return what stands in so many ``lines``: the chart of ``chart`` lines (0 for none) and the day in words at least.

    The table comes before what is explained, and of that as many of the ``sentences`` as the rest holds, with a blank
    line under them where one is left.
    """
    left = lines - chart - (0 if beside else DAY_BELOW)
    blank = 0 if beside else 1
    both = chart > 0 and left >= TABLE + blank
    left -= TABLE + blank if both else 0 if chart else TABLE
    for taking in range(len(sentences), 0, -1):
        said = " ".join(sentences[:taking])
        taken = len(wrap(said, width))
        if taken + (taking > 1) <= left:
            return Fitting(both, said + "\n" * (taken < left))
    return Fitting(both, "")
