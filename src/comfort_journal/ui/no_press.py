"""Which control sequences are no press: a terminal's reports, a key that is let go, a modifier alone."""

from __future__ import annotations

import re

_REPORTS = frozenset(b"cnRtxy")
"""Final bytes of what a terminal reports: attributes, status, cursor, window, parameters, modes."""
_LET_GO = re.compile(rb"\d*(?::\d*)*;\d*:3(?:;.*)?", re.DOTALL)
"""Parameters of a key that is let go, as kitty reports them."""
_REPEATS = re.compile(rb"\d*(?::\d*)*;\d*:2(?:;.*)?", re.DOTALL)
"""Parameters of a key that repeats while it is held."""
_MODIFIER_ALONE = re.compile(rb"(?:5735[89]|57360|574(?:4[1-9]|5[0-4]))(?:[:;].*)?", re.DOTALL)
"""Parameters of Shift, Ctrl, Alt and their like, and of the three lock keys."""
_WITH_MODIFIER = re.compile(rb"1;(?:[2-9]|1[0-6])")
"""Parameters of F3 or a keypad key with Shift, Alt or Ctrl, and of no report but a cursor in the first row."""


def is_no_press(body: bytes, final: int) -> bool:
    """Tell whether a control sequence is a report, or a key that is let go, or a modifier alone."""
    if body[:1] in (b"?", b">", b"=", b"<") or any(0x20 <= byte <= 0x2F for byte in body):  # noqa: PLR2004  intermediates
        return True
    if final in _REPORTS and body:
        return not _WITH_MODIFIER.fullmatch(body)
    return bool(_LET_GO.fullmatch(body) or (final == ord("u") and _MODIFIER_ALONE.fullmatch(body)))


def repeats(body: bytes) -> bool:
    """Tell whether a control sequence is a held key that repeats."""
    return bool(_REPEATS.fullmatch(body))
