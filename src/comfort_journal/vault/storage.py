"""TinyDB over a vault: what a transaction wrote is one frame on the medium, or it never happened.

The truth is the canonical bytes of each document. A table is looked at where it stands and an update brings what it
touched, so a save costs the records it names, and neither a year's table nor the journal.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb.storages import Storage

from comfort_journal.errors import BadInput
from comfort_journal.vault.state import Change, Shown, Versions, past_of_change, past_of_copy, past_of_return, shown
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.tables import Changes, StoredTable
from comfort_journal.vault.transaction import Del, Op, Put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from comfort_journal.vault.vault import Vault

_decode = msgspec.json.Decoder().decode


class VaultStorage(Storage):
    """A vault as TinyDB's storage; write only inside ``with storage.transaction():``."""

    def __init__(self, vault: Vault) -> None:
        """Show what the vault knows, and follow it."""
        self._vault = vault
        self._guard = vault.guard
        self._kept: dict[str, dict[str, Shown]] = {}  # what the medium holds
        self._pending: dict[str, dict[str, bytes | None]] = {}  # what this transaction put, and took out (None)
        self._depth = 0
        self._failed = False
        with self._guard:
            for each in vault.state.shown():
                self._kept.setdefault(each.put.table, {})[each.id] = each
            vault.watch(self._follow)

    def read(self) -> dict[str, StoredTable]:  # type: ignore[override]  # a mapping of mappings, as TinyDB reads them
        """Return every table that holds something."""
        with self._guard:
            return {name: table for name in {**self._kept, **self._pending} if (table := self.table(name))}

    def table(self, name: str) -> StoredTable:
        """Return one table; one that does not exist has nothing in it."""
        with self._guard:
            return StoredTable(self._guard, self._kept.get(name, {}), self._pending.get(name, {}))

    def write(self, data: Changes) -> None:  # type: ignore[override]  # a RecordTable brings no more than what it touched
        """Take what an update touched into the running transaction. Raises RuntimeError outside one."""
        with self._guard:
            if not self._depth or not isinstance(data, Changes):
                raise RuntimeError("the vault is written inside a transaction only, and never whole tables")
            texts = {key: None if each is None else _text(key, each) for key, each in data.touched.items()}
            pending = self._pending.setdefault(data.table, {})
            for key in texts:  # what is written last stands last in the frame
                pending.pop(key, None)
            pending.update(texts)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything written inside as one frame at the outermost end; any exception undoes all of it.

        Raises what ``Vault.commit`` raises. Blocks other threads' transactions and reads meanwhile.
        """
        with self._guard:
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    self._commit()
            except BaseException:
                self._failed = True
                raise
            finally:
                self._depth -= 1
                if not self._depth and self._failed:
                    self._failed = False
                    self._pending = {}

    def knows(self, record_id: str) -> bool:
        """Tell whether the id was ever a record here, deleted ones included."""
        with self._guard:
            return self._vault.state.knows(record_id)

    def revision(self, record_id: str) -> str | None:
        """Return the revision of the record as it is shown, or None where it is not shown."""
        with self._guard:
            found = self._shown(record_id)
            return found.put.rev if found else None

    def saved_at(self, record_id: str) -> int | None:
        """Return the moment at which the record as it is shown was saved, or None where it is not shown."""
        with self._guard:
            found = self._shown(record_id)
            return found.put.at if found else None

    def _commit(self) -> None:
        if self._failed:
            raise RuntimeError("a part of this transaction failed; nothing of it was saved")
        ops = self._ops()
        self._pending = {}  # from here on the vault's word counts
        if ops:
            self._vault.commit(ops)

    def _ops(self) -> list[Op]:
        """Return what the written tables differ in: a record that left one table for another is one put."""
        gone: dict[str, Shown] = {}
        new: dict[str, tuple[str, bytes]] = {}
        for name, table in self._pending.items():
            before = self._kept.get(name, {})
            gone.update((key, before[key]) for key, text in table.items() if text is None and key in before)
            for key, text in table.items():
                if text is None:
                    continue
                if key in new:
                    raise BadInput(f"The record {key} stands in two tables.")
                if key not in before or before[key].document() != (text := _as_shown(before[key], text)):
                    new[key] = (name, text)
        ops: list[Op] = []
        at = self._vault.now_ms()  # one for all: what was saved together is found again by it
        for key, (name, text) in new.items():
            replaced = gone.pop(key, None) or self._kept.get(name, {}).get(key) or self._shown(key)
            ops += self._put(key, name, text, replaced, at)
        for each in gone.values():
            ops.append(self._del(each, at))
        return ops

    def _shown(self, record_id: str) -> Shown | None:
        """Return the record or copy in whatever table it stands: a put into another one moves it."""
        return next((table[record_id] for table in self._kept.values() if record_id in table), None)

    def _put(self, record_id: str, table: str, text: bytes, replaced: Shown | None, at: int) -> list[Op]:
        versions = self._versions(replaced.put.id if replaced else record_id)
        ops: list[Op] = []
        if replaced is None:
            past = past_of_return(versions)
        elif replaced.conflict_of is None:
            past = past_of_change(versions, replaced.put)
        else:
            ops.append(self._del(replaced, at))
            past = past_of_return(self._versions(record_id))
        doc = _without_conflict(text)
        ops.append(Put(table=table, id=record_id, at=at, rev=self._vault.new_rev(), past=past, said=doc))
        return ops

    def _del(self, each: Shown, at: int) -> Del:
        """Return the deletion of a shown record; of a copy, the deletion of just that version of the original."""
        put = each.put
        past = past_of_change(self._versions(put.id), put) if each.conflict_of is None else past_of_copy(put)
        return Del(table=put.table, id=put.id, at=at, rev=self._vault.new_rev(), past=past)

    def _versions(self, record_id: str) -> Versions:
        return self._vault.state.versions.get(record_id, ())

    def _follow(self, changes: Sequence[Change]) -> None:
        """Bring the tables up to what the vault knows now; only those records that changed are looked at."""
        for change in changes:
            for each in shown(change.before):
                self._kept.get(each.put.table, {}).pop(each.id, None)
            for each in shown(change.after):
                self._kept.setdefault(each.put.table, {})[each.id] = each


def _text(record_id: str, document: Mapping[str, Any]) -> bytes:
    if document.get("id") != record_id:
        raise BadInput("A record is kept under its own id only.")
    return canonical(document)


def _as_shown(each: Shown, text: bytes) -> bytes:
    """Return a written document in the form the shown one has, so that equal ones compare equal."""
    return text if each.conflict_of else _without_conflict(text)


def _without_conflict(text: bytes) -> bytes:
    """Return a document as the log keeps it: ``conflict_of`` is what a reader finds out, never what is written."""
    if b'"conflict_of"' not in text:
        return text
    document = _decode(text)
    document.pop("conflict_of", None)
    return canonical(document)
