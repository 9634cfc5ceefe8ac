"""The gate: what may be practised now. The only place that decides, and every answer has its reason and its dates.

Pure: the answer is a function of the records, the programme and the moment asked about, whatever order the records come
in. The journal, RC-1, RC-2 and export are open under every outcome. How the page is read where it leaves room stands at
the top of ``table``, ``closures``, ``progress``, ``standing``, ``spikes`` and ``visits``, and of this module:

- A step that is capped or otherwise closed is neither open nor offered; RC-6 alone leaves partner where it was.
- A once-only override opens one step that easy days could open next, never partner, in rows 7 to 10; a session at that
  step uses it up.
- Partner is open only when rows 0 to 8 are clear, also for whoever stands there.
- What the row closes is not said again in ``closed``.
- Timers start at their lower end from the spike or sign on until the first session after rest is over.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from comfort_journal.plan.assessment import Assessment, Closed
from comfort_journal.plan.behind import behind
from comfort_journal.plan.case import Case, work_out
from comfort_journal.plan.closures import Shut, circuit_first, closures
from comfort_journal.plan.counting import counting
from comfort_journal.plan.not_easy import missing
from comfort_journal.plan.numbers import REST_HOURS
from comfort_journal.plan.progress import Progress, progress, strength
from comfort_journal.plan.still_to_come import StillToCome, still_to_come
from comfort_journal.plan.table import Answer, Asked, answer
from comfort_journal.plan.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from comfort_journal.plan.programme import Programme
    from comfort_journal.plan.visits import Day
    from comfort_journal.records import Record

CIRCUIT = "circuit"
ASKED_KINDS = ("session", "rating", "flag", "circuit", "profile", "override", "partner")
"""The kinds of record that an answer is made of."""
_WHY_NOT_EASY = {"waiting": "why.waiting", "left_out": "why.left_out", "unnumbered": "why.number"}
_REST = 4
_STEPS_FROM_ROW = 5
_PACE_FROM_ROW = 7
_PARTNER_FROM_ROW = 9


def assess(records: Iterable[Record], programme: Programme, now: datetime) -> Assessment:
    """Return what may be practised at ``now`` (aware) by these records.

    Kinds of record that the table does not name are passed over, and so is whatever begins after ``now``.
    """
    return assessment_of(work_out(records, programme, now))


def assessment_of(case: Case) -> Assessment:
    """Return the answer to a question that is worked out already."""
    say, order, once = Wording(case), case.facts.ladder.order, case.once()
    forward = progress(case)
    shut = closures(case)
    closed = {each.what for each in shut}
    left = forward._replace(offered=tuple(rank for rank in forward.offered if order[rank] not in closed))
    found = answer(Asked(case, say, left, frozenset(rank for rank, step in enumerate(order) if step in closed)))
    ranks = {*found.open, *(once if found.row >= _PACE_FROM_ROW else ())}
    if found.row < _PARTNER_FROM_ROW:
        ranks.discard(case.facts.ladder.partner)
    may = [order[rank] for rank in sorted(ranks) if order[rank] not in closed]
    offered = sorted(order[rank] for rank in found.offered)
    everything = shut
    would = {order[rank] for rank in (*ranks, *(forward.offered if found.row >= _PARTNER_FROM_ROW else ()))}
    shut = tuple(each for each in shut if each.what in would or each.what not in case.facts.ladder.ranks)
    if "partner" in (*may, *offered) and (first := circuit_first(case)) is not None:
        shut = (*shut, first)
    return Assessment(
        at=_iso(case.now),
        row=found.row,
        outcome=found.outcome,
        step=order[found.rank],
        offered=tuple(offered),
        open=(CIRCUIT, *may),
        reason=say.reason(found.key, found.fields),
        dates=tuple(date.fromordinal(number).isoformat() for number in found.days),
        until=_iso(found.until) if found.until else None,
        closed=tuple(_told(say, each) for each in shut),
        strength=found.row >= _STEPS_FROM_ROW and strength(case),
        timers="low" if _gently(case, found) else "full",
        why=_missing(case, say, left, everything) if found.outcome == "stay" else behind(case, say, found.row),
        proposed=_proposed(case) if found.outcome == "ask" else None,
        cards=_cards(case) if found.row == _REST else (),
        waits=found.waits,
        gained=tuple(order[rank] for rank in case.gained()),
    )


def _gently(case: Case, found: Answer) -> bool:
    return found.row == _REST or bool(case.closed_since() or case.cleared_since())


def _cards(case: Case) -> tuple[str, ...]:
    """Return what is to be read in rest: SPIKE, TS-5 after a sore next day, PT-1 from the third spike on."""
    resting = case.resting
    sore = any(spike.sore_next_day for spike in resting)
    third = any(spike.nth >= len(REST_HOURS) for spike in resting)
    return ("SPIKE", *(("TS-5",) if sore else ()), *(("PT-1",) if third else ()))


def _told(say: Wording, shut: Shut) -> Closed:
    reason = say.reason(shut.key, {**shut.fields, "step": say.step_named(shut.what)})
    return Closed(what=shut.what, id=shut.rule, reason=reason, until=_iso(shut.until) if shut.until else None)


def _missing(case: Case, say: Wording, forward: Progress, shut: tuple[Shut, ...]) -> tuple[str, ...]:
    """Say what a next step still needs; shown only under "why?"."""
    ladder, rank = case.facts.ladder, case.standing.rank
    following = ladder.following(rank)
    if not following:
        return (say.reason("why.last"),)
    said = [] if forward.carried else [*_days_to_come(case, say, following, still_to_come(case, forward))]
    said += [
        say.reason("why.calendar", {"day": say.day(day), "steps": say.steps([later])}) for later, day in forward.later
    ]
    closed = {each.what: each for each in shut if each.key != "closed.cap"}
    said += [say.reason(closed[step].key) for step in map(ladder.order.__getitem__, following) if step in closed]
    return tuple(said)


def _days_to_come(case: Case, say: Wording, following: tuple[int, ...], to_come: StillToCome) -> Iterator[str]:
    """Say how many easy days are still to come: one after a pause, and none opens partner without a ready size."""
    if to_come.returns:
        yield say.reason("why.return", {"step": say.step(case.standing.rank)})
    elif to_come.ready == "none":
        yield say.reason("why.ready_none")
    else:
        fields = {
            "step": say.step(case.standing.rank),
            "steps": say.steps(following),
            "days": say.days(day.number for day in to_come.easy),
            "more": str(to_come.more),
        }
        yield say.reason("why.days" if to_come.easy else "why.none", fields)
        if to_come.ready == "size":
            yield say.reason("why.ready_size")
    if to_come.latest is not None:
        yield _not_easy(case, say, to_come.latest)


def _not_easy(case: Case, say: Wording, latest: Day) -> str:
    """Say what the latest day that decides anything is, which is not an easy one."""
    key, lacks = _WHY_NOT_EASY.get(counting(case, latest), ""), []
    if not key:
        lacks = [say.reason(f"missing.{lack}", {"value": str(value)}) for lack, value in missing(case, latest)]
    return say.reason(
        key or ("why.because" if lacks else "why.latest"),
        {"day": say.day(latest.number), "missing": say.together(lacks)},
    )


def _proposed(case: Case) -> str | None:
    """Return the id of the latest number that was sealed in time for the question and waits to be kept."""
    opens = case.days[-1].asked_from
    found = [
        rating.id
        for moment, rating in case.facts.sealed
        if moment.day == case.today and moment.at >= opens and rating.value is not None
    ]
    return found[-1] if found else None


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
