"""The journal's file cut or replaced by others: nothing acknowledged is lost, nothing of theirs is overwritten."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.vault.test_log import FRAME, Faulty, swap

from comfort_journal.errors import ChangesMissing, Damaged, InUse, NewerFormat, NotSaved
from comfort_journal.vault import judge, transaction
from comfort_journal.vault.frames import seal_frame
from comfort_journal.vault.pin import read_pin
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.transaction import Put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place


def test_a_file_cut_under_an_open_window_is_kept_from_memory(place: Place, new_entry: NewEntry) -> None:
    """Saved frames cut off in place, in the open file itself: what memory holds is set aside as a whole journal."""
    opened = place.open()
    opened.save(new_entry("one"))
    shorter = place.journal.stat().st_size
    opened.save(new_entry("two"))
    os.truncate(place.journal, shorter)
    with pytest.raises(NotSaved):
        opened.save(new_entry("three"))
    assert isinstance(opened.vault.why_read_only, ChangesMissing)
    opened.vault.close()
    (aside,) = (place.folder / "set-aside").iterdir()
    assert b"two" not in aside.read_bytes()
    shutil.copy(aside, place.journal)
    assert place.texts() == ["one", "two"]
    again = place.open()
    assert again.vault.writable
    again.vault.close()


def test_a_copy_that_cannot_be_kept_is_not_called_kept(place: Place, new_entry: NewEntry) -> None:
    """On a full disk nothing can be set aside, and the sentence says so."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    swap(place, place.journal.read_bytes()[:-FRAME])()
    disk.after = 0
    with pytest.raises(NotSaved, match="could not be kept"):
        opened.save(new_entry("two"))
    assert not any((place.folder / "set-aside").iterdir())
    opened.vault.close()


def test_nothing_is_written_behind_a_newer_programs_save(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A save that a newer program made meanwhile is understood first: ours does not go behind what we cannot read."""
    opened = place.open()
    opened.save(new_entry("one"))
    log = opened.vault._log
    newer = seal_frame(log._k_log, log.opened.header.file_id, 1, log.tip.previous_tag, b'{"ops":[],"v":2}', bytes(12))
    data = place.journal.read_bytes() + newer
    swap(place, data)()
    with pytest.raises(NewerFormat):
        opened.save(new_entry("two"))
    assert isinstance(opened.vault.why_read_only, NewerFormat)
    assert [notice.code for notice in opened.vault.notices] == ["read-only"]
    assert not opened.vault.refresh()
    opened.vault.close()
    assert place.journal.read_bytes() == data
    assert read_pin(place.state_dir, place.key.vault_id).seq == 0
    with pytest.raises(NewerFormat):
        place.open()


def test_a_rewrite_does_not_replace_a_file_that_came_meanwhile(place: Place, new_entry: NewEntry) -> None:
    """A copy with more in it, put at the path while the new file is written, stays, and the next rewrite holds both."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    opened.save(new_entry("one"))
    log = opened.vault._log
    theirs = new_entry("theirs")
    put = Put(table="entry-2026", id=theirs["id"], at=1, rev="7" * 16, past=(), said=canonical(theirs))
    payload = transaction.encode([put])
    frame = seal_frame(log._k_log, log.opened.header.file_id, 1, log.tip.previous_tag, payload, bytes(12))
    disk.before_sync = swap(place, place.journal.read_bytes() + frame)
    with pytest.raises(NotSaved):
        opened.vault.mend()
    assert not (place.folder / "journal.new").exists()
    opened.vault.mend()
    opened.vault.close()
    assert place.texts() == ["one", "theirs"]


def test_a_reader_beside_a_writer_calls_nothing_unfinished(place: Place, new_entry: NewEntry) -> None:
    """Without the lock the end of the file is what another process is writing; damage before it is still said."""
    opened = place.open()
    opened.save(new_entry("one"))
    whole = place.journal.read_bytes()
    place.journal.write_bytes(whole + b"JVF1 half a fra")
    reader = place.open("read")
    assert reader.vault.notices == ()
    reader.vault.close()
    place.journal.write_bytes(whole + bytes(70_000))
    reader = place.open("read")
    assert isinstance(reader.vault.why_read_only, Damaged)
    assert [notice.code for notice in reader.vault.notices] == ["read-only"]
    assert reader.texts() == ["one"]
    reader.vault.close()
    opened.vault.close()


@pytest.mark.parametrize("act", ["save", "mend"])
def test_a_reader_is_not_told_of_a_rollback_by_a_writer(
    place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """A writer that saves, or puts a new file in place, while a reader opens: the pin never seems to lead."""
    opened = place.open()
    opened.save(new_entry("one"))
    remembered = judge.remembered

    def meanwhile(*where: object) -> object:
        opened.save(new_entry("two")) if act == "save" else opened.vault.mend()
        return remembered(*where)

    with monkeypatch.context() as patched:
        patched.setattr(judge, "remembered", meanwhile)
        reader = place.open("read")
    assert isinstance(reader.vault.why_read_only, InUse)
    assert reader.vault.notices == ()
    reader.vault.close()
    opened.vault.close()


def at_call(monkeypatch: pytest.MonkeyPatch, number: int, act: Callable[[], None]) -> Callable[[], int]:
    """Let ``act`` happen just before the call of that number which looks at or writes a file; returns the count."""
    count = 0

    def wrap(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == number:
                act()
            return real(*given, **named)

        return call

    for name in ("fstat", "stat", "open", "fsync"):
        monkeypatch.setattr(os, name, wrap(getattr(os, name)))
    return lambda: count


@pytest.mark.parametrize("what", ["the same", "an older one", "one that ends in half a save"])
def test_a_file_replaced_at_every_point_of_an_append_loses_nothing(
    place: Place, new_entry: NewEntry, tmp_path: Path, figure: Figure, what: str
) -> None:
    """Before each system call of a save another file is put at the path: what was acknowledged is in one of the two."""
    opened = place.open()
    opened.save(new_entry("one"))
    older = place.journal.read_bytes()
    opened.save(new_entry("two"))
    opened.vault.close()
    same = place.journal.read_bytes()
    incoming = {"the same": same, "an older one": older, "one that ends in half a save": same[:-100]}[what]
    point, total, lost = 0, 1, 0
    while point < total:
        point += 1
        twin = replace(place.twin(tmp_path / f"{point}.vault"), state_dir=tmp_path / f"{point}.state")
        shutil.copytree(place.state_dir, twin.state_dir)
        opened = twin.open()
        with pytest.MonkeyPatch.context() as patch:
            calls = at_call(patch, point, swap(twin, incoming))
            acknowledged = {"one", "two"}
            try:
                opened.save(new_entry("three"))
                acknowledged.add("three")
            except NotSaved:
                pass
            total = max(total, calls())
        opened.vault.close()
        lost += len(acknowledged - found_anywhere(twin))
        shutil.rmtree(twin.folder)
    figure("file replaced under an append", points=point, acknowledged_and_lost=lost)
    assert point > 5, "an append makes more calls than this"
    assert lost == 0


def found_anywhere(place: Place) -> set[str]:
    """Return the texts of the journal and of every copy that was set aside."""
    found = set(place.texts())
    for aside in (place.folder / "set-aside").glob("*.journal"):
        shutil.copy(aside, place.journal)
        found |= set(place.texts())
    return found
