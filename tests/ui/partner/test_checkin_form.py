"""The check-in timer can be begun at any moment, and a letter is a letter on the stop word's line alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.partner import is_code
from comfort_journal.ui.partner.screens.checkin_form import WORD_LIMIT, Choosing, press, ready, setup

NOW = datetime(2026, 11, 23, 21, 40, tzinfo=timezone(timedelta(hours=1)))
ID = "00000000-0000-4000-8000-000000000001"
KEYS = st.sampled_from(
    [
        "tab",
        "shift+tab",
        "up",
        "down",
        "left",
        "right",
        "space",
        "backspace",
        "b",
        "c",
        "e",
        "Ö",
        "ß",
        "7",
        "0",
        "f1",
        "?",
    ]
)


def after(*keys: str, interval: int = 45, bell: bool = True) -> Choosing:
    """Return what is chosen after some keys."""
    chosen = Choosing(interval, bell)
    for key in keys:
        chosen = press(chosen, key)
    return chosen


@given(st.lists(KEYS, max_size=40))
def test_whatever_is_pressed_it_can_begin_or_says_why_not(keys: list[str]) -> None:
    """Only a code that is half there keeps it from beginning; every other page is a session."""
    chosen = after(*keys)
    if chosen.code and not is_code(chosen.code):
        assert (ready(chosen).row, ready(chosen).note) == ("code", "four")
    else:
        assert ready(chosen) == replace(chosen, note="")
        begun = setup(chosen, id=ID, now=NOW)
        assert (begun.interval, begun.bell, begun.code) == (chosen.interval, chosen.bell, chosen.code or None)


def test_untouched_it_is_what_the_settings_say() -> None:
    """Nothing has to be filled in."""
    begun = setup(Choosing(50, bell=False), id=ID, now=NOW)
    assert (begun.mode, begun.interval, begun.bell, begun.word, begun.code) == ("checkin", 50, False, "stop", None)
    assert begun.began_at == "2026-11-23T21:40:00+01:00"


def test_the_interval_stays_between_thirty_and_sixty() -> None:
    """An arrow is five seconds."""
    assert after("right").interval == 50
    assert after(*["right"] * 9).interval == 60
    assert after(*["left"] * 9).interval == 30
    assert after("right", interval=58).interval == 60


def test_letters_replace_the_stop_word_on_its_line() -> None:
    """The first letter takes the place of the whole word, ``b`` and ``c`` too; the rest is added to it."""
    assert after("tab", "tab", "b", "a", "c", "k").stop_word == "back"
    assert after("tab", "tab", "b", "a", "c", "k").bell
    assert after("tab", "tab", "backspace").stop_word == "sto"
    assert after("tab", "tab", *"two", "space", *"moons").stop_word == "two moons"
    assert len(after("tab", "tab", *"a" * 50).stop_word) == WORD_LIMIT


def test_no_word_at_all_is_the_usual_one() -> None:
    """An emptied line never leaves a session without a stop word."""
    emptied = after("tab", "tab", "space", "backspace")
    assert emptied.stop_word == "stop"
    assert press(emptied, "tab").word == "stop"


def test_elsewhere_a_letter_only_says_where_it_would_go() -> None:
    """``b`` is the bell and ``c`` the code; any other letter changes nothing and is answered."""
    assert after("x") == Choosing(45, bell=True, note="typing")
    assert not after("b").bell
    assert after("b", "b") == Choosing(45, bell=True)
    assert not after("tab", "space").bell


def test_the_code_has_a_line_only_where_it_is_wanted() -> None:
    """``c`` brings it and takes it away with its digits; four of them at most."""
    assert after("c").rows == ("interval", "bell", "word", "code")
    assert after("c", "4", "0", "7", "1", "9").code == "4071"
    assert after("c", "4", "backspace").code == ""
    assert after("c", "4", "c") == Choosing(45, bell=True)


def test_a_code_that_a_held_key_could_type_does_not_begin() -> None:
    """Four times the same digit is no code, nor are three digits."""
    for digits in ("1111", "407"):
        assert ready(after("c", *digits)).note == "four"
    assert not ready(after("c", *"4071")).note


def test_nothing_private_is_in_a_trace() -> None:
    """Neither stop word nor code is in the words of a fault."""
    assert repr(after("tab", "tab", *"lantern", "tab")) == "Choosing(interval)"
