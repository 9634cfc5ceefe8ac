"""What this process may do with a vault: take its lock, write its journal, clear away what a crash left half-made.

Each answer comes with the reason against it, in plain words, so that a vault that can only be read is still read.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, Damaged, NotFound, NotSaved
from comfort_journal.vault.disk import because
from comfort_journal.vault.folder import JOURNAL, JOURNAL_NEW, SUBFOLDERS, Folder
from comfort_journal.vault.lock import Lock

if TYPE_CHECKING:
    from pathlib import Path


def take_lock(folder: Folder, want: str) -> tuple[Lock | None, ComfortError | None]:
    """Return the lock, or (where ``want`` is "read") why there is none. Raises that reason where it is needed."""
    try:
        return needed_lock(folder), None
    except ComfortError as fault:
        if want == "write":
            raise
        return None, fault


def needed_lock(folder: Folder) -> Lock:
    """Return the lock. Raises InUse, Damaged, or NotSaved where the medium lets nobody make one."""
    try:
        return Lock.take(folder)
    except OSError as fault:
        raise NotSaved(f"The vault can only be read here ({because(fault)}).") from None


def open_journal(folder: Folder, refused: ComfortError | None) -> tuple[int, ComfortError | None]:
    """Return the journal's descriptor, and why it can only be read; ``refused`` is a reason that stands already."""
    if refused is None:
        try:
            return folder.open_file(JOURNAL, os.O_RDWR), None
        except (NotFound, Damaged):
            raise
        except ComfortError:  # a read-only medium, say
            refused = NotSaved("The vault can only be read here: its journal file cannot be opened for writing.")
    return folder.open_file(JOURNAL, os.O_RDONLY), refused


def tidy(folder: Folder, state_dir: Path, stale: float) -> Damaged | None:
    """Make missing folders and remove what a crash left half-made before ``stale`` (seconds since 1970).

    The caller holds the lock. Returns why writing must end: a link in a folder's place.
    """
    try:
        folder.tighten()
        folder.remove(JOURNAL_NEW)
        for name in SUBFOLDERS:
            with folder.subfolder(name) as inside:
                inside.sweep(stale)
    except Damaged as fault:
        return fault
    except (ComfortError, OSError):  # a full disk or a read-only medium; the first save will say so
        return None
    with contextlib.suppress(ComfortError, OSError), Folder.open(state_dir) as states:
        states.sweep(stale)
    return None
