"""A vault is made whole or not at all, and opened by its passphrase only.

The key that comes out is opaque: nothing shows it, and it opens this one vault. Deriving it takes as long as the
header's cost says, without holding up other threads.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, ComfortError, NotFound, NotSaved
from comfort_journal.vault import inbox
from comfort_journal.vault.disk import REAL_DISK, because, full_sync, read_all
from comfort_journal.vault.folder import JOURNAL, KNOWN_NAMES, SUBFOLDERS, TEMPORARY, Folder
from comfort_journal.vault.header import (
    HEADER_BYTES,
    ID_BYTES,
    NONCE_BYTES,
    Keyset,
    make_passphrase_slot,
    open_header,
    peek,
)
from comfort_journal.vault.keys import (
    KEY_BYTES,
    SALT_BYTES,
    KdfCost,
    default_cost,
    fitting,
    machine_memory,
    may_be_slow,
)
from comfort_journal.vault.lock import VaultLock
from comfort_journal.vault.passphrase import chosen, wipe
from comfort_journal.vault.pin import make_pin, pinned_path, write_pin
from comfort_journal.vault.recovery import make_recovery_slot, open_with_code
from comfort_journal.vault.rewrite import fresh_header, write_journal
from comfort_journal.vault.state import VaultState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class VaultKey:
    """The key of one vault; it is handed on and never looked at."""

    __slots__ = ("_vk", "vault_id")

    def __init__(self, vk: bytes, vault_id: bytes) -> None:
        """Keep the key; ``vault_id`` is no secret."""
        self._vk = vk
        self.vault_id = vault_id

    def __repr__(self) -> str:
        return "<VaultKey>"

    def reveal(self) -> bytes:
        """Return the key's bytes, for this room alone."""
        return self._vk


def create(  # noqa: PLR0913  each is a choice of its own
    folder: Path,
    passphrase: bytes | bytearray,
    *,
    state_dir: Path,
    memory_mib: int | None = None,
    recovery_code: str | None = None,
    random: Callable[[int], bytes] = os.urandom,
) -> VaultKey:
    """Make a vault at ``folder`` and return its key; blocks for one key derivation.

    Blanks around the passphrase are left out.
    ``recovery_code`` (of ``make_code``) opens it too; without one only the passphrase does. Raises BadInput where there
    is a vault already, the folder holds anything else, or the passphrase or the memory (MiB) is out of limits; NotFound
    where this machine remembers a vault at that place; NotSaved; InUse.
    """
    cost = default_cost(machine_memory()) if memory_mib is None else fitting(_cost(memory_mib), machine_memory())
    secret = chosen(passphrase)
    try:
        check_place(folder, state_dir=state_dir)
        with Folder.make(folder) as made:
            _check_empty(made)
            made.tighten()
            lock = VaultLock.take(made)
            try:
                _check_empty(made)
                vk, vault_id = random(KEY_BYTES), random(ID_BYTES)
                slot = make_passphrase_slot(
                    vk, vault_id, secret, cost, salt=random(SALT_BYTES), nonce=random(NONCE_BYTES)
                )
                second = recovery_code and make_recovery_slot(
                    vk, vault_id, recovery_code, salt=random(SALT_BYTES), nonce=random(NONCE_BYTES)
                )
                keyset = Keyset(vk, 1, slot, second or None)
                _write(made, vault_id, keyset, state_dir, random)
            finally:
                lock.release()
    finally:
        wipe(secret)
    return VaultKey(vk, vault_id)


def unlock(folder: Path, passphrase: bytes | bytearray, *, state_dir: Path) -> VaultKey:
    """Return the key that a passphrase opens; blocks for the key derivation and writes nothing.

    Raises NotFound, WrongPassphrase, Damaged, NewerFormat, or BadInput for what can be no passphrase.
    """
    opened = open_header(read_header(folder, state_dir), passphrase)
    return VaultKey(opened.vk, opened.header.vault_id)


def unlock_with_code(folder: Path, typed: bytes | bytearray, *, state_dir: Path) -> VaultKey:
    """Return the key that a recovery code opens; the code is not used up, and nothing is written.

    Raises NotFound, BadInput for a typing error or where there is no recovery code, WrongPassphrase, Damaged,
    NewerFormat.
    """
    opened = open_with_code(read_header(folder, state_dir), typed)
    return VaultKey(opened.vk, opened.header.vault_id)


def is_slow_here(folder: Path, *, state_dir: Path) -> bool:
    """Tell whether unlocking wants more memory than this machine has to spare, so that it may take long."""
    return may_be_slow(peek(read_header(folder, state_dir)).passphrase_slot.cost, machine_memory())


def check_place(folder: Path, *, state_dir: Path) -> None:
    """Raise BadInput or NotFound where no vault can be made; nothing is touched, so it can be asked before any work."""
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is not a folder. Choose another place.")
    with suppress(NotFound), Folder.open(folder) as there:
        _check_empty(there)
    _refuse_if_gone(folder, state_dir)


def exists(folder: Path) -> bool:
    """Tell whether a journal file stands at the place; nothing of it is read."""
    return os.path.lexists(folder / JOURNAL)


def first_bytes(folder: Path) -> bytes:
    """Return the first 8,192 bytes of the journal file. Raises NotFound."""
    with Folder.open(folder) as opened:
        descriptor = opened.open_file(JOURNAL, os.O_RDONLY)
        try:
            return read_all(descriptor, HEADER_BYTES)
        finally:
            os.close(descriptor)


def read_header(folder: Path, state_dir: Path) -> bytes:
    """Return the same bytes. Raises NotFound, in words for a vault that is gone."""
    try:
        return first_bytes(folder)
    except NotFound:
        _refuse_if_gone(folder, state_dir)
        raise NotFound(f"There is no vault at {folder}.") from None


def _refuse_if_gone(folder: Path, state_dir: Path) -> None:
    remembered = pinned_path(state_dir, folder)
    if remembered is not None and not exists(folder):
        raise NotFound(
            f"The vault that was at {folder} is gone. Put it back from a backup or wait for a sync to finish. To begin "
            f"a new one at this place, first remove {remembered}."
        )


def _cost(memory_mib: int) -> KdfCost:
    cost = KdfCost(memory_mib * 1024)
    cost.check()
    return cost


def _check_empty(folder: Folder) -> None:
    names = folder.names()
    if JOURNAL in names:
        raise BadInput(f"There is a vault at {folder.path} already. It was not touched.")
    others = [name for name in names if name not in KNOWN_NAMES and not TEMPORARY.fullmatch(name)]
    if others:
        raise BadInput(f"The folder {folder.path} holds other things. Choose an empty or a new folder.")


def _write(folder: Folder, vault_id: bytes, keyset: Keyset, state_dir: Path, random: Callable[[int], bytes]) -> None:
    for name in SUBFOLDERS:
        folder.subfolder(name).close()
    inbox.renew_public_key(state_dir, keyset.vk, vault_id)  # first: where it cannot be kept, no half of a vault is left
    header = fresh_header(vault_id, keyset, 1, random)
    try:
        descriptor, reading = write_journal(
            folder,
            header,
            keyset.vk,
            VaultState(),
            REAL_DISK,
            random,
            may_replace=lambda: folder.status(JOURNAL) is None,
        )
        os.close(descriptor)
        full_sync(folder.descriptor)
        parent = os.open(folder.path.absolute().parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            full_sync(parent)
        finally:
            os.close(parent)
    except OSError as fault:
        raise NotSaved(f"The disk refused the write ({because(fault)}). The vault was not made.") from None
    with suppress(ComfortError, OSError):  # the vault is made; the first unlock pins it, or says why not
        write_pin(state_dir, vault_id, make_pin(folder.path, reading.opened, reading.tip, None), durable=True)
