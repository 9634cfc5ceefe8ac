"""jrnl's journals: its own text, and what ``jrnl --export`` writes as JSON, Markdown and XML.

Title and words of an entry are one text, as its file has them: none of its lines is left out, no line of tags either.
The same entry has the same id in every one of these forms. A stamp that looks like a date and is none is refused by its
line, never swallowed into the entry before.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from comfort_journal.errors import BadInput
from comfort_journal.interchange import headings, local_time
from comfort_journal.interchange.diary import KEEP_PREFACE, NOON, PREFACE
from comfort_journal.interchange.export.jrnl_text import OWN_STAMP, TAG, words_and_tags
from comfort_journal.interchange.gathering import Gathering, entry_of
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure, unheard
from comfort_journal.interchange.native import not_whole, utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from comfort_journal.interchange.sources import Source

_ENCRYPTED = (b"JRNLv3", b"gAAAAA")
DECRYPT = "This jrnl journal is encrypted. Write it out with 'jrnl --decrypt FILE' first, and import that file."
OTHER = "a file that is none of jrnl's"

_STAMP = re.compile(r"^\[([^\]\n]{1,60})\] ", re.MULTILINE)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)", re.ASCII)
_LOCALE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})\Z", re.ASCII)
_NEARLY = re.compile(r"\d{1,4}[-./]\d{1,4}\b.*\d:\d\d", re.ASCII)
_OLD_STAMP = re.compile(r"(?:\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}) \d\d:\d\d \S", re.ASCII)
_NO_STAMP = re.compile(r"^ (?=\[)", re.MULTILINE)
"""The blank that keeps a line in brackets from being taken for an entry."""
_JSON = re.compile(rb'\s*\{(?=[^\0]*"title")[^\0]*"body"')
_XML = re.compile(rb"(?:<\?xml[^>]*\?>)?\s*<journal>")
_MARKDOWN = re.compile(r"# \d{4}\n\n## [^\W\d]+\n\n### ")
_ENTRY = re.compile(r"^### (.*)\n", re.MULTILINE)
_GROUPS = re.compile(r"^#{1,2} (?:\d{4}|[^\W\d]+)\n", re.MULTILINE)
_DEEPER = re.compile(r"^###(#{1,6} )", re.MULTILINE)
_A_DAY = re.compile(r"(?:.*/)?(\d{4})/(\d\d)/(\d\d)\.txt\Z", re.ASCII)


def recognise(source: Source) -> Sure:
    """Tell whether a file, or the first of a tree, begins as jrnl writes it."""
    names = _members(source)
    return _of_head(source.head(names[0]), a_day=bool(_A_DAY.match(names[0]))) if names else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the entries of every file; raises BadInput with the line or the entry."""
    found = Gathering("jrnl", options, source.left_out)
    names = _members(source)
    for name in sorted({*source.names} - {*names}):
        found.leave_out(name, OTHER)
    if len(names) == 1:
        _file(found, "", names[0], source, options)
        return found.imported()
    for done, name in enumerate(names):
        options.hear(done, len(names))
        _file(found, f"{name}, ", name, source, replace(options, hear=unheard))
    return found.imported()


def _members(source: Source) -> tuple[str, ...]:
    """Return the files that can be jrnl's: a folder journal's days, or else each that an export may have made."""
    if len(source.names) == 1:
        return source.names
    return tuple(filter(_A_DAY.match, source.names)) or source.ending_with(".txt", ".json", ".xml")


def _of_head(head: bytes, *, a_day: bool) -> Sure:
    if head.startswith(_ENCRYPTED) or _XML.match(head):
        return Sure.CERTAIN
    if _JSON.match(head):
        if b'"creationDate"' in head:
            return Sure.NO
        return Sure.CERTAIN if b'"date"' in head else Sure.FITS  # a long body may stand before it
    text = head.decode("utf-8", "replace").replace("\r\n", "\n").lstrip()
    if _MARKDOWN.match(text):
        return Sure.CERTAIN
    stamps = [match.start() for match in _STAMP.finditer(text) if a_day or _is_a_stamp(match[1])]
    if stamps:
        return Sure.CERTAIN if stamps[0] == 0 else Sure.FITS
    return Sure.RESEMBLES if _OLD_STAMP.match(text) else Sure.NO


def _file(found: Gathering, where: str, name: str, source: Source, options: ReadOptions) -> None:
    data = source.read(name)
    if data.startswith(_ENCRYPTED):
        raise BadInput(DECRYPT)
    text = utf8(data).replace("\r\n", "\n")
    if text.lstrip().startswith("{"):
        _json(found, where, text)
    elif _XML.match(data):
        _xml(found, where, text)
    elif _MARKDOWN.match(text.lstrip()):
        _markdown(found, where, text)
    else:
        _text(found, where, text, _A_DAY.match(name), options)


# -- its own text


def _text(found: Gathering, where: str, text: str, a_day: re.Match[str] | None, options: ReadOptions) -> None:
    pages = list(_pages(where, text, a_day))
    preface = text[: pages[0][2]] if pages else text
    if preface.strip() and pages and options.preface == "keep":
        found.decide(f"{where}line 1", PREFACE)
        _add(found, f"{where}line 1", pages[0][1], preface.strip("\n"), tags=[], starred=False)
    elif preface.strip() or not pages:
        keep = KEEP_PREFACE if pages else ""
        raise BadInput(
            f"{where}line 1: expected a date in brackets, such as [2026-01-05 21:40], before these words{keep}"
        )
    ends = [start for _, _, start, _ in pages[1:]] + [len(text)]
    for (place, at, start, begin), end in zip(pages, ends, strict=True):
        options.hear(end, len(text))
        first, line_end, rest = text[begin:end].partition("\n")
        starred = first.rstrip().endswith("*")
        if starred and first.rstrip()[-2:-1] in ("", " "):
            first = first.rstrip()[:-1].removesuffix(" ")
        words, tags = first + line_end + rest, list[str]()
        if OWN_STAMP.fullmatch(text[start + 1 : begin - 2]):
            words, tags = words_and_tags(words)
        else:
            words = _NO_STAMP.sub("", words)
        _add(found, place, at, words, tags=tags, starred=starred)


def _pages(where: str, text: str, a_day: re.Match[str] | None) -> Iterator[tuple[str, datetime, int, int]]:
    """Yield each entry's place and moment, and where its stamp and its words begin."""
    line_of = _line_counter(text)
    for match in _STAMP.finditer(text):
        line = line_of(match.start())
        try:
            at = _moment(match[1])
            if at is None and a_day:
                at = _time_of_day(match[1])
        except (headings.NotUnderstoodError, ValueError) as fault:
            if not any(map(str.isdigit, match[1])):
                continue
            why = fault if isinstance(fault, headings.NotUnderstoodError) else "there is no such day or time"
            raise BadInput(f"{where}line {line}: {why}") from None
        if at is None:
            continue
        if a_day:  # the folder's own date holds, as jrnl has it
            at = at.replace(year=int(a_day[1]), month=int(a_day[2]), day=int(a_day[3]))
        yield f"{where}line {line}", at, match.start(), match.end()


def _line_counter(text: str) -> Callable[[int], int]:
    """Return what tells the line of a place in the text, for places that only go forward."""
    line, counted = 1, 0

    def line_of(place: int) -> int:
        nonlocal line, counted
        line, counted = line + text.count("\n", counted, place), place
        return line

    return line_of


def _moment(stamp: str) -> datetime | None:
    """Return what a stamp says; None for words in brackets. Raises ValueError for what only looks like a date."""
    stamp = stamp.strip()
    if dotted := _DOTTED.match(stamp):
        day, month, year = dotted.groups()
        stamp = f"{year}-{month}-{day}{stamp[dotted.end() :]}"
    elif by_locale := _LOCALE.match(stamp):
        month, day, clock, year = by_locale.groups()
        stamp = f"{day} {month} {year} {clock}"
    found = headings.read(stamp)
    if not isinstance(found, headings.HeadingMoment) or found.day is None:
        if _NEARLY.match(stamp):
            raise headings.NotUnderstoodError("this looks like a date and is none; write it as 2026-01-05 21:40")
        return None
    if found.words:
        raise headings.NotUnderstoodError("expected nothing but a date and a time in these brackets")
    return datetime.combine(found.day, found.clock or NOON)


def _time_of_day(stamp: str) -> datetime | None:
    found = headings.read(stamp)
    clock = found.clock if isinstance(found, headings.HeadingMoment) and not found.words else None
    return datetime.combine(date.min, clock) if clock else None


def _is_a_stamp(words: str) -> bool:
    try:
        return _moment(words) is not None
    except ValueError:
        return any(map(str.isdigit, words))


# -- what it exports


def _json(found: Gathering, where: str, text: str) -> None:
    try:
        content = json.loads(text)
        entries = content.get("entries", [content])
        for n, entry in enumerate(entries):
            _json_entry(found, where, n, entry)
    except (json.JSONDecodeError, RecursionError):
        raise not_whole(where) from None
    except (AttributeError, TypeError):
        raise BadInput(f"{where}expected entries as jrnl exports them") from None


def _json_entry(found: Gathering, where: str, n: int, entry: dict[str, Any]) -> None:
    path = f"{where}entries[{n}]"
    title, body, tags = entry.get("title"), entry.get("body", ""), entry.get("tags", [])
    if not all(isinstance(each, str) for each in (title, body, entry.get("date"), entry.get("time", ""), *tags)):
        raise BadInput(f"{path}: expected title, body, date, time and tags as text")
    at = _read_stamp(path, f"{entry['date']} {entry.get('time', '')}".strip())
    text = _NO_STAMP.sub("", f"{title}\n{body}" if body.strip() else str(title))
    starred = entry.get("starred") is True
    _add(found, entry_of(where, at), at, text, tags=sorted(tags), starred=starred, key=entry.get("uuid"))


def _xml(found: Gathering, where: str, text: str) -> None:
    if "<!" in text.split("<journal>", 1)[0]:
        raise BadInput(f"{where}this file declares names of its own, as no journal does")
    try:
        root = ET.fromstring(text)  # noqa: S314  it declares no entity
    except ET.ParseError as fault:
        raise BadInput(f"{where}line {fault.position[0]}: this is not XML") from None
    for n, entry in enumerate(root.iterfind("entries/entry")):
        at = _read_stamp(f"{where}entries[{n}]", entry.get("date", ""))
        tags = [tag.get("name", "") for tag in entry.iterfind("tag")]
        words = _NO_STAMP.sub("", "".join(entry.itertext()).strip())
        starred = entry.get("starred", "").lower() == "true"
        _add(found, entry_of(where, at), at, words, tags=sorted(tags), starred=starred)


def _markdown(found: Gathering, where: str, text: str) -> None:
    """Read entries below ``###``; headings inside of an entry were moved three levels down, and come back up."""
    matches = list(_ENTRY.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    line_of = _line_counter(text)
    for match, end in zip(matches, ends, strict=True):
        place = f"{where}line {line_of(match.start())}"
        try:
            said = headings.read(match[1])
        except headings.NotUnderstoodError as fault:
            raise BadInput(f"{place}: {fault}") from None
        if not isinstance(said, headings.HeadingMoment) or said.day is None:
            raise BadInput(f"{place}: expected a date behind these three signs")
        body = _DEEPER.sub(r"\1", _GROUPS.sub("", text[match.end() : end])).strip()
        words = f"{said.words}\n{body}" if body else said.words
        _add(found, place, datetime.combine(said.day, said.clock or NOON), _NO_STAMP.sub("", words))


def _read_stamp(place: str, stamp: str) -> datetime:
    try:
        at, timed = local_time.read(stamp)
    except BadInput as fault:
        raise BadInput(f"{place}: {fault}") from None
    return at if timed else datetime.combine(at, NOON)


def _add(  # noqa: PLR0913  one argument per part of an entry
    found: Gathering,
    place: str,
    at: datetime,
    text: str,
    *,
    tags: Iterable[str] = (),
    starred: bool = False,
    key: str | None = None,
) -> None:
    """Take an entry in: its words whole, and as tags those in the words before those beside them."""
    text = text.strip()
    named = [*TAG.findall(text), *(tag.lstrip("@#") for tag in tags)]
    own = key or f"{at:%Y-%m-%d %H:%M} {' '.join(text.split())}"
    found.add(place, at, text, tags=named, starred=starred, key=own)


IMPORTER = Importer("jrnl", "jrnl", recognise, read)
