"""A whole new file: under the same keys or other ones, of the next generation or a given one, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import Damaged, WrongPassphrase
from comfort_journal.vault.header import HEADER_BYTES, Keyset, open_with_key
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.pin import read_pin
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.transaction import Put, encode
from comfort_journal.vault.vault import Vault
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from tests.vault.conftest import NewEntry, Opened, Place

NEW = bytes(range(32))


def other_keys(opened: Opened) -> Keyset:
    """Return a new vault key in the old slots: enough for whoever holds the key itself."""
    old = Keyset.of(opened.vault._log.opened)
    return Keyset(NEW, old.key_number + 1, old.passphrase_slot)


def test_a_rewrite_takes_a_new_key_along_and_keeps_everything(place: Place, new_entry: NewEntry) -> None:
    """Records, import marks, waiting notes of the old key and drafts are all there under the new key alone."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.drafts.save("ab" * 16, {"kind": "draft", "text": "old"})
    capture(place.folder, new_entry("sealed to the old key", source="capture"), state_dir=place.state_dir)
    opened.vault.rewrite(keyset=other_keys(opened))
    assert opened.vault.drafts.load() == [("ab" * 16, {"kind": "draft", "text": "old"})]
    opened.vault.drafts.save("cd" * 16, {"kind": "draft", "text": "new"})
    assert opened.vault.refresh()
    capture(place.folder, new_entry("sealed to the new key", source="capture"), state_dir=place.state_dir)
    opened.vault.close()
    with pytest.raises(WrongPassphrase):
        place.open()
    again = Vault.open(place.folder, VaultKey(NEW, place.key.vault_id), state_dir=place.state_dir)
    assert again.writable
    assert again.notices == ()
    assert len(again.drafts.load()) == 2
    assert sorted(each.document().split(b'"text":')[1] for each in again.state.shown()) == [
        b'"one"}',
        b'"sealed to the new key"}',
        b'"sealed to the old key"}',
    ]
    again.close()
    pin = read_pin(place.state_dir, place.key.vault_id)
    assert (pin.key_number, pin.generation) == (2, 2)


def test_a_rewrite_may_name_its_generation(place: Place, new_entry: NewEntry) -> None:
    """A merge or a restore goes above every generation it knows; going back is refused before anything is written."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.rewrite(generation=41)
    before = place.journal.read_bytes()
    assert open_with_key(before[:HEADER_BYTES], place.key.reveal()).header.generation == 41
    with pytest.raises(ValueError, match="only ever rises"):
        opened.vault.rewrite(generation=41)
    opened.vault.close()
    assert place.journal.read_bytes() == before
    assert read_pin(place.state_dir, place.key.vault_id).generation == 41
    assert place.texts() == ["one"]


def test_progress_runs_from_the_first_record_to_the_last(place: Place, new_entry: NewEntry) -> None:
    """What is told only grows, and ends at the whole."""
    told: list[tuple[int, int]] = []
    opened = place.open()
    opened.save(*(new_entry("x" * 3000) for _ in range(60)))
    opened.vault.rewrite(progress=lambda done, total: told.append((done, total)))
    opened.vault.close()
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1][0] == told[-1][1]


def written_elsewhere(place: Place, document: dict[str, object], instead: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Save a document as another program with the key might, some bytes replaced by others; return its own bytes."""
    said = canonical(document)
    put = Put(table="entry-2026", id=str(document["id"]), at=0, rev="a" * 16, past=(), said=said)
    opened = place.open()
    opened.vault._log.append(encode([put]).replace(*instead), os.urandom)
    opened.vault.close()
    return said


def test_what_this_version_would_write_otherwise_keeps_its_bytes(place: Place, new_entry: NewEntry) -> None:
    """Opening takes a record by its meaning; writing the file anew brings the bytes that were saved, not ours."""
    document = new_entry("from another program", at="2026-01-05T20:40:00Z")
    del document["folded"]
    said = written_elsewhere(place, document)
    opened = place.open()
    assert opened.texts() == ["from another program"]
    opened.save(new_entry("one more"))
    opened.vault.rewrite()
    assert said in [each.document() for each in opened.vault.state.shown()]
    opened.vault.close()
    found = verify(place.folder, place.key, state_dir=place.state_dir)
    assert found.problems == ()
    again = place.open()
    again.vault.rewrite()
    assert said in [each.document() for each in again.vault.state.shown()]
    assert again.texts() == ["from another program", "one more"]
    again.vault.close()


def test_a_name_given_twice_is_found_before_anything_is_written_anew(place: Place, new_entry: NewEntry) -> None:
    """Opening shows such a save, verify names it, and no rewrite takes its bytes away."""
    twice = (b'"text":"second"', b'"text":"first","text":"second"')
    written_elsewhere(place, new_entry("second"), twice)
    before = place.journal.read_bytes()
    opened = place.open()
    assert opened.texts() == ["second"]
    assert opened.vault.writable
    with pytest.raises(Damaged, match="Save number 1 "):
        opened.vault.rewrite()
    assert not opened.vault.writable
    assert opened.texts() == ["second"]
    opened.vault.close()
    assert place.journal.read_bytes() == before
    problems = verify(place.folder, place.key, state_dir=place.state_dir).problems
    assert [str(each) for each in problems] == ["Save number 1 of the journal cannot be understood."]
