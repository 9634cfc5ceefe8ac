"""The journal over the real vault: created, written, closed, opened again, on disk."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace
from tests.entries import new_entry

from comfort_journal.errors import BadInput, InUse
from comfort_journal.journal import Filter, Journal
from comfort_journal.records import Draft, Entry, to_document
from comfort_journal.vault import inbox
from comfort_journal.vault.opening import VaultKey, create
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.transaction import Put
from comfort_journal.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

EVENING = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, VaultKey]:
    """Create one vault for this module: the key derivation is the slow part."""
    home = tmp_path_factory.mktemp("home")
    folder, state = home / "journal.vault", home / "state"
    return folder, state, create(folder, bytearray(b"made up words for a test"), state_dir=state, memory_mib=64)


def opened(made: tuple[Path, Path, VaultKey], want: str = "write") -> Journal:
    """Open the module's vault."""
    folder, state, key = made
    return Journal.open(folder, key, state_dir=state, want="write" if want == "write" else "read")


def test_a_journal_comes_back_as_it_was_left(made: tuple[Path, Path, VaultKey]) -> None:
    """Save, edit, delete, restore, move to another year, close: the next opening shows the very same records."""
    journal = opened(made)
    entries = [new_entry(EVENING.replace(day=day), f"day {day} — warm", tags=["tea"]) for day in (1, 2, 3, 4)]
    journal.save(*entries)
    journal.save(replace(entries[1], text="changed"), replace(entries[2], at="2025-12-31T20:00:00+01:00"))
    gone = journal.delete(entries[3].id)
    journal.delete(entries[0].id)
    journal.restore(gone)
    before = journal.entries()
    assert [entry.text for entry in before] == ["day 4 — warm", "changed", "day 3 — warm"]
    assert journal.knows(entries[0].id)
    assert journal.revision(entries[1].id) != journal.revision(entries[2].id)
    journal.close()
    again = opened(made)
    assert again.entries() == before
    assert again.entries(Filter(words="WARM", tag="tea")) == [before[0], before[2]]
    assert again.notices == ()
    again.close()
    assert gc.isenabled()


def test_a_capture_appears_at_the_next_refresh(made: tuple[Path, Path, VaultKey]) -> None:
    """What another window sealed without the passphrase is taken in while the journal is open."""
    folder, state, _ = made
    journal = opened(made)
    line = new_entry(EVENING.replace(month=2), "one line", source="capture")
    inbox.capture(folder, to_document(line), state_dir=state)
    assert line not in journal.entries()
    assert journal.refresh()
    assert journal.entries()[0] == line
    assert not journal.refresh()
    journal.close()


def test_a_draft_outlives_the_journal_that_sealed_it(made: tuple[Path, Path, VaultKey]) -> None:
    """Unsaved words are there at the next opening, and gone once their entry is saved."""
    journal = opened(made)
    entry = new_entry(EVENING.replace(month=3), "half a sentence")
    draft = Draft(
        id="00000000-0000-4000-8000-00000000000d",
        at=entry.at,
        of=entry.id,
        base=None,
        text="half a",
        tags=(),
        starred=False,
    )
    journal.save_draft(draft)
    journal.close()
    journal = opened(made)
    assert journal.drafts() == [draft]
    journal.save(entry, draft=draft.id)
    assert journal.drafts() == []
    journal.close()


def test_a_second_opening_reads_and_says_why_it_cannot_write(made: tuple[Path, Path, VaultKey]) -> None:
    """Writing needs the lock; reading goes on without it."""
    first = opened(made)
    with pytest.raises(InUse):
        opened(made)
    second = opened(made, "read")
    assert second.entries() == first.entries()
    assert isinstance(second.why_read_only, InUse)
    with pytest.raises(InUse):
        second.save(new_entry(EVENING, "no"))
    second.close()
    first.close()


def test_no_limit_stands_in_the_way_of_a_long_text(made: tuple[Path, Path, VaultKey]) -> None:
    """Eight megabytes in one entry, and in one line, come back whole."""
    journal = opened(made)
    long = new_entry(EVENING.replace(month=4), "x" * (8 * 2**20) + " end")
    journal.save(long)
    journal.close()
    journal = opened(made)
    assert journal.entries(Filter(words="end")) == [long]
    journal.close()


def conflicting(made: tuple[Path, Path, VaultKey], day: int) -> tuple[Journal, Entry, Entry]:
    """Open a journal in which another machine changed an entry without knowing of this one's change."""
    folder, state, key = made
    vault = Vault.open(folder, key, state_dir=state)
    journal = Journal(VaultStorage(vault), vault.drafts, vault)
    entry = new_entry(EVENING.replace(month=5, day=day), "as it was here")
    journal.save(entry)
    theirs = msgspec.json.encode(to_document(replace(entry, text="as it was there")), order="sorted")
    vault.commit([Put(table="entry-2026", id=entry.id, at=1, rev=vault.new_rev(), past=(), said=theirs)])
    assert journal.refresh()
    both = [each for each in journal.entries() if each.at == entry.at]
    copy = next(each for each in both if each.conflict_of == entry.id)
    assert {each.text for each in both} == {"as it was here", "as it was there"}
    return journal, entry, copy


def test_two_machines_words_are_both_shown_and_one_can_be_let_go(made: tuple[Path, Path, VaultKey]) -> None:
    """Deleting the copy leaves the entry, and no trace of a conflict at the next opening; undo brings it back."""
    journal, entry, copy = conflicting(made, 1)
    gone = journal.delete(copy.id)
    assert [each.text for each in journal.entries() if each.at == entry.at] == ["as it was here"]
    journal.restore(gone)
    assert sorted(each.text for each in journal.entries() if each.at == entry.at) == [
        "as it was here",
        "as it was there",
    ]
    journal.delete(gone.id)
    journal.close()
    again = opened(made)
    assert [each for each in again.entries() if each.at == entry.at] == [entry]
    again.close()


def test_letting_go_of_the_entry_brings_the_other_words_to_the_front(made: tuple[Path, Path, VaultKey]) -> None:
    """Deleting the one that stands first never takes the other version with it."""
    journal, entry, _ = conflicting(made, 2)
    journal.delete(entry.id)
    left = [each for each in journal.entries() if each.at == entry.at]
    assert [(each.id, each.text, each.conflict_of or None) for each in left] == [(entry.id, "as it was there", None)]
    assert journal.get(entry.id) == left[0]
    journal.close()


def test_changing_the_copy_makes_it_an_entry_of_its_own(made: tuple[Path, Path, VaultKey]) -> None:
    """After an edit of the copy both stand side by side, neither in conflict."""
    journal, entry, copy = conflicting(made, 3)
    journal.save(replace(copy, text="both, in my words"))
    left = {each.text: each.conflict_of or None for each in journal.entries() if each.at == entry.at}
    assert left == {"as it was here": None, "both, in my words": None}
    journal.close()


def test_undoing_a_delete_takes_no_other_words_away(made: tuple[Path, Path, VaultKey]) -> None:
    """A deleted record whose place was taken by its version in conflict comes back beside that one, and both stay."""
    folder, state, key = made
    journal = opened(made)
    here = new_entry(EVENING.replace(day=20), "harbour here")
    journal.save(here)
    there = canonical(to_document(replace(here, text="harbour there")))
    journal.close()
    vault = Vault.open(folder, key, state_dir=state)
    vault.commit([Put(table="entry-2026", id=here.id, at=1, rev="5" * 16, past=(), said=there)])
    vault.close()
    journal = opened(made)
    both = ["harbour here", "harbour there"]
    words = Filter(words="harbour")
    assert sorted(entry.text for entry in journal.entries(words)) == both
    gone = journal.delete(here.id)
    assert [entry.text for entry in journal.entries(words)] == both[1:]
    journal.restore(gone)
    assert sorted(entry.text for entry in journal.entries(words)) == both
    journal.close()
    again = opened(made)
    assert sorted(entry.text for entry in again.entries(words)) == both
    again.close()


def test_a_save_is_not_called_failed_because_its_draft_stays(made: tuple[Path, Path, VaultKey]) -> None:
    """The words are in the log; whatever keeps the draft's file from going, the save has succeeded."""
    folder, _, _ = made
    journal = opened(made)
    entry = new_entry(EVENING.replace(day=21), "kept after all")
    (folder / "inbox").rename(folder / "elsewhere")
    (folder / "inbox").symlink_to(folder / "elsewhere")
    journal.save(entry, draft=entry.id)
    assert journal.get(entry.id) == entry
    (folder / "inbox").unlink()
    (folder / "elsewhere").rename(folder / "inbox")
    journal.close()


def test_no_refusal_has_the_text_behind_it(made: tuple[Path, Path, VaultKey]) -> None:
    """Python's own errors carry what they stumbled over; none of them is the context of a refusal."""
    journal = opened(made)
    entry = new_entry(EVENING, "fine")
    for wrong in (replace(entry, text="canary \ud800"), replace(entry, source="canary")):
        with pytest.raises(BadInput) as refused:
            journal.save(wrong)
        assert refused.value.__context__ is None
        assert "canary" not in str(refused.value)
    journal.close()
