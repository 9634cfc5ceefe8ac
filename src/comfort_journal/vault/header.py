"""The header says how the vault is opened, twice; nothing of it is believed before its MAC is verified under VK.

Layout (4,096 bytes, all integers little endian): magic, format, suite, flags, vault_id, file_id, generation, key
number, two slots, zeros, HMAC-SHA256, SHA-256. The plain hash only chooses the copy to try: anyone can recompute it,
so it finds accidents, not attackers. A changed slot therefore looks like a wrong passphrase, and the message says both.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Self

from comfort_journal.errors import BadInput, Damaged, NewerFormat, WrongPassphrase
from comfort_journal.vault.ciphers import AESGCMSIV, InvalidTag
from comfort_journal.vault.keys import KEY_BYTES, SALT_BYTES, KdfCost, derive_slot_key, header_key
from comfort_journal.vault.passphrase import ways_to_read

if TYPE_CHECKING:
    from collections.abc import Callable

MAGIC = b"\x89JV1\r\n\x1a\n"
FORMAT = 1
SUITE = 1
COPY_BYTES = 4096
HEADER_BYTES = 2 * COPY_BYTES
ID_BYTES = 16
NONCE_BYTES = 12
PASSPHRASE_SLOT = 1
RECOVERY_SLOT = 2

_FIXED = struct.Struct("<8sHHI16s16sQQ")
_SLOT = struct.Struct("<B3sIII16s12s48s4s")
_SLOT_BYTES = _SLOT.size
_SLOTS_AT = 64
_SLOTS_END = _SLOTS_AT + 2 * _SLOT_BYTES
_MAC_AT = 4032
_HASH_AT = 4064

_CUT = "The journal file ends inside its header: a part of it is gone. Restore a backup."
_BAD_HEADER = "Both copies of the journal's header are damaged. Restore a backup."
_NEWER = (
    "This vault has format {}, which needs a newer version of Comfort Journal: this one reads format {}. Nothing was "
    "changed."
)
_WRONG = (
    "The passphrase does not open this vault. A slip of the fingers, Caps Lock or another keyboard layout is enough: "
    "try again, as often as you like. If you are sure of every letter, the beginning of the journal's file may be "
    "damaged, and a backup may open."
)
_OTHER_KEY = "The vault's key was changed meanwhile. Unlock it again, with the passphrase it has now."
_CHANGED = "The journal's header was changed after it was written. Restore a backup."


@dataclass(frozen=True, repr=False)
class Slot:
    """VK, wrapped with a key derived from what the owner knows."""

    kind: int
    cost: KdfCost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, repr=False)
class Header:
    """What one header copy says, before or after anything of it is verified."""

    vault_id: bytes
    file_id: bytes
    generation: int
    key_number: int
    passphrase_slot: Slot
    recovery_slot: Slot | None = None


@dataclass(frozen=True, repr=False)
class OpenedHeader:
    """A verified header with the vault key; ``copies`` other than "same" is said, and repaired by the next rewrite."""

    header: Header
    vk: bytes
    mac: bytes
    copies: Literal["same", "differ", "one bad"]


@dataclass(frozen=True, repr=False)
class Keyset:
    """A vault key with its number and the slots that wrap it: everything in a header that a new key changes."""

    vk: bytes
    key_number: int
    passphrase_slot: Slot
    recovery_slot: Slot | None = None

    @classmethod
    def of(cls, opened: OpenedHeader) -> Self:
        """Return the keys of a header that was opened, to carry them into another file."""
        header = opened.header
        return cls(opened.vk, header.key_number, header.passphrase_slot, header.recovery_slot)


@dataclass(repr=False)
class _Slots:
    """The derived keys of one opening, so that two copies with the same slot cost one derivation."""

    passphrase: bytearray
    derived: dict[tuple[bytes, KdfCost], bytes] = field(default_factory=dict)

    def unwrap(self, header: Header) -> bytes | None:
        slot = header.passphrase_slot
        known = (slot.salt, slot.cost)
        if known not in self.derived:
            self.derived[known] = derive_slot_key(self.passphrase, slot.salt, slot.cost)
        return unwrap(slot, header.vault_id, self.derived[known])


def make_passphrase_slot(  # noqa: PLR0913  randomness comes in, for vectors
    vk: bytes, vault_id: bytes, passphrase: bytes | bytearray, cost: KdfCost, *, salt: bytes, nonce: bytes
) -> Slot:
    """Return VK wrapped for a passphrase; runs the KDF once. ``salt`` is 16 fresh random bytes, ``nonce`` 12."""
    return wrap(vk, vault_id, PASSPHRASE_SLOT, cost, derive_slot_key(passphrase, salt, cost), salt=salt, nonce=nonce)


def wrap(  # noqa: PLR0913  every value is part of the slot
    vk: bytes, vault_id: bytes, kind: int, cost: KdfCost, slot_key: bytes, *, salt: bytes, nonce: bytes
) -> Slot:
    """Return VK wrapped with a slot key, bound to the vault, the slot's type, its cost and its salt."""
    empty = Slot(kind, cost, salt, nonce, b"")
    return Slot(kind, cost, salt, nonce, AESGCMSIV(slot_key).encrypt(nonce, vk, _slot_aad(empty, vault_id)))


def unwrap(slot: Slot, vault_id: bytes, slot_key: bytes) -> bytes | None:
    """Return VK, or None if the key does not open the slot."""
    try:
        return AESGCMSIV(slot_key).decrypt(slot.nonce, slot.wrapped, _slot_aad(slot, vault_id))
    except InvalidTag:
        return None


def encode_header(header: Header, vk: bytes) -> bytes:
    """Return one copy, 4,096 bytes; a journal file begins with two of them."""
    recovery = bytes(_SLOT_BYTES) if header.recovery_slot is None else _encode_slot(header.recovery_slot)
    body = (
        _FIXED.pack(MAGIC, FORMAT, SUITE, 0, header.vault_id, header.file_id, header.generation, header.key_number)
        + _encode_slot(header.passphrase_slot)
        + recovery
    ).ljust(_MAC_AT, b"\0")
    body += _mac(body, header.vault_id, vk)
    return body + hashlib.sha256(body).digest()


def peek(first: bytes) -> Header:
    """Return what the header claims, without a key and so without proof: for its vault_id and its cost only.

    ``first`` is the file's first 8,192 bytes. Raises Damaged or NewerFormat.
    """
    return _candidates(first)[0][0]


def open_header(first: bytes, passphrase: bytes | bytearray) -> OpenedHeader:
    """Return the verified header and VK; runs the KDF, once or (two copies with different slots) twice.

    With blanks around the passphrase it does so once more, without them, where it does not open as it was given.
    ``first`` is the file's first 8,192 bytes. Raises WrongPassphrase, Damaged, NewerFormat, or BadInput for a
    passphrase against the rules.
    """
    with ways_to_read(passphrase) as ways:
        for way in ways[:-1]:
            with suppress(WrongPassphrase):
                return open_with(first, _Slots(way).unwrap)
        return open_with(first, _Slots(ways[-1]).unwrap)


def open_with_key(first: bytes, vk: bytes) -> OpenedHeader:
    """Return the header of a file that VK is the key of; no key is derived.

    Raises WrongPassphrase where it is not: a key changed meanwhile and a changed header look the same from here, and
    the next opening by passphrase tells which. Damaged, NewerFormat as ``open_header``.
    """
    for header, body in _candidates(first):
        mac = body[_MAC_AT:_HASH_AT]
        if hmac.compare_digest(mac, _mac(body[:_MAC_AT], header.vault_id, vk)):
            return OpenedHeader(header, vk, mac, _compare(first))
    raise WrongPassphrase(_OTHER_KEY)


def open_with(first: bytes, unwrap_vk: Callable[[Header], bytes | None]) -> OpenedHeader:
    """Return the verified header; ``unwrap_vk`` gets VK out of the one slot its secret is for, or None."""
    candidates = _candidates(first)
    some_slot_opened = False
    for header, body in candidates:
        vk = unwrap_vk(header)
        if vk is None:
            continue
        some_slot_opened = True
        mac = body[_MAC_AT:_HASH_AT]
        if hmac.compare_digest(mac, _mac(body[:_MAC_AT], header.vault_id, vk)):
            return OpenedHeader(header, vk, mac, _compare(first))
    if some_slot_opened:
        raise Damaged(_CHANGED)
    raise WrongPassphrase(_WRONG)


def _candidates(first: bytes) -> list[tuple[Header, bytes]]:
    """Return the copies worth trying, A before B: whole, of this format, well formed, and not twice the same."""
    if len(first) < HEADER_BYTES:
        raise _newer(_claimed_format(first)) if _claims_newer(first) else Damaged(_CUT)
    copies = [first[:COPY_BYTES], first[COPY_BYTES:HEADER_BYTES]]
    good = [copy for copy in dict.fromkeys(copies) if _is_good(copy)]
    if not good:
        claim, other = map(_claimed_format, copies)
        raise _newer(claim) if claim == other and claim > FORMAT else Damaged(_BAD_HEADER)
    if _claimed_format(good[0]) > FORMAT:
        raise _newer(_claimed_format(good[0]))
    found: list[tuple[Header, bytes]] = []
    fault: Damaged | None = None
    for copy in good:
        try:
            found.append((_decode(copy), copy))
        except Damaged as unfit:
            fault = fault or unfit
    if not found:
        raise fault or Damaged(_BAD_HEADER)
    return found


def _compare(first: bytes) -> Literal["same", "differ", "one bad"]:
    a, b = first[:COPY_BYTES], first[COPY_BYTES:HEADER_BYTES]
    if a == b:
        return "same"
    return "differ" if _is_good(a) and _is_good(b) else "one bad"


def _is_good(copy: bytes) -> bool:
    return copy.startswith(MAGIC) and hashlib.sha256(copy[:_HASH_AT]).digest() == copy[_HASH_AT:]


def _claimed_format(copy: bytes) -> int:
    """Return the format a copy claims; 0, which no format is, where it does not even begin like one."""
    return int.from_bytes(copy[8:10], "little") if copy.startswith(MAGIC) else 0


def _claims_newer(first: bytes) -> bool:
    return len(first) >= COPY_BYTES and _is_good(first[:COPY_BYTES]) and _claimed_format(first) > FORMAT


def _newer(claimed: int) -> NewerFormat:
    return NewerFormat(_NEWER.format(claimed, FORMAT))


def _decode(copy: bytes) -> Header:
    """Return the fields of a copy whose magic and hash are good; every reserved byte must be zero."""
    _, version, suite, flags, vault_id, file_id, generation, key_number = _FIXED.unpack_from(copy)
    if version != FORMAT or suite != SUITE or flags:
        raise Damaged("The journal's header names a format, suite or flag that does not exist. Restore a backup.")
    if any(copy[_SLOTS_END:_MAC_AT]):
        raise Damaged("The journal's header holds data where none belongs. Restore a backup.")
    if not generation or not key_number:
        raise Damaged("The journal's header counts from nought where it must count from one. Restore a backup.")
    passphrase = copy[_SLOTS_AT : _SLOTS_AT + _SLOT_BYTES]
    recovery = copy[_SLOTS_AT + _SLOT_BYTES : _SLOTS_END]
    return Header(
        vault_id,
        file_id,
        generation,
        key_number,
        _decode_slot(passphrase, PASSPHRASE_SLOT),
        _decode_slot(recovery, RECOVERY_SLOT) if any(recovery) else None,
    )


def _decode_slot(data: bytes, kind: int) -> Slot:
    found, zeros, memory_kib, passes, lanes, salt, nonce, wrapped, tail = _SLOT.unpack(data)
    if found != kind or any(zeros) or any(tail):
        raise Damaged("A key slot in the journal's header is not well formed. Restore a backup.")
    cost = KdfCost(memory_kib, passes, lanes)
    if kind == RECOVERY_SLOT:
        if (memory_kib, passes, lanes) != (0, 0, 0):
            raise Damaged("The recovery slot in the journal's header is not well formed. Restore a backup.")
        return Slot(kind, cost, salt, nonce, wrapped)
    try:
        cost.check()
    except BadInput:
        # Before any work: a changed header could otherwise weaken a later slot or exhaust the machine.
        raise Damaged("The journal's header asks for a key derivation out of all limits. Restore a backup.") from None
    return Slot(kind, cost, salt, nonce, wrapped)


def _encode_slot(slot: Slot) -> bytes:
    cost = slot.cost
    if len(slot.salt) != SALT_BYTES or len(slot.nonce) != NONCE_BYTES or len(slot.wrapped) != KEY_BYTES + 16:
        raise ValueError("a slot has a 16-byte salt, a 12-byte nonce and a 48-byte wrapped key")
    return _SLOT.pack(
        slot.kind, b"", cost.memory_kib, cost.passes, cost.lanes, slot.salt, slot.nonce, slot.wrapped, b""
    )


def _slot_aad(slot: Slot, vault_id: bytes) -> bytes:
    cost = slot.cost
    figures = struct.pack("<BIII", slot.kind, cost.memory_kib, cost.passes, cost.lanes)
    return b"jv1 slot" + vault_id + figures + slot.salt


def _mac(body: bytes, vault_id: bytes, vk: bytes) -> bytes:
    return hmac.digest(header_key(vk, vault_id), body, "sha256")
