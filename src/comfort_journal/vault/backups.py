"""A backup counts only once it was opened again, under the key, and ended at the very frame it was made from.

It is a whole journal file, as encrypted as the journal itself, under the keys that the journal has then. What is
copied is what was acknowledged: no later save changes those bytes, so a copy is made while the journal is in use.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, NotFound, NotSaved
from comfort_journal.vault.disk import because, read_all
from comfort_journal.vault.folder import BACKUPS, INBOX, SET_ASIDE, Folder
from comfort_journal.vault.header import HEADER_BYTES, MAGIC, OpenedHeader
from comfort_journal.vault.inbox import ITEM
from comfort_journal.vault.new_file import beside, refuse_taken
from comfort_journal.vault.replicate import compare, fill, make
from comfort_journal.vault.rewrite import Progress, quietly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comfort_journal.vault.log import JournalFile
    from comfort_journal.vault.vault import Vault

KEEP = 3
DAY = 86_400.0

_NAME = re.compile(r"([1-9][0-9]{0,18})\.journal")
_FILE_ID = slice(32, 48)


@dataclass(frozen=True)
class Backup:
    """One automatic backup: its file's name, the generation it is of, when it was made (seconds since 1970)."""

    name: str
    generation: int
    made_at: float


def back_up(vault: Vault, target: Path, progress: Progress = quietly) -> int:
    """Make a new file ``target`` (0600) that holds everything acknowledged; one that exists is never touched.

    The name appears only once the copy was re-opened and compared. Returns how many sealed notes wait in the inbox and
    are not in it. Raises BadInput where there is a file or no folder,
    Damaged where the journal itself is, NotSaved.
    """
    refuse_taken(target)
    with _standing(vault) as standing, beside(target, "backup") as folder:
        try:
            make(folder, target.name, standing, vault.world.disk, progress)
        except OSError as fault:
            raise NotSaved(f"The disk refused the write ({because(fault)}). No backup was made.") from None
    return _waiting(vault)


def keep_one(vault: Vault, progress: Progress = quietly) -> Backup:
    """Back up the present file inside the vault and remove all but the newest three; for before a file is replaced.

    Only for a vault that can be written: raises the reason where it cannot, and NotSaved with every older one kept.
    """
    with vault.guard:
        if vault.why_read_only is not None:
            raise vault.why_read_only
        with vault.folder.subfolder(BACKUPS) as backups:
            made = _into(vault, backups, progress)
            older = [each for each in _listed(backups) if each.name != made.name]
            for each in older[KEEP - 1 :]:
                with contextlib.suppress(OSError):  # one too many does no harm
                    backups.remove(each.name)
    return made


def keep_daily(vault: Vault, progress: Progress = quietly) -> Backup | None:
    """Do ``keep_one`` if the newest backup is a day old, and return it; None where there was nothing to do."""
    newest = latest(vault.folder)
    if newest is not None and 0 <= vault.world.now() - newest.made_at < DAY:
        return None
    return keep_one(vault, progress)


def latest(folder: Folder) -> Backup | None:
    """Return the backup inside the vault that was made last."""
    try:
        with folder.subfolder(BACKUPS, make=False) as backups:
            return max(_listed(backups), key=lambda each: each.made_at, default=None)
    except ComfortError:
        return None


def generations(folder: Folder) -> Iterator[int]:
    """Yield the generations that the names of the backups claim."""
    with contextlib.suppress(ComfortError), folder.subfolder(BACKUPS, make=False) as backups:
        yield from [each.generation for each in _listed(backups)]


def keep_only_fresh(vault: Vault) -> tuple[str, ...]:
    """Back up the present file, then remove every older backup and all that was set aside; return what went.

    For after a change of keys or a purge: what is removed opens with the old passphrase, or holds what was to go.
    Nothing is removed unless the fresh backup is whole. Raises NotSaved, also where something could not be removed.
    """
    with vault.guard:
        made = keep_one(vault)
        gone, stayed = [], []
        for where, fresh in ((BACKUPS, made.name), (SET_ASIDE, None)):
            with vault.folder.subfolder(where) as folder:
                for name in _removable(folder, where, fresh):
                    try:
                        folder.remove(name)
                    except OSError:
                        stayed.append(f"{where}/{name}")
                    else:
                        gone.append(f"{where}/{name}")
                with contextlib.suppress(OSError):  # gone from here; the medium follows when it can
                    vault.world.disk.sync(folder.descriptor)
    if stayed:
        raise NotSaved(f"These older files could not be removed from the vault's folder: {', '.join(stayed)}.")
    return tuple(gone)


def _waiting(vault: Vault) -> int:
    """Return how many sealed notes no save holds yet."""
    with contextlib.suppress(ComfortError), vault.folder.subfolder(INBOX, make=False) as items:
        return sum(1 for name in items.names() if (item := ITEM.fullmatch(name)) and item[1] not in vault.state.seen)
    return 0


def _into(vault: Vault, backups: Folder, progress: Progress) -> Backup:
    """Put a backup of the present file under its generation's name, in place of an earlier one of the same file."""
    with _standing(vault) as standing:
        name = f"{standing.opened.header.generation}.journal"
        try:
            temporary = f".{os.urandom(16).hex()}.tmp"
            descriptor = backups.create_file(temporary)
            try:
                fill(descriptor, standing, vault.world.disk, progress)
                compare(backups.open_file(temporary, os.O_RDONLY), standing)
                _step_aside(vault.folder, backups, name, standing.opened)
                backups.rename(temporary, name)
            except BaseException:
                backups.remove(temporary)
                raise
            finally:
                os.close(descriptor)
            vault.world.disk.sync(backups.descriptor)
        except OSError as fault:
            raise NotSaved(f"The disk refused the write ({because(fault)}). No backup was made.") from None
    found = backups.status(name)
    return Backup(name, standing.opened.header.generation, found.st_mtime if found else vault.world.now())


def _step_aside(vault: Folder, backups: Folder, name: str, opened: OpenedHeader) -> None:
    """Keep a backup of the same generation that another machine made of another file."""
    try:
        descriptor = backups.open_file(name, os.O_RDONLY)
    except NotFound:
        return
    try:
        ours = read_all(descriptor, HEADER_BYTES)[_FILE_ID] == opened.header.file_id
    finally:
        os.close(descriptor)
    if not ours:
        with vault.subfolder(SET_ASIDE) as aside:
            to = f"{opened.header.generation}-{os.urandom(8).hex()}.journal"
            os.rename(name, to, src_dir_fd=backups.descriptor, dst_dir_fd=aside.descriptor)


def _removable(folder: Folder, where: str, fresh: str | None) -> list[str]:
    """Return the plain files to remove: everything set aside; of the backups, whatever begins as a journal does."""
    names = []
    for name in folder.names():
        found = folder.status(name)
        if name == fresh or found is None or not stat.S_ISREG(found.st_mode):
            continue
        if where == SET_ASIDE or _NAME.fullmatch(name) or _begins_as_journal(folder, name):
            names.append(name)
    return names


def _begins_as_journal(folder: Folder, name: str) -> bool:
    """Tell whether a file is a journal under some other name, as sync tools leave them."""
    try:
        descriptor = folder.open_file(name, os.O_RDONLY)
    except ComfortError:
        return False
    try:
        return read_all(descriptor, len(MAGIC)) == MAGIC
    except ComfortError:
        return False
    finally:
        os.close(descriptor)


def _listed(backups: Folder) -> list[Backup]:
    """Return the backups by generation, newest first."""
    found = []
    for name in backups.names():
        match, status = _NAME.fullmatch(name), backups.status(name)
        if match and status is not None and stat.S_ISREG(status.st_mode):
            found.append(Backup(name, int(match[1]), status.st_mtime))
    return sorted(found, key=lambda each: each.generation, reverse=True)


@contextlib.contextmanager
def _standing(vault: Vault) -> Iterator[JournalFile]:
    standing = vault.standing()
    try:
        yield standing
    finally:
        os.close(standing.descriptor)
