"""A sealed item can be written by anyone who has the public key, and read only with the vault key.

It says nothing of who sealed it: whoever has this machine's ``.pub`` file can make one. So an item is treated as
something found, bound to its vault and its name, and never trusted with more than a capture may say.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Raw, Struct

from comfort_journal.errors import BadInput, Damaged, NewerFormat
from comfort_journal.vault import strict_json
from comfort_journal.vault.ciphers import (
    AEAD,
    KDF,
    KEM,
    InvalidTag,
    MLKEM768PublicKey,
    MLKEM768X25519PublicKey,
    Suite,
    X25519PublicKey,
)
from comfort_journal.vault.frames import TAG_BYTES, is_padded_length, pad, unpad
from comfort_journal.vault.header import ID_BYTES
from comfort_journal.vault.keys import KEY_ID_BYTES, PUBLIC_KEY_BYTES, inbox_private, inbox_public, key_id
from comfort_journal.vault.transaction import NEWER, Seed, is_newer, is_revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAGIC = b"JVI1"
PUB_MAGIC = b"JVP1"
FORMAT = 1
SUITE = 1
HEAD_BYTES = 32
ENC_BYTES = 1120
MAX_PADDED = 2**20
PUB_BYTES = 4 + ID_BYTES + PUBLIC_KEY_BYTES + 32

_MLKEM_PUBLIC_BYTES = 1184
_HPKE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class _Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    v: Literal[1]
    past: tuple[str, ...]
    doc: Raw


_decoder = msgspec.json.Decoder(_Content)
_encoder = msgspec.json.Encoder(order="sorted")


def seal(public: bytes, vault_id: bytes, item_id: bytes, doc: bytes, past: Sequence[str] = ()) -> bytes:
    """Return a sealed item for the owner of ``public``; ``doc`` is canonical JSON, ``item_id`` 16 random bytes.

    Raises BadInput if it is too large (1 MiB padded) or could not be read back.
    """
    content = _encoder.encode(_Content(v=1, past=tuple(past), doc=Raw(doc)))
    try:
        _read_content(content)
    except (Damaged, NewerFormat):
        raise BadInput("This note holds a value that the vault cannot keep.") from None
    plain = pad(content)
    if len(plain) > MAX_PADDED:
        raise BadInput("Sealed, this would take more than 1 MiB: too much for one note. Nothing was kept.")
    head = _head(vault_id, key_id(public))
    return head + _HPKE.encrypt(plain, _public_key(public), _info(head, item_id))


def open_sealed(seeds: Iterable[bytes], vault_id: bytes, item_id: bytes, data: bytes) -> tuple[tuple[str, ...], bytes]:
    """Return a sealed item's ``past`` and its document as canonical JSON.

    ``seeds`` are the inbox private keys this vault has had. Raises NewerFormat, or Damaged for an item of another
    vault, sealed to a key that is not among them, or with a broken seal.
    """
    head = _checked_head(data, vault_id)
    wanted = head[-KEY_ID_BYTES:]
    seed = next((seed for seed in seeds if key_id(inbox_public(seed)) == wanted), None)
    if seed is None:
        raise Damaged("This sealed note was made for a key that this vault does not know.")
    try:
        plain = _HPKE.decrypt(data[HEAD_BYTES:], inbox_private(seed), _info(head, item_id))
    except (InvalidTag, ValueError):
        raise Damaged("The seal of this note is broken.") from None
    return _read_content(unpad(plain))


def seed_op(seed: bytes) -> Seed:
    """Return the op that keeps an inbox private key of an earlier vault key in the log."""
    return Seed(key_id=key_id(inbox_public(seed)).hex(), seed=seed.hex())


def encode_pub(vault_id: bytes, public: bytes) -> bytes:
    """Return the ``.pub`` file by which this machine seals to a vault without opening it."""
    body = PUB_MAGIC + vault_id + public
    if len(vault_id) != ID_BYTES or len(public) != PUBLIC_KEY_BYTES:
        raise ValueError("a .pub file holds a 16-byte vault_id and a 1,216-byte public key")
    return body + hashlib.sha256(body).digest()


def decode_pub(data: bytes, vault_id: bytes) -> bytes:
    """Return the public key of a ``.pub`` file made for this vault; Damaged otherwise.

    The hash finds accidents only: the file is as trustworthy as the machine's own state folder.
    """
    body, digest = data[:-32], data[-32:]
    if len(data) != PUB_BYTES or not data.startswith(PUB_MAGIC) or hashlib.sha256(body).digest() != digest:
        raise Damaged("The inbox key of this machine is damaged. Open the vault once to renew it.")
    if body[4 : 4 + ID_BYTES] != vault_id:
        raise Damaged("The inbox key of this machine belongs to another vault. Open the vault once to renew it.")
    return body[4 + ID_BYTES :]


def _head(vault_id: bytes, sealed_to: bytes) -> bytes:
    return MAGIC + FORMAT.to_bytes(2, "little") + SUITE.to_bytes(2, "little") + vault_id + sealed_to


def _checked_head(data: bytes, vault_id: bytes) -> bytes:
    if data.startswith(MAGIC) and int.from_bytes(data[4:6], "little") > FORMAT:
        raise NewerFormat(NEWER)
    head = data[:HEAD_BYTES]
    n = len(data) - HEAD_BYTES - ENC_BYTES - TAG_BYTES
    if head[:8] != _head(b"", b"") or n > MAX_PADDED or not is_padded_length(n):
        raise Damaged("This is not a sealed note of the vault.")
    if head[8 : 8 + ID_BYTES] != vault_id:
        raise Damaged("This sealed note belongs to another vault.")
    return head


def _info(head: bytes, item_id: bytes) -> bytes:
    if len(item_id) != ID_BYTES:
        raise ValueError("an item_id is 16 bytes")
    return b"jv1 inbox" + head + item_id


def _public_key(public: bytes) -> MLKEM768X25519PublicKey:
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_BYTES]),
        X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_BYTES:]),
    )


def _read_content(text: bytes) -> tuple[tuple[str, ...], bytes]:
    if not strict_json.is_canonical(text):
        text = strict_json.canonical(strict_json.parse(text))
    content = _decoded(text)
    if content is None:
        if is_newer(strict_json.parse(text), {"v", "past", "doc"}):
            raise NewerFormat(NEWER)
        raise Damaged("A sealed note is not as the format has it.")
    doc = bytes(content.doc)
    if not doc.startswith(b"{") or not all(map(is_revision, content.past)):
        raise Damaged("A sealed note is not as the format has it.")
    return content.past, doc


def _decoded(text: bytes) -> _Content | None:
    try:
        return _decoder.decode(text)
    except msgspec.MsgspecError:
        return None
