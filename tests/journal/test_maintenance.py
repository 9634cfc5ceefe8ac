"""Looking after the open vault: everything blocks, may be called from any thread, and leaves the journal usable."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from tests.journal.conftest import NEW, PASSPHRASE, care

from comfort_journal.errors import NotSaved, WrongPassphrase
from comfort_journal.journal import Journal
from comfort_journal.vault import compaction, rekey
from comfort_journal.vault.opening import VaultKey, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVENING = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)


@pytest.fixture
def journal(folder: Path, tmp_path: Path, key: VaultKey) -> Iterator[Journal]:
    """Open it."""
    opened = Journal.open(folder, key, state_dir=tmp_path / "state")
    yield opened
    opened.close()


def texts(folder: Path, key: VaultKey, state_dir: Path) -> set[str]:
    """Return what a fresh opening shows."""
    journal = Journal.open(folder, key, state_dir=state_dir, want="read")
    try:
        return {entry.text for entry in journal.entries()}
    finally:
        journal.close()


def test_the_standing_tells_size_dead_bytes_counts_and_moments(journal: Journal, folder: Path) -> None:
    """It changes with what is done, and knows no moment that never was."""
    before = care(journal).standing()
    assert (before.entries, before.records, before.saves, before.dead) == (0, 0, 0, 0)
    assert (before.has_recovery, before.memory_mib) == (False, 64)
    assert before.last_verified is None
    assert before.last_backup is None
    entry = new_entry(EVENING, "x" * 3000)
    journal.save(entry, new_entry(EVENING, "two"))
    journal.set_prompts(["What was warm?"])
    journal.delete(entry.id)
    full = care(journal).standing()
    assert (full.entries, full.records, full.saves) == (1, 2, 3)
    assert full.size == (folder / "journal").stat().st_size
    assert 3000 < full.dead < full.size
    assert care(journal).compact() == full.size - (folder / "journal").stat().st_size > 3000
    assert care(journal).verify().problems == ()
    after = care(journal).standing()
    assert after.dead < 1100
    now = datetime.now(UTC)
    for moment in (after.last_verified, after.last_backup):
        assert moment is not None
        assert moment.tzinfo is not None
        assert now - timedelta(minutes=5) < moment <= now + timedelta(minutes=1)


def test_the_passphrase_is_changed_while_the_journal_stays_open(journal: Journal, folder: Path, tmp_path: Path) -> None:
    """Saving, drafts and reading go on under the new key; from then on the new passphrase is the right one."""
    journal.save(new_entry(EVENING, "before"))
    with pytest.raises(WrongPassphrase):
        care(journal).check_passphrase(NEW)
    care(journal).check_passphrase(PASSPHRASE)
    keys = care(journal).set_passphrase(NEW, recovery=True)
    assert keys.code is not None
    care(journal).try_code(keys.code.lower().encode())
    assert care(journal).standing().has_recovery
    journal.save(new_entry(EVENING, "after"))
    assert {entry.text for entry in journal.entries()} == {"before", "after"}
    with pytest.raises(WrongPassphrase):
        care(journal).check_passphrase(PASSPHRASE)
    care(journal).check_passphrase(NEW)
    care(journal).set_passphrase(NEW, recovery=False)
    assert not care(journal).standing().has_recovery
    journal.close()
    key = unlock(folder, NEW, state_dir=tmp_path / "state")
    assert texts(folder, key, tmp_path / "state") == {"before", "after"}
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE, state_dir=tmp_path / "state")


def test_many_small_saves_are_filled_into_few_frames_at_an_opening(
    folder: Path, tmp_path: Path, key: VaultKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told before, once; reading alone leaves them, and so does the next opening."""
    monkeypatch.setattr(compaction, "MANY_SMALL", 9)
    journal = Journal.open(folder, key, state_dir=tmp_path / "state")
    for number in range(12):
        journal.save(new_entry(EVENING, str(number)))
    journal.close()
    told: list[int] = []
    for want in ("read", "write", "write"):
        journal = Journal.open(
            folder, key, state_dir=tmp_path / "state", want=want, tidying=lambda: told.append(len(told))
        )
        assert {entry.text for entry in journal.entries()} == {str(number) for number in range(12)}
        assert care(journal).standing().saves == (12 if want == "read" else 1)
        journal.close()
    assert told == [0]


def test_a_journal_that_can_only_be_read_keeps_its_keys(folder: Path, tmp_path: Path, key: VaultKey) -> None:
    """Another window has the lock: the reason is raised before any work."""
    first = Journal.open(folder, key, state_dir=tmp_path / "state")
    second = Journal.open(folder, key, state_dir=tmp_path / "state", want="read")
    for act in (
        lambda: care(second).set_passphrase(NEW, recovery=False),
        care(second).compact,
        care(second).purge,
    ):
        with pytest.raises(type(second.why_read_only)):
            act()
    second.close()
    first.close()


def test_saving_and_looking_after_go_on_at_once(journal: Journal, folder: Path, tmp_path: Path) -> None:
    """Four threads save and read while the key changes and the file is compacted: every entry is kept, none twice."""
    faults: list[BaseException] = []

    def write(thread: int) -> None:
        try:
            for number in range(15):
                journal.save(new_entry(EVENING, f"{thread} {number}"))
                journal.entries()
        except BaseException as fault:  # noqa: BLE001  whatever a thread met is shown below
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(each,)) for each in range(4)]
    for each in threads:
        each.start()
    keys = care(journal).set_passphrase(NEW, recovery=False)
    care(journal).compact()
    care(journal).standing()
    keys = care(journal).set_passphrase(NEW, recovery=False)
    for each in threads:
        each.join()
    assert faults == []
    wanted = {f"{thread} {number}" for thread in range(4) for number in range(15)}
    assert {entry.text for entry in journal.entries()} == wanted
    journal.close()
    assert texts(folder, keys.key, tmp_path / "state") == wanted


def test_an_opening_ends_what_was_interrupted_and_compacts_what_is_due(
    folder: Path, tmp_path: Path, key: VaultKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both after the unlock, before anything is typed; a disk that refuses is no reason not to open."""
    monkeypatch.setattr(compaction, "LEAST_DEAD", 10_000)
    journal = Journal.open(folder, key, state_dir=tmp_path / "state")
    entry = new_entry(EVENING, "x" * 9000)
    for _ in range(6):
        journal.save(entry)
        journal.delete(entry.id)
    size = (folder / "journal").stat().st_size
    journal.close()

    def refuse(*_: object, **__: object) -> None:
        raise NotSaved("No.")

    with monkeypatch.context() as patched:
        patched.setattr(compaction, "keep_daily", refuse)
        Journal.open(folder, key, state_dir=tmp_path / "state").close()
    assert (folder / "journal").stat().st_size == size
    Journal.open(folder, key, state_dir=tmp_path / "state", want="read").close()
    assert (folder / "journal").stat().st_size == size
    with monkeypatch.context() as patched:
        patched.setattr(rekey, "keep_only_fresh", refuse)
        journal = Journal.open(folder, key, state_dir=tmp_path / "state")
        assert (folder / "journal").stat().st_size < size / 2
        keys = care(journal).set_passphrase(NEW, recovery=False)
        assert keys.unfinished == "No."
        journal.close()
    older = {each.name for each in (folder / "backups").iterdir()}
    assert older
    Journal.open(folder, keys.key, state_dir=tmp_path / "state").close()
    assert older.isdisjoint(each.name for each in (folder / "backups").iterdir())


def test_a_purge_names_what_went(journal: Journal, folder: Path) -> None:
    """And the journal goes on."""
    journal.save(entry := new_entry(EVENING, "one"))
    care(journal).compact()
    journal.delete(entry.id)
    (folder / "set-aside" / "0-ab.tail").write_bytes(b"x")
    assert sorted(care(journal).purge()) == ["backups/1.journal", "set-aside/0-ab.tail"]
    journal.save(new_entry(EVENING, "two"))
    assert [each.text for each in journal.entries()] == ["two"]
