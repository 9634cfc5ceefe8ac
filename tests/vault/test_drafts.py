"""Drafts: the open editor's words survive anything, and never reach the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from tests.vault.conftest import NewEntry, Place

NAME = "ab" * 16


def test_a_draft_is_back_at_the_next_opening(place: Place) -> None:
    """The last saved state is there; saving replaces the one file of that editor."""
    opened = place.open()
    opened.vault.drafts.save(NAME, {"kind": "draft", "text": "one"})
    opened.vault.drafts.save(NAME, {"kind": "draft", "text": "two"})
    assert [path.name for path in (place.folder / "inbox").iterdir()] == [f"{NAME}.draft"]
    opened.vault.close()
    again = place.open()
    assert again.vault.drafts.load() == [(NAME, {"kind": "draft", "text": "two"})]
    assert again.texts() == []
    again.vault.drafts.remove(NAME)
    again.vault.drafts.remove(NAME)
    assert again.vault.drafts.load() == []
    again.vault.close()


def test_a_draft_cannot_be_read_without_the_key(place: Place) -> None:
    """Its words stand nowhere in the vault's folder."""
    opened = place.open()
    opened.vault.drafts.save(NAME, {"kind": "draft", "text": "CANARY"})
    opened.vault.close()
    assert not any(b"CANARY" in path.read_bytes() for path in place.folder.rglob("*") if path.is_file())


def test_a_draft_that_does_not_open_is_left_and_named(place: Place, new_entry: NewEntry) -> None:
    """A broken draft or another sealed item in its place is not deleted; the others load."""
    opened = place.open()
    drafts = opened.vault.drafts
    drafts.save(NAME, {"kind": "draft", "text": "one"})
    drafts.save("cd" * 16, {"kind": "draft", "text": "two"})
    drafts.save("ef" * 16, new_entry("no draft"))
    path = place.folder / "inbox" / f"{NAME}.draft"
    path.write_bytes(path.read_bytes()[:-1])
    assert drafts.load() == [("cd" * 16, {"kind": "draft", "text": "two"})]
    assert drafts.unreadable == (f"{NAME}.draft", f"{'ef' * 16}.draft")
    assert len(list((place.folder / "inbox").iterdir())) == 3
    opened.vault.close()


def test_a_draft_can_be_sealed_when_the_journal_cannot_be_written(place: Place, new_entry: NewEntry) -> None:
    """A second window, without the lock, keeps its words all the same."""
    opened = place.open()
    reader = place.open("read")
    reader.vault.drafts.save(NAME, {"kind": "draft", "text": "kept"})
    assert opened.vault.drafts.load() == [(NAME, {"kind": "draft", "text": "kept"})]
    reader.vault.close()
    opened.vault.close()


def test_a_draft_beyond_1_mib_is_refused_in_words(place: Place) -> None:
    """Too much for one sealed file is a plain refusal, and the older draft stays."""
    opened = place.open()
    opened.vault.drafts.save(NAME, {"kind": "draft", "text": "small"})
    with pytest.raises(BadInput):
        opened.vault.drafts.save(NAME, {"kind": "draft", "text": "x" * (1 << 20)})
    assert opened.vault.drafts.load() == [(NAME, {"kind": "draft", "text": "small"})]
    with pytest.raises(ValueError, match="32 hex"):
        opened.vault.drafts.save("../journal", {"kind": "draft"})
    opened.vault.close()
