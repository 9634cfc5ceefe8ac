"""The log: padding, the chain, and telling an unfinished save from damage at every byte."""

from __future__ import annotations

import os
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comfort_journal.errors import BadInput, Damaged
from comfort_journal.vault import frames
from comfort_journal.vault.frames import (
    DamagedRange,
    LogRead,
    TornTail,
    first_tip,
    pad,
    padded_length,
    read_frames,
    unpad,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Figure

KEY, FILE_ID, MAC = b"k" * 32, b"f" * 16, b"m" * 32
TIP = first_tip(MAC)


def chain(payloads: list[bytes], file_id: bytes = FILE_ID) -> list[bytes]:
    """Return the payloads' frames, one behind the other."""
    made: list[bytes] = []
    previous = TIP.previous_tag
    for seq, payload in enumerate(payloads):
        made.append(frames.seal_frame(KEY, file_id, seq, previous, payload, os.urandom(12)))
        previous = made[-1][-16:]
    return made


def read(log: bytes, pinned_seq: int | None = None) -> LogRead:
    """Return what is read from a log that stands behind a header."""
    return read_frames(KEY, FILE_ID, log, TIP, pinned_seq=pinned_seq)


def payloads_of(log: bytes, pinned_seq: int | None = None) -> list[bytes]:
    """Return only the verified payloads."""
    return [frame.payload for frame in read(log, pinned_seq).frames]


PAYLOADS = [b"one", b"two", b"three", b"four"]
FRAMES = chain(PAYLOADS)
LOG = b"".join(FRAMES)
SIZE = len(FRAMES[0])


@pytest.mark.parametrize(
    ("length", "padded"),
    [
        (4, 1024),
        (1024, 1024),
        (1025, 2048),
        (2049, 4096),
        (32_769, 65_536),
        (65_536, 65_536),
        (65_537, 131_072),
        (2**26, 2**26),
    ],
)
def test_lengths_are_padded_by_the_table(length: int, padded: int) -> None:
    """Powers of two from 1 KiB to 64 KiB, above that multiples of 64 KiB."""
    assert padded_length(length) == padded
    assert frames.is_padded_length(padded)


def test_a_transaction_above_the_limit_is_refused() -> None:
    """2**26 bytes is the most that one frame holds."""
    with pytest.raises(BadInput):
        padded_length(2**26 + 1)
    assert not frames.is_padded_length(2**26 + 65_536)


@given(st.binary(max_size=3000))
def test_padding_comes_off_again(payload: bytes) -> None:
    """Whatever the payload ends with, it comes back exactly."""
    plain = pad(payload)
    assert unpad(plain) == payload
    assert len(plain) == padded_length(len(payload) + 4)


@pytest.mark.parametrize(
    "plain", [b"\xfd\x03\0\0".ljust(1024, b"\0"), b"\0\0\0\0".ljust(1023, b"\0") + b"\1", b"\xff" * 1024]
)
def test_padding_that_does_not_fit_is_damage(plain: bytes) -> None:
    """A length beyond the plaintext and a byte behind it are refused."""
    with pytest.raises(Damaged):
        unpad(plain)


@settings(max_examples=50)
@given(st.lists(st.binary(max_size=2500), max_size=6))
def test_a_log_reads_back(payloads: list[bytes]) -> None:
    """Every payload comes back in order, the end is clean, and the tip is where the next frame goes."""
    log = b"".join(chain(payloads))
    result = read(log)
    assert [frame.payload for frame in result.frames] == payloads
    assert result.end is None
    assert (result.tip.seq, result.tip.offset) == (len(payloads), 8192 + len(log))
    assert not len(log) % 64


def test_reading_goes_on_from_a_tip() -> None:
    """A longer copy of the same branch is read from where the shorter one ended."""
    half = read(LOG[: 2 * SIZE])
    rest = read_frames(KEY, FILE_ID, LOG[2 * SIZE :], half.tip)
    assert [frame.payload for frame in rest.frames] == PAYLOADS[2:]
    assert rest.tip == read(LOG).tip


def test_a_log_cut_anywhere_keeps_every_frame_before_the_cut(figure: Figure) -> None:
    """At every offset the whole frames are read and the rest is a torn tail of just those bytes."""
    for size in range(len(LOG) + 1):
        result = read(LOG[:size])
        whole, left = divmod(size, SIZE)
        assert [frame.payload for frame in result.frames] == PAYLOADS[:whole]
        assert result.end == (TornTail(8192 + whole * SIZE, left) if left else None)
    figure("log cut at every offset", cuts=len(LOG), lost_before_the_cut=0)


def test_a_cut_that_the_pin_knows_of_is_damage() -> None:
    """Bytes missing from a frame that this machine acknowledged are never cut off as unfinished."""
    for size in range(3 * SIZE + 1, 4 * SIZE, 7):
        assert read(LOG[:size], pinned_seq=3).end == DamagedRange(8192 + 3 * SIZE, 8192 + size, 3)
        assert read(LOG[:size], pinned_seq=2).end == TornTail(8192 + 3 * SIZE, size - 3 * SIZE)


@pytest.mark.parametrize("junk", [b"\0", b"\xff", b"JVF1"])
def test_the_last_frame_torn_at_any_byte_loses_only_itself(junk: bytes, figure: Figure) -> None:
    """Whatever a crash left in the last frame's place, all before it stands and nothing of it is believed."""
    for left in range(SIZE):
        log = LOG[: 3 * SIZE + left] + (junk * SIZE)[: SIZE - left]
        result = read(log)
        if log == LOG:
            continue
        assert [frame.payload for frame in result.frames] == PAYLOADS[:3]
        assert result.end == TornTail(8192 + 3 * SIZE, SIZE)
    figure("last frame torn at every byte", tears=SIZE, lost_before_it=0)


@pytest.mark.parametrize("step", [53, pytest.param(1, marks=pytest.mark.soak)])
def test_a_flipped_bit_is_never_silent(step: int, figure: Figure) -> None:
    """A changed bit ends the reading at its frame: damage, or a torn tail in the last."""
    for bit in range(0, len(LOG) * 8, step):
        changed = bytearray(LOG)
        changed[bit // 8] ^= 1 << bit % 8
        result = read(bytes(changed))
        hit = bit // 8 // SIZE
        assert [frame.payload for frame in result.frames] == PAYLOADS[:hit]
        start = 8192 + hit * SIZE
        expected = TornTail(start, SIZE) if hit == 3 else DamagedRange(start, start + SIZE, hit)
        assert result.end == expected
    figure("bits of the log flipped", flips=len(range(0, len(LOG) * 8, step)), silent=0)


def rearranged() -> Iterator[list[bytes]]:
    """Yield every order of four frames, every drop and doubling, and splices of two other logs under the same key."""
    other_file = chain(PAYLOADS, b"g" * 16)
    other_branch = chain(PAYLOADS)
    for order in permutations(FRAMES):
        yield list(order)
    for at in range(4):
        yield FRAMES[:at] + FRAMES[at + 1 :]
        yield [*FRAMES[: at + 1], *FRAMES[at:]]
        yield [*FRAMES[:at], other_file[at], *FRAMES[at + 1 :]]
        if at:  # a first frame of another branch is a whole, honest log of its own
            yield [*FRAMES[:at], other_branch[at], *FRAMES[at + 1 :]]


def test_no_frame_is_accepted_out_of_its_place(figure: Figure) -> None:
    """Swapped, dropped, doubled and spliced logs give only what stands unbroken from the start."""
    for made in rearranged():
        unbroken = next((at for at, frame in enumerate(made) if at > 3 or frame != FRAMES[at]), len(made))
        assert payloads_of(b"".join(made)) == PAYLOADS[:unbroken]
    figure("frames swapped, dropped, doubled, spliced", logs=len(list(rearranged())), accepted=0)


def test_another_header_takes_no_frame() -> None:
    """Under a foreign MAC, file or key not one frame verifies."""
    for key, file_id, mac in ((KEY, FILE_ID, b"n" * 32), (KEY, b"g" * 16, MAC), (b"l" * 32, FILE_ID, MAC)):
        result = read_frames(key, file_id, LOG, first_tip(mac))
        assert not result.frames
        assert isinstance(result.end, DamagedRange)


@settings(max_examples=200)
@given(st.binary(max_size=400), st.integers(0, 4 * SIZE))
def test_any_bytes_behind_or_inside_end_in_an_answer(junk: bytes, at: int) -> None:
    """Bytes put in anywhere crash nothing and add nothing."""
    payloads = payloads_of(LOG[:at] + junk + LOG[at:])
    assert payloads == PAYLOADS[: len(payloads)]
    assert len(payloads) >= at // SIZE


def test_a_large_frame_torn_behind_a_good_head_is_torn() -> None:
    """A head that names a large frame allows a large torn tail; without its head that much is damage."""
    [large] = chain([b"x" * 200_000])
    assert read(large[:-1]).end == TornTail(8192, len(large) - 1)
    assert read(bytes(48) + large[48:]).end == DamagedRange(8192, 8192 + len(large), 0)


def test_frames_do_not_show_their_text() -> None:
    """A frame printed by accident tells its number only."""
    assert "one" not in repr(read(LOG).frames)
