"""A copied journal file gets its name only when it was opened again and ended at the frame it was copied up to."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, NotSaved
from comfort_journal.vault.disk import read_all
from comfort_journal.vault.header import HEADER_BYTES, encode_header
from comfort_journal.vault.log import JournalFile, read_journal
from comfort_journal.vault.new_file import make_new

if TYPE_CHECKING:
    from comfort_journal.vault.disk import Disk
    from comfort_journal.vault.folder import Folder
    from comfort_journal.vault.rewrite import Progress

_PIECE = 1 << 20
_UNLIKE = "The copy did not read back as it was written, so it is no backup. It was removed; try again."


def make(folder: Folder, name: str, standing: JournalFile, disk: Disk, progress: Progress) -> None:
    """Fill a new file, compare it, and only then name it.

    Raises BadInput where the name is taken, NotSaved where the copy is not what was copied, OSError.
    """
    make_new(
        folder,
        name,
        disk,
        lambda descriptor: fill(descriptor, standing, disk, progress),
        lambda descriptor: compare(descriptor, standing),
    )


def fill(descriptor: int, standing: JournalFile, disk: Disk, progress: Progress) -> None:
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


def compare(descriptor: int, standing: JournalFile) -> None:
    """Open the copy anew and hold its last frame against the journal's: each frame names the one before."""
    try:
        reading = read_journal(descriptor, standing.opened.vk, pinned=lambda _: None)
    except ComfortError:
        raise NotSaved(_UNLIKE) from None
    finally:
        os.close(descriptor)
    same = reading.opened.mac == standing.opened.mac and reading.opened.copies == "same"
    if not same or reading.end is not None or reading.tip != standing.tip:
        raise NotSaved(_UNLIKE)
