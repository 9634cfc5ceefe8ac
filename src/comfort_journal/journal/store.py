"""Every record by its id, whatever its kind: which table it stands in, and one transaction for what is written."""

from __future__ import annotations

import gc
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, NotFound
from comfort_journal.journal.documents import checked
from comfort_journal.records import AnyRecord, Entry, table_of
from comfort_journal.vault.tables import RecordDatabase, RecordDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tinydb.queries import QueryLike

    from comfort_journal.journal.protocols import JournalStorage

SHORTEST_PREFIX = 4


class RecordStore:
    """The records of a storage; ``unreadable`` holds the ids of those that this version cannot read."""

    def __init__(self, storage: JournalStorage) -> None:
        """Stand on a storage; ``read_all`` has to come first."""
        self._storage = storage
        self._database = RecordDatabase(storage=lambda: storage)
        self._table_of: dict[str, str] = {}
        self.unreadable: set[str] = set()
        self.has_conflicts = False

    def read_all(self) -> list[Entry]:
        """Look at every table again and return all entries."""
        entries: list[Entry] = []
        self._table_of, self.has_conflicts = {}, False
        self.unreadable.clear()
        for name in self._database.tables():
            for record_id, record in self._database.table(name).records():
                self._table_of[record_id] = name
                if record is None:
                    self.unreadable.add(record_id)
                if record is None or record.conflict_of:  # what cannot be read may well be a copy in conflict
                    self.has_conflicts = True
                if isinstance(record, Entry):
                    entries.append(record)
        return entries

    def of_kind(self, kind: str | None, wanted: QueryLike | None = None) -> Iterator[AnyRecord]:
        """Yield the records of a kind, or of all kinds; with ``wanted`` those whose documents it lets through."""
        for name in sorted(self._database.tables()):
            if kind in (None, _kind(name)):
                table = self._database.table(name)
                found = (
                    table.records()
                    if wanted is None
                    else ((each.doc_id, each.record()) for each in table.search(wanted))
                )
                for record_id, record in found:
                    if record is not None:
                        yield record
                    else:
                        self.unreadable.add(record_id)

    def get(self, record_id: str) -> AnyRecord:
        """Return the record of that id. Raises NotFound."""
        name = self._table_of.get(record_id)
        document = self._database.table(name).get(doc_id=record_id) if name is not None else None
        record = document.record() if document is not None else None
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

    def saved_at(self, record_id: str) -> int | None:
        """Return the moment of the save that the record as it is shown came with, in ms since 1970."""
        return self._storage.saved_at(record_id)

    def put(self, records: Sequence[AnyRecord]) -> None:
        """Write records, one document each; one whose year changed leaves its old table.

        Raises BadInput for a record no reader would accept.
        """
        put: dict[str, dict[str, RecordDocument]] = defaultdict(dict)
        stood: dict[str, dict[str, None]] = defaultdict(dict)
        for record in records:
            name = table_of(record)
            put[name][record.id] = RecordDocument(checked(record), record.id)
            for each in {name, self._table_of.get(record.id, name)}:
                stood[each][record.id] = None
        with self._storage.transaction():
            # A document is replaced whole: an update would leave fields in it that the new one does not have.
            for name in sorted(stood):
                self._database.table(name).remove(doc_ids=stood[name])
                self._database.table(name).insert_multiple(put[name].values())
        self._table_of.update((record.id, table_of(record)) for record in records)

    def drop(self, record_ids: Sequence[str]) -> None:
        """Remove records that are there, in one transaction."""
        standing: dict[str, list[str]] = defaultdict(list)
        for record_id in record_ids:
            standing[self._table_of[record_id]].append(record_id)
        with self._storage.transaction():
            for name, ids in standing.items():
                self._database.table(name).remove(doc_ids=ids)
        for record_id in record_ids:
            del self._table_of[record_id]

    def close(self) -> None:
        """Let go of the storage."""
        self._database.close()


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
