"""Every record by its id, whatever its kind: which table it stands in, and one transaction for what is written."""

from __future__ import annotations

import gc
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from comfort_journal.errors import BadInput, NotFound
from comfort_journal.journal.documents import checked
from comfort_journal.journal.table import Records
from comfort_journal.records import AnyRecord, Entry, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from comfort_journal.journal.doors import Keeping

SHORTEST_PREFIX = 4


class RecordStore:
    """The records of a storage; ``unreadable`` holds the ids of those that this version cannot read."""

    def __init__(self, storage: Keeping) -> None:
        """Stand on a storage; ``read_all`` has to come first."""
        self._storage = storage
        self._database = Records(storage=lambda: storage)
        self._table_of: dict[str, str] = {}
        self.unreadable: set[str] = set()
        self.has_conflicts = False

    def read_all(self) -> list[Entry]:
        """Look at every table again and return all entries."""
        entries: list[Entry] = []
        self._table_of, self.has_conflicts = {}, False
        self.unreadable.clear()
        for name in self._database.tables():
            records = self._database.of(name).records()
            self._table_of.update(dict.fromkeys(records, name))
            # What cannot be read may well be a copy in conflict.
            self.has_conflicts |= any(record is None or record.conflict_of for record in records.values())
            entries += [record for record in self._readable(records) if isinstance(record, Entry)]
        return entries

    def of_kind(self, kind: str | None) -> Iterator[AnyRecord]:
        """Yield the records of a kind, or of all kinds."""
        for name in sorted(self._database.tables()):
            if kind in (None, _kind(name)):
                yield from self._readable(self._database.of(name).records())

    def get(self, record_id: str) -> AnyRecord:
        """Return the record of that id. Raises NotFound."""
        name = self._table_of.get(record_id)
        record = self._database.of(name).records().get(record_id) if name is not None else None
        if record is None:
            raise NotFound("There is no record with that id.")
        return record

    def whole_id(self, prefix: str) -> str:
        """Return the one id that begins like that. Raises NotFound; BadInput for a short or ambiguous beginning."""
        wanted = prefix.strip().lower()
        if len(wanted) < SHORTEST_PREFIX:
            raise BadInput(f"An id needs at least its first {SHORTEST_PREFIX} characters.")
        found = [each for each in self._table_of if each.startswith(wanted)]
        if not found:
            raise NotFound("There is no record with that id.")
        if len(found) > 1:
            raise BadInput(f"{len(found)} records have an id that begins so; give more of it.")
        return found[0]

    def knows(self, record_id: str) -> bool:
        """Tell whether there is or was a record of that id."""
        return self._storage.knows(record_id)

    def revision(self, record_id: str) -> str | None:
        """Return the revision of the record as it is shown now."""
        return self._storage.revision(record_id)

    def put(self, records: Sequence[AnyRecord]) -> None:
        """Write records, one document each; one whose year changed leaves its old table.

        Raises BadInput for a record no reader would accept.
        """
        documents = [checked(record) for record in records]
        put: dict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
        drop: dict[str, set[str]] = defaultdict(set)
        for record, document in zip(records, documents, strict=True):
            name, before = table_of(record), self._table_of.get(record.id)
            put[name][record.id] = document
            if before is not None and before != name:
                drop[before].add(record.id)
        with self._storage.transaction():
            for name in sorted({*put, *drop}):
                self._database.of(name).change(put.get(name, {}), drop.get(name, ()))
        self._table_of.update((record.id, table_of(record)) for record in records)

    def drop(self, record_id: str) -> None:
        """Remove one record that is there."""
        with self._storage.transaction():
            self._database.of(self._table_of[record_id]).change({}, (record_id,))
        del self._table_of[record_id]

    def close(self) -> None:
        """Let go of the storage."""
        self._database.close()

    def _readable(self, records: Mapping[str, AnyRecord | None]) -> Iterator[AnyRecord]:
        """Yield the records that can be read, and remember those that cannot."""
        for record_id, record in records.items():
            if record is None:
                self.unreadable.add(record_id)
            else:
                yield record


def _kind(table: str) -> str:
    return table.rpartition("-")[0]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from walking, again and again, over many thousand documents that are all kept."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
