"""The few system calls whose failure decides what may be called saved.

Nothing else in the vault writes, syncs or cuts a file. They come in as an argument, so that a test can make each
of them fail after every byte.
"""

from __future__ import annotations

import errno
import fcntl
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Callable

_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
_NO_FULL_SYNC = frozenset({errno.ENOTSUP, errno.EINVAL, errno.ENOTTY})


def full_sync(descriptor: int) -> None:
    """Return only when the file is on the medium itself, not in a drive's cache, where the system can promise it."""
    if _FULL_SYNC is not None:
        try:
            fcntl.fcntl(descriptor, _FULL_SYNC)
        except OSError as fault:
            # Only a file system without the call falls back: after a real fault a second sync may lie.
            if fault.errno not in _NO_FULL_SYNC:
                raise
        else:
            return
    os.fsync(descriptor)


@dataclass(frozen=True, slots=True)
class Disk:
    """How bytes reach the medium: ``write(fd, bytes, offset) -> count``, ``sync(fd)``, ``cut(fd, size)``."""

    write: Callable[[int, bytes | memoryview, int], int] = os.pwrite
    sync: Callable[[int], None] = full_sync
    cut: Callable[[int, int], None] = os.ftruncate

    def write_all(self, descriptor: int, data: bytes, offset: int) -> None:
        """Write every byte at ``offset``, however many calls the system needs for it."""
        rest = memoryview(data)
        while rest:
            written = self.write(descriptor, rest, offset)
            if written <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest, offset = rest[written:], offset + written


REAL_DISK = Disk()


def read_all(descriptor: int, size: int, offset: int = 0) -> bytes:
    """Return ``size`` bytes from ``offset``, fewer only where the file ends. Raises Damaged where the medium fails."""
    pieces = []
    while size:
        try:
            piece = os.pread(descriptor, min(size, 1 << 30), offset)
        except OSError as fault:
            raise Damaged(
                f"The disk cannot read a part of the vault ({because(fault)}). Copy its folder to another disk."
            ) from None
        if not piece:
            break
        pieces.append(piece)
        size, offset = size - len(piece), offset + len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def because(fault: OSError) -> str:
    """Return the system's own words for a fault, without the path that may stand in it."""
    return os.strerror(fault.errno) if fault.errno else "unknown fault"


def why(fault: Exception) -> str:
    """Return the system's own words behind a fault, else the fault's, without the full stop."""
    behind = fault if isinstance(fault, OSError) else fault.__context__
    return because(behind) if isinstance(behind, OSError) else str(fault).rstrip(".")
