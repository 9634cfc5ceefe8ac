"""The guided circuit: deadlines alone move it, nothing is lost, and what was done is what is recorded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.plan import circuit
from comfort_journal.plan.circuit import Leg, advance, begin

LEGS = (
    Leg(part="RC-1", seconds=180, least=180),
    Leg(part="RC-2", seconds=120, least=120),
    Leg(part="RC-3:child", seconds=90, least=90, breath=10, breaths=8),
    Leg(part="RC-3:figure4", seconds=90, least=90),
    Leg(part="RC-4", seconds=120, least=120),
    Leg(part="RC-5", seconds=180, least=60),
)
WHOLE = sum(leg.seconds for leg in LEGS) + 15 * len(LEGS)
GAPS = st.lists(st.floats(0.001, 40), min_size=1, max_size=200)
EVENTS = st.sampled_from(("tick", "begin", "pause", "resume", "skip", "end"))


def test_the_circuit_fits_into_a_quarter_of_an_hour() -> None:
    """All parts with their settling times take ten to fifteen minutes."""
    assert 600 <= WHOLE <= 900


@given(GAPS, st.floats(0, 1e9))
def test_nobody_has_to_press_a_key(gaps: list[float], start: float) -> None:
    """Ticks alone, however irregular, lead to the end, and every part is recorded whole."""
    run, now = begin(LEGS, 15, start), start
    while not run.over:
        for gap in gaps:
            now += gap
            run = advance(run, "tick", now)
    assert [(part.part, part.seconds, part.done) for part in run.behind] == [
        (leg.part, leg.seconds, True) for leg in LEGS
    ]
    assert [part.breaths for part in run.behind] == [None, None, 8, None, None, None]


@given(GAPS)
def test_nothing_drifts_in_a_quarter_of_an_hour(gaps: list[float]) -> None:
    """After any ticks the end is as far away as the clock says, to a tenth of a second and much closer."""
    run, now = begin(LEGS, 15, 0.0), 0.0
    for gap in gaps:
        now += gap
        run = advance(run, "tick", now)
        assert circuit.to_come(run, now) == pytest.approx(max(0.0, WHOLE - now), abs=1e-6)
    at_once = advance(begin(LEGS, 15, 0.0), "tick", now)
    assert (at_once.place, at_once.behind) == (run.place, run.behind)


@given(st.lists(st.tuples(EVENTS, st.floats(0, 60)), max_size=60), st.sampled_from((0, 15)))
def test_any_keys_at_any_time_leave_it_in_order(told: list[tuple[circuit.Event, float]], settle: int) -> None:
    """Parts come once each and in order, none is longer than it is, and no time is recorded that did not pass."""
    run, now = begin(LEGS, settle, 0.0), 0.0
    for event, gap in told:
        before = run
        now += gap
        run = advance(run, event, now)
        assert run.at >= before.at
        assert 0 <= circuit.left(run, now) <= max(180, settle)
        done = circuit.recorded(run, now)
        names = [part.part for part in done]
        assert names == [leg.part for leg in LEGS if leg.part in names]
        lengths = {leg.part: leg for leg in LEGS}
        assert all(1 <= part.seconds <= lengths[part.part].seconds for part in done)
        assert all(part.done == (part.seconds >= lengths[part.part].least) for part in done)
        assert sum(part.seconds for part in done) <= now + 1e-6
        assert before.behind == done[: len(before.behind)]


@given(st.floats(0, 300), st.floats(0, 1e5))
def test_a_pause_costs_nothing(before: float, pause: float) -> None:
    """However long it stands still, the same time is left afterwards."""
    run = advance(begin(LEGS, 15, 0.0), "pause", before)
    there = circuit.left(run, before)
    assert circuit.left(run, before + pause) == there
    assert advance(run, "tick", before + pause) == run
    again = advance(run, "resume", before + pause)
    assert circuit.left(again, before + pause) == pytest.approx(there, abs=1e-6)
    assert again.paused_at is None


@given(st.floats(0, 170), st.floats(0, 1e5))
def test_after_a_pause_the_breath_begins_anew(before: float, pause: float) -> None:
    """The breath that the pause fell into is breathed once more, from its in-breath; the breaths before it stand."""
    run = advance(begin((Leg(part="RC-1", seconds=180, least=180, breath=10),), 0, 0.0), "pause", before)
    again = advance(run, "resume", before + pause)
    assert circuit.spent(again, before + pause) == pytest.approx(before - before % 10, abs=1e-6)
    assert circuit.to_come(again, before + pause) == pytest.approx(180 - before + before % 10, abs=1e-6)


def test_a_part_passed_over_keeps_what_was_done_of_it() -> None:
    """Half a minute of the first part stays half a minute; the second, never begun, is not named."""
    run = advance(begin(LEGS, 15, 0.0), "skip", 45.5)
    assert (run.place, circuit.left(run, 45.5)) == ((1, "settling"), 15)
    run = advance(run, "skip", 50)
    assert [(part.part, part.seconds, part.done) for part in run.behind] == [("RC-1", 30, False)]
    assert run.place == (2, "settling")


def test_a_part_with_a_range_is_done_from_its_least_time_on() -> None:
    """Leaving warmth after a minute is all of it."""
    run = advance(advance(begin(LEGS[-1:], 0, 0.0), "tick", 60), "skip", 61)
    assert run.over
    assert run.behind[0].done


def test_the_end_ends_from_anywhere() -> None:
    """Settling, running or paused: nothing comes after it, and what ran is kept."""
    run = begin(LEGS, 15, 0.0)
    assert advance(run, "end", 3).behind == ()
    ended = advance(advance(run, "pause", 20), "end", 500)
    assert ended.over
    assert [part.seconds for part in ended.behind] == [5]
    assert advance(ended, "tick", 1e6) == ended


def test_without_settling_the_parts_touch() -> None:
    """A settling time of nothing begins with the first breath."""
    run = begin(LEGS, 0, 7.0)
    assert run.place == (0, "running")
    assert advance(run, "tick", 187.0).place == (1, "running")


def test_breaths_are_counted_as_far_as_they_go() -> None:
    """The first is one, the eighth is the last, and then nothing counts."""
    run = begin(LEGS[2:3], 0, 0.0)
    assert [circuit.breath_number(run, at) for at in (0, 9.9, 10, 79.9, 80, 89)] == [1, 1, 2, 8, 0, 0]
    assert circuit.breath_number(begin(LEGS, 15, 0.0), 0) == 0


@given(st.integers(4, 24))
def test_a_pose_holds_both_promises(breath: int) -> None:
    """Five to eight breaths that fit, in a minute and a half to two, however long a breath is."""
    count, seconds = circuit.pose(breath, (5, 8), (90, 120))
    assert 5 <= count <= 8
    assert 90 <= seconds <= 120
    assert count * breath <= seconds
