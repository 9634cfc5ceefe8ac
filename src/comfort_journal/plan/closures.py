"""What is closed beside the row: caps, movement that hurt, parts of the circuit under a sign, and the partner step.

Every step named here is taken out of what is open and offered, except under RC-6, which asks for the circuit first
and is met inside the partner step's own evening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from comfort_journal.plan.facts import HOUR, read
from comfort_journal.plan.ladder import UNKNOWN_SIZE
from comfort_journal.plan.numbers import CIRCUIT_MINUTES
from comfort_journal.records import Session
from comfort_journal.records.steps import SIZED, kind_of_step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from comfort_journal.plan.case import Case
    from comfort_journal.records import Circuit, Partner

_ENDED_FOR_PAIN: Final = frozenset({"pain", "burning", "clench"})
_CLOSED_BY_SIGN: Final = {
    "RF-1": (frozenset({"bleeding", "fever", "odour", "infection"}), ("RC-5",)),
    "RF-2": (frozenset({"bulge", "pressure"}), ("RC-3", "RC-4", "STR")),
}


class Shut(NamedTuple):
    """One thing that is closed, by which rule; ``key`` and ``fields`` are for its reason."""

    what: str
    rule: str
    key: str
    fields: dict[str, str]
    until: datetime | None


def closures(case: Case) -> tuple[Shut, ...]:
    """Return everything that is closed whatever the row says, by name; of one rule the reason that lasts longest."""
    found = {(shut.what, shut.rule): shut for shut in (*_caps(case), *_signs(case), *_movement(case), *_partner(case))}
    return tuple(sorted(found.values(), key=_by_name))


def circuit_first(case: Case) -> Shut | None:
    """Return RC-6 unless a whole circuit ended within the hour, or the owner said that one was done."""
    since = case.facts.now.at - CIRCUIT_MINUTES * HOUR / 60
    if any(ended >= since and is_whole(circuit) for ended, circuit in case.facts.circuits):
        return None
    return Shut("partner", "RC-6", "closed.RC-6", {}, None)


def _by_name(shut: Shut) -> tuple[str, str, str]:
    return shut.what, shut.rule, shut.key


def is_whole(circuit: Circuit) -> bool:
    """Tell whether a circuit was one: breath, jaw, an opener and reverse Kegels; warmth may be skipped."""
    done = {part.part.partition(":")[0] for part in circuit.parts if part.done}
    return circuit.attested or {"RC-1", "RC-2", "RC-3", "RC-4"} <= done


def _signs(case: Case) -> Iterator[Shut]:
    standing = {sign.sign for sign in case.facts.signs if sign.cleared is None}
    for rule, (signs, parts) in _CLOSED_BY_SIGN.items():
        if standing & signs:
            yield from (Shut(part, rule, f"closed.{rule}", {}, None) for part in parts)


def _caps(case: Case) -> Iterator[Shut]:
    """Close the steps whose sessions of the day are used up; steps under one cap are counted together.

    One session a day that decides nothing uses nothing up.
    """
    order = case.facts.ladder.order
    today = [
        (SIZED if visit.rank == UNKNOWN_SIZE else kind_of_step(order[int(visit.rank)]), visit.counts)
        for day in case.days[-2:]
        if day.number == case.today
        for visit in day.visits
    ]
    for cap in case.programme.caps:
        counts = [counting for kind, counting in today if kind in cap.steps]
        if len(counts) - (not all(counts)) < cap.sessions:
            continue
        for step in order:
            if (kind := kind_of_step(step)) in cap.steps:
                fields = {"count": str(cap.sessions)}
                yield Shut(step, case.programme.step(kind).id, "closed.cap", fields, case.day_ends())


def _movement(case: Case) -> Iterator[Shut]:
    """Close movement that ended for pain, burning or clench, until one session at a lower step follows it in time.

    By the instant, not by the day: whoever travels may begin a later day's session before it.
    """
    ladder = case.facts.ladder
    for sitting in reversed(case.facts.sittings):
        if not isinstance(sitting.record, Session):
            continue
        if ladder.ranks.get(sitting.record.step, ladder.partner) < ladder.movement:
            return
        if sitting.record.step == "movement" and sitting.record.ended in _ENDED_FOR_PAIN:
            yield Shut("movement", "TS-3", "closed.TS-3", {}, None)
            return


def _partner(case: Case) -> Iterator[Shut]:
    """Close partner after a no to the first question of a close, and while the close of a partner step is open."""
    if any(each.mode == "step" and each.close is None and not each.close_skipped for each in case.facts.partners):
        yield Shut("partner", "ST-6", "closed.close", {}, None)
    if any(_not_respected(partner, case.facts.now.at) for partner in case.facts.partners):
        yield Shut("partner", "ST-6", "closed.reopen", {}, None)


def _not_respected(partner: Partner, now: float) -> bool:
    """Tell whether a close said no to the first question, with no reopening since; of a check-in too."""
    if partner.close is None or partner.close.respected != "no":
        return False
    return partner.reopened_at is None or read(partner.reopened_at).at > now
