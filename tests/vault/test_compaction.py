"""A compaction gives dead bytes back and nothing else changes; a purge leaves no deleted word in the folder."""

from __future__ import annotations

import errno
import json
import os
from itertools import product
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vault.test_log import Faulty

from comfort_journal.errors import NotSaved
from comfort_journal.vault import compaction
from comfort_journal.vault.compaction import (
    LEAST_DEAD,
    MANY_SMALL,
    Space,
    compact,
    compact_if_due,
    is_in_small_frames,
    least_live,
    live_bytes,
    purge,
    space,
)
from comfort_journal.vault.frames import BLOCK, FRAME_HEAD, FRAME_OVERHEAD, good_head
from comfort_journal.vault.header import HEADER_BYTES
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.log import read_journal
from comfort_journal.vault.rewrite import as_file
from comfort_journal.vault.state import VaultState
from comfort_journal.vault.strict_json import canonical
from comfort_journal.vault.transaction import Del, Put, Seed, Seen, decode, encode, length

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.conftest import NewEntry, Opened, Place

    from comfort_journal.vault.frames import Frame
    from comfort_journal.vault.transaction import Op


def edited_often(opened: Opened, new_entry: NewEntry, times: int, words: str = "x" * 5000) -> dict[str, object]:
    """Save one entry again and again; all but the last of it is dead."""
    document = new_entry("first")
    for number in range(times):
        document = document | {"text": f"{number} {words}"}
        opened.save(document)
    return document


def plain(place: Place) -> bytes:
    """Return everything that the journal file and the backups hold, decrypted."""
    found = b""
    for file in (place.journal, *(place.folder / "backups").iterdir(), *(place.folder / "set-aside").iterdir()):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            frames: list[Frame] = []
            read_journal(descriptor, place.key.reveal(), pinned=lambda _: None, take=frames.extend)
        finally:
            os.close(descriptor)
        found += b"".join(frame.payload for frame in frames)
    return found


@pytest.mark.parametrize(
    ("size", "dead", "due"),
    [
        (0, 0, False),
        (LEAST_DEAD, LEAST_DEAD, False),
        (2 * LEAST_DEAD, LEAST_DEAD + 1, True),
        (2 * LEAST_DEAD, LEAST_DEAD, False),
        (10 * LEAST_DEAD, 5 * LEAST_DEAD, False),
        (10 * LEAST_DEAD, 5 * LEAST_DEAD + 1, True),
        (10 * LEAST_DEAD, LEAST_DEAD + 1, False),
    ],
)
def test_it_is_due_at_more_than_half_and_more_than_1_mib(size: int, dead: int, due: bool) -> None:  # noqa: FBT001
    """Both limits have to be passed."""
    assert Space(size, dead).is_mostly_dead is due


@pytest.mark.parametrize(
    ("saves", "size", "due"),
    [
        (0, 8192, False),
        (MANY_SMALL, 8192, False),
        (MANY_SMALL + 1, 8192, True),
        (MANY_SMALL + 1, BLOCK // 2, False),
        (MANY_SMALL + 2, BLOCK // 2, True),
        (200 + MANY_SMALL, 100 * BLOCK, False),
        (201 + MANY_SMALL, 100 * BLOCK, True),
        (10_000, 5000 * BLOCK, False),
    ],
)
def test_it_is_due_at_a_thousand_small_frames(saves: int, size: int, due: bool) -> None:  # noqa: FBT001
    """Two frames for each 64 KiB of the file are none too many, and a thousand more are left as they are."""
    assert is_in_small_frames(saves, size) is due


def test_nothing_that_counts_leaves_the_file(place: Place, new_entry: NewEntry) -> None:
    """Live records, deletion marks, what was replaced, import marks and old seeds are all there; dead bytes are not."""
    opened = place.open()
    last = edited_often(opened, new_entry, 40)
    opened.save(gone := new_entry("GONE"))
    opened.remove(gone["id"])
    capture(place.folder, new_entry("sealed", source="capture"), state_dir=place.state_dir)
    assert opened.vault.refresh()
    before, digest, state = opened.vault.size, opened.vault.state.digest(), opened.vault.state.copy()
    told: list[tuple[int, int]] = []
    given_back = compact(opened.vault, lambda done, total: told.append((done, total)))
    assert given_back == before - place.journal.stat().st_size > 200_000
    assert told[-1] == (1000, 1000)
    opened.vault.close()
    again = place.open()
    assert again.vault.state.digest() == digest
    assert again.vault.state.seen == state.seen
    assert again.vault.state.knows(gone["id"])
    versions = again.vault.state.versions
    assert [len(each.past) for each in versions[last["id"]]] == [39]
    assert again.texts() == sorted([last["text"], "sealed"])
    again.save(new_entry("and on"))
    again.vault.close()


def test_an_old_copy_brings_nothing_back_after_a_compaction(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """What was deleted or replaced before it stays so when the state of an older copy is applied once more."""
    opened = place.open()
    opened.save(kept := new_entry("before"), gone := new_entry("GONE"))
    older = list(opened.vault.state.ops())
    opened.save(kept | {"text": "after"})
    opened.remove(gone["id"])
    compact(opened.vault)
    opened.vault.rewrite(older)
    assert opened.texts() == ["after"]
    opened.vault.close()
    assert place.texts() == ["after"]


def test_a_purge_leaves_no_deleted_word(place: Place, new_entry: NewEntry) -> None:
    """Neither in the journal, nor in a backup, nor in what was set aside; a compaction alone keeps the backup."""
    opened = place.open()
    opened.save(gone := new_entry("DELETED WORDS"), changed := new_entry("REPLACED WORDS"))
    opened.remove(gone["id"])
    opened.save(changed | {"text": "new words"})
    (place.folder / "set-aside" / "0-aa.journal").write_bytes(place.journal.read_bytes())
    compact(opened.vault)
    assert b"DELETED WORDS" in plain(place)
    removed = purge(opened.vault)
    opened.vault.close()
    assert sorted(removed) == ["backups/1.journal", "set-aside/0-aa.journal"]
    assert [each.name for each in (place.folder / "backups").iterdir()] == ["3.journal"]
    held = plain(place)
    assert b"DELETED WORDS" not in held
    assert b"REPLACED WORDS" not in held
    assert held.count(b"new words") == 2
    assert place.texts() == ["new words"]


def test_a_compaction_on_a_full_disk_changes_nothing(place: Place, new_entry: NewEntry) -> None:
    """The old file is untouched at whatever byte the new one fails, and goes on being written."""
    disk = Faulty()
    opened = place.open(world=disk.world())
    edited_often(opened, new_entry, 10)
    before = place.journal.read_bytes()
    for disk.errno in (errno.ENOSPC, errno.EIO):
        for after in (0, 5000, 8192, 9000, 17_000, 30_000):
            disk.after = after
            with pytest.raises(NotSaved):
                purge(opened.vault)
            disk.after = None
            assert opened.vault.writable
            if after < 10_000:  # above that the journal is done, and it is the fresh backup that fails
                assert place.journal.read_bytes() == before
            before = place.journal.read_bytes()
    opened.save(new_entry("and on"))
    opened.vault.close()
    assert len(place.texts()) == 2


def test_it_is_done_when_due_and_not_before(place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of little dead weight is left as it is; one that is mostly dead is written anew, once."""
    monkeypatch.setattr(compaction, "LEAST_DEAD", 50_000)
    opened = place.open()
    opened.save(*(new_entry("live " * 3000) for _ in range(10)))
    edited_often(opened, new_entry, 10)
    assert not compact_if_due(opened.vault)
    edited_often(opened, new_entry, 40)
    assert space(opened.vault).is_mostly_dead
    assert compact_if_due(opened.vault)
    assert not compact_if_due(opened.vault)
    opened.vault.close()


def test_many_small_frames_are_filled_once(place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though nothing is dead: the state stays what it was, fewer are left alone, and so is what was just written."""
    monkeypatch.setattr(compaction, "MANY_SMALL", 20)
    begun: list[bytes] = []
    opened = place.open()
    for number in range(20):
        opened.save(new_entry(f"words {number}"))
    before = place.journal.read_bytes()
    assert not compact_if_due(opened.vault, lambda: begun.append(b""))
    assert place.journal.read_bytes() == before
    opened.save(gone := new_entry("words 20"))
    opened.remove(gone["id"])
    before, digest = place.journal.read_bytes(), opened.vault.state.digest()
    assert compact_if_due(opened.vault, lambda: begun.append(place.journal.read_bytes()))
    assert begun == [before], "it is told once, and before anything is done"
    assert opened.vault.saves == 1
    assert (place.folder / "backups" / "1.journal").read_bytes() == before
    assert not compact_if_due(opened.vault)
    assert opened.vault.state.digest() == digest
    opened.vault.close()
    again = place.open()
    assert again.vault.state.digest() == digest
    assert not compact_if_due(again.vault)
    again.vault.close()


def test_one_that_cannot_be_written_is_left(place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process reads beside the first and compacts nothing."""
    monkeypatch.setattr(compaction, "LEAST_DEAD", 1)
    monkeypatch.setattr(compaction, "MANY_SMALL", 1)
    opened = place.open()
    edited_often(opened, new_entry, 20)
    reader = place.open("read")
    before = place.journal.read_bytes()
    assert not compact_if_due(reader.vault)
    assert place.journal.read_bytes() == before
    reader.vault.close()
    opened.vault.close()


def written_anew(place: Place, state: VaultState) -> bytes:
    """Return the file that a rewrite would make of a state."""
    opened = place.open("read")
    try:
        return as_file(opened.vault._log, state, os.urandom)
    finally:
        opened.vault.close()


def sized_put(size: int, rev: str, past: tuple[str, ...] = ()) -> Put:
    """Return a put whose document is so long, and a little."""
    said = json.dumps({"text": "x" * size}, separators=(",", ":")).encode()
    return Put(table="entry-2026", id=str(UUID(int=int(rev, 16))), at=1767600000000, rev=rev, past=past, said=said)


REVS = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")
OPS = st.one_of(
    st.builds(sized_put, st.integers(0, 150_000), REVS, st.lists(REVS, max_size=30).map(tuple)),
    st.builds(
        Del,
        table=st.just("entry-2026"),
        id=st.uuids().map(str),
        at=st.just(1767600000000),
        rev=REVS,
        past=st.just(()),
    ),
    st.builds(
        Seen, items=st.lists(st.integers(0, 2**128 - 1).map(lambda each: f"{each:032x}"), max_size=50).map(tuple)
    ),
    st.builds(Seed, key_id=st.just("ab" * 8), seed=st.just("cd" * 32)),
)


@given(st.lists(OPS, max_size=40))
def test_the_estimate_is_near_the_file(first_vault: Place, ops: list[Op]) -> None:
    """What counts is estimated within a tenth and a block of what a rewrite really makes."""
    state = VaultState()
    state.apply(ops)
    real = len(written_anew(first_vault, state))
    assert abs(live_bytes(state) - real) <= 0.1 * real + 66_000


@pytest.mark.parametrize("sizes", list(product((0, BLOCK // 2, BLOCK - 250, BLOCK), repeat=2)))
def test_a_file_just_written_anew_is_not_due(first_vault: Place, sizes: tuple[int, int]) -> None:
    """However ill its records go together, it is left alone for as many saves as make a compaction worth its while."""
    state = VaultState()
    state.apply(sized_put(size, f"{number:016x}") for number, size in enumerate(sizes * 10))
    made = written_anew(first_vault, state)
    at, frames = HEADER_BYTES, 0
    while at < len(made):
        at += good_head(made[at : at + FRAME_HEAD]) + FRAME_OVERHEAD
        frames += 1
    assert not is_in_small_frames(frames + MANY_SMALL - 1, len(made))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), max_size=9))
def test_a_glance_never_sees_more_than_what_counts(new_entry: NewEntry, texts: list[str]) -> None:
    """So no compaction that is due is left out because of it; in a journal of long letters it sees nearly all."""
    puts = [
        Put(table="entry-2026", id=(doc := new_entry(text))["id"], at=0, rev="0" * 16, past=(), said=canonical(doc))
        for text in [*texts, "", "x" * 9000]
    ]
    state = VaultState()
    state.apply(read := decode(encode(puts)))
    assert least_live(state) < sum(map(length, read))
    assert least_live(state) > 9000 + 300 * len(puts) + sum(map(len, texts))
