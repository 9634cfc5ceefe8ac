"""What each moment of a session looks like: true to the machine, readable, and nothing private on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evenings import CODE, Evening, at, checkin, setup

from comfort_journal.content.session import load_session_words
from comfort_journal.partner import Key, Tick, advance
from comfort_journal.ui.partner.pages.picture import EMPTY, Picture, picture, stop_picture

SAID = load_session_words()
WORD = "lantern"
PRESSED = {
    "Enter": "enter",
    "Space": "space",
    "← →": "left",
    "0-9": "7",
    "code": "7",
}


def seen(evening: Evening, later: float = 0.0) -> Picture:
    """Return what is drawn, some seconds after the last event."""
    return picture(evening.state, evening.now + later, SAID)


def texts(shown: Picture) -> str:
    """Return all that can be read in a picture."""
    keys = [" ".join(each) for each in (*shown.offers, *shown.keys)]
    return "\n".join([shown.word, *shown.lines, shown.digits, *keys, shown.brief])


def halted(place: str) -> Evening:
    """Return a session that waits."""
    evening = at(place)
    evening.press("space")
    return evening


def ended(mode: str = "step") -> Evening:
    """Return a stopped session."""
    evening = Evening(checkin(word=WORD) if mode == "checkin" else setup(word=WORD))
    evening = evening.start() if mode == "checkin" else evening.to_still()
    evening.press("q")
    return evening


def after(evening: Evening, seconds: float = 0.0, *keys: str) -> Evening:
    """Return the session some seconds and keys on."""
    evening.wait(seconds)
    evening.press(*keys)
    return evening


MOMENTS = {
    "rehearse": lambda: Evening(setup(word=WORD)),
    "shown": lambda: after(Evening(setup(word=WORD)), 0, "x"),
    "bell": lambda: after(after(Evening(setup(word=WORD)), 0, "x"), 2),
    "ready": lambda: Evening(setup(word=WORD)).rehearse(),
    "ready, three digits": lambda: after(Evening(setup(word=WORD)).rehearse(), 0, *CODE[:3]),
    "ready, no code": lambda: Evening(checkin(word=WORD)).rehearse(),
    "circuit": lambda: at("circuit"),
    "circuit, done before": lambda: after(at("circuit", circuit_age=60.0), 0, *CODE[:2]),
    "circuit, waits": lambda: halted("circuit"),
    "lubrication": lambda: at("lubrication"),
    "arousal": lambda: at("arousal"),
    "arousal, waits": lambda: halted("arousal"),
    "arousal, ten minutes": lambda: after(at("arousal"), 601),
    "choice": lambda: at("choice"),
    "choice, three digits": lambda: after(at("choice"), 0, *CODE[:3]),
    "touch": lambda: at("touch"),
    "still": lambda: at("still"),
    "still, asked": lambda: after(at("still"), 37),
    "still, rung": lambda: after(at("still"), 41),
    "still, offered": lambda: at("still").answer(3),
    "still, code": lambda: after(at("code"), 0, *CODE[:3]),
    "movement": lambda: at("movement"),
    "pause": lambda: at("pause"),
    "pause, silent": lambda: after(at("still"), 46),
    "pause, no code": lambda: after(at("touch"), 0, "2"),
    "pause, code": lambda: after(at("pause"), 0, *CODE),
    "pause, a minute": lambda: after(at("pause"), 62),
    "pause, may end": lambda: after(after(at("pause"), 0, *CODE), 62),
    "stop": ended,
    "stop, timer": lambda: ended("checkin"),
    "aftercare": lambda: after(ended(), 11),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_neither_code_nor_stop_word_is_ever_in_a_picture(moment: str) -> None:
    """Of the code only the number of filled places is drawn; the stop word is the agreement's alone."""
    shown = seen(MOMENTS[moment]())
    assert WORD not in texts(shown)
    for part in (CODE, CODE[:3], CODE[:2]):
        assert part not in texts(shown)


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_keys_line_is_what_the_machine_does(moment: str) -> None:
    """A key that is named does not stop; where "any other key stops" stands, one that is not named does."""
    evening = MOMENTS[moment]()
    shown = seen(evening)
    named = {PRESSED.get(key, key): does for key, does in (*shown.offers, *shown.keys) if key}
    for key in named:
        met, _ = advance(evening.state, Key(key), evening.now + 0.1)
        assert met.phase not in {"stop", "locked"}, key
    others = [does for key, does in shown.keys if not key]
    met, _ = advance(evening.state, Key("q"), evening.now + 0.1)
    if others and others[0] in {SAID.keys.others, SAID.keys.any, SAID.keys.ends}:
        assert met.phase == "stop"
    elif others:
        assert (others[0], met.phase) == (SAID.keys.leaves, "locked")


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_meaning_has_its_words(moment: str) -> None:
    """No two meanings differ by colour alone: each has a word or a sentence of its own."""
    shown = seen(MOMENTS[moment]())
    for make in MOMENTS.values():
        against = seen(make())
        assert against.meaning == shown.meaning or (against.word, against.lines) != (shown.word, shown.lines)


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
        assert (shown.word == SAID.words.answer) == (left <= 10)
        assert shown.rings == (left <= 5)
        assert shown.share is not None
        assert shown.share < before
        before = shown.share


def test_a_picture_says_the_bell_and_what_silence_does() -> None:
    """With the bell on its twin is a word too; with one pause behind, silence stops, and the picture knows."""
    assert seen(MOMENTS["still, rung"]()).lines == (f"{SAID.session.bell} {SAID.session.pauses}",)
    assert seen(after(at("still", bell=False), 41)).lines == (SAID.session.pauses,)
    again = after(after(at("pause"), 0, *CODE), 62, "1")
    assert seen(again, 41).lines[0].endswith(SAID.session.stops)


def test_an_answer_brings_the_whole_line_back() -> None:
    """What one sees of an answer is the line, whole again."""
    evening = after(at("touch"), 40)
    assert seen(evening).digits == "5"
    evening.press("1")
    assert (seen(evening).share, seen(evening).digits, seen(evening).word) == (1.0, "", SAID.words.touch)


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
    assert any(SAID.session.pauses in line for line in shown.lines)


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
    """Before a minute, after it, with the code and without: each has its sentence, and places for the code alone."""
    words = SAID.pause
    expected = {
        "pause": (words.early.format(least=1), 0),
        "pause, a minute": (words.code, 0),
        "pause, code": (words.given_early.format(least=1), 4),
        "pause, may end": (words.given, 4),
        "pause, no code": (words.no_code.format(most=3), None),
    }
    for moment, (line, places) in expected.items():
        shown = seen(MOMENTS[moment]())
        assert (shown.lines[1], shown.places) == (line, places)


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
    assert seen(MOMENTS["pause, no code"]()).word == SAID.words.pause


def test_the_rehearsed_stop_is_the_stop_and_one_sentence() -> None:
    """What was rehearsed is what will be seen."""
    real = stop_picture(SAID, alone=False)
    rehearsed = seen(MOMENTS["shown"]())
    assert replace(rehearsed, lines=rehearsed.lines[:1]) == real == seen(MOMENTS["stop"]())
    assert rehearsed.lines[1:] == (SAID.agreement.rehearsed,)
    assert real.rings


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
