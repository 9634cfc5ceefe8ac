"""Markdown out: a page to read, day by day, and nothing else in sight; every record comes back from it exactly.

What a person reads stands above: days, headings, an entry's words as they were written. Behind the last of them is one
HTML comment, which no renderer shows, with a line a record in the page's order: a sum of each line of ours that stands
before the words, and the fields without the words. An entry's words are read from the page, so a change that was made
to them by hand comes in. A change of any other line is refused by its number: the fields would not follow it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from comfort_journal.errors import BadInput, NewerFormat
from comfort_journal.interchange import diary, markdown_marks
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure
from comfort_journal.interchange.markdown_marks import MARK, refuse
from comfort_journal.interchange.names import NO_NAMES
from comfort_journal.interchange.native import once_each, utf8
from comfort_journal.interchange.sentences import clock, sentence
from comfort_journal.records import Entry, from_document, moment, programme_day, to_document, when
from comfort_journal.text.dates import WEEKDAYS, say_date
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from comfort_journal.interchange.names import Names
    from comfort_journal.interchange.sources import Source
    from comfort_journal.records import AnyRecord

VERSION = 2
TITLE, EXPORTED = "# Journal", "*Exported on "
_NO_DAY = "Without a day"
_FILE = re.compile(r"<!-- comfort-journal file (?P<version>[0-9]{1,9})(?P<end> -->\Z|: )")
_KEPT = re.compile(r"(?P<sums>(?:[0-9a-f]{8} ){1,9})(?P<fields>\{.*\})\Z")
_DAY = rf"(?:{'|'.join(WEEKDAYS)}) \d"
_OURS = re.compile(
    rf"## (?:{_DAY}|{_NO_DAY}\Z)|### \d\d:\d\d|#### {_DAY}.* · \d\d:\d\d"
    r"|\*(?:\d\d:\d\d )?· .*\*\Z|<!-- comfort-journal "
)
"""What begins a day, an entry or another record: a line of somebody's words that looks so gets a backslash in front."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>#&|~])")
_UNSAFE_IN_A_COMMENT = {"<": "\\u003c", ">": "\\u003e", "--": "-\\u002d"}
_FOR_READING_BACK = f'{MARK}file {VERSION}: what "import" needs besides the page above. Please leave it as it is.'
_CLOSED = "-->"
_CHANGED = (
    "this line is not as the export wrote it. An entry's words may be changed by hand; its day, time and facts, "
    "and the order, may not"
)


def dump(records: Iterable[AnyRecord], exported_on: date, names: Names = NO_NAMES) -> bytes:
    """Return these records as one document, the oldest day first, later notes under their entry."""
    lines: list[str] = []
    kept: list[str] = []
    head = [TITLE, "", f"{EXPORTED}{say_date(exported_on)}. Anyone who has this file can read it.*", ""]
    for day, record, depth in _in_order(records):
        head += [*([] if day is None else [f"## {day}", ""]), *_head(record, depth, names), ""]
        document = to_document(record)
        words = document.pop("text").split("\n") if isinstance(record, Entry) else []
        lines += [*head, *map(escaped, words), *([""] if words else [])]
        kept.append(" ".join([*(_sum(line) for line in head if line), _for_a_comment(document)]))
        head = []
    return "\n".join([*lines, *head, _FOR_READING_BACK, *kept, _CLOSED, ""]).encode()


def load(data: bytes, local: Callable[[datetime], datetime]) -> list[AnyRecord]:
    """Return the records of our own document, or a hand-written diary's as entries.

    ``local`` gives a naive time its offset. Raises BadInput with a line's number or a record's path, never with words.
    """
    return list(_read(data, ReadOptions(local=local)).records)


def _read(data: bytes, options: ReadOptions) -> Imported:
    lines = utf8(data).split("\n")
    if lines[0].endswith("\r"):
        lines = [line.removesuffix("\r") for line in lines]
    documents = _documents(lines)
    if documents is None:
        return diary.read(lines, options)
    return Imported(once_each([from_document(document, at=f"records[{n}]") for n, document in enumerate(documents)]))


def escaped(line: str) -> str:
    """Return a line of words so that no reader takes it for one of ours."""
    return "\\" + line if _OURS.match(line.lstrip("\\")) else line


def unescaped(line: str) -> str:
    """Return a line as it was written."""
    return line[1:] if line.startswith("\\") and _OURS.match(line.lstrip("\\")) else line


def _in_order(records: Iterable[AnyRecord]) -> Iterator[tuple[str | None, AnyRecord, int]]:
    """Yield each record with its heading's depth, by time, later notes under their entry; the first with its day."""
    by_day: dict[date | None, list[AnyRecord]] = defaultdict(list)
    kept = sorted(records, key=_by_time)
    here = {record.id for record in kept}
    notes: dict[str, list[Entry]] = defaultdict(list)
    for record in kept:
        if isinstance(record, Entry) and record.about in here and record.about != record.id:
            notes[record.about].append(record)
        else:
            written = when(record)
            by_day[programme_day(written) if written else None].append(record)
    written_out: set[str] = set()
    for day in sorted(by_day, key=lambda day: (day is None, day)):
        said: str | None = say_date(day) if day else _NO_DAY
        for record in by_day[day]:
            for each, depth in _with_notes(record, notes, written_out):
                yield said, each, depth
                said = None
    for record in kept:  # notes that name each other in a circle belong under no day
        if record.id not in written_out:
            yield None, record, 4


def _with_notes(
    record: AnyRecord, notes: dict[str, list[Entry]], written_out: set[str]
) -> Iterator[tuple[AnyRecord, int]]:
    """Yield a record with its later notes and theirs, each once."""
    waiting: list[tuple[AnyRecord, int]] = [(record, 3)]
    while waiting:
        current, depth = waiting.pop()
        if current.id not in written_out:
            written_out.add(current.id)
            yield current, depth
            waiting += [(note, 4) for note in reversed(notes.get(current.id, []))]


def _head(record: AnyRecord, depth: int, names: Names) -> list[str]:
    """Return the lines of ours that stand before a record's words."""
    said = sentence(record, names)
    if not isinstance(record, Entry):
        at = clock(record)
        return [f"*{at}{' ' if at else ''}· {_literal(said)}*"]
    title = [clock(record), one_line(record.prompt or "")]
    if depth > 3:  # noqa: PLR2004  a note may be of another day
        title = [say_date(programme_day(record.at)), *title]
    heading = f"{'#' * depth} {_literal(' · '.join(part for part in title if part))}{' ★' if record.starred else ''}"
    return [heading, "", f"*{_literal(said)}*"] if said else [heading]


def _documents(lines: Sequence[str]) -> list[dict[str, Any]] | None:
    """Return the documents of an export of ours, of any version; None for another file."""
    first = _FILE.match(lines[0])
    if first and int(first["version"]) == 1:
        return list(markdown_marks.documents(lines))
    begins = next((n for n in reversed(range(len(lines))) if lines[n].startswith(f"{MARK}file ")), None)
    file = None if begins is None else _FILE.match(lines[begins])
    if begins is not None and file is not None:
        if int(file["version"]) > VERSION:
            raise NewerFormat("This file was written by a newer version of Comfort Journal; nothing was changed.")
        if begins:
            return list(_read_back(lines[:begins], lines[begins:], begins))
    if _is_ours(lines):
        raise BadInput("The end of this export is missing, so words may be too. Nothing was changed.")
    if any(line.startswith(MARK) for line in lines):
        raise BadInput("The first line of this export is missing; it names the format. Nothing was changed.")
    return None


def _is_ours(lines: Sequence[str]) -> bool:
    return lines[0].strip() == TITLE and any(line.startswith(EXPORTED) for line in lines[:4])


def _read_back(page: Sequence[str], kept: Sequence[str], begins: int) -> Iterator[dict[str, Any]]:
    """Yield the fields that were kept, with the words of the page; refuse what stands on it and is in none."""
    while kept and not kept[-1].strip():
        kept = kept[:-1]
    if kept[-1] != _CLOSED:
        refuse(
            begins + len(kept), "expected the end of the export; nothing may stand behind it, and nothing be missing"
        )
    at = 0
    for n, line in enumerate(kept[1:-1], start=begins + 2):
        match = _KEPT.match(line)
        document = _fields(match["fields"]) if match else None
        entry = document is not None and document.get("kind") == "entry"
        if match is None or document is None or (entry and "text" in document):
            refuse(n, "expected a record's fields as the export wrote them")
        at = _past_head(page, at, match["sums"].split())
        if entry:
            end = next((n for n in range(at, len(page)) if _OURS.match(page[n])), len(page))
            document["text"] = "\n".join(map(unescaped, _between_blanks(page[at:end])))
            at = end
        yield document
    for n in range(at, len(page)):
        if page[n].strip() and not (at == 0 and page[n].startswith((TITLE, EXPORTED))):
            refuse(n + 1, _CHANGED)


def _past_head(page: Sequence[str], at: int, sums: Sequence[str]) -> int:
    """Return the place behind a record's own lines, after making sure that each is as it was written."""
    for wanted in sums:
        while at < len(page) and not page[at].strip():
            at += 1
        if at == len(page) or _sum(page[at]) != wanted:
            refuse(at + 1, _CHANGED)
        at += 1
    return at


def _between_blanks(lines: Sequence[str]) -> Sequence[str]:
    """Return words without the empty line on either side, where an editor left it."""
    begin = 1 if lines and not lines[0] else 0
    end = len(lines) - 1 if len(lines) > begin and not lines[-1] else len(lines)
    return lines[begin:end]


def _fields(written: str) -> dict[str, Any] | None:
    try:
        document = json.loads(written)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _sum(line: str) -> str:
    return hashlib.sha256(line.rstrip().encode()).hexdigest()[:8]


def _for_a_comment(document: dict[str, Any]) -> str:
    """Return JSON that can neither end the comment nor hold two hyphens in a row."""
    fields = msgspec.json.encode(document).decode()
    for character, escape in _UNSAFE_IN_A_COMMENT.items():
        fields = fields.replace(character, escape)
    return fields


def _by_time(record: AnyRecord) -> tuple[bool, float, str]:
    written = when(record)
    return (written is None, moment(written).timestamp() if written else 0.0, record.id)


def _literal(said: str) -> str:
    return _SPECIAL.sub(r"\\\1", said)


def recognise(source: Source) -> Sure:
    """Tell whether a file begins as our own page, or has headings with dates; headings alone are only alike."""
    if len(source.names) != 1:
        return Sure.NO
    lines = [line.removesuffix("\r") for line in source.head().decode("utf-8", "replace").split("\n")]
    if _FILE.match(lines[0]) or _is_ours(lines):
        return Sure.CERTAIN
    if any(line.startswith(MARK) or diary.is_a_day(line) for line in lines):
        return Sure.FITS
    return Sure.RESEMBLES if any(line.startswith("#") for line in lines) else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the records of our own document, or a hand-written diary's as entries; raises as ``load``."""
    return _read(source.only(), options)


IMPORTER = Importer("markdown", "a Markdown diary with dates as headings", recognise, read)
