"""The numbers the owner gave, day by day, as the gate holds them; given back as they are and never worked upon.

No mean, no trend, no share and no row of days is made here: of several numbers for one thing the highest leads, as it
does for the gate, and the others stay beside it. What was not given is None. What there is one of for every session
is outside the garbage collector's sight, as the gate's own facts are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from msgspec import Struct

from comfort_journal.plan.facts import HOUR
from comfort_journal.plan.numbers import NEXT_DAY_HOURS
from comfort_journal.plan.visits import after_of, close_of
from comfort_journal.records import Partner, Session
from comfort_journal.records.steps import size_of_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from comfort_journal.plan.case import Case


class _OfDay(Protocol):
    @property
    def day(self) -> date: ...


_Dated = TypeVar("_Dated", bound=_OfDay)


class PracticeNumbers(Struct, frozen=True, gc=False):
    """A session at a step with the numbers that were given for it, where they were.

    ``too_much`` says that it was a spike, ``counts`` whether it decides anything for the gate.
    """

    record: Session | Partner
    day: date
    during: int | None
    after: int | None
    next_day: int | None
    too_much: bool = False
    counts: bool = True

    @property
    def step(self) -> str:
        """The step it was at."""
        return self.record.step if isinstance(self.record, Session) else "partner"

    @property
    def size(self) -> str | None:
        """The id of the size it was with: the step's own, or what was noted of it."""
        record = self.record
        return size_of_step(record.step) or record.size if isinstance(record, Session) else None

    @property
    def before(self) -> int | None:
        """The number before the breath had its time."""
        return self.record.start if isinstance(self.record, Session) else None

    @property
    def seconds(self) -> int:
        """How long contact lasted, all holds together."""
        record = self.record
        return (
            sum(hold.seconds for hold in record.holds) if isinstance(record, Session) else sum(record.seconds.values())
        )


class DayAtStep(Struct, frozen=True, gc=False):
    """What was practised on one programme day at one step with one size: one line of Numbers, oldest session first.

    ``easy`` is the day's by the gate. Every number that was given is in ``sessions``.
    """

    day: date
    step: str
    size: str | None
    sessions: tuple[PracticeNumbers, ...]
    easy: bool

    @property
    def before(self) -> int | None:
        """The highest number from before the breath."""
        return highest(each.before for each in self.sessions)

    @property
    def during(self) -> int | None:
        """The highest number felt in the sessions."""
        return highest(each.during for each in self.sessions)

    @property
    def after(self) -> int | None:
        """The highest number of some minutes afterwards."""
        return highest(each.after for each in self.sessions)

    @property
    def next_day(self) -> int | None:
        """The highest number of the next day that the gate counts for them."""
        return highest(each.next_day for each in self.sessions)

    @property
    def seconds(self) -> int:
        """How long contact lasted, all sessions together."""
        return sum(each.seconds for each in self.sessions)

    @property
    def too_much(self) -> bool:
        """Whether one of the sessions was a spike."""
        return any(each.too_much for each in self.sessions)

    @property
    def ended(self) -> tuple[str, ...]:
        """How the sessions ended, each way once; ``complete`` and a partner session's ways are not told."""
        ways = (each.record.ended for each in self.sessions if isinstance(each.record, Session))
        return tuple(dict.fromkeys(way for way in ways if way != "complete"))

    @property
    def masked(self) -> bool:
        """Whether something was dulling in one of them."""
        return any(each.record.masked for each in self.sessions if isinstance(each.record, Session))


class Rest(NamedTuple):
    """The rest after a spike on ``spike``: its days from ``first`` to ``last``, that of the number which ended it.

    ``last`` is None while rest goes on. ``step`` is None for what is at no step: a check-in, or a size that is gone.
    """

    spike: date
    step: str | None
    first: date
    last: date | None


class SignNoted(NamedTuple):
    """A red-flag sign that was noted and not taken back; ``cleared`` says that it was seen to."""

    day: date
    sign: str
    cleared: bool


class OtherNumber(Struct, frozen=True, gc=False):
    """A kept number that belongs to no session: given in a rest, or outside the next day's hours."""

    day: date
    value: int


class NumbersGiven(Struct, frozen=True):
    """All of Numbers at one moment: ``days``, ``rests``, ``signs`` and ``others`` oldest first; ``line`` is 0..2."""

    today: date
    line: int
    days: tuple[DayAtStep, ...] = ()
    rests: tuple[Rest, ...] = ()
    signs: tuple[SignNoted, ...] = ()
    others: tuple[OtherNumber, ...] = ()

    @property
    def first_day(self) -> date | None:
        """The first day with anything; None while there is nothing."""
        return min((each[0].day for each in (self.days, self.signs, self.others) if each), default=None)

    def between(self, first: date | None, last: date | None, step: str | None = None) -> NumbersGiven:
        """Return what is of the days from ``first`` to ``last``, and of one step where it is named.

        A rest is there when one of its days or its spike is. Under one step the numbers outside sessions are left out,
        since they are at none.
        """
        begin, end = first or date.min, last or date.max
        return NumbersGiven(
            self.today,
            self.line,
            tuple(each for each in _within(self.days, begin, end) if step is None or each.step == step),
            tuple(
                each
                for each in self.rests
                if each.spike <= end and (each.last or date.max) >= begin and (step is None or each.step == step)
            ),
            tuple(_within(self.signs, begin, end)),
            tuple(_within(self.others, begin, end)) if step is None else (),
        )


def numbers_given(case: Case) -> NumbersGiven:
    """Return every number given up to the case's moment by the day and step it is about."""
    sessions = _sessions(case)
    easy = {day.number for day in case.days if day.easy}
    return NumbersGiven(
        today=date.fromordinal(case.today),
        line=case.facts.line,
        days=tuple(_by_day_and_step(sessions, easy)),
        rests=tuple(_rests(case)),
        signs=tuple(
            SignNoted(date.fromordinal(sign.day), sign.sign, sign.cleared is not None)
            for sign in sorted(case.facts.signs, key=lambda sign: sign.day)
        ),
        others=tuple(_others(case)),
    )


def highest(numbers: Iterable[int | None]) -> int | None:
    """Return the highest of the numbers that were given; None where none was."""
    return max((number for number in numbers if number is not None), default=None)


def _sessions(case: Case) -> list[PracticeNumbers]:
    sittings = sorted(case.facts.sittings, key=lambda sitting: sitting.day)
    visits = [visit for day in case.days for visit in day.visits]
    return [
        PracticeNumbers(
            each.record,
            date.fromordinal(each.day),
            *_given(each.record),
            visit.next_day,
            bool(visit.triggers),
            visit.counts,
        )
        for each, visit in zip(sittings, visits, strict=True)
    ]


def _given(record: Session | Partner) -> tuple[int | None, int | None]:
    if isinstance(record, Session):
        return record.during, after_of(record)
    close = close_of(record)
    return close.during, close.after


def _by_day_and_step(sessions: list[PracticeNumbers], easy: set[int]) -> Iterator[DayAtStep]:
    for day, on_day in groupby(sessions, key=lambda each: each.day):
        places: dict[tuple[str, str | None], list[PracticeNumbers]] = {}
        for each in on_day:
            places.setdefault((each.step, each.size), []).append(each)
        for (step, size), there in places.items():
            yield DayAtStep(day, step, size, tuple(there), day.toordinal() in easy)


def _rests(case: Case) -> Iterator[Rest]:
    numbers, ladder = case.facts.numbers, case.facts.ladder
    given_at = [number.at for number in numbers]
    for spike in case.spikes:
        closing = None if spike.closed is None else numbers[bisect_left(given_at, spike.closed)]
        # A size that is no longer on the ladder has a rank between two steps, and no name.
        known = spike.rank is not None and spike.rank in range(len(ladder.order))
        yield Rest(
            date.fromordinal(spike.day),
            ladder.order[int(spike.rank)] if known and spike.rank is not None else None,
            date.fromordinal(spike.day + 1),
            None if closing is None else date.fromordinal(closing.day),
        )


def _others(case: Case) -> Iterator[OtherNumber]:
    """Yield the numbers that no session has as its next day's: those outside its hours, and those of other days."""
    hours: dict[int, tuple[float, float]] = {}
    following = float("inf")
    for day in reversed(case.days):
        hours[day.number + 1] = min(visit.end for visit in day.visits) + NEXT_DAY_HOURS * HOUR, following
        following = min(following, *(visit.at for visit in day.visits))
    nowhere = (0.0, 0.0)
    for number in sorted(case.facts.numbers, key=lambda number: number.day):
        opens, closes = hours.get(number.day, nowhere)
        if not opens <= number.at < closes:
            yield OtherNumber(date.fromordinal(number.day), number.value)


def _within(found: Sequence[_Dated], begin: date, end: date) -> Sequence[_Dated]:
    """Return what is of the days from ``begin`` to ``end`` of what is in order of days."""
    return found[
        bisect_left(found, begin, key=lambda each: each.day) : bisect_right(found, end, key=lambda each: each.day)
    ]
