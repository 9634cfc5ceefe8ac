"""The sample practice of the demo, dated back from the day it is shown; every record is one that a reader accepts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from comfort_journal.content.toml_file import load
from comfort_journal.records import Circuit, Hold, Part, Profile, RatingRecord, Session, Size, programme_day
from comfort_journal.records.steps import size_of_step, traits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from comfort_journal.records import AnyRecord

_EVENING, _MORNING = time(20, 30), time(9, 10)
_PARTS = (
    Part(part="RC-1", seconds=180, breaths=None, done=True),
    Part(part="RC-2", seconds=120, breaths=None, done=True),
    Part(part="RC-3:child", seconds=90, breaths=6, done=True),
    Part(part="RC-3:figure4", seconds=90, breaths=None, done=True),
    Part(part="RC-4", seconds=120, breaths=None, done=True),
    Part(part="RC-5", seconds=60, breaths=None, done=True),
)
_DAYS_BACK = Annotated[int, Meta(ge=1, le=366)]
_RATING = Annotated[int, Meta(ge=0, le=10)]


class _Practice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    days_ago: _DAYS_BACK
    step: str
    seconds: Annotated[int, Meta(ge=1)]
    during: _RATING
    next_day: _RATING
    around: tuple[str, ...] = ()


class _Samples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    circuits: tuple[_DAYS_BACK, ...]
    sizes: tuple[Size, ...]
    practice: tuple[_Practice, ...]


def sample_practice(now: datetime, new_id: Callable[[], str]) -> list[AnyRecord]:
    """Return profile, circuits, sessions and next-day numbers as seen from ``now``, under ids from ``new_id``."""
    samples = load("demo_practice.toml", _Samples)
    today = programme_day(now)

    def at(days_ago: int, clock: time, seconds: int = 0) -> str:
        day: date = today - timedelta(days=days_ago)
        return (datetime.combine(day, clock, now.tzinfo) + timedelta(seconds=seconds)).isoformat(timespec="seconds")

    first = max(practice.days_ago for practice in samples.practice)
    records: list[AnyRecord] = [_profile(new_id(), at(first, _MORNING), samples.sizes)]
    for days_ago in samples.circuits:
        length = sum(part.seconds for part in _PARTS)
        started, ended = at(days_ago, _EVENING, -length - 120), at(days_ago, _EVENING, -120)
        records.append(
            Circuit(id=new_id(), started_at=started, ended_at=ended, parts=_PARTS, attested=False, dry=None),
        )
    for practice in samples.practice:
        records.extend(_session(practice, new_id, at))
    return records


def _profile(record_id: str, at: str, sizes: tuple[Size, ...]) -> Profile:
    return Profile(
        id=record_id,
        at=at,
        adult=True,
        agreed=True,
        history=(),
        in_care=None,
        line=2,
        sizes=sizes,
        calendar_start=None,
        start_step=None,
    )


def _session(practice: _Practice, new_id: Callable[[], str], at: Callable[..., str]) -> Iterator[AnyRecord]:
    """Yield an easy session and the number of the morning after."""
    size, traits = size_of_step(practice.step), traits_of(practice.step)
    per_hold = practice.during if traits.after_each_hold else None
    yield Session(
        id=new_id(),
        step=practice.step,
        started_at=at(practice.days_ago, _EVENING),
        ended_at=at(practice.days_ago, _EVENING, practice.seconds + 60),
        holds=(Hold(seconds=practice.seconds, during=practice.during, after=per_hold, size=size),),
        during=practice.during,
        after=practice.during,
        settled=None,
        faded="yes" if traits.asks_fading else None,
        tags=(),
        masked=False,
        around=practice.around,
        size=size,
        ended="complete",
        spike=False,
        fear=None,
        stretch=None,
        tool=None,
    )
    yield RatingRecord(
        id=new_id(), at=at(practice.days_ago - 1, _MORNING), about="next_day", value=practice.next_day, skipped=False
    )
