"""Each time it was too much, with the rest that came of it; sessions with another person only where that was ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.plan.numbers_given import DayAtStep, highest
from comfort_journal.plan.visits import close_of
from comfort_journal.records import Partner, programme_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from comfort_journal.plan.numbers_given import NumbersGiven, Rest
    from comfort_journal.records import AnyRecord

PARTNER = "partner"


class TooMuch(NamedTuple):
    """A day on which it was too much, and the numbers of it.

    ``at`` is None for a check-in; ``settled`` is the day of the number that ended the rest, None while it goes on.
    """

    day: date
    at: DayAtStep | None
    before: int | None
    during: int | None
    after: int | None
    next_day: int | None
    rest_from: date
    settled: date | None


def times_too_much(given: NumbersGiven, records: Iterable[AnyRecord], *, together: bool) -> list[TooMuch]:
    """Return every time in order of days; those with another person, check-ins too, only where ``together``."""
    rests: dict[date, list[Rest]] = {}
    for rest in given.rests:
        rests.setdefault(rest.spike, []).append(rest)
    found = []
    for day in given.days:
        if day.too_much:
            on_day = rests.get(day.day, [])
            # One that names no step is that of a size which is on no ladder any more.
            own = [each for each in on_day if each.step == day.step] or [each for each in on_day if each.step is None]
            rests[day.day] = [each for each in on_day if each not in own]
            if own and (together or day.step != PARTNER):
                found.append(_told(day.day, day, (day.before, day.during, day.after, day.next_day), own))
    if together:
        found += _checked_in(rests, records)
    return sorted(found, key=lambda each: each.day)


def _told(
    day: date, at: DayAtStep | None, numbers: tuple[int | None, int | None, int | None, int | None], own: list[Rest]
) -> TooMuch:
    ends = [each.last for each in own]
    settled = None if None in ends else max(end for end in ends if end is not None)
    return TooMuch(day, at, *numbers, min(each.first for each in own), settled)


def _checked_in(rests: dict[date, list[Rest]], records: Iterable[AnyRecord]) -> Iterator[TooMuch]:
    """Yield the days left, which are those of check-ins."""
    timers: dict[date, list[Partner]] = {}
    for each in records:
        if isinstance(each, Partner) and each.mode == "checkin":
            timers.setdefault(programme_day(each.started_at), []).append(each)
    for day, left in rests.items():
        if left and day in timers:
            closes = [close_of(each) for each in timers[day]]
            numbers = None, highest(each.during for each in closes), highest(each.after for each in closes), None
            yield _told(day, None, numbers, left)
