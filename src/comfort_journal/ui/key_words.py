"""What a key is called where a person reads it: ``Ctrl+L``, ``F2``, ``?``; the footer, help and the docs say it so."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    "question_mark": "?",
    "exclamation_mark": "!",
    "slash": "/",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Insert",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
    "asterisk": "*",
    "quotation_mark": '"',
}


def key_name(key: str) -> str:
    """Return a Textual key as a person reads it."""
    *modifiers, last = key.split("+")
    plain = _NAMES.get(last, last.upper() if modifiers or re.fullmatch(r"f\d+", last) else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), plain])
