"""TinyDB over a vault: what a transaction wrote is one frame on the medium, or it never happened.

TinyDB hands out the very dictionaries it was given and changes them in place. So nothing here is compared with those:
the truth is the canonical bytes of each document, and a table that was handed out is decoded from them again before a
transaction trusts it. Only tables that were written are compared: a save by ``write`` costs one year's table, a save by
``amend`` costs the records it names, and neither costs the journal.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, cast

import msgspec
from tinydb.storages import Storage

from comfort_journal.errors import BadInput
from comfort_journal.records import read_record
from comfort_journal.vault.state import Change, Shown, Versions, past_of_change, past_of_copy, past_of_return, shown
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.tables import Documents, Tables
from comfort_journal.vault.transaction import Del, Op, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from comfort_journal.records import AnyRecord
    from comfort_journal.vault.vault import Vault

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder(order="sorted").encode


class VaultStorage(Storage):
    """A vault as TinyDB's storage; write only inside ``with storage.transaction():``."""

    def __init__(self, vault: Vault) -> None:
        """Show what the vault knows, and follow it."""
        self._vault = vault
        self._guard = vault.guard
        self._kept: dict[str, dict[str, Shown]] = {}  # what the medium holds
        self._written: dict[str, dict[str, bytes]] = {}  # what this transaction wrote, whole tables
        self._amended: dict[str, dict[str, bytes | None]] = {}  # what it put and took out (None) one by one
        self._decoded: dict[str, Documents] = {}
        self._handed_out: set[str] = set()
        self._depth = 0
        self._failed = False
        with self._guard:
            for each in vault.state.shown():
                self._kept.setdefault(each.put.table, {})[each.id] = each
            vault.watch(self._follow)

    def read(self) -> dict[str, Documents]:
        """Return every table; the documents are for reading, a change to them is kept by ``write`` only."""
        with self._guard:
            return cast("dict[str, Documents]", Tables(self))

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Take the changed tables into the running transaction. Raises RuntimeError outside one, and forgets."""
        with self._guard:
            if not self._depth:
                self._rebuild()
                raise RuntimeError("the vault is written inside a transaction only")
            for name, table in self._changed(data):
                known = self._texts(name)
                self._written[name] = {key: _text(key, document, known.get(key)) for key, document in table.items()}
                self._amended.pop(name, None)
                self._forget(name)

    def records(self, name: str) -> dict[str, AnyRecord | None]:
        """Return one table's records by id, None for one that this version cannot read; an unknown table has none."""
        with self._guard:
            if name in self._written or name in self._amended:
                return {key: read_record(text) for key, text in self._texts(name).items()}
            return {key: each.record() for key, each in self._kept.get(name, {}).items()}

    def amend(self, name: str, put: Mapping[str, Mapping[str, Any]], drop: Iterable[str] = ()) -> None:
        """Take out and put in single documents of one table, in the running transaction; the rest is not looked at.

        Raises RuntimeError outside a transaction.
        """
        with self._guard:
            if not self._depth:
                raise RuntimeError("the vault is written inside a transaction only")
            changes: dict[str, bytes | None] = dict.fromkeys(drop)
            changes.update((key, _text(key, document, None)) for key, document in put.items())
            if name in self._written:
                self._written[name] = _amended(self._written[name], changes)
            else:
                self._amended.setdefault(name, {}).update(changes)
            self._forget(name)

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
                    self._rebuild()

    def knows(self, record_id: str) -> bool:
        """Tell whether the id was ever a record here, deleted ones included."""
        with self._guard:
            return self._vault.state.knows(record_id)

    def revision(self, record_id: str) -> str | None:
        """Return the revision of the record as it is shown, or None where it is not shown."""
        with self._guard:
            found = self._shown(record_id)
            return found.put.rev if found else None

    def table_names(self) -> list[str]:
        """Return the names of the tables that hold something."""
        names = {**self._kept, **self._written, **self._amended}
        return [name for name in names if (self._texts(name) if name in self._amended else self._table(name))]

    def hand_out(self, name: str) -> Documents:
        """Return one table, decoded; in a transaction never one that someone may have changed in place."""
        with self._guard:
            if self._depth and name in self._handed_out:
                self._decoded.pop(name, None)
            if name not in self._decoded:
                texts = self._texts(name)
                if not texts:
                    raise KeyError(name)
                self._decoded[name] = {key: _decode(text) for key, text in texts.items()}
            self._handed_out.add(name)
            return self._decoded[name]

    def _table(self, name: str) -> Mapping[str, object]:
        return self._written.get(name, self._kept.get(name, {}))

    def _texts(self, name: str) -> dict[str, bytes]:
        if name in self._written:
            return self._written[name]
        kept = {key: each.document() for key, each in self._kept.get(name, {}).items()}
        return _amended(kept, self._amended[name]) if name in self._amended else kept

    def _changed(
        self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]
    ) -> list[tuple[str, Mapping[str, Mapping[str, Any]]]]:
        """Return the tables whose dictionary is not the one that was handed out; a missing table is an empty one."""
        if isinstance(data, Tables):
            return [(name, table or {}) for name, table in data.changed.items()]
        changed = [(name, table) for name, table in data.items() if table is not self._decoded.get(name)]
        return [*changed, *((name, {}) for name in self.table_names() if name not in data)]

    def _commit(self) -> None:
        if self._failed:
            raise RuntimeError("a part of this transaction failed; nothing of it was saved")
        ops = self._ops()
        self._written, self._amended = {}, {}  # from here on the vault's word counts; a failure rebuilds everything
        if ops:
            self._vault.commit(ops)

    def _ops(self) -> list[Op]:
        """Return what the written tables differ in: a record that left one table for another is one put."""
        gone: dict[str, Shown] = {}
        new: dict[str, tuple[str, bytes]] = {}
        for name, table in self._touched():
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
        for key, (name, text) in new.items():
            replaced = gone.pop(key, None) or self._kept.get(name, {}).get(key) or self._shown(key)
            ops += self._put(key, name, text, replaced)
        for each in gone.values():
            ops.append(self._del(each))
        return ops

    def _touched(self) -> Iterator[tuple[str, Mapping[str, bytes | None]]]:
        """Yield each changed table's name, with the text of every record that may differ, None for one that went."""
        for name, table in self._written.items():
            yield name, {**dict.fromkeys(self._kept.get(name, {})), **table}
        yield from self._amended.items()

    def _shown(self, record_id: str) -> Shown | None:
        """Return the record or copy in whatever table it stands: a put into another one moves it."""
        return next((table[record_id] for table in self._kept.values() if record_id in table), None)

    def _put(self, record_id: str, table: str, text: bytes, replaced: Shown | None) -> list[Op]:
        versions = self._versions(replaced.put.id if replaced else record_id)
        ops: list[Op] = []
        if replaced is None:
            past = past_of_return(versions)
        elif replaced.conflict_of is None:
            past = past_of_change(versions, replaced.put)
        else:
            ops.append(self._del(replaced))
            past = past_of_return(self._versions(record_id))
        doc = _without_conflict(text)
        ops.append(
            Put(table=table, id=record_id, at=self._vault.now_ms(), rev=self._vault.new_rev(), past=past, doc=doc)
        )
        return ops

    def _del(self, each: Shown) -> Del:
        """Return the deletion of a shown record; of a copy, the deletion of just that version of the original."""
        put = each.put
        past = past_of_change(self._versions(put.id), put) if each.conflict_of is None else past_of_copy(put)
        return Del(table=put.table, id=put.id, at=self._vault.now_ms(), rev=self._vault.new_rev(), past=past)

    def _versions(self, record_id: str) -> Versions:
        return self._vault.state.versions.get(record_id, ())

    def _follow(self, changes: Sequence[Change]) -> None:
        """Bring the tables up to what the vault knows now; only those records that changed are looked at."""
        for change in changes:
            for each in shown(change.before):
                self._kept.get(each.put.table, {}).pop(each.id, None)
                self._forget(each.put.table)
            for each in shown(change.after):
                self._kept.setdefault(each.put.table, {})[each.id] = each
                self._forget(each.put.table)

    def _forget(self, name: str) -> None:
        self._decoded.pop(name, None)
        self._handed_out.discard(name)

    def _rebuild(self) -> None:
        """Forget everything that was handed out or written: the canonical bytes are the truth."""
        self._written.clear()
        self._amended.clear()
        self._decoded.clear()
        self._handed_out.clear()


def _amended(texts: Mapping[str, bytes], changes: Mapping[str, bytes | None]) -> dict[str, bytes]:
    merged = {**texts, **changes}
    return {key: text for key, text in merged.items() if text is not None}


def _text(record_id: str, document: Mapping[str, Any], known: bytes | None) -> bytes:
    """Return a document's canonical bytes; one that is as it was is not checked again."""
    if document.get("id") != record_id:
        raise BadInput("A record is kept under its own id only.")
    with contextlib.suppress(TypeError, ValueError, RecursionError):
        if known is not None and _encode(document) == known:
            return known
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
