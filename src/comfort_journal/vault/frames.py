"""The log is a chain of frames: one transaction each, padded, sealed, bound to its place, its file and its forerunner.

A frame verifies only with the sequence number expected and the tag of the frame before it (for the first, the header's
MAC) in its authenticated head. Swapped, dropped, doubled, foreign and spliced frames therefore fail. What the chain
cannot show is a cut exactly behind a frame: that is the pin's work, on a machine that has one.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from struct import Struct as Layout
from typing import Any, TypeAlias

from msgspec import Struct

from comfort_journal.errors import BadInput, Damaged
from comfort_journal.vault.ciphers import AESGCMSIV, InvalidTag
from comfort_journal.vault.header import HEADER_BYTES

FRAME_MAGIC = b"JVF1"
FRAME_HEAD = 48
TAG_BYTES = 16
FRAME_OVERHEAD = FRAME_HEAD + TAG_BYTES
ALIGNMENT = 64
LENGTH_BYTES = 4
MIN_PADDED = 1024
BLOCK = 65_536
MAX_PLAIN = 2**26
"""Of the length field and the JSON together; a longer transaction is done as a rewrite."""

_LARGEST_TORN = BLOCK + FRAME_OVERHEAD
_PLACE = Layout("<4sIQ16s")
_CRC = Layout("<I")
_CHECKED = Layout("<4sI36xI")
"""What a head is recognised by: magic, n, and behind all else its CRC-32."""
_CRC_AT = 44
_NONCE_AT = 32
_SMALL_PADDED = frozenset(MIN_PADDED << power for power in range(7))
_ZEROS = memoryview(bytes(BLOCK))


@dataclass(frozen=True)
class Tip:
    """Where the next frame goes: its sequence number, the tag it must name, its offset in the file."""

    seq: int
    previous_tag: bytes
    offset: int


class Frame(Struct, frozen=True, gc=False):
    """One verified transaction, still as JSON."""

    seq: int
    tag: bytes
    payload: bytes

    def __repr__(self) -> str:
        return f"<Frame {self.seq}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [("seq", self.seq)]


@dataclass(frozen=True)
class TornTail:
    """An append that never finished: nothing acknowledged is in it."""

    offset: int
    remaining: int


@dataclass(frozen=True)
class DamagedRange:
    """Bytes ``start`` to ``end`` of the file cannot be trusted; ``seq`` is the first transaction missing."""

    start: int
    end: int
    seq: int


End: TypeAlias = TornTail | DamagedRange | None
"""How a log ended; None is clean."""


@dataclass(frozen=True, repr=False)
class LogRead:
    """Everything that verified, in order; how the log ended; and the tip behind the last verified frame."""

    frames: list[Frame]
    end: End
    tip: Tip


def first_tip(header_mac: bytes) -> Tip:
    """Return the tip of a journal without frames: the header's MAC binds the log to its header."""
    return Tip(0, header_mac[:TAG_BYTES], HEADER_BYTES)


def padded_length(length: int) -> int:
    """Return how long a plaintext of ``length`` bytes (length field and JSON) becomes; BadInput above 2**26.

    A deletion, a rating and a short entry all become 1,024 bytes and look alike.
    """
    if length > MAX_PLAIN:
        raise BadInput("This change is too large for one save.")
    if length > BLOCK:
        return -(-length // BLOCK) * BLOCK
    return max(MIN_PADDED, 1 << (length - 1).bit_length())


def pad(payload: bytes) -> bytes:
    """Return the length (u32), the payload and zeros up to the padded length."""
    length = LENGTH_BYTES + len(payload)
    return (len(payload).to_bytes(LENGTH_BYTES, "little") + payload).ljust(padded_length(length), b"\0")


def unpad(plain: bytes) -> bytes:
    """Return the payload of a padded plaintext; Damaged if its length does not fit or a byte behind it is not zero."""
    end = LENGTH_BYTES + int.from_bytes(plain[:LENGTH_BYTES], "little")
    rest = len(plain) - end
    if rest < 0 or not (plain.endswith(_ZEROS[:rest]) if rest <= BLOCK else plain.count(0, end) == rest):
        raise Damaged("A verified part of the vault has an impossible length.")
    return plain[LENGTH_BYTES:end]


def is_padded_length(n: int) -> bool:
    """Tell whether padding can give this length."""
    return n in _SMALL_PADDED or (n % BLOCK == 0 and 0 < n <= MAX_PLAIN)


def seal_frame(  # noqa: PLR0913, PLR0917  randomness comes in, for vectors
    k_log: bytes, file_id: bytes, seq: int, previous_tag: bytes, payload: bytes, nonce: bytes
) -> bytes:
    """Return the frame for one transaction; its last 16 bytes are the tag that the next frame must name.

    ``nonce`` is 12 fresh random bytes. GCM-SIV keeps its promise even if one should ever repeat, but for showing
    that two equal plaintexts are equal, and no two frames of a file have equal heads.
    """
    plain = pad(payload)
    head = rebuilt_head(len(plain), seq, previous_tag, nonce)
    return head + AESGCMSIV(k_log).encrypt(nonce, plain, file_id + head)


def read_frames(k_log: bytes, file_id: bytes, data: bytes, tip: Tip, *, pinned_seq: int | None = None) -> LogRead:
    """Return every frame that verifies from the tip on, and how the log ended.

    ``data`` is the file's content from ``tip.offset`` on. ``pinned_seq`` is the last frame that this machine's pin
    counts in this very file, if it has one: a failure at or before it is damage, never a torn tail.
    """
    decrypt = AESGCMSIV(k_log).decrypt
    frames: list[Frame] = []
    seq, previous, at, base = tip.seq, tip.previous_tag, 0, tip.offset
    end: End = None
    while at < len(data):
        head = data[at : at + FRAME_HEAD]
        n = good_head(head)
        stop = at + n + FRAME_OVERHEAD
        if not n or stop > len(data) or head[:_NONCE_AT] != _PLACE.pack(FRAME_MAGIC, n, seq, previous):
            end = _judge(data, at, seq, base, pinned_seq)
            break
        try:
            plain = decrypt(head[_NONCE_AT:_CRC_AT], data[at + FRAME_HEAD : stop], file_id + head)
        except InvalidTag:
            end = _judge(data, at, seq, base, pinned_seq)
            break
        try:
            payload = unpad(plain)
        except Damaged:
            # The tag proves that the frame was written like this, so it is no unfinished save.
            end = DamagedRange(base + at, base + stop, seq)
            break
        previous = data[stop - TAG_BYTES : stop]
        frames.append(Frame(seq, previous, payload))
        seq, at = seq + 1, stop
    return LogRead(frames, end, Tip(seq, previous, base + at))


def rebuilt_head(n: int, seq: int, previous_tag: bytes, nonce: bytes) -> bytes:
    """Return the head that a frame at this place of the chain must have had; only its tag can prove it."""
    head = _PLACE.pack(FRAME_MAGIC, n, seq, previous_tag) + nonce
    return head + _CRC.pack(zlib.crc32(head))


def nonce_of(head: bytes) -> bytes:
    """Return the nonce that a head names."""
    return head[_NONCE_AT:_CRC_AT]


def seq_of(head: bytes) -> int:
    """Return the sequence number that a head names."""
    return int.from_bytes(head[8:16], "little")


def good_head(head: bytes) -> int:
    """Return n of a whole head with a good CRC and a length that padding can give, else 0."""
    if len(head) < FRAME_HEAD:
        return 0
    magic, n, crc = _CHECKED.unpack_from(head)
    good = magic == FRAME_MAGIC and zlib.crc32(head[:_CRC_AT]) == crc
    return n if good and is_padded_length(n) else 0


def _judge(data: bytes, at: int, seq: int, base: int, pinned_seq: int | None) -> TornTail | DamagedRange:
    """Tell an unfinished append from damage, at the first place that does not verify.

    An append leaves at most one frame, the last, incomplete. Whatever shows that more was once written here (a later
    head, more bytes than that frame, a pin that counts it) makes it damage, because a torn tail is later cut off.
    """
    remaining = len(data) - at
    n = good_head(data[at : at + FRAME_HEAD])
    later = next_head(data, at + ALIGNMENT)
    if later is not None:
        return DamagedRange(base + at, base + later, seq)
    most = n + FRAME_OVERHEAD if n else _LARGEST_TORN
    if remaining > most or (pinned_seq is not None and pinned_seq >= seq):
        return DamagedRange(base + at, base + len(data), seq)
    return TornTail(base + at, remaining)


def next_head(data: bytes, start: int) -> int | None:
    """Return the first offset from ``start`` on, a multiple of 64, at which a good head stands."""
    at = data.find(FRAME_MAGIC, start)
    while at >= 0:
        if at % ALIGNMENT == 0 and good_head(data[at : at + FRAME_HEAD]):
            return at
        at = data.find(FRAME_MAGIC, at + 1)
    return None
