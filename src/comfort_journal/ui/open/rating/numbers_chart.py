"""The chart of Numbers: which days stand in which column, and what is drawn there. Pure, and it works nothing out.

A column is a day where there is room, else some days, weeks, months or years; then it shows every number that was
given in them, each once. A spike and the days of rest are words along the bottom.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.content.numbers_words import REST, SIGN, TOO_MUCH
from comfort_journal.text.dates import MONTHS
from comfort_journal.text.month import months_on
from comfort_journal.ui.widgets.dot_chart import Band, Chart, Column, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from comfort_journal.plan.numbers_given import NumbersGiven

    Called = Callable[[str], str]

KINDS = (
    Kind("during", "●", "$text"),
    Kind("after", "○", "$good"),
    Kind("next day", "▲", "$accent"),
    Kind("other time", "+", "$mark"),
)
"""The last is a number that belongs to no session; it has no place of its own."""
LANES, NEXT_DAY = 3, 2
_WEEK, _YEAR, _LONGEST_MONTH = 7, 12, 31


class Grain(NamedTuple):
    """So many days, or so many months, in one column; those of whole weeks begin where the owner's week does."""

    days: int
    months: int
    name: str


GRAINS = (
    Grain(1, 0, "a day"),
    Grain(2, 0, "two days"),
    Grain(3, 0, "three days"),
    Grain(_WEEK, 0, "a week"),
    Grain(2 * _WEEK, 0, "two weeks"),
    Grain(0, 1, "a month"),
    Grain(0, 3, "three months"),
    Grain(0, _YEAR, "a year"),
    Grain(0, 5 * _YEAR, "five years"),
    Grain(0, 25 * _YEAR, "25 years"),
)
EVERYTHING = Grain(0, 0, "all of it")


class Span(NamedTuple):
    """A stretch of time that the chart shows: its days or months, or with neither everything."""

    name: str
    days: int = 0
    months: int = 0

    def first(self, last: date, begin: date) -> date:
        """Return its first day where ``last`` is its last one and ``begin`` is the first with anything."""
        if self.months:
            return months_on(last, -self.months) + timedelta(days=1)
        return last - timedelta(days=self.days - 1) if self.days else min(begin, last)


SPANS = (Span("two weeks", days=14), Span("three months", months=3), Span("a year", months=12), Span("all"))


class Days(NamedTuple):
    """The days of one column."""

    first: date
    last: date


def window(span: Span, day: date, given: NumbersGiven, room: int, first_weekday: int) -> tuple[Grain, tuple[Days, ...]]:
    """Return the columns of a span in which a day stands: up to today, or so many half spans before that."""
    last = given.today
    first = span.first(last, min(given.first_day or last, day))
    half = timedelta(days=max(1, ((last - first).days + 1) // 2))
    back = max(0, -((day - first) // half))
    return columns_between(first - back * half, last - back * half, room, first_weekday)


def column_of(columns: Sequence[Days], day: date) -> int:
    """Return the number of the column in which a day stands."""
    return bisect_right(columns, day, key=lambda each: each.first) - 1


def columns_between(first: date, last: date, room: int, first_weekday: int) -> tuple[Grain, tuple[Days, ...]]:
    """Return the finest columns for the days from ``first`` to ``last`` of which at most ``room`` are needed."""
    for grain in GRAINS:
        if (last - first).days // (grain.days or grain.months * _LONGEST_MONTH) <= room:
            found = tuple(_columns(grain, first, last, first_weekday))
            if len(found) <= room:
                return grain, found
    return EVERYTHING, (Days(first, last),)


def _columns(grain: Grain, first: date, last: date, first_weekday: int) -> Iterator[Days]:
    begin = _begin(grain, first, last, first_weekday)
    while begin <= last:
        end = begin + timedelta(days=grain.days) if grain.days else _months_after(begin, grain.months)
        yield Days(begin, end - timedelta(days=1))
        if end <= begin:
            return
        begin = end


def _begin(grain: Grain, first: date, last: date, first_weekday: int) -> date:
    """Return where the first column begins: with its week, month or year, or so that the last column is whole."""
    if grain.months:
        months = first.year * _YEAR + first.month - 1
        year, month = divmod(months - months % grain.months, _YEAR)
        return date(max(1, year), month + 1 if year else 1, 1)
    if grain.days % _WEEK == 0:
        back = (first.weekday() - first_weekday) % _WEEK
    else:
        back = -((last - first).days + 1) % grain.days
    return first - timedelta(days=min(back, (first - date.min).days))


def _months_after(day: date, months: int) -> date:
    return min(months_on(day, months), date.max)


def chart_of(
    given: NumbersGiven, laid: tuple[Grain, Sequence[Days]], here: date, steps: Sequence[str], called: Called
) -> Chart:
    """Return what is drawn in columns; ``steps`` is the ladder, gentlest first, ``called`` names a step."""
    grain, columns = laid
    first, last = columns[0].first, columns[-1].last
    seen = given.between(first, last)
    column = partial(column_of, columns)
    numbers: list[tuple[set[int], ...]] = [tuple(set() for _ in KINDS) for _ in columns]
    at_step: dict[str, set[int]] = {}
    too_much: set[int] = set()
    for line in seen.days:
        place = column(line.day)
        at_step.setdefault(line.step, set()).add(place)
        if line.too_much:
            too_much.add(place)
        for session in line.sessions:
            for kind, value in enumerate((session.during, session.after, session.next_day)):
                if value is not None:
                    numbers[place][kind].add(value)
    for other in seen.others:
        numbers[column(other.day)][LANES].add(other.value)
    order = {step: rank for rank, step in enumerate(steps)}
    bands = [(called(step), at_step[step]) for step in sorted(at_step, key=lambda step: (order.get(step, 99), step))]
    spikes = too_much | {column(rest.spike) for rest in seen.rests if first <= rest.spike <= last}
    rests = {place for rest in seen.rests for place in _held(columns, rest.first, min(rest.last or given.today, last))}
    words = ((TOO_MUCH, spikes), (REST, rests), (SIGN, {column(sign.day) for sign in seen.signs}))
    kinds = KINDS if seen.others else KINDS[:LANES]
    return Chart(
        kinds=kinds,
        lanes=LANES,
        columns=tuple(
            Column(label, tuple(frozenset(numbers[n][kind]) for kind in range(len(kinds))), within)
            for n, (label, within) in enumerate(_label(grain, days.first) for days in columns)
        ),
        bands=tuple(Band(name, frozenset(where)) for name, where in (*bands, *words) if where),
        line=given.line,
        here=column(here),
    )


def _held(columns: Sequence[Days], first: date, last: date) -> Iterator[int]:
    return (number for number, days in enumerate(columns) if days.first <= last and days.last >= first)


def _label(grain: Grain, day: date) -> tuple[str, str]:
    """Return what stands under a column that begins on a day, and the month or year it is of: ``18``, ``Nov``."""
    month = MONTHS[day.month - 1][:3]
    if grain.months >= _YEAR:
        return str(day.year), ""
    return (month, str(day.year)) if grain.months else (str(day.day), month)
