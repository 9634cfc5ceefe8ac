"""The text under the cursor: every character stays, none can steer the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st
from textual.app import App
from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument

from comfort_journal.ui.widgets import plain_document as document
from comfort_journal.ui.widgets.plain_document import PlainDocument, WholeWrapped
from comfort_journal.ui.widgets.plain_text_area import PlainTextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from textual.app import ComposeResult

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


def places(wrapped: WrappedDocument) -> tuple[Any, ...]:
    """Return all that a wrapped text knows of its lines, and how high it is."""
    rows = wrapped._offset_to_line_info, wrapped._line_index_to_offsets
    return wrapped._wrap_offsets, wrapped._tab_width_cache, *rows, wrapped.height


WORDS = st.lists(st.sampled_from(["warm", "feet ", " ", "\n", "\t", "\u6e29\u304b", "a" * 12, "e\u0301"])).map("".join)


@given(WORDS, st.integers(0, 14), WORDS, st.data())
def test_a_text_is_wrapped_as_textual_wraps_it(text: str, width: int, inserted: str, data: st.DataObject) -> None:
    """At any width, and after an edit that wraps only what it touched."""
    ours = PlainDocument(text)
    wrapped = WholeWrapped(ours, width)
    assert places(wrapped) == places(WrappedDocument(PlainDocument(text), width))
    start, end = sorted(location(text, data.draw(st.integers(0, len(text)))) for _ in range(2))
    edited = ours.replace_range(start, end, inserted)
    wrapped.wrap_range(start, end, edited.end_location)
    assert places(wrapped) == places(WrappedDocument(PlainDocument(ours.text), width))


async def test_opening_many_lines_looks_for_words_in_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that fits is not taken apart, and no width is wrapped for twice."""
    looked: list[str] = []
    widths: list[int] = []
    wrap: Callable[..., None] = WholeWrapped.wrap

    def count(wrapped: WholeWrapped, width: int, tab_width: int | None = None) -> None:
        widths.append(width)
        wrap(wrapped, width, tab_width)

    monkeypatch.setattr(document, "compute_wrap_offsets", lambda line, *_: looked.append(line) or [])
    area = PlainTextArea("a line\n" * 500)
    monkeypatch.setattr(WholeWrapped, "wrap", count)

    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield area

    async with Alone().run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert looked == []
        assert len(widths) == len(set(widths))
        assert 0 not in widths
        await pilot.resize_terminal(30, 12)
        await pilot.pause()
        assert len(widths) == len(set(widths))
        assert area.virtual_size.height == 501
