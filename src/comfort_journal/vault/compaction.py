"""What was replaced or deleted leaves the file when it is written anew; nothing that still counts ever does.

Deletion marks, the revisions a version replaces and import marks are kept for good: without them an old copy, merged in
some day, would bring deleted words back. A compaction is due when more than half of the file is dead and that is over
1 MiB; or when a thousand frames more are in it than two for each 64 KiB. A small frame makes every unlock 14 µs longer,
and a compaction takes 80 µs a record: a year of three saves a day is about where both come to the least together, for
ten thousand records as for a hundred thousand. It is done after an unlock and on demand, never while somebody types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.records import Entry
from comfort_journal.vault.backups import keep_daily
from comfort_journal.vault.frames import BLOCK, FRAME_OVERHEAD, LENGTH_BYTES, padded_length
from comfort_journal.vault.header import HEADER_BYTES
from comfort_journal.vault.rekey import remove_older_copies
from comfort_journal.vault.rewrite import quietly
from comfort_journal.vault.transaction import Put, Seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.vault.rewrite import Progress
    from comfort_journal.vault.state import VaultState
    from comfort_journal.vault.transaction import Op
    from comfort_journal.vault.vault import Vault

LEAST_DEAD = 2**20
MANY_SMALL = 1000
"""Frames beyond those that a file of its size may need; so many saves at least lie between two such compactions."""
_AROUND_VERSION = 150
"""Bytes of a put's or a deletion's JSON beside its document and its past; it may be two off."""
_AROUND_TEXT = 320
"""Fewer bytes than an entry takes beside its text."""
_PER_REVISION = 19
_PER_ITEM = 35


@dataclass(frozen=True)
class Space:
    """Bytes of a journal file, and about how many of them a compaction would give back."""

    size: int
    dead: int

    @property
    def is_mostly_dead(self) -> bool:
        """Whether writing the file anew is worth its while."""
        return self.dead > LEAST_DEAD and self.dead > self.size // 2


def is_in_small_frames(saves: int, size: int) -> bool:
    """Tell whether a file of so many frames and bytes would be read much faster if they were filled.

    A file that was just written anew never is: any two frames in a row that a rewrite makes take over 64 KiB together.
    """
    return saves - 2 * size // BLOCK > MANY_SMALL


def space(vault: Vault) -> Space:
    """Return how much of the journal file still counts; costs a look at every record, but reads nothing."""
    with vault.guard:
        return Space(vault.size, max(0, vault.size - live_bytes(vault.state)))


def live_bytes(state: VaultState) -> int:
    """Return about how long a file with exactly this state is."""
    whole, rest = 0, 0
    for op in state.ops():
        length = _length(op)
        if LENGTH_BYTES + length > BLOCK:
            whole += padded_length(LENGTH_BYTES + length) + FRAME_OVERHEAD
        else:
            rest += length
    blocks, last = divmod(rest, BLOCK)
    whole += blocks * (BLOCK + FRAME_OVERHEAD)
    return HEADER_BYTES + whole + (padded_length(LENGTH_BYTES + last) + FRAME_OVERHEAD if last else 0)


def least_live(state: VaultState) -> int:
    """Return fewer bytes than live_bytes, and mostly not many fewer, without encoding anything: a letter takes one."""
    versions = state.versions.values()
    entries = [each.said for of in versions for each in of if type(each) is Put and type(each.said) is Entry]
    return _AROUND_TEXT * len(entries) + sum([len(entry.text) for entry in entries])


def compact(vault: Vault, progress: Progress = quietly) -> int:
    """Write the file anew without what is dead and return the bytes given back. Raises as ``Vault.commit``.

    A backup of the file as it was comes first, at most one a day.
    """
    with vault.guard:
        vault.require_writable()
        before = vault.size
        keep_daily(vault)
        vault.refresh()
        vault.rewrite(progress=progress)
        return max(0, before - vault.size)


def compact_if_due(vault: Vault, begins: Callable[[], object] = lambda: None) -> bool:
    """Compact where it is worth its while and the vault can be written; return whether it was done. Raises as above.

    ``begins`` is called before it: it takes a second at 10,000 records, and ten at 100,000.
    """
    if not vault.writable or not (is_in_small_frames(vault.saves, vault.size) or _is_mostly_dead(vault)):
        return False
    begins()
    compact(vault)
    return True


def purge(vault: Vault, progress: Progress = quietly) -> tuple[str, ...]:
    """Compact, then remove every older backup and all that was set aside; return what was removed.

    Afterwards the vault's folder holds no word that was deleted or replaced, in any form. Copies elsewhere, snapshots
    and worn blocks of a disk are beyond reach. Raises as ``Vault.commit``.
    """
    with vault.guard:
        vault.refresh()
        vault.rewrite(progress=progress)
        return remove_older_copies(vault)


def _is_mostly_dead(vault: Vault) -> bool:
    """Look closely only where it can be: a small file cannot hold that much, nor can one that is full of letters."""
    may_be = vault.size > LEAST_DEAD and 2 * least_live(vault.state) < vault.size
    return may_be and space(vault).is_mostly_dead


def _length(op: Op) -> int:
    if isinstance(op, Seen):
        return _PER_ITEM * len(op.items) + 32
    if isinstance(op, Put):
        return _AROUND_VERSION + len(op.doc) + _PER_REVISION * len(op.past)
    return _AROUND_VERSION + _PER_REVISION * len(getattr(op, "past", ()))
