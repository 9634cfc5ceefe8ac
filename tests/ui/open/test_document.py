"""The text under the cursor: every character stays, none can steer the terminal."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.ui.open.document import PlainDocument

STEERING = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
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
def test_what_is_drawn_cannot_steer_a_terminal(text: str) -> None:
    """Every line is drawn character for character, and no control or turning character among them."""
    document = PlainDocument(text)
    assert [len(line) for line in document.lines] == [len(line) for line in document.text.split("\n")]
    assert not re.search(
        r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]", "".join(document.lines)
    )


def test_a_lone_surrogate_cannot_enter() -> None:
    """No record could hold one, so a save would fail for ever."""
    assert PlainDocument("a\ud800b").text == "a\N{REPLACEMENT CHARACTER}b"
