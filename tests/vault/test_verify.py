"""Checking a vault finds what is damaged, names it, and changes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.errors import BadInput, Damaged, InUse
from comfort_journal.vault.verify import accept, verify

if TYPE_CHECKING:
    from tests.vault.conftest import NewEntry, Place


def snapshot(place: Place) -> dict[str, tuple[int, int, bytes]]:
    """Return every file's inode, time and bytes."""
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for root in (place.folder, place.state_dir)
        for path in root.rglob("*")
        if path.is_file()
    }


def codes(place: Place, **other: Any) -> list[str]:  # noqa: ANN401
    """Return the codes of the problems found, checking that nothing was written for it."""
    before = snapshot(place)
    found = verify(place.folder, place.key, state_dir=place.state_dir, **other)
    assert snapshot(place) == before
    return [problem.code for problem in found.problems]


def test_a_sound_vault_has_no_problems(place: Place, new_entry: NewEntry) -> None:
    """Saves and records are counted."""
    opened = place.open()
    opened.save(new_entry("one"), new_entry("two"))
    opened.save(new_entry("three"))
    opened.vault.close()
    found = verify(place.folder, place.key, state_dir=place.state_dir)
    assert (found.saves, found.records, found.problems, found.notes) == (2, 3, (), ())


def test_each_record_is_checked_by_its_room(place: Place, new_entry: NewEntry) -> None:
    """A document that the journal would refuse is named by its id, without its words."""
    opened = place.open()
    opened.save(new_entry("fine"), bad := new_entry("SECRET"))
    opened.vault.close()

    def check(document: dict[str, Any]) -> None:
        if document["text"] == "SECRET":
            raise BadInput("text: expected something else")

    assert codes(place, check=check) == ["record"]
    (problem,) = verify(place.folder, place.key, state_dir=place.state_dir, check=check).problems
    assert bad["id"] in problem
    assert "SECRET" not in problem


def test_every_flipped_bit_of_a_sample_is_found(place: Place, new_entry: NewEntry) -> None:
    """No flipped bit in header or log goes unnoticed."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.save(new_entry("two"))
    opened.vault.close()
    data = place.journal.read_bytes()
    for at in [*range(0, 8192, 911), *range(8192, len(data), 149)]:
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        place.journal.write_bytes(flipped)
        assert codes(place), at
    place.journal.write_bytes(data)
    assert codes(place) == []


def test_an_unfinished_save_is_a_note_and_no_damage(place: Place, new_entry: NewEntry) -> None:
    """Bytes of an append that never finished are said, not counted as damage."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()
    with place.journal.open("ab") as journal:
        journal.write(os.urandom(200))
    found = verify(place.folder, place.key, state_dir=place.state_dir)
    assert found.problems == ()
    assert [note.code for note in found.notes] == ["unfinished-save"]


def test_accepting_needs_the_lock_and_an_undamaged_log(place: Place, new_entry: NewEntry) -> None:
    """While another window is open, or where a frame in the middle is broken, nothing is accepted."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.save(new_entry("two"))
    with pytest.raises(InUse):
        accept(place.folder, place.key, state_dir=place.state_dir)
    assert codes(place) == []
    opened.vault.close()
    data = bytearray(place.journal.read_bytes())
    data[8192 + 100] ^= 1
    place.journal.write_bytes(data)
    before = snapshot(place)
    with pytest.raises(Damaged):
        accept(place.folder, place.key, state_dir=place.state_dir)
    assert snapshot(place) == before


def test_accepting_writes_a_bad_header_copy_anew(place: Place, new_entry: NewEntry) -> None:
    """The way out of a damaged header copy is the same command."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()
    data = bytearray(place.journal.read_bytes())
    data[100] ^= 1
    place.journal.write_bytes(data)
    assert codes(place) == ["header-copy"]
    accept(place.folder, place.key, state_dir=place.state_dir)
    assert codes(place) == []
    assert place.texts() == ["one"]
