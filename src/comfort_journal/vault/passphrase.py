"""A passphrase is bytes that can be wiped: pure ASCII never becomes a ``str``, and every reader derives the same bytes.

A Python string cannot be overwritten, so a passphrase is a ``bytearray`` from the key press to the key derivation.
Only a passphrase with letters beyond ASCII passes through a string, once, because Unicode normalisation needs one.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from importlib.resources import files

from comfort_journal.errors import BadInput

MAX_BYTES = 1024
SUGGESTED_WORDS = 6
"""Six of 7,776 words are 77 bits: out of reach for a guesser even at the lowest cost that the format allows."""

_DELETE = 0x7F
_SPACE = 0x20


def normalise(raw: bytes | bytearray) -> bytearray:
    """Return the bytes that go into the key derivation, in a new buffer that the caller wipes.

    Letters beyond ASCII are composed (NFKC), so that the same words typed on another keyboard open the vault.
    Unassigned characters are refused: a later Unicode could compose them differently and lock the owner out.
    Raises BadInput for anything but 1..1,024 bytes of UTF-8 without control or unassigned characters.
    """
    if not raw:
        raise BadInput("The passphrase is empty.")
    if len(raw) > MAX_BYTES:
        raise BadInput(f"The passphrase is longer than {MAX_BYTES:,} bytes.")
    if raw.isascii():
        if min(raw) < _SPACE or _DELETE in raw:
            raise BadInput("The passphrase holds a control character.")
        return bytearray(raw)
    return _composed(raw)


def wipe(buffer: bytearray) -> None:
    """Overwrite a secret in place; copies that a library made are beyond reach."""
    buffer[:] = bytes(len(buffer))


def suggest() -> str:
    """Return six words of the EFF's long list, chosen by the system's random source."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(SUGGESTED_WORDS))


def _composed(raw: bytes | bytearray) -> bytearray:
    text = raw.decode("utf-8", "surrogateescape")  # a UnicodeDecodeError would carry the passphrase along
    if any("\udc80" <= character <= "\udcff" for character in text):
        raise BadInput("The passphrase is not UTF-8.")
    for character in text:
        category = unicodedata.category(character)
        if category == "Cc":
            raise BadInput("The passphrase holds a control character.")
        if category == "Cn":
            raise BadInput("The passphrase holds a character that Unicode has not assigned.")
    composed = bytearray(unicodedata.normalize("NFKC", text), "utf-8")
    if len(composed) > MAX_BYTES:
        wipe(composed)
        raise BadInput(f"The passphrase is longer than {MAX_BYTES:,} bytes.")
    return composed


@cache
def _words() -> tuple[str, ...]:
    return tuple((files("xkcdpass") / "static" / "eff-long").read_text("ascii").split())
