"""Checking a vault writes nothing; taking a copy as the right one writes nothing but this machine's memory of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from comfort_journal.errors import BadInput, ChangesMissing, ComfortError, Damaged, InUse, NewerFormat
from comfort_journal.vault import access, copies, inbox, judge, transaction
from comfort_journal.vault.disk import REAL_DISK
from comfort_journal.vault.drafts import Drafts
from comfort_journal.vault.folder import INBOX, JOURNAL, Folder
from comfort_journal.vault.frames import DamagedRange
from comfort_journal.vault.keys import inbox_seed
from comfort_journal.vault.lock import VaultLock
from comfort_journal.vault.log import Reading, read_journal
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import VaultKey, read_header
from comfort_journal.vault.pin import Pin, make_pin, pinned_seq, write_pin
from comfort_journal.vault.rewrite import quietly
from comfort_journal.vault.state import VaultState
from comfort_journal.vault.transaction import Understood
from comfort_journal.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from comfort_journal.vault.rewrite import Progress


@dataclass(frozen=True)
class Report:
    """What a check found: ``saves`` and ``records`` that verified, ``problems`` (damage), ``notes`` (worth knowing)."""

    saves: int
    records: int
    problems: tuple[Notice, ...]
    notes: tuple[Notice, ...]


def verify(
    folder: Path,
    key: VaultKey,
    *,
    state_dir: Path,
    check: Callable[[dict[str, Any]], None] | None = None,
    progress: Progress = quietly,
) -> Report:
    """Check header copies, chain, transactions, every record, the inbox, the drafts and the pin; write nothing.

    ``check`` raises BadInput for a document that is no record. Raises NotFound, NewerFormat, or Damaged where no
    header copy can be trusted.
    """
    read_header(folder, state_dir)
    pin, problems = judge.remembered(state_dir, key.vault_id)
    with Folder.open(folder) as opened:
        quiet = _nobody_writes(opened)
        reading, found = _read(opened, key, pin)
        progress(1, 4)
        state, faults = _understand(found)
        progress(2, 4)
        reason = judge.reason_to_refuse(reading, pin, state)
        if reason is not None:
            problems.append(Notice("journal", str(reason)))
        said = judge.notices(reading, pin, alone=quiet)
        problems += [*faults, *(each for each in said if each.code == "header-copy")]
        problems += _records(state, check)
        progress(3, 4)
        problems += _sealed(opened, key, state)
        said += _other_copies(opened, reading, state, missing=isinstance(reason, ChangesMissing))
    notes = [each for each in said if each.code != "header-copy"]
    return Report(reading.tip.seq, sum(1 for _ in state.shown()), tuple(problems), tuple(notes))


def accept(folder: Path, key: VaultKey, *, state_dir: Path) -> None:
    """Take this copy as the right one: the pin follows it, and a bad header copy is written anew.

    Raises InUse without the lock, Damaged where something is damaged that no acceptance can mend, NotSaved.
    """
    read_header(folder, state_dir)
    with Folder.open(folder) as opened:
        lock = access.needed_lock(opened)
        try:
            reading, found = _read(opened, key, None)
            if isinstance(reading.end, DamagedRange):
                raise judge.reason_to_refuse(reading, None, VaultState()) or Damaged("The journal is damaged.")
            _, faults = _understand(found)
            if faults:
                raise Damaged(str(faults[0]))
            pin = make_pin(folder, reading.opened, reading.tip, transaction.last_version(found.ops))
            write_pin(state_dir, key.vault_id, pin, durable=True)
        finally:
            lock.release()
    if reading.opened.copies != "same":
        vault = Vault.open(folder, key, state_dir=state_dir)
        try:
            vault.mend()
        finally:
            vault.close()


def _other_copies(folder: Folder, reading: Reading, state: VaultState, *, missing: bool) -> list[Notice]:
    found = copies.conflict_copies(folder, reading.opened, state, missing=missing)
    offered = copies.offer(found)
    done = [
        Notice("merged-copy", f"{each.path} holds nothing that is not here too, so it is not needed any more.")
        for each in found
        if not each.holds_more
    ]
    return [*([offered] if offered else []), *done]


def _nobody_writes(folder: Folder) -> bool:
    try:
        VaultLock.take(folder).release()
    except (InUse, OSError):
        return False
    return True


def _read(folder: Folder, key: VaultKey, pin: Pin | None) -> tuple[Reading, Understood]:
    found = Understood()
    descriptor = folder.open_file(JOURNAL, os.O_RDONLY)
    try:
        reading = read_journal(descriptor, key.reveal(), pinned=lambda header: pinned_seq(pin, header), take=found.take)
    finally:
        os.close(descriptor)
    return reading, found


def _understand(found: Understood) -> tuple[VaultState, list[Notice]]:
    for _, fault in found.faults:
        if isinstance(fault, NewerFormat):
            raise fault
    state = VaultState()
    state.apply(found.ops)
    faults = (f"Save number {seq + 1:,} of the journal cannot be understood." for seq, _ in found.faults)
    return state, [Notice("save", each) for each in faults]


def _records(state: VaultState, check: Callable[[dict[str, Any]], None] | None) -> list[Notice]:
    found: list[Notice] = []
    if check is None:
        return found
    for each in state.shown():
        try:
            document = msgspec.json.decode(each.document())
            if document.get("id") != each.id:
                raise BadInput("id: expected the id under which it is kept")
            check(document)
        except ComfortError as fault:
            found.append(Notice("record", f"The record {each.id} in {each.put.table} is not as it should be: {fault}."))
    return found


def _sealed(folder: Folder, key: VaultKey, state: VaultState) -> list[Notice]:
    seeds = [inbox_seed(key.reveal(), key.vault_id), *state.seeds.values()]
    drafts = Drafts(folder, key.vault_id, seeds, REAL_DISK)
    if folder.status(INBOX) is None:
        return []
    with folder.subfolder(INBOX, make=False) as items:
        left = inbox.look(items, key.vault_id, seeds, state.seen).left
    drafts.load()
    return [
        Notice("sealed", f"The sealed file {name} in the inbox cannot be opened.")
        for name in (*left, *drafts.unreadable)
    ]
