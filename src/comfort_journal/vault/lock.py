"""One process at a time may change a vault: whoever holds ``flock`` on the file that still stands at its path.

The file stays empty and is never renamed or deleted; a sync tool that replaces it is noticed by device and inode.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path
from typing import Self

from comfort_journal.errors import InUse, NotFound
from comfort_journal.vault.folder import LOCK, Folder

_LOCKS = Path("/proc/locks")
_TRIES = 8


class VaultLock:
    """The held lock of one vault."""

    def __init__(self, descriptor: int) -> None:
        """Take over a descriptor that holds the lock."""
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Folder) -> Self:
        """Take the lock without waiting. Raises InUse, with the holder's process id where the system tells."""
        for _ in range(_TRIES):
            descriptor = _open(folder)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as fault:
                held = os.fstat(descriptor)
                os.close(descriptor)
                if fault.errno not in {errno.EWOULDBLOCK, errno.EACCES}:
                    raise InUse("This file system offers no locks, so the vault can only be read here.") from None
                raise _in_use(holder(held)) from None
            if _same(os.fstat(descriptor), folder.status(LOCK)):
                return cls(descriptor)
            os.close(descriptor)  # replaced between opening and locking
        raise _in_use(None)

    def release(self) -> None:
        """Let the next process in."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def holder(locked: os.stat_result) -> int | None:
    """Return the process id that holds a flock on the given file, or None where nothing tells."""
    try:
        lines = _LOCKS.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    device = f"{os.major(locked.st_dev):02x}:{os.minor(locked.st_dev):02x}"
    found: dict[str, int] = {}
    for line in lines:
        fields = line.split()
        # "1: FLOCK ADVISORY WRITE pid major:minor:inode start end"; waiters have "->" in the second place
        if len(fields) < 6 or fields[1] != "FLOCK":  # noqa: PLR2004  the columns of /proc/locks
            continue
        where, _, inode = fields[5].rpartition(":")
        if inode == str(locked.st_ino) and fields[4].isdigit() and int(fields[4]) > 0:
            found[where] = int(fields[4])
    # Some file systems show another device number to stat than to the lock table: a lone match is good enough.
    return found.get(device) or (next(iter(found.values())) if len(found) == 1 else None)


def _open(folder: Folder) -> int:
    while True:
        try:
            return folder.open_file(LOCK, os.O_RDONLY)
        except NotFound:
            try:
                os.close(folder.create_file(LOCK))
            except FileExistsError:
                continue


def _same(ours: os.stat_result, found: os.stat_result | None) -> bool:
    return (
        found is not None and stat.S_ISREG(found.st_mode) and (ours.st_dev, ours.st_ino) == (found.st_dev, found.st_ino)
    )


def _in_use(pid: int | None) -> InUse:
    who = f"another window or program (process {pid})" if pid else "another window or program"
    return InUse(f"The vault is open in {who}. Close it there first.", pid=pid)
