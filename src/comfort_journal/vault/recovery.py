"""A recovery code opens the vault like the passphrase, so it is made by chance alone and typed with a check.

Thirty characters of thirty-two are 150 bits: no guessing reaches them, which is why its slot needs no slow derivation.
The two behind them only find typing errors. The code opens slot 2 and nothing else, the passphrase slot 1 and nothing
else; neither tells anything of the other.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, WrongPassphrase
from comfort_journal.vault.header import (
    RECOVERY_SLOT,
    Header,
    OpenedHeader,
    Slot,
    open_with,
    peek,
    unwrap,
    wrap,
)
from comfort_journal.vault.keys import KdfCost, hkdf
from comfort_journal.vault.passphrase import wipe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: I, L, O and U are not in it, because they are misread or spell words."""
CHOSEN = 30
LENGTH = 32
_GROUP = 4
_BITS = 5
_NO_COST = KdfCost(0, 0, 0)

_READ_AS = bytes.maketrans(b"abcdefghijklmnopqrstuvwxyzILO", b"ABCDEFGH1JK1MN0PQRSTUVWXYZ110")
_DROPPED = b" -"
_MISTYPED = "This is not a recovery code: a character in it is mistyped or missing. It has 8 groups of 4."
BEFORE_CODE = (
    "The code opens the journal when the passphrase is forgotten. It belongs on paper, and whoever finds the paper can "
    "open the journal."
)
ABOUT_CODE = (
    "This code opens the journal without the passphrase. Once it is left it is not shown again. Whoever finds the "
    "paper can open the journal, so keep it where others do not look."
)
CODE_OPENS = "This recovery code opens the journal, and goes on working."
NO_CODE = "There is no recovery code. Only the passphrase opens the journal."
_WRONG = "This recovery code does not open the vault. A code ends when the passphrase or the code is changed."


def make_code(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Return a new code of 32 characters; it is shown once and kept nowhere."""
    chosen = "".join(choose(ALPHABET) for _ in range(CHOSEN))
    return chosen + _check(chosen.encode())


def in_groups(code: str) -> str:
    """Return a code as it is shown: 8 groups of 4."""
    return " ".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read_code(typed: bytes | bytearray) -> bytearray:
    """Return the 32 characters that were meant, in a new buffer that the caller wipes.

    Case, spaces and hyphens do not matter; I and L are read as 1, O as 0. Raises BadInput for a typing error.
    """
    code = bytearray(typed).translate(_READ_AS, _DROPPED)
    if len(code) == LENGTH and all(byte in ALPHABET.encode() for byte in code):
        head = code[:CHOSEN]
        right = code[CHOSEN:] == _check(head).encode()
        wipe(head)
        if right:
            return code
    wipe(code)
    raise BadInput(_MISTYPED)


def make_recovery_slot(vk: bytes, vault_id: bytes, code: str, *, salt: bytes, nonce: bytes) -> Slot:
    """Return VK wrapped for a recovery code; ``salt`` is 16 fresh random bytes, ``nonce`` 12."""
    slot_key = _slot_key(code.encode(), salt, vault_id)
    return wrap(vk, vault_id, RECOVERY_SLOT, _NO_COST, slot_key, salt=salt, nonce=nonce)


def has_code(first: bytes) -> bool:
    """Tell whether a header claims to have a recovery slot; ``first`` is the file's first 8,192 bytes."""
    return peek(first).recovery_slot is not None


def require_code(first: bytes) -> None:
    """Raise BadInput where no recovery code can open the vault, so that none is asked for in vain."""
    if not has_code(first):
        raise BadInput(NO_CODE)


def open_with_code(first: bytes, typed: bytes | bytearray) -> OpenedHeader:
    """Return the header and VK that a recovery code opens; it is not used up by that.

    Raises BadInput for a typing error, WrongPassphrase (also where there is no recovery slot), Damaged, NewerFormat.
    """
    code = read_code(typed)

    def unwrap_vk(header: Header) -> bytes | None:
        slot = header.recovery_slot
        return None if slot is None else unwrap(slot, header.vault_id, _slot_key(code, slot.salt, header.vault_id))

    try:
        return open_with(first, unwrap_vk)
    except WrongPassphrase:
        raise WrongPassphrase(_WRONG if has_code(first) else NO_CODE) from None
    finally:
        wipe(code)


def _slot_key(code: bytes | bytearray, salt: bytes, vault_id: bytes) -> bytes:
    return hkdf(code, salt, b"jv1 recovery" + vault_id)


def _check(chosen: bytes | bytearray) -> str:
    """Return the two characters for the first 10 bits of SHA-256("jv1 code" | the thirty)."""
    bits = int.from_bytes(hashlib.sha256(b"jv1 code" + chosen).digest()[:2], "big") >> 6
    return ALPHABET[bits >> _BITS] + ALPHABET[bits & 0x1F]
