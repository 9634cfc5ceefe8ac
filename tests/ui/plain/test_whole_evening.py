"""A whole evening in lines says what the page in docs says, and nothing of it is a picture."""

from __future__ import annotations

import re

import pytest
from tests.ui.plain.whole_evening import OWN, PAGE, page

from comfort_journal.text.plain import shown


@pytest.fixture(scope="module")
def evening() -> str:
    """Return the evening's page, made once."""
    return page()


def test_the_page_is_what_is_said(evening: str) -> None:
    """Write it anew after a change, as ``whole_evening`` says, and read it aloud."""
    assert PAGE.read_text("utf-8") == evening


def test_nothing_of_it_is_a_control_sequence_or_a_drawing(evening: str) -> None:
    """Every character can be said: letters, digits, marks of a sentence, and no box, block or arrow."""
    assert shown(evening) == evening
    assert not re.search(r"[\u2190-\u2bff]", evening)


def test_no_line_is_longer_than_the_window(evening: str) -> None:
    """Eighty columns, as the window had."""
    assert max(map(len, evening.partition("```text\n")[2].splitlines())) <= 80


def test_the_passphrase_is_nowhere_on_it(evening: str) -> None:
    """It was typed four times."""
    assert OWN.split()[-1] not in evening


@pytest.mark.parametrize(
    "moment",
    ["Saved.", "That was the circuit.", "30 seconds so far.", "Ten seconds left.", "Pause.", "Stop.", "Good night."],
)
def test_every_moment_of_the_evening_is_said(evening: str, moment: str) -> None:
    """The sentence, the circuit, a hold, a slower, a stop, and good night."""
    assert moment in evening
