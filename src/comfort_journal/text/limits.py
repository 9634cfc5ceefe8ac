"""How long a text may be before it is no text for an editor any more."""

from __future__ import annotations

import re

LONGEST_PASTE = 100 * 1024


LONGEST_PAGE = 512 * 1024


LONGEST_LINE = 16 * 1024
"""Bytes. A text area redraws a logical line whole: 100 KB in one line takes 0.2 s a key, paragraphs of 16 KB do not."""


def too_long(text: str, most: int) -> bool:
    """Return whether a text has more than ``most`` bytes, or a line of more than 16 KB: no text for an editor."""
    if len(text) * 4 <= LONGEST_LINE:
        return False
    if len(text.encode("utf-8", "replace")) > most:
        return True
    return any(len(line.encode("utf-8", "replace")) > LONGEST_LINE for line in re.split(r"\r\n?|\n", text))


def too_long_to_paste(text: str) -> bool:
    """Return whether a pasted text becomes an entry of its own: over 100 KB, or with a line over 16 KB."""
    return too_long(text, LONGEST_PASTE)


def too_long_to_edit(text: str) -> bool:
    """Return whether a text that is there already can only be read: over 512 KB, or with a line over 16 KB."""
    return too_long(text, LONGEST_PAGE)
