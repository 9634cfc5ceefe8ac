"""Merging real copies: everything of both is there, nothing deleted is back, and whose passphrase applies is known."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.vault.conftest import PASSPHRASE
from tests.vault.test_log import FRAME, Faulty

from comfort_journal.errors import BadInput, ChangesMissing, Damaged, InUse, NotFound, NotSaved, WrongPassphrase
from comfort_journal.vault.header import HEADER_BYTES, Keyset, make_passphrase_slot, open_with_key, peek
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.keys import KEY_BYTES, KdfCost
from comfort_journal.vault.merge import Merged, merge
from comfort_journal.vault.opening import VaultKey, create
from comfort_journal.vault.pin import read_pin
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.vault.conftest import NewEntry, Opened, Place

NEW_PASSPHRASE = b"six other words"
CHEAP = KdfCost(64 * 1024)


def machines(place: Place, tmp_path: Path) -> tuple[Place, Place]:
    """Return the vault and a copy of it on another machine."""
    shutil.copytree(place.state_dir, tmp_path / "other state")
    return place, replace(place.twin(tmp_path / "other.vault"), state_dir=tmp_path / "other state")


def merged(here: Place, other: Path, *secrets: bytes) -> Merged:
    """Open, merge and close."""
    opened = here.open()
    try:
        return merge(opened.vault, other, secrets)
    finally:
        opened.vault.close()


def saved(place: Place, *documents: dict[str, object]) -> None:
    """Save documents one by one."""
    opened = place.open()
    for document in documents:
        opened.save(document)
    opened.vault.close()


def rekeyed(place: Place, passphrase: bytes = NEW_PASSPHRASE) -> Place:
    """Give a vault a new key under another passphrase."""
    opened = place.open()
    vk, old = os.urandom(KEY_BYTES), Keyset.of(opened.vault.opened)
    slot = make_passphrase_slot(vk, place.key.vault_id, passphrase, CHEAP, salt=os.urandom(16), nonce=os.urandom(12))
    opened.vault.rewrite(keyset=Keyset(vk, old.key_number + 1, slot))
    opened.vault.close()
    return replace(place, key=VaultKey(vk, place.key.vault_id))


@pytest.mark.parametrize("form", ["folder", "file"])
def test_two_machines_come_together(place: Place, new_entry: NewEntry, tmp_path: Path, form: str) -> None:
    """New, changed, deleted and twice-changed records of both, from a folder or from one file, in either order."""
    ids = {name: new_entry(name) for name in ("kept", "edited", "deleted", "both", "edited and deleted")}
    saved(place, *ids.values())
    here, there = machines(place, tmp_path)
    saved(here, new_entry("here"), ids["both"] | {"text": "both, here"}, ids["edited and deleted"] | {"text": "edited"})
    opened = there.open()
    opened.save(new_entry("there"), ids["edited"] | {"text": "edited there"}, ids["both"] | {"text": "both, there"})
    opened.remove(ids["deleted"]["id"])
    opened.remove(ids["edited and deleted"]["id"])
    opened.vault.mend()
    opened.vault.close()
    before = there.journal.read_bytes()
    told = merged(here, there.folder if form == "folder" else there.journal)
    assert (told.added, told.changed, told.removed, told.beside, told.keys) == (1, 2, 1, 1, "same")
    want = ["both, here", "both, there", "edited", "edited there", "here", "kept", "there"]
    assert here.texts() == want
    assert there.journal.read_bytes() == before
    merged(there, here.folder)
    assert there.texts() == want
    assert verify(here.folder, here.key, state_dir=here.state_dir).problems == ()


def test_the_result_has_a_new_file_id_above_both_generations(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """So no machine takes it for an older copy."""
    here, there = machines(place, tmp_path)
    saved(there, new_entry("there"))
    opened = there.open()
    opened.vault.rewrite(generation=40)
    opened.vault.close()
    merged(here, there.folder)
    headers = [peek(each.journal.read_bytes()[:HEADER_BYTES]) for each in (here, there)]
    assert headers[0].generation == 41
    assert headers[0].file_id != headers[1].file_id
    assert read_pin(here.state_dir, here.key.vault_id).generation == 41


def test_a_second_merge_changes_nothing(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Not even the file."""
    here, there = machines(place, tmp_path)
    saved(there, new_entry("there"))
    assert merged(here, there.folder).added == 1
    before = here.journal.read_bytes()
    for other in (there, here):
        told = merged(here, other.folder)
        assert (told.added, told.changed, told.removed, told.beside) == (0, 0, 0, 0)
    assert here.journal.read_bytes() == before


def test_import_marks_and_waiting_notes_of_both_count(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """What one machine imported is not imported twice; what waits in the other folder comes in too."""
    note = capture(place.folder, new_entry("sealed", source="capture"), state_dir=place.state_dir)
    here, there = machines(place, tmp_path)
    saved(there, new_entry("there"))
    capture(there.folder, new_entry("waits", source="capture"), state_dir=there.state_dir)
    merged(here, there.folder)
    assert here.texts() == ["sealed", "there", "waits"]
    assert not (here.folder / "inbox" / f"{note}.seal").exists()
    assert len(list((there.folder / "inbox").iterdir())) == 1
    shutil.copytree(there.folder / "inbox", here.folder / "inbox", dirs_exist_ok=True)  # as a sync tool would
    assert here.texts() == ["sealed", "there", "waits"]


def test_the_newer_key_opens_the_vault(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A copy after a change of passphrase brings its key; notes sealed to either key can still be opened."""
    saved(place, new_entry("one"))
    here, old = machines(place, tmp_path)
    capture(old.folder, new_entry("sealed to the old key", source="capture"), state_dir=old.state_dir)
    note = next((old.folder / "inbox").iterdir())
    kept = note.read_bytes()
    here = rekeyed(here)
    saved(here, new_entry("after"))
    with pytest.raises(WrongPassphrase):
        merged(old, here.folder, PASSPHRASE)
    opened = old.open()
    told = merge(opened.vault, here.folder, (PASSPHRASE, NEW_PASSPHRASE))
    assert told.keys == "theirs"
    opened.save(new_entry("written on"))
    opened.vault.close()
    renewed = replace(old, key=here.key)
    want = ["after", "one", "sealed to the old key", "written on"]
    assert renewed.texts() == want
    again = merged(here, renewed.folder)
    assert (again.keys, again.added) == ("same", 2)
    (here.folder / "inbox" / note.name.replace(note.stem[:8], "0" * 8)).write_bytes(kept)  # binds to its name: left
    assert here.texts() == want


def test_a_copy_under_an_older_key_is_taken_in(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Ours stays, its inbox seed comes along, and the report says that the copy opens with its own passphrase."""
    here, old = machines(place, tmp_path)
    here = rekeyed(here)
    capture(old.folder, new_entry("sealed", source="capture"), state_dir=old.state_dir)
    item = next((old.folder / "inbox").iterdir())
    told = merged(here, old.journal, PASSPHRASE)
    assert told.keys == "ours"
    shutil.copy(item, here.folder / "inbox" / item.name)
    assert here.texts() == ["sealed"]
    opened = open_with_key(here.journal.read_bytes()[:HEADER_BYTES], here.key.reveal())
    assert opened.header.key_number == 2


def test_of_equal_key_numbers_the_open_one_stays(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Two machines that changed the passphrase apart: each keeps its own, and both hold everything."""
    here, there = machines(place, tmp_path)
    here, there = rekeyed(here, b"mine"), rekeyed(there, b"theirs")
    saved(here, new_entry("here"))
    saved(there, new_entry("there"))
    capture(there.folder, new_entry("sealed to theirs", source="capture"), state_dir=there.state_dir)
    assert merged(here, there.journal, b"theirs").keys == "ours"
    assert here.texts() == ["here", "there"]
    shutil.copytree(there.folder / "inbox", here.folder / "inbox", dirs_exist_ok=True)  # as a sync tool would
    assert here.texts() == ["here", "sealed to theirs", "there"]


def test_another_vault_is_refused_before_any_work(place: Place, tmp_path: Path) -> None:
    """Its passphrase is not even tried; neither is what is no journal."""
    create(tmp_path / "foreign.vault", PASSPHRASE, state_dir=tmp_path / "fs", memory_mib=64)
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8" * 9000)
    (tmp_path / "empty").mkdir()

    def never() -> bytes:
        raise AssertionError

    for other, kind in (("foreign.vault", BadInput), ("holiday.jpg", BadInput), ("empty", NotFound), ("no", NotFound)):
        opened = place.open()
        with pytest.raises(kind):
            merge(opened.vault, tmp_path / other, (never() for _ in range(1)))
        opened.vault.close()


def test_a_damaged_copy_gives_what_verifies_and_says_so(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Across the damage; the rest is named, not passed over."""
    here, there = machines(place, tmp_path)
    saved(there, new_entry("one"), new_entry("two"), new_entry("three"))
    data = bytearray(there.journal.read_bytes())
    data[HEADER_BYTES + FRAME + 300] ^= 1
    there.journal.write_bytes(data)
    told = merged(here, there.journal)
    assert [each.code for each in told.unread] == ["lost-saves"]
    assert here.texts() == ["one", "three"]


def test_a_damaged_vault_is_not_merged_into(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """It is salvaged first; that is what the sentence says."""
    saved(place, new_entry("one"), new_entry("two"))
    here, there = machines(place, tmp_path)
    data = bytearray(here.journal.read_bytes())
    data[HEADER_BYTES + 300] ^= 1
    here.journal.write_bytes(data)
    with pytest.raises(Damaged, match="salvage"):
        merged(here, there.folder)
    assert here.journal.read_bytes() == data


def rolled_back(place: Place, new_entry: NewEntry, tmp_path: Path) -> Path:
    """Put an older copy in the vault's place and return the newer one."""
    saved(place, new_entry("one"))
    older = place.journal.read_bytes()
    saved(place, new_entry("two"))
    newer = tmp_path / "newer"
    newer.write_bytes(place.journal.read_bytes())
    place.journal.write_bytes(older)
    return newer


@pytest.mark.parametrize("missing", [False, True])
def test_without_the_lock_nothing_is_merged(
    place: Place, new_entry: NewEntry, tmp_path: Path, *, missing: bool
) -> None:
    """Also where changes are missing, which hides the other reason."""
    newer = rolled_back(place, new_entry, tmp_path)
    if not missing:
        place.journal.write_bytes(newer.read_bytes())
    before = place.journal.read_bytes()
    holder, reader = place.open(), place.open("read")
    with pytest.raises(ChangesMissing if missing else InUse):
        merge(reader.vault, newer)
    assert place.journal.read_bytes() == before
    reader.vault.close()
    holder.vault.close()


def test_a_merge_brings_missing_changes_back(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Where an older copy came into the vault's place, merging the newer one ends the refusal."""
    newer = rolled_back(place, new_entry, tmp_path)
    opened = place.open()
    assert isinstance(opened.vault.why_read_only, ChangesMissing)
    assert merge(opened.vault, newer).added == 1
    assert opened.vault.writable
    assert [each.code for each in opened.vault.notices] == []
    opened.save(new_entry("three"))
    opened.vault.close()
    assert place.texts() == ["one", "three", "two"]


def test_a_copy_that_lacks_them_too_does_not_settle_it(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Otherwise the lost branch would be forgotten without a word; nothing is written."""
    rolled_back(place, new_entry, tmp_path)
    before = place.journal.read_bytes()
    (tmp_path / "same").write_bytes(before)
    with pytest.raises(ChangesMissing):
        merged(place, tmp_path / "same")
    assert place.journal.read_bytes() == before


def test_a_failed_merge_leaves_changes_missing(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """On a full disk the refusal stands as it did."""
    newer = rolled_back(place, new_entry, tmp_path)
    disk = Faulty()
    opened = place.open(world=disk.world())
    disk.after = 5000
    with pytest.raises(NotSaved):
        merge(opened.vault, newer)
    assert isinstance(opened.vault.why_read_only, ChangesMissing)
    disk.after = None
    assert merge(opened.vault, newer).added == 1
    opened.vault.close()


def full_disk(place: Place, new_entry: NewEntry, tmp_path: Path, steps: Iterable[int]) -> None:
    """Let a merge fail after so many bytes, each time with everything as it was, and then succeed."""
    here, there = machines(place, tmp_path)
    saved(here, new_entry("here"))
    saved(there, new_entry("SECRET"))
    before = here.journal.read_bytes()
    disk = Faulty()
    opened = here.open(world=disk.world())
    for after in steps:
        disk.after = after
        with pytest.raises(NotSaved) as told:
            merge(opened.vault, there.folder)
        assert "SECRET" not in str(told.value)
        assert here.journal.read_bytes() == before
        assert opened.texts() == ["here"]
    disk.after = None
    merge(opened.vault, there.folder)
    opened.save(new_entry("on"))
    opened.vault.close()
    assert here.texts() == ["SECRET", "here", "on"]


def test_a_full_disk_during_a_merge_changes_nothing(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """After telling byte counts; the next one succeeds."""
    full_disk(place, new_entry, tmp_path, [0, 1, 4096, 8192, 8192 + 47, 8192 + FRAME - 1])


@pytest.mark.soak
def test_a_full_disk_during_a_merge_changes_nothing_at_any_byte(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """After every byte count that the new file has."""
    full_disk(place, new_entry, tmp_path, range(8192 + FRAME))


CONFLICT_NAMES = [
    "journal.sync-conflict-20260105-214000-ABCDEFG",  # Syncthing
    "journal (Anna's conflicted copy 2026-01-05)",  # Dropbox
    "journal-DESKTOP-4F2A",  # OneDrive
    "journal (conflicted copy 2026-01-05 214000)",  # Nextcloud
    "journal_conflict-20260105-214000",  # ownCloud
    "journal (SFConflict anna@example.com 2026-01-05-21-40-00)",  # Seafile
    "journal (1)",  # Google Drive
    "journal 2",  # iCloud Drive
]


def conflicts(opened: Opened) -> list[tuple[str, bool | None]]:
    """Return the names of the copies that were noticed and whether they hold more."""
    return [(each.path.name, each.holds_more) for each in opened.vault.conflict_copies()]


@pytest.mark.parametrize("name", CONFLICT_NAMES)
def test_conflict_copies_of_sync_tools_are_offered(
    place: Place, new_entry: NewEntry, tmp_path: Path, name: str
) -> None:
    """Under the name each tool gives; offered until merged, and never removed."""
    here, there = machines(place, tmp_path)
    saved(there, new_entry("there"))
    shutil.copy(there.journal, here.folder / name)
    opened = here.open()
    assert [(each.code, name in each) for each in opened.vault.notices] == [("conflict-copies", True)]
    assert conflicts(opened) == [(name, True)]
    merge(opened.vault, here.folder / name)
    opened.vault.close()
    opened = here.open()
    assert opened.vault.notices == ()
    assert conflicts(opened) == [(name, False)]
    assert opened.texts() == ["there"]
    opened.vault.close()
    assert (here.folder / name).read_bytes() == there.journal.read_bytes()


def test_one_that_comes_while_the_vault_is_open_is_offered(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """At the next look at the folder, once."""
    here, there = machines(place, tmp_path)
    saved(there, new_entry("there"))
    opened = here.open()
    assert not opened.vault.refresh()
    shutil.copy(there.journal, here.folder / CONFLICT_NAMES[0])
    assert opened.vault.refresh()
    assert [each.code for each in opened.vault.notices] == ["conflict-copies"]
    assert not opened.vault.refresh()
    opened.vault.close()


def test_what_is_no_copy_of_this_vault_is_nobodys_business(place: Place, tmp_path: Path) -> None:
    """A person's own file, another vault's journal, a link and a folder are neither offered nor touched."""
    create(tmp_path / "foreign.vault", PASSPHRASE, state_dir=tmp_path / "fs", memory_mib=64)
    (notes := place.folder / "journal notes.txt").write_text("mine")
    notes.chmod(0o644)
    shutil.copy(tmp_path / "foreign.vault" / "journal", place.folder / "journal foreign")
    (place.folder / "journal link").symlink_to(place.journal)
    (place.folder / "journal folder").mkdir()
    opened = place.open()
    assert opened.vault.notices == ()
    assert conflicts(opened) == []
    assert (notes.read_text(), notes.stat().st_mode & 0o777) == ("mine", 0o644)
    opened.vault.close()


def test_one_under_another_key_is_offered_as_it_may_hold_more(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """Only its passphrase can tell."""
    here, old = machines(place, tmp_path)
    saved(old, new_entry("there"))
    here = rekeyed(here)
    shutil.copy(old.journal, here.folder / CONFLICT_NAMES[0])
    opened = here.open()
    assert conflicts(opened) == [(CONFLICT_NAMES[0], True)]
    opened.vault.close()


def test_a_lost_branch_that_was_set_aside_is_offered(place: Place, new_entry: NewEntry) -> None:
    """The copy that an open window kept, when another one came in its place, is named where changes are missing."""
    saved(place, new_entry("one"))
    older = place.journal.read_bytes()
    opened = place.open()
    opened.save(new_entry("two"))
    (place.folder / "coming").write_bytes(older)
    (place.folder / "coming").rename(place.journal)
    with pytest.raises(NotSaved):
        opened.save(new_entry("three"))
    opened.vault.close()
    opened = place.open()
    assert isinstance(opened.vault.why_read_only, ChangesMissing)
    ((name, more),) = conflicts(opened)
    assert (name.endswith(".journal"), more) == (True, True)
    merge(opened.vault, place.folder / "set-aside" / name)
    opened.vault.close()
    assert place.texts() == ["one", "two"]
    opened = place.open()
    assert (opened.vault.notices, conflicts(opened)) == ((), [])
    opened.vault.close()
