"""A key's bytes become the key event that they stand for, in whichever of the forms a terminal sends it.

One table for every process: plain bytes, the sequences of VT and xterm, xterm's modifyOtherKeys, and the CSI-u form of
kitty and others. Shift on a key that types something is what it types, as in every plain terminal. Bytes that no table
knows are a key named ``unknown`` without a character: it types nothing, and in a session it stops.
"""

from __future__ import annotations

import re
from typing import Final

from textual import events
from textual.keys import KEY_NAME_REPLACEMENTS

from comfort_journal.ui.upstream import ANSI_SEQUENCES_KEYS, FUNCTIONAL_KEYS, character_to_key

UNKNOWN: Final = "unknown"
FUNCTION_KEYS: Final = frozenset(f"f{number}" for number in range(1, 25))
"""The keys F1 to F24; a full stop is named ``full_stop``, so that a letter f tells none of them."""
_CSI_U = re.compile(r"\x1b\[(\d+)(?::(\d*))?(?::(\d*))?(?:;(\d*)(?::\d*)?(?:;([\d:]*))?)?u")
"""Code point, what it is with Shift, what it is on a US keyboard, modifiers, and the text that it types."""
_OTHER_KEY = re.compile(r"\x1b\[27;(\d+);(\d+)~")
"""xterm's modifyOtherKeys: modifiers, and the code point of what the key types with them."""
_FUNCTION = re.compile(r"\x1b\[(\d*)(?:;(\d*)(?::\d*)?)?([A-DFHPQS~])")
_MODIFIERS: Final = ((2, "alt"), (4, "ctrl"), (1, "shift"), (8 | 16 | 32, "super"))
_SHIFT, _ALT, _CAPS_LOCK, _HOLDS = 1, 2, 64, 2 | 4 | 8 | 16 | 32
_KITTY_OWN, _LAST = range(0xE000, 0xF900), 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_KEYPAD: Final = dict(zip(range(57399, 57417), "0123456789./*-+\r=,", strict=True))


def key(data: bytes, *, digits_by_place: bool = False) -> events.Key:
    """Return the key event of one key's bytes.

    With ``digits_by_place`` a key that stands where a US keyboard has a digit is that digit, if the terminal says so
    and if it types no letter: on some keyboards digits need Shift.
    """
    text = data.decode(errors="replace")
    if len(text) == 1:
        return _character(text)
    if found := _CSI_U.fullmatch(text):
        point, shifted, place, modifiers, typed = found.groups()
        bits = _bits(modifiers)
        digit = _digit_at(_point(place), _point(point), bits) if digits_by_place else None
        return digit or _pressed(_point(point), bits, _point(shifted), _point(place), _text(typed))
    if found := _OTHER_KEY.fullmatch(text):
        return _pressed(_point(found[2]), _bits(found[1]), _point(found[2]))
    known = ANSI_SEQUENCES_KEYS.get(text)
    if isinstance(known, tuple):  # of two, the first is the Escape that stands for Alt
        return events.Key("+".join("alt" if each.value == "escape" else each.value for each in known), None)
    if len(text) == 2 and text[0] == "\x1b":  # noqa: PLR2004  Alt and a character
        return _held(text[1], _ALT)
    return _character(known) if isinstance(known, str) else _function(text)


def _function(text: str) -> events.Key:
    """Return a key that has a sequence of its own, in a form that Textual's table does not list."""
    found = _FUNCTION.fullmatch(text)
    name = FUNCTIONAL_KEYS.get(f"{found[1] or 1}{found[3]}") if found else None
    return events.Key(_with_modifiers(name, _bits(found[2])) if found and name else UNKNOWN, None)


def _pressed(point: int, bits: int, shifted: int = 0, place: int = 0, typed: str = "") -> events.Key:
    """Return a key by its code point: what it types, or its name with what is held down."""
    keypad = _KEYPAD.get(point)
    if keypad is None and (not point or point in _KITTY_OWN):
        name = FUNCTIONAL_KEYS.get(f"{point}u")
        return events.Key(_with_modifiers(name, bits) if name else UNKNOWN, None)
    character = keypad or chr(point)
    if bits & _HOLDS:
        is_foreign = not keypad and not character.isascii() and 0 < place < 0x80  # noqa: PLR2004
        return _held(chr(place) if is_foreign else character, bits)
    if len(typed) > 1:
        return events.Key(UNKNOWN, typed)
    if typed.isprintable() and typed:
        return _character(typed)
    return _shifted(character, shifted, on_keypad=bool(keypad)) if bits & _SHIFT else _unshifted(character, bits)


def _unshifted(character: str, bits: int) -> events.Key:
    return _character(_capital(character) if bits & _CAPS_LOCK else character)


def _shifted(character: str, shifted: int, *, on_keypad: bool) -> events.Key:
    """Return what a key types with Shift, where that can be known."""
    if character == "\t":
        return events.Key("shift+tab", None)
    if shifted:
        return _character(chr(shifted))
    if character.isdigit() and not on_keypad:  # what stands above it is the keyboard's secret
        return events.Key(f"shift+{character}", None)
    return _character(_capital(character))


def _held(character: str, bits: int) -> events.Key:
    """Return a character's key with Alt, Ctrl or the like held down: it types nothing."""
    if character.isupper():
        bits |= _SHIFT
    return events.Key(_with_modifiers(_character(character.lower()).key, bits), None)


def _digit_at(place: int, point: int, bits: int) -> events.Key | None:
    """Return the digit that a US keyboard has at a key's place, unless the key types a letter."""
    digit = chr(place)
    is_one = digit in "0123456789" and point and not chr(point).isalpha() and not bits & _HOLDS
    return _character(digit) if is_one else None


def _character(character: str) -> events.Key:
    known = ANSI_SEQUENCES_KEYS.get(character)
    if isinstance(known, tuple):
        return events.Key(known[0].value, character)
    try:
        name = character if character.isalnum() else character_to_key(character)
    except ValueError:
        name = UNKNOWN
    return events.Key(KEY_NAME_REPLACEMENTS.get(name, name), character)


def _with_modifiers(name: str, bits: int) -> str:
    return "+".join([*(word for bit, word in _MODIFIERS if bits & bit), name])


def _capital(character: str) -> str:
    capital = character.upper()
    return capital if len(capital) == 1 else character


def _bits(modifiers: str | None) -> int:
    """Return the modifiers, which are sent plus one; caps lock and num lock are among them and are no key held."""
    return max(0, _point(modifiers) - 1)


def _point(digits: str | None) -> int:
    """Return a number that may be a code point, or nought."""
    found = int(digits) if digits and len(digits) <= len("1114111") else 0
    return found if found <= _LAST and found not in _SURROGATES else 0


def _text(points: str | None) -> str:
    """Return the text that a key says it types."""
    return "".join(chr(point) for each in (points or "").split(":") if (point := _point(each)))
