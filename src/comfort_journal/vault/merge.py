"""Merging takes another copy's versions in and does nothing else: what either copy holds is there afterwards.

It is the one rule of ``state``, so neither order nor repetition matters, and a text that one copy deleted knowingly
does not come back by the other. The other copy is only read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from comfort_journal.errors import ChangesMissing
from comfort_journal.vault.copies import AnotherCopy, read_copy
from comfort_journal.vault.header import Keyset
from comfort_journal.vault.keys import inbox_seed
from comfort_journal.vault.rewrite import Progress, quietly
from comfort_journal.vault.sealed import seed_op

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from comfort_journal.vault.notice import Notice
    from comfort_journal.vault.state import VaultState
    from comfort_journal.vault.transaction import Op
    from comfort_journal.vault.vault import Vault

Keys = Literal["same", "ours", "theirs"]


@dataclass(frozen=True)
class Merged:
    """What a merge changed, in records: new here, with other words now, gone; and copies in conflict that came.

    ``keys`` says whose passphrase opens the vault now: the copies had the same key, or ours or theirs is the newer one.
    ``unread`` names what of the other copy could not be read.
    """

    added: int
    changed: int
    removed: int
    beside: int
    keys: Keys
    unread: tuple[Notice, ...]


def merge(vault: Vault, other: Path, secrets: Iterable[bytes | bytearray] = (), progress: Progress = quietly) -> Merged:
    """Take in another copy of an open vault: its versions, its seeds, its import marks, its waiting sealed notes.

    The keys of the higher key number stay (of equal ones, the open vault's). ``secrets`` are passphrases to try once
    the open key has failed. Raises what ``read_copy`` raises, the reason why the vault cannot be written, NotSaved,
    ChangesMissing where this copy lacks changes that the other does not hold either.
    """
    refused = vault.why_read_only
    if refused is not None and not (isinstance(refused, ChangesMissing) and vault.alone):
        raise refused
    half = _half(progress)
    copy = read_copy(other, vault.vault_id, vk=vault.opened.vk, secrets=secrets, seeds=vault.seeds, progress=half)
    with vault.guard:
        before = _seen(vault.state)
        keys = _apply(vault, copy, _half(progress, second=True))
        after = _seen(vault.state)
    there = after.keys() & before.keys()
    new = after.keys() - before.keys()
    beside = {each for each in new if after[each][1]}
    return Merged(
        added=len(new - beside),
        changed=sum(after[each] != before[each] for each in there),
        removed=len(before.keys() - after.keys()),
        beside=len(beside),
        keys=keys,
        unread=copy.journal.unread,
    )


def _apply(vault: Vault, copy: AnotherCopy, progress: Progress) -> Keys:
    """Write the merged state, unless there is nothing that it would add."""
    ours, theirs = Keyset.of(vault.opened), Keyset.of(copy.opened)
    newer = theirs.key_number > ours.key_number
    ops: list[Op] = [*copy.journal.state.ops(), *copy.waiting]
    if theirs.vk != ours.vk:
        ops.append(seed_op(inbox_seed(theirs.vk, vault.vault_id)))
    generations = (vault.opened.header.generation, copy.opened.header.generation)
    wanted = vault.state.copy()
    wanted.apply(ops)
    behind = newer or generations[1] > generations[0] or not vault.writable
    if behind or wanted.digest() != vault.state.digest():
        vault.rewrite(ops, keyset=theirs if newer else None, generation=max(generations) + 1, progress=progress)
    if theirs.vk == ours.vk:
        return "same"
    return "theirs" if newer else "ours"


def _seen(state: VaultState) -> dict[str, tuple[str, bool]]:
    """Return every shown id with its revision, and whether it stands beside its record."""
    return {each.id: (each.put.rev, each.conflict_of is not None) for each in state.shown()}


def _half(progress: Progress, *, second: bool = False) -> Progress:
    """Return a progress that fills one half of another."""

    def tell(done: int, total: int, /) -> None:
        progress(min(done, total) + (total if second else 0), 2 * total)

    return tell
