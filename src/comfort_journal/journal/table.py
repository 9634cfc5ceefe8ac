"""One TinyDB table per kind and year: what is read and written is one table, never the whole journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comfort_journal.journal.doors import Keeping
    from comfort_journal.records import AnyRecord


class RecordTable(Table):
    """A table whose document ids are the records' own UUIDs."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB means the attribute to be overridden

    def records(self) -> Mapping[str, AnyRecord | None]:
        """Return the table as records by id, None for one that cannot be read.

        TinyDB's own way makes dictionaries of a whole table, which are records only after a second conversion.
        """
        return cast("Keeping", self.storage).records(self.name)

    def change(self, put: Mapping[str, Mapping[str, Any]], drop: Iterable[str] = ()) -> None:
        """Put whole documents in and take others out, in the running transaction.

        TinyDB's own way copies and writes the whole table; at ten thousand entries a year that would be felt.
        """
        cast("Keeping", self.storage).amend(self.name, put, drop)
        self.clear_cache()


class Records(TinyDB):
    """The database whose tables are RecordTables."""

    table_class = RecordTable

    def of(self, name: str) -> RecordTable:
        """Return the table of that name, which need not exist yet."""
        table = self.table(name)
        assert isinstance(table, RecordTable)  # noqa: S101  table_class says so
        return table
