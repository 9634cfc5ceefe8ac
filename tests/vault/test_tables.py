"""TinyDB's own operations over a vault: each writes what it touched, and nothing it hands out is a way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tinydb import where

from comfort_journal.records import Entry
from comfort_journal.vault import tables
from comfort_journal.vault.opening import create
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.tables import RecordDatabase, RecordDocument
from comfort_journal.vault.transaction import Put
from comfort_journal.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.vault.conftest import NewEntry

    from comfort_journal.vault.transaction import Op

A, B, C, D = (f"00000000-0000-4000-8000-00000000000{x}" for x in "abcd")
OLD, NEW = "entry-2025", "entry-2026"


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
    """Follow the vault."""
    return VaultStorage(vault)


@pytest.fixture
def database(storage: VaultStorage) -> RecordDatabase:
    """Begin with three documents in two tables."""
    database = RecordDatabase(storage=lambda: storage)
    with storage.transaction():
        for name in database.tables():
            database.table(name).truncate()
        database.table(OLD).insert_multiple([doc(A), doc(B)])
        database.table(NEW).insert(doc(C))
    return database


@pytest.fixture
def said(vault: Vault, database: RecordDatabase, monkeypatch: pytest.MonkeyPatch) -> list[Op]:
    """Return the ops of every commit from now on."""
    ops: list[Op] = []
    commit = vault.commit
    monkeypatch.setattr(vault, "commit", lambda new: (ops.extend(new), commit(new)))
    return ops


def doc(record_id: str, text: str = "x") -> RecordDocument:
    """Return a small document."""
    return RecordDocument({"kind": "entry", "id": record_id, "text": text, "tags": []}, record_id)


def everything(database: RecordDatabase) -> dict[str, dict[str, str]]:
    """Return every text by table and id."""
    return {name: {each.doc_id: each["text"] for each in database.table(name)} for name in database.tables()}


def test_only_what_was_touched_is_written(database: RecordDatabase, storage: VaultStorage, said: list[Op]) -> None:
    """A put, a change, a removal and an unchanged document come to three ops, in the order in which they were said."""
    with storage.transaction():
        database.table(OLD).remove(doc_ids=[A, B])
        database.table(OLD).insert_multiple([doc(D), doc(A)])
        database.table(NEW).upsert(doc(C, "y"))
        inside = everything(database)
    assert [(type(op).__name__, op.id) for op in said] == [("Put", D), ("Put", C), ("Del", B)]
    assert everything(database) == inside == {OLD: {A: "x", D: "x"}, NEW: {C: "y"}}


def test_new_and_changed_ones_stand_in_a_frame_as_they_were_given(
    database: RecordDatabase, storage: VaultStorage, said: list[Op]
) -> None:
    """One that was there before does not come forward."""
    with storage.transaction():
        database.table(OLD).remove(doc_ids=[A])
        database.table(OLD).insert_multiple([doc(D), doc(A, "y")])
    assert [op.id for op in said] == [D, A]


def test_a_record_that_moves_is_one_put(database: RecordDatabase, storage: VaultStorage, said: list[Op]) -> None:
    """Leaving one table for another is no deletion, and an emptied table is none."""
    with storage.transaction():
        database.table(NEW).remove(doc_ids=[C])
        database.table(OLD).insert(doc(C))
    assert [(type(op).__name__, op.id) for op in said] == [("Put", C)]
    assert database.tables() == {OLD}


def test_a_transaction_that_fails_leaves_everything_as_it_was(database: RecordDatabase, storage: VaultStorage) -> None:
    """Nothing said in it is kept or shown."""
    before = everything(database)
    with pytest.raises(ZeroDivisionError), storage.transaction():  # noqa: PT012  the fault has to come after a change
        database.table(NEW).upsert(doc(D))
        database.table(NEW).remove(doc_ids=[C])
        raise ZeroDivisionError
    assert everything(database) == before
    with storage.transaction():
        pass
    assert everything(database) == before


def test_a_query_sees_what_the_transaction_has_said_so_far(database: RecordDatabase, storage: VaultStorage) -> None:
    """Updating, removing and finding by a condition work upon one another."""
    old = database.table(OLD)
    with storage.transaction():
        old.upsert(doc(B, "y"))
        assert [each.doc_id for each in old.search(where("text") == "y")] == [B]
        assert old.update({"text": "z"}, where("text") == "x") == [A]
        assert old.search(where("text") == "x") == []
        assert len(old) == 2
    assert everything(database) == {OLD: {A: "z", B: "y"}, NEW: {C: "x"}}


def test_what_came_past_the_table_is_found_by_the_same_query(database: RecordDatabase, vault: Vault) -> None:
    """No answer is remembered: another window's record is in the next one."""
    table, warm = database.table(NEW), where("text") == "warm"
    assert table.search(warm) == []
    text = canonical(dict(doc(D, "warm")))
    vault.commit([Put(table=NEW, id=D, at=1, rev=vault.new_rev(), past=(), said=text)])
    assert [each.doc_id for each in table.search(warm)] == [D]


def test_what_was_handed_out_is_no_way_in(database: RecordDatabase, storage: VaultStorage) -> None:
    """A document that is changed where it was handed out is neither shown nor saved so."""
    found = database.table(NEW).get(doc_id=C)
    assert found is not None
    found["tags"].append("never")
    with storage.transaction():
        database.table(NEW).upsert(doc(D))
    assert [each["tags"] for each in database.table(NEW)] == [[], []]


def test_whole_tables_are_never_written(database: RecordDatabase, storage: VaultStorage) -> None:
    """What TinyDB offers to drop everything at once is refused, in a transaction too."""
    before = everything(database)
    for wanted in (database.drop_tables, lambda: storage.write({OLD: {}})):  # type: ignore[arg-type]
        with pytest.raises(RuntimeError), storage.transaction():
            wanted()
    assert everything(database) == before


def test_it_is_refused_outside_a_transaction(database: RecordDatabase) -> None:
    """As every write is."""
    with pytest.raises(RuntimeError):
        database.table(NEW).upsert(doc(D))
    assert database.table(NEW).get(doc_id=D) is None


def test_records_are_read_and_saved_without_decoding_their_neighbours(
    database: RecordDatabase, storage: VaultStorage, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record comes as it was read from the log, and a save makes a mapping of no document but those it changes."""
    decoded: list[bytes] = []
    decode = tables._decode
    monkeypatch.setattr(tables, "_decode", lambda text: decoded.append(text) or decode(text))
    made: dict[str, Any] = new_entry("one", D)
    with storage.transaction():
        database.table(NEW).insert(RecordDocument(made, D))
    found = database.table(NEW).get(doc_id=D)
    assert found is not None
    record = found.record()
    assert isinstance(record, Entry)
    assert record.text == "one"
    assert [each.record() for each in database.table(OLD)] == [None, None]
    assert decoded == []
    with storage.transaction():
        database.table(NEW).upsert(RecordDocument(made | {"text": "two"}, D))
    assert len(decoded) == 1
