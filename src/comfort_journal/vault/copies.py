"""Another copy of the vault is read as it is and never written: a whole folder, or one journal file.

Sync tools keep both sides of a disagreement and give one of them a name of their own; here they are found by what they
hold, not by how each tool spells it. A copy is opened by the key that is open already, else by a passphrase.
"""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, ComfortError, NotFound, WrongPassphrase
from comfort_journal.vault import inbox
from comfort_journal.vault.disk import because, read_all
from comfort_journal.vault.folder import INBOX, JOURNAL, JOURNAL_NEW, SET_ASIDE, Folder
from comfort_journal.vault.header import COPY_BYTES, HEADER_BYTES, MAGIC, OpenedHeader, open_header, open_with_key, peek
from comfort_journal.vault.keys import inbox_seed
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.rewrite import Progress, quietly
from comfort_journal.vault.salvage import Recovered, read_around, recover
from comfort_journal.vault.state import VaultState, applied
from comfort_journal.vault.transaction import Op, Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_FOREIGN = "This is a copy of another vault, so it has nothing to do with this one. Nothing was changed."
_NO_KEY = "The copy does not open with this passphrase. It may be the one from before a change of passphrase."


@dataclass(frozen=True, repr=False)
class AnotherCopy:
    """A copy that was opened and read: what its journal holds across damage, and its waiting sealed notes as ops."""

    journal: Recovered
    waiting: tuple[Op, ...]

    @property
    def opened(self) -> OpenedHeader:
        """The copy's header and key."""
        return self.journal.opened


@dataclass(frozen=True)
class ConflictCopy:
    """Another copy that lies beside the journal; ``holds_more`` is false if all of it is here too."""

    path: Path
    holds_more: bool | None


def read_copy(  # noqa: PLR0913  a copy, and all that may open it
    path: Path,
    vault_id: bytes | None,
    *,
    vk: bytes | None = None,
    secrets: Iterable[bytes | bytearray] = (),
    seeds: Sequence[bytes] = (),
    progress: Progress = quietly,
) -> AnotherCopy:
    """Open and read a vault's folder or a journal file; ``vault_id`` is the vault it must be of (None: any).

    ``seeds`` are further inbox seeds that may open its waiting notes.
    ``vk`` is tried first and costs nothing; each of ``secrets``, a passphrase, costs one key derivation and is asked
    for only when those before it have failed. Raises BadInput for what is no copy of this vault, WrongPassphrase,
    Damaged where neither header copy can be used, NewerFormat.
    """
    data = _bytes_of(path)
    first = data[:HEADER_BYTES]
    if MAGIC not in (first[: len(MAGIC)], first[COPY_BYTES : COPY_BYTES + len(MAGIC)]):
        raise BadInput(f"{path} is no vault and no journal file.")
    if vault_id is not None and peek(first).vault_id != vault_id:
        raise BadInput(_FOREIGN)  # before any key derivation
    opened = _open(first, vk, secrets)
    if vault_id is not None and opened.header.vault_id != vault_id:
        raise BadInput(_FOREIGN)
    journal = recover(data, opened, progress)
    return AnotherCopy(journal, _waiting(path, journal, seeds))


def conflict_copies(
    folder: Folder, opened: OpenedHeader, state: VaultState, *, missing: bool = False
) -> tuple[ConflictCopy, ...]:
    """Return the other copies of this vault's journal that lie beside it, under whatever name a sync tool gave them.

    Syncthing, Dropbox, OneDrive, Nextcloud, Seafile and others all keep the beginning of the name. Where changes are
    ``missing`` here, the journals in ``set-aside/`` count too: the lost branch may be one of them.
    """
    found = [ConflictCopy(folder.path / name, _holds_more(folder, name, opened, state)) for name in _beside(folder)]
    if missing:
        with contextlib.suppress(ComfortError), folder.subfolder(SET_ASIDE, make=False) as aside:
            names = [name for name in aside.names() if name.endswith(f".{JOURNAL}")]
            found += [ConflictCopy(aside.path / name, _holds_more(aside, name, opened, state)) for name in names]
    return tuple(each for each in found if each.holds_more is not None)


def offer(copies: Iterable[ConflictCopy]) -> Notice | None:
    """Return the sentence that offers to merge those of the copies that hold more; None where none does."""
    paths = [str(each.path) for each in copies if each.holds_more]
    if not paths:
        return None
    what = "Another copy of the journal lies" if len(paths) == 1 else f"{len(paths)} other copies of the journal lie"
    return Notice(
        "conflict-copies",
        f"{what} in the vault's folder and may hold more than this one: {', '.join(paths)}. Merging takes in what a "
        "copy holds and changes nothing of it: comfort-journal merge FILE.",
    )


def _beside(folder: Folder) -> list[str]:
    names = [name for name in folder.names() if name.startswith(JOURNAL) and name not in {JOURNAL, JOURNAL_NEW}]
    return [name for name in names if (found := folder.status(name)) is not None and stat.S_ISREG(found.st_mode)]


def _holds_more(folder: Folder, name: str, opened: OpenedHeader, state: VaultState) -> bool | None:
    """Tell whether a file holds something that the state does not, or may; None where it is no copy of this vault."""
    try:
        descriptor = folder.open_file(name, os.O_RDONLY, ours=False)
    except ComfortError:
        return None
    try:
        if peek(read_all(descriptor, HEADER_BYTES)).vault_id != opened.header.vault_id:
            return None
        data = read_around(descriptor)[0]
        held = recover(data, open_with_key(data[:HEADER_BYTES], opened.vk)).state
    except WrongPassphrase:
        return True  # under another key, so nobody knows yet
    except ComfortError:
        return None  # no journal, or a broken one: it is looked into when somebody asks
    finally:
        os.close(descriptor)
    news = (each for of in held.versions.values() for each in of)
    return not held.seen <= state.seen or any(
        applied(here, each) is not here for each in news for here in (state.versions.get(each.id, ()),)
    )


def _bytes_of(path: Path) -> bytes:
    """Return a journal file's bytes; where the medium fails in them, zeros, so that the rest can still be taken."""
    try:
        descriptor = os.open(path / JOURNAL if path.is_dir() else path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise NotFound(f"There is no copy of a vault at {path}.") from None
    except OSError as fault:
        raise BadInput(f"The copy at {path} cannot be opened ({because(fault)}).") from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise BadInput(f"{path} is no vault and no journal file.")
        return read_around(descriptor)[0]
    finally:
        os.close(descriptor)


def _open(first: bytes, vk: bytes | None, secrets: Iterable[bytes | bytearray]) -> OpenedHeader:
    if vk is not None:
        with contextlib.suppress(WrongPassphrase):
            return open_with_key(first, vk)
    for secret in secrets:
        with contextlib.suppress(WrongPassphrase):
            return open_header(first, secret)
    raise WrongPassphrase(_NO_KEY)


def _waiting(path: Path, journal: Recovered, seeds: Sequence[bytes]) -> tuple[Op, ...]:
    """Return the copy's own sealed notes as an import would have made them, with the marks that they are taken in."""
    if not path.is_dir():
        return ()
    vault_id = journal.opened.header.vault_id
    seeds = [inbox_seed(journal.opened.vk, vault_id), *journal.state.seeds.values(), *seeds]
    try:
        with Folder.open(path) as folder, folder.subfolder(INBOX, make=False) as items:
            found = inbox.look(items, vault_id, seeds, journal.state.seen).puts
    except ComfortError:
        return ()
    return (*found.values(), Seen(items=tuple(sorted(found)))) if found else ()
