"""What is said to open a step, walked: whoever has the easy days that it names finds the step open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from histories import History, histories
from hypothesis import HealthCheck, given, settings
from programmes import PROGRAMME
from stories import DAY_ONE, Day, day, story

from comfort_journal.plan import assess
from comfort_journal.plan.allowed import easy_days
from comfort_journal.plan.case import Case, work_out
from comfort_journal.plan.ladder import Ladder
from comfort_journal.plan.opening import Opening, openings, shortest
from comfort_journal.plan.progress import ready_size
from comfort_journal.records import Record, moment, programme_day, when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

TOO_LONG = 11
"""Days away after which two more would be a pause."""


def walked(case: Case, steps: list[tuple[str, int]]) -> tuple[list[Record], datetime]:
    """Return so many easy days at each of these steps, one a day from the day after tomorrow on, and a moment after."""
    ready = ready_size(case)
    offset = f"{case.now:%z}"
    offset = f"{offset[:3]}:{offset[3:5]}"
    number = case.today - DAY_ONE.toordinal() + 3
    made: list[Record] = []
    for step, count in steps:
        felt: dict[str, Any] = {"during": 0, "after": 0}
        if step == "movement":
            felt["size"] = None if ready is None else case.facts.ladder.sizes[ready - 3]
        for _ in range(count):
            made += Day(number, "", offset).easy(step, **felt)
            number += 1
    return made, Day(number, "13:00", offset).moment()


def is_in_the_way(case: Case, opening: Opening, step: str) -> bool:
    """Tell whether something else is in the way that is said beside the easy days: a size, a closure, a calendar."""
    calendar = case.facts.profile is not None and case.facts.profile.calendar_start is not None
    unready = step == "partner" and ready_size(case) is None
    known = {PROGRAMME.reasons[f"closed.{key}"] for key in ("TS-3", "reopen", "close")}
    return calendar or unready or bool(known & set(opening.lines))


def asked(history: History) -> Iterator[History]:
    """Yield the history as it is asked, and as it stood at some of its records: asking is cheaper than drawing."""
    for now in [history.now, *sorted({moment(when(each) or "") for each in history.records})[-5:]]:
        yield History(history.records, now)


def ways(history: History) -> Iterator[tuple[list[Record], Case, str, Opening]]:
    """Yield every closed step that easy days alone would open, with what is said of it."""
    records = [each for each in history.records if moment(when(each) or "") <= history.now]
    case, answer = work_out(records, PROGRAMME, history.now), assess(records, PROGRAMME, history.now)
    if answer.row < 9 or (case.days and case.today - case.days[-1].number > TOO_LONG):
        return
    for step, opening in openings(work_out(records, PROGRAMME, history.now)).items():
        if opening.through and not answer.may(step) and not is_in_the_way(case, opening, step):
            yield records, case, step, opening


@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
@given(histories(max_days=8))
def test_the_easy_days_that_are_named_open_the_step(history: History) -> None:
    """Four at each step it leads through, one after the other, and after a pause one before them."""
    for records, case, step, opening in (way for each in asked(history) for way in ways(each)):
        back = [(case.facts.ladder.order[case.standing.rank], 1)] if case.standing.returns_to is not None else []
        made, at = walked(case, [*back, *((each, 4) for each in opening.through)])
        blocked = any(each.what == "movement" for each in assess(records, PROGRAMME, case.now).closed)
        if not blocked:
            assert assess([*records, *made], PROGRAMME, at).may(step), (step, opening)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(histories(max_days=10))
def test_every_closed_step_says_what_would_open_it(history: History) -> None:
    """Under every outcome; and the days that it counts are easy days at the first step it leads through."""
    for now in (each.now for each in asked(history)):
        records = [each for each in history.records if moment(when(each) or "") <= now]
        case, answer = work_out(records, PROGRAMME, now), assess(records, PROGRAMME, now)
        anywhere = {day for days in easy_days(case).values() for day in days}
        for step, opening in openings(case).items():
            assert answer.may(step) or opening.lines
            if opening.easy:
                assert {*opening.easy} <= anywhere
                assert len(opening.easy) <= 4
                assert max(opening.easy) <= programme_day(now)


def said(at: Day, *what: Any) -> dict[str, Opening]:  # noqa: ANN401  what is told
    """Return what is said of each step."""
    return openings(work_out(story(*what), PROGRAMME, at.moment()))


def test_far_ahead_the_steps_between_are_named_in_turn() -> None:
    """With the days that count at the first of them."""
    found = said(day(3), day(1).easy())
    assert found["entrance"].through == ("mapping",)
    assert found["entrance"].easy == (day(1).date,)
    assert found["partner"].through == ("mapping", "entrance", "shallow", "movement")
    assert found["dilator:b"].through == ("mapping", "entrance", "dilator:a")
    assert "Mon" in found["partner"].lines[1]


def test_the_current_step_says_what_it_opens_and_gentler_ones_nothing() -> None:
    """They are open, and nothing more is needed."""
    found = said(day(3), day(1).easy("shallow"))
    assert found["shallow"].through == ("shallow",)
    assert found["shallow"].easy == (day(1).date,)
    assert found["mapping"] == found["entrance"] == Opening()


@pytest.mark.parametrize("row", ["0", "1", "4"])
def test_what_was_reached_waits_for_the_answer_of_today_alone(row: str) -> None:
    """A page to read, a sign or a rest costs no easy day."""
    told: dict[str, list[Any]] = {
        "0": [day(1, "06:00").profile(adult=False, agreed=False), day(1).easy("shallow")],
        "1": [day(1).easy("shallow"), day(2).flag()],
        "4": [day(1).easy("shallow"), day(2).shallow(during=4)],
    }
    found = said(day(2, "23:00"), *told[row])
    key = "opens.first" if row == "0" else "opens.again"
    assert found["mapping"].lines == (PROGRAMME.reasons[key],)


def test_after_a_pause_one_easy_day_opens_what_it_closed() -> None:
    """Steps beyond it ask for that day, and then for their own."""
    found = said(day(30), day(1).easy("entrance"), day(2).easy("shallow"))
    assert found["shallow"].lines[0].startswith("opens.return")
    assert found["movement"].through == ("shallow",)


def test_the_fewest_steps_lead_there() -> None:
    """Whoever has sizes may pass them by."""
    ladder = Ladder(("a", "b"), {})
    assert shortest(ladder, 0, ladder.partner) == (0, 1, 2, ladder.movement)
    assert shortest(ladder, 3, 4) == (3,)
