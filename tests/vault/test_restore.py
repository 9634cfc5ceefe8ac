"""Restoring: what the backup shows is shown, what was there is set aside, and later edits do not come back over it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.vault.conftest import PASSPHRASE
from tests.vault.test_log import Faulty
from tests.vault.test_merge import NEW_PASSPHRASE, machines, merged, rekeyed, saved
from tests.vault.test_state import STEP, Steps, histories, texts

from comfort_journal.errors import BadInput, ChangesMissing, Damaged, InUse, NewerFormat, NotSaved, WrongPassphrase
from comfort_journal.vault import backups
from comfort_journal.vault.header import HEADER_BYTES, peek
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.opening import create, unlock
from comfort_journal.vault.pin import read_pin
from comfort_journal.vault.restore import Restored, restore, restore_open, restored
from comfort_journal.vault.transaction import Del
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.conftest import NewEntry, Place


def backed_up(place: Place, to: Path) -> Path:
    """Make a backup."""
    opened = place.open()
    backups.back_up(opened.vault, to)
    opened.vault.close()
    return to


def put_back(place: Place, backup: Path, *secrets: bytes) -> Restored:
    """Restore a closed vault."""
    return restore(place.folder, backup, secrets or (PASSPHRASE,), state_dir=place.state_dir)


def changed_since(place: Place, new_entry: NewEntry, to: Path) -> Path:
    """Make a backup, then edit one record, delete another and write a third."""
    edited, deleted = new_entry("edited"), new_entry("deleted")
    saved(place, new_entry("kept"), edited, deleted)
    backup = backed_up(place, to)
    opened = place.open()
    opened.save(edited | {"text": "edited since"})
    opened.remove(deleted["id"])
    opened.save(new_entry("written since"))
    opened.vault.close()
    return backup


THEN = ["deleted", "edited", "kept"]
SINCE = ["edited since", "kept", "written since"]


def test_the_backup_is_shown_and_the_journal_until_now_is_kept(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """Exactly what the backup showed; the old file lies in set-aside, byte for byte, and nothing seems amiss."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    until_now, kept_backup = place.journal.read_bytes(), backup.read_bytes()
    told = put_back(place, backup)
    assert (told.records, told.over, told.left, told.notes) == (3, 2, 1, ())
    assert told.kept is not None
    assert told.kept.read_bytes() == until_now
    assert told.kept.parent == place.folder / "set-aside"
    assert backup.read_bytes() == kept_backup
    opened = place.open()
    assert (opened.vault.notices, opened.texts()) == ((), THEN)
    opened.save(new_entry("on"))
    opened.vault.close()
    assert verify(place.folder, place.key, state_dir=place.state_dir).problems == ()


def test_no_other_machine_brings_the_later_side_back(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A machine that still has it merges in any order: what was put back stays, what was only left out returns."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    here, there = machines(place, tmp_path)
    put_back(here, backup)
    merged(here, there.folder)
    assert here.texts() == sorted([*THEN, "written since"])
    merged(there, here.folder)
    assert there.texts() == sorted([*THEN, "written since"])


def test_the_file_set_aside_can_be_merged_for_what_was_written_since(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """Nothing is lost by a restore that was a mistake: the records are in set-aside, and restoring that undoes it."""
    told = put_back(place, changed_since(place, new_entry, tmp_path / "backup"))
    assert told.kept is not None
    shutil.copy(told.kept, tmp_path / "aside")
    merged(place, told.kept)
    assert place.texts() == sorted([*THEN, "written since"])
    put_back(place, tmp_path / "aside")
    assert place.texts() == SINCE


def test_its_generation_is_above_every_known_one(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """The journal's, the pin's, the backups' and the file's own; the pin names the restored one."""
    saved(place, new_entry("one"))
    backup = backed_up(place, tmp_path / "backup")
    (place.folder / "backups" / "70.journal").write_bytes(b"claims")
    put_back(place, backup)
    assert peek(place.journal.read_bytes()[:HEADER_BYTES]).generation == 71
    assert read_pin(place.state_dir, place.key.vault_id).generation == 71
    (place.folder / "backups" / "9223372036854775807.journal").write_bytes(b"a lie")
    put_back(place, backup)
    assert peek(place.journal.read_bytes()[:HEADER_BYTES]).generation == 72


def test_the_backups_passphrase_applies(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """After a change of passphrase the old one opens the restored vault, and the report says so."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    renewed = rekeyed(place)
    with pytest.raises(WrongPassphrase):
        put_back(renewed, backup, NEW_PASSPHRASE)
    told = put_back(renewed, backup)
    assert (told.left, told.over) == (None, 0)
    assert place.texts() == THEN
    with pytest.raises(WrongPassphrase):
        unlock(place.folder, NEW_PASSPHRASE, state_dir=place.state_dir)
    assert told.kept is not None
    assert merged(place, told.kept, NEW_PASSPHRASE).keys == "theirs"


def test_both_passphrases_let_it_keep_what_the_newer_key_knows(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """Given both, it puts records over later changes, and notes sealed to the newer key can still be opened."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    renewed = rekeyed(place)
    capture(place.folder, new_entry("sealed to the newer key", source="capture"), state_dir=place.state_dir)
    told = put_back(renewed, backup, NEW_PASSPHRASE, PASSPHRASE)
    assert (told.left, told.over) == (1, 2)
    assert place.texts() == sorted([*THEN, "sealed to the newer key"])


@pytest.mark.parametrize("present", ["damaged log", "damaged header", "gone", "folder gone", "empty file", "a link"])
def test_it_is_the_way_out_of_damage(place: Place, new_entry: NewEntry, tmp_path: Path, present: str) -> None:
    """Whatever stands at the place, or nothing: the backup is shown, and what was there is set aside."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    match present:
        case "damaged log":
            data = bytearray(place.journal.read_bytes())
            data[HEADER_BYTES + 300] ^= 1
            place.journal.write_bytes(data)
        case "damaged header":
            place.journal.write_bytes(bytes(HEADER_BYTES) + place.journal.read_bytes()[HEADER_BYTES:])
        case "gone":
            place.journal.unlink()
        case "folder gone":
            shutil.rmtree(place.folder)
        case "empty file":
            place.journal.write_bytes(b"")
        case _:
            place.journal.unlink()
            place.journal.symlink_to(backup)
    told = put_back(place, backup)
    assert (told.kept is None) == ("gone" in present)
    opened = place.open()
    assert (opened.vault.notices, opened.texts()) == ((), THEN)
    opened.vault.close()
    assert backup.read_bytes()


def test_a_rolled_back_copy_is_settled_by_a_restore(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Where saved changes were missing, the backup that has them ends the refusal."""
    saved(place, new_entry("one"))
    older = place.journal.read_bytes()
    saved(place, new_entry("two"))
    backup = backed_up(place, tmp_path / "backup")
    place.journal.write_bytes(older)
    opened = place.open()
    assert isinstance(opened.vault.why_read_only, ChangesMissing)
    opened.vault.close()
    put_back(place, backup)
    opened = place.open()
    assert (opened.vault.writable, opened.texts()) == (True, ["one", "two"])
    opened.vault.close()


def test_what_is_refused_changes_nothing(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Another vault's backup, a damaged one, a wrong passphrase, a folder of other things, a vault that is in use."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    before = place.journal.read_bytes()
    create(tmp_path / "foreign.vault", PASSPHRASE, state_dir=tmp_path / "fs", memory_mib=64)
    with pytest.raises(BadInput):
        put_back(place, tmp_path / "foreign.vault" / "journal")
    broken = bytearray(backup.read_bytes())
    broken[HEADER_BYTES + 300] ^= 1
    (tmp_path / "broken").write_bytes(broken)
    with pytest.raises(Damaged, match="salvage"):
        put_back(place, tmp_path / "broken")
    with pytest.raises(WrongPassphrase):
        put_back(place, backup, b"wrong")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "mine.txt").write_text("mine")
    with pytest.raises(BadInput):
        put_back(replace(place, folder=tmp_path / "documents"), backup)
    opened = place.open()
    with pytest.raises(InUse):
        put_back(place, backup)
    opened.vault.close()
    assert place.journal.read_bytes() == before
    assert not any((place.folder / "set-aside").iterdir())
    assert [path.name for path in (tmp_path / "documents").iterdir()] == ["mine.txt"]
    newer = bytearray(before)
    for copy in (0, 4096):
        newer[copy + 8] = 2
        newer[copy + 4064 : copy + 4096] = hashlib.sha256(newer[copy : copy + 4064]).digest()
    place.journal.write_bytes(newer)
    with pytest.raises(NewerFormat):
        put_back(place, backup)
    assert place.journal.read_bytes() == newer


def test_a_place_where_another_vault_was_is_not_taken(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A vault that is gone may come back; another one's backup does not go there."""
    saved(place, new_entry("one"))
    create(tmp_path / "foreign.vault", PASSPHRASE, state_dir=place.state_dir, memory_mib=64)
    shutil.copy(tmp_path / "foreign.vault" / "journal", tmp_path / "backup")
    shutil.rmtree(place.folder)
    with pytest.raises(BadInput, match="another vault"):
        put_back(place, tmp_path / "backup")
    assert not place.folder.exists()


@pytest.mark.parametrize("after", [0, 1, 4096, 8192, 8192 + 47, 8192 + 500])
def test_a_full_disk_leaves_the_journal_as_it_was(
    place: Place, new_entry: NewEntry, tmp_path: Path, after: int
) -> None:
    """After every byte count; nothing is half done, and the next one succeeds."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    before = place.journal.read_bytes()
    disk = Faulty()
    disk.after = after
    with pytest.raises(NotSaved) as told:
        restore(place.folder, backup, (PASSPHRASE,), state_dir=place.state_dir, world=disk.world())
    assert "since" not in str(told.value)
    assert place.journal.read_bytes() == before
    assert not (place.folder / "journal.new").exists()
    assert place.texts() == SINCE
    put_back(place, backup)
    assert place.texts() == THEN


def test_where_there_are_no_links_the_present_journal_is_copied(
    place: Place, new_entry: NewEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a medium without second names it is set aside all the same."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no")

    backup = changed_since(place, new_entry, tmp_path / "backup")
    until_now = place.journal.read_bytes()
    monkeypatch.setattr(os, "link", no_links)
    told = put_back(place, backup)
    assert told.kept is not None
    assert told.kept.read_bytes() == until_now
    assert place.texts() == THEN


def test_an_open_vault_can_be_restored_and_only_read_afterwards(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """Its window shows what it had until it locks; nothing of it is written to the restored file."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    opened = place.open()
    told = restore_open(opened.vault, backup)
    assert (told.records, told.over, told.left) == (3, 2, 1)
    assert opened.texts() == SINCE
    with pytest.raises(NotSaved, match="restored"):
        opened.save(new_entry("never"))
    restored_file = place.journal.read_bytes()
    opened.vault.refresh()
    opened.vault.close()
    assert place.journal.read_bytes() == restored_file
    again = place.open()
    assert (again.vault.notices, again.texts()) == ((), THEN)
    again.vault.close()


def test_a_restore_that_fails_lets_an_open_vault_go_on(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A wrong passphrase or a full disk: the next save is saved, as if nothing had been asked."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    renewed = rekeyed(place)
    disk = Faulty()
    opened = renewed.open(world=disk.world())
    with pytest.raises(WrongPassphrase):
        restore_open(opened.vault, backup, (b"wrong",))
    disk.after = 5000
    with pytest.raises(NotSaved):
        restore_open(opened.vault, backup, (PASSPHRASE,))
    disk.after = None
    opened.save(new_entry("on"))
    opened.vault.close()
    assert renewed.texts() == sorted([*SINCE, "on"])


def test_a_draft_of_the_open_window_can_be_read_afterwards(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Words that were being typed outlive a restore under another key."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    opened = rekeyed(place).open()
    restore_open(opened.vault, backup, (PASSPHRASE,))
    opened.vault.drafts.save("ab" * 16, {"kind": "draft", "text": "typed"})
    opened.vault.close()
    opened = place.open()
    assert [document["text"] for _, document in opened.vault.drafts.load()] == ["typed"]
    opened.vault.close()


def test_without_the_lock_an_open_vault_is_not_restored(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """The window that holds it may be writing."""
    backup = changed_since(place, new_entry, tmp_path / "backup")
    holder, reader = place.open(), place.open("read")
    with pytest.raises(InUse):
        restore_open(reader.vault, backup)
    reader.vault.close()
    holder.vault.close()


@settings(max_examples=300, deadline=None)
@given(st.lists(STEP, max_size=20), st.lists(STEP, max_size=10))
def test_a_restored_state_shows_what_the_backup_showed(before: Steps, since: Steps) -> None:
    """After any history: exactly those texts, in any order of later merges, and never a deletion of its own."""
    copies = histories([*before, *since])
    backup, present = histories(before).states[0], copies.states[0]
    numbers = iter(range(10_000))
    state, _ = restored(backup, present, 1_000, lambda: f"ff{next(numbers):014x}")
    assert texts(state) == texts(backup)
    assert not [op for op in state.ops() if isinstance(op, Del) and op.rev.startswith("ff")]
    one, other = state.copy(), present.copy()
    one.apply(present.ops())
    other.apply(state.ops())
    assert one.digest() == other.digest()
    back = sorted(msgspec.json.decode(each.document())["text"] for each in one.shown())
    for text in set(texts(backup)):
        with contextlib.suppress(ValueError):
            back.remove(text)
    assert set(back) <= set(texts(present))
    assert set(texts(backup)) <= set(texts(one))
