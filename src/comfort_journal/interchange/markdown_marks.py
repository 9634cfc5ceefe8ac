"""The older Markdown page, with a mark before every record: it is read as it always was, and no longer written.

A mark is an HTML comment with the record's fields as JSON; an entry's words follow up to an end mark. Words outside the
marks are refused, not ignored.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK = "<!-- comfort-journal "
_END = f"{MARK}end -->"
_RECORD = re.compile(r"<!-- comfort-journal (?P<fields>\{.*\}) -->\Z")
_LOOKS_LIKE_A_MARK = re.compile(r"\\*<!-- comfort-journal ")
_OUR_OWN = re.compile(r"#{1,6} .*\Z|\*.*\*\Z|\s*\Z")


def documents(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents behind the marks, refusing by its line what stands outside of them and is not ours."""
    numbered = iter(enumerate(lines[1:], start=2))
    for n, line in numbered:
        mark = _RECORD.match(line)
        if mark is None:
            if line.startswith(MARK) or not _OUR_OWN.match(line):
                refuse(n, "expected a mark, a heading or a line between asterisks; words belong between two marks")
            continue
        document = _fields(n, mark["fields"])
        if document.get("kind") == "entry":
            if "text" in document:
                refuse(n, "expected the entry's words under its mark")
            document["text"] = _words(n, numbered)
        yield document


def refuse(n: int, what: str) -> NoReturn:
    """Raise BadInput for a line."""
    raise BadInput(f"line {n}: {what}")


def _fields(n: int, fields: str) -> dict[str, Any]:
    try:
        document = json.loads(fields)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        refuse(n, "the mark holds no readable record")
    return document


def _words(n: int, numbered: Iterator[tuple[int, str]]) -> str:
    """Return the words up to the end mark, without the empty line on either side."""
    words: list[str] = []
    for at, line in numbered:
        if line == _END:
            if len(words) < 3 or words[0] or words[-1]:  # noqa: PLR2004  an empty line, the words, an empty line
                refuse(at, "expected an empty line after the entry's mark and before its end mark")
            return "\n".join(words[1:-1])
        if line.startswith(MARK):
            refuse(at, "expected the end mark of the entry above")
        words.append(line[1:] if line.startswith("\\") and _LOOKS_LIKE_A_MARK.match(line) else line)
    return refuse(n, "the end mark of this entry is missing")
