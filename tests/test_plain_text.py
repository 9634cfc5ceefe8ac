"""Record text in a terminal: nothing of it acts, everything of it is seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.text.plain import one_line, shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[2J\x07", "␛[2J␇"),
        ("a\rb\x7f", "a␍b␡"),
        ("\x9b31m\u202eabc\u2066", "�31m�abc�"),
        ("one\n\ttwo  [/x] [b", "one\n\ttwo  [/x] [b"),
    ],
)
def test_controls_are_seen_and_do_nothing(text: str, seen: str) -> None:
    """Escape sequences and bidi controls become marks; newline, tab and brackets stay."""
    assert shown(text) == seen


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    """A position found in the text is the same position in what is shown."""
    seen = shown(text)
    assert len(seen) == len(text)
    assert all(
        a == b or unicodedata.category(a) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for a, b in zip(text, seen, strict=True)
    )


@given(st.text())
def test_no_control_is_left(text: str) -> None:
    """What is shown holds no control but newline and tab, and one line holds none at all."""
    assert not [c for c in shown(text) if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    assert not [c for c in one_line(text) if unicodedata.category(c) == "Cc"]
