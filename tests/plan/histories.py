"""Random but plausible histories for the plan's properties: days of practice in order, and a moment to ask at.

Every history is a list of days, each told by its difference from an easy day at the same step as the day before, so a
failing one shrinks to few days with few differences. No two records of one kind that the latest of holds (profile,
rating, override) share an instant: which of two would then be the latest is nobody's claim.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from stories import DAY_ONE, Day

from comfort_journal.records import Hold, Override, Profile, RatingRecord, Record, Session, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = ("mapping", "entrance", "shallow", "dilator:a", "dilator:b", "dilator:c", "dilator:gone", "movement")
LADDERS = (("a", "b", "c"), (), ("a",), ("b", "a"), ("c", "a", "b"))
OFFSETS = ("+01:00", "+02:00", "-08:00", "+05:30", "+00:00", "+13:00")
CLOCKS = ("21:00", "09:00", "12:00", "23:45", "02:00", "03:59:59", "04:00", "15:30")
SIGNS = ("bleeding", "fever", "odour", "infection", "bulge", "pressure", "sharp_pain")
ENDED = ("complete", "short", "pain", "burning", "clench", "stop", "flag", "early")
VALUES = (0, 1, 2, 3, 4, 7, None)


@dataclass(frozen=True)
class History:
    """What was recorded, in no promised order, and the moment at which the plan is asked."""

    records: tuple[Record, ...]
    now: datetime


@dataclass(frozen=True)
class Practised:
    """One session as it differs from an easy one."""

    step: str | None
    clock: str
    minutes: int
    told: dict[str, Any]


@dataclass(frozen=True)
class Rated:
    """A number given some days after, at a time of day."""

    after: int
    clock: str
    value: int | None
    about: str = "next_day"
    kept: bool | None = True


@dataclass(frozen=True)
class Event:
    """Anything else: ``make`` is told the day it happens on."""

    clock: str
    make: Callable[[Day], Record]


@dataclass(frozen=True)
class Lived:
    """A day of a history, lived ``times`` times: the days between, the offset if it changed, and what happened."""

    times: int
    gap: int
    offset: str | None
    sessions: tuple[Practised, ...]
    ratings: tuple[Rated, ...]
    events: tuple[Event, ...]


def often(usual: object, rare: st.SearchStrategy[Any], times: int = 3) -> st.SearchStrategy[Any]:
    """Return the usual value ``times`` as often as a rare one; shrinks to the usual."""
    return st.one_of(*[st.just(usual)] * times, rare)


def holds(size: str | None) -> st.SearchStrategy[tuple[Hold, ...]]:
    """Return holds of lengths around the steps' minima, some at another size; their numbers come from the session."""
    one = st.builds(
        Hold,
        seconds=st.sampled_from((120, 60, 59, 30, 29, 20, 19, 0)),
        during=st.none(),
        after=st.sampled_from(VALUES),
        size=often(size, st.sampled_from(("a", "b", None))),
        spot=st.none(),
    )
    return st.lists(one, max_size=3).map(tuple)


def practised() -> st.SearchStrategy[Practised]:
    """Return sessions at the step of before or another, with few differences from an easy one."""
    told = st.fixed_dictionaries(
        {},
        optional={
            "during": st.sampled_from(VALUES),
            "after": st.sampled_from(VALUES),
            "settled": st.sampled_from((None, True, False)),
            "faded": st.sampled_from((None, "none", "yes", "partly", "no")),
            "tags": st.sampled_from(((), ("sharp",), ("burning",), ("nothing", "sharp"))),
            "masked": st.booleans(),
            "ended": st.sampled_from(ENDED),
            "spike": st.booleans(),
            "start": st.sampled_from(VALUES),
            "holds": holds("a"),
            "size": st.sampled_from(("a", "b", None)),
        },
    )
    few = told.map(lambda each: dict(list(each.items())[:3]))
    step = often(None, st.sampled_from(STEPS))
    return st.builds(
        Practised, step, often("21:00", st.sampled_from(CLOCKS)), st.sampled_from((10, 0, 400)), often({}, few)
    )


def ratings() -> st.SearchStrategy[tuple[Rated, ...]]:
    """Return the numbers that follow a day: mostly one easy one on the next morning."""
    one = st.builds(
        Rated,
        st.sampled_from((1, 0, 2, 3, 4)),
        st.sampled_from(CLOCKS),
        st.sampled_from(VALUES),
        st.sampled_from(("next_day", "now")),
        often(usual=True, rare=st.sampled_from((None, False))),
    )
    return often((Rated(1, "09:00", 0),), st.lists(one, max_size=3).map(tuple), times=2)


def events() -> st.SearchStrategy[tuple[Event, ...]]:
    """Return what else may happen on a day; mostly nothing."""
    one = st.builds(
        Event,
        st.sampled_from(CLOCKS),
        st.one_of(_circuits(), _flags(), _overrides(), _partners(), _profiles(), _numbers()),
    )
    return often((), st.lists(one, max_size=2).map(tuple))


def _numbers() -> st.SearchStrategy[Callable[[Day], Record]]:
    return st.sampled_from(VALUES[:-1]).map(lambda value: lambda on: on.now(value))


def _circuits() -> st.SearchStrategy[Callable[[Day], Record]]:
    return st.tuples(st.booleans(), st.sampled_from((6, 5, 2))).map(
        lambda drawn: lambda on: on.circuit(attested=drawn[0], done=drawn[1])
    )


def _flags() -> st.SearchStrategy[Callable[[Day], Record]]:
    return st.tuples(st.sampled_from(SIGNS), st.sampled_from((None, 0, 1, 3, 20)), st.booleans()).map(
        lambda drawn: lambda on: on.flag(drawn[0], _later(on, drawn[1]), taken_back=drawn[2])
    )


def _later(on: Day, days: int | None) -> str | None:
    return None if days is None else (on.moment() + timedelta(days=days)).isoformat()


def _overrides() -> st.SearchStrategy[Callable[[Day], Record]]:
    step = st.sampled_from((*STEPS, "partner", None))
    return st.tuples(
        step, st.sampled_from(("once", "placement", "informed")), st.sampled_from(("clinician", "choice"))
    ).map(lambda drawn: lambda on: on.override(*drawn))


def _partners() -> st.SearchStrategy[Callable[[Day], Record]]:
    close = st.fixed_dictionaries(
        {},
        optional={
            "respected": st.sampled_from(("yes", "no", "none", "unsaid")),
            "ended_as": st.sampled_from(("done", "slower", "hurt", "unsaid")),
            "during": st.sampled_from(VALUES),
            "after": st.sampled_from(VALUES),
            "settled": st.sampled_from((None, True, False)),
            "tags": st.sampled_from(((), ("sharp",))),
        },
    )
    told = st.fixed_dictionaries(
        {},
        optional={
            "ended": st.sampled_from(("key", "no_answer", "technical", "early")),
            "seconds": st.sampled_from(({"still": 60}, {"still": 59}, {"touch": 300}, {})),
            "close_skipped": st.booleans(),
        },
    )
    reopened = st.sampled_from((None, 1, 2))
    return st.tuples(st.sampled_from(("step", "checkin")), often({}, st.one_of(st.none(), close)), told, reopened).map(
        lambda drawn: lambda on: on.partner(drawn[0], close=drawn[1], **drawn[2], reopened_at=_later(on, drawn[3]))
    )


def _profiles() -> st.SearchStrategy[Callable[[Day], Record]]:
    told = st.fixed_dictionaries(
        {},
        optional={
            "line": st.sampled_from((2, 1, 0)),
            "sizes": st.sampled_from(LADDERS),
            "ready_size": st.sampled_from((None, "a", "b", "gone")),
            "rest_hours": st.sampled_from((24, 36, 48, 72)),
            "calendar_start": st.sampled_from((None, 0, 5)).map(
                lambda days: None if days is None else (DAY_ONE + timedelta(days=days)).isoformat()
            ),
            "start_step": st.sampled_from((None, "mapping", "entrance", "dilator:a")),
            "history": st.sampled_from(((), ("endometriosis",), ("unsaid",))),
            "in_care": st.sampled_from((None, True, False)),
            "adult": often(usual=True, rare=st.just(value=False)),
            "agreed": often(usual=True, rare=st.just(value=False)),
        },
    )
    return told.map(lambda each: lambda on: on.profile(**each))


def lived() -> st.SearchStrategy[Lived]:
    """Return one day: mostly one easy session on the day after the last."""
    return st.builds(
        Lived,
        often(1, st.sampled_from((2, 3, 4))),
        often(1, st.sampled_from((2, 3, 7, 13, 14, 15, 16, 29)), times=4),
        often(None, st.sampled_from(OFFSETS), times=6),
        often((Practised(None, "21:00", 10, {}),), st.lists(practised(), max_size=4).map(tuple), times=2),
        ratings(),
        events(),
    )


@st.composite
def histories(draw: st.DrawFn, max_days: int = 14) -> History:
    """Return a history of up to ``max_days`` days with something in them, and a moment around or after its end."""
    days = draw(st.lists(lived(), max_size=max_days))
    offset = draw(st.sampled_from(OFFSETS))
    first = Day(0, "07:00", offset)
    made: list[Record] = [draw(often(Day.profile, _profiles()))(first), *_told(days, offset)]
    records = draw(st.just(made) | st.integers(0, 9).map(lambda seed: random.Random(seed).sample(made, len(made))))  # noqa: S311
    return History(tuple(records), draw(_moments(made, offset)))


def _told(days: list[Lived], offset: str) -> Iterator[Record]:
    """Yield the records of the days, each session at the step of the one before where it tells no other."""
    number, step, taken = 0, "mapping", set[tuple[type, datetime]]()
    for one in (each for each in days for _ in range(each.times)):
        number, offset = number + one.gap, one.offset or offset
        for session in one.sessions:
            step = session.step or step
            yield _session(Day(number, session.clock, offset), step, session)
        others: list[Record] = [
            Day(number + each.after, each.clock, offset).rating(each.value, each.about, kept=each.kept)
            for each in one.ratings
        ]
        others += [each.make(Day(number, each.clock, offset)) for each in one.events]
        for record in others:
            if isinstance(record, Profile | RatingRecord | Override):
                key = (type(record), moment(record.at))
                if key in taken:
                    continue
                taken.add(key)
            yield record


def _session(on: Day, step: str, session: Practised) -> Session:
    """Return the session; its value is at least its holds', as a record demands."""
    name, _, size = step.partition(":")
    told = {key: value for key, value in session.told.items() if key != "size" or name == "movement"}
    make = getattr(on, name)
    return make(size, minutes=session.minutes, **told) if size else make(minutes=session.minutes, **told)


@st.composite
def _moments(draw: st.DrawFn, records: list[Record], offset: str) -> datetime:
    """Return a moment: at, just before or just after one that matters for a record, else some days after all."""
    known = sorted(moment(str(at)) for record in records for name in record.times if (at := getattr(record, name)))
    anchor = draw(st.just(known[-1]) | st.sampled_from(known))
    away = draw(
        st.sampled_from([timedelta(hours=hours) for hours in (12, 0, 6, 15, 24, 48, 72)])
        | st.sampled_from([timedelta(days=days) for days in (1, 3, 13, 14, 15, 28, 30)])
    )
    near = draw(st.sampled_from([timedelta(seconds=seconds) for seconds in (0, -1, 1)]))
    zone = moment(f"2026-01-01T00:00:00{draw(often(offset, st.sampled_from(OFFSETS)))}").tzinfo
    return (anchor + away + near).astimezone(zone)
