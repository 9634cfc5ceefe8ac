"""The log's edges: of a payload, of a frame that was written wrong, of the file, and of the pieces it is read in."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import Damaged
from comfort_journal.vault import frames, log
from comfort_journal.vault.disk import read_all
from comfort_journal.vault.frames import DamagedRange, Frame, LogRead, TornTail, first_tip, pad, read_frames, unpad
from comfort_journal.vault.header import open_with_key
from comfort_journal.vault.keys import log_key

if TYPE_CHECKING:
    from tests.vault.conftest import Place

KEY, FILE_ID = b"k" * 32, b"f" * 16
TIP = first_tip(b"m" * 32)


def sealed(payload: bytes, seq: int = 0, previous: bytes = TIP.previous_tag) -> bytes:
    """Return one frame."""
    return frames.seal_frame(KEY, FILE_ID, seq, previous, payload, os.urandom(12))


@pytest.mark.parametrize("length", [0, 1, 1019, 1020, 1021, 2044, 65_531, 65_532, 65_533, 131_068, 131_069])
def test_a_payload_that_fills_its_frame_comes_back(length: int) -> None:
    """With no zero behind it, with one, and where one byte more needs the next length."""
    payload = b"\1" * length
    assert unpad(pad(payload)) == payload
    [frame] = read_frames(KEY, FILE_ID, sealed(payload), TIP).frames
    assert frame.payload == payload


def test_a_frame_that_was_written_with_another_padding_is_damage_of_just_that_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its tag proves that it was written like this: no unfinished save, and never cut off."""
    good = sealed(b"one")
    with monkeypatch.context() as patched:
        patched.setattr(frames, "pad", lambda payload: pad(payload)[:-1] + b"\1")
        wrong = sealed(b"two", 1, good[-16:])
    read = read_frames(KEY, FILE_ID, good + wrong, TIP)
    assert [frame.payload for frame in read.frames] == [b"one"]
    start = TIP.offset + len(good)
    assert read.end == DamagedRange(start, start + len(wrong), 1)
    assert (read.tip.seq, read.tip.offset) == (1, start)


@pytest.mark.parametrize("left", [4, 47])
def test_a_magic_cut_at_the_end_is_no_later_head(left: int) -> None:
    """What is too short to be a head shows nothing that was written behind the torn frame."""
    tail = bytes(64) + b"JVF1".ljust(left, b"\0")
    assert read_frames(KEY, FILE_ID, tail, TIP).end == TornTail(TIP.offset, len(tail))


@pytest.mark.parametrize(
    "plain", [(1021).to_bytes(4, "little").ljust(1024, b"\0"), b"\0\0\0\0".ljust(1023, b"\0") + b"\1"]
)
def test_one_byte_too_many_is_damage(plain: bytes) -> None:
    """A length one beyond the frame, and one byte behind a length that is too small."""
    with pytest.raises(Damaged):
        unpad(plain)


class JournalBytes:
    """A vault's header with frames of a test's own behind it, and what reading them as a whole gives."""

    def __init__(self, place: Place) -> None:
        """Take the header of a vault that was made once."""
        self.vk = place.key.reveal()
        self.header = place.journal.read_bytes()[: TIP.offset]
        opened = open_with_key(self.header, self.vk)
        self.file_id, self.tip = opened.header.file_id, first_tip(opened.mac)
        self.k_log = log_key(self.vk, self.file_id)

    def frames(self, payloads: list[bytes]) -> bytes:
        """Return the payloads' frames, one behind the other."""
        made, previous = b"", self.tip.previous_tag
        for seq, payload in enumerate(payloads):
            made += frames.seal_frame(self.k_log, self.file_id, seq, previous, payload, os.urandom(12))
            previous = made[-16:]
        return made

    def whole(self, data: bytes, pinned_seq: int | None = None) -> LogRead:
        """Read the frames in one piece."""
        return read_frames(self.k_log, self.file_id, data, self.tip, pinned_seq=pinned_seq)

    def in_pieces(self, data: bytes, piece: int, pinned_seq: int | None = None) -> tuple[LogRead, list[int]]:
        """Read a file with these frames in pieces of so many bytes; also return how many were asked for at a time."""
        asked, found = [], list[Frame]()

        def ask(descriptor: int, size: int, offset: int = 0) -> bytes:
            asked.append(size)
            return read_all(descriptor, size, offset)

        with tempfile.TemporaryFile() as file, pytest.MonkeyPatch.context() as patched:
            file.write(self.header + data)
            file.flush()
            patched.setattr(log, "PIECE", piece)
            patched.setattr(log, "read_all", ask)
            read = log.read_journal(file.fileno(), self.vk, pinned=lambda _: pinned_seq, take=found.extend)
        assert read.size == TIP.offset + len(data)
        assert read.tags == [frame.tag for frame in found]
        return LogRead(found, read.end, read.tip), asked[1:]


@pytest.fixture(scope="session")
def journal(first_vault: Place) -> JournalBytes:
    """Return the means to make journal files."""
    return JournalBytes(first_vault)


def test_a_piece_may_end_anywhere_in_a_frame(journal: JournalBytes) -> None:
    """Pieces from one byte to more than the file, in steps of three, give the same frames and the same clean end."""
    data = journal.frames([b"one", b"two" * 400, b"three"])
    whole = journal.whole(data)
    assert (len(whole.frames), whole.end) == (3, None)
    for piece in range(1, len(data) + 3, 3):
        assert journal.in_pieces(data, piece)[0] == whole, piece


def test_a_journal_is_never_in_memory_as_a_whole(journal: JournalBytes) -> None:
    """No more than a piece is asked for, or the one frame that is longer than a piece."""
    lengths = [900, 70_000, 900, 3_000, 900, 140_000, *[900] * 20]
    data = journal.frames([bytes(length) for length in lengths])
    read, asked = journal.in_pieces(data, 8192)
    assert [len(frame.payload) for frame in read.frames] == lengths
    assert {size for size in asked if size > 8192} == {131_072 + 64, 196_608 + 64}


@given(st.data())
def test_a_file_cut_or_damaged_anywhere_is_told_the_same_in_pieces(journal: JournalBytes, data: st.DataObject) -> None:
    """The frames that verify, what is called torn or damaged, from where to where, and the tip: whatever the pieces."""
    lengths = data.draw(st.lists(st.sampled_from([0, 900, 1500, 9_000, 70_000]), min_size=1, max_size=7))
    file = bytearray(journal.frames([bytes(length) for length in lengths]))
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, len(file) - 1))
        file[at : at + data.draw(st.sampled_from([1, 64, 2000]))] = data.draw(
            st.sampled_from([b"", b"\x5a", bytes(64)])
        )
    del file[data.draw(st.integers(0, len(file)) | st.just(len(file))) :]
    file += bytes(data.draw(st.sampled_from([0, 0, 1, 48, 70_000])))
    pinned = data.draw(st.none() | st.integers(0, 7))
    piece = data.draw(st.integers(1, 3000) | st.integers(3000, 100_000))
    assert journal.in_pieces(bytes(file), piece, pinned)[0] == journal.whole(bytes(file), pinned)


def test_a_frame_written_with_another_padding_is_damage_of_just_that_frame_in_pieces_too(
    journal: JournalBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the piece that it stands in ends."""
    with monkeypatch.context() as patched:
        patched.setattr(frames, "pad", lambda payload: pad(payload)[:-1] + bytes([payload == b"two"]))
        data = journal.frames([b"one", b"two", b"three"])
    whole = journal.whole(data)
    assert whole.end == DamagedRange(TIP.offset + 1088, TIP.offset + 2176, 1)
    for piece in range(1, len(data) + 2, 17):
        assert journal.in_pieces(data, piece)[0] == whole, piece


def test_a_file_that_became_shorter_while_it_was_read_ends_where_it_ends_now(journal: JournalBytes) -> None:
    """What a sync tool cut off meanwhile is no reason to wait for more."""
    data = journal.frames([b"one", b"two", b"three"])
    with tempfile.TemporaryFile() as file, pytest.MonkeyPatch.context() as patched:
        file.write(journal.header + data)
        file.flush()
        patched.setattr(log, "PIECE", 1500)

        def cut_first(_: object) -> None:
            file.truncate(TIP.offset + 2000)

        found: list[Frame] = []
        read = log.read_journal(file.fileno(), journal.vk, pinned=cut_first, take=found.extend)
    assert [frame.payload for frame in found] == [b"one"]
    assert read.end == TornTail(TIP.offset + 1088, 2000 - 1088)
