"""Where a text's first line is, and where a sentence ends; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

A_GLANCE = 600
"""Characters of a first line that are looked at for a page, so that a long one costs it no more than a short one."""

_LINE = re.compile(r"\S[^\r\n\x85\u2028\u2029]*")
_END = re.compile(r"(?<![.!?…。！？])[.!?…。！？]++[\"'”’»)\]]*+(?=\s|$)")  # noqa: RUF001  how sentences end elsewhere


def first_line(text: str) -> str:
    """Return a text's first line with words, without the blanks around it."""
    found = _LINE.search(text)
    return found[0].rstrip() if found else ""


def sentence_ends(line: str, most: int | None = None) -> Iterator[int]:
    """Yield where each sentence of a line ends, looking at its first ``most`` characters only."""
    seen = line if most is None else line[: most + 1]  # one more, for the blank behind the last of them
    for end in _END.finditer(seen):
        if most is None or end.end() <= most:
            yield end.end()


def opening(text: str, most: int = A_GLANCE) -> str:
    """Return a text's first sentence, with “…” behind it where more follows."""
    sentence = first_sentence(text, most)
    whole = text.strip()
    return sentence if len(whole) <= most and one_line(whole) == sentence else f"{sentence} …"


def first_sentence(text: str, most: int | None = None) -> str:
    """Return a text's first sentence on one line, or its first line; ``most`` characters of that are looked at."""
    line = one_line(first_line(text)[:most])
    return line[: next(sentence_ends(line), len(line))]
