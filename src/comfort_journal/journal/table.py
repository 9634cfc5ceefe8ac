"""One TinyDB table per kind and year: what is read and written is one table, never the whole journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class RecordTable(Table):
    """A table whose document ids are the records' own UUIDs."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB means the attribute to be overridden

    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the documents by id, uncopied: to be read, never changed."""
        return self._read_table()

    def change(self, put: Mapping[str, Mapping[str, Any]], drop: Iterable[str] = ()) -> None:
        """Put whole documents in and take others out, in one write of this table."""

        def updater(table: dict[Any, Any]) -> None:
            for record_id in drop:
                table.pop(record_id, None)
            table.update(put)

        self._update_table(updater)


class Records(TinyDB):
    """The database whose tables are RecordTables."""

    table_class = RecordTable

    def of(self, name: str) -> RecordTable:
        """Return the table of that name, which need not exist yet."""
        table = self.table(name)
        assert isinstance(table, RecordTable)  # noqa: S101  table_class says so
        return table
