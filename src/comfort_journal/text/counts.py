"""Numbers in words: a count with its noun, bytes, and seconds as on a clock."""

from __future__ import annotations

import re

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MEGABYTE = 1_000_000
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:s|min|mm|days?)\b)")


def in_words(number: int) -> str:
    """Return a number up to twelve as a word, a larger one in digits."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def many(count: int, what: str, several: str = "", *, one: str = "1") -> str:
    """Return a count with its noun: ``1 entry``, ``1,000 entries``; ``one`` is how a single one is written."""
    return f"{one} {what}" if count == 1 else f"{count:,} {several or what + 's'}"


def count_words(text: str) -> int:
    """Return how many words a text has: what stands between blanks and holds a letter or a number."""
    return sum(any(map(str.isalnum, piece)) for piece in text.split())


def say_size(size: int) -> str:
    """Return bytes as a person says them."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1000)):,} kB"
    return f"{size / _MEGABYTE:,.1f} MB"


def units_held(said: str) -> str:
    """Return what is said with each number and its unit held together, so that no line ends between them."""
    return _BEFORE_UNIT.sub("\u00a0", said)


def minutes_and_seconds(seconds: int) -> str:
    """Return ``m:ss``."""
    return "{}:{:02}".format(*divmod(seconds, 60))
