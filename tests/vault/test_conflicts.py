"""What a person does to records and their copies in conflict, against a plain account of who knew what.

The account keeps every text ever said and what its author had before them. Shown must be exactly those texts that no
later one was made from and nobody deleted, whatever way through TinyDB they took.
"""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.vault.conftest import entry

from comfort_journal.vault.state import VaultState, copy_id
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.tables import RecordDatabase, RecordDocument
from comfort_journal.vault.transaction import Del, Op, Put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.vault.state import Change

TABLES = ["entry-2025", "entry-2026"]
RECORDS = [str(uuid.UUID(int=number, version=4)) for number in range(3)]
ways = st.sampled_from(["replace", "upsert"])
moves = st.sampled_from(["replace", "upsert", "put alone"])
some = st.integers(0, 30)


@dataclass
class MemoryVault:
    """As much of a vault as its storage needs."""

    guard: RLock = field(default_factory=RLock)
    state: VaultState = field(default_factory=VaultState)
    said: list[Op] = field(default_factory=list)
    watchers: list[Callable[[Sequence[Change]], None]] = field(default_factory=list)
    clock: int = 0

    def watch(self, changed: Callable[[Sequence[Change]], None]) -> None:
        """Tell what changes."""
        self.watchers.append(changed)

    def commit(self, ops: Sequence[Op]) -> None:
        """Take ops in and tell of them."""
        self.said += ops
        changes = self.state.apply(ops)
        for changed in self.watchers:
            changed(changes)

    def now_ms(self) -> int:
        """Return a moment that moves, with doubles."""
        self.clock += 1
        return self.clock // 2

    def new_rev(self) -> str:
        """Return a revision no one has."""
        self.clock += 1
        return f"{self.clock:016x}"


@dataclass
class Said:
    """One version as the account has it: its text (None for a deletion) and every revision its author knew."""

    record: str
    text: str | None
    knew: frozenset[str]


class Conflicts(RuleBasedStateMachine):
    """One machine with its screen, and others whose versions arrive."""

    def __init__(self) -> None:
        """Begin with an empty vault and an empty account."""
        super().__init__()
        self.vault: Any = MemoryVault()
        self.storage = VaultStorage(self.vault)
        self.database = RecordDatabase(storage=lambda: self.storage)
        self.account: dict[str, Said] = {}
        self.once_shown: set[str] = set()
        self.count = 0

    def words(self) -> str:
        """Return words that no one has said yet."""
        self.count += 1
        return f"text {self.count}"

    def shown(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Return every shown record with its table, by id."""
        read = self.storage.read()
        return {key: (name, document) for name in read for key, document in read[name].items()}

    def live(self, record: str) -> dict[str, Said]:
        """Return the texts of a record that nobody replaced or deleted knowingly, by revision."""
        return {rev: said for rev, said in self.standing(record).items() if said.text is not None}

    def standing(self, record: str) -> dict[str, Said]:
        """Return all that was said of a record, deletions too, and that nobody knew who said more."""
        of = {rev: said for rev, said in self.account.items() if said.record == record}
        return {rev: said for rev, said in of.items() if not any(rev in other.knew for other in of.values())}

    def behind(self, record_id: str) -> tuple[str, str, frozenset[str]]:
        """Return the record that a shown one belongs to, its revision, and all that changing it replaces."""
        rev = self.storage.revision(record_id)
        record = self.shown()[record_id][1].get("conflict_of") or record_id
        same = {rev}
        if record == record_id:
            words = self.account[rev].text
            same |= {other for other, said in self.standing(record).items() if said.text in {words, None}}
        return record, rev, frozenset(same.union(*(self.account[each].knew for each in same)))

    def write(self, way: str, table: str, put: dict[str, dict[str, Any]], drop: str | None, before: str | None) -> None:
        """Replace a document, as the journal does, or upsert it; ``drop`` stands in the table ``before``."""
        documents = [RecordDocument(document, key) for key, document in put.items()]
        with self.storage.transaction():
            if drop and way != "put alone" and (way == "replace" or before != table or not put):
                self.database.table(before).remove(doc_ids=[drop])
            if way == "replace":
                self.database.table(table).insert_multiple(documents)
            for document in documents if way != "replace" else ():
                self.database.table(table).upsert(document)

    def note(self, record: str, rev: str, text: str | None, knew: frozenset[str]) -> None:
        """Enter a version into the account."""
        assert rev not in self.account
        self.account[rev] = Said(record, text, knew)

    def picked(self, number: int) -> str:
        """Return one of the shown ids."""
        shown = sorted(self.shown())
        return shown[number % len(shown)]

    @rule(record=st.sampled_from(RECORDS), table=st.sampled_from(TABLES), way=ways)
    def write_anew(self, record: str, table: str, way: str) -> None:
        """Write a record that is not shown, new or deleted before."""
        if record in self.shown():
            return
        gone = frozenset(rev for rev, said in self.account.items() if said.record == record)
        self.write(way, table, {record: entry(text := self.words(), record)}, None, None)
        self.note(record, self.vault.said[-1].rev, text, gone)

    @precondition(lambda self: self.shown())
    @rule(number=some, table=st.sampled_from(TABLES), way=moves)
    def edit(self, number: int, table: str, way: str) -> None:
        """Change the words of a shown record or copy, perhaps moving it to another table."""
        chosen = self.picked(number)
        before, document = self.shown()[chosen]
        record, rev, knew = self.behind(chosen)
        said = len(self.vault.said)
        document = {**document, "text": (text := self.words())}
        self.write(way, table, {chosen: document}, chosen, before)
        if record == chosen:
            self.note(record, self.vault.said[-1].rev, text, knew)
            assert len(self.vault.said) == said + 1
            return
        gone, put = self.vault.said[said:]
        assert isinstance(gone, Del)
        assert isinstance(put, Put)
        assert gone.past[0] == rev
        assert b"conflict_of" not in put.doc
        self.note(record, gone.rev, None, knew)
        self.note(chosen, put.rev, text, frozenset())

    @precondition(lambda self: self.shown())
    @rule(number=some, way=ways)
    def delete(self, number: int, way: str) -> None:
        """Delete a shown record or copy."""
        chosen = self.picked(number)
        table, _ = self.shown()[chosen]
        record, _, knew = self.behind(chosen)
        self.write(way, table, {}, chosen, table)
        self.note(record, self.vault.said[-1].rev, None, knew)

    @rule(record=st.sampled_from(RECORDS), table=st.sampled_from(TABLES), data=st.data(), at=st.integers(0, 40))
    def hear(self, record: str, table: str, data: st.DataObject, at: int) -> None:
        """Take in what another machine wrote or deleted, knowing some of what was said of the record before."""
        known = sorted(rev for rev, said in self.account.items() if said.record == record)
        picked = data.draw(st.sets(st.sampled_from(known))) if known else set()
        knew = frozenset(picked.union(*(self.account[rev].knew for rev in picked)))
        rev = f"f{self.count:015x}"
        texts = [said.text for said in self.live(record).values()]
        text = data.draw(st.sampled_from([self.words(), None, *texts]))
        past = tuple(sorted(knew, reverse=True))
        if text is None:
            self.vault.commit([Del(table=table, id=record, at=at, rev=rev, past=past)])
        else:
            doc = canonical(entry(text, record))
            self.vault.commit([Put(table=table, id=record, at=at, rev=rev, past=past, said=doc)])
        self.note(record, rev, text, knew)

    @precondition(lambda self: self.shown())
    @rule(number=some, way=ways)
    def fail(self, number: int, way: str) -> None:
        """Begin an edit that fails: nothing is said."""
        chosen = self.picked(number)
        table, document = self.shown()[chosen]
        said = len(self.vault.said)
        with contextlib.suppress(ZeroDivisionError), self.storage.transaction():
            self.write(way, table, {chosen: {**document, "text": "never"}}, chosen, table)
            raise ZeroDivisionError
        assert len(self.vault.said) == said

    @invariant()
    def exactly_the_living_are_shown(self) -> None:
        """Every text nobody replaced or deleted knowingly is shown, and no other."""
        records = {said.record for said in self.account.values()}
        living = {said.text for record in records for said in self.live(record).values()}
        assert {document["text"] for _, document in self.shown().values()} == living

    @invariant()
    def each_stands_once_under_its_own_id(self) -> None:
        """Show an id once, the one that is in the document, and know it ever after."""
        read = self.storage.read()
        ids = [key for name in read for key in read[name]]
        assert len(ids) == len(set(ids))
        for key, (_, document) in self.shown().items():
            assert document["id"] == key
            record = document.get("conflict_of")
            assert record is None or key == copy_id(record, self.storage.revision(key))
        self.once_shown.update(ids)
        assert all(self.storage.knows(key) for key in self.once_shown)

    @invariant()
    def following_is_the_same_as_reading_anew(self) -> None:
        """Agree with a storage that reads everything anew."""
        fresh = VaultStorage(self.vault)
        self.vault.watchers.pop()
        assert {name: dict(fresh.read()[name]) for name in fresh.read()} == {
            name: dict(self.storage.read()[name]) for name in self.storage.read()
        }

    @invariant()
    def the_order_of_hearing_does_not_matter(self) -> None:
        """Everything heard backwards comes to the same texts."""
        backwards = VaultState()
        backwards.apply(reversed(self.vault.said))
        assert sorted(msgspec.json.decode(each.document())["text"] for each in backwards.shown()) == sorted(
            document["text"] for _, document in self.shown().values()
        )


def hold(histories: int) -> None:
    """Live so many histories."""
    run_state_machine_as_test(
        Conflicts, settings=settings(max_examples=histories, stateful_step_count=25, deadline=None)
    )


def test_no_word_is_lost_where_two_machines_wrote() -> None:
    """The short form."""
    hold(60)


@pytest.mark.soak
def test_no_word_is_lost_where_two_machines_wrote_in_a_long_run() -> None:
    """The long form."""
    hold(1_000)
