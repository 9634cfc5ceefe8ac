"""A passphrase is bytes that can be wiped: pure ASCII never becomes a ``str``, and every reader derives the same bytes.

A Python string cannot be overwritten, so a passphrase is a ``bytearray`` from the key press to the key derivation.
Only a passphrase with letters beyond ASCII passes through a string, because Unicode normalisation needs one.

Blanks around a passphrase are an accident of copying it: a new one never has them. An older vault may have been made
with them, so what is given is tried as it is, and then without.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 1024
SUGGESTED_WORDS = 6
"""Six of 7,700 words are 77 bits: out of reach for a guesser even at the lowest cost that the format allows."""
_UNKIND = (
    "asham|backstab|bull[wy]|coerc|cruel|dece[aip]|drilling|enforc|failing|frigid|gor[ey]|grave[ny]|grope|helpless|hurt|impot"
    "|lash|lustf|lusti|lusty|panic|poison|probe|punctur|punish|resisting|rigid|scar[eiry]|shame|skinhead|steril|sting|strangl"
    "|thrash|threat|unlov|unwanted|useless|wound"
)
"""How words of the list begin that nobody should be met with on the first page; the others are still 77 bits."""

FORGETTING = (
    "Nobody can reset it, and nobody keeps a copy. If it is forgotten, only a recovery code on paper opens the "
    "journal, and you can make one later: {way}. Write the passphrase down, and keep the paper away from this computer."
)
"""What to know before one is chosen; ``way`` leads to a recovery code."""
SIX_WORDS = "Six random words are strong and can be remembered. For example:"
BLANKS_AROUND = "There are blanks before or behind the passphrase. It is taken without them."

_DELETE = 0x7F
_SPACE = 0x20
_ASCII_BLANKS = b" \t\n\v\f\r"
_BYTE_ORDER_MARK = "\ufeff"
_UNSEEN_BLANKS = f"\u200b\u2060{_BYTE_ORDER_MARK}"
"""What stands around copied text without being seen, and is no blank to Python. Joiners are letters' business."""


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


def chosen(raw: bytes | bytearray) -> bytearray:
    """Return what a new passphrase becomes: normalised, without blanks around it. Raises BadInput as ``normalise``."""
    bare = _bare(raw)
    try:
        return normalise(bare)
    finally:
        wipe(bare)


@contextmanager
def ways_to_read(raw: bytes | bytearray) -> Iterator[list[bytearray]]:
    """Yield what may open a vault: what was given, and then without blanks around it; each is wiped afterwards.

    Raises BadInput where neither can be a passphrase.
    """
    ways: list[bytearray] = []
    refusal = None
    for read in (normalise, chosen):
        try:
            way = read(raw)
        except BadInput as fault:
            refusal = refusal or fault
        else:
            ways += [way] if way not in ways else []
    if not ways and refusal is not None:
        raise refusal
    try:
        yield ways
    finally:
        for way in ways:
            wipe(way)


def has_blanks_around(raw: bytes | bytearray) -> bool:
    """Tell whether somebody should be told that blanks are left out; a byte order mark is nothing that one wrote."""
    mark = _BYTE_ORDER_MARK.encode()
    bare = _bare(raw)
    length = len(raw) - (len(mark) if raw.startswith(mark) else 0)
    found = 0 < len(bare) < length
    wipe(bare)
    return found


def wipe(buffer: bytearray) -> None:
    """Overwrite a secret in place; copies that a library made are beyond reach."""
    buffer[:] = bytes(len(buffer))


def suggest() -> str:
    """Return six words of the EFF's long list but the unkind, chosen by the system's random source."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(SUGGESTED_WORDS))


def _bare(raw: bytes | bytearray) -> bytearray:
    if not raw.isascii():
        text = raw.decode("utf-8", "surrogateescape")
        blanks = _UNSEEN_BLANKS + "".join(each for each in set(text) if each.isspace())
        return bytearray(text.strip(blanks), "utf-8", "surrogateescape")
    start, end = 0, len(raw)
    while start < end and raw[start] in _ASCII_BLANKS:
        start += 1
    while start < end and raw[end - 1] in _ASCII_BLANKS:
        end -= 1
    return bytearray(memoryview(raw)[start:end])


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
    listed = (files("xkcdpass") / "static" / "eff-long").read_text("ascii").split()
    is_unkind = re.compile(_UNKIND).match
    return tuple([word for word in listed if not is_unkind(word)])
