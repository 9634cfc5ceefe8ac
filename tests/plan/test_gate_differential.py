"""The gate and its plain twin, written apart from one page, answer alike: field by field, over random histories.

The programme is the one that ships, so that its content is held to the page's numbers too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from histories import History, histories
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from plain_gate import assess_plainly
from reference_rows import REFERENCE, SMOOTH_COURSE
from stories import day, story

from comfort_journal.content import load_programme
from comfort_journal.plan import assess, to_answer
from comfort_journal.records import RatingRecord, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from comfort_journal.records import Record

    Gate = Callable[[Sequence[Record], datetime], dict[str, Any]]

BRIEF = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
SOAK_HISTORIES, SOAK_MOMENTS = 4_000, 100_000


def gate(records: Sequence[Record], now: datetime) -> dict[str, Any]:
    """Return what of the real gate's answer decides, as the plain one gives it."""
    answer = to_answer(assess(records, load_programme(), now))
    answer["closed"] = [{"what": each["what"], "id": each["id"]} for each in answer["closed"]]
    return {name: value for name, value in answer.items() if name not in {"at", "reason"}}


each_gate = pytest.mark.parametrize("answer", [gate, assess_plainly], ids=["gate", "plain"])


def moments(history: History) -> list[datetime]:
    """Return the history's own moment, and for each of its records one at which something of it has become due."""
    known = sorted(moment(at) for record in history.records for name in record.times if (at := getattr(record, name)))
    later = [timedelta(seconds=1), timedelta(hours=6), timedelta(hours=12), timedelta(hours=30), timedelta(days=3)]
    return [history.now, *(at + later[place % len(later)] for place, at in enumerate(known))]


@BRIEF
@given(histories(), st.randoms(use_true_random=False))
def test_two_gates_written_apart_agree(history: History, random: Any) -> None:  # noqa: ANN401  a seeded Random
    """Whatever was recorded, both answer the same."""
    for now in random.sample(moments(history), k=min(6, len(moments(history)))):
        assert gate(history.records, now) == assess_plainly(history.records, now), now.isoformat()


@pytest.mark.soak
def test_two_gates_written_apart_agree_over_100_000_moments() -> None:
    """The same for longer histories, each looked at as it stood at many moments."""
    looked_at = 0

    @settings(BRIEF, max_examples=SOAK_HISTORIES)
    @given(histories(max_days=24))
    def agree(history: History) -> None:
        nonlocal looked_at
        for now in moments(history):
            assert gate(history.records, now) == assess_plainly(history.records, now), now.isoformat()
            looked_at += 1

    agree()
    assert looked_at >= SOAK_MOMENTS


@each_gate
@pytest.mark.parametrize("row", REFERENCE)
def test_a_reference_row_of_the_page(answer: Gate, row: str) -> None:
    """The page's own examples have the page's own answers."""
    records, now, expected = REFERENCE[row]
    given_ = answer(records, now)
    assert {name: given_[name] for name in expected} == expected


@each_gate
def test_a_placement_between_two_offsets_holds_from_its_own_instant(answer: Gate) -> None:
    """One written on the 6th by its clock, but given before a session of the 5th, does not begin the count after it."""
    told = story(
        day(2, "04:00", "+01:00").placement("mapping"),
        *(day(1, "21:00", "-08:00").easy("entrance"), day(2, "21:00", "+01:00").easy("entrance")),
    )
    found = answer(told, day(3, "12:00", "-08:00").moment())
    assert (found["step"], found["dates"]) == ("entrance", ["2026-01-05", "2026-01-06"])


@each_gate
def test_a_smooth_course_begins_each_step_on_the_samples_day(answer: Gate) -> None:
    """With the sample calendar on and every day easy, whoever always moves on begins the steps on its earliest days."""
    told: list[Record] = [day(1, "07:00").profile(calendar_start=day(1).date.isoformat())]
    begun: dict[str, int] = {}
    for number in range(1, 14):
        asked = answer(told, day(number).moment())
        offered = [step for step in asked["offered"] if not step.startswith("dilator")]
        step = (offered or [asked["step"]])[0]
        begun.setdefault(step, number)
        told += day(number).easy("movement:a" if step == "movement" else step)
    assert begun == SMOOTH_COURSE


@each_gate
@settings(BRIEF, max_examples=40)
@given(history=histories(), data=st.data())
def test_a_worse_number_anywhere_opens_no_more(answer: Gate, history: History, data: st.DataObject) -> None:
    """Whichever number of a history is made worse, no step opens and none is offered that was not before."""
    numbers = [each for each in history.records if isinstance(each, RatingRecord) and each.value not in {None, 10}]
    assume(numbers)
    chosen = data.draw(st.sampled_from(numbers))
    assert chosen.value is not None
    worse = msgspec.structs.replace(chosen, value=data.draw(st.integers(chosen.value + 1, 10)))
    told = [worse if each is chosen else each for each in history.records]
    for now in moments(history)[:6]:
        before, after = answer(history.records, now), answer(told, now)
        assert {*after["open"], *after["offered"]} <= {*before["open"], *before["offered"]}, now.isoformat()


@each_gate
def test_moving_back_earlier_counts_no_earlier(answer: Gate) -> None:
    """Two of three days above the line on the 5th in place of the 7th: four practice days follow in place of two."""

    def told(number: int) -> list[Record]:
        return story(
            *(day(1, "06:00").profile(), day(2).mapping(), day(3, "09:00").rating(number)),
            *(day(3).mapping(), day(4, "09:00").rating(0)),
            *(day(5).mapping(ended="pain"), day(6).mapping(), day(7, "09:00").rating(0), day(7).mapping(ended="pain")),
            *(day(8).mapping(), day(9, "09:00").rating(0), day(9).mapping(), day(10, "09:00").rating(0)),
        )

    now = day(10, "21:00").moment()
    assert {*answer(told(3), now)["offered"]} <= {*answer(told(0), now)["offered"]}


@each_gate
@pytest.mark.parametrize("number", [0, 3])
def test_days_used_up_lead_back_where_they_led_before(answer: Gate, number: int) -> None:
    """A step practised again after moving back is left once more by a day above the line, whichever days moved it."""
    told = story(
        *(day(1, "06:00").profile(), day(1).easy(), day(2).easy("entrance"), day(3).easy("shallow")),
        *(day(4).shallow(), day(5, "09:00").rating(number), day(6).easy("entrance")),
        *(day(7).shallow(ended="pain"), day(8).easy("shallow"), day(9).shallow(ended="pain")),
        day(10, "09:00").rating(0),
    )
    found = answer(told, day(10, "12:00").moment())
    assert (found["row"], found["step"], "shallow" in found["open"]) == (8, "entrance", False)
