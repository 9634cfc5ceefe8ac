"""After a new key or a purge nothing in the vault's folder may hold what was left behind: stand-in for the real room.

TO BE REPLACED by the work on backups, which owns this module; only ``keep_only_fresh`` is used from here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from comfort_journal.errors import NotSaved
from comfort_journal.vault.disk import because, read_all
from comfort_journal.vault.folder import BACKUPS, SET_ASIDE
from comfort_journal.vault.folder import JOURNAL as _JOURNAL

if TYPE_CHECKING:
    from comfort_journal.vault.vault import Vault


def keep_only_fresh(vault: Vault) -> tuple[str, ...]:
    """Back up the journal as it is now, then remove every other backup and all that was set aside; return their names.

    Raises NotSaved; what could not be removed yet is then still there.
    """
    name = f"{vault.opened.header.generation}.journal"
    removed: list[str] = []
    try:
        descriptor = vault.folder.open_file(_JOURNAL, os.O_RDONLY)
        try:
            data = read_all(descriptor, vault.size)
        finally:
            os.close(descriptor)
        with vault.folder.subfolder(BACKUPS) as backups, vault.folder.subfolder(SET_ASIDE) as aside:
            backups.replace_file(name, data, disk=vault.world.disk)
            for folder in (backups, aside):
                for each in folder.names():
                    if folder is backups and each == name:
                        continue
                    folder.remove(each)
                    removed.append(f"{folder.path.name}/{each}")
                vault.world.disk.sync(folder.descriptor)
    except OSError as fault:
        raise NotSaved(f"Older copies could not be removed ({because(fault)}).") from None
    return tuple(removed)
