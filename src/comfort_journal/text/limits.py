"""How long a text may be before it is no text for an editor any more."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n?|\n")

LONGEST_PASTE = 100 * 1024
LONGEST_PAGE = 256 * 1024
LONGEST_LINE = 16 * 1024
"""Bytes. A text area redraws a logical line whole: 100 KB in one line takes 0.2 s a key, paragraphs of 16 KB do not."""
MOST_LINES = 10_000
"""Lines and tabs. A text area measures every one before it is drawn: 200,000 take 1.5 s, 10,000 less than a tenth."""


def too_long(text: str, most: int) -> bool:
    """Return whether a text has more than ``most`` bytes, 10,000 lines, or 16 KB in one: no text for an editor."""
    if len(text) * 4 <= LONGEST_LINE:
        return False
    return too_large(text, most) or any(_bytes(line) > LONGEST_LINE for line in _LINE_END.split(text))


def too_large(text: str, most: int = LONGEST_PAGE) -> bool:
    """Return whether a text has more than ``most`` bytes, or 10,000 lines and tabs, however long its lines are."""
    lines = 1 + text.count("\n") + text.count("\r") - text.count("\r\n")
    return lines + text.count("\t") > MOST_LINES or _bytes(text) > most


def too_long_to_paste(text: str) -> bool:
    """Return whether a pasted text becomes an entry of its own: over 100 KB, 10,000 lines, or 16 KB in one."""
    return too_long(text, LONGEST_PASTE)


def too_long_to_edit(text: str) -> bool:
    """Return whether a text that is there already can only be read: over 256 KB, 10,000 lines, or 16 KB in one."""
    return too_long(text, LONGEST_PAGE)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
