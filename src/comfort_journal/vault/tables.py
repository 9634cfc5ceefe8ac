"""What TinyDB is handed for the whole database: tables that are decoded when asked for, and know what changed."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from comfort_journal.vault.storage import VaultStorage

Documents: TypeAlias = dict[str, dict[str, Any]]


class Tables(MutableMapping[str, Documents]):
    """Table name -> id -> document; a table is decoded when it is first asked for."""

    def __init__(self, storage: VaultStorage) -> None:
        """Stand before the storage's tables; what is set or deleted here is kept here until it is written."""
        self._storage = storage
        self.changed: dict[str, Documents | None] = {}

    def __getitem__(self, name: str) -> Documents:
        if name in self.changed:
            table = self.changed[name]
            if table is None:
                raise KeyError(name)
            return table
        return self._storage.hand_out(name)

    def __setitem__(self, name: str, table: Documents) -> None:
        self.changed[name] = table

    def __delitem__(self, name: str) -> None:
        if name not in set(self):
            raise KeyError(name)
        self.changed[name] = None

    def __iter__(self) -> Iterator[str]:
        for name in self._storage.table_names():
            if name not in self.changed:
                yield name
        for name, table in self.changed.items():
            if table is not None:
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<Tables {len(self)}>"
