"""Changing single documents: what ``amend`` keeps is what TinyDB's whole-table write would have kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document, Table

from comfort_journal.vault.opening import create
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.vault.transaction import Op


class ById(Table):
    """A table whose ids are words."""

    document_id_class = str  # type: ignore[assignment]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Open one vault for the module."""
    home = tmp_path_factory.mktemp("home")
    key = create(home / "v", bytearray(b"made up words for a test"), state_dir=home / "state", memory_mib=64)
    opened = Vault.open(home / "v", key, state_dir=home / "state")
    yield opened
    opened.close()


@pytest.fixture
def storage(vault: Vault) -> VaultStorage:
    """Begin with three documents in two tables."""
    storage = VaultStorage(vault)
    with storage.transaction():
        for name in list(storage.table_names()):
            storage.amend(name, {}, list(storage.hand_out(name)))
        storage.amend("entry-2025", {i: doc(i) for i in (A, B)})
        storage.amend("entry-2026", {C: doc(C)})
    return storage


A, B, C, D = (f"00000000-0000-4000-8000-00000000000{x}" for x in "abcd")


def doc(record_id: str, text: str = "x") -> dict[str, Any]:
    """Return a small document."""
    return {"kind": "entry", "id": record_id, "text": text}


def tables(storage: VaultStorage) -> dict[str, dict[str, Any]]:
    """Return everything the storage shows."""
    return {name: dict(storage.read()[name]) for name in storage.read()}


def committed(storage: VaultStorage, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> list[Op]:
    """Note the ops of every commit from now on."""
    ops: list[Op] = []
    commit = vault.commit
    monkeypatch.setattr(vault, "commit", lambda new: (ops.extend(new), commit(new)))
    return ops


def test_only_what_was_named_is_written(storage: VaultStorage, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A put, a change, a removal and an unchanged document come to three ops, and to the tables one would expect."""
    ops = committed(storage, vault, monkeypatch)
    with storage.transaction():
        storage.amend("entry-2025", {A: doc(A), D: doc(D)}, [B])
        storage.amend("entry-2026", {C: doc(C, "y")})
        inside = tables(storage)
    assert sorted((type(op).__name__, op.id) for op in ops) == [("Del", B), ("Put", C), ("Put", D)]
    assert tables(storage) == inside == {"entry-2025": {A: doc(A), D: doc(D)}, "entry-2026": {C: doc(C, "y")}}


def test_a_record_that_moves_is_one_put(storage: VaultStorage, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving one table for another is no deletion, and an emptied table is none."""
    ops = committed(storage, vault, monkeypatch)
    with storage.transaction():
        storage.amend("entry-2026", {}, [C])
        storage.amend("entry-2025", {C: doc(C)})
    assert [(type(op).__name__, op.id) for op in ops] == [("Put", C)]
    assert list(tables(storage)) == ["entry-2025"]


def test_a_transaction_that_fails_leaves_everything_as_it_was(storage: VaultStorage) -> None:
    """Nothing named in it is kept or shown."""
    before = tables(storage)
    with pytest.raises(KeyError), storage.transaction():  # noqa: PT012  the fault has to come after a change
        storage.amend("entry-2026", {D: doc(D)}, [C])
        raise KeyError
    assert tables(storage) == before
    with storage.transaction():
        pass
    assert tables(storage) == before


def test_both_ways_of_writing_can_be_mixed(storage: VaultStorage) -> None:
    """TinyDB sees what was amended before it, and what is amended after it stands upon what it wrote."""
    table = ById(storage, "entry-2026", cache_size=0)
    with storage.transaction():
        storage.amend("entry-2026", {D: doc(D)})
        table.update({"text": "all"})
        storage.amend("entry-2026", {}, [C])
        storage.amend("entry-2025", {}, [A, B])
        table.insert(Document(doc(A), A))  # type: ignore[arg-type]
    assert tables(storage) == {"entry-2026": {D: doc(D, "all"), A: doc(A)}}
    assert set(TinyDB(storage=lambda: storage).tables()) == {"entry-2026"}


def test_it_is_refused_outside_a_transaction(storage: VaultStorage) -> None:
    """As every write is."""
    with pytest.raises(RuntimeError):
        storage.amend("entry-2026", {D: doc(D)})
