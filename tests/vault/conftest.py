"""What the live vault's tests share: one vault whose key was derived once, and copies of it to do things to."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pytest

from comfort_journal.vault.opening import VaultKey, create
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.tables import RecordDatabase, RecordDocument
from comfort_journal.vault.vault import Vault
from comfort_journal.vault.world import REAL_WORLD, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PASSPHRASE = b"six words that are only a test"


NewEntry: TypeAlias = "Callable[..., dict[str, Any]]"


def entry(text: str, record_id: str | None = None, **other: object) -> dict[str, Any]:
    """Return an entry's document, with a fresh id unless one is given."""
    return {
        "kind": "entry",
        "id": record_id or str(uuid.uuid4()),
        "at": "2026-01-05T21:40:00+01:00",
        "prompt": None,
        "text": text,
        "tags": [],
        "starred": False,
        "folded": False,
        "session": None,
        "about": None,
        "source": "app",
    } | other


@dataclass
class Opened:
    """An open vault under TinyDB."""

    vault: Vault
    storage: VaultStorage
    database: RecordDatabase

    def save(self, *documents: dict[str, Any], table: str = "entry-2026") -> None:
        """Save documents in one transaction."""
        with self.storage.transaction():
            for document in documents:
                self.database.table(table).upsert(RecordDocument(document, document["id"]))

    def remove(self, record_id: str, table: str = "entry-2026") -> None:
        """Delete one record."""
        with self.storage.transaction():
            self.database.table(table).remove(doc_ids=[record_id])

    def texts(self) -> list[str]:
        """Return the texts of everything shown, sorted."""
        shown = (document for name in self.database.tables() for document in self.database.table(name).all())
        return sorted(document["text"] for document in shown)


@dataclass(frozen=True)
class Place:
    """One vault on disk with this machine's state folder and the vault's key."""

    folder: Path
    state_dir: Path
    key: VaultKey

    @property
    def journal(self) -> Path:
        """The journal file."""
        return self.folder / "journal"

    def open(self, want: Literal["write", "read"] = "write", world: World = REAL_WORLD) -> Opened:
        """Open the vault; the caller closes it."""
        vault = Vault.open(self.folder, self.key, state_dir=self.state_dir, want=want, world=world)
        storage = VaultStorage(vault)
        return Opened(vault, storage, RecordDatabase(storage=lambda: storage))

    def texts(self) -> list[str]:
        """Return what a fresh opening shows."""
        opened = self.open("read")
        try:
            return opened.texts()
        finally:
            opened.vault.close()

    def twin(self, folder: Path) -> Place:
        """Return a copy of the vault's folder elsewhere, as a sync tool would make it, with the same machine."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)


@pytest.fixture(scope="session")
def first_vault(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return the one vault of this run whose key was derived; never write to it."""
    home = tmp_path_factory.mktemp("first")
    key = create(home / "journal.vault", PASSPHRASE, state_dir=home / "state", memory_mib=64)
    return Place(home / "journal.vault", home / "state", key)


@pytest.fixture
def place(first_vault: Place, tmp_path: Path) -> Iterator[Place]:
    """Return an empty vault of one's own."""
    shutil.copytree(first_vault.folder, tmp_path / "journal.vault")
    shutil.copytree(first_vault.state_dir, tmp_path / "state")
    return Place(tmp_path / "journal.vault", tmp_path / "state", first_vault.key)


@pytest.fixture(scope="session")
def new_entry() -> NewEntry:
    """Return the maker of entries' documents."""
    return entry
