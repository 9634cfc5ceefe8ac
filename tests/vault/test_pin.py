"""The pin: a machine that has one notices a rollback, a lost branch and a vault that is gone; and it never leads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import ChangesMissing, Damaged
from comfort_journal.vault.pin import UnreadablePin, read_pin, write_pin
from comfort_journal.vault.verify import accept, verify

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place


def written(place: Place, *documents: dict[str, object]) -> bytes:
    """Save documents one by one and return the journal as it is then."""
    opened = place.open()
    for document in documents:
        opened.save(document)
    opened.vault.close()
    return place.journal.read_bytes()


def refused(place: Place, new_entry: NewEntry) -> type | None:
    """Return the class of the reason why writing is refused, after trying; None where it is not."""
    opened = place.open()
    try:
        reason = opened.vault.why_read_only
        if reason is not None:
            with pytest.raises(type(reason)):
                opened.save(new_entry("refused"))
        return None if reason is None else type(reason)
    finally:
        opened.vault.close()


def test_a_rollback_is_noticed(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """An older copy of the file: it can be read, writing is refused, and the copy is left as it is."""
    older = written(place, new_entry("one"))
    written(place, new_entry("two"))
    place.journal.write_bytes(older)
    assert refused(place, new_entry) is ChangesMissing
    assert place.texts() == ["one"]
    assert place.journal.read_bytes() == older
    figure("older and other copies under a pin", copies=1, taken_for_right=0)


def test_a_rollback_to_nothing_is_noticed(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """The empty journal of the first day is a rollback too."""
    empty = place.journal.read_bytes()
    written(place, new_entry("one"))
    place.journal.write_bytes(empty)
    assert refused(place, new_entry) is ChangesMissing
    figure("older and other copies under a pin", copies=1, taken_for_right=0)


def test_a_fork_is_noticed(place: Place, new_entry: NewEntry, tmp_path: Path, figure: Figure) -> None:
    """Another branch of the same file, longer than ours, lacks our change."""
    written(place, new_entry("one"))
    twin = place.twin(tmp_path / "twin")
    pin = next(place.state_dir.glob("*.pin"))
    before = pin.read_bytes()
    fork = written(twin, new_entry("theirs"), new_entry("theirs again"))
    pin.write_bytes(before)
    written(place, new_entry("ours"))
    place.journal.write_bytes(fork)
    assert refused(place, new_entry) is ChangesMissing
    figure("older and other copies under a pin", copies=1, taken_for_right=0)


def test_a_lost_branch_after_a_rewrite_is_noticed(
    place: Place, new_entry: NewEntry, tmp_path: Path, figure: Figure
) -> None:
    """A rewritten file of a higher generation that does not know our last change is refused; one that does is taken."""
    written(place, new_entry("one"))
    twin = place.twin(tmp_path / "twin")
    pin = next(place.state_dir.glob("*.pin"))
    before = pin.read_bytes()
    other = twin.open()
    other.vault.mend()
    other.vault.close()
    rewritten = twin.journal.read_bytes()
    pin.write_bytes(before)
    place.journal.write_bytes(rewritten)
    assert refused(place, new_entry) is None
    place.journal.write_bytes(rewritten)
    pin.write_bytes(before)
    twin.journal.write_bytes(rewritten)
    # now a change that the rewritten file has never seen
    place.journal.write_bytes((tmp_path / "twin" / "journal").read_bytes())
    written(place, new_entry("ours"))
    place.journal.write_bytes(rewritten)
    assert refused(place, new_entry) is ChangesMissing
    figure("older and other copies under a pin", copies=1, taken_for_right=0)


def test_a_lower_generation_is_noticed(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """The file of before a rewrite is older, even where it knows the last change."""
    before = written(place, new_entry("one"))
    opened = place.open()
    opened.vault.mend()
    opened.vault.close()
    place.journal.write_bytes(before)
    assert refused(place, new_entry) is ChangesMissing
    figure("older and other copies under a pin", copies=1, taken_for_right=0)


def test_a_cut_last_frame_is_damage_where_the_pin_counts_it(place: Place, new_entry: NewEntry) -> None:
    """With the pin a cut acknowledged frame is damage, not an unfinished save; accepting the copy makes it one."""
    data = written(place, new_entry("one"), new_entry("two"))
    place.journal.write_bytes(data[:-1])
    assert refused(place, new_entry) is Damaged
    accept(place.folder, place.key, state_dir=place.state_dir)
    assert refused(place, new_entry) is None
    written(place, new_entry("three"))
    assert place.texts() == ["one", "three"]


def test_accepting_a_copy_makes_it_the_right_one(place: Place, new_entry: NewEntry) -> None:
    """After ``verify --accept`` the older copy is written to like any other."""
    older = written(place, new_entry("one"))
    written(place, new_entry("two"))
    place.journal.write_bytes(older)
    assert [problem.code for problem in verify(place.folder, place.key, state_dir=place.state_dir).problems] == [
        "journal"
    ]
    accept(place.folder, place.key, state_dir=place.state_dir)
    assert verify(place.folder, place.key, state_dir=place.state_dir).problems == ()
    written(place, new_entry("three"))
    assert place.texts() == ["one", "three"]


def test_an_unreadable_pin_is_said_once_and_treated_as_none(place: Place, new_entry: NewEntry) -> None:
    """A torn pin file does not stop anyone; from then on there is a good one again."""
    written(place, new_entry("one"))
    pin = next(place.state_dir.glob("*.pin"))
    for torn in (b"", b"{", pin.read_bytes()[:-5], b'{"v":2}', b"\xff"):
        pin.write_bytes(torn)
        with pytest.raises(UnreadablePin):
            read_pin(place.state_dir, place.key.vault_id)
        opened = place.open()
        assert [notice.code for notice in opened.vault.notices] == ["pin-unreadable"]
        assert opened.vault.writable
        opened.vault.close()
        opened = place.open()
        assert opened.vault.notices == ()
        opened.vault.close()


def test_the_pin_follows_every_save(place: Place, new_entry: NewEntry) -> None:
    """After each acknowledged save the pin names that frame and the last record of it."""
    opened = place.open()
    assert read_pin(place.state_dir, place.key.vault_id).seq is None
    for number in range(3):
        opened.save(document := new_entry(str(number)))
        pin = read_pin(place.state_dir, place.key.vault_id)
        assert (pin.seq, pin.id, pin.rev) == (number, document["id"], opened.storage.revision(document["id"]))
        assert pin.tag == place.journal.read_bytes()[-16:].hex()
    assert pin.path == str(place.folder)
    opened.vault.close()


def test_opening_writes_the_pin_only_where_it_would_say_something_else(place: Place, new_entry: NewEntry) -> None:
    """What this machine remembers already is left as it stands; a save and another machine's longer copy are new."""
    [pin] = place.state_dir.glob("*.pin")
    written(place, new_entry("one"))
    before = pin.stat().st_ino
    opened = place.open()
    try:
        assert pin.stat().st_ino == before
        opened.save(new_entry("two"))
        assert pin.stat().st_ino != before
    finally:
        opened.vault.close()
    longer, said = place.journal.read_bytes(), pin.read_bytes()
    longer, said = place.journal.read_bytes(), pin.read_bytes()
    place.journal.write_bytes(longer[: -(1024 + 64)])
    accept(place.folder, place.key, state_dir=place.state_dir)
    place.journal.write_bytes(longer)
    opened = place.open()
    assert pin.read_bytes() == said
    opened.vault.close()


def test_a_pin_that_cannot_be_written_does_not_fail_the_save(place: Place, new_entry: NewEntry) -> None:
    """The words are saved; that the machine cannot remember it is said once."""
    opened = place.open()
    for path in place.state_dir.iterdir():
        path.unlink()
    place.state_dir.rmdir()
    place.state_dir.write_bytes(b"a file in its place")
    opened.save(new_entry("one"))
    opened.save(new_entry("two"))
    assert [notice.code for notice in opened.vault.notices] == ["pin"]
    opened.vault.close()
    place.state_dir.unlink()
    assert place.texts() == ["one", "two"]


def test_a_machine_without_a_pin_opens_any_whole_copy(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """What was never seen here cannot be missed; the first opening makes the pin."""
    written(place, new_entry("one"))
    other = type(place)(place.folder, tmp_path / "another machine", place.key)
    assert other.texts() == ["one"]
    assert read_pin(other.state_dir, place.key.vault_id).seq == 0


@pytest.mark.parametrize(("durable", "syncs"), [(False, 0), (True, 2)])
def test_a_pin_waits_for_the_medium_only_where_it_must(
    place: Place, monkeypatch: pytest.MonkeyPatch, syncs: int, *, durable: bool
) -> None:
    """One that may lag behind costs a save no further sync; a durable one is synced, and its folder."""
    pin = read_pin(place.state_dir, place.key.vault_id)
    assert pin is not None
    real, synced = os.fsync, []

    def sync(descriptor: int) -> None:
        synced.append(descriptor)
        real(descriptor)

    monkeypatch.setattr("comfort_journal.vault.disk._FULL_SYNC", None)
    monkeypatch.setattr(os, "fsync", sync)
    write_pin(place.state_dir, place.key.vault_id, pin, durable=durable)
    assert len(synced) == syncs
