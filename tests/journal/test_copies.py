"""Copies of the open journal: made and read by any thread, and never disturb what is being saved."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from tests.journal.conftest import NEW, PASSPHRASE, care

from comfort_journal.errors import NotSaved, WrongPassphrase
from comfort_journal.journal import Journal
from comfort_journal.vault.opening import VaultKey, unlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EVENING = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)


@pytest.fixture
def journal(folder: Path, tmp_path: Path, key: VaultKey) -> Iterator[Journal]:
    """Open it, with one entry."""
    opened = Journal.open(folder, key, state_dir=tmp_path / "state")
    opened.save(new_entry(EVENING, "one"))
    yield opened
    opened.close()


def texts(journal: Journal) -> list[str]:
    """Return what is shown."""
    return sorted(entry.text for entry in journal.entries())


def elsewhere(folder: Path, key: VaultKey, tmp_path: Path, *written: str) -> Path:
    """Return a copy of the vault on another machine, where something was written."""
    there = shutil.copytree(folder, tmp_path / "there.vault")
    other = Journal.open(there, key, state_dir=tmp_path / "there state")
    for text in written:
        other.save(new_entry(EVENING, text))
    other.close()
    return there


def while_saving(journal: Journal, act: Callable[[], object]) -> list[str]:
    """Do something while two threads save, and return everything that they were told is saved."""
    saved: list[str] = []
    begun, stop = threading.Barrier(3), threading.Event()

    def write(who: int) -> None:
        begun.wait()
        number = 0
        while not stop.is_set() or not number:
            number += 1
            journal.save(new_entry(EVENING, f"{who} {number}"))
            saved.append(f"{who} {number}")

    writers = [threading.Thread(target=write, args=(who,)) for who in range(2)]
    for writer in writers:
        writer.start()
    begun.wait()
    try:
        act()
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    return saved


def test_a_backup_while_others_save(journal: Journal, tmp_path: Path, key: VaultKey, folder: Path) -> None:
    """It is whole, holds at least what was saved before it began, and every save of that time is kept."""
    saved = while_saving(journal, lambda: care(journal).backup(tmp_path / "copy"))
    assert texts(journal) == sorted(["one", *saved])
    there = shutil.copytree(folder, tmp_path / "back.vault")
    shutil.copy(tmp_path / "copy", there / "journal")
    back = Journal.open(there, key, state_dir=tmp_path / "fresh")
    assert "one" in texts(back)
    assert set(texts(back)) <= {"one", *saved}
    assert back.notices == ()
    back.close()


def test_a_merge_while_others_save(journal: Journal, tmp_path: Path, key: VaultKey, folder: Path) -> None:
    """Both sides are there, on the screen after the next refresh and on the disk."""
    there = elsewhere(folder, key, tmp_path, "two", "three")
    heard: list[tuple[int, int]] = []
    saved = while_saving(
        journal, lambda: care(journal).merge(there, progress=lambda done, total: heard.append((done, total)))
    )
    journal.refresh()
    assert texts(journal) == sorted(["one", "two", "three", *saved])
    assert heard
    assert all(0 <= done <= total for done, total in heard)
    parts = [done / total for done, total in heard]
    assert parts == sorted(parts)
    journal.close()
    again = Journal.open(folder, key, state_dir=tmp_path / "state")
    assert (texts(again), again.notices) == (sorted(["one", "two", "three", *saved]), ())
    again.close()


def test_a_copy_under_another_passphrase_asks_for_it(
    journal: Journal, tmp_path: Path, key: VaultKey, folder: Path
) -> None:
    """Without it: a fault of its own, nothing changed. With it: merged."""
    there = elsewhere(folder, key, tmp_path, "two")
    care(journal).set_passphrase(NEW, recovery=False)
    with pytest.raises(WrongPassphrase):
        care(journal).merge(there)
    with pytest.raises(WrongPassphrase):
        care(journal).merge(there, [b"wrong"])
    assert care(journal).merge(there, [bytearray(PASSPHRASE)]).keys == "ours"
    journal.refresh()
    assert texts(journal) == ["one", "two"]


def test_conflict_copies_are_named_with_what_they_hold(
    journal: Journal, tmp_path: Path, key: VaultKey, folder: Path
) -> None:
    """Before the merge one holds more, afterwards it does not."""
    there = elsewhere(folder, key, tmp_path, "two")
    assert care(journal).conflict_copies() == ()
    copy = folder / "journal (conflicted copy 2026-01-05 214000)"
    shutil.copy(there / "journal", copy)
    assert [(each.path, each.holds_more) for each in care(journal).conflict_copies()] == [(copy, True)]
    care(journal).merge(copy)
    assert [(each.path, each.holds_more) for each in care(journal).conflict_copies()] == [(copy, False)]


def test_the_days_backup_is_kept_once_and_known(journal: Journal) -> None:
    """It says when the last one was made, and makes no second one that day."""
    assert care(journal).last_backup() is None
    assert care(journal).back_up_daily()
    made = care(journal).last_backup()
    assert made is not None
    assert abs((datetime.now(UTC) - made).total_seconds()) < 3600
    assert not care(journal).back_up_daily()


def test_a_vault_that_can_only_be_read_makes_no_daily_backup(
    journal: Journal, tmp_path: Path, key: VaultKey, folder: Path
) -> None:
    """And nobody is disturbed by that."""
    reader = Journal.open(folder, key, state_dir=tmp_path / "state", want="read")
    assert not care(reader).back_up_daily()
    assert care(reader).last_backup() is None
    reader.close()


def test_a_restore_ends_in_a_lock(journal: Journal, tmp_path: Path, folder: Path) -> None:
    """Afterwards the open journal only shows what it had, says why, and a fresh unlock shows the backup."""
    care(journal).backup(tmp_path / "copy")
    journal.save(new_entry(EVENING, "since"))
    told = care(journal).restore(tmp_path / "copy")
    assert (told.records, told.left) == (1, 1)
    assert not journal.writable
    with pytest.raises(NotSaved, match="Lock and unlock"):
        journal.save(new_entry(EVENING, "never"))
    assert texts(journal) == ["one", "since"]
    journal.close()
    again = Journal.open(folder, unlock(folder, PASSPHRASE, state_dir=tmp_path / "state"), state_dir=tmp_path / "state")
    assert (texts(again), again.writable, again.notices) == (["one"], True, ())
    again.close()
