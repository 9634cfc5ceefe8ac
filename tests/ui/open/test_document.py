"""The text under the cursor: every character stays, none can steer the terminal."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from textual.document._document import Document

from comfort_journal.ui.open.document import PlainDocument

STEERS = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
EACH = "".join(filter(STEERS.match, map(chr, range(0x10000))))
"""Every character that a terminal may follow instead of drawing it."""
ODD = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\x1b\x07\x9b\u202e\u2066\t"


def with_lf(text: str) -> str:
    """Return a text as any of our texts ends its lines."""
    return re.sub(r"\r\n?", "\n", text)


def location(text: str, index: int) -> tuple[int, int]:
    """Return row and column of a character's index."""
    before = text[:index]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(ODD + "\n\r"), max_size=60)


@given(TEXTS)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """Only line endings are made alike; Textual's own document changes eleven characters into a newline."""
    assert PlainDocument(text).text == with_lf(text)


@given(TEXTS, TEXTS, st.data())
def test_an_edit_is_a_slice_of_the_text(text: str, inserted: str, data: st.DataObject) -> None:
    """Replacing a range does what replacing a slice does, says what stood there, and can be undone."""
    text, inserted = with_lf(text), with_lf(inserted)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    document = PlainDocument(text)
    result = document.replace_range(location(text, start), location(text, end), inserted)
    after = text[:start] + inserted + text[end:]
    assert document.text == after
    assert result.replaced_text == text[start:end]
    assert result.end_location == location(after, start + len(inserted))
    document.replace_range(location(text, start), result.end_location, result.replaced_text)
    assert document.text == text


@given(TEXTS)
@example(EACH)
def test_what_is_drawn_cannot_steer_a_terminal(text: str) -> None:
    """Every line is drawn character for character, and no control or turning character among them."""
    document = PlainDocument(text)
    assert [len(line) for line in document.lines] == [len(line) for line in document.text.split("\n")]
    assert not STEERS.search("".join(document.lines))


def test_a_lone_surrogate_cannot_enter() -> None:
    """No record could hold one, so a save would fail for ever."""
    assert PlainDocument("a\ud800b").text == "a\N{REPLACEMENT CHARACTER}b"


PLACES = st.tuples(st.integers(0, 5), st.integers(0, 9))


@given(st.text("ab\n", max_size=14), st.text("xy\n", max_size=5), PLACES, PLACES)
def test_a_place_outside_of_the_text_is_what_it_is_to_textual(
    text: str, inserted: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    """What Textual's own document does with a range, this one does too; where that one breaks, it does not."""
    ours, theirs = PlainDocument(text), Document(text)
    stood, answer = ours.get_text_range(start, end), ours.replace_range(start, end, inserted)
    assert answer.replaced_text == stood
    assert 0 <= answer.end_location[0] < ours.line_count
    assert answer.end_location[1] <= len(ours.get_line(answer.end_location[0]))
    try:
        expected = theirs.get_text_range(start, end), theirs.replace_range(start, end, inserted)
    except IndexError:
        return
    if max(start, end)[0] > text.count("\n") and min(start, end)[0] > text.count("\n"):
        return  # both behind the last line: Textual puts in a line more than it was asked for
    assert (stood, answer) == expected
    assert ours.text == theirs.text


@given(st.integers(-3, 9), st.integers(-3, 9), st.integers(-3, 9), st.integers(-3, 9))
def test_no_place_breaks_it(row: int, column: int, other_row: int, other_column: int) -> None:
    """Any two numbers are two places in the text."""
    document = PlainDocument("warm\n\nfeet")
    document.replace_range((row, column), (other_row, other_column), "x")
    assert document.text.count("x") == 1
