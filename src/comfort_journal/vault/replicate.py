"""A copied journal file gets its name only when it was opened again and ended at the frame it was copied up to."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, ComfortError, NotSaved
from comfort_journal.vault.disk import read_all
from comfort_journal.vault.header import HEADER_BYTES, encode_header
from comfort_journal.vault.log import Standing, read_journal

if TYPE_CHECKING:
    from comfort_journal.vault.disk import Disk
    from comfort_journal.vault.folder import Folder
    from comfort_journal.vault.rewrite import Progress

THERE = "There is a file of that name already; it was not touched."
_PIECE = 1 << 20
_UNLIKE = "The copy did not read back as it was written, so it is no backup. It was removed; try again."


def make(folder: Folder, name: str, standing: Standing, disk: Disk, progress: Progress) -> None:
    """Fill a file without a name, compare it, and only then name it; where there are none, one with a hidden name.

    Raises BadInput where the name is taken, NotSaved where the copy is not what was copied, OSError.
    """
    descriptor, temporary, way = _unnamed(folder)
    try:
        fill(descriptor, standing, disk, progress)
        compare(os.open(way, os.O_RDONLY | os.O_CLOEXEC, dir_fd=folder.descriptor), standing)
        _name(folder, way, name)
        with contextlib.suppress(OSError):  # the file is whole and synced; not every medium syncs a folder
            disk.sync(folder.descriptor)
    finally:
        os.close(descriptor)
        if temporary is not None:
            folder.remove(temporary)


def _unnamed(folder: Folder) -> tuple[int, str | None, str]:
    """Return a new file's descriptor, the name to remove afterwards, and the way by which it can be opened again."""
    with contextlib.suppress(AttributeError, OSError):
        flags = os.O_RDWR | os.O_TMPFILE | os.O_CLOEXEC
        descriptor = os.open(".", flags, 0o600, dir_fd=folder.descriptor)
        os.fchmod(descriptor, 0o600)
        way = f"/proc/self/fd/{descriptor}"
        if os.path.exists(way):  # noqa: PTH110  no path of anybody's
            return descriptor, None, way
        os.close(descriptor)
    temporary = f".{os.urandom(16).hex()}.tmp"
    return folder.create_file(temporary), temporary, temporary


def _name(folder: Folder, way: str, name: str) -> None:
    """Give the file its name, which must be free until this very moment."""
    where = folder.descriptor
    try:
        os.link(way, name, src_dir_fd=where, dst_dir_fd=where, follow_symlinks=way.startswith("/proc/"))
    except FileExistsError:
        raise BadInput(THERE) from None
    except OSError:
        if way.startswith("/proc/"):
            raise
        try:  # a medium without links, an old USB stick say: take the free name first, then put the file over it
            os.close(folder.create_file(name))
        except FileExistsError:
            raise BadInput(THERE) from None
        folder.rename(way, name)


def fill(descriptor: int, standing: Standing, disk: Disk, progress: Progress) -> None:
    """Write both header copies, whole even where the journal has one bad, and every acknowledged frame; sync."""
    copy = encode_header(standing.opened.header, standing.opened.vk)
    disk.write_all(descriptor, copy + copy, 0)
    at, end = HEADER_BYTES, standing.tip.offset
    while at < end:
        piece = read_all(standing.descriptor, min(_PIECE, end - at), at)
        if not piece:
            raise NotSaved("The journal file became shorter meanwhile. No backup was made.")
        disk.write_all(descriptor, piece, at)
        at += len(piece)
        progress(at, 2 * end)
    disk.sync(descriptor)


def compare(descriptor: int, standing: Standing) -> None:
    """Open the copy anew and hold its last frame against the journal's: each frame names the one before."""
    try:
        reading = read_journal(descriptor, standing.opened.vk, pinned=lambda _: None)
    except ComfortError:
        raise NotSaved(_UNLIKE) from None
    finally:
        os.close(descriptor)
    same = reading.opened.mac == standing.opened.mac and reading.opened.copies == "same"
    if not same or reading.log.end is not None or reading.log.tip != standing.tip:
        raise NotSaved(_UNLIKE)
