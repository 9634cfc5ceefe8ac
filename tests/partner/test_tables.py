"""Every row of both tables of the partner session, as an example."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from evenings import BEGAN, CODE, ID, Evening, at, checkin, setup

from comfort_journal.partner import (
    LATCHED,
    Bell,
    Breath,
    Empty,
    FocusLost,
    Key,
    Lock,
    PaintStop,
    Paste,
    Press,
    Prompt,
    Scroll,
    Seal,
    Setup,
    Slept,
    Tick,
    is_code,
    next_due,
    record_of,
)
from comfort_journal.records import Partner, moment

PLACES = ("circuit", "lubrication", "arousal", "choice", "touch", "still", "movement", "pause", "code")
RUNNING = ("touch", "still", "movement")
STOPPING = {
    "letter": Key("x"), "s": Key("s"), "j": Key("j"), "escape": Key("escape"),
    "tab": Key("tab"), "ctrl-c": Key("ctrl+c"),
    "ctrl-z": Key("ctrl+z"), "f1": Key("f1"), "big J": Key("J"), "click": Press(), "paste": Paste(), "scroll": Scroll(),
    "unknown": object(),
}  # fmt: skip


def kinds(effects: object) -> list[type]:
    """Return the classes of effects."""
    return [type(each) for each in effects]  # type: ignore[attr-defined]


# Set-up


@pytest.mark.parametrize("interval", [29, 61])
def test_the_interval_is_thirty_to_sixty_seconds(interval: int) -> None:
    """Less or more is refused."""
    with pytest.raises(ValueError, match="interval"):
        setup(interval=interval)


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": None}, {"code": "123"}, {"code": "12345"}, {"code": "12a4"}, {"code": "3333"}, {"word": " "},
        {"lubrication": 59}, {"lubrication": 181}, {"circuit": 0}, {"circuit_age": float("nan")},
        {"began_at": "2026-01-05T21:40:00"}, {"began_at": "9999-12-31T23:59:00+00:00"},
    ],
)  # fmt: skip
def test_a_set_up_that_is_not_in_the_table_is_refused(wrong: dict[str, object]) -> None:
    """A step without a code, a code a held key could type, a word that cannot be typed, and numbers out of range."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        setup(**wrong)


@pytest.mark.parametrize(
    "least_or_most",
    [{"interval": 30}, {"interval": 60}, {"lubrication": 60}, {"lubrication": 180}, {"circuit": 1}, {"circuit_age": 0}],
)
def test_the_least_and_the_most_are_in_the_table(least_or_most: dict[str, object]) -> None:
    """Each end of a range belongs to it."""
    assert setup(**least_or_most)


def test_a_code_is_four_digits_that_are_not_all_the_same() -> None:
    """Digits are the ten of the keyboard."""
    assert is_code("0012")
    assert is_code("0001")
    assert not is_code("0000")
    assert not is_code("٠١٢٣")


def test_nothing_private_is_in_what_a_trace_would_print() -> None:
    """Neither word nor code nor digits."""
    evening = Evening(setup(word="pear")).to("choice")
    evening.press("4", "0")
    assert repr(evening.state) == "State(choice)"
    assert repr(evening.state.setup) == "Setup(step)"


# Agreement


def test_the_check_in_runs_after_two_presses() -> None:
    """Any key rehearses stop, painted and sounded; Enter starts."""
    evening = Evening(checkin())
    assert evening.press("x") == (PaintStop(rehearsal=True), Bell("stop"))
    evening.wait(2)
    evening.press("enter")
    assert evening.state.phase == "touch"
    assert evening.state.due == evening.now + 45


@pytest.mark.parametrize("event", [Press(), Paste(), Scroll(), Key("ctrl+c"), Key("enter")], ids=repr)
def test_whatever_stops_can_be_rehearsed(event: Key) -> None:
    """The first press of any kind is the rehearsal."""
    assert PaintStop(rehearsal=True) in Evening(checkin()).meet(event, 1)


def test_a_held_enter_rehearses_and_does_not_start() -> None:
    """The page waits until no key was pressed for two seconds."""
    evening = Evening(checkin())
    evening.press(*["enter"] * 100, after=0.05)
    assert (evening.state.phase, evening.state.stage) == ("agreement", "shown")
    evening.press("enter", after=2.1)
    assert evening.state.phase == "touch"


def test_a_typed_stop_word_rehearses_once() -> None:
    """Its letters do not end the session."""
    evening = Evening(setup())
    evening.press(*"stop")
    evening.wait(2)
    assert (evening.state.phase, evening.state.stage) == ("agreement", "bell")


def test_a_stop_word_of_one_letter_rehearses_and_then_stops() -> None:
    """While stop is tried it is any key; from then on it stops, also where its key has another meaning."""
    evening = Evening(setup(word="y"))
    evening.press("y", "y")
    assert (evening.state.phase, evening.state.stage) == ("agreement", "shown")
    evening.wait(2)
    evening.press("y")
    assert evening.state.phase == "stop"


def test_a_bell_not_heard_makes_the_interval_thirty_seconds() -> None:
    """And a bell heard leaves it."""
    for key, interval in (("n", 30), ("y", 50)):
        evening = Evening(setup(interval=50))
        evening.press("x")
        evening.wait(2)
        evening.press(key)
        assert (evening.state.stage, evening.state.interval) == ("ready", interval)


def test_a_bell_that_is_off_is_not_asked_about_and_never_sounds() -> None:
    """Its visible twin stays."""
    evening = Evening(setup(bell=False)).to("still")
    evening.wait(100)
    assert not any(isinstance(each, Bell) for each in evening.effects)
    assert Prompt() in evening.effects


def test_where_a_code_is_set_only_the_code_starts() -> None:
    """A wrong code changes nothing, and Enter is a key like any other."""
    evening = Evening(checkin(code=CODE)).rehearse()
    evening.press(*"9999")
    assert (evening.state.phase, evening.state.stage) == ("agreement", "ready")
    evening.press("4", "1", "backspace", "0", "7", "1")
    assert evening.state.phase == "touch"
    refused = Evening(checkin(code=CODE)).rehearse()
    refused.press("enter")
    assert refused.state.phase == "stop"


def test_without_a_code_digits_do_not_start() -> None:
    """They stop."""
    evening = Evening(checkin()).rehearse()
    evening.press("1")
    assert evening.state.phase == "stop"


def test_an_agreement_that_led_nowhere_leaves_no_record() -> None:
    """Nothing is sealed before the start."""
    evening = Evening(setup()).rehearse()
    evening.press("x")
    evening.wait(400)
    assert evening.state.phase == "locked"
    assert Seal not in kinds(evening.effects)


# Circuit, lubrication, arousal, choice


def test_circuit_and_lubrication_follow_by_time_and_arousal_stays() -> None:
    """Nobody has to press anything, and nothing presses on."""
    evening = at("circuit", circuit=300, lubrication=90)
    evening.wait(299)
    evening.wait(0.5)
    assert evening.state.phase == "circuit"
    evening.wait(0.5)
    assert evening.state.phase == "lubrication"
    evening.wait(90)
    assert evening.state.phase == "arousal"
    evening.wait(4 * 3600)
    assert evening.state.phase == "arousal"


def test_a_circuit_within_the_hour_may_be_passed_over_with_the_code() -> None:
    """An older one, or a wrong code, may not."""
    evening = at("circuit", circuit_age=3000)
    evening.press(*"9998")
    assert evening.state.phase == "circuit"
    evening.press(*CODE)
    assert evening.state.phase == "lubrication"
    late = at("circuit", circuit_age=3599.9)
    late.press("4")
    assert late.state.phase == "stop"


def test_arousal_has_its_ten_minutes() -> None:
    """Enter before is a stop like any key; from ten minutes on it opens the choice, and there it means staying."""
    early = at("arousal")
    early.wait(599)
    early.press("enter")
    assert early.state.phase == "stop"
    evening = at("arousal")
    evening.wait(600, step=0.1)
    evening.press("enter")
    assert evening.state.phase == "choice"
    evening.press("enter")
    assert evening.state.phase == "arousal"
    evening.press("enter")
    assert evening.state.phase == "choice"


@pytest.mark.parametrize("place", ["circuit", "lubrication", "arousal", "choice"])
def test_space_halts_the_timer_and_d_is_enough(place: str) -> None:
    """Halted time is not counted; enough goes to aftercare without a stop on the screen."""
    evening = at(place)
    evening.press("space", after=0)
    before = evening.state.seconds
    evening.wait(1000)
    assert (evening.state.phase, evening.state.seconds) == (place, before)
    evening.press("space", after=0)
    evening.wait(10)
    assert evening.state.seconds[place] == pytest.approx(before.get(place, 0) + 10)
    effects = evening.press("d")
    assert evening.state.phase == "aftercare"
    assert kinds(effects) == [Seal]
    assert record_of(evening.state).ended == "key"


@pytest.mark.parametrize("place", ["circuit", "lubrication", "arousal", "choice"])
def test_lost_focus_halts_the_timer_before_touch(place: str) -> None:
    """And coming back does not start it by itself."""
    evening = at(place)
    evening.meet(FocusLost(), 1)
    evening.meet(FocusLost(), 1)
    assert (evening.state.phase, evening.state.halted) == (place, True)


@pytest.mark.parametrize("place", ["agreement", "pause"])
def test_lost_focus_changes_nothing_where_no_timer_runs(place: str) -> None:
    """A pause goes on counting its seconds."""
    evening = at(place)
    evening.wait(1)
    before = evening.state
    evening.meet(FocusLost())
    assert evening.state == before
    evening.wait(10)
    if place == "pause":
        assert record_of(evening.state).seconds["pause"] == 11


def test_a_position_is_chosen_by_arrows_and_goes_round() -> None:
    """Side-lying comes first."""
    evening = at("choice")
    seen = [evening.state.position]
    for _ in range(3):
        evening.press("right")
        seen.append(evening.state.position)
    evening.press("left")
    assert seen == ["side", "top", "edge", "side"]
    assert evening.state.position == "edge"


def test_stillness_begins_with_the_code_alone() -> None:
    """A wrong one changes nothing."""
    evening = at("choice")
    evening.press(*"1234")
    assert evening.state.phase == "choice"
    evening.press("9", "backspace", *CODE)
    assert evening.state.phase == "still"
    assert evening.state.due == evening.now + 45


# Check-ins


@pytest.mark.parametrize("place", RUNNING)
def test_ten_and_five_seconds_before_the_answer_is_due_the_screen_asks_and_the_bell_sounds(place: str) -> None:
    """Once each; at T silence is a pause."""
    evening = at(place)
    left = evening.state.due - evening.now
    assert evening.wait(left - 10.5, 0.5) == []
    assert evening.wait(0.5) == [Prompt()]
    assert evening.wait(4.5, 0.5) == []
    assert evening.wait(0.5) == [Bell("due")]
    assert evening.wait(4.5, 0.5) == []
    evening.wait(0.5)
    assert evening.state.phase == "pause"
    assert record_of(evening.state).answers.none == 1


@pytest.mark.parametrize("place", RUNNING)
def test_after_an_answer_it_asks_and_rings_again(place: str) -> None:
    """Every time, also when the answer came after the question and the bell."""
    evening = at(place)
    evening.wait(evening.state.due - evening.now - 4)
    for _ in range(2):
        evening.press("1")
        happened = evening.wait(41)
        assert [each for each in happened if isinstance(each, Prompt | Bell)] == [Prompt(), Bell("due")]


@pytest.mark.parametrize("place", RUNNING)
def test_a_fresh_comfortable_press_starts_t_anew(place: str) -> None:
    """Early, or after the prompt."""
    evening = at(place)
    for seconds in (5, 20):
        evening.wait(seconds)
        effects = evening.press("1", after=0)
        assert evening.state.phase == place
        assert evening.state.due == evening.now + 45
        assert kinds(effects) == [Seal]


def test_a_held_key_is_never_an_answer() -> None:
    """Repeats answer nothing, and silence still comes to its end."""
    evening = at("touch")
    evening.wait(10)
    due = evening.now + 45
    while evening.now < due - 0.2:
        evening.press("1", after=0.05)
    assert evening.state.comfortable == 1
    evening.wait(1)
    assert evening.state.phase == "pause"


def test_a_press_is_fresh_after_two_quiet_seconds() -> None:
    """Ignored presses count as presses."""
    evening = at("touch")
    evening.press("1", after=3)
    evening.press("1", after=1.5)
    evening.press("1", after=1.9)
    assert evening.state.comfortable == 1
    evening.press("1", after=2)
    assert evening.state.comfortable == 2


def test_three_answers_in_a_row_offer_small_movement() -> None:
    """Two less than ten seconds apart count once."""
    evening = at("still")
    evening.press("1", after=3)
    for _ in range(4):
        evening.press("1", after=4.9)
        evening.press("1", after=4.9)
    assert evening.state.comfortable == 9
    assert not evening.state.movement_offered
    evening.answer(2, apart=10)
    assert evening.state.movement_offered


def test_two_answers_offer_nothing() -> None:
    """The third one does."""
    evening = at("still").answer(2)
    assert not evening.state.movement_offered
    assert evening.answer(1).state.movement_offered


def test_the_answer_that_ended_a_pause_is_one_of_two_close_together() -> None:
    """An answer within ten seconds of it counts for nothing towards movement."""
    evening = at("pause")
    evening.press(*CODE)
    evening.wait(60)
    evening.press("1")
    evening.wait(5)
    evening.press("1")
    evening.answer(2)
    assert not evening.state.movement_offered
    assert evening.answer(1).state.movement_offered


def test_three_before_it_is_offered_is_a_stop() -> None:
    """In stillness and everywhere else."""
    for place in RUNNING:
        evening = at(place)
        evening.press("3")
        assert evening.state.phase == "stop"


def test_movement_takes_the_code_and_moves_no_answer() -> None:
    """T runs on over the code entry and into the movement."""
    evening = at("still").answer(3)
    due = evening.state.due
    evening.press("3", *CODE)
    assert (evening.state.phase, evening.state.due) == ("movement", due)


def test_a_wrong_code_or_ten_seconds_lead_back_to_stillness() -> None:
    """And T was not moved."""
    evening = at("code")
    due = evening.state.due
    evening.press(*"4072")
    assert (evening.state.phase, evening.state.code_until, evening.state.due) == ("still", None, due)
    evening.press("3", "4")
    evening.wait(10)
    assert (evening.state.phase, evening.state.code_until, evening.state.digits) == ("still", None, "")
    assert evening.state.due == due


def test_silence_during_the_code_is_silence() -> None:
    """At T it is a pause."""
    evening = at("still").answer(3)
    evening.wait(40)
    evening.press("3", "4", "0", after=0.5)
    evening.wait(4)
    assert evening.state.phase == "pause"
    assert evening.state.digits == ""


@pytest.mark.parametrize("key", ["r", "enter", "space", "x"])
def test_in_the_code_every_key_but_digits_and_backspace_stops(key: str) -> None:
    """Also those that are answers outside it."""
    evening = at("code")
    evening.press("backspace", "1", key)
    assert evening.state.phase == "stop"
    assert evening.state.comfortable == 3


def test_slower_leads_from_movement_to_stillness_and_from_there_to_a_pause() -> None:
    """Small movement is offered anew only after three answers."""
    evening = at("movement")
    evening.press("2")
    assert evening.state.phase == "still"
    assert evening.state.due == evening.now + 45
    assert not evening.state.movement_offered
    evening.press("2")
    assert evening.state.phase == "pause"
    assert record_of(evening.state).answers.slower == 2


@pytest.mark.parametrize("place", RUNNING)
def test_the_reminder_shows_the_breath_and_the_timer_runs_on(place: str) -> None:
    """``r`` is the partner's key."""
    evening = at(place)
    due = evening.state.due
    assert evening.press("r") == (Breath(),)
    assert (evening.state.phase, evening.state.due) == (place, due)


def test_a_second_missed_answer_stops_at_once() -> None:
    """Without another pause."""
    evening = Evening(setup()).to("still")
    evening.wait(45)
    evening.press(*CODE)
    evening.wait(60)
    evening.press("1")
    assert evening.state.phase == "still"
    evening.wait(45)
    assert evening.state.phase == "stop"
    assert record_of(evening.state).answers.none == 2
    assert record_of(evening.state).ended == "no_answer"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("what", STOPPING)
def test_everything_else_stops(place: str, what: str) -> None:
    """Painted first, then sounded, then sealed."""
    evening = at(place)
    effects = evening.meet(STOPPING[what], 0.2)
    assert evening.state.phase == "stop"
    assert kinds(effects) == [PaintStop, Bell, Seal]
    assert record_of(evening.state).ended == "key"


def test_a_stop_word_made_of_mapped_keys_stops_too() -> None:
    """It is noticed at its last letter, in any case."""
    evening = at("touch", word="R1")
    evening.press("r")
    assert evening.state.phase == "touch"
    evening.press("1")
    assert evening.state.phase == "stop"
    assert record_of(evening.state).ended == "key"


def test_a_stop_word_may_have_a_space_in_it() -> None:
    """Also where Space and the digits are keys of their own."""
    evening = at("choice", word="1 1")
    evening.press("1", "space")
    assert evening.state.phase == "choice"
    evening.press("1")
    assert evening.state.phase == "stop"


def test_what_was_pressed_at_the_rehearsal_is_no_part_of_a_stop_word() -> None:
    """A word begun there does not end here."""
    evening = Evening(setup(word="ny"))
    evening.press("n")
    evening.wait(2)
    evening.press("y")
    assert (evening.state.phase, evening.state.stage) == ("agreement", "ready")


@pytest.mark.parametrize("place", ["agreement", *PLACES])
@pytest.mark.parametrize("key", ["ctrl+l", "ctrl+q"])
def test_lock_is_at_once_without_aftercare(place: str, key: str) -> None:
    """The screen is emptied first, then sealed, then locked."""
    evening = at(place)
    effects = evening.press(key)
    assert evening.state.phase == "locked"
    assert kinds(effects) == ([Empty, Lock] if place == "agreement" else [Empty, Seal, Lock])
    assert record_of(evening.state).ended == "key"


@pytest.mark.parametrize("place", RUNNING)
def test_lost_focus_is_a_pause(place: str) -> None:
    """The second time a stop."""
    evening = at(place)
    evening.meet(FocusLost(), 1)
    assert evening.state.phase == "pause"
    evening.press(*(CODE if place != "touch" else "x"))
    if place != "touch":
        evening.wait(60)
        evening.press("1")
        evening.meet(FocusLost(), 1)
        assert evening.state.phase == "stop"
        assert record_of(evening.state).ended == "technical"


@pytest.mark.parametrize("place", ["agreement", *PLACES])
@pytest.mark.parametrize("gap", [5.001, 3600.0, -0.001, float("nan"), float("inf")])
def test_a_gap_in_time_is_a_stop_and_the_lock_screen(place: str, gap: float) -> None:
    """So is a clock that went backward, or is none; whatever the event was."""
    for event in (Tick(), Key("1")):
        evening = at(place)
        effects = evening.meet(event, gap)
        assert evening.state.phase == "locked"
        assert kinds(effects)[-1] is Lock
        assert record_of(evening.state).ended == "technical"
    slept = at(place)
    slept.meet(Slept(), 0.1)
    assert slept.state.phase == "locked"


def test_a_gap_of_five_seconds_is_none() -> None:
    """The silence in it still counts to the second."""
    evening = at("touch")
    evening.wait(44)
    evening.press("1", after=5)
    assert evening.state.comfortable == 0
    assert evening.state.missed == 1
    assert evening.state.seconds["touch"] == pytest.approx(45)


# Pause


def test_a_pause_ends_by_code_and_a_fresh_comfortable_press_from_the_first_minute() -> None:
    """To stillness."""
    evening = at("pause")
    evening.press(*CODE)
    evening.wait(50)
    evening.press("1")
    assert evening.state.phase == "pause"
    evening.wait(9.6)
    evening.press("1", after=0)
    assert evening.state.phase == "still"
    assert (evening.state.row, evening.state.due) == (0, evening.now + 45)


def test_the_code_s_own_digits_are_no_answer() -> None:
    """A ``1`` right after a code that ends in 1 is not fresh."""
    evening = at("pause")
    evening.wait(70)
    evening.press(*CODE)
    evening.press("1", after=1.9)
    assert evening.state.phase == "pause"
    evening.press("1", after=2)
    assert evening.state.phase == "still"


def test_a_wrong_code_changes_nothing_in_a_pause() -> None:
    """However often; and until the code is right ``1`` is a digit."""
    evening = at("pause")
    evening.wait(70)
    evening.press("1", "2", "3", "4", "backspace", "9", "9", "9", "9")
    assert evening.state.phase == "pause"
    assert not evening.state.pause_may_end
    evening.press("x")
    assert evening.state.phase == "stop"


def test_a_pause_that_nobody_ended_is_a_stop_after_three_minutes() -> None:
    """Also with the code given."""
    evening = at("pause")
    evening.press(*CODE)
    evening.wait(179)
    assert evening.state.phase == "pause"
    evening.wait(1)
    assert evening.state.phase == "stop"
    assert record_of(evening.state).ended == "no_answer"


def test_a_second_pause_is_a_stop() -> None:
    """By whatever."""
    evening = at("pause")
    evening.press(*CODE)
    evening.wait(60)
    evening.press("1")
    evening.press("2")
    assert evening.state.phase == "stop"
    assert record_of(evening.state).ended == "key"


def paused(why: str, **changes: object) -> Evening:
    """Return a check-in timer that pauses: slowed, unanswered, or out of focus."""
    evening = Evening(checkin(**changes)).start()
    if why == "2":
        evening.wait(10)
        evening.press("2")
    elif why == "silence":
        evening.wait(45)
    else:
        evening.meet(FocusLost(), 1)
    assert evening.state.phase == "pause"
    return evening


WHYS = ("2", "silence", "focus")


@pytest.mark.parametrize("why", WHYS)
def test_without_a_code_a_fresh_1_goes_on_from_twenty_seconds(why: str) -> None:
    """Whatever paused it; the answer is due within T again, and what was pressed before is no answer."""
    evening = paused(why)
    evening.wait(19.9, 0.1)
    evening.press("1", after=0)
    assert (evening.state.phase, evening.state.comfortable) == ("pause", 0)
    evening.press("1", after=1.9)
    assert evening.state.phase == "pause", "not two seconds after the last"
    evening.press("1", after=2)
    assert evening.state.phase == "touch"
    assert (evening.state.comfortable, evening.state.due) == (1, evening.now + 45)


def test_without_a_code_twenty_seconds_are_enough() -> None:
    """To the second."""
    evening = paused("2")
    evening.wait(20)
    evening.press("1", after=0)
    assert evening.state.phase == "touch"


@pytest.mark.parametrize("why", WHYS)
@pytest.mark.parametrize("wait", [0, 25, 100])
@pytest.mark.parametrize("key", ["j", "2", "3", "0", "backspace", "enter", "space", "d", "r"])
def test_without_a_code_every_key_but_1_stops_a_pause(why: str, wait: int, key: str) -> None:
    """At once, and to aftercare."""
    evening = paused(why)
    evening.wait(wait)
    evening.press(key)
    assert evening.state.phase == "stop"
    assert record_of(evening.state).ended == "key"


@pytest.mark.parametrize("why", WHYS)
@pytest.mark.parametrize("code", [None, CODE])
def test_a_pause_left_alone_is_a_stop_after_three_minutes(why: str, code: str | None) -> None:
    """With a code and without."""
    evening = paused(why, code=code)
    evening.wait(179)
    assert evening.state.phase == "pause"
    evening.wait(1)
    assert evening.state.phase == "stop"
    assert record_of(evening.state).ended == "no_answer"


def test_without_a_code_it_can_be_slowed_again_and_again() -> None:
    """Slower is never taken away; each time a fresh ``1`` goes on."""
    evening = paused("2")
    for _ in range(5):
        evening.wait(20)
        evening.press("1")
        evening.wait(10)
        evening.press("2")
        assert evening.state.phase == "pause"
    assert record_of(evening.state).answers.slower == 6


@pytest.mark.parametrize("slowed", [False, True])
def test_without_a_code_a_second_missed_answer_stops_at_once(slowed: bool) -> None:  # noqa: FBT001
    """Also when it was slowed in between."""
    evening = paused("silence")
    evening.wait(20)
    evening.press("1")
    if slowed:
        evening.wait(10)
        evening.press("2")
        evening.wait(20)
        evening.press("1")
    evening.wait(44)
    assert evening.state.phase == "touch"
    evening.wait(1)
    assert evening.state.phase == "stop"
    assert (record_of(evening.state).ended, record_of(evening.state).answers.none) == ("no_answer", 2)


def test_with_a_code_a_timer_pauses_as_the_table_has_it() -> None:
    """``1`` alone leads nowhere, and a second pause is a stop."""
    evening = paused("2", code=CODE)
    evening.wait(70)
    evening.press("1", "backspace")
    assert evening.state.phase == "pause"
    evening.press(*CODE)
    evening.press("1", after=2)
    assert evening.state.phase == "touch"
    evening.wait(10)
    evening.press("2")
    assert evening.state.phase == "stop"


def test_a_check_in_with_a_code_resumes_touch() -> None:
    """It has no stillness."""
    evening = Evening(checkin(code=CODE)).to("pause")
    evening.press(*CODE)
    evening.wait(60)
    evening.press("1")
    assert evening.state.phase == "touch"


# Stop and aftercare


def test_stop_latches_and_leads_to_aftercare_alone() -> None:
    """No key, answer or code changes it."""
    evening = at("still")
    evening.press("x")
    kept = record_of(evening.state)
    evening.press("x", "1", "3", *CODE, "enter", "space", "d", "backspace", "left", *"stop")
    assert evening.state.phase == "stop"
    evening.wait(10)
    assert evening.state.phase == "aftercare"
    assert record_of(evening.state) == kept


@pytest.mark.parametrize("event", [Key("x"), Key("1"), Press(), Scroll(), Paste(), Key("ctrl+q")], ids=repr)
def test_any_key_leaves_aftercare(event: Key) -> None:
    """No minimum; the record was already sealed."""
    evening = at("arousal")
    evening.press("d")
    assert evening.meet(event, 0.5) == (Empty(), Lock())
    assert evening.state.phase == "locked"


def test_the_stop_word_leaves_aftercare_as_any_key_does() -> None:
    """Nothing is to be stopped any more."""
    evening = at("arousal", word="x")
    evening.press("d")
    assert evening.press("x") == (Empty(), Lock())


@pytest.mark.parametrize("key", ["x", "ctrl+l", "1"])
def test_the_end_is_told_once(key: str) -> None:
    """Also to a press that comes when the five minutes are just over."""
    evening = at("arousal")
    evening.press("d")
    evening.wait(299)
    assert evening.meet(Key(key), 2) == (Empty(), Lock())
    assert evening.press(key) == ()


def test_aftercare_gives_way_after_five_minutes() -> None:
    """To the neutral lock screen."""
    evening = at("arousal")
    evening.press("d")
    evening.wait(299)
    assert evening.state.phase == "aftercare"
    evening.wait(1)
    assert evening.state.phase == "locked"


# The record


def test_the_record_is_what_was_done_and_nothing_else() -> None:
    """Seconds per phase, answers by kind, how it ended; it passes the record's own border."""
    evening = at("movement", word="pear")
    assert record_of(evening.state).ended == "early"
    evening.wait(20)
    evening.press("2")
    evening.wait(45)
    evening.press("x", after=1)
    record = evening.effects[-1].record
    raw = msgspec.json.encode(record)
    assert msgspec.json.decode(raw, type=Partner) == record
    assert (record.id, record.mode, record.ended, record.close) == (ID, "step", "key", None)
    assert set(record.seconds) == {"circuit", "lubrication", "arousal", "choice", "still", "movement", "pause"}
    assert (record.seconds["arousal"], record.seconds["pause"]) == (600, 1)
    assert (record.answers.comfortable, record.answers.slower, record.answers.none) == (3, 1, 1)
    assert record.started_at > BEGAN
    assert seconds_between(record.started_at, record.ended_at) == round(evening.now - evening.state.started)
    for private in (b"pear", CODE.encode(), b"agree", b"consent", b"code", b"word", b"side"):
        assert private not in raw


def seconds_between(first: str, last: str) -> int:
    """Return the seconds from one wall time to another."""
    return int((moment(last) - moment(first)).total_seconds())


@pytest.mark.parametrize(
    "place", ["circuit", "lubrication", "arousal", "choice", "touch", "still", "movement", "pause"]
)
def test_the_record_ends_with_the_contact(place: str) -> None:
    """Its two times are wall times to the second, and neither a stop shown nor rest afterwards is in them."""
    evening = at(place)
    began = moment(BEGAN) + timedelta(seconds=round(evening.state.started - evening.state.origin, 3))
    evening.wait(7)
    ended = evening.now
    evening.press("d" if place in {"circuit", "lubrication", "arousal", "choice"} else "x", after=0)
    kept = record_of(evening.state)
    assert kept.started_at == began.replace(microsecond=0).isoformat()
    assert seconds_between(BEGAN, kept.ended_at) == int(ended - evening.state.origin + 1e-6)
    evening.wait(100)
    assert record_of(evening.state) == kept


def test_many_short_ticks_make_whole_seconds() -> None:
    """What tenths of a second add up to is what a person would have counted, in seconds and in wall time."""
    evening = Evening(checkin())
    evening.press("x")
    evening.wait(3.9, 0.1)
    evening.press("enter", after=0)
    evening.wait(30, 0.1)
    record = record_of(evening.state)
    assert record.seconds == {"touch": 30}
    assert (seconds_between(BEGAN, record.started_at), seconds_between(BEGAN, record.ended_at)) == (4, 34)


@pytest.mark.parametrize("place", ["agreement", "arousal", "choice", "circuit"])
def test_where_nothing_is_due_nothing_is_waited_for(place: str) -> None:
    """And what waits for a person waits for ever; a circuit that is halted does, too."""
    evening = at(place)
    if place == "circuit":
        assert next_due(evening.state) == pytest.approx(evening.now + 600)
        evening.press("space", after=0)
    assert next_due(evening.state) is None


def test_a_set_up_is_a_value() -> None:
    """Everything of a session is frozen."""
    with pytest.raises(AttributeError):
        Evening(setup()).state.phase = "still"  # type: ignore[misc]
    assert isinstance(setup(), Setup)
    assert {"stop", "aftercare", "locked"} == LATCHED


@pytest.mark.parametrize(("pressed", "waits"), [((), 35.0), (("1",), 35.0), (("2",), 180.0)])
def test_the_next_moment_at_which_something_is_due_is_known(pressed: tuple[str, ...], waits: float) -> None:
    """Looked at just before it nothing has happened, and at it something has."""
    evening = at("touch")
    evening.press(*pressed)
    due = next_due(evening.state)
    assert due == pytest.approx(evening.now + waits)
    before = evening.state
    step = 4.0
    while evening.now + step < due:
        evening.wait(step)
    assert (evening.state.phase, evening.state.prompted) == (before.phase, before.prompted)
    evening.wait(due - evening.now)
    assert (evening.state.phase, evening.state.prompted) != (before.phase, before.prompted)
