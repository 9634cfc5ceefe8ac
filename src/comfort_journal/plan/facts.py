"""The records that the gate looks at, each time read once: what had begun by the moment asked about, in order of time.

The answer cannot depend on the order records come in: everything here is sorted by instant, then by id. A copy that
stands in conflict counts like any other record, so that of two versions the more careful one decides.

What is made once for every session or number is a struct outside the garbage collector's sight: it points only at what
was there before it, and ten years of them would set the collector off in the middle of an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec import Struct

from comfort_journal.plan.ladder import Ladder
from comfort_journal.plan.numbers import HIGHEST_LINE
from comfort_journal.records import Circuit, Flag, Override, Partner, Profile, RatingRecord, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comfort_journal.records import Record

_TURNS_AT_HOUR = 4
"""The programme day turns here, on a moment's own wall clock: ``records.programme_day``, as a number."""

HOUR = 3600.0


class Moment(Struct, frozen=True, gc=False):
    """An instant in seconds since 1970, and the programme day of its own clock as a proleptic ordinal."""

    at: float
    day: int


class Number(Struct, frozen=True, order=True, gc=False):
    """A number the owner gave and kept."""

    at: float
    day: int
    value: int


class Sitting(Struct, frozen=True, order=True, gc=False):
    """A session or partner session with its times; sorts by them."""

    at: float
    end: float
    id: str
    day: int
    record: Session | Partner


class Sign(NamedTuple):
    """A red-flag sign that was not taken back; ``cleared`` is None while it stands."""

    at: float
    day: int
    sign: str
    cleared: float | None


class Opened(NamedTuple):
    """An override with its time."""

    at: float
    day: int
    record: Override


@dataclass(frozen=True, repr=False)
class Facts:
    """What is known at ``now``. ``profiles`` are in order of time; ``sealed`` are numbers not yet kept by the owner.

    ``numbers`` hold every value given and kept, whatever it was given about: when it was given decides what it counts
    for. ``circuits`` are the recent ones with the instant they ended; ``skipped`` days on which the next-day number
    was declined. ``next_at`` is the first instant after ``now`` that a record names: from then on there is more to see.
    """

    now: Moment
    profiles: tuple[tuple[Moment, Profile], ...]
    ladder: Ladder
    sittings: tuple[Sitting, ...]
    checkins: tuple[Sitting, ...]
    numbers: tuple[Number, ...]
    sealed: tuple[tuple[Moment, RatingRecord], ...]
    skipped: frozenset[int]
    signs: tuple[Sign, ...]
    overrides: tuple[Opened, ...]
    circuits: tuple[tuple[float, Circuit], ...]
    partners: tuple[Partner, ...]
    next_at: float

    @property
    def profile(self) -> Profile | None:
        """The profile that holds: the latest."""
        return self.profiles[-1][1] if self.profiles else None

    @property
    def line(self) -> int:
        """The owner's line, which holds wherever the line is named, for earlier days too."""
        return self.profile.line if self.profile else HIGHEST_LINE


def read(written: str) -> Moment:
    """Return a written time as an instant and its programme day."""
    return moment_of(datetime.fromisoformat(written))


def moment_of(at: datetime) -> Moment:
    """Return an aware datetime as an instant and its programme day."""
    return Moment(at.timestamp(), at.toordinal() - (at.hour < _TURNS_AT_HOUR))


def gather(records: Iterable[Record], now: datetime) -> Facts:
    """Return the facts at ``now``: what begins later is not seen, what ends later has begun."""
    here, ahead = moment_of(now), [float("inf")]
    heaps: dict[type, list[Any]] = {
        kind: [] for kind in (Session, Partner, RatingRecord, Flag, Override, Profile, Circuit)
    }
    for record in records:
        heap = heaps.get(type(record))
        if heap is not None:
            heap.append(record)
    partners: list[Partner] = heaps[Partner]
    numbers, sealed, skipped = _numbers(heaps[RatingRecord], here.at, ahead)
    profiles = _timed(heaps[Profile], here.at, ahead)
    recent = (now - timedelta(days=2)).date().isoformat()
    circuits = [(read(circuit.ended_at).at, circuit) for circuit in heaps[Circuit] if circuit.ended_at >= recent]
    ahead += [ended for ended, _ in circuits if ended > here.at]
    return Facts(
        now=here,
        profiles=tuple(profiles),
        ladder=Ladder.of(profiles[-1][1].sizes if profiles else ()),
        sittings=_sittings([*heaps[Session], *(each for each in partners if each.mode == "step")], here.at, ahead),
        checkins=_sittings([each for each in partners if each.mode == "checkin"], here.at, ahead),
        numbers=tuple(sorted(numbers)),
        sealed=tuple(sealed),
        skipped=frozenset(skipped),
        signs=tuple(sorted(_signs(heaps[Flag], here.at, ahead), key=lambda sign: (sign.at, sign.sign))),
        overrides=tuple(
            Opened(moment.at, moment.day, record) for moment, record in _timed(heaps[Override], here.at, ahead)
        ),
        circuits=tuple(each for each in circuits if each[0] <= here.at),
        partners=tuple(partner for partner in partners if read(partner.started_at).at <= here.at),
        next_at=min(ahead),  # the last: what is above has filled it
    )


_Timed = TypeVar("_Timed", Profile, Override)


def _timed(records: Iterable[_Timed], now: float, ahead: list[float]) -> list[tuple[Moment, _Timed]]:
    timed = [(read(record.at), record) for record in records]
    ahead += [moment.at for moment, _ in timed if moment.at > now]
    return sorted((each for each in timed if each[0].at <= now), key=lambda each: (each[0].at, each[1].id))


def _sittings(records: Iterable[Session | Partner], now: float, ahead: list[float]) -> tuple[Sitting, ...]:
    sittings = []
    read, turns = datetime.fromisoformat, _TURNS_AT_HOUR  # moment_of, without a call per record
    for record in records:
        begun = read(record.started_at)
        at = begun.timestamp()
        if at <= now:
            end = read(record.ended_at).timestamp()
            day = begun.toordinal() - (begun.hour < turns)
            sittings.append(Sitting(at, max(at, end), record.id, day, record))
        else:
            ahead.append(at)
    sittings.sort()
    return tuple(sittings)


def _numbers(
    records: Iterable[RatingRecord], now: float, ahead: list[float]
) -> tuple[list[Number], list[tuple[Moment, RatingRecord]], list[int]]:
    """Sort ratings into kept numbers, sealed ones that count for nothing yet, and the days a question was skipped."""
    numbers, sealed, skipped = [], [], []
    read, turns = datetime.fromisoformat, _TURNS_AT_HOUR  # moment_of, without a call per record
    for record in records:
        given = read(record.at)
        at = given.timestamp()
        if at > now:
            ahead.append(at)
            continue
        kept = record.kept
        if kept is False:
            continue
        day = given.toordinal() - (given.hour < turns)
        if kept is None:
            sealed.append((Moment(at, day), record))
        elif record.value is not None:
            numbers.append(Number(at, day, record.value))
        elif record.skipped and record.about == "next_day":
            skipped.append(day)
    sealed.sort(key=lambda each: (each[0].at, each[1].id))
    return numbers, sealed, skipped


def _signs(flags: Iterable[Flag], now: float, ahead: list[float]) -> Iterator[Sign]:
    for flag in flags:
        if flag.taken_back:
            continue
        moment = read(flag.at)
        cleared = read(flag.cleared_at).at if flag.cleared_at is not None else None
        ahead += [at for at in (moment.at, cleared) if at is not None and at > now]
        if moment.at <= now:
            yield Sign(moment.at, moment.day, flag.sign, cleared if cleared is not None and cleared <= now else None)
