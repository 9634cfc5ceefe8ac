"""Backups: a whole journal file that was opened again, never in the place of anything, and always the newest three."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.vault.test_log import FRAME, Faulty

from comfort_journal.errors import BadInput, ChangesMissing, Damaged, NotSaved
from comfort_journal.vault import backups
from comfort_journal.vault.world import REAL_WORLD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.vault.conftest import NewEntry, Opened, Place


def in_place_of(place: Place, backup: Path) -> list[str]:
    """Return what a vault with the backup as its journal shows."""
    place.journal.write_bytes(backup.read_bytes())
    return place.texts()


def names(place: Place, folder: str = "backups") -> list[str]:
    """Return the names in one of the vault's folders."""
    return sorted(path.name for path in (place.folder / folder).iterdir())


def test_a_backup_is_a_whole_journal_for_its_owner_alone(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Made while the vault is open and goes on being written; it shows what was saved until then."""
    opened = place.open()
    opened.save(new_entry("one"))
    told: list[tuple[int, int]] = []
    umask = os.umask(0)
    try:
        backups.back_up(opened.vault, tmp_path / "copy", lambda done, total: told.append((done, total)))
    finally:
        os.umask(umask)
    opened.save(new_entry("two"))
    opened.vault.close()
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    assert told
    assert all(0 < done <= total for done, total in told)
    assert in_place_of(place, tmp_path / "copy") == ["one"]


def test_a_backup_mends_a_bad_header_copy(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """The copy has both header copies whole, whatever the journal has."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()
    data = bytearray(place.journal.read_bytes())
    data[100] ^= 1
    place.journal.write_bytes(data)
    opened = place.open("read")
    backups.back_up(opened.vault, tmp_path / "copy")
    opened.vault.close()
    copy = (tmp_path / "copy").read_bytes()
    assert copy[:4096] == copy[4096:8192] == bytes(data[4096:8192])


@pytest.mark.parametrize("what", ["file", "link", "folder"])
def test_nothing_is_ever_overwritten(place: Place, tmp_path: Path, what: str) -> None:
    """Neither a file, nor where a link leads, nor a folder."""
    target = tmp_path / "copy"
    match what:
        case "file":
            target.write_bytes(b"mine")
        case "link":
            target.symlink_to(tmp_path / "nowhere")
        case _:
            target.mkdir()
    opened = place.open()
    with pytest.raises(BadInput):
        backups.back_up(opened.vault, target)
    opened.vault.close()
    assert not (tmp_path / "nowhere").exists()
    assert what != "file" or target.read_bytes() == b"mine"


def test_a_file_that_comes_meanwhile_stays(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """The name is taken at the very end, and only if it is still free."""
    target = tmp_path / "to" / "copy"
    target.parent.mkdir()
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    disk.before_sync = lambda: target.write_bytes(b"mine") and None
    with pytest.raises(BadInput):
        backups.back_up(opened.vault, target)
    opened.vault.close()
    assert [path.read_bytes() for path in target.parent.iterdir()] == [b"mine"]


@pytest.mark.parametrize("nameless", [True, False], ids=["nameless files", "none"])
@pytest.mark.parametrize("refusal", [errno.EPERM, errno.ENOTSUP, errno.EACCES, errno.EXDEV], ids=errno.errorcode.get)
def test_where_files_have_no_second_names_it_is_the_same(  # noqa: PLR0913  what the medium has, and what it says
    place: Place, new_entry: NewEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int, *, nameless: bool
) -> None:
    """On a medium without links, a USB stick or a network disk say, a backup is made and overwrites nothing."""

    def no_links(*_: object, **__: object) -> None:
        raise OSError(refusal, "no")

    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, "link", no_links)
    stick = tmp_path / "stick"
    stick.mkdir()
    opened = place.open()
    opened.save(new_entry("one"))
    backups.back_up(opened.vault, stick / "copy")
    with pytest.raises(BadInput):
        backups.back_up(opened.vault, stick / "copy")
    opened.vault.close()
    assert [path.name for path in stick.iterdir()] == ["copy"]
    assert in_place_of(place, stick / "copy") == ["one"]


def test_a_name_that_was_only_taken_is_given_back(
    place: Place, new_entry: NewEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not even the last step can be done, no empty file is left that looks like a backup."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no")

    stick = tmp_path / "stick"
    stick.mkdir()
    opened = place.open()
    opened.save(new_entry("one"))
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(os, "rename", refused)
    with pytest.raises(NotSaved):
        backups.back_up(opened.vault, stick / "copy")
    monkeypatch.undo()
    opened.vault.close()
    assert list(stick.iterdir()) == []


def test_a_missing_folder_is_said(place: Place, tmp_path: Path) -> None:
    """It is not made, and the sentence names it."""
    opened = place.open()
    with pytest.raises(BadInput, match="There is no folder"):
        backups.back_up(opened.vault, tmp_path / "no" / "copy")
    opened.vault.close()


@pytest.mark.parametrize("how", ["file", "inside"])
@pytest.mark.parametrize("after", [0, 1, 4096, 8191, 8192, 8192 + 47, 8192 + 2 * FRAME - 1])
def test_a_full_disk_leaves_no_half_backup(
    place: Place, new_entry: NewEntry, tmp_path: Path, after: int, how: str
) -> None:
    """After every byte count: it is said, nothing is left, and what was there before still counts."""
    (tmp_path / "to").mkdir()
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("SECRET"))
    backups.keep_one(opened.vault)
    earlier = place.folder / "backups" / "1.journal"
    before = earlier.read_bytes()
    opened.save(new_entry("SECRET since"))
    disk.after = after
    arguments = [opened.vault, tmp_path / "to" / "copy"] if how == "file" else [opened.vault]
    with pytest.raises(NotSaved) as told:
        (backups.back_up if how == "file" else backups.keep_one)(*arguments)
    assert "SECRET" not in str(told.value)
    assert not list((tmp_path / "to").iterdir())
    assert names(place) == ["1.journal"]
    assert earlier.read_bytes() == before
    disk.after = None
    backups.keep_one(opened.vault)
    opened.vault.close()
    assert names(place) == ["1.journal"]
    assert earlier.read_bytes() != before


def test_what_does_not_read_back_is_no_backup(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A medium that changes one byte is found out, and the file is removed."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    opened.vault.close()
    data = bytearray(place.journal.read_bytes())

    def rotting(descriptor: int, piece: bytes | memoryview, offset: int) -> int:
        changed = bytes(piece[:-1]) + bytes([piece[-1] ^ 1]) if offset >= 8192 else bytes(piece)
        return os.pwrite(descriptor, changed, offset)

    world = replace(REAL_WORLD, disk=replace(REAL_WORLD.disk, write=rotting))
    opened = place.open(world=world)
    with pytest.raises(NotSaved, match="no backup"):
        backups.back_up(opened.vault, tmp_path / "copy")
    with pytest.raises(NotSaved, match="no backup"):
        backups.keep_one(opened.vault)
    opened.vault.close()
    assert not (tmp_path / "copy").exists()
    assert names(place) == []
    assert place.journal.read_bytes() == data


def test_a_damaged_journal_makes_no_backup(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A copy of damage would take the place of a good one."""
    opened = place.open()
    for text in ("one", "two", "three"):
        opened.save(new_entry(text))
    opened.vault.close()
    data = bytearray(place.journal.read_bytes())
    data[8192 + FRAME + 60] ^= 1
    place.journal.write_bytes(data)
    opened = place.open()
    for act in (lambda: backups.back_up(opened.vault, tmp_path / "copy"), lambda: backups.keep_one(opened.vault)):
        with pytest.raises(Damaged, match="salvage"):
            act()
    opened.vault.close()
    assert not (tmp_path / "copy").exists()


def test_a_copy_that_lacks_changes_is_backed_up_outside_only(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """An older copy in the vault's place may be wanted as a file, but never pushes a newer backup out."""
    opened = place.open()
    opened.save(new_entry("one"))
    older = place.journal.read_bytes()
    opened.save(new_entry("two"))
    backups.keep_one(opened.vault)
    opened.vault.close()
    place.journal.write_bytes(older)
    opened = place.open()
    backups.back_up(opened.vault, tmp_path / "copy")
    with pytest.raises(ChangesMissing):
        backups.keep_one(opened.vault)
    opened.vault.close()
    assert in_place_of(place, place.folder / "backups" / "1.journal") == ["one", "two"]


def rewritten(opened: Opened, times: int) -> None:
    """Give the journal a new generation again and again, with a backup of each."""
    for _ in range(times):
        backups.keep_one(opened.vault)
        opened.vault.mend()


def test_the_newest_three_are_kept(place: Place, new_entry: NewEntry) -> None:
    """One a generation, and nothing else in the folder is touched."""
    (place.folder / "backups" / "notes.txt").write_text("mine")
    opened = place.open()
    opened.save(new_entry("one"))
    rewritten(opened, 5)
    opened.vault.close()
    assert names(place) == ["3.journal", "4.journal", "5.journal", "notes.txt"]
    assert in_place_of(place, place.folder / "backups" / "5.journal") == ["one"]


def test_the_fresh_one_is_kept_whatever_names_lie_beside_it(place: Place, new_entry: NewEntry) -> None:
    """Files that claim high generations do not push it out."""
    for number in (70, 80, 90, 100):
        (place.folder / "backups" / f"{number}.journal").write_bytes(b"claims")
    opened = place.open()
    opened.save(new_entry("one"))
    made = backups.keep_one(opened.vault)
    opened.vault.close()
    assert made.name == "1.journal"
    assert names(place) == ["1.journal", "100.journal", "90.journal"]


def test_another_machines_backup_of_the_same_generation_is_kept(place: Place, new_entry: NewEntry) -> None:
    """It may be of another branch: it goes to set-aside, with all it holds."""
    opened = place.open()
    opened.save(new_entry("one"))
    other = opened.vault.folder.path / "backups" / "1.journal"
    theirs = bytearray(place.journal.read_bytes())
    theirs[32] ^= 1
    other.write_bytes(theirs)
    backups.keep_one(opened.vault)
    opened.vault.close()
    (aside,) = (place.folder / "set-aside").iterdir()
    assert aside.read_bytes() == theirs


def test_at_most_one_a_day(place: Place, new_entry: NewEntry) -> None:
    """A newer one within a day is not made; a day later, or with a clock set back, it is."""
    now = [0.0]
    opened = place.open(world=replace(REAL_WORLD, now=lambda: now[0]))
    opened.save(new_entry("one"))
    made = backups.keep_one(opened.vault)
    assert backups.latest(opened.vault.folder) == made
    for seconds, due in ((0, False), (backups.DAY - 1, False), (backups.DAY, True), (-1, True)):
        now[0] = made.made_at + seconds
        assert (backups.keep_daily(opened.vault) is not None) is due
        os.utime(place.folder / "backups" / made.name, (made.made_at, made.made_at))
    opened.vault.close()


def test_only_a_fresh_one_is_left_after_a_change_of_keys(place: Place, new_entry: NewEntry) -> None:
    """Older backups, whatever a sync tool called them, and all that was set aside are gone, and are named."""
    opened = place.open()
    opened.save(new_entry("one"))
    rewritten(opened, 2)
    older = (place.folder / "backups" / "1.journal").read_bytes()
    (place.folder / "backups" / "1.sync-conflict-20260105-214000-ABCDEFG.journal").write_bytes(older)
    (place.folder / "backups" / "notes.txt").write_text("mine")
    (place.folder / "set-aside" / "0-0123456789abcdef.tail").write_bytes(b"torn")
    gone = backups.keep_only_fresh(opened.vault)
    opened.vault.close()
    assert sorted(gone) == [
        "backups/1.journal",
        "backups/1.sync-conflict-20260105-214000-ABCDEFG.journal",
        "backups/2.journal",
        "set-aside/0-0123456789abcdef.tail",
    ]
    assert (names(place), names(place, "set-aside")) == (["3.journal", "notes.txt"], [])
    assert in_place_of(place, place.folder / "backups" / "3.journal") == ["one"]


def test_nothing_older_goes_unless_the_fresh_one_is_whole(place: Place, new_entry: NewEntry) -> None:
    """On a full disk every older backup stays."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    rewritten(opened, 2)
    disk.after = 5000
    with pytest.raises(NotSaved):
        backups.keep_only_fresh(opened.vault)
    opened.vault.close()
    assert names(place) == ["1.journal", "2.journal"]


def test_what_could_not_be_removed_is_named(place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that opens with the old passphrase and stays is no success."""
    opened = place.open()
    opened.save(new_entry("one"))
    rewritten(opened, 1)
    unlink: Callable[..., None] = os.unlink

    def stuck(name: str, **where: int) -> None:
        if name == "1.journal":
            raise OSError(errno.EPERM, "canary")
        unlink(name, **where)

    monkeypatch.setattr(os, "unlink", stuck)
    with pytest.raises(NotSaved, match=r"backups/1\.journal"):
        backups.keep_only_fresh(opened.vault)
    opened.vault.close()
