"""jrnl's own text: an entry begins with its stamp in brackets; its tags are a last line below an empty one.

A stamp has its offset too, ``[2026-01-05 21:40 +01:00]``: jrnl passes over it, and an import knows the moment. jrnl
takes any line that begins with something in brackets for a new entry if it can see a date in it, ``[yesterday]`` too.
So where words begin so, a blank goes in front; their first line stands behind the stamp and needs none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from comfort_journal.records import moment
from comfort_journal.text.plain import plain_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comfort_journal.records import Entry

_NOT_IN_A_TAG = re.compile(r"[^\w\-+*#/]+")


def page(entries: Iterable[Entry]) -> bytes:
    """Return entries as a journal of jrnl, the oldest first, by the wall clock that each was written with."""
    ordered = sorted(entries, key=lambda entry: (moment(entry.at).replace(tzinfo=None), entry.id))
    return "\n".join(map(_entry, ordered)).encode()


def _entry(entry: Entry) -> str:
    at = moment(entry.at)
    clock = at.replace(tzinfo=None).isoformat(" ", "seconds" if at.second else "minutes")
    stamp = f"{clock} {at.isoformat()[-6:]}"
    first, *others = plain_lines("\n".join(part for part in (entry.prompt, entry.text) if part))
    tags = " ".join(f"@{tag}" for tag in map(_as_one_word, entry.tags) if tag)
    lines = [
        f"[{stamp}] {first}{' *' if entry.starred else ''}",
        *(f" {line}" if line.startswith("[") else line for line in others),
        *(["", tags] if tags else []),
    ]
    return "\n".join(lines) + "\n"


def _as_one_word(tag: str) -> str:
    return _NOT_IN_A_TAG.sub("-", tag).strip("-")
