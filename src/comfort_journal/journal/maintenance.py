"""What an owner may do with an open vault as a whole, for screens and commands alike.

Everything here blocks until it is done, may be called from any thread, and leaves the journal open and usable whether
it succeeds or not; only after ``restore`` it can no more than be read. ``progress`` hears ``(done, total)`` from the
calling thread. After ``merge``, ``Journal.refresh`` shows what came.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError
from comfort_journal.records import from_document
from comfort_journal.vault import backups, checked, compaction, rekey, verify
from comfort_journal.vault import recovery as recovery_codes
from comfort_journal.vault.merge import merge
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.restore import restore_open
from comfort_journal.vault.rewrite import quietly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from comfort_journal.vault.copies import ConflictCopy
    from comfort_journal.vault.keys import KdfCost
    from comfort_journal.vault.merge import Merged
    from comfort_journal.vault.rekey import NewKeys
    from comfort_journal.vault.restore import Restored
    from comfort_journal.vault.rewrite import Progress
    from comfort_journal.vault.vault import Vault


@dataclass(frozen=True)
class VaultStatus:
    """How a vault stands: bytes on the disk and how many of them are dead, what it holds, how it is opened and kept.

    ``last_verified`` and ``last_backup`` are None where this machine knows of none; a backup is one in the vault's own
    folder.
    """

    path: Path
    size: int
    dead: int
    entries: int
    records: int
    saves: int
    memory_mib: int
    has_recovery: bool
    last_verified: datetime | None
    last_backup: datetime | None


class Care:
    """What its owner may do with one open vault."""

    def __init__(self, vault: Vault, state_dir: Path) -> None:
        """Stand before a vault that somebody else opens and closes."""
        self._vault = vault
        self._state_dir = state_dir

    def standing(self) -> VaultStatus:
        """Return how the vault stands now; looks at every record once."""
        vault = self._vault
        with vault.guard:
            space, header, latest = compaction.space(vault), vault.opened.header, backups.latest(vault.folder)
            shown = [each.put.table for each in vault.state.shown()]
            return VaultStatus(
                path=vault.path,
                size=space.size,
                dead=space.dead,
                entries=sum(table.startswith("entry-") for table in shown),
                records=len(shown),
                saves=vault.saves,
                memory_mib=header.passphrase_slot.cost.memory_kib // 1024,
                has_recovery=header.recovery_slot is not None,
                last_verified=_moment(checked.last_checked(self._state_dir, vault.vault_id)),
                last_backup=_moment(None if latest is None else latest.made_at),
            )

    def backup(self, path: Path, progress: Progress = quietly) -> int:
        """Copy the journal, encrypted as it is, to a new file; typing and saving go on meanwhile.

        Returns how many sealed notes wait in the inbox and are not in it. Raises BadInput where there is a file or no
        folder, Damaged where the journal is, NotSaved.
        """
        return backups.back_up(self._vault, path, progress)

    def back_up_daily(self, progress: Progress = quietly) -> bool:
        """Keep a backup in the vault's folder if the newest is a day old; return whether one was made.

        A vault that cannot be written, or a disk that refuses, is no reason to disturb anybody: the next day tries
        again.
        """
        with suppress(ComfortError, OSError):
            return backups.keep_daily(self._vault, progress) is not None
        return False

    def last_backup(self) -> datetime | None:
        """Return when the newest backup in the vault's folder was made; None where there is none."""
        latest = backups.latest(self._vault.folder)
        return _moment(None if latest is None else latest.made_at)

    def conflict_copies(self) -> tuple[ConflictCopy, ...]:
        """Return the copies of the journal that sync tools left in the vault's folder; each is read through once."""
        return self._vault.conflict_copies()

    def merge(self, path: Path, passphrases: Iterable[bytes | bytearray] = (), progress: Progress = quietly) -> Merged:
        """Take in what another copy holds; ``passphrases`` are tried, in order, only if the open key fails.

        Raises WrongPassphrase where none opens it, BadInput for another vault's copy, what a save raises, and
        ChangesMissing where changes are missing that this copy does not bring.
        """
        return merge(self._vault, path, passphrases, progress)

    def restore(
        self, path: Path, passphrases: Iterable[bytes | bytearray] = (), progress: Progress = quietly
    ) -> Restored:
        """Put a backup in the vault's place; afterwards the app locks, because what it shows belongs to the old file.

        Seal what is being typed first. ``passphrases`` as for ``merge``. Until this returns, and where it raises, the
        journal goes on as it was.
        """
        return restore_open(self._vault, path, passphrases, progress)

    def compact(self, progress: Progress = quietly) -> int:
        """Write the journal anew without what is dead; return the bytes given back. Raises as a save does."""
        return compaction.compact(self._vault, progress)

    def purge(self, progress: Progress = quietly) -> tuple[str, ...]:
        """Compact and remove older backups and what was set aside, so that no deleted word is left in the folder.

        Returns the names of what was removed. Raises as a save does.
        """
        return compaction.purge(self._vault, progress)

    def check_passphrase(self, passphrase: bytes | bytearray) -> None:
        """Raise WrongPassphrase unless it opens this vault as it stands now; blocks for the key derivation."""
        rekey.check_passphrase(self._vault, passphrase)

    def set_passphrase(
        self,
        new: bytes | bytearray,
        *,
        recovery: bool,
        cost: KdfCost | None = None,
        choose: Callable[[], str] = recovery_codes.make_code,
        progress: Progress = quietly,
    ) -> NewKeys:
        """Let ``new`` open the vault from now on, and with ``recovery`` a new recovery code too.

        For a caller who has just unlocked it or checked the passphrase. ``choose`` makes that code: a screen shows it
        first, so that a lock meanwhile takes nothing away. ``cost`` is the new slot's (None: as before). The old
        passphrase and an earlier recovery code end. Raises BadInput for a ``new`` against the rules, and what a save
        raises; the old ones are then still in force.
        """
        return rekey.change(self._vault, new, recovery=recovery, cost=cost, choose=choose, progress=progress)

    def try_code(self, typed: bytes | bytearray) -> None:
        """Raise unless this recovery code opens the vault; it is not used up by that. BadInput for a typing error."""
        rekey.check_code(self._vault, typed)

    def verify(self, progress: Progress = quietly) -> verify.Report:
        """Check the whole vault as it lies on the disk, and remember the moment if nothing was found."""
        vault = self._vault
        key = VaultKey(vault.opened.vk, vault.vault_id)
        report = verify.verify(vault.path, key, state_dir=self._state_dir, check=_check, progress=progress)
        if not report.problems:
            checked.note_checked(self._state_dir, vault.vault_id, vault.world.now())
            self.back_up_daily()
        return report


def tidy(vault: Vault, begins: Callable[[], object]) -> None:
    """Do after an unlock what is due: end an interrupted change of key, compact the file; ``begins`` hears of that.

    Neither is needed to go on, so a disk that refuses now is no reason not to open.
    """
    rekey.finish(vault)
    with suppress(ComfortError, OSError):
        compaction.compact_if_due(vault, begins)


def _check(document: dict[str, object]) -> None:
    from_document(document)


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).astimezone()
