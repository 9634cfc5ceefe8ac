"""The guided session: what ends it, what it keeps, and what it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.plan import practice
from comfort_journal.plan.practice import (
    End,
    Event,
    Felt,
    Finish,
    More,
    NumberGiven,
    Pressed,
    Said,
    StepState,
    Still,
    Terms,
    Tick,
    advance,
    begin,
)

if TYPE_CHECKING:
    from comfort_journal.records import Session

KINDS = {
    "mapping": (30, 60, None),
    "entrance": (30, 60, 1),
    "shallow": (20, 30, 3),
    "dilator": (60, 180, 1),
    "movement": (60, 180, 1),
    "new size": (60, 180, 1),
}


def terms(kind: str, line: int = 2) -> Terms:
    """Return what a session of this kind goes by; ``new size`` is size b after two minutes at size a."""
    if kind == "new size":
        return Terms("dilator:b", "dilator", line, 60, 180, 1, 10, 60, 30, size="b", known="a", known_most=120)
    least, most, holds = KINDS[kind]
    size = "a" if kind in {"dilator", "movement"} else None
    step = "dilator:a" if kind == "dilator" else kind
    return Terms(step, kind, line, least, most, holds, 10, 60, 30, size=size)  # type: ignore[arg-type]


def walk(kind: str, *steps: tuple[float, Event], line: int = 2) -> StepState:
    """Go through events, each so many seconds after the one before."""
    state, now = begin(terms(kind, line)), 0.0
    for seconds, event in steps:
        now += seconds
        state = advance(state, event, now)
    return state


def kept(state: StepState, now: float = 0.0) -> Session:
    """Write a state down."""
    return practice.record(
        state,
        now,
        id="00000000-0000-4000-8000-000000000001",
        started_at="2026-11-23T21:40:00+01:00",
        ended_at="2026-11-23T21:45:00+01:00",
    )


HELD = ((0, Pressed()), (10, Tick()))
numbers = st.one_of(st.none(), st.integers(0, 10))
events = st.one_of(
    st.sampled_from([Pressed(), Tick(), More(), Finish(), Still(), Felt("burning"), Felt("clench"), Felt("sharp")]),
    st.sampled_from([Felt(tag, in_rest=True) for tag in ("burning", "clench", "sharp")]),
    st.sampled_from([End("stop"), End("flag"), Said(spot=6), *(Said(each) for each in practice.FADED)]),
    st.builds(NumberGiven, numbers),
)
courses = st.lists(st.tuples(st.floats(0, 400), events), max_size=25)


@given(kind=st.sampled_from(sorted(KINDS)), course=courses, line=st.integers(0, 2))
def test_whatever_happens_the_session_can_be_written_down(
    kind: str, course: list[tuple[float, Event]], line: int
) -> None:
    """Its record is valid after every event, its numbers are ones that were given, and no hold passes its ceiling."""
    state, now = begin(terms(kind, line)), 0.0
    for seconds, event in course:
        now += seconds
        state = advance(state, event, now)
        found = kept(state, now)
        given_numbers = {event.value for _, event in course if isinstance(event, NumberGiven)} | {None}
        assert {found.during, found.after, found.start} <= given_numbers
        assert all(hold.seconds <= KINDS[kind][1] for hold in found.holds)
        assert (found.ended == "early") is (state.phase != "over")
        own = [hold for hold in found.holds if hold.size == found.size]
        assert kind == "mapping" or len(own) <= max(2, KINDS[kind][2] or 0)
        assert len(found.holds) - len(own) <= 1
    stopped = kept(advance(state, End("stop"), now))
    assert state.phase == "over" or stopped.ended == "stop"


@given(kind=st.sampled_from(sorted(KINDS)), course=courses)
def test_a_number_that_is_too_much_ends_it(kind: str, course: list[tuple[float, Event]]) -> None:
    """Four or more, or a sharp one above the line, is never followed by another hold."""
    state, now = begin(terms(kind)), 0.0
    for seconds, event in course:
        now += seconds
        state = advance(state, event, now)
        assert state.phase == "over" or not state.too_much


@pytest.mark.parametrize(
    ("course", "phase", "ended", "settled"),
    [
        (((30, Pressed()), (1, NumberGiven(2))), "over", "complete", None),
        (((29, Pressed()), (1, NumberGiven(2))), "more", None, None),
        (((29, Pressed()), (1, NumberGiven(2)), (1, Finish())), "over", "short", None),
        (((29, Pressed()), (1, NumberGiven(None))), "over", "short", None),
        (((29, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(2)), (1, Finish())), "over", "short", True),
        (((4, Felt("sharp")), (1, NumberGiven(2))), "over", "short", None),
        (((60, Tick()), (1, NumberGiven(0))), "over", "complete", None),
        (((30, Pressed()), (1, NumberGiven(None))), "over", "complete", None),
        (((30, Pressed()), (1, NumberGiven(4))), "over", "pain", None),
        (((30, Pressed()), (1, NumberGiven(3))), "breathing", None, None),
        (((30, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(2))), "more", None, True),
        (((30, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(2)), (1, Finish())), "over", "complete", True),
        (((30, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(3))), "over", "pain", False),
        (((30, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(None))), "over", "pain", None),
        (((30, Felt("burning")), (60, NumberGiven(None))), "over", "burning", None),
        (((30, Felt("sharp")), (1, NumberGiven(3))), "over", "pain", None),
        (((30, Felt("sharp")), (1, NumberGiven(2))), "over", "complete", None),
        (((5, Felt("burning")),), "breathing", None, None),
        (((5, Felt("clench")), (60, NumberGiven(1)), (1, Finish())), "over", "clench", True),
        (((5, End("stop")),), "over", "stop", None),
        (((5, End("flag")),), "over", "flag", None),
    ],
)
def test_the_table_of_a_session(
    course: tuple[tuple[float, Event], ...], phase: str, ended: str | None, *, settled: bool | None
) -> None:
    """Each row of the programme's table does what it says."""
    state = walk("entrance", *HELD, *course)
    assert (state.phase, state.ended, state.settled) == (phase, ended, settled)


def test_after_settling_one_shorter_hold_may_follow() -> None:
    """It ends itself at the least, and it is the only one."""
    state = walk(
        "entrance", *HELD, (40, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(1)), (1, More()), (10, Tick())
    )
    assert (state.phase, state.most) == ("holding", 30)
    state = advance(state, Pressed(), 200)
    state = advance(advance(state, NumberGiven(3), 200), NumberGiven(2), 260)
    assert state.phase == "more"
    assert not state.may_more


@pytest.mark.parametrize("kind", ["entrance", "dilator", "movement", "new size"])
def test_a_hold_that_a_stray_key_cut_short_may_be_done_once_more(kind: str) -> None:
    """In the same session, which then is complete; after a second short one it is enough for this session."""
    begun = (*TO_NUMBER, (1, NumberGiven(0)), (1, More()), (10, Tick())) if kind == "new size" else HELD
    short = walk(kind, *begun, (4, Pressed()), (1, NumberGiven(1)))
    assert (short.phase, short.may_more, short.most) == ("more", True, KINDS[kind][1])
    again = advance(advance(short, More(), 300), Tick(), 310)
    done = advance(advance(again, Pressed(), 310 + KINDS[kind][0]), NumberGiven(1), 400)
    assert (done.phase, done.ended, done.size) == ("over", "complete", done.terms.size)
    once = advance(advance(again, Pressed(), 314), NumberGiven(1), 315)
    assert (once.phase, once.ended) == ("over", "short")


def test_three_short_ones_of_shallow_are_three() -> None:
    """Its cap of three holds a session stands."""
    one = ((4, Pressed()), (1, NumberGiven(1)), (30, Tick()), (1, NumberGiven(1)))
    again = ((1, More()), (10, Tick()), *one)
    assert walk("shallow", *HELD, *one, *again, *again).ended == "short"


def test_shallow_asks_during_and_after_each_hold_and_has_three() -> None:
    """Half a minute lies before the number afterwards, and the third hold is the last."""
    one = ((20, Pressed()), (1, NumberGiven(1)), (30, Tick()), (1, NumberGiven(1)))
    again = ((1, More()), (10, Tick()), *one)
    assert walk("shallow", *HELD, (20, Pressed()), (1, NumberGiven(1)), (29, NumberGiven(1))).phase == "waiting"
    assert walk("shallow", *HELD, *one).phase == "more"
    third = walk("shallow", *HELD, *one, *again, *again)
    assert (third.phase, third.ended, len(third.holds)) == ("over", "complete", 3)
    assert [(hold.during, hold.after) for hold in third.holds] == [(1, 1)] * 3
    assert walk("shallow", *HELD, *one[:-1], (1, NumberGiven(3))).too_much


@pytest.mark.parametrize("value", [None, 3])
def test_shallow_goes_on_only_after_two_known_quiet_numbers(value: int | None) -> None:
    """What is not known opens no further hold."""
    assert walk("shallow", *HELD, (20, Pressed()), (1, NumberGiven(1)), (30, NumberGiven(value))).phase == "over"


def test_mapping_keeps_the_least_quiet_place() -> None:
    """Several places, each with its number and, if wanted, its hour."""
    place = ((1, NumberGiven(3)), (60, Tick()))
    state = walk("mapping", *HELD, *place, (1, Said("partly")), (1, NumberGiven(1)), (1, Said(spot=6)))
    assert (state.phase, state.start, state.holds[0].spot) == ("more", 3, 6)
    state = advance(advance(state, More(), 200), NumberGiven(1), 210)
    state = advance(advance(advance(state, Pressed(), 250), Said("yes"), 250), NumberGiven(0), 251)
    done = advance(state, Finish(), 252)
    assert (done.faded, done.worst, len(done.holds), done.ended) == ("partly", 1, 2, "complete")


def test_a_place_that_stayed_has_its_minute_of_breath() -> None:
    """An answer of no is met like a number above the line."""
    assert (
        walk("mapping", *HELD, (1, NumberGiven(None)), (60, Tick()), (1, Said("no")), (1, NumberGiven(2))).phase
        == "breathing"
    )


def test_a_start_of_four_ends_it() -> None:
    """The value before the breath decides nothing unless it is that high."""
    assert walk("mapping", *HELD, (1, NumberGiven(3))).phase == "holding"
    assert walk("mapping", *HELD, (1, NumberGiven(4))).too_much


@pytest.mark.parametrize("tag", ["burning", "clench"])
def test_the_minute_of_breath_is_counted_from_when_it_was_felt(tag: str) -> None:
    """Not from when the hold began, also where it is felt once more at the number."""
    felt: tuple[float, Event] = (30, Felt(tag))  # type: ignore[arg-type]
    assert walk("entrance", *HELD, felt, (59, Tick())).phase == "breathing"
    assert walk("entrance", *HELD, felt, (60, Tick())).phase == "again"
    again = walk("entrance", *HELD, felt, (60, Tick()), (9, Felt(tag)), (59, Tick()))  # type: ignore[arg-type]
    assert (again.phase, again.tags) == ("breathing", (tag,))


@pytest.mark.parametrize("tag", ["burning", "clench"])
def test_what_is_felt_in_the_minute_of_breath_is_noted_and_the_minute_goes_on(tag: str) -> None:
    """Where it is meant to be: once is enough, the minute is as long as it was, and the number still decides."""
    unmeant: tuple[float, Event] = (20, Felt(tag))  # type: ignore[arg-type]
    assert walk("entrance", *HELD, (30, Pressed()), (1, NumberGiven(3)), unmeant).tags == ()
    felt: tuple[float, Event] = (20, Felt(tag, in_rest=True))  # type: ignore[arg-type]
    state = walk("entrance", *HELD, (30, Pressed()), (1, NumberGiven(3)), felt)
    assert (state.phase, state.tags, state.cause, practice.left(state, 61)) == ("breathing", (tag,), tag, 40)
    over = walk("entrance", *HELD, (30, Pressed()), (1, NumberGiven(3)), felt, (40, NumberGiven(1)), (1, Finish()))
    assert (over.phase, over.ended, over.settled) == ("over", tag, True)


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("entrance", ((30, Pressed()), (1, NumberGiven(3)))),
        ("shallow", ((20, Pressed()), (1, NumberGiven(1)))),
    ],
)
def test_sharp_while_it_breathes_or_rests_is_noted_once_and_not_taken_back(
    kind: str, before: tuple[tuple[float, Event], ...]
) -> None:
    """Said again, also with the number that comes, it stays; that number decides."""
    resting = walk(kind, *HELD, *before)
    noted = advance(resting, Felt("sharp", in_rest=True), 45)
    assert (noted.phase, noted.since, noted.felt) == (resting.phase, resting.since, ("sharp",))
    asked = advance(advance(noted, Tick(), 200), Felt("sharp", in_rest=True), 201)
    assert (asked.phase in practice.NUMBERS, asked.felt) == (True, ("sharp",))
    assert advance(asked, NumberGiven(3), 202).ended == "pain"


def test_sharp_in_the_quiet_afterwards_waits_for_the_number_all_the_same() -> None:
    """It is noted, and the number that was asked for is still the one that is asked for."""
    after = walk("shallow", *HELD, (20, Pressed()), (1, NumberGiven(1)), (30, Tick()), (1, Felt("sharp")))
    assert (after.phase, after.felt) == ("after", ("sharp",))
    assert walk(
        "shallow", *HELD, (20, Pressed()), (1, NumberGiven(1)), (30, Tick()), (1, Felt("sharp")), (1, NumberGiven(1))
    ).tags


@pytest.mark.parametrize("asked", [(), ((60, Pressed()), (1, Said("yes")))])
def test_a_mark_beside_a_number_can_be_taken_back_until_it_is_given(asked: tuple[tuple[float, Event], ...]) -> None:
    """The same key sets it and takes it back; written down meanwhile it is there, and given it stays the session's."""
    asking = walk("mapping", *HELD, *(((1, NumberGiven(0)), *asked) if asked else ()))
    marked = advance(asking, Felt("sharp"), 200)
    assert kept(marked, 200).tags == ("sharp",)
    assert advance(marked, Felt("sharp"), 201) == asking
    given = advance(marked, NumberGiven(1), 202)
    assert (given.tags, given.sharp) == (("sharp",), None)


def test_what_was_sharp_in_a_hold_is_not_taken_back_at_its_number() -> None:
    """Sharp pain ended it: a second press leaves that as it is, and the next number begins without a mark."""
    held = walk("mapping", *HELD, (1, NumberGiven(0)), (20, Felt("sharp")))
    assert (held.phase, held.sharp) == ("during", "held")
    assert advance(held, Felt("sharp"), 40) == held
    later = [(1, NumberGiven(1)), (1, More()), (10, Tick())]
    on = walk("mapping", *HELD, (1, NumberGiven(0)), (20, Felt("sharp")), *later)
    assert (on.phase, on.sharp, on.tags) == ("start", None, ("sharp",))


def test_a_mark_with_a_number_above_the_line_ends_it_when_the_number_is_given() -> None:
    """Also where the number that is above it was given before the minute of breath."""
    breathed = walk("entrance", *HELD, (30, Pressed()), (1, NumberGiven(3)), (60, Tick()), (1, Felt("sharp")))
    assert (breathed.phase, breathed.too_much) == ("again", True)
    over = advance(breathed, NumberGiven(1), 200)
    assert (over.phase, over.ended, over.tags) == ("over", "pain", ("sharp",))


@pytest.mark.parametrize(("kind", "step"), [("mapping", "mapping"), ("entrance", "entrance"), ("movement", "movement")])
def test_a_session_is_written_down_at_its_own_step(kind: str, step: str) -> None:
    """With the number from before the breath, where there was one."""
    assert kept(walk(kind, *HELD)).step == step
    assert kept(walk("mapping", *HELD, (1, NumberGiven(3)))).start == 3
    four = kept(walk("mapping", *HELD, (1, NumberGiven(4))))
    assert (four.start, four.ended) == (4, "pain")


@pytest.mark.parametrize(
    ("course", "hard"),
    [
        (((30, Pressed()), (1, NumberGiven(2))), False),
        (((30, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(2)), (1, Finish())), False),
        (((30, Pressed()), (1, NumberGiven(3)), (60, NumberGiven(3))), True),
        (((30, Pressed()), (1, NumberGiven(4))), True),
        (((30, Felt("burning")), (60, NumberGiven(None))), False),
        (((5, End("stop")),), True),
        (((5, End("flag")),), True),
    ],
)
def test_nothing_more_is_asked_after_too_much_a_stop_or_a_sign(
    course: tuple[tuple[float, Event], ...], *, hard: bool
) -> None:
    """A three that did not settle is too much; one that did, and an end for burning by itself, are not."""
    assert walk("entrance", *HELD, *course).hard is hard


def test_a_sharp_session_is_too_much_by_its_highest_number() -> None:
    """By the line it has, also where only the number afterwards is above it."""
    one = ((20, Felt("sharp")), (1, NumberGiven(1)), (30, Tick()))
    assert walk("shallow", *HELD, *one, (1, NumberGiven(2)), line=1).too_much
    assert not walk("shallow", *HELD, *one, (1, NumberGiven(1)), line=1).too_much


def test_another_hold_begins_only_where_it_is_offered() -> None:
    """Not in a hold, and not after the end; another place may follow a minute of breath once, a shorter one."""
    assert walk("entrance", *HELD, (5, More())).phase == "holding"
    assert walk("entrance", *HELD, (5, End("stop")), (1, More())).phase == "over"
    above = ((1, NumberGiven(1)), (60, Tick()), (1, Said("yes")), (1, NumberGiven(3)), (60, NumberGiven(1)))
    assert walk("mapping", *HELD, *above).may_more
    again = (
        (1, More()),
        (10, Tick()),
        (1, NumberGiven(1)),
        (30, Tick()),
        (1, Said("yes")),
        (1, NumberGiven(3)),
        (60, NumberGiven(1)),
    )
    assert not walk("mapping", *HELD, *above, *again).may_more


def test_how_a_place_was_is_taken_only_when_it_is_asked() -> None:
    """Nothing is assumed felt: an answer at another time changes nothing, nor does its hour answer the question."""
    early = walk("mapping", *HELD, (1, Said("no")))
    assert (early.phase, early.faded) == ("start", None)
    asked = walk("mapping", *HELD, (1, NumberGiven(1)), (60, Tick()))
    assert asked.phase == "faded"
    hour = advance(asked, Said(spot=6), 100)
    assert (hour.phase, hour.faded) == ("faded", None)


def test_what_is_left_of_a_phase_is_counted_down_to_nothing() -> None:
    """And where a phase waits for somebody, nothing is counted."""
    assert practice.left(walk("entrance", *HELD, (5, Tick())), 15) == 55
    assert practice.left(walk("entrance", *HELD, (5, Tick())), 90) == 0
    assert practice.left(walk("entrance"), 5) == 0


def test_movement_begins_still_and_one_key_keeps_it_so() -> None:
    """Twenty seconds still, ten small; after the key no movement comes back."""
    state = walk("movement", *HELD)
    assert [practice.moves(state, 10 + at) for at in (0, 19, 20, 29, 30)] == [False, False, True, True, False]
    state = advance(state, Still(), 31)
    assert (state.phase, practice.moves(state, 35), practice.moves(state, 55)) == ("holding", False, False)


def test_a_size_ends_itself_at_three_minutes() -> None:
    """However late the tick comes, the hold is no longer than its ceiling."""
    state = walk("dilator", *HELD, (4000, Tick()))
    assert (state.phase, state.holds[0].seconds, state.ceiling) == ("during", 180, True)


def test_a_place_that_stayed_without_a_known_number_is_not_called_pain() -> None:
    """Unknown is unknown, and nothing more follows."""
    known = ((1, NumberGiven(None)), (60, Tick()), (1, Said("no")), (1, NumberGiven(None)), (60, NumberGiven(None)))
    state = walk("mapping", *HELD, *known)
    assert (state.phase, state.ended, state.worst) == ("over", "complete", None)
    assert state.asked == ("start", "during", "settled")


TO_NUMBER = (*HELD, (120, Tick()))
"""To the number after the first minutes at the size that is known."""


def test_a_new_size_begins_with_its_minutes_at_the_known_one() -> None:
    """They end themselves, one number leads on, and the hold at the new size is what the session is judged by."""
    first = walk("new size", *TO_NUMBER)
    assert (first.phase, first.ceiling, first.size) == ("during", True, "a")
    state = walk("new size", *TO_NUMBER, (1, NumberGiven(1)))
    assert (state.phase, state.may_more, state.size) == ("more", True, "a")
    state = advance(advance(state, More(), 200), Tick(), 210)
    assert (state.phase, state.most, state.size) == ("holding", 180, "b")
    found = kept(advance(advance(state, Pressed(), 280), NumberGiven(2), 281))
    assert (found.step, found.size, found.ended, found.during) == ("dilator:b", "b", "complete", 2)
    assert [(hold.size, hold.seconds, hold.during) for hold in found.holds] == [("a", 120, 1), ("b", 70, 2)]


@pytest.mark.parametrize("seconds", [59, 60])
def test_the_minutes_at_the_known_size_are_not_the_new_ones(seconds: int) -> None:
    """However long they were, too short a hold at the new size makes the session short."""
    course = (*TO_NUMBER, (1, NumberGiven(0)), (1, More()), (10, Tick()), (seconds, Pressed()), (1, NumberGiven(0)))
    assert walk("new size", *course, (1, Finish())).ended == ("complete" if seconds == 60 else "short")


@pytest.mark.parametrize(
    ("course", "phase", "ended"),
    [
        (((1, NumberGiven(1)), (1, Finish())), "over", "complete"),
        (((1, NumberGiven(None)),), "over", "complete"),
        (((1, NumberGiven(4)),), "over", "pain"),
        (((1, NumberGiven(3)), (60, NumberGiven(3))), "over", "pain"),
        (((1, NumberGiven(3)), (60, NumberGiven(2))), "more", "early"),
        (
            ((1, NumberGiven(3)), (60, NumberGiven(2)), (1, More()), (70, Tick()), (1, NumberGiven(0))),
            "over",
            "complete",
        ),
        (((1, End("stop")),), "over", "stop"),
    ],
)
def test_what_never_came_to_the_new_size_is_a_session_at_the_known_one(
    course: tuple[tuple[float, Event], ...], phase: str, ended: str
) -> None:
    """Enough, an unknown number and one above the line lead no further; after breath, a shorter one of the same may."""
    state = walk("new size", *TO_NUMBER, *course)
    found = kept(state, 1000)
    assert (state.phase, found.ended) == (phase, ended)
    assert (found.step, found.size, {hold.size for hold in found.holds}) == ("dilator:a", "a", {"a"})


@pytest.mark.parametrize("tag", ["burning", "clench", "sharp"])
def test_nothing_felt_at_the_known_size_leads_to_the_new_one(tag: str) -> None:
    """A number up to the line does not undo it."""
    state = walk("new size", *HELD, (30, Felt(tag)), (61, NumberGiven(1)), (1, More()), (10, Tick()))  # type: ignore[arg-type]
    assert state.size == "a"


def test_from_getting_in_place_on_it_is_at_the_new_size() -> None:
    """Cut off or stopped there, it is told of the new one."""
    state = walk("new size", *TO_NUMBER, (1, NumberGiven(1)), (1, More()))
    assert kept(state, 1000).step == "dilator:b"
    assert kept(advance(state, End("stop"), 140)).step == "dilator:b"


@pytest.mark.parametrize(("tag", "phase", "ended"), [("burning", "breathing", "burning"), ("sharp", "again", "short")])
def test_a_sensation_said_between_two_holds_counts_and_opens_nothing(tag: str, phase: str, ended: str) -> None:
    """It leads to one more number, and then at most to a shorter hold; a number above the line ends it for good."""
    before = walk("entrance", *HELD, (20, Pressed()), (1, NumberGiven(2)))
    assert before.phase == "more"
    felt = advance(before, Felt(tag), 100)  # type: ignore[arg-type]
    assert (felt.phase, felt.felt) == (phase, (tag,))
    fine = advance(felt, NumberGiven(1), 160)
    assert (fine.phase, fine.hurt, fine.worst) == ("more", True, 2)
    assert advance(fine, More(), 170).most == KINDS["entrance"][0]
    assert advance(fine, Finish(), 170).ended == ended
    above = advance(felt, NumberGiven(3), 160)
    assert (above.phase, above.ended) == ("over", "burning" if tag == "burning" else "pain")
