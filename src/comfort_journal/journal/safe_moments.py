"""Only what felt safe: one sentence of each entry that answered that question, month by month."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from comfort_journal.journal.search import fold
from comfort_journal.text.first_sentence import first_line, sentence_ends

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from comfort_journal.journal.index import IndexRow

SafeMonth: TypeAlias = "tuple[date, list[tuple[date, str, str]]]"

LONGEST = 240
"""Characters that still read as a sentence; a longer first paragraph ends earlier."""

_ASKS_FOR_SAFE = re.compile(r"\bsafe\b")


def asks_for_safe(prompt: str | None) -> bool:
    """Tell whether a prompt asks what felt safe, in the program's words or the owner's."""
    return prompt is not None and _ASKS_FOR_SAFE.search(fold(prompt)) is not None


def safe_sentence(text: str) -> str:
    """Return what stands for a text: its first paragraph, or of a long one the sentences that fit, or its beginning."""
    paragraph = first_line(text)
    if len(paragraph) <= LONGEST:
        return paragraph
    head = paragraph[:LONGEST]
    ends = list(sentence_ends(paragraph, LONGEST))
    if ends:
        return head[: ends[-1]]
    return (head.rsplit(maxsplit=1)[0] if " " in head.strip() else head) + " …"


def safe_months(rows: Iterable[IndexRow]) -> list[SafeMonth]:
    """Return, of rows that come newest first, the safe sentences under the first day of their month.

    Folded entries and empty texts are left out.
    """
    asks = cache(asks_for_safe)
    found = [
        (row.day, sentence, row.entry.id)
        for row in rows
        if not row.entry.folded and asks(row.entry.prompt) and (sentence := safe_sentence(row.entry.text))
    ]
    found.sort(key=lambda each: each[0], reverse=True)
    return [(month, list(each)) for month, each in groupby(found, key=lambda each: each[0].replace(day=1))]
