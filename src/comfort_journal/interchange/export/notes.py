"""Notes: a Markdown file a day, with front matter, for a folder of notes; each comes back exactly as it was.

The front matter has the day, its tags, and under ``entries`` a line an entry with all but its words; its values are
JSON, which is YAML too. Below, each entry has a heading with its time. A line of words that looks like such a heading
gets a backslash in front, and the words between two headings are the entry's.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec

from comfort_journal.errors import BadInput
from comfort_journal.interchange.native import utf8
from comfort_journal.interchange.sentences import clock
from comfort_journal.records import Entry, from_document, moment, programme_day, tags_once, to_document
from comfort_journal.text.dates import say_date
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from comfort_journal.records import AnyRecord

FENCE, _LISTED, _ITEM = "---", "entries:", "  - "
_TITLE = re.compile(r"# \w+day \d+ \w+ \d+\s*\Z")
_HEADING = re.compile(r"## (?P<clock>\d\d:\d\d)(?![\d:])")
_NO_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def files(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Return a file for each day that has entries, named by the day."""
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (moment(entry.at), entry.id)):
        by_day[programme_day(entry.at)].append(entry)
    return {f"{day.isoformat()}.md": _day(day, of_day) for day, of_day in by_day.items()}


def load(data: bytes) -> list[AnyRecord] | None:
    """Return the entries of a day's file of ours, None for another note. Raises BadInput with a line's number."""
    lines = utf8(data).split("\n")
    if lines[0].endswith("\r"):
        lines = [line.removesuffix("\r") for line in lines]
    if lines[0] != FENCE or FENCE not in lines[1:] or _LISTED not in lines[1 : lines.index(FENCE, 1)]:
        return None
    end = lines.index(FENCE, 1)
    kept = [line.removeprefix(_ITEM) for line in lines[lines.index(_LISTED) + 1 : end] if line.startswith(_ITEM)]
    headings = [n for n in range(end, len(lines)) if _HEADING.match(lines[n])]
    if len(headings) != len(kept):
        _refuse(end + 1, "expected as many entries below as the front matter lists")
    found: list[AnyRecord] = []
    for n, (begin, written) in enumerate(zip(headings, kept, strict=True)):
        document = _fields(written, end)
        words = lines[begin + 1 : headings[n + 1] if n + 1 < len(headings) else len(lines)]
        entry = from_document(document | {"kind": "entry", "text": _words(words)}, at=f"entries[{n}]")
        if _heading(entry) != lines[begin].rstrip():
            _refuse(begin + 1, "this heading does not say what the front matter does; only words may be changed")
        found.append(entry)
    stray = next((n for n in range(end + 1, headings[0] if headings else len(lines)) if _is_word(lines[n])), None)
    if stray is not None:
        _refuse(stray + 1, "expected a heading with a time, such as ## 21:40, before these words")
    return found


def _day(day: date, entries: Sequence[Entry]) -> bytes:
    tags = tags_once(tag for entry in entries for tag in entry.tags)
    lines = [FENCE, f"date: {day.isoformat()}", f"tags: {_yaml(tags)}", _LISTED]
    for entry in entries:
        document = to_document(entry)
        lines.append(_ITEM + _yaml({name: value for name, value in document.items() if name not in {"kind", "text"}}))
    lines += [FENCE, "", f"# {say_date(day)}", ""]
    for entry in entries:
        words = ("\\" + line if _HEADING.match(line.lstrip("\\")) else line for line in entry.text.split("\n"))
        lines += [_heading(entry), "", *words, ""]
    return "\n".join(lines).encode()


def _heading(entry: AnyRecord) -> str:
    assert isinstance(entry, Entry)  # noqa: S101  notes hold nothing else
    title = " · ".join(part for part in (clock(entry), one_line(entry.prompt or "")) if part)
    return f"## {title}{' ★' if entry.starred else ''}".rstrip()


def _words(lines: Sequence[str]) -> str:
    begin = 1 if lines and not lines[0] else 0
    end = len(lines) - 1 if len(lines) > begin and not lines[-1] else len(lines)
    return "\n".join(
        line[1:] if line.startswith("\\") and _HEADING.match(line.lstrip("\\")) else line for line in lines[begin:end]
    )


def _is_word(line: str) -> bool:
    return bool(line.strip()) and not _TITLE.match(line)


def _fields(written: str, end: int) -> dict[str, Any]:
    try:
        document = json.loads(written)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        _refuse(end + 1, "the front matter above lists an entry that cannot be read")
    return document


def _yaml(value: object) -> str:
    """Return JSON without the few characters that JSON may hold and YAML may not."""
    return _NO_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", msgspec.json.encode(value).decode())


def _refuse(n: int, what: str) -> NoReturn:
    raise BadInput(f"line {n}: {what}")
