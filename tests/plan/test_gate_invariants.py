"""What holds for every history, drawn at random: the gate is careful, and gentler is always allowed."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import msgspec
import pytest
from histories import History, histories
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programmes import PROGRAMME
from stories import day, new_id

from comfort_journal.plan import assess
from comfort_journal.plan.case import work_out
from comfort_journal.records import Close, Partner, RatingRecord, Record, Session, moment, programme_day, when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from comfort_journal.plan import Assessment

SOAK = 100_000
PARTS = 4
BRIEF = 100


def ask(records: list[Record] | tuple[Record, ...], now: datetime) -> Assessment:
    """Return the answer."""
    return assess(records, PROGRAMME, now)


def reach(answer: Assessment) -> set[str]:
    """Return everything that may be done."""
    return {*answer.open, *answer.offered, *(("strength",) if answer.strength else ())}


def worse(answer: Assessment, other: Assessment) -> set[str]:
    """Return what the first answer opens and the other does not; what a cap closes is no matter of comfort."""
    return reach(answer) - reach(other) - {each.what for each in other.closed}


# The checks, one invariant each


def is_well_formed(history: History, draw: st.DataObject) -> None:
    """Every answer keeps the contract's shape, and the circuit with RC-1 and RC-2 is open under every outcome."""
    del draw
    answer = ask(history.records, history.now)
    case = work_out(history.records, PROGRAMME, history.now)
    assert answer.open[0] == "circuit"
    assert not {"circuit", "RC-1", "RC-2", "journal", "export"} & {each.what for each in answer.closed}
    assert bool(answer.offered) is (answer.outcome == "advance")
    assert list(answer.offered) == sorted(answer.offered)
    assert not {each.what for each in answer.closed if each.id != "RC-6"} & reach(answer)
    assert answer.reason
    assert (answer.until is not None) is (answer.outcome == "rest")
    top = case.facts.ladder.ranks[answer.step]
    once = {case.facts.ladder.order[rank] for rank in case.once()}
    assert {step for step in answer.open[1:] if case.facts.ladder.ranks[step] > top} <= once
    assert set(answer.offered) & set(answer.open) <= once


def never_advances_too_early(history: History, draw: st.DataObject) -> None:
    """No advance under a sign or rest, nor on a latest day that is over the line, missing, masked or stopped."""
    del draw
    answer = ask(history.records, history.now)
    if answer.outcome != "advance":
        return
    case = work_out(history.records, PROGRAMME, history.now)
    assert not case.resting
    assert all(sign.cleared is not None for sign in case.facts.signs)
    latest = [day for day in case.days if day.counts][-1]
    assert latest.easy
    assert latest.numbered
    assert not latest.above
    for sitting in case.facts.sittings:
        if sitting.day == latest.number and isinstance(sitting.record, Session):
            assert sitting.record.ended not in {"stop", "pain", "burning", "clench", "flag"}
            assert not sitting.record.masked
            assert (sitting.record.during or 0) <= case.facts.line


def order_does_not_matter(history: History, draw: st.DataObject) -> None:
    """Give the same answer to records in another order."""
    other = draw.draw(st.permutations(history.records))
    assert ask(other, history.now) == ask(history.records, history.now)


def an_offset_does_not_matter(history: History, draw: st.DataObject) -> None:
    """Asked by another clock of the same programme day, the same is open."""
    del draw
    other = history.now.astimezone(timezone((history.now.utcoffset() or timedelta()) + timedelta(minutes=1)))
    if programme_day(other) != programme_day(history.now):
        return
    assert reach(ask(history.records, other)) == reach(ask(history.records, history.now))


def a_worse_number_opens_no_more(history: History, draw: st.DataObject) -> None:
    """Open no more by a higher number now than by a lower one, and no more above the line than by silence."""
    low, high = sorted(draw.draw(st.lists(st.integers(0, 10), min_size=2, max_size=2)))
    at = history.now.isoformat()
    low_answer, high_answer = (
        ask([*history.records, RatingRecord(id=new_id(), at=at, about="now", value=value, skipped=False)], history.now)
        for value in (low, high)
    )
    assert not worse(high_answer, low_answer)
    if high > 2:
        assert not worse(high_answer, ask(history.records, history.now))


def a_worse_session_opens_no_more(history: History, draw: st.DataObject) -> None:
    """Open no more when more was felt in the latest session."""
    latest = _latest(history)
    felt = latest.close if isinstance(latest, Partner) else latest
    if latest is None or felt is None or felt.during is None:
        return
    during = draw.draw(st.integers(felt.during, 10))
    after = draw.draw(st.integers(felt.after or 0, 10)) if felt.after is not None else None
    more = msgspec.structs.replace(felt, during=during, after=after)
    bad = msgspec.structs.replace(latest, close=more) if isinstance(more, Close) else more
    assert not worse(ask(_with(history, bad), history.now), ask(history.records, history.now))


def a_stop_never_moves_back(history: History, draw: st.DataObject) -> None:
    """Stand no lower, and move back no oftener, when the latest session ends by a stop instead.

    No lower than a session at mapping of which nothing is said would leave it, unless it was lower before.
    """
    del draw
    latest = _latest(history)
    if not isinstance(latest, Session):
        return
    stop = msgspec.structs.replace(latest, ended="stop")
    stopped = work_out(_with(history, stop), PROGRAMME, history.now).standing
    as_it_was = work_out(history.records, PROGRAMME, history.now).standing
    assert len(stopped.back_days) <= len(as_it_was.back_days)
    if not stopped.back_days or stopped.back_days[-1] != _day(latest):
        nothing = day(1).mapping(None, holds=(), faded=None, ended="short")
        times = {name: getattr(latest, name) for name in ("id", "started_at", "ended_at")}
        moved_by_none = work_out(
            _with(history, msgspec.structs.replace(nothing, **times)), PROGRAMME, history.now
        ).standing
        assert stopped.rank >= min(moved_by_none.rank, as_it_was.rank)


def an_easy_gentler_day_closes_nothing(history: History, draw: st.DataObject) -> None:
    """Move and close nothing by an easy session at a lower step, on a day of its own with its number."""
    case = work_out(history.records, PROGRAMME, history.now)
    begun = history.now.replace(hour=12, minute=0) - timedelta(days=1)
    number = begun + timedelta(hours=17)
    told_before = [*(day.number for day in case.days), *(each.day + 1 for each in case.facts.numbers)]
    if (
        case.standing.rank == 0
        or case.standing.away_since is not None
        or programme_day(begun).toordinal() != case.today - 1
        or case.today - 1 <= max(told_before, default=0)  # a day of its own: no other's number comes too late
        or number > history.now
    ):
        return
    rank = draw.draw(st.integers(0, min(case.standing.rank, case.facts.ladder.movement) - 1))
    step = case.facts.ladder.order[rank]
    added = [
        msgspec.convert(
            {
                "kind": "session",
                "id": new_id(),
                "step": step,
                "started_at": begun.isoformat(),
                "ended_at": (begun + timedelta(minutes=5)).isoformat(),
                "holds": [{"seconds": 60, "during": 0, "after": 0}],
                "during": 0,
                "after": 0,
                "settled": None,
                "faded": "none",
                "tags": [],
                "masked": False,
                "size": None,
                "ended": "complete",
                "spike": False,
                "fear": None,
                "stretch": None,
                "tool": None,
            },
            Session,
        ),
        RatingRecord(id=new_id(), at=number.isoformat(), about="next_day", value=0, skipped=False),
    ]
    only_number = ask([*history.records, added[1]], history.now)
    after = ask([*history.records, *added], history.now)
    if only_number.row >= 7:
        assert after.step == only_number.step
        assert not worse(only_number, after)


def one_cut_short_decides_nothing(history: History, draw: st.DataObject) -> None:
    """Move and close nothing by a hold of four seconds without discomfort, on the evening of a session at that step.

    Not where its own morning was above the line, nor where it is the first session after rest.
    """
    sessions = [each for each in history.records if isinstance(each, Session)]
    before = ask(history.records, history.now)
    if not sessions or before.row == 6 or before.timers == "low":
        return
    beside = draw.draw(st.sampled_from(sessions))
    begun = max(moment(beside.ended_at), moment(beside.started_at)).isoformat()
    if programme_day(begun) != programme_day(beside.started_at) or moment(begun) > history.now:
        return
    size = beside.step.partition(":")[2] or beside.size
    short = day(1).session(beside.step, 0, holds=[4], size=size, ended="short")
    short = msgspec.structs.replace(short, started_at=begun, ended_at=begun)
    records = [*history.records, short]
    case = work_out(records, PROGRAMME, history.now)
    if any(visit.at == moment(begun).timestamp() and visit.counts for each in case.days for visit in each.visits):
        return
    after = ask(records, history.now)
    assert (after.step, after.row) == (before.step, before.row)
    assert not worse(before, after)


def _latest(history: History) -> Session | Partner | None:
    """Return the last session of the last practice day; a partner step is one, too."""
    sessions = [
        each
        for each in history.records
        if isinstance(each, Session) or (isinstance(each, Partner) and each.mode == "step")
        if moment(each.started_at) <= history.now
    ]
    return max(
        sessions,
        key=lambda each: (_day(each), moment(each.started_at), moment(each.ended_at), each.id),
        default=None,
    )


def _day(session: Session | Partner) -> int:
    return programme_day(session.started_at).toordinal()


def _with(history: History, changed: Record) -> list[Record]:
    return [changed if record.id == changed.id else record for record in history.records]


CHECKS: tuple[Callable[[History, st.DataObject], None], ...] = (
    is_well_formed,
    never_advances_too_early,
    order_does_not_matter,
    an_offset_does_not_matter,
    a_worse_number_opens_no_more,
    a_worse_session_opens_no_more,
    a_stop_never_moves_back,
    an_easy_gentler_day_closes_nothing,
    one_cut_short_decides_nothing,
)
QUIET = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)


@settings(max_examples=BRIEF, suppress_health_check=QUIET)
@given(histories(), st.data())
def test_each_invariant_holds(history: History, draw: st.DataObject) -> None:
    """A short run: all of them over each history that is drawn, which takes longer than to ask."""
    for check in CHECKS:
        check(history, draw)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_all_invariants_over_100_000_histories(part: int) -> None:
    """What was recorded by the time of each of its records makes every history drawn many histories.

    In parts, each with its own draws, so that every processor takes some.
    """
    del part
    held = 0

    @settings(max_examples=SOAK // PARTS // 10, suppress_health_check=QUIET, derandomize=False)
    @given(histories(), st.data())
    def hold(history: History, draw: st.DataObject) -> None:
        nonlocal held
        for now in {history.now, *(moment(when(record) or "") for record in history.records)}:
            for check in CHECKS:
                check(History(history.records, now), draw)
            held += 1

    hold()
    assert held >= SOAK // PARTS
