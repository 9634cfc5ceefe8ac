"""The last sessions at a step with the numbers that were given for them; what was not given stays blank."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.plan.numbers import NEXT_DAY_HOURS
from comfort_journal.plan.visits import after_of, close_of
from comfort_journal.records import Session, moment, programme_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from comfort_journal.records import Partner, RatingRecord


class DayNumbers(NamedTuple):
    """One session's numbers, as they were given."""

    day: date
    during: int | None
    after: int | None
    next_day: int | None


def last_days(
    step: str, sessions: Iterable[Session], partners: Iterable[Partner], ratings: Iterable[RatingRecord], at_most: int
) -> list[DayNumbers]:
    """Return the latest sessions at a step, the newest first; ``sessions`` and ``partners`` are all there are."""
    everything: list[Session | Partner] = [*sessions, *(each for each in partners if each.mode == "step")]
    starts = [(programme_day(each.started_at), moment(each.started_at)) for each in everything]
    given = [(programme_day(each.at), moment(each.at), each.value) for each in ratings if each.kept]
    here = [each for each in everything if (each.step if isinstance(each, Session) else "partner") == step]
    here.sort(key=lambda each: moment(each.started_at), reverse=True)
    found = []
    for each in here[:at_most]:
        day = programme_day(each.started_at)
        opens = moment(each.ended_at) + timedelta(hours=NEXT_DAY_HOURS)
        following = min((at for on, at in starts if on > day), default=None)
        numbers = [
            value
            for on, at, value in given
            if value is not None
            and on == day + timedelta(days=1)
            and at >= opens
            and (following is None or at < following)
        ]
        during, after = (
            (each.during, after_of(each))
            if isinstance(each, Session)
            else (close_of(each).during, close_of(each).after)
        )
        found.append(DayNumbers(day, during, after, max(numbers, default=None)))
    return found
