"""The words of the partner process: one small file, strict, short enough for a small window, and loaded alone."""

from __future__ import annotations

import subprocess
import sys
from string import Formatter

import msgspec
import pytest

from comfort_journal.content import load_library
from comfort_journal.content.session import FIELDS, SessionWords, check, load_session_words
from comfort_journal.content.templates import BRACES, texts
from comfort_journal.content.toml_file import BadContent, decode, read
from comfort_journal.ui.widgets.big_text import fits, forms

LOADED = """
import sys
from comfort_journal.content import toml_file
opened = []
whole = toml_file.read
toml_file.read = lambda name: (opened.append(name), whole(name))[1]
from comfort_journal.content.session import load_session_words
load_session_words()
from comfort_journal.ui.partner.screens import checkin_screen, session_screen
print(opened)
rooms = ("comfort_journal.journal", "comfort_journal.ui.open", "tinydb")
print([name for name in sys.modules if name.startswith(rooms)])
"""


def broken(before: str, after: str) -> SessionWords:
    """Return the words of a file in which one text was changed."""
    data = read("session.toml").decode()
    assert data.count(before) == 1
    return check(decode("session.toml", data.replace(before, after).encode(), SessionWords))


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ('still = "Still"', 'stil = "Still"', "words"),
        ('still = "Still"', 'still = ""', "words.still"),
        ('minutes = "{minutes} min so far."', 'minutes = "some time so far."', "session.minutes"),
        ('slower = "slower"', 'slower = "slower {minutes}"', "keys.slower"),
        ('evening = "You can', 'evening = "{You can', "session.evening"),
    ],
)
def test_a_text_that_is_not_of_its_shape_is_refused(before: str, after: str, where: str) -> None:
    """The refusal names the file and the place: an unknown name, an empty text, a brace too many or too few."""
    with pytest.raises(BadContent, match=rf"^session\.toml: {where}"):
        broken(before, after)


def test_every_brace_is_filled_by_its_name() -> None:
    """A text is formatted with the fields that are listed for it, and with nothing else."""
    for path, text in texts(load_session_words()):
        assert {name for _, name, _, _ in Formatter().parse(text) if name is not None} == FIELDS.get(path, set())


def test_the_positions_are_those_of_the_programme() -> None:
    """A position that is offered has the key under which it is described elsewhere."""
    described = {position.key for position in load_library().together.position if position.key}
    assert set(msgspec.structs.asdict(load_session_words().positions)) == described


@pytest.mark.parametrize(("width", "height", "form"), [(72, 7, 0), (36, 4, 1)])
def test_every_word_is_as_large_as_its_window_allows(width: int, height: int, form: int) -> None:
    """At 80 by 24 each fits in full blocks, seven rows high; at 40 by 12 in half blocks, four rows high.

    The question is longer: half blocks, and at 40 by 12 wide letters.
    """
    for name, word in msgspec.structs.asdict(load_session_words().words).items():
        assert fits(forms(word)[form + (name == "answer")], width, height), word


def test_no_sentence_is_longer_than_two_rows_of_the_smallest_window() -> None:
    """Only the sentence of the check-in page that can be scrolled is longer."""
    for path, text in texts(load_session_words()):
        assert len(BRACES.sub("00", text)) <= 64 or path == "checkin.fine_today", path


def test_the_pages_wait_for_no_other_file_and_know_no_journal() -> None:
    """In a fresh process the one file is read, and neither journal nor storage nor open screen is loaded."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['session.toml']", "[]"]
