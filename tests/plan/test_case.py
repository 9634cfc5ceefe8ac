"""A case that is taken on to a later moment is the one that the records would give there, or there is none."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from histories import History, histories
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programmes import PROGRAMME
from stories import day, story

from comfort_journal.plan.case import later, work_out
from comfort_journal.plan.gate import assessment_of
from comfort_journal.plan.numbers_given import numbers_given

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.plan.case import Case
    from comfort_journal.records import Record

NOON = day(3, "12:00").moment()
TOLD = story(day(1).mapping(), day(2).entrance(during=5), day(3, "13:00").now(1))


def everything(case: Case) -> dict[str, Any]:
    """Return all that a case is made of, and what is said by it."""
    made = {field.name: getattr(case, field.name) for field in fields(case)}
    return {**made, "standing": vars(case.standing), "answer": assessment_of(case), "numbers": numbers_given(case)}


@given(histories(), st.integers(0, 40 * 3600))
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_later_case_is_the_one_that_the_records_give(history: History, seconds: int) -> None:
    """Whatever the records are, and whatever hour runs out in between; the numbers given are those of the first."""
    case, at = work_out(history.records, PROGRAMME, history.now), history.now + timedelta(seconds=seconds)
    found = later(case, at)
    if found is not None:
        assert everything(found) == everything(work_out(history.records, PROGRAMME, at))
        assert numbers_given(found) == numbers_given(case)


@pytest.mark.parametrize(
    ("now", "at"),
    [
        pytest.param(NOON, day(3, "13:00").moment(), id="a number is given"),
        pytest.param(NOON, NOON - timedelta(seconds=1), id="the clock was set back"),
        pytest.param(day(4, "03:59").moment(), day(4, "03:59").moment() + timedelta(minutes=1), id="the day turns"),
        pytest.param(day(4, "23:59").moment(), day(4, "23:59").moment() + timedelta(minutes=1), id="midnight"),
        pytest.param(NOON, NOON.astimezone(timezone(timedelta(hours=5))), id="another offset"),
    ],
)
def test_there_is_no_later_case_where_anything_may_be_new(now: datetime, at: datetime) -> None:
    """A record that begins only then, another day, an earlier moment and another offset each ask for the records."""
    assert later(work_out(TOLD, PROGRAMME, now), at) is None


ONE = day(3, "13:00")


@pytest.mark.parametrize(
    "ahead",
    [
        ONE.mapping(),
        ONE.partner(),
        ONE.checkin(),
        ONE.now(1),
        ONE.flag(),
        day(2).flag(cleared=ONE.at()),
        ONE.once("entrance"),
        ONE.profile(),
        ONE.circuit(),
    ],
    ids=lambda each: type(each).__name__,
)
def test_the_next_thing_is_known_whatever_kind_it_is(ahead: Record) -> None:
    """From the moment on that it names, there is no later case."""
    case = work_out([*TOLD[:-1], ahead], PROGRAMME, NOON)
    assert later(case, ONE.moment() - timedelta(seconds=1)) is not None
    assert later(case, ONE.moment() + timedelta(hours=1)) is None


def test_a_later_case_is_had_while_nothing_is_new() -> None:
    """Up to the second before the next record, and not worked out anew."""
    case = work_out(TOLD, PROGRAMME, NOON)
    found = later(case, day(3, "13:00").moment() - timedelta(seconds=1))
    assert found is not None
    assert found.days is case.days


def test_a_pause_goes_on_with_the_moment_and_nothing_else_of_the_standing_does() -> None:
    """Where practice is paused the count begins at the moment asked about; else practice stands where it stood."""
    away, hour = day(40, "12:00").moment(), timedelta(hours=1)
    for now, stays in ((NOON, True), (away, False)):
        records = TOLD[:-1]
        case = work_out(records, PROGRAMME, now)
        found = later(case, now + hour)
        assert found is not None
        assert found.standing == work_out(records, PROGRAMME, now + hour).standing
        assert (found.standing == case.standing) is stays
