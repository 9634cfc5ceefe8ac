"""TinyDB over what a vault shows: a table is looked at where it stands, and an update writes what it touched alone.

These are the extension points TinyDB documents: a class of documents, a class of tables that reads and updates its own
way, and a database of such tables. No query cache is kept: what another window or machine wrote comes past the table.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec
from tinydb import TinyDB
from tinydb.table import Table

from comfort_journal.records import read_record
from comfort_journal.vault.state import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from tinydb.queries import QueryLike
    from tinydb.storages import Storage

    from comfort_journal.records import AnyRecord

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


class RecordDocument(Mapping[str, Any]):
    """A document under the record's own id; one that is kept is decoded when its first field is asked for."""

    __slots__ = ("_fields", "doc_id", "said")

    def __init__(self, value: Mapping[str, Any] | Shown | bytes, doc_id: str) -> None:
        """Stand for what is shown, for JSON, or for a mapping that is to be kept; ``said`` is that, as it came."""
        self.doc_id = doc_id
        self.said: Mapping[str, Any] | Shown | bytes = value.said if type(value) is RecordDocument else value
        self._fields: Mapping[str, Any] | None = None

    def record(self) -> AnyRecord | None:
        """Return the record it holds, without making a mapping first; None where this version cannot read it."""
        said = self.said
        if type(said) is Shown:
            return said.record()
        return read_record(said if isinstance(said, bytes) else _encode(said))

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  whatever JSON holds
        return self._mapping()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping())

    def __len__(self) -> int:
        return len(self._mapping())

    def _mapping(self) -> Mapping[str, Any]:
        if self._fields is None:
            said = self.said.document() if type(self.said) is Shown else self.said
            self._fields = _decode(said) if isinstance(said, bytes) else cast("Mapping[str, Any]", said)
        return self._fields


class StoredTable(Mapping[str, RecordDocument]):
    """One table as the running transaction leaves it: ``kept`` is on the medium, ``pending`` stands before it."""

    def __init__(
        self, guard: AbstractContextManager[object], kept: Mapping[str, Shown], pending: Mapping[str, bytes | None]
    ) -> None:
        """Look at both, copying neither; under ``guard``, so that no other thread's transaction is seen half done."""
        self._guard, self._kept, self._pending = guard, kept, pending

    def __getitem__(self, record_id: str) -> RecordDocument:
        with self._guard:
            found = self._pending[record_id] if record_id in self._pending else self._kept[record_id]
        if found is None:
            raise KeyError(record_id)
        return RecordDocument(found, record_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now()) if self._pending else len(self._kept)

    def items(self) -> ItemsView[str, RecordDocument]:
        """Return what stands here at this moment: a later change is not seen."""
        return {record_id: RecordDocument(each, record_id) for record_id, each in self._now().items()}.items()

    def records(self) -> Iterator[tuple[str, AnyRecord | None]]:
        """Yield every id with its record, None where this version cannot read it; no document is made for it."""
        for record_id, each in self._now().items():
            yield record_id, each.record() if type(each) is Shown else read_record(cast("bytes", each))

    def _now(self) -> dict[str, Shown | bytes]:
        with self._guard:
            if not self._pending:
                return dict(self._kept)
            return {key: each for key, each in {**self._kept, **self._pending}.items() if each is not None}


class Changes(MutableMapping[str, dict[str, Any]]):
    """A table as an update sees it: what the update takes hold of is a copy, and is all that it can change."""

    def __init__(self, table: str, before: Mapping[str, Mapping[str, Any]]) -> None:
        """Begin with the table's documents; ``touched`` fills with what was looked into, put in or taken out (None)."""
        self.table = table
        self.touched: dict[str, dict[str, Any] | None] = {}
        self._before = before

    def __getitem__(self, record_id: str) -> dict[str, Any]:
        if record_id not in self.touched:
            self.touched[record_id] = dict(self._before[record_id])
        document = self.touched[record_id]
        if document is None:
            raise KeyError(record_id)
        return document

    def __setitem__(self, record_id: str, document: dict[str, Any]) -> None:
        self.touched[record_id] = document

    def __delitem__(self, record_id: str) -> None:
        if record_id not in self:
            raise KeyError(record_id)
        self.touched[record_id] = None

    def __contains__(self, record_id: object) -> bool:
        if record_id in self.touched:
            return self.touched[record_id] is not None
        return record_id in self._before

    def __iter__(self) -> Iterator[str]:
        return (each for each in {**dict.fromkeys(self._before), **self.touched} if each in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Tables(Protocol):
    """What a storage has to offer to a RecordTable: one table alone, and no whole ones to write."""

    def table(self, name: str) -> StoredTable:
        """Return one table; one that does not exist has nothing in it."""

    def write(self, data: Changes) -> None:
        """Take what an update touched into the running transaction."""


class RecordTable(Table):
    """A table whose documents stand under their records' own ids."""

    document_class = RecordDocument  # type: ignore[assignment]  # TinyDB means both to be overridden
    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: Storage, name: str) -> None:
        """Stand on one table of the storage."""
        super().__init__(storage, name, cache_size=0)

    def __iter__(self) -> Iterator[RecordDocument]:  # type: ignore[override]
        """Yield every document; TinyDB's own way would make each of them twice."""
        return (document for _, document in self._read_table().items())

    def records(self) -> Iterator[tuple[str, AnyRecord | None]]:
        """Yield what ``StoredTable.records`` does."""
        return self._read_table().records()

    if TYPE_CHECKING:  # what TinyDB's own methods give and take here

        def search(self, cond: QueryLike) -> list[RecordDocument]:  # type: ignore[override]
            """Return the documents a query lets through."""

        def get(self, *, doc_id: str) -> RecordDocument | None:  # type: ignore[override]
            """Return the document of that id, if there is one."""

        def remove(self, *, doc_ids: Iterable[str]) -> list[str]:  # type: ignore[override]
            """Take out those of these ids that are there."""

    def _read_table(self) -> StoredTable:  # type: ignore[override]
        return cast("Tables", self.storage).table(self.name)

    def _update_table(self, updater: Callable[[Changes], None]) -> None:  # type: ignore[override]
        changes = Changes(self.name, self._read_table())
        updater(changes)
        cast("Tables", self.storage).write(changes)


class RecordDatabase(TinyDB):
    """The database whose tables are RecordTables."""

    table_class = RecordTable  # type: ignore[assignment]

    if TYPE_CHECKING:

        def table(self, name: str) -> RecordTable:  # type: ignore[override]
            """Return the table of that name, which need not exist yet."""
