"""The log's edges: a payload that fills its frame, a frame that was written wrong, and a head cut at the very end."""

from __future__ import annotations

import os

import pytest

from comfort_journal.errors import Damaged
from comfort_journal.vault import frames
from comfort_journal.vault.frames import DamagedRange, TornTail, first_tip, pad, read_frames, unpad

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
