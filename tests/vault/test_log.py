"""Appending: whatever disk or other programs do, what was acknowledged stays and the rest is called not saved."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput, ChangesMissing, Damaged, InUse, NotSaved
from comfort_journal.vault.disk import REAL_DISK, Disk
from comfort_journal.vault.pin import read_pin
from comfort_journal.vault.world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place

FRAME = 1024 + 64


@dataclass
class Faulty:
    """A disk on which the journal's write fails after so many bytes, and calls named in ``failing`` fail at all."""

    after: int | None = None
    errno: int = errno.ENOSPC
    failing: set[str] = field(default_factory=set)
    before_sync: Callable[[], None] | None = None
    after_sync: Callable[[], None] | None = None

    def world(self) -> World:
        """Return a world with this disk."""
        return World(disk=Disk(write=self._write, sync=self._sync, cut=self._cut))

    def _fail(self) -> None:
        raise OSError(self.errno, os.strerror(self.errno))

    def _write(self, descriptor: int, data: bytes | memoryview, offset: int) -> int:
        if self.after is None:
            return os.pwrite(descriptor, data, offset)
        if self.after == 0:
            self._fail()
        written = os.pwrite(descriptor, bytes(data)[: self.after], offset)
        self.after -= written
        return written

    def _sync(self, descriptor: int) -> None:
        if "sync" in self.failing:
            self._fail()
        act, self.before_sync = self.before_sync, None
        if act is not None:
            act()
        REAL_DISK.sync(descriptor)
        act, self.after_sync = self.after_sync, None
        if act is not None:
            act()

    def _cut(self, descriptor: int, size: int) -> None:
        if "cut" in self.failing:
            self._fail()
        REAL_DISK.cut(descriptor, size)


STEPS = [0, 1, 47, 48, 49, 500, FRAME - 1]


def each_error_leaves_what_was_saved(place: Place, new_entry: NewEntry, steps: list[int], figure: Figure) -> None:
    """Let a save fail with every error after so many bytes, then save once more and open again."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    data = place.journal.read_bytes()
    for disk.errno in (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT):
        for after in steps:
            disk.after = after
            with pytest.raises(NotSaved) as told:
                opened.save(new_entry("SECRET words"))
            assert "SECRET" not in str(told.value)
            assert opened.texts() == ["one"]
            assert opened.vault.writable
            assert place.journal.read_bytes() == data
    disk.after = None
    opened.save(new_entry("two"))
    opened.vault.close()
    assert place.texts() == ["one", "two"]
    figure("ENOSPC, EFBIG, EIO, EDQUOT after n bytes", failed_saves=4 * len(steps), lost=0)


def test_a_full_disk_takes_nothing_away(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """A write that fails at a telling byte is taken back, and the next one succeeds."""
    each_error_leaves_what_was_saved(place, new_entry, STEPS, figure)


@pytest.mark.soak
def test_a_full_disk_takes_nothing_away_at_any_byte(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """The same, at every byte of a frame."""
    each_error_leaves_what_was_saved(place, new_entry, list(range(FRAME)), figure)


def test_what_cannot_be_taken_back_ends_writing(place: Place, new_entry: NewEntry) -> None:
    """If the file cannot be cut after a failed write, writing ends; the next opening sets the rest aside."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("kept"))
    disk.after, disk.failing = 100, {"cut"}
    with pytest.raises(NotSaved):
        opened.save(new_entry("lost"))
    disk.after, disk.failing = None, set()
    assert isinstance(opened.vault.why_read_only, NotSaved)
    with pytest.raises(NotSaved):
        opened.save(new_entry("refused"))
    opened.vault.close()
    again = place.open()
    assert [notice.code for notice in again.vault.notices] == ["unfinished-save"]
    assert again.vault.notices[0].startswith("1 unfinished save")
    again.save(new_entry("after"))
    assert again.texts() == ["after", "kept"]
    again.vault.close()
    assert [path.suffix for path in (place.folder / "set-aside").iterdir()] == [".tail"]
    assert place.texts() == ["after", "kept"]


def test_after_a_failed_sync_nothing_is_tried_again(place: Place, new_entry: NewEntry) -> None:
    """The change is reported as not saved, memory and pin stay behind, and every later save is refused."""
    disk = Faulty(errno=errno.EIO)
    opened = place.open(world=disk.world())
    opened.save(new_entry("kept"))
    pin = read_pin(place.state_dir, place.key.vault_id)
    disk.failing = {"sync"}
    with pytest.raises(NotSaved):
        opened.save(new_entry("unsure"))
    disk.failing = set()
    with pytest.raises(NotSaved):
        opened.save(new_entry("refused"))
    assert opened.texts() == ["kept"]
    opened.vault.close()
    assert read_pin(place.state_dir, place.key.vault_id) == pin
    assert "refused" not in place.texts()


def test_a_torn_tail_at_every_place_loses_nothing(place: Place, new_entry: NewEntry) -> None:
    """An append cut short anywhere is ignored by readers, kept aside and cut by the next save only."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()
    whole = place.journal.read_bytes()
    pin = next(place.state_dir.glob("*.pin")).read_bytes()
    opened = place.open()
    opened.save(new_entry("two"))
    opened.vault.close()
    longer = place.journal.read_bytes()
    for cut in (1, 47, 48, 49, 600, FRAME - 1):
        place.journal.write_bytes(longer[: len(whole) + cut])
        next(place.state_dir.glob("*.pin")).write_bytes(pin)
        assert place.texts() == ["one"]
        assert place.journal.stat().st_size == len(whole) + cut
        opened = place.open()
        opened.save(new_entry("three"))
        opened.vault.close()
        assert place.texts() == ["one", "three"]
        aside = list((place.folder / "set-aside").iterdir())
        assert [path.read_bytes() for path in aside] == [longer[len(whole) : len(whole) + cut]]
        aside[0].unlink()


def test_damage_is_named_and_stops_writing(place: Place, new_entry: NewEntry) -> None:
    """A flipped byte in the middle: what stands before is shown, the range is named, nothing is written."""
    opened = place.open()
    for text in ("one", "two", "three"):
        opened.save(new_entry(text))
    opened.vault.close()
    data = bytearray(place.journal.read_bytes())
    data[8192 + FRAME + 100] ^= 1
    place.journal.write_bytes(data)
    opened = place.open()
    assert opened.texts() == ["one"]
    assert isinstance(opened.vault.why_read_only, Damaged)
    assert f"{8192 + FRAME:,}" in str(opened.vault.why_read_only)
    with pytest.raises(Damaged):
        opened.save(new_entry("four"))
    opened.vault.close()
    assert place.journal.read_bytes() == bytes(data)


def swap(place: Place, data: bytes) -> Callable[[], None]:
    """Return what puts another file at the journal's path, as a sync tool does."""

    def act() -> None:
        other = place.folder.parent / "incoming"
        other.write_bytes(data)
        other.chmod(0o600)
        other.rename(place.journal)

    return act


@pytest.mark.parametrize("moment", ["before", "before_sync", "after_sync"])
def test_a_copy_put_in_place_that_continues_ours_is_written_to(place: Place, new_entry: NewEntry, moment: str) -> None:
    """The file is replaced by the same one around an append: the change is in the file at the path."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    act = swap(place, place.journal.read_bytes())
    if moment == "before":
        act()
    else:
        setattr(disk, moment, act)
    opened.save(new_entry("two"))
    assert opened.vault.writable
    opened.save(new_entry("three"))
    opened.vault.close()
    assert place.texts() == ["one", "three", "two"]


@pytest.mark.parametrize("moment", ["before", "before_sync", "after_sync"])
def test_a_copy_put_in_place_that_lacks_our_changes_is_not_touched(
    place: Place, new_entry: NewEntry, moment: str
) -> None:
    """The file is replaced by an older one around an append: not saved, ours is set aside, the other is left alone."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    older = place.journal.read_bytes()
    opened.save(new_entry("two"))
    act = swap(place, older)
    if moment == "before":
        act()
    else:
        setattr(disk, moment, act)
    with pytest.raises(NotSaved):
        opened.save(new_entry("three"))
    assert isinstance(opened.vault.why_read_only, ChangesMissing)
    assert opened.texts() == ["one", "two"]
    name = "ab" * 16
    opened.vault.drafts.save(name, {"kind": "draft", "text": "three"})
    opened.vault.close()
    assert place.journal.read_bytes() == older
    assert len(list((place.folder / "set-aside").glob("*.journal"))) == 1
    again = place.open()
    assert isinstance(again.vault.why_read_only, ChangesMissing)
    assert again.vault.drafts.load() == [(name, {"kind": "draft", "text": "three"})]
    again.vault.close()
    # what was set aside is a whole journal that holds everything acknowledged
    shutil.copy(next((place.folder / "set-aside").glob("*.journal")), place.journal)
    assert set(place.texts()) >= {"one", "two"}


def test_a_longer_copy_of_our_branch_is_read_in(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Another machine's copy that holds all of ours and more is taken over at the next refresh."""
    opened = place.open()
    opened.save(new_entry("one"))
    twin = place.twin(tmp_path / "other.vault")
    other = twin.open()
    other.save(new_entry("theirs"))
    other.vault.close()
    swap(place, twin.journal.read_bytes())()
    assert opened.vault.refresh()
    assert opened.texts() == ["one", "theirs"]
    opened.save(new_entry("ours"))
    opened.vault.close()
    assert place.texts() == ["one", "ours", "theirs"]


def test_a_branch_of_its_own_is_noticed_at_refresh(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A copy that went another way stops all writing at once, and the window says so."""
    opened = place.open()
    opened.save(new_entry("one"))
    twin = place.twin(tmp_path / "other.vault")
    other = twin.open()
    other.save(new_entry("theirs"))
    other.vault.close()
    opened.save(new_entry("ours"))
    swap(place, twin.journal.read_bytes())()
    assert opened.vault.refresh()
    assert not opened.vault.writable
    assert [notice.code for notice in opened.vault.notices] == ["copy-replaced"]
    opened.vault.close()


def test_a_removed_journal_is_noticed(place: Place, new_entry: NewEntry) -> None:
    """A journal deleted under an open window: the save is refused and all of it is kept aside."""
    opened = place.open()
    opened.save(new_entry("one"))
    place.journal.unlink()
    with pytest.raises(NotSaved):
        opened.save(new_entry("two"))
    opened.vault.close()
    assert len(list((place.folder / "set-aside").glob("*.journal"))) == 1


def test_without_the_lock_a_reader_writes_nothing(place: Place, new_entry: NewEntry) -> None:
    """A second process reads what is there, half-written appends ignored, and refuses to save."""
    opened = place.open()
    opened.save(new_entry("one"))
    with place.journal.open("ab") as journal:
        journal.write(b"JVF1 half a fra")
    before = {path: path.stat().st_mtime_ns for path in place.folder.parent.rglob("*")}
    reader = place.open("read")
    assert reader.texts() == ["one"]
    assert isinstance(reader.vault.why_read_only, InUse)
    with pytest.raises(InUse):
        reader.save(new_entry("two"))
    reader.vault.close()
    assert {path: path.stat().st_mtime_ns for path in place.folder.parent.rglob("*")} == before
    opened.vault.close()


def test_a_transaction_too_large_for_a_frame_is_a_rewrite(
    place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a frame holds goes into a whole new file, renamed into place; the pin follows."""
    opened = place.open()
    opened.save(new_entry("before"))
    before = read_pin(place.state_dir, place.key.vault_id)
    monkeypatch.setattr("comfort_journal.vault.replica.MAX_PLAIN", 100_000)
    opened.save(*(new_entry(f"{number} " + "word " * 4000) for number in range(10)))
    opened.save(new_entry("after"))
    opened.vault.close()
    pin = read_pin(place.state_dir, place.key.vault_id)
    assert pin.generation == before.generation + 1
    assert pin.file_id != before.file_id
    assert len(place.texts()) == 12


@pytest.mark.parametrize("after", [0, 1, 5000, 8192, 8192 + 2000])
def test_a_rewrite_that_fails_leaves_the_old_file(place: Place, new_entry: NewEntry, after: int) -> None:
    """A full disk during a rewrite changes nothing, and writing goes on in the old file."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(*(new_entry(str(number) * 3000) for number in range(4)))
    data = place.journal.read_bytes()
    disk.after = after
    with pytest.raises(NotSaved):
        opened.vault.mend()
    disk.after = None
    assert place.journal.read_bytes() == data
    assert not (place.folder / "journal.new").exists()
    opened.save(new_entry("after"))
    opened.vault.close()
    assert len(place.texts()) == 5


def test_a_rewrite_that_is_not_confirmed_ends_writing(place: Place, new_entry: NewEntry) -> None:
    """The folder cannot be synced after the rename: nobody knows which file will stand there, so nothing is written."""
    disk = Faulty(errno=errno.EIO)
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    disk.after_sync = lambda: disk.failing.add("sync")
    pin = read_pin(place.state_dir, place.key.vault_id)
    with pytest.raises(NotSaved):
        opened.vault.mend()
    disk.failing = set()
    with pytest.raises(NotSaved):
        opened.save(new_entry("two"))
    opened.vault.close()
    # after a power cut the old file may stand there again
    assert read_pin(place.state_dir, place.key.vault_id) == pin
    assert place.texts() == ["one"]


def test_a_record_too_large_for_any_frame_is_refused_in_words(
    place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A single record beyond the largest frame changes nothing and leaves nothing half-made."""
    opened = place.open()
    opened.save(new_entry("one"))
    monkeypatch.setattr("comfort_journal.vault.replica.MAX_PLAIN", 100_000)
    monkeypatch.setattr("comfort_journal.vault.frames.MAX_PLAIN", 100_000)
    with pytest.raises(BadInput):
        opened.save(new_entry("x" * 200_000))
    assert not (place.folder / "journal.new").exists()
    opened.save(new_entry("two"))
    opened.vault.close()
    assert place.texts() == ["one", "two"]


@pytest.mark.parametrize("at", [100, 4096 + 100, 8192 + 100, 8192 + 1024])
def test_a_rewrite_that_reads_back_otherwise_leaves_the_old_file(place: Place, new_entry: NewEntry, at: int) -> None:
    """A medium that writes something else than it was told: the new file is thrown away before it counts."""

    def write(descriptor: int, data: bytes | memoryview, offset: int) -> int:
        changed = bytearray(data)
        if lying and offset <= at < offset + len(changed):
            changed[at - offset] ^= 1
        return os.pwrite(descriptor, changed, offset)

    lying: list[bool] = []
    opened = place.open(world=World(disk=Disk(write=write)))
    opened.save(new_entry("one"))
    data = place.journal.read_bytes()
    lying.append(True)
    with pytest.raises(NotSaved):
        opened.vault.mend()
    lying.clear()
    assert place.journal.read_bytes() == data
    assert not (place.folder / "journal.new").exists()
    opened.save(new_entry("two"))
    opened.vault.close()
    assert place.texts() == ["one", "two"]
