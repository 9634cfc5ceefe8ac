"""Hand-written histories for the plan's tests: ``day(3).mapping(during=1)`` is a record, a list of such is a history.

Day 1 is 2026-01-05. A time of day before 04:00 is of the night that belongs to that day, so ``day(1, "02:00")`` lies
two hours after midnight of 2026-01-06. What is left out is an easy session of an adult who agreed to everything.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from comfort_journal.records import (
    Answers,
    Circuit,
    Close,
    Flag,
    Hold,
    Override,
    Part,
    Partner,
    Profile,
    RatingRecord,
    Record,
    Session,
    Size,
    Strength,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAY_ONE = date(2026, 1, 5)
SIZES = ("a", "b", "c")

Told: TypeAlias = "Record | Iterable[Told]"

_numbers = count(1)


def new_id() -> str:
    """Return an id that no other record of this run has."""
    return str(uuid.UUID(int=next(_numbers)))


def story(*told: Told) -> list[Record]:
    """Return all records told, nested lists laid flat, with a profile that opens the steps where none is told."""
    flat = list(_flat(told))
    if not any(isinstance(record, Profile) for record in flat):
        flat.insert(0, day(1, "07:00").profile())
    return flat


def _flat(told: Iterable[Told]) -> Iterable[Record]:
    for each in told:
        if isinstance(each, Record):
            yield each
        else:
            yield from _flat(each)


def day(number: int, clock: str = "", offset: str = "+01:00") -> Day:
    """Return the programme day of that number; ``clock`` is when what is told happens ("21:00", "02:30")."""
    return Day(number, clock, offset)


@dataclass(frozen=True)
class Day:
    """One programme day; its methods make records in it."""

    number: int
    clock: str = ""
    offset: str = "+01:00"

    @property
    def date(self) -> date:
        """The programme day's date."""
        return DAY_ONE + timedelta(days=self.number - 1)

    def moment(self, clock: str = "") -> datetime:
        """Return that time of this programme day, 12:00 unless told."""
        clock = clock or self.clock or "12:00"
        night = clock < "04:00"
        return datetime.fromisoformat(f"{self.date + timedelta(days=night)}T{clock}{self.offset}")

    def at(self, clock: str = "") -> str:
        """Return that time of this programme day as records write it."""
        return self.moment(clock).isoformat()

    def mapping(self, during: int | None = 1, **told: Any) -> Session:  # noqa: ANN401  the record checks the fields
        """Return a mapping session in which the tenderness faded."""
        return self.session("mapping", during, **{"holds": [45], "faded": "yes", **told})

    def entrance(self, during: int | None = 1, **told: Any) -> Session:  # noqa: ANN401  as mapping
        """Return one rest at the entrance of 45 s."""
        return self.session("entrance", during, **{"holds": [45], **told})

    def shallow(self, during: int | None = 1, **told: Any) -> Session:  # noqa: ANN401  as mapping
        """Return one shallow hold of 25 s with its after-number."""
        return self.session("shallow", during, **{"holds": [25], "after": 1, **told})

    def dilator(self, size: str = "a", during: int | None = 1, **told: Any) -> Session:  # noqa: ANN401  as mapping
        """Return two minutes at a size."""
        return self.session(f"dilator:{size}", during, **{"size": size, "holds": [120], **told})

    def movement(self, size: str | None = "a", during: int | None = 1, **told: Any) -> Session:  # noqa: ANN401  as mapping
        """Return two minutes of small movements at a size."""
        return self.session("movement", during, **{"size": size, "holds": [120], **told})

    def session(
        self,
        step: str,
        during: int | None = 1,
        *,
        holds: Sequence[int | Hold] = (),
        minutes: int = 10,
        **told: Any,  # noqa: ANN401  the record checks the fields
    ) -> Session:
        """Return a session that begins at this day's time, 21:00 unless told; ``holds`` are seconds or whole holds."""
        started = self.moment(self.clock or "21:00")
        fields: dict[str, Any] = {
            "after": None,
            "settled": None,
            "faded": None,
            "tags": (),
            "masked": False,
            "ended": "complete",
            "spike": False,
            "fear": None,
            "stretch": None,
            "tool": None,
            **told,
        }
        return Session(
            id=new_id(),
            step=step,
            started_at=started.isoformat(),
            ended_at=(started + timedelta(minutes=minutes)).isoformat(),
            during=during,
            holds=tuple(self._hold(hold, during, fields) for hold in holds),
            **fields,
        )

    @staticmethod
    def _hold(hold: int | Hold, during: int | None, fields: dict[str, Any]) -> Hold:
        if isinstance(hold, Hold):
            return hold
        return Hold(seconds=hold, during=during, after=fields["after"], size=fields.get("size"))

    def easy(self, step: str = "mapping", **told: Any) -> list[Record]:  # noqa: ANN401  as mapping
        """Return an easy day: a session at the step ("dilator:b" too) and a next-day number of 0."""
        name, _, size = step.partition(":")
        make = getattr(self, name)
        session = make(size, **told) if size else make(**told)
        return [session, replace(self, number=self.number + 1, clock="09:00").rating(0)]

    def rating(self, value: int | None, about: str = "next_day", *, kept: bool | None = True) -> RatingRecord:
        """Return a number, at 09:00 unless told."""
        return RatingRecord(
            id=new_id(),
            at=self.at(self.clock or "09:00"),
            about=about,  # type: ignore[arg-type]
            value=value,
            skipped=value is None,
            kept=kept,
        )

    def now(self, value: int, *, kept: bool | None = True) -> RatingRecord:
        """Return a number for now, as it is given during rest."""
        return self.rating(value, "now", kept=kept)

    def skip(self) -> RatingRecord:
        """Return the answer "skip" to the next-day question."""
        return self.rating(None)

    def flag(self, sign: str = "bleeding", cleared: str | None = None, *, taken_back: bool = False) -> Flag:
        """Return a sign; ``cleared`` is a written time (``day(5).at()``)."""
        return Flag(id=new_id(), at=self.at(), sign=sign, cleared_at=cleared, taken_back=taken_back)  # type: ignore[arg-type]

    def circuit(self, *, attested: bool = False, dry: bool | None = None, minutes: int = 12, done: int = 6) -> Circuit:
        """Return a circuit that begins at this day's time, 20:00 unless told; ``done`` of its six parts were done."""
        started = self.moment(self.clock or "20:00")
        parts = ("RC-1", "RC-2", "RC-3:child", "RC-3:happy", "RC-4", "RC-5")
        return Circuit(
            id=new_id(),
            started_at=started.isoformat(),
            ended_at=(started + timedelta(minutes=minutes)).isoformat(),
            parts=tuple(Part(part=part, seconds=120, breaths=None, done=n < done) for n, part in enumerate(parts)),  # type: ignore[arg-type]
            attested=attested,
            dry=dry,
        )

    def profile(self, *, sizes: Sequence[str] = SIZES, **told: Any) -> Profile:  # noqa: ANN401  as mapping
        """Return a profile, at 07:00 unless told; ``sizes`` are the ladder's ids in order."""
        fields: dict[str, Any] = {
            "adult": True,
            "agreed": True,
            "history": (),
            "in_care": None,
            "line": 2,
            "calendar_start": None,
            "start_step": None,
            **told,
        }
        ladder = tuple(Size(id=size, label=f"size {size}", mm=None) for size in sizes)
        return Profile(id=new_id(), at=self.at(self.clock or "07:00"), sizes=ladder, **fields)

    def override(self, step: str | None, scope: str, reason: str = "choice") -> Override:
        """Return a step opened beside the plan."""
        return Override(id=new_id(), at=self.at(), step=step, reason=reason, scope=scope)  # type: ignore[arg-type]

    def once(self, step: str) -> Override:
        """Return a step the owner opened for one session."""
        return self.override(step, "once")

    def placement(self, step: str) -> Override:
        """Return a step a clinician set."""
        return self.override(step, "placement", "clinician")

    def informed(self) -> Override:
        """Return the owner's informed choice about their history."""
        return self.override(None, "informed")

    def partner(self, mode: str = "step", *, close: dict[str, Any] | None = None, **told: Any) -> Partner:  # noqa: ANN401
        """Return a partner record, at 22:00 unless told; ``close`` tells what differs from an easy one."""
        started = self.moment(self.clock or "22:00")
        easy = {
            "respected": "yes",
            "ended_as": "done",
            "during": 1,
            "after": 1,
            "settled": None,
            "tags": (),
            "fear": None,
        }
        fields: dict[str, Any] = {
            "seconds": {"touch": 300, "still": 120} if mode == "step" else {"touch": 300},
            "answers": Answers(comfortable=6, slower=0, none=0),
            "ended": "key",
            **told,
        }
        return Partner(
            id=new_id(),
            mode=mode,  # type: ignore[arg-type]
            started_at=started.isoformat(),
            ended_at=(started + timedelta(minutes=20)).isoformat(),
            close=None if close is None else Close(**{**easy, **close}),
            **fields,
        )

    def checkin(self, close: dict[str, Any] | None = None, **told: Any) -> Partner:  # noqa: ANN401  as mapping
        """Return a check-in timer."""
        return self.partner("checkin", close=close, **told)

    def strength(self, during: int | None = 0) -> Strength:
        """Return a strength session of no exercise."""
        at = self.at(self.clock or "18:00")
        return Strength(id=new_id(), started_at=at, ended_at=at, exercises=(), during=during, after=None)
