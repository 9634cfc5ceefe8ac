"""An entry whose day was changed, over the turn of a year too: it stands in one place only, whatever is read again."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

import pytest
from msgspec.structs import replace
from tests.entries import new_entry

from comfort_journal.journal import Journal
from comfort_journal.records import Entry, programme_day
from comfort_journal.vault.merge import merge
from comfort_journal.vault.opening import VaultKey, create
from comfort_journal.vault.transaction import Put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW_YEAR = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
SECRET = b"made up words for a test"
THERE = "2025-12-30T21:30:00+01:00"


class Place(NamedTuple):
    """A vault with one entry of the new year, and an older copy of it."""

    journal: Journal
    entry: Entry
    key: VaultKey
    folder: Path
    older: Path

    def again(self) -> Journal:
        """Close it and read it from the disk."""
        self.journal.close()
        return Journal.open(self.folder, self.key, state_dir=self.folder.parent / "state")

    def elsewhere(self) -> Journal:
        """Open the older copy, as another machine would."""
        return Journal.open(self.older, self.key, state_dir=self.older.parent / "state")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Make both."""
    folder = tmp_path / "journal.vault"
    key = create(folder, SECRET, state_dir=tmp_path / "state", memory_mib=64)
    journal = Journal.open(folder, key, state_dir=tmp_path / "state")
    entry = new_entry(NEW_YEAR, "The new year.", tags=["calm"], starred=True)
    journal.save(entry)
    older = tmp_path / "elsewhere" / "journal.vault"
    shutil.copytree(folder, older)
    yield Place(journal, entry, key, folder, older)
    journal.close()


def shown(journal: Journal) -> dict[str, tuple[str, str]]:
    """Return text and time of every entry by its id."""
    return {entry.id: (entry.text, entry.at) for entry in journal.entries()}


def test_an_entry_moves_over_the_turn_of_the_year_in_one_save(place: Place) -> None:
    """One frame with one version that replaces the old one: it leaves its table for the other year's."""
    journal, entry = place.journal, place.entry
    vault = journal._vault
    saved, before = vault._log.tip.seq, journal.revision(entry.id)
    journal.save(moved := replace(entry, at=THERE))
    assert vault._log.tip.seq == saved + 1
    (version,) = vault.state.versions[entry.id]
    assert isinstance(version, Put)
    assert (version.table, version.past) == ("entry-2025", (before,))
    assert journal.entries() == [moved]
    again = place.again()
    assert again.entries() == [moved] == [again.get(entry.id)]
    assert again.days_with_entries() == {programme_day(THERE)}
    again.close()


def test_a_copy_that_did_not_hear_of_it_brings_nothing_back(place: Place) -> None:
    """Merged before and after the file is written anew, and the other way round."""
    place.journal.save(replace(place.entry, at=THERE))
    expected = {place.entry.id: ("The new year.", THERE)}
    for _ in range(2):
        merge(place.journal._vault, place.older, [SECRET])
        place.journal.refresh()
        assert shown(place.journal) == expected
        assert place.journal.care is not None
        place.journal.care.compact()
    other = place.elsewhere()
    assert shown(other) == {place.entry.id: ("The new year.", place.entry.at)}
    merge(other._vault, place.folder, [SECRET])
    other.refresh()
    assert shown(other) == expected
    other.close()
    again = place.again()
    assert shown(again) == expected
    again.close()


def test_words_changed_elsewhere_meanwhile_stay_beside_it(place: Place) -> None:
    """Neither the changed day nor the changed words get lost, and each stands once."""
    place.journal.save(replace(place.entry, at=THERE))
    other = place.elsewhere()
    other.save(replace(place.entry, text="Changed there."))
    other.close()
    merge(place.journal._vault, place.older, [SECRET])
    place.journal.refresh()
    assert sorted(shown(place.journal).values()) == [("Changed there.", place.entry.at), ("The new year.", THERE)]


def test_a_changed_day_outlives_a_deletion_that_did_not_know_it(place: Place) -> None:
    """As any edit does."""
    place.journal.save(replace(place.entry, at=THERE))
    other = place.elsewhere()
    other.delete(place.entry.id)
    other.close()
    merge(place.journal._vault, place.older, [SECRET])
    place.journal.refresh()
    assert shown(place.journal) == {place.entry.id: ("The new year.", THERE)}


def test_an_entry_goes_there_and_back(place: Place) -> None:
    """Each version replaces all before it, so that none of them can be shown again."""
    for at in (THERE, place.entry.at, THERE):
        place.journal.save(replace(place.entry, at=at))
        merge(place.journal._vault, place.older, [SECRET])
        place.journal.refresh()
        assert shown(place.journal) == {place.entry.id: ("The new year.", at)}
    (version,) = place.journal._vault.state.versions[place.entry.id]
    assert len(version.past) == 3
