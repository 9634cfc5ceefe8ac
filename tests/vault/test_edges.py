"""What a vault's quieter parts promise: what is left alone, what is counted, and what is told while one waits."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.vault.conftest import PASSPHRASE
from tests.vault.test_merge import machines, merged, rekeyed

from comfort_journal.errors import Damaged, NewerFormat
from comfort_journal.vault import keys, transaction
from comfort_journal.vault.backups import back_up
from comfort_journal.vault.disk import REAL_DISK
from comfort_journal.vault.folder import Folder
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.merge import merge
from comfort_journal.vault.new_file import make_new
from comfort_journal.vault.salvage import read_around, salvage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.conftest import NewEntry, Place


def names(folder: Path) -> list[str]:
    """Return everything in a folder by its path."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))


def test_a_salvage_makes_nothing_in_the_old_vault(place: Place, tmp_path: Path) -> None:
    """Not even the folder of sealed notes, where it is gone."""
    shutil.rmtree(place.folder / "inbox")
    before = names(place.folder)
    found = salvage(place.folder, PASSPHRASE, tmp_path / "new.vault", state_dir=place.state_dir)
    assert (found.sealed, names(place.folder)) == (0, before)


def test_a_salvage_takes_every_sealed_note_that_can_be_read(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """One that cannot is named, and holds up none of the others."""
    capture(place.folder, new_entry("sealed", source="capture"), state_dir=place.state_dir)
    (place.folder / "inbox" / f"{'0' * 32}.seal").symlink_to(place.journal)
    (place.folder / "inbox" / f"{'f' * 32}.seal").symlink_to(place.journal)
    found = salvage(place.folder, PASSPHRASE, tmp_path / "new.vault", state_dir=place.state_dir)
    assert (found.sealed, [notice.code for notice in found.unread]) == (1, ["sealed", "sealed"])
    assert len(names(tmp_path / "new.vault" / "inbox")) == 1


@pytest.mark.parametrize("bad", [0, 4096])
def test_words_can_be_sealed_beside_a_header_of_which_one_copy_is_gone(
    place: Place, new_entry: NewEntry, bad: int
) -> None:
    """Whichever it is; they come in with the next opening."""
    data = place.journal.read_bytes()
    place.journal.write_bytes(data[:bad] + bytes(4096) + data[bad + 4096 :])
    capture(place.folder, new_entry("sealed", source="capture"), state_dir=place.state_dir)
    assert place.texts() == ["sealed"]


def test_a_salvage_counts_every_byte_that_the_disk_did_not_give(tmp_path: Path) -> None:
    """Over all pieces it reads, in blocks of 4,096; what is readable around them is there."""
    path = tmp_path / "journal"
    path.write_bytes(b"x" * (2**20 + 9000))

    def read(descriptor: int, length: int, at: int) -> bytes:
        for bad in (4096, 2**20 + 4096):
            if at < bad + 4096 and at + length > bad:
                raise OSError(errno.EIO, "bad sector")
        return os.pread(descriptor, length, at)

    descriptor = os.open(path, os.O_RDONLY)
    try:
        data, lost = read_around(descriptor, read)
    finally:
        os.close(descriptor)
    assert (len(data), lost, data.count(0)) == (2**20 + 9000, 8192, 8192)


def test_a_revision_is_known_where_it_stands_or_was_replaced(place: Place, new_entry: NewEntry) -> None:
    """Any other is missing: so a pin notices that an edit was taken back."""
    document = new_entry("one")
    opened = place.open()
    try:
        known = []
        for text in ("one", "two"):
            opened.save(document | {"text": text})
            known.append(opened.storage.revision(document["id"]) or "")
        state = opened.vault.state
        assert known[0] != known[1]
        assert [state.knows_revision(document["id"], rev) for rev in (*known, "0" * 16)] == [True, True, False]
        assert not state.knows_revision("another", known[0])
    finally:
        opened.vault.close()


def test_a_backup_says_how_many_sealed_notes_are_not_in_it(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Those that wait; one that came in is in it, and a file of another name is none."""
    opened = place.open()
    try:
        assert back_up(opened.vault, tmp_path / "none.journal") == 0
        for text in ("one", "two"):
            capture(place.folder, new_entry(text, source="capture"), state_dir=place.state_dir)
        (place.folder / "inbox" / "stray").touch()
        assert back_up(opened.vault, tmp_path / "two.journal") == 2
    finally:
        opened.vault.close()


def test_a_merge_tells_of_two_halves_that_never_go_back(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Reading the other copy is the first, writing what came of it the second, and then all is done."""
    other = place.twin(tmp_path / "other.vault")
    opened = other.open()
    opened.save(new_entry("theirs"))
    opened.vault.close()
    told: list[float] = []
    opened = place.open()
    try:
        merge(opened.vault, other.folder, progress=lambda done, total: told.append(done / total))
    finally:
        opened.vault.close()
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert any(each <= 0.5 for each in told)


def test_a_note_sealed_to_our_key_comes_in_from_a_copy_under_the_old_one(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """A sync tool brought the note and the new public key there, and the journal not yet: its words are ours."""
    _, old = machines(place, tmp_path)
    here = rekeyed(place)
    item = capture(here.folder, new_entry("sealed", source="capture"), state_dir=here.state_dir)
    (here.folder / "inbox" / f"{item}.seal").rename(old.folder / "inbox" / f"{item}.seal")
    merged(here, old.folder, PASSPHRASE)
    assert here.texts() == ["sealed"]


def test_a_damaged_copy_takes_nothing_in(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """What is damaged is said first, and the file stays as it is: salvage is the way from there."""
    opened = place.open()
    for text in ("one", "two"):
        opened.save(new_entry(text))
    opened.vault.close()
    other = place.twin(tmp_path / "other.vault")
    data = bytearray(place.journal.read_bytes())
    data[8192 + 600] ^= 1
    place.journal.write_bytes(data)
    opened = place.open()
    try:
        with pytest.raises(Damaged):
            merge(opened.vault, other.folder)
    finally:
        opened.vault.close()
    assert place.journal.read_bytes() == data


def test_where_the_system_tells_nothing_half_of_the_memory_counts_as_available(monkeypatch: pytest.MonkeyPatch) -> None:
    """In whole KiB, as everywhere."""

    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 1_000_001}.__getitem__)
    memory = keys.machine_memory()
    assert (memory.total_kib, memory.available_kib) == (4_000_004, 2_000_002)
    assert type(memory.available_kib) is int


@pytest.mark.parametrize(("text", "named"), [(b'{"ops":[],"v":1,"x":1}', False), (b'{"ops":[],"v":2}', True)])
def test_a_newer_save_is_named_by_its_version_only_where_that_is_newer(text: bytes, *, named: bool) -> None:
    """Something unknown in a save of this version does not make its version one."""
    with pytest.raises(NewerFormat) as refused:
        transaction.decode(text)
    assert ("has version" in str(refused.value)) is named


def test_a_new_file_has_no_name_until_it_is_whole_wherever_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made in the folder it is for, even where the one that the program stands in is gone."""
    try:
        os.close(os.open(tmp_path, os.O_RDWR | os.O_TMPFILE))
    except (AttributeError, OSError):
        pytest.skip("this system has no files without a name here")
    target, gone = tmp_path / "target", tmp_path / "gone"
    target.mkdir()
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    seen: list[list[str]] = []

    def fill(descriptor: int) -> None:
        seen.append(names(target))
        os.write(descriptor, b"whole")

    with Folder.open(target) as folder:
        make_new(folder, "new", REAL_DISK, fill)
    assert seen == [[]]
    assert (target / "new").read_bytes() == b"whole"
