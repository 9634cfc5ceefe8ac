"""What lies behind an answer, for whoever asks why: what was felt on the days that let the steps rest, and a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.plan.numbers import SPIKE_AFTER, SPIKE_DURING, SPIKE_UNSETTLED
from comfort_journal.plan.spikes import lasting
from comfort_journal.plan.visits import after_of, checkin_visits, close_of
from comfort_journal.records import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.plan.case import Case
    from comfort_journal.plan.spikes import Spike
    from comfort_journal.plan.visits import Visit
    from comfort_journal.plan.wording import Wording
    from comfort_journal.records import Partner

_LASTING, _REST, _RESUME, _AWAY = 2, 4, 6, 7


def behind(case: Case, say: Wording, row: int) -> tuple[str, ...]:
    """Return what was noted on the days that a row of the gate goes by; nothing where its reason says it all."""
    if row == _AWAY and case.standing.away_since is not None:
        return (say.reason("why.away", {"day": say.day(case.standing.away_since)}),)
    spikes = {
        _LASTING: tuple(spike for spike in case.resting if lasting(case.facts, spike)),
        _REST: case.resting,
        _RESUME: case.closed_since(),
    }.get(row, ())
    told = tuple(dict.fromkeys(line for spike in spikes for line in _told(case, say, spike)))
    return (*told, say.reason("why.rests")) if told and row == _REST else told


def _told(case: Case, say: Wording, spike: Spike) -> Iterator[str]:
    """Yield a sentence for each thing by which one session was too much."""
    for visit in _visits(case, spike):
        given = [number.value for number in case.facts.numbers if number.at in visit.triggers]
        for sitting in case.facts.checkins if spike.rank is None else case.facts.sittings:
            if (sitting.day, sitting.at, sitting.end) == (spike.day, visit.at, visit.end):
                for key, value in _felt(sitting.record, case.facts.line):
                    yield say.reason(f"why.{key}", {"day": say.day(spike.day), "value": str(value)})
        if visit.by_number:
            yield say.reason("why.sore", {"day": say.day(spike.day), "value": str(max(given))})


def _visits(case: Case, spike: Spike) -> Iterator[Visit]:
    if spike.rank is None:
        visits = [visit for day, visit in checkin_visits(case.facts, case.programme) if day == spike.day]
    else:
        visits = [
            each for day in case.days if day.number == spike.day for each in day.visits if each.rank == spike.rank
        ]
    yield from (
        each for each in visits if each.triggers and (each.triggers[0], each.triggers[-1]) == (spike.first, spike.last)
    )


def _felt(record: Session | Partner, line: int) -> Iterator[tuple[str, int]]:
    """Yield what it was said to feel like, and by which of the terms it was too much, with the number that says so."""
    felt = record if isinstance(record, Session) else close_of(record)
    after = after_of(record) if isinstance(record, Session) else felt.after
    during = max((n for n in (felt.during, felt.start) if n is not None), default=-1)
    highest = max((n for n in (felt.during, after) if n is not None), default=-1)
    yield from ((tag, 0) for tag in ("burning", "clench") if tag in felt.tags)
    if "sharp" in felt.tags and highest > line:
        yield "sharp", highest
    elif during >= SPIKE_DURING:
        yield "felt", during
    elif felt.during == SPIKE_UNSETTLED and felt.settled is False:
        yield "unsettled", SPIKE_UNSETTLED
    elif after is not None and after >= SPIKE_AFTER:
        yield "after", after
    if felt.spike:
        yield "own", 0
