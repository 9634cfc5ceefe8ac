"""Markdown out: a page to read, day by day, from which every record comes back exactly.

Each record stands behind one mark, an HTML comment that no renderer shows, with its fields as JSON. An entry's words
follow as they were written, up to an end mark; a line of the words that looks like a mark gets a backslash in front.
Words outside the marks are refused on the way in, not ignored: nothing a person wrote may vanish in an import.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec

from comfort_journal.errors import BadInput, NewerFormat
from comfort_journal.interchange import diary
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure
from comfort_journal.interchange.native import once_each, utf8
from comfort_journal.interchange.sentences import clock, sentence
from comfort_journal.records import Entry, from_document, moment, programme_day, to_document, when
from comfort_journal.text.dates import say_date
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from comfort_journal.interchange.sources import Source
    from comfort_journal.records import AnyRecord

_MARK = "<!-- comfort-journal "
_FIRST = f"{_MARK}file 1 -->"
_END = f"{_MARK}end -->"
_FILE = re.compile(r"<!-- comfort-journal file (?P<version>[0-9]{1,9}) -->\Z")
_RECORD = re.compile(r"<!-- comfort-journal (?P<fields>\{.*\}) -->\Z")
_LOOKS_LIKE_A_MARK = re.compile(r"\\*<!-- comfort-journal ")
_OUR_OWN = re.compile(r"#{1,6} .*\Z|\*.*\*\Z|\s*\Z")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#&|~])")
_UNSAFE_IN_A_COMMENT = {"<": "\\u003c", ">": "\\u003e", "--": "-\\u002d"}


def dump(records: Iterable[AnyRecord], exported_on: date) -> bytes:
    """Return these records as one document, the oldest day first, later notes under their entry."""
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
    lines = [
        _FIRST,
        "",
        "# Journal",
        "",
        f"*Exported on {say_date(exported_on)}. Anyone who has this file can read it.*",
        "",
    ]
    written_out: set[str] = set()
    for day in sorted(by_day, key=lambda day: (day is None, day)):
        lines += [f"## {say_date(day) if day else 'Without a day'}", ""]
        for record in by_day[day]:
            lines += _with_notes(record, notes, written_out)
    rest = [record for record in kept if record.id not in written_out]
    lines += [line for record in rest for line in _record(record, 3)]
    return "\n".join(lines).encode()


def load(data: bytes, local: Callable[[datetime], datetime]) -> list[AnyRecord]:
    """Return the records of our own document, or a hand-written diary's as entries.

    ``local`` gives a naive time its offset. Raises BadInput with a line's number or a record's path, never with words.
    """
    return list(_read(data, ReadOptions(local=local)).records)


def _read(data: bytes, options: ReadOptions) -> Imported:
    lines = utf8(data).split("\n")
    if lines[0].endswith("\r"):
        lines = [line.removesuffix("\r") for line in lines]
    file = _FILE.match(lines[0])
    if file is None:
        if any(line.startswith(_MARK) for line in lines):
            raise BadInput("The first line of this export is missing; it names the format. Nothing was changed.")
        return diary.read(lines, options)
    if int(file["version"]) != 1:
        raise NewerFormat("This file was written by a newer version of Comfort Journal; nothing was changed.")
    documents = list(_documents(lines))
    return Imported(once_each([from_document(document, at=f"records[{n}]") for n, document in enumerate(documents)]))


def _with_notes(record: AnyRecord, notes: dict[str, list[Entry]], written_out: set[str]) -> list[str]:
    """Return a record with its later notes and theirs, each once; notes that name each other in a circle end here."""
    lines: list[str] = []
    waiting: list[tuple[AnyRecord, int]] = [(record, 3)]
    while waiting:
        current, depth = waiting.pop()
        if current.id in written_out:
            continue
        written_out.add(current.id)
        lines += _record(current, depth)
        waiting += [(note, 4) for note in reversed(notes.get(current.id, []))]
    return lines


def _record(record: AnyRecord, depth: int) -> list[str]:
    document = to_document(record)
    if not isinstance(record, Entry):
        said = " · ".join(part for part in (clock(record), sentence(record)) if part)
        return [_mark(document), f"*{_escaped(said)}*", ""]
    text = document.pop("text")
    title = [say_date(programme_day(record.at))] if depth > 3 else []  # noqa: PLR2004  a note may be of another day
    title += [clock(record), one_line(record.prompt or "")]
    said = sentence(record)
    return [
        f"{'#' * depth} {_escaped(' · '.join(part for part in title if part))}{' ★' if record.starred else ''}",
        "",
        *([f"*{_escaped(said)}*", ""] if said else []),
        _mark(document),
        "",
        *("\\" + line if _LOOKS_LIKE_A_MARK.match(line) else line for line in text.split("\n")),
        "",
        _END,
        "",
    ]


def _mark(document: dict[str, Any]) -> str:
    """Return a mark whose JSON can neither end the comment nor hold two hyphens in a row."""
    fields = msgspec.json.encode(document).decode()
    for character, escape in _UNSAFE_IN_A_COMMENT.items():
        fields = fields.replace(character, escape)
    return f"{_MARK}{fields} -->"


def _documents(lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents behind the marks, refusing by its line what stands outside of them and is not ours."""
    numbered = iter(enumerate(lines[1:], start=2))
    for n, line in numbered:
        mark = _RECORD.match(line)
        if mark is None:
            if line.startswith(_MARK) or not _OUR_OWN.match(line):
                _refuse(n, "expected a mark, a heading or a line between asterisks; words belong between two marks")
            continue
        document = _fields(n, mark["fields"])
        if document.get("kind") == "entry":
            if "text" in document:
                _refuse(n, "expected the entry's words under its mark")
            document["text"] = _words(n, numbered)
        yield document


def _fields(n: int, fields: str) -> dict[str, Any]:
    try:
        document = json.loads(fields)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        _refuse(n, "the mark holds no readable record")
    return document


def _words(n: int, numbered: Iterator[tuple[int, str]]) -> str:
    """Return the words up to the end mark, without the empty line on either side."""
    words: list[str] = []
    for at, line in numbered:
        if line == _END:
            if len(words) < 3 or words[0] or words[-1]:  # noqa: PLR2004  an empty line, the words, an empty line
                _refuse(at, "expected an empty line after the entry's mark and before its end mark")
            return "\n".join(words[1:-1])
        if line.startswith(_MARK):
            _refuse(at, "expected the end mark of the entry above")
        words.append(line[1:] if line.startswith("\\") and _LOOKS_LIKE_A_MARK.match(line) else line)
    return _refuse(n, "the end mark of this entry is missing")


def _refuse(n: int, what: str) -> NoReturn:
    raise BadInput(f"line {n}: {what}")


def _by_time(record: AnyRecord) -> tuple[bool, float, str]:
    written = when(record)
    return (written is None, moment(written).timestamp() if written else 0.0, record.id)


def _escaped(said: str) -> str:
    return _SPECIAL.sub(r"\\\1", said)


def recognise(source: Source) -> Sure:
    """Tell whether a file has our own marks, or headings with dates; headings alone are only alike."""
    if len(source.names) != 1:
        return Sure.NO
    lines = source.head().decode("utf-8", "replace").split("\n")
    if _FILE.match(lines[0].rstrip("\r")):
        return Sure.CERTAIN
    if any(line.startswith(_MARK) or diary.is_a_day(line) for line in lines):
        return Sure.FITS
    return Sure.RESEMBLES if any(line.startswith("#") for line in lines) else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the records of our own document, or a hand-written diary's as entries; raises as ``load``."""
    return _read(source.only(), options)


IMPORTER = Importer("markdown", "a Markdown diary with dates as headings", recognise, read)
