"""State: one rule, whose result depends on what was said and never on when it was heard."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from comfort_journal.vault.state import (
    Change,
    Shown,
    VaultState,
    copy_id,
    past_of_change,
    past_of_copy,
    past_of_return,
    shown,
)
from comfort_journal.vault.transaction import Del, Op, Put, Seed, Seen

if TYPE_CHECKING:
    from random import Random

Steps: TypeAlias = list[tuple[str, int, int, str, int]]

RECORDS = [str(uuid.UUID(int=number + 1, version=4)) for number in range(3)]
MACHINES = 3


class Copies:
    """Some machines that write the same vault apart, and hear of each other now and then."""

    def __init__(self) -> None:
        """Begin with nothing on any machine."""
        self.states = [VaultState() for _ in range(MACHINES)]
        self.said: list[Op] = []
        self.count = 0

    def say(self, machine: int, *ops: Op) -> None:
        """Take ops in on the machine that makes them."""
        self.states[machine].apply(ops)
        self.said += ops

    def rev(self) -> str:
        """Return a revision that no one has."""
        self.count += 1
        return f"{self.count:016x}"

    def put(self, record: str, past: tuple[str, ...], at: int) -> Put:
        """Return a version whose text is its own revision."""
        rev = self.rev()
        doc = msgspec.json.encode({"id": record, "text": rev}, order="sorted")
        return Put(table="entry-2026", id=record, at=at, rev=rev, past=past, said=doc)

    def write(self, machine: int, record: str, at: int) -> None:
        """Write or edit what is shown as the record on one machine."""
        versions = self.states[machine].versions.get(record, ())
        seen = shown(versions)
        past = past_of_change(versions, seen[0].put) if seen else past_of_return(versions)
        self.say(machine, self.put(record, past, at))

    def delete(self, machine: int, record: str, at: int) -> None:
        """Delete what is shown as the record on one machine."""
        versions = self.states[machine].versions.get(record, ())
        if seen := shown(versions):
            past = past_of_change(versions, seen[0].put)
            self.say(machine, Del(table="entry-2026", id=record, at=at, rev=self.rev(), past=past))

    def settle(self, machine: int, record: str, at: int, *, edit: bool) -> None:
        """Edit or delete the first copy in conflict, if one is shown."""
        for copy in shown(self.states[machine].versions.get(record, ()))[1:2]:
            gone = Del(table="entry-2026", id=record, at=at, rev=self.rev(), past=past_of_copy(copy.put))
            self.say(machine, gone, *([self.put(copy.id, (), at)] if edit else []))

    def hear(self, machine: int, other: int) -> None:
        """Take in another machine's state, as a merge does."""
        self.states[machine].apply(self.states[other].ops())


STEP = st.tuples(
    st.sampled_from(["write", "write", "delete", "edit copy", "delete copy", "hear", "hear"]),
    st.integers(0, MACHINES - 1),
    st.integers(0, MACHINES - 1),
    st.sampled_from(RECORDS),
    st.integers(0, 5),
)


def histories(steps: Steps) -> Copies:
    """Return the machines after some steps."""
    copies = Copies()
    for what, machine, other, record, at in steps:
        match what:
            case "write":
                copies.write(machine, record, at)
            case "delete":
                copies.delete(machine, record, at)
            case "hear":
                copies.hear(machine, other)
            case _:
                copies.settle(machine, record, at, edit=what == "edit copy")
    return copies


def texts(state: VaultState) -> list[str]:
    """Return the texts of everything a state shows."""
    return sorted(msgspec.json.decode(each.document())["text"] for each in state.shown())


@settings(max_examples=300, deadline=None)
@given(st.lists(STEP, max_size=25), st.randoms(use_true_random=False), st.integers(0, 3))
def test_order_and_repetition_do_not_matter(steps: Steps, random: Random, repeats: int) -> None:
    """Whatever was said, heard in any order and any number of times, comes to the same state."""
    said = histories(steps).said
    shuffled = said * (1 + repeats)
    random.shuffle(shuffled)
    one, other = VaultState(), VaultState()
    one.apply(said)
    other.apply(shuffled)
    assert one.digest() == other.digest()
    assert texts(one) == texts(other)


@settings(max_examples=300, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_no_text_is_lost_and_no_deleted_text_comes_back(steps: Steps) -> None:
    """Exactly those texts are shown in the end that nobody replaced or deleted knowingly."""
    copies = histories(steps)
    for machine in range(1, MACHINES):
        copies.hear(0, machine)
    replaced = {rev for op in copies.said for rev in op.past}
    assert texts(copies.states[0]) == sorted(
        op.rev for op in copies.said if isinstance(op, Put) and op.rev not in replaced
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_a_state_says_itself_again(steps: Steps) -> None:
    """A state's own ops make the same state, so a rewrite loses nothing."""
    for state in histories(steps).states:
        again = VaultState()
        again.apply(state.ops())
        assert again.digest() == state.digest()


@settings(max_examples=200, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_changes_tell_exactly_what_became_of_the_shown(steps: Steps) -> None:
    """Following the changes one by one leads to what the state shows in the end."""
    followed: dict[str, Shown] = {}
    state = VaultState()
    for op in histories(steps).said:
        for change in state.apply([op]):
            assert isinstance(change, Change)
            for each in shown(change.before):
                del followed[each.id]
            followed.update((each.id, each) for each in shown(change.after))
    assert followed == {each.id: each for each in state.shown()}


def put(record: str, rev: int, at: int, text: str, past: tuple[str, ...] = ()) -> Put:
    """Return a version with a document."""
    doc = msgspec.json.encode({"id": record, "text": text}, order="sorted")
    return Put(table="entry-2026", id=record, at=at, rev=f"{rev:016x}", past=past, said=doc)


def test_an_edit_beats_a_deletion_that_did_not_know_it() -> None:
    """What one machine deleted and another one edited meanwhile is shown, edited."""
    first = put(RECORDS[0], 1, 1, "first")
    edited = put(RECORDS[0], 2, 2, "edited", (first.rev,))
    gone = Del(table="entry-2026", id=RECORDS[0], at=9, rev="f" * 16, past=(first.rev,))
    state = VaultState()
    state.apply([first, gone, edited])
    assert texts(state) == ["edited"]


def test_the_newest_version_is_the_record_and_the_other_stands_beside_it() -> None:
    """Of two edits the one with the greatest (at, rev) keeps the id; the other has its own, and says of whom."""
    early, late = put(RECORDS[0], 9, 1, "early"), put(RECORDS[0], 1, 2, "late")
    first, second = shown((early, late))
    assert (first.id, first.put, first.conflict_of) == (RECORDS[0], late, None)
    assert (second.put, second.conflict_of) == (early, RECORDS[0])
    assert msgspec.json.decode(second.document()) == {
        "id": second.id,
        "conflict_of": RECORDS[0],
        "text": "early",
    }


def test_a_copys_id_is_the_formats() -> None:
    """The id of a copy is SHA-256 over label, id and revision as a UUID of version 8, fixed for ever."""
    found = copy_id("00000000-0000-4000-8000-000000000001", "0123456789abcdef")
    assert uuid.UUID(found).version == 8
    assert uuid.UUID(found).variant == uuid.RFC_4122
    assert found == "f38b1f10-5860-8446-82e6-88dc80cdd67d"


def test_two_versions_with_the_same_words_are_one_record() -> None:
    """The same document under two revisions is shown once, and an edit of it replaces both."""
    one, two = put(RECORDS[0], 1, 1, "same"), put(RECORDS[0], 2, 2, "same")
    assert [each.id for each in shown((one, two))] == [RECORDS[0]]
    assert set(past_of_change((one, two), two)) == {one.rev, two.rev}


def test_deleting_the_record_leaves_the_copy_beside_it() -> None:
    """Deleting one of two conflicting texts never takes the other one along."""
    early, late = put(RECORDS[0], 9, 1, "early"), put(RECORDS[0], 1, 2, "late")
    state = VaultState()
    state.apply([early, late])
    past = past_of_change(state.versions[RECORDS[0]], late)
    state.apply([Del(table="entry-2026", id=RECORDS[0], at=3, rev="f" * 16, past=past)])
    assert texts(state) == ["early"]


def test_knowing_covers_the_deleted_and_the_copies() -> None:
    """An id that ever was a record here is known, so that importing a file twice adds nothing."""
    early, late = put(RECORDS[0], 9, 1, "early"), put(RECORDS[0], 1, 2, "late")
    state = VaultState()
    state.apply([early, late])
    copy = shown(state.versions[RECORDS[0]])[1]
    state.apply([Del(table="entry-2026", id=RECORDS[0], at=3, rev="f" * 16, past=(early.rev, late.rev))])
    assert state.knows(RECORDS[0])
    assert state.knows(copy.id)
    assert not state.knows(RECORDS[1])
    assert not state.knows("no uuid")


def test_seeds_and_import_marks_stay() -> None:
    """Old inbox keys and marks of imported items are part of the state and of its digest."""
    state, empty = VaultState(), VaultState()
    state.apply([Seen(items=("ab" * 16,)), Seed(key_id="cd" * 8, seed="ef" * 32)])
    again = VaultState()
    again.apply(state.ops())
    assert again.seen == {"ab" * 16}
    assert again.seeds == {"cd" * 8: b"\xef" * 32}
    assert again.digest() == state.digest() != empty.digest()
