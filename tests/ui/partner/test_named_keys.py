"""The machine is held to its screen: what a moment's page names does what it says, and every other key stops.

What is named is read from the picture that the page draws, with the names that the program's one registry gives keys.
The keyboard is every key that Textual has a name for, every printable character of a wide choice, and their
combinations; ``r`` and the digits are the only letters and figures that a running session has a use for.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from moments import MOMENTS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual.keys import Keys

from comfort_journal.content.session import load_session_words
from comfort_journal.partner import Key, advance
from comfort_journal.ui.actions import RESERVED
from comfort_journal.ui.key_names import key
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.partner.screens.view_model import Picture, picture

if TYPE_CHECKING:
    from evenings import Evening

SAID = load_session_words()
CHARACTERS = (
    string.printable[:-5]
    + "äöüßéèçàñøåœřžłğıİſ"
    + "ждкйяі"
    + "αςλ"
    + "אב"
    + "ابج"
    + "漢かア가"
    + "¹²½①１２ｊ٢۲२"
    + "«»°§µ€ªº"
)
MODIFIED = [
    f"{modifiers}+{plain}"
    for modifiers in ("ctrl", "alt", "shift", "super", "ctrl+shift", "alt+shift", "ctrl+alt", "ctrl+alt+shift")
    for plain in (*string.ascii_lowercase, *string.digits, "enter", "space", "backspace", "tab", "left", "right", "f1")
]
KEYBOARD = sorted(
    {each.value for each in Keys}
    | {key(character.encode()).key for character in CHARACTERS}
    | set(FUNCTIONAL_KEYS.values())
    | set(MODIFIED)
    | {"unknown"}
)
LOCKS = set(RESERVED.values())
ALL_OTHERS = {SAID.keys.others, SAID.keys.any, SAID.keys.ends}


def named(shown: Picture) -> set[str]:
    """Return the keys of the keyboard that a picture names: ``0-9`` is every digit, and a label may name several."""
    labels = {part for label, _ in (*shown.offers, *shown.keys) for part in label.split()}
    if "0-9" in labels:
        labels |= set(string.digits)
    return {name for name in KEYBOARD if key_name(name) in labels}


def seen(evening: Evening) -> Picture:
    """Return what is drawn now."""
    return picture(evening.state, evening.now, SAID)


def after(evening: Evening, name: str) -> str:
    """Return the phase after one press."""
    met, _ = advance(evening.state, Key(name), evening.now + 0.1)
    return met.phase


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_key_that_the_page_does_not_name_stops(moment: str) -> None:
    """The whole keyboard, on every page that says that other keys stop."""
    evening = MOMENTS[moment]()
    shown = seen(evening)
    if not ALL_OTHERS & {does for label, does in shown.keys if not label}:
        assert shown.agreement or shown.meaning in {"stop", "rest"}, "a page that does not say what other keys do"
        left = {name for name in KEYBOARD if after(evening, name) == "locked"}
        assert left == (set(KEYBOARD) if ("", SAID.keys.leaves) in shown.keys else LOCKS)
        return
    here = named(shown)
    stray = {name for name in KEYBOARD if name not in here and after(evening, name) not in {"stop", "locked"}}
    assert stray == set()
    assert {name for name in KEYBOARD if after(evening, name) == "locked"} == LOCKS


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_key_that_the_page_names_stops(moment: str) -> None:
    """Of keys that a session knows; each label on the page is one that stands on a keyboard."""
    evening = MOMENTS[moment]()
    shown = seen(evening)
    assert {name for name in named(shown) if after(evening, name) in {"stop", "locked"}} == set()
    for label, _ in (*shown.offers, *shown.keys):
        assert all(part == "0-9" or part in map(key_name, KEYBOARD) for part in label.split())


@pytest.mark.parametrize(
    "moment", [name for name in MOMENTS if name.startswith(("touch", "still", "movement", "pause"))]
)
def test_every_page_of_touch_says_two_ways_out(moment: str) -> None:
    """How it may go on, or ends gently, and that any other key stops."""
    shown = seen(MOMENTS[moment]())
    labels = [label for label, _ in shown.keys]
    assert [does for label, does in shown.keys if not label] == [SAID.keys.others]
    assert any(labels)


def test_letters_stop_but_for_r() -> None:
    """As the agreement says: in touch, stillness and movement no other letter of any alphabet is an answer."""
    letters = {name for name in KEYBOARD if len(name) == 1 and name.isalpha()}
    assert {"j", "J", "R", "ж"} < letters
    for moment in ("touch", "still", "movement", "still, offered"):
        evening = MOMENTS[moment]()
        assert {name for name in letters if after(evening, name) != "stop"} == {"r"}
