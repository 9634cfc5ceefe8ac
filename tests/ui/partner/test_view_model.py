"""What each moment of a session looks like: true to the machine, readable, and nothing private on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evenings import CODE, Evening, at
from moments import MOMENTS, WORD, after, halted

from comfort_journal.content.session import load_session_words
from comfort_journal.partner import Tick
from comfort_journal.ui.partner.screens.view_model import EMPTY, HEARD_SEEN, Picture, picture, stop_picture

SAID = load_session_words()


def seen(evening: Evening, later: float = 0.0) -> Picture:
    """Return what is drawn, some seconds after the last event."""
    return picture(evening.state, evening.now + later, SAID)


def texts(shown: Picture) -> str:
    """Return all that can be read in a picture."""
    keys = [" ".join(each) for each in (*shown.offers, *shown.keys)]
    return "\n".join([shown.word, *shown.lines, shown.digits, *keys, shown.brief])


def test_the_last_page_says_what_comes_after_it() -> None:
    """Where the lock screen does, so that nobody types into it what was meant for the shell."""
    evening = MOMENTS["aftercare"]()
    shown = picture(evening.state, evening.now, SAID, to_lock=True)
    assert shown.keys == (("", "any key: the lock screen"),)
    assert seen(evening).keys == (("", "any key leaves"),)


@pytest.mark.parametrize("moment", MOMENTS)
def test_neither_code_nor_stop_word_is_ever_in_a_picture(moment: str) -> None:
    """Of the code only the number of filled places is drawn; the stop word is the agreement's alone."""
    shown = seen(MOMENTS[moment]())
    assert WORD not in texts(shown)
    for part in (CODE, CODE[:3], CODE[:2]):
        assert part not in texts(shown)


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_meaning_has_its_words(moment: str) -> None:
    """No two meanings differ by colour alone: each has a word or a sentence of its own."""
    shown = seen(MOMENTS[moment]())
    for make in MOMENTS.values():
        against = seen(make())
        assert against.meaning == shown.meaning or (against.word, against.lines) != (shown.word, shown.lines)


@pytest.mark.parametrize("place", ["touch", "still", "movement"])
def test_an_answer_is_said_to_be_heard_at_once_and_for_a_little(place: str) -> None:
    """Before it and after three seconds stands what stood there; an answer too soon after another is none."""
    evening = at(place)
    evening.wait(5)
    stood = seen(evening).lines
    evening.press("1")
    heard = (SAID.session.heard,)
    assert (seen(evening).lines, seen(evening, later=HEARD_SEEN - 0.1).lines) == (heard, heard)
    assert seen(evening, later=HEARD_SEEN).lines == stood != heard
    evening.wait(1)
    before = evening.state.comfortable
    evening.press("1")
    assert (evening.state.comfortable, seen(evening).lines) == (before, heard)


@pytest.mark.parametrize("place", ["touch", "still", "movement"])
def test_digits_stand_in_the_last_ten_seconds_only(place: str) -> None:
    """Until then the time is a line that shrinks; the bell's twin comes five seconds before the answer is due."""
    evening = at(place)
    due = evening.state.due
    assert due is not None
    before = 1.1
    for left in range(int(due - evening.now), 0, -1):
        shown = picture(evening.state, due - left, SAID)
        assert shown.digits == ("" if left > 10 else str(left))
        assert (shown.meaning == "answer") == (left <= 10)
        assert (shown.word == SAID.words.answer) == (left <= 10 or place == "touch")
        assert shown.rings == (left <= 5)
        assert shown.share is not None
        assert shown.share < before
        before = shown.share


def test_a_picture_says_the_bell_and_what_silence_does() -> None:
    """With the bell on its twin is a word too; with one pause behind, silence stops, and the picture knows."""
    pauses = SAID.session.pauses.format(most=3)
    assert seen(MOMENTS["still, rung"]()).lines == (f"{SAID.session.bell} {pauses}",)
    assert seen(after(at("still", bell=False), 41)).lines == (pauses,)
    assert seen(MOMENTS["still, after a pause"](), 41).lines[0].endswith(SAID.session.stops)
    assert seen(MOMENTS["touch, after a pause"](), 41).lines[0].endswith(pauses)
    assert seen(MOMENTS["touch, after a silence"](), 41).lines[0].endswith(SAID.session.stops)


@pytest.mark.parametrize("moment", [name for name in MOMENTS if name.startswith(("touch", "still", "movement"))])
def test_what_the_question_says_of_silence_is_what_silence_does(moment: str) -> None:
    """A pause where it says so, a stop where it says so."""
    evening = MOMENTS[moment]()
    due = evening.state.due
    assert due is not None
    (line, *_) = picture(evening.state, due - 1, SAID).lines
    evening.wait(due - evening.now)
    said = SAID.session.pauses.format(most=3) if evening.state.phase == "pause" else SAID.session.stops
    assert line.endswith(said)
    assert evening.state.phase in {"pause", "stop"}


def test_touch_is_one_question_and_stillness_and_movement_begin_with_a_sentence() -> None:
    """The large word of touch asks at any time; what the two other words mean is said until the question comes."""
    assert (seen(at("touch")).word, seen(at("touch")).lines) == (SAID.words.answer, (SAID.session.touch,))
    for place, sentence in (("still", SAID.session.still), ("movement", SAID.session.movement.format(slower="2"))):
        assert seen(at(place)).lines == (sentence,)
        assert sentence not in seen(after(at(place), 36)).lines


@pytest.mark.parametrize(
    "moment", [name for name in MOMENTS if name.startswith(("touch", "still", "movement", "pause"))]
)
def test_the_answers_and_that_any_other_key_stops_are_read_from_two_metres(moment: str) -> None:
    """All that the page names but the breath and a code; while digits are a code nothing else is to be seen large."""
    shown = seen(MOMENTS[moment]())
    answers = tuple(each for each in shown.keys if each[0] in {"1", "2", ""})
    assert shown.large == (() if moment == "still, code" else answers)


def test_an_answer_brings_the_whole_line_back() -> None:
    """What one sees of an answer is the line, whole again."""
    evening = after(at("touch"), 40)
    assert seen(evening).digits == "5"
    evening.press("1")
    assert (seen(evening).share, seen(evening).digits, seen(evening).word) == (1.0, "", SAID.words.answer)


def test_small_movement_is_offered_only_while_the_machine_does() -> None:
    """After three answers in a row, in stillness, and with the code open no longer."""
    assert not seen(at("still").answer(2)).offers
    assert [key for key, _ in seen(at("still").answer(3)).offers] == ["3"]
    assert not seen(at("code")).offers


def test_an_open_code_asks_for_no_answer() -> None:
    """While digits are a code the word stays, the time runs on, and what silence does is said."""
    evening = at("code")
    due = evening.state.due
    assert due is not None
    shown = picture(evening.state, due - 4, SAID)
    assert (shown.word, shown.digits, shown.rings, shown.places) == (SAID.words.still, "4", True, 0)
    assert "1" not in [key for key, _ in shown.keys]
    assert any(SAID.session.pauses.format(most=3) in line for line in shown.lines)


def test_the_whole_evening_is_always_in_sight() -> None:
    """In arousal the sentence stands at any time, waiting or not."""
    for moment in ("arousal", "arousal, waits", "arousal, ten minutes"):
        assert SAID.session.evening in seen(MOMENTS[moment]()).lines


def test_arousal_counts_up_in_minutes_and_offers_to_go_on_from_ten() -> None:
    """It counts what is behind, and a minute at a time: there is no second to watch."""
    evening = at("arousal")
    assert seen(evening).lines[1] == SAID.session.begun
    assert seen(evening, 119).lines[1] == SAID.session.minutes.format(minutes=1)
    assert [key for key, _ in seen(evening).keys] == ["Space", "d", ""]
    assert seen(evening).share is None
    evening.wait(601)
    assert seen(evening).lines[1] == SAID.session.minutes.format(minutes=10)
    assert [key for key, _ in seen(evening).keys] == ["Enter", "Space", "d", ""]


def test_a_time_that_waits_does_not_shrink() -> None:
    """Space holds the line of the circuit where it is."""
    evening = halted("circuit")
    assert seen(evening).share == seen(evening, 3).share
    assert SAID.session.halted in seen(evening).lines
    evening.press("space")
    assert seen(evening, 3).share < seen(evening).share  # type: ignore[operator]


def test_the_pause_says_when_it_may_end() -> None:
    """Before its time, after it, with the code and without: each has its sentence, and places for the code alone."""
    words = SAID.pause
    expected = {
        "pause": (words.early.format(least=1, yes="1"), 0),
        "pause, a minute": (words.code.format(yes="1"), 0),
        "pause, code": (words.given_early.format(least=1, yes="1"), 4),
        "pause, may end": (words.given.format(yes="1"), 4),
        "pause, no code": (words.open_early.format(most=3), None),
        "pause, no code, a while": (words.open.format(most=3, yes="1"), None),
    }
    for moment, (line, places) in expected.items():
        shown = seen(MOMENTS[moment]())
        assert (shown.lines[1], shown.places) == (line, places)


def test_the_pause_names_1_with_the_seconds_until_it_goes_on() -> None:
    """``1`` is not called comfortable before it works; the seconds left stand beside it."""
    evening = MOMENTS["pause, no code"]()
    for later, does in ((0, "works in 20 s"), (6, "works in 14 s"), (19.5, "works in 1 s"), (20, "comfortable")):
        assert seen(evening, later).keys[0] == ("1", does)


@pytest.mark.parametrize(
    ("moment", "begins", "key"),
    [("ready, no code", "Enter begins.", "begins"), ("ready", "The code begins.", "the code begins")],
)
def test_after_the_rehearsal_the_page_says_what_begins(moment: str, begins: str, key: str) -> None:
    """No second page asks for any key: what begins stands large, and the row of keys says it where nothing is large."""
    shown = seen(MOMENTS[moment]())
    assert (shown.word, shown.lines) == (begins, (SAID.agreement.when,))
    assert shown.keys[0][1] == key
    assert texts(shown).count("Enter") == (2 if shown.places is None else 0)
    assert SAID.agreement.rehearse not in texts(shown)


def test_the_pause_counts_its_last_ten_seconds() -> None:
    """Its line is three minutes long."""
    evening = at("pause")
    assert seen(evening, 90).share == pytest.approx(0.5)
    assert seen(evening, 169).digits == ""
    assert seen(evening, 171).digits == "9"


def test_silence_and_a_slower_pause_are_told_apart() -> None:
    """After no answer the pause says so; the check-in timer's words fit one person or two."""
    assert seen(MOMENTS["pause"]()).lines[0] == SAID.pause.apart
    assert seen(MOMENTS["pause, silent"]()).lines[0] == SAID.pause.apart_unanswered
    assert seen(MOMENTS["pause, no code"]()).lines[0] == SAID.pause.still
    assert seen(after(at("touch"), 46)).lines[0] == SAID.pause.still_unanswered
    evening = after(at("touch"), 46)
    evening.wait(20)
    evening.press("1")
    evening.wait(1)
    evening.press("2")
    assert (evening.state.phase, evening.state.missed) == ("pause", 1)
    assert seen(evening).lines[0] == SAID.pause.still
    assert seen(MOMENTS["pause, no code"]()).word == SAID.words.pause


def test_the_rehearsed_stop_is_the_stop_and_one_sentence() -> None:
    """What was rehearsed is what will be seen."""
    real = stop_picture(SAID, alone=False)
    rehearsed = seen(MOMENTS["shown"]())
    assert replace(rehearsed, lines=real.lines) == real == seen(MOMENTS["stop"]())
    assert rehearsed.lines == (real.lines[0], SAID.agreement.rehearsed)
    assert real.rings


def test_the_reviewed_sentence_of_the_stop_is_what_the_stop_says() -> None:
    """Its first word stands large above the rest and how one leaves; a window too small for that has it whole."""
    for moment, rest in (("stop", SAID.stop.apart), ("stop, timer", SAID.stop.still)):
        shown = seen(MOMENTS[moment]())
        assert (shown.word, *shown.lines) == (SAID.words.stop, rest, SAID.stop.leaves)
        assert shown.brief == f"{SAID.words.stop}. {rest}"
    assert f"{SAID.words.stop}. {SAID.stop.apart}" == "Stop. Gently apart. That is all."


def test_ending_well_and_stopping_look_the_same() -> None:
    """Aftercare is one picture, however it was reached."""
    well = at("choice")
    well.press("d")
    assert seen(well) == seen(MOMENTS["aftercare"]())


def test_what_is_locked_is_empty() -> None:
    """Ctrl+L leaves nothing on the page."""
    evening = at("still")
    evening.press("ctrl+l")
    evening.meet(Tick())
    assert seen(evening) == EMPTY
    assert not texts(EMPTY).strip()


def test_a_quiet_bell_is_asked_about_with_the_time_it_leads_to() -> None:
    """Without the bell the question comes every 30 seconds, and the page says so before y or n."""
    assert "30 seconds" in seen(MOMENTS["bell"]()).lines[0]
    assert [key for key, _ in seen(MOMENTS["bell"]()).keys] == ["y", "n", ""]
