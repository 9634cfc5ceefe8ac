"""Where everything of a chart stands, in units of its drawing: a mark for each number given, and nothing between marks.

Days across, discomfort from 0 to 10 up, a lane for each step below. No line joins two numbers, and none is worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from comfort_journal.report.days_said import day_and_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from comfort_journal.report.choice import ReportDays

Shape: TypeAlias = Literal["during", "after", "next_day"]
SHAPES: tuple[Shape, ...] = ("during", "after", "next_day")
WIDE, HALF = 640.0, 310.0
"""Units across: the whole page, or half of it."""
HALF_DAYS = 14
"""So many days have room on half a page for three marks each, side by side."""
SMALLEST, LARGEST = 1.6, 3.0
"""Half widths of a mark; three stand side by side, up to some eight weeks without touching those of another day."""
LEFT, RIGHT, TOP, STEP_UP, LANE, FOOT = 112.0, 6.0, 6.0, 6.4, 9.0, 12.0
WORST = 10
LONGEST_NAME = 24
_WEEK = 7
MOST_DATES = 9
"""At most so many dates under the whole page; half as many under half of it."""


class Point(NamedTuple):
    """A number that was given: its centre, and for what it was given."""

    x: float
    y: float
    shape: Shape


class Box(NamedTuple):
    """Days of a lane: from where, and how wide."""

    x: float
    width: float


class Lane(NamedTuple):
    """A step, or rest, below the chart: its name and its days."""

    y: float
    name: str
    boxes: tuple[Box, ...]


class At(NamedTuple):
    """A word beside an axis, and where on it."""

    at: float
    text: str


class DayOfNumbers(NamedTuple):
    """What the chart is drawn from: a day at a step, with the highest numbers given for it."""

    day: date
    step: str
    during: int | None
    after: int | None
    next_day: int | None


class Rests(NamedTuple):
    """What the lane of rest is called, and the first and the last day of each."""

    name: str
    spans: Sequence[tuple[date, date]]


@dataclass(frozen=True, kw_only=True, repr=False)
class DrawnChart:
    """A chart of ``width`` by ``height``; ``line`` is the height of the owner's line, ``size`` a mark's half width."""

    wide: bool
    width: float
    height: float
    left: float
    right: float
    floor: float
    line: float
    size: float
    points: tuple[Point, ...]
    lanes: tuple[Lane, ...]
    values: tuple[At, ...]
    dates: tuple[At, ...]


def draw(  # noqa: PLR0913  all that a chart is made of
    span: ReportDays, days: Sequence[DayOfNumbers], steps: Sequence[str], rests: Rests, line: int, *, half: bool
) -> DrawnChart:
    """Return the chart of some days, across the whole page or ``half`` of it, with a lane for each of the ``steps``."""
    width = HALF if half else WIDE
    per_day = (width - LEFT - RIGHT) / span.days
    floor = TOP + WORST * STEP_UP

    def left_of(day: date) -> float:
        return round(LEFT + (day - span.first).days * per_day, 2)

    def box(first: date, last: date) -> Box:
        first, last = max(first, span.first), min(last, span.last)
        return Box(left_of(first), round(((last - first).days + 1) * per_day, 2))

    lanes: dict[str, list[Box]] = {step: [] for step in steps}
    for each in days:
        lanes[each.step].append(box(each.day, each.day))
    rested = [box(first, last) for first, last in rests.spans if first <= span.last and last >= span.first]
    named = [*lanes.items(), *([(rests.name, rested)] if rested else [])]
    size = round(max(SMALLEST, min(LARGEST, per_day / 6)), 2)
    points = [
        Point(round(left_of(each.day) + per_day / 2 + 2 * size * place, 2), _height(value), shape)
        for each in days
        for place, shape, value in zip((-1, 0, 1), SHAPES, (each.during, each.after, each.next_day), strict=True)
        if value is not None
    ]
    return DrawnChart(
        wide=not half,
        width=width,
        height=floor + 4 + LANE * len(named) + FOOT,
        left=LEFT,
        right=width - RIGHT,
        floor=floor,
        line=_height(line),
        size=size,
        points=tuple(points),
        lanes=tuple(
            Lane(floor + 4 + LANE * place, _short(name), tuple(boxes)) for place, (name, boxes) in enumerate(named)
        ),
        values=tuple(At(_height(value), str(value)) for value in range(0, WORST + 1, 2)),
        dates=tuple(_dates(span, left_of, MOST_DATES // 2 if half else MOST_DATES)),
    )


def _height(value: int) -> float:
    return TOP + (WORST - value) * STEP_UP


def _dates(span: ReportDays, left_of: Callable[[date], float], most: int) -> Iterator[At]:
    """Yield the first day, and then one every so many weeks."""
    every = _WEEK * -(-span.days // (_WEEK * most))
    for days in range(0, span.days, every):
        day = span.first + timedelta(days=days)
        yield At(left_of(day), day_and_month(day))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
