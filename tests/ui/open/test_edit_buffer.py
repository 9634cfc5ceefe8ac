"""A buffer is one piece of unsaved writing: what it becomes, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from comfort_journal.records import Entry
from comfort_journal.text import limits
from comfort_journal.ui.open.core import edit_buffer as buffers
from comfort_journal.ui.open.core.edit_buffer import EditBuffer

NOW = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
LATER = NOW + timedelta(hours=9)
ONE = "00000000-0000-4000-8000-000000000001"
TWO = "00000000-0000-4000-8000-000000000002"
ENTRY = Entry(
    id=ONE,
    at="2025-01-05T22:00:00+01:00",
    prompt="What felt safe today?",
    text="warm feet",
    tags=("bath",),
    starred=True,
    folded=True,
    session=TWO,
    source="capture",
)


def test_a_blank_buffer_is_nothing_to_keep() -> None:
    """White space alone is no writing."""
    assert not EditBuffer(id=ONE, text=" \n\t").unsaved
    assert EditBuffer(id=ONE, text=" x").unsaved


@pytest.mark.parametrize(
    ("text", "tags", "starred", "unsaved"),
    [
        ("warm feet", ("bath",), True, False),
        ("warm feet.", ("bath",), True, True),
        ("warm feet", (), True, True),
        ("warm feet", ("bath",), False, True),
        ("", ("bath",), True, False),
    ],
)
def test_an_opened_entry_is_unsaved_only_when_it_differs(
    text: str, tags: tuple[str, ...], *, starred: bool, unsaved: bool
) -> None:
    """Words, tags and star count; an emptied page changes nothing, for deleting is another key."""
    buffer = buffers.changed(buffers.of_entry(ENTRY), NOW, text=text, tags=tags, starred=starred)
    assert buffer.unsaved is unsaved


def test_a_new_entry_carries_the_moment_of_its_last_change() -> None:
    """What was written last night and saved this morning is last night's."""
    buffer = buffers.changed(EditBuffer(id=ONE), NOW, text="x", tags=(), starred=False)
    assert buffers.to_entry(buffer, LATER).at == NOW.isoformat()
    again = buffers.changed(buffer, LATER, text="x", tags=(), starred=False)
    assert buffers.to_entry(again, LATER).at == NOW.isoformat()


def test_a_changed_entry_keeps_all_that_was_not_changed() -> None:
    """Its moment, question, fold, session and source stay its own."""
    buffer = buffers.changed(buffers.of_entry(ENTRY), LATER, text="warm hands", tags=("sofa",), starred=False)
    saved = buffers.to_entry(buffer, LATER)
    assert (saved.text, saved.tags, saved.starred) == ("warm hands", ("sofa",), False)
    assert (saved.id, saved.at, saved.prompt, saved.folded, saved.session, saved.source) == (
        ENTRY.id,
        ENTRY.at,
        ENTRY.prompt,
        True,
        TWO,
        "capture",
    )


@pytest.mark.parametrize("entry", [None, ENTRY])
def test_a_draft_gives_back_the_buffer_it_was_sealed_from(entry: Entry | None) -> None:
    """Nothing is lost between a buffer and its draft."""
    buffer = EditBuffer(
        id=ONE, text="half a", tags=("a b",), starred=True, prompt="Who?", entry=entry, base="0" * 16, at=NOW
    )
    assert buffers.of_draft(buffers.to_draft(buffer, LATER), entry) == buffer


def test_no_buffer_shows_its_words_in_a_message() -> None:
    """A representation would carry the words into tracebacks."""
    assert "secret" not in repr(EditBuffer(id=ONE, text="secret", tags=("secret",)))


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("", ()),
        ("sleep", ("sleep",)),
        ("sleep, warm bath", ("sleep", "warm bath")),
        ("#sleep #warm bath", ("sleep", "warm bath")),
        ("#sleep#calm,,  calm , SLEEP", ("sleep", "calm")),
        ("bath", ("Bath",)),
        ("caf\u00e9, cafe\u0301", ("caf\u00e9",)),
        ("[/x], ", ("[/x]",)),
    ],
)
def test_tags_are_read_from_a_line(written: str, tags: tuple[str, ...]) -> None:
    """Commas or number signs divide, each tag counts once, and a known tag keeps its spelling."""
    assert buffers.parse_tags(written, known=("Bath", "light")) == tags
    assert buffers.parse_tags(buffers.write_tags(tags), known=("Bath",)) == tags


@pytest.mark.parametrize(
    ("text", "paste", "edit"),
    [
        ("a" * 16_384, False, False),
        ("a" * 16_385, True, True),
        ("é" * 8_193, True, True),
        (("a" * 499 + "\n") * 204, False, False),
        (("a" * 499 + "\n") * 205, True, False),
        (("a" * 499 + "\n") * 1_100, True, True),
        ("a" * 10_000 + "\r" + "a" * 10_000, False, False),
        ("\n" * 9_999, False, False),
        ("\n" * 10_000, True, True),
        ("\r\n" * 9_999, False, False),
        (("\t" * 99 + "\n") * 99 + "\t" * 99, False, False),
        (("\t" * 99 + "\n") * 99 + "\t" * 100, True, True),
        ("\r\n" * 5_000 + "\r" * 5_000, True, True),
    ],
)
def test_what_is_too_long_for_an_editor(text: str, *, paste: bool, edit: bool) -> None:
    """A line over 16 KB is, so are 10,001 lines and tabs; in paragraphs 100 KB may be pasted and 256 KB opened."""
    assert limits.too_long_to_paste(text) is paste
    assert limits.too_long_to_edit(text) is edit


def test_a_draft_is_due_a_second_after_the_last_key_and_five_after_the_first() -> None:
    """A pause seals at once, and writing without a pause is sealed now and then."""
    assert buffers.seal_after(first_key=10.0, last_key=10.5) == 11.5
    assert buffers.seal_after(first_key=10.0, last_key=14.9) == 15.0
