"""JSON that has one meaning only: what two readers could understand differently is damage.

Refused are a name given twice, NaN and infinities, fractions and exponents, integers beyond 2**53 - 1, lone
surrogates, a byte order mark and anything that is not UTF-8. Order of names and white space are free to read;
written is only the canonical form: names sorted, no spaces, letters beyond ASCII as they are.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, NoReturn

import msgspec
from msgspec import Meta

from comfort_journal.errors import BadInput, Damaged

LARGEST_INT = 2**53 - 1
"""What every JSON reader keeps exactly."""

_QUICK_DEPTH = 6
"""Objects and lists inside each other that ``is_canonical`` follows; a transaction of the records of today has 6."""
_encoder = msgspec.json.Encoder(order="sorted")


def canonical(document: object) -> bytes:
    """Return the canonical JSON of a JSON-shaped value; BadInput if it could not be read back as the same value."""
    text = _encoded(document)
    if text is None or not (is_canonical(text) or _parsed(text)) or (b"null" in text and _hides_a_number(document)):
        raise BadInput("This record holds a value that the vault cannot keep.")
    return text


def is_canonical(text: bytes) -> bool:
    """Tell quickly whether a text is certainly strict JSON in canonical form; False means only: ask ``parse``.

    A text that equals its own re-encoding holds no name twice (decoding would have dropped one), no lone surrogate
    and no other spelling of anything. What is nested more deeply than any record of ours is left to ``parse``.
    """
    try:
        return _encoder.encode(_shallow.decode(text)) == text
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False


def parse(text: bytes) -> object:
    """Return the value of a strict JSON text, checked name by name; Damaged if it is not one. Slow and sure."""
    values = _parsed(text)
    if not values:
        raise Damaged("A verified part of the vault is not the JSON that the format allows.")
    return values[0]


def _parsed(text: bytes) -> list[object]:
    """Return the value in a list, or an empty list.

    Python's own errors carry the text they failed on, so none of them may become the context of an error of ours.
    """
    try:
        value = _plain.decode(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return []
    return [] if _encoded(value) is None else [value]


def _encoded(value: object) -> bytes | None:
    """Return the canonical JSON, or None for what has none: lone surrogates, which Python lets pass, among others."""
    try:
        return _encoder.encode(value)
    except (TypeError, ValueError, RecursionError):
        return None


def _hides_a_number(document: object) -> bool:
    """Tell whether a value that is no JSON number (NaN, an infinity) would be written as null, and so be lost."""
    try:
        _finite.encode(document)
    except (TypeError, ValueError, RecursionError):
        return True
    return False


def _refuse(_: str) -> NoReturn:
    raise ValueError("not an integer")


def _integer(digits: str) -> int:
    if len(digits) > len(str(LARGEST_INT)) + 1 or abs(value := int(digits)) > LARGEST_INT:
        raise ValueError("integer out of range")
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a name given twice")
    return document


def _nested(depth: int) -> Any:  # noqa: ANN401  a type made while running has no name
    """Return the type of JSON values of some depth, with only those integers that every reader keeps exactly."""
    exact = Annotated[int, Meta(ge=-LARGEST_INT, le=LARGEST_INT)]
    inner: Any = None | bool | str | exact
    for _ in range(depth):
        inner = None | bool | str | exact | list[inner] | dict[str, inner]
    return inner


_shallow = msgspec.json.Decoder(_nested(_QUICK_DEPTH))
_finite = json.JSONEncoder(allow_nan=False)
_plain = json.JSONDecoder(object_pairs_hook=_once, parse_float=_refuse, parse_constant=_refuse, parse_int=_integer)
