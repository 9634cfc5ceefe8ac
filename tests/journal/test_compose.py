"""What a person typed becomes a record: the text untouched, tags tidied, time and id from outside."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.journal.compose import entry_from_draft, new_entry, tidy_tags, write_moment
from comfort_journal.records import Draft, from_document, to_document

ID = "00000000-0000-4000-8000-000000000001"
AT = datetime(2026, 1, 5, 21, 40, 7, 99, tzinfo=timezone(timedelta(hours=1)))


def test_a_text_is_kept_to_the_last_character() -> None:
    """No trimming, no newline changes: the words are the person's."""
    text = "  \ttwo  spaces\r\n\r\n[/x] [b\x1b[31m\n"
    entry = new_entry(id=ID, at=AT, text=text)
    assert entry.text == text
    assert entry.at == "2026-01-05T21:40:07+01:00"
    assert from_document(to_document(entry)) == entry


@pytest.mark.parametrize(
    ("given", "tags"),
    [
        ([], ()),
        (["tea", "walk"], ("tea", "walk")),
        (["#Tea", " tea", "slow  mornings ", ""], ("Tea", "slow mornings")),
        (["caf\u00e9", "cafe\u0301", "CAF\u00c9", "CAFE\u0301"], ("caf\u00e9",)),
        (["Sch\u00f6n", "schon"], ("Sch\u00f6n", "schon")),
        (["stra\u00dfe", "STRASSE"], ("stra\u00dfe",)),
        (["#", " "], ()),
    ],
)
def test_a_tag_is_kept_once_as_it_was_first_written(given: list[str], tags: tuple[str, ...]) -> None:
    """Capitals and the other form of an accented letter make no other tag; a letter without its accent does."""
    assert tidy_tags(given) == tags


def test_a_time_needs_its_offset() -> None:
    """A moment without an offset is refused instead of guessed."""
    with pytest.raises(BadInput, match="offset"):
        write_moment(AT.replace(tzinfo=None))


def test_a_draft_becomes_the_entry_it_was_promised_to_be() -> None:
    """The entry has the id that the draft was kept for, and its own later time."""
    draft = Draft(
        id="00000000-0000-4000-8000-00000000000d",
        at=write_moment(AT),
        of=ID,
        base=None,
        text="half",
        tags=("tea",),
        starred=True,
        prompt="What felt safe today?",
    )
    entry = entry_from_draft(draft)
    assert (entry.id, entry.at, entry.text, entry.prompt) == (ID, draft.at, "half", draft.prompt)
