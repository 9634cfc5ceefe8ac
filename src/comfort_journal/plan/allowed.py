"""What the owner may change beside the pace of the plan, and when; screens offer this and nothing else.

Never into partner. A step for once only from row 7 on and not on the day of a stop; a placement not while a sign
stands, while rest goes on or while it has not settled.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from comfort_journal.plan.case import work_out
from comfort_journal.plan.closures import closures
from comfort_journal.plan.gate import assessment_of
from comfort_journal.records import Flag, Partner, moment, programme_day
from comfort_journal.records.steps import step_of_size, traits_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from comfort_journal.plan.assessment import Assessment
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.programme import Programme
    from comfort_journal.records import Record, Size

_PACE_FROM_ROW = 7
_NO_PLACEMENT = frozenset({1, 2, 4})


class Allowed(Struct, frozen=True, kw_only=True):
    """Steps that may be opened once or placed at, and the ids of records that may be changed.

    ``seen`` are signs that can be cleared, ``slips`` those of today that can be taken back, ``reopen`` the partner
    sessions whose closing can be undone, ``informed`` whether the informed choice is asked for. Rest is not made
    shorter while it goes on; a ready size is chosen once movement has opened, when a smaller one holds is the gate's.
    """

    once: tuple[str, ...] = ()
    placements: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    reopen: tuple[str, ...] = ()
    informed: bool = False
    lines: tuple[int, ...] = (0, 1, 2)
    rest_hours: tuple[int, ...] = ()
    ready_sizes: tuple[str, ...] = ()


def allowed(records: Iterable[Record], programme: Programme, now: datetime) -> Allowed:
    """Return what may be changed at ``now``."""
    records = list(records)
    case = work_out(records, programme, now)
    answer = assessment_of(case)
    ladder = case.facts.ladder
    stopped = any(visit.ended in _STOPS for day in case.days if day.number == case.today for visit in day.visits)
    once = answer.row >= _PACE_FROM_ROW and not stopped
    placing = answer.row not in _NO_PLACEMENT and not case.resting
    standing = [each for each in records if isinstance(each, Flag) and each.cleared_at is None and not each.taken_back]
    rest = case.facts.profile.rest_hours if case.facts.profile else _RESTS[0]
    shut = {each.what for each in closures(case)} | {"partner"}
    moving = answer.may("movement") or max(case.standing.practised, default=0) >= ladder.movement
    return Allowed(
        once=tuple(
            step for step in map(ladder.order.__getitem__, ladder.following(case.standing.rank)) if step not in shut
        )
        if once
        else (),
        placements=tuple(step for step in ladder.order if not traits_of(step).together) if placing else (),
        seen=tuple(sorted(flag.id for flag in standing)),
        slips=tuple(sorted(flag.id for flag in standing if programme_day(moment(flag.at)) == programme_day(now))),
        reopen=tuple(sorted(each.id for each in records if isinstance(each, Partner) and _closed_by_owner(each))),
        rest_hours=tuple(hours for hours in _RESTS if not case.resting or hours >= rest),
        ready_sizes=ladder.sizes if moving else (),
        informed=answer.row == _HISTORY and "mapping" not in answer.open and not case.resting,
    )


_STOPS = frozenset({"stop", "key", "no_answer"})
"""A partner session's key is a stop as well: ending well and stopping are the same there."""
_HISTORY = 3
_RESTS = (24, 36, 48, 60, 72)


def _closed_by_owner(partner: Partner) -> bool:
    return partner.close is not None and partner.close.respected == "no" and partner.reopened_at is None


def easy_days(case: Case) -> dict[str, tuple[date, ...]]:
    """Return the easy days at each step, oldest first."""
    found: dict[str, list[date]] = {}
    for day in case.days:
        if day.easy:
            for rank in sorted(
                {visit.rank for visit in day.counting if visit.rank in range(len(case.facts.ladder.order))}
            ):
                found.setdefault(case.facts.ladder.order[int(rank)], []).append(date.fromordinal(day.number))
    return {step: tuple(days) for step, days in found.items()}


def asks_for_ready(easy: Collection[str], sizes: Collection[Size], ready: str | None) -> bool:
    """Tell whether the ready size is to be asked for: movement has had an easy day, and none of the sizes is chosen."""
    return "movement" in easy and bool(sizes) and all(size.id != ready for size in sizes)


def sizes_for_movement(answer: Assessment, sizes: Sequence[Size]) -> tuple[Size, ...]:
    """Return what a session of movement may be with: the sizes that are open, else the smallest.

    One that is only offered is none of them: movement or size, one change in a session. So that a size is always
    noted, it is empty only where there is no size at all.
    """
    found = tuple(size for size in sizes if step_of_size(size.id) in answer.open)
    return found or tuple(sizes[:1])
