"""Claims about why a day was not easy: each term of the rule by its own name."""

from __future__ import annotations

from typing import Any

import pytest
from histories import History, histories
from hypothesis import given, settings
from programmes import PROGRAMME
from stories import day, story
from test_gate_invariants import QUIET

from comfort_journal.plan.case import work_out
from comfort_journal.plan.counting import counting
from comfort_journal.plan.not_easy import missing
from comfort_journal.records import Session


@pytest.mark.parametrize(
    ("told", "lacks"),
    [
        (day(1).entrance(masked=True), [("masked", None)]),
        (day(1).entrance(ended="stop"), [("stop", None)]),
        (day(1).entrance(ended="pain"), [("hurt", None)]),
        (day(1).entrance(ended="flag"), [("flag", None)]),
        (day(1).entrance(3, settled=True), [("during", 3)]),
        (day(1).entrance(None), [("open", None)]),
        (day(1).entrance(after=3), [("after", 3)]),
        (day(1).entrance(spike=True), []),
        (day(1).entrance(None, holds=[10], ended="early"), [("early", None), ("short", None)]),
        (day(1).entrance(3, settled=True, masked=True, holds=[10]), [("masked", None), ("during", 3), ("short", None)]),
        (day(1).shallow(after=None), [("after_open", None)]),
        (day(1).mapping(faded="partly"), [("fading", None)]),
        (day(1).mapping(3, settled=True, faded=None), [("during", 3), ("unsaid", None)]),
        (day(1).mapping(2, faded=None, ended="burning"), [("burning", None)]),
        (day(1).shallow(2, after=None, ended="clench"), [("clench", None)]),
        (day(1).mapping(None, faded=None, ended="stop"), [("stop", None)]),
        (day(1).mapping(None, faded=None, tags=("sharp",)), [("open", None)]),
        (day(1).partner(), []),
    ],
)
def test_each_term_has_its_name(told: Any, lacks: list[tuple[str, int | None]]) -> None:  # noqa: ANN401  a record
    """The terms of an easy day, one by one and together, in the order of a session."""
    case = work_out(story(told), PROGRAMME, day(1, "23:00").moment())
    assert list(missing(case, case.days[0])) == lacks


def test_a_number_of_the_next_day_is_named_and_one_that_may_come_is_not() -> None:
    """Above the line it is what was missing; what has not been given yet is no fault."""
    asked = day(2, "12:00").moment()
    above = work_out(story(day(1).entrance(), day(2, "09:00").rating(3)), PROGRAMME, asked)
    assert list(missing(above, above.days[0])) == [("sore", 3)]
    waits = work_out(story(day(1).entrance()), PROGRAMME, asked)
    assert missing(waits, waits.days[0]) == ()


@settings(max_examples=25, suppress_health_check=QUIET)
@given(histories())
def test_a_day_that_was_not_easy_is_never_without_a_reason(history: History) -> None:
    """Whatever was recorded; what was too much, or together, is named elsewhere, and of an easy day nothing is."""
    case = work_out(history.records, PROGRAMME, history.now)
    for each in case.days:
        alone = all(isinstance(one.record, Session) for one in case.facts.sittings if one.day == each.number)
        elsewhere = not alone or any(visit.triggers for visit in each.visits)
        lacks = missing(case, each)
        assert not (lacks and all(visit.easy_but_for_number for visit in each.counting))
        if counting(case, each) == "not_easy" and not elsewhere:
            assert lacks
