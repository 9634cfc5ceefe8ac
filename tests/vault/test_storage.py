"""TinyDB over the vault: a transaction is one frame or nothing, and nothing changed in place is ever trusted."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.errors import BadInput
from comfort_journal.vault.compaction import compact
from comfort_journal.vault.state import copy_id
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.tables import RecordDocument
from comfort_journal.vault.transaction import Del, Put
from comfort_journal.vault.world import REAL_WORLD

if TYPE_CHECKING:
    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Opened, Place


TABLE = "entry-2026"


def frames(opened: Opened) -> int:
    """Return how many frames the log has."""
    return opened.vault._log.tip.seq


def test_what_is_written_is_read_back_after_opening_again(place: Place, new_entry: NewEntry) -> None:
    """Insert, update and remove survive closing; each transaction is one frame."""
    opened = place.open()
    one, two = new_entry("one"), new_entry("two")
    opened.save(one, two)
    assert frames(opened) == 1
    with opened.storage.transaction():
        opened.database.table(TABLE).update({"text": "changed"}, doc_ids=[one["id"]])
        opened.database.table(TABLE).remove(doc_ids=[two["id"]])
        opened.database.table("entry-2025").insert(RecordDocument(three := new_entry("three"), three["id"]))
    assert frames(opened) == 2
    assert opened.texts() == ["changed", "three"]
    opened.vault.close()
    assert place.texts() == ["changed", "three"]


def test_an_update_in_place_is_saved(place: Place, new_entry: NewEntry) -> None:
    """TinyDB changes the dictionaries it was handed; the change still reaches the medium."""
    opened = place.open()
    opened.save(document := new_entry("one"))
    opened.texts()  # hands the table out
    with opened.storage.transaction():
        opened.database.table(TABLE).update(lambda each: each["tags"].append("calm"), doc_ids=[document["id"]])
    opened.vault.close()
    again = place.open()
    assert again.database.table(TABLE).get(doc_id=document["id"])["tags"] == ["calm"]
    again.vault.close()


def test_what_is_saved_together_has_one_moment(place: Place, new_entry: NewEntry) -> None:
    """By it an import is found again, also after a rewrite; a change, and the next save, have another."""
    opened = place.open(world=replace(REAL_WORLD, now=map(float, count(1)).__next__))
    opened.save(one := new_entry("one"), two := new_entry("two"), three := new_entry("three"))
    opened.save(four := new_entry("four"))
    moments = [opened.storage.saved_at(each["id"]) for each in (one, two, three, four)]
    assert len(set(moments[:3])) == 1
    assert moments[3] not in {None, moments[0]}
    opened.save({**two, "text": "changed"})
    opened.remove(three["id"])
    compact(opened.vault)
    opened.vault.close()
    again = place.open()
    assert again.storage.saved_at(one["id"]) == moments[0]
    assert again.storage.saved_at(two["id"]) not in moments
    assert again.storage.saved_at(three["id"]) is None
    again.vault.close()


def test_a_transaction_without_a_change_writes_nothing(place: Place, new_entry: NewEntry) -> None:
    """Writing the same documents again makes no frame and no new revision."""
    opened = place.open()
    opened.save(document := new_entry("one"))
    revision = opened.storage.revision(document["id"])
    opened.save(dict(document))
    opened.save(document | {"conflict_of": None})
    assert frames(opened) == 1
    assert opened.storage.revision(document["id"]) == revision
    opened.vault.close()


def test_writing_outside_a_transaction_is_refused_and_forgotten(place: Place, new_entry: NewEntry) -> None:
    """A stray write raises, and what TinyDB changed in place for it is gone."""
    opened = place.open()
    opened.save(document := new_entry("one"))
    with pytest.raises(RuntimeError):
        opened.database.table(TABLE).update({"text": "stray"})
    assert opened.texts() == ["one"]
    with pytest.raises(RuntimeError):
        opened.database.drop_tables()
    opened.save(new_entry("two"))
    opened.vault.close()
    assert place.texts() == ["one", "two"]
    assert document["text"] == "one"


def test_any_exception_undoes_the_whole_transaction(place: Place, new_entry: NewEntry) -> None:
    """What was written before the exception is neither shown nor saved."""
    opened = place.open()
    opened.save(new_entry("one"))
    with pytest.raises(ZeroDivisionError), opened.storage.transaction():  # noqa: PT012  the block is the claim
        opened.database.table(TABLE).update({"text": "half"})
        raise ZeroDivisionError
    assert opened.texts() == ["one"]
    assert frames(opened) == 1
    opened.vault.close()


def test_a_failing_updater_leaves_nothing_behind(place: Place, new_entry: NewEntry) -> None:
    """An updater that changes one document and then fails does not reach a later save, even if someone caught it."""
    opened = place.open()
    opened.save(new_entry("one"), new_entry("two"))

    def half(document: dict[str, Any]) -> None:
        document["text"] += " half"
        if document["text"].startswith("two"):
            raise KeyError

    with opened.storage.transaction():
        with pytest.raises(KeyError):
            opened.database.table(TABLE).update(half)
        opened.database.table(TABLE).insert(RecordDocument(three := new_entry("three"), three["id"]))
    assert opened.texts() == ["one", "three", "two"]
    opened.vault.close()
    assert place.texts() == ["one", "three", "two"]


def test_a_failed_inner_transaction_ends_the_outer_one(place: Place, new_entry: NewEntry) -> None:
    """Catching an inner failure cannot save the other half."""
    opened = place.open()
    opened.save(new_entry("one"))
    with pytest.raises(RuntimeError), opened.storage.transaction():  # noqa: PT012  the block is the claim
        opened.save(new_entry("outer"))
        with pytest.raises(ZeroDivisionError), opened.storage.transaction():
            raise ZeroDivisionError
    assert opened.texts() == ["one"]
    opened.save(new_entry("two"))
    assert opened.texts() == ["one", "two"]
    opened.vault.close()


def test_nested_transactions_are_one_frame(place: Place, new_entry: NewEntry) -> None:
    """Only the outermost end writes."""
    opened = place.open()
    with opened.storage.transaction():
        opened.save(new_entry("one"))
        opened.save(new_entry("two"))
        assert opened.texts() == ["one", "two"]
        assert frames(opened) == 0
    assert frames(opened) == 1
    opened.vault.close()


def test_an_id_that_tinydb_invents_is_refused(place: Place, new_entry: NewEntry) -> None:
    """A plain insert, for which TinyDB would make up the id 1, is refused; so is a document under another id."""
    opened = place.open()
    with pytest.raises(BadInput), opened.storage.transaction():
        opened.database.table(TABLE).insert(new_entry("one"))
    with pytest.raises(BadInput), opened.storage.transaction():
        opened.database.table(TABLE).insert(RecordDocument(new_entry("one"), str(uuid.uuid4())))
    with pytest.raises(BadInput), opened.storage.transaction():
        opened.database.insert(RecordDocument(one := new_entry("one"), one["id"]))  # the default table has no year
    assert opened.texts() == []
    opened.vault.close()


def test_a_value_json_cannot_keep_is_refused_without_its_words(place: Place, new_entry: NewEntry) -> None:
    """Fractions, lone surrogates and large integers are refused; the message holds none of the record."""
    opened = place.open()
    for bad in (0.5, "\ud800", 2**53, object()):
        with pytest.raises(BadInput) as told:
            opened.save(new_entry("SECRET", prompt=bad))
        assert "SECRET" not in str(told.value)
    assert frames(opened) == 0
    opened.vault.close()


def test_a_record_moves_to_another_table_in_one_put(place: Place, new_entry: NewEntry) -> None:
    """An entry whose year changes is one version in the new table, whether or not the old table was written."""
    opened = place.open()
    opened.save(document := new_entry("one"))
    moved = document | {"at": "2025-12-31T23:00:00+01:00"}
    with opened.storage.transaction():
        opened.database.table(TABLE).remove(doc_ids=[document["id"]])
        opened.database.table("entry-2025").insert(RecordDocument(moved, document["id"]))
    assert opened.database.tables() == {"entry-2025"}
    opened.save(document)  # back again, in one write
    assert opened.database.tables() == {TABLE}
    (version,) = opened.vault.state.versions[document["id"]]
    assert isinstance(version, Put)
    assert len(version.past) == 2
    opened.vault.close()


def test_deleted_ids_are_known_and_can_come_back(place: Place, new_entry: NewEntry) -> None:
    """A deleted record is known; putting it back replaces the deletion."""
    opened = place.open()
    opened.save(document := new_entry("one"))
    opened.remove(document["id"])
    assert opened.storage.knows(document["id"])
    assert opened.storage.revision(document["id"]) is None
    assert not opened.storage.knows(str(uuid.uuid4()))
    opened.save(document)
    assert len(opened.vault.state.versions[document["id"]]) == 1
    opened.vault.close()
    assert place.texts() == ["one"]


def test_a_deletion_names_every_earlier_revision(place: Place, new_entry: NewEntry) -> None:
    """Deleting an edited record covers all it ever was, so no copy of an older text brings it back."""
    opened = place.open()
    document = new_entry("one")
    revisions = []
    for text in ("one", "two", "three"):
        opened.save(document | {"text": text})
        revisions.insert(0, opened.storage.revision(document["id"]))
    opened.remove(document["id"])
    (version,) = opened.vault.state.versions[document["id"]]
    assert isinstance(version, Del)
    assert list(version.past) == revisions
    opened.vault.close()


def conflicting(opened: Opened, new_entry: NewEntry) -> tuple[str, str]:
    """Make two versions that do not know each other; return the record's id and the copy's."""
    document = new_entry("late")
    record = document["id"]
    for at, rev, text in ((1, "1" * 16, "early"), (2, "2" * 16, "late")):
        doc = canonical(document | {"text": text})
        opened.vault.commit([Put(table=TABLE, id=record, at=at, rev=rev, past=(), said=doc)])
    return record, copy_id(record, "1" * 16)


def test_a_copy_in_conflict_is_a_record_of_its_own(place: Place, new_entry: NewEntry) -> None:
    """Both texts are shown; the older one under its own id, saying of which record it is a copy."""
    opened = place.open()
    record, copy = conflicting(opened, new_entry)
    table = opened.database.table(TABLE)
    assert table.get(doc_id=record)["text"] == "late"
    found = table.get(doc_id=copy)
    assert (found["text"], found["id"], found["conflict_of"]) == ("early", copy, record)
    assert opened.storage.knows(copy)
    opened.vault.close()


def test_editing_a_copy_settles_it(place: Place, new_entry: NewEntry) -> None:
    """One frame: the version leaves the original, the edited text becomes a record of its own without a conflict."""
    opened = place.open()
    record, copy = conflicting(opened, new_entry)
    before = frames(opened)
    with opened.storage.transaction():
        opened.database.table(TABLE).update({"text": "settled"}, doc_ids=[copy])
    assert frames(opened) == before + 1
    assert opened.texts() == ["late", "settled"]
    assert "conflict_of" not in opened.database.table(TABLE).get(doc_id=copy)
    gone = [version for version in opened.vault.state.versions[record] if isinstance(version, Del)]
    assert [version.past for version in gone] == [("1" * 16,)]
    opened.vault.close()
    assert place.texts() == ["late", "settled"]


def test_deleting_a_copy_settles_it(place: Place, new_entry: NewEntry) -> None:
    """The copy goes, the record stays."""
    opened = place.open()
    record, copy = conflicting(opened, new_entry)
    opened.remove(copy)
    assert opened.texts() == ["late"]
    assert opened.storage.knows(copy)
    opened.remove(record)
    opened.vault.close()
    assert place.texts() == []


def test_deleting_the_record_brings_the_copy_to_its_place(place: Place, new_entry: NewEntry) -> None:
    """Nothing but the text that was deleted goes; the other one is the record from now on."""
    opened = place.open()
    record, _ = conflicting(opened, new_entry)
    opened.remove(record)
    assert opened.texts() == ["early"]
    assert opened.database.table(TABLE).get(doc_id=record)["text"] == "early"
    opened.vault.close()


def test_four_threads_lose_nothing(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """Four threads with a hundred saves each, and reads between them: four hundred entries."""
    opened = place.open()
    faults: list[BaseException] = []

    def write(name: int) -> None:
        try:
            for number in range(100):
                opened.save(new_entry(f"{name} {number}"))
                opened.database.table(TABLE).count(lambda _: True)
        except BaseException as fault:  # noqa: BLE001  a thread's fault must fail the test
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    opened.vault.close()
    assert place.texts() == sorted(f"{name} {number}" for name in range(4) for number in range(100))
    figure("threads", saves=400, kept=len(place.texts()))


def test_nothing_secret_shows_in_a_repr(place: Place, new_entry: NewEntry) -> None:
    """Key, vault, state, storage and tables can be printed without showing a word or a key."""
    opened = place.open()
    opened.save(new_entry("SECRET"))
    tables = opened.storage.read()
    shown = repr((place.key, opened.vault, opened.vault.state, opened.storage, tables, opened.vault._log.opened))
    assert "SECRET" not in shown
    assert place.key.reveal().hex() not in shown
    assert repr(place.key.reveal()) not in shown
    opened.vault.close()


def test_moving_a_copy_settles_it_too(place: Place, new_entry: NewEntry) -> None:
    """A copy put into another year's table leaves the original, also where its old table was not written."""
    opened = place.open()
    record, copy = conflicting(opened, new_entry)
    with opened.storage.transaction():
        opened.database.table("entry-2025").insert(RecordDocument(new_entry("moved", copy), copy))
    assert opened.texts() == ["late", "moved"]
    assert opened.database.tables() == {"entry-2025", "entry-2026"}
    assert opened.storage.revision(copy) is not None
    assert opened.storage.revision(record) == "2" * 16
    opened.vault.close()
    assert place.texts() == ["late", "moved"]
