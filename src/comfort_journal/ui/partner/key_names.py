"""A key's bytes become its Textual name; bytes that no table knows are a key named ``unknown``, which stops."""

from __future__ import annotations

import re
from typing import Final

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key

UNKNOWN: Final = "unknown"
_EXTENDED = re.compile(r"\x1b\[(\d+)(?::\d*)*(?:;(\d*)(?::\d*)*(?:;[\d:]*)?)?u|\x1b\[27;(\d+);(\d+)~")
"""A key in kitty's form (code point, modifiers) or in xterm's (modifiers, code point)."""
_MODIFIERS: Final = ((4, "alt"), (8, "ctrl"), (1, "shift"), (16, "super"))
_SHIFT, _ALT, _CTRL, _OTHER = 1, 2, 4, 8 | 16 | 32
_NAMED: Final = {13: "enter", 27: "escape", 9: "tab", 127: "backspace", 32: "space"}


def key(data: bytes) -> events.Key:
    """Return the key event of one key's bytes."""
    text = data.decode(errors="replace")
    if len(text) == 1:
        return _character(text)
    extended = _EXTENDED.fullmatch(text)
    if extended:
        return _extended(*extended.groups())
    if len(text) == 2 and text[0] == "\x1b" and text[1] > "\x1f":  # noqa: PLR2004  Alt and a character
        return events.Key(f"alt+{_character(text[1]).key}", None)
    known = ANSI_SEQUENCES_KEYS.get(text)
    if isinstance(known, tuple):
        return events.Key("+".join(each.value for each in known), None)
    return events.Key(UNKNOWN, None)


def _character(character: str) -> events.Key:
    known = ANSI_SEQUENCES_KEYS.get(character)
    if isinstance(known, tuple):
        return events.Key(known[0].value, character)
    try:
        name = character if character.isalnum() else _character_to_key(character)
    except ValueError:
        name = UNKNOWN
    return events.Key(KEY_NAME_REPLACEMENTS.get(name, name), character)


def _extended(
    code: str | None, modifiers: str | None, xterm_modifiers: str | None, xterm_code: str | None
) -> events.Key:
    point = int(code or xterm_code or "0")
    bits = max(0, int(modifiers or xterm_modifiers or "1") - 1)
    if not 0 < point < 0xE000:  # noqa: PLR2004  kitty keeps its own keys from here on
        return events.Key(UNKNOWN, None)
    name = _NAMED.get(point) or _character(chr(point)).key
    before = [
        word for bit, word in ((_ALT, "alt"), (_CTRL, "ctrl"), (_SHIFT, "shift"), (_OTHER, "super")) if bits & bit
    ]
    return events.Key("+".join([*before, name]), chr(point) if not before and chr(point).isprintable() else None)
