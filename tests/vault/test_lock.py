"""The lock: one process writes, the others know who it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import InUse
from comfort_journal.vault.folder import Folder
from comfort_journal.vault.lock import VaultLock, holder

if TYPE_CHECKING:
    from tests.vault.conftest import Place

SOURCES = Path(__file__).resolve().parents[2] / "src"
HOLD = """
import sys
from pathlib import Path
from comfort_journal.vault.folder import Folder
from comfort_journal.vault.lock import VaultLock
lock = VaultLock.take(Folder.open(Path(sys.argv[1])))
print("held", flush=True)
sys.stdin.read()
"""


def test_another_process_holds_the_lock_and_is_named(place: Place) -> None:
    """A second process is told who holds the vault; when that one ends, the vault is free."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, place.folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(InUse) as told:
            place.open()
        if Path("/proc/locks").exists():
            assert told.value.pid == other.pid
            assert str(other.pid) in str(told.value)
        reader = place.open("read")
        assert isinstance(reader.vault.why_read_only, InUse)
        reader.vault.close()
        other.stdin.close()
    place.open().vault.close()


def test_a_replaced_lock_file_does_not_let_two_in(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock taken on a file that no longer stands at the path is taken again, on the one that does."""
    import fcntl  # noqa: PLC0415  what is replaced below

    real, seen = fcntl.flock, []

    def replace_first(descriptor: int, how: int) -> None:
        real(descriptor, how)
        if not seen:
            (place.folder / "lock").unlink()
            (place.folder / "lock").touch(0o600)
        seen.append(descriptor)

    monkeypatch.setattr("comfort_journal.vault.lock.fcntl.flock", replace_first)
    with Folder.open(place.folder) as folder:
        lock = VaultLock.take(folder)
        assert len(seen) == 2
        with pytest.raises(InUse):
            VaultLock.take(folder)
        lock.release()


def test_the_lock_file_stays_empty_and_in_place(place: Place) -> None:
    """Locking never writes, renames or deletes it."""
    before = (place.folder / "lock").stat()
    place.open().vault.close()
    after = (place.folder / "lock").stat()
    assert (after.st_ino, after.st_size, after.st_mtime_ns) == (before.st_ino, 0, before.st_mtime_ns)


def test_without_a_lock_table_the_holder_is_unknown(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no list of locks, nobody is named."""
    monkeypatch.setattr("comfort_journal.vault.lock._LOCKS", place.folder / "none")
    assert holder((place.folder / "lock").stat()) is None


def test_the_holder_is_found_among_all_other_locks(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks of another sort, of other files or of those who wait come before and after it, and none is taken for it."""
    lock = (place.folder / "lock").stat()
    device = f"{os.major(lock.st_dev):02x}:{os.minor(lock.st_dev):02x}"
    table = place.folder.parent / "locks"
    table.write_text(
        f"1: POSIX ADVISORY WRITE 5 {device}:{lock.st_ino} 0 EOF\n"
        f"1: -> FLOCK ADVISORY WRITE 6 {device}:{lock.st_ino} 0 EOF\n"
        f"2: FLOCK ADVISORY WRITE 8 {device}:{lock.st_ino + 1} 0 EOF\n"
        f"3: FLOCK ADVISORY WRITE 7 {device}:{lock.st_ino} 0 EOF\n"
        f"4: FLOCK ADVISORY WRITE 9 fff:fff:{lock.st_ino} 0 EOF\n"
    )
    monkeypatch.setattr("comfort_journal.vault.lock._LOCKS", table)
    assert holder(lock) == 7
