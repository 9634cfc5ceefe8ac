"""Salvage: of every kind of damage, what still verifies is in the new vault, and what does not is named."""

from __future__ import annotations

import errno
import os
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.vault.conftest import PASSPHRASE
from tests.vault.test_log import FRAME

from comfort_journal.errors import BadInput, Damaged, NewerFormat, NotFound, WrongPassphrase
from comfort_journal.vault.frames import seal_frame
from comfort_journal.vault.header import HEADER_BYTES, open_with_key
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.keys import log_key
from comfort_journal.vault.merge import merge
from comfort_journal.vault.salvage import Salvaged, recover, salvage
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place

TEXTS = ["five", "four", "one", "three", "two"]
BEGIN = HEADER_BYTES


def frame(number: int) -> int:
    """Return where the frame of a save begins, from 0."""
    return BEGIN + number * FRAME


def flip(at: int) -> Callable[[bytes], bytes]:
    """Return a damage: one bit at an offset."""
    return lambda data: data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def zeros(start: int, end: int) -> Callable[[bytes], bytes]:
    """Return a damage: zeros in place of bytes."""
    return lambda data: data[:start] + bytes(end - start) + data[end:]


def without(start: int, end: int) -> Callable[[bytes], bytes]:
    """Return a damage: bytes that are gone, so that all behind them stands elsewhere."""
    return lambda data: data[:start] + data[end:]


def swapped(one: int, other: int) -> Callable[[bytes], bytes]:
    """Return a damage: two frames that changed places."""

    def act(data: bytes) -> bytes:
        a, b = data[frame(one) : frame(one + 1)], data[frame(other) : frame(other + 1)]
        between = data[frame(one + 1) : frame(other)]
        return data[: frame(one)] + b + between + a + data[frame(other + 1) :]

    return act


# What is done to five saves; the texts that are lost by it; the codes of what is said.
DAMAGES: dict[str, tuple[Callable[[bytes], bytes], set[str], list[str]]] = {
    "none": (lambda data: data, set(), []),
    "header copy A": (flip(100), set(), ["header-copy"]),
    "header copy B zeroed": (zeros(4096, 8192), set(), ["header-copy"]),
    "head magic": (flip(frame(1)), set(), []),
    "head length": (flip(frame(1) + 5), set(), []),
    "head sequence number": (flip(frame(2) + 8), set(), []),
    "head previous tag": (flip(frame(2) + 20), set(), []),
    "head checksum": (flip(frame(2) + 45), set(), []),
    "last head": (flip(frame(4) + 2), set(), []),
    "head nonce": (flip(frame(1) + 33), {"two"}, ["lost-saves"]),
    "ciphertext": (flip(frame(1) + 300), {"two"}, ["lost-saves"]),
    "tag": (flip(frame(1) + FRAME - 1), {"two"}, ["lost-saves"]),
    "first frame": (flip(frame(0) + 300), {"one"}, ["lost-saves"]),
    "last frame": (flip(frame(4) + 300), {"five"}, ["unfinished-end"]),
    "two apart": (lambda data: flip(frame(1) + 300)(flip(frame(3) + 300)(data)), {"two", "four"}, ["lost-saves"] * 2),
    "a sector of zeros": (zeros(frame(1) + 512, frame(1) + 1024), {"two"}, ["lost-saves"]),
    "a sector over a border": (zeros(frame(2) - 256, frame(2) + 256), {"two", "three"}, ["lost-saves"]),
    "torn middle": (without(frame(1) + 100, frame(2) + 100), {"two", "three"}, ["lost-saves"]),
    "torn middle at an odd byte": (without(frame(1) + 100, frame(1) + 113), {"two"}, ["lost-saves"]),
    "a frame gone": (without(frame(1), frame(2)), {"two"}, ["lost-saves"]),
    "cut in the last": (lambda data: data[:-100], {"five"}, ["unfinished-end"]),
    "cut behind the third": (lambda data: data[: frame(3)], {"four", "five"}, []),
    "doubled": (lambda data: data[: frame(2)] + data[frame(1) :], set(), []),
    "swapped": (swapped(1, 3), set(), []),
    "rubbish behind": (lambda data: data + b"rubbish" * 20_000, set(), ["lost-end"]),
    "everything behind the header": (zeros(BEGIN, frame(5)), set(TEXTS), ["unfinished-end"]),
}


def five(place: Place, new_entry: NewEntry) -> bytes:
    """Save five entries and return the journal."""
    opened = place.open()
    for text in ("one", "two", "three", "four", "five"):
        opened.save(new_entry(text))
    opened.vault.close()
    return place.journal.read_bytes()


def salvaged(place: Place, target: Path) -> tuple[Salvaged, Place]:
    """Salvage into a folder, as a machine that never saw the vault."""
    told = salvage(place.folder, PASSPHRASE, target, state_dir=place.state_dir)
    return told, replace(place, folder=target, state_dir=target.parent / "fresh state")


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_kind_of_damage_costs_what_it_hit(place: Place, new_entry: NewEntry, tmp_path: Path, damage: str) -> None:
    """The rest is in a vault that verifies and opens with the same key; the damaged one is as it was."""
    act, lost, said = DAMAGES[damage]
    place.journal.write_bytes(act(five(place, new_entry)))
    before = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
    told, new = salvaged(place, tmp_path / "new.vault")
    kept = sorted(set(TEXTS) - lost)
    assert new.texts() == kept
    assert told.records == len(kept)
    assert [each.code for each in told.unread] == said
    assert not any(f" {text} " in str(each) for each in told.unread for text in TEXTS if each.code != "header-copy")
    assert verify(new.folder, place.key, state_dir=new.state_dir).problems == ()
    assert {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()} == before


def test_what_was_lost_is_named_by_its_number(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """The first save is number 1, and a run of them is one sentence."""
    place.journal.write_bytes(zeros(frame(1), frame(3))(five(place, new_entry)))
    told, _ = salvaged(place, tmp_path / "new.vault")
    assert [str(each) for each in told.unread] == ["Saves number 2 to 3 could not be read."]


def test_a_bad_sector_costs_one_frame(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Where the disk itself refuses, only that sector is given up, in the header as in the log."""
    five(place, new_entry)
    refused = {0: 4096, 8192 + 4096: 4096}

    def bad(descriptor: int, length: int, offset: int) -> bytes:
        if any(start < offset + length and offset < start + size for start, size in refused.items()):
            raise OSError(errno.EIO, "canary")
        return os.pread(descriptor, length, offset)

    told = salvage(place.folder, PASSPHRASE, tmp_path / "new.vault", state_dir=place.state_dir, read=bad)
    new = replace(place, folder=tmp_path / "new.vault", state_dir=tmp_path / "fresh")
    assert new.texts() == ["one", "three", "two"]
    assert [each.code for each in told.unread] == ["header-copy", "sectors", "lost-end"]
    assert "canary" not in "".join(told.unread)


def test_it_keeps_vault_key_and_revisions_so_it_can_be_merged(
    place: Place, new_entry: NewEntry, tmp_path: Path
) -> None:
    """What was written to an older copy and what was salvaged come together, without doubles."""
    data = five(place, new_entry)
    twin = replace(place.twin(tmp_path / "older.vault"), state_dir=tmp_path / "other state")
    place.journal.write_bytes(flip(frame(1) + 300)(data))
    _, new = salvaged(place, tmp_path / "new.vault")
    opened = new.open()
    merged = merge(opened.vault, twin.folder)
    assert (merged.added, merged.changed, merged.removed, merged.beside) == (1, 0, 0, 0)
    assert opened.texts() == TEXTS
    opened.vault.close()


def test_sealed_notes_and_drafts_come_along(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """They may be the only place of their words."""
    five(place, new_entry)
    opened = place.open()
    opened.vault.drafts.save("ab" * 16, {"kind": "draft", "text": "draft"})
    opened.vault.close()
    capture(place.folder, new_entry("sealed", source="capture"), state_dir=place.state_dir)
    (place.folder / "inbox" / "holiday.jpg").write_bytes(b"mine")
    told, new = salvaged(place, tmp_path / "new.vault")
    assert told.sealed == 2
    opened = new.open()
    assert opened.texts() == sorted([*TEXTS, "sealed"])
    assert [document["text"] for _, document in opened.vault.drafts.load()] == ["draft"]
    opened.vault.close()
    assert not (new.folder / "inbox" / "holiday.jpg").exists()


def test_this_machine_says_that_changes_are_missing(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """The salvage changes nothing of what the machine remembers, so the last save that was lost is noticed."""
    place.journal.write_bytes(flip(frame(4) + 300)(five(place, new_entry)))
    salvage(place.folder, PASSPHRASE, tmp_path / "new.vault", state_dir=place.state_dir)
    opened = replace(place, folder=tmp_path / "new.vault").open()
    assert not opened.vault.writable
    opened.vault.close()


def test_neither_header_copy_no_salvage(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """Without a slot there is no key: the way out that is named is a backup, and nothing is made."""
    place.journal.write_bytes(zeros(0, 8192)(five(place, new_entry)))
    with pytest.raises(Damaged, match="Restore a backup"):
        salvaged(place, tmp_path / "new.vault")
    assert not (tmp_path / "new.vault").exists()


def test_refusals_change_nothing(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A wrong passphrase, no vault, a place that is taken, a place inside the vault, and a save of a newer version."""
    data = five(place, new_entry)
    target = tmp_path / "new.vault"
    with pytest.raises(WrongPassphrase):
        salvage(place.folder, b"wrong", target, state_dir=place.state_dir)
    with pytest.raises(NotFound):
        salvage(tmp_path / "nowhere", PASSPHRASE, target, state_dir=place.state_dir)
    with pytest.raises(BadInput):
        salvage(place.folder, PASSPHRASE, place.folder / "inside", state_dir=place.state_dir)
    opened = open_with_key(data[:HEADER_BYTES], place.key.reveal())
    k_log = log_key(opened.vk, opened.header.file_id)
    newer = seal_frame(k_log, opened.header.file_id, 5, data[-16:], b'{"ops":[],"v":2}', bytes(12))
    place.journal.write_bytes(data + newer)
    with pytest.raises(NewerFormat):
        salvage(place.folder, PASSPHRASE, target, state_dir=place.state_dir)
    assert not target.exists()
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    with pytest.raises(BadInput):
        salvage(place.folder, PASSPHRASE, target, state_dir=place.state_dir)
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


def test_a_frame_of_another_file_or_key_is_never_taken(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """A genuine frame of an older file, spliced in, adds nothing."""
    data = five(place, new_entry)
    opened = place.open()
    opened.remove(next(iter(opened.vault.state.shown())).id)
    opened.vault.mend()
    opened.vault.close()
    kept = place.texts()
    place.journal.write_bytes(place.journal.read_bytes() + data[BEGIN:])
    told, new = salvaged(place, tmp_path / "new.vault")
    assert new.texts() == kept
    assert [each.code for each in told.unread] == ["lost-end"]


def at_random(data: bytes, vk: bytes, rounds: int, seed: int) -> None:
    """Damage a journal at random; what is salvaged is always a part of what was written."""
    chance = random.Random(seed)  # noqa: S311  damage, not secrets
    opened = open_with_key(data[:HEADER_BYTES], vk)
    whole = {each.document() for each in recover(data, opened).state.shown()}
    for _ in range(rounds):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            at, length = chance.randrange(BEGIN, len(broken)), chance.choice([1, 1, 16, 512, 4096])
            match chance.randrange(3):
                case 0:
                    broken[at : at + length] = chance.randbytes(len(broken[at : at + length]))
                case 1:
                    del broken[at : at + length]
                case _:
                    broken[at:at] = chance.randbytes(length)
        found = recover(bytes(broken), opened)
        assert {each.document() for each in found.state.shown()} <= whole


def test_random_damage_never_makes_anything_up(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """Whatever is changed, cut out or put in: only genuine saves are read, and nothing fails."""
    at_random(five(place, new_entry), place.key.reveal(), 200, seed=1)
    figure("salvage after random damage", journals=200, made_up=0)


@pytest.mark.soak
def test_random_damage_never_makes_anything_up_in_the_long_run(
    place: Place, new_entry: NewEntry, figure: Figure
) -> None:
    """The same twenty thousand times."""
    at_random(five(place, new_entry), place.key.reveal(), 20_000, seed=2)
    figure("salvage after random damage", journals=20_000, made_up=0)
