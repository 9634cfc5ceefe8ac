"""What this process may do with a vault: take its lock, write its journal, clear away what a crash left half-made.

Each answer comes with the reason against it, in plain words, so that a vault that can only be read is still read.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, Damaged, NotFound, NotSaved
from comfort_journal.vault import judge
from comfort_journal.vault.disk import because
from comfort_journal.vault.folder import JOURNAL, JOURNAL_NEW, SUBFOLDERS, Folder
from comfort_journal.vault.lock import VaultLock
from comfort_journal.vault.log import Log, read_journal
from comfort_journal.vault.opening import read_header
from comfort_journal.vault.pin import pinned_seq
from comfort_journal.vault.transaction import Understood

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from comfort_journal.vault.log import Reading
    from comfort_journal.vault.notice import Notice
    from comfort_journal.vault.opening import VaultKey
    from comfort_journal.vault.pin import Pin
    from comfort_journal.vault.world import World

_STALE_SECONDS = 3600.0
"""A temporary file of this age belongs to no process that is still writing it."""


@dataclass(frozen=True, repr=False)
class Held:
    """All that a process holds of a vault it has opened; ``refused`` is why nothing can be written here."""

    folder: Folder
    lock: VaultLock | None
    log: Log
    reading: Reading
    understood: Understood
    pin: Pin | None
    notices: tuple[Notice, ...]
    refused: ComfortError | None

    @property
    def key_changed(self) -> bool:
        """Whether this machine last saw the vault under an earlier key."""
        return self.pin is not None and self.pin.key_number < self.reading.opened.header.key_number


def hold(  # noqa: PLR0913, PLR0917  a vault, its key, and a test's world
    folder: Path, key: VaultKey, state_dir: Path, want: str, world: World, undo: ExitStack
) -> Held:
    """Open a vault's folder, take its lock and read its journal; ``undo`` lets go of all of it again.

    Raises as ``Vault.open``.
    """
    read_header(folder, state_dir)  # says in the right words that there is none, or that it is gone
    opened = undo.enter_context(Folder.open(folder))
    lock, refused = take_lock(opened, want)
    if lock is not None:
        undo.callback(lock.release)
    # The pin first: a journal opened after it can only be newer, whatever another process saves meanwhile.
    pin, notices = judge.remembered(state_dir, key.vault_id)
    descriptor, refused = open_journal(opened, refused)
    undo.callback(os.close, descriptor)
    understood = Understood(prove=False)
    reading = read_journal(
        descriptor, key.reveal(), pinned=lambda header: pinned_seq(pin, header), take=understood.take
    )
    notices += judge.notices(reading, pin, alone=lock is not None)
    log = Log(opened, descriptor, reading, world.disk)
    return Held(opened, lock, log, reading, understood, pin, tuple(notices), refused)


def take_lock(folder: Folder, want: str) -> tuple[VaultLock | None, ComfortError | None]:
    """Return the lock, or (where ``want`` is "read") why there is none. Raises that reason where it is needed."""
    try:
        return needed_lock(folder), None
    except ComfortError as fault:
        if want == "write":
            raise
        return None, fault


def needed_lock(folder: Folder) -> VaultLock:
    """Return the lock. Raises InUse, Damaged, or NotSaved where the medium lets nobody make one."""
    try:
        return VaultLock.take(folder)
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


def tidy(folder: Folder, state_dir: Path, now: float) -> Damaged | None:
    """Make missing folders and remove what a crash left half-made an hour or more before ``now`` (seconds since 1970).

    The caller holds the lock. Returns why writing must end: a link in a folder's place.
    """
    stale = now - _STALE_SECONDS
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
