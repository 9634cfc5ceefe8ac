"""RedNotebook's months: a file ``YYYY-MM.txt`` of YAML, or the folder or zip of them; each day is one entry.

The name of a file is its year and month, its keys are the days. A day's categories are its tags; what was written under
a category stays words, a line each. What is in no such place is refused by its line.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.interchange import yaml_text
from comfort_journal.interchange.diary import NOON
from comfort_journal.interchange.gathering import Gathering
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure
from comfort_journal.interchange.native import utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comfort_journal.interchange.sources import Source
    from comfort_journal.interchange.yaml_text import Placed

OTHER = "a file that is none of RedNotebook's months"
PICTURE = "a picture"
NO_NAME = (
    "This is a month of RedNotebook, and which one stands in its file's name alone: expected a name like 2026-01.txt; "
    "nothing was changed."
)
_MONTH = re.compile(r"(?:.*\D)?(?P<year>[1-9]\d{3})-(?P<month>0[1-9]|1[0-2])\.txt\Z", re.ASCII)
_HEAD = re.compile(rb"\s*(?:---\s*)?(?P<quote>['\"]?)\d{1,2}(?P=quote):(?:[ \t]*\r?\n[ \t]+[^\s-]|[ \t]*\{)")
_PICTURE = re.compile(r'\[""[^"\]]*""\.\w{1,8}[?\]]')
_HASHTAG = re.compile(
    r"(?<![\w&#\uff03])[#\uff03](?!(?:[0-9a-f]{6}|include|define|ifdef|ifndef|endif)\b)(?P<tag>\w+)", re.IGNORECASE
)
"""What RedNotebook takes for a tag: no colour, and no word of C."""


def recognise(source: Source) -> Sure:
    """Tell whether a file, or one of a tree, is named as a month and begins with a day."""
    for name in _months(source) or (source.names if len(source.names) == 1 else ()):
        head = source.head(name)
        if _HEAD.match(head) and b"text" in head:
            return Sure.CERTAIN
    return Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return an entry for each day of every month; raises BadInput with the line."""
    found = Gathering("rednotebook", options, source.left_out)
    months = _months(source)
    if not months:
        raise BadInput(NO_NAME)
    for name in sorted({*source.names} - {*months}):
        found.leave_out(name, OTHER)
    for done, name in enumerate(months):
        options.hear(done, len(months))
        where = f"{name}, " if len(source.names) > 1 else ""
        _month(found, where, name, source.read(name))
    return found.imported()


def _months(source: Source) -> tuple[str, ...]:
    """Return the files that are named as RedNotebook names a month, or else those whose names end so."""
    named = tuple(filter(_MONTH.match, source.names))
    return tuple(name for name in named if len(name.rpartition("/")[2]) == len("2026-01.txt")) or named


def _month(found: Gathering, where: str, name: str, data: bytes) -> None:
    named = _MONTH.match(name)
    assert named is not None  # noqa: S101  only months are read
    try:
        days = yaml_text.load(utf8(data)).value
    except BadInput as fault:
        raise BadInput(f"{where}{fault}") from None
    if days is None:
        return
    if not isinstance(days, dict):
        raise BadInput(f"{where}line 1: expected the days of a month, such as 5:")
    for day, held in days.items():
        place = f"{where}line {held.line}"
        try:
            at = datetime.combine(datetime(int(named["year"]), int(named["month"]), _number(day)), NOON)  # noqa: DTZ001  naive as it is written
        except ValueError:
            raise BadInput(f"{place}: there is no such day in this month") from None
        if held.value is not None:
            _day(found, where, place, at, held)


def _number(day: str) -> int:
    if not (day.isascii() and day.isdigit() and len(day) <= 2):  # noqa: PLR2004  digits of a day
        raise ValueError("no day")
    return int(day)


def _day(found: Gathering, where: str, place: str, at: datetime, held: Placed) -> None:
    if not isinstance(held.value, dict):
        raise BadInput(f"{place}: expected a day with its text")
    words = ""
    tags: list[str] = []
    lines: list[str] = []
    for name, part in held.value.items():
        here = f"{where}line {part.line}"
        if name == "text":
            if not isinstance(part.value, str | None):
                raise BadInput(f"{here}: expected the day's text")
            words = part.value or ""
        elif name.casefold() == "tags":
            tags += _entries(part, here)
        else:
            tags.append(name)
            lines += [f"{name}: {entry}" for entry in _entries(part, here)]
    for _ in _PICTURE.findall(words):
        found.leave_out(place, PICTURE)
    named = [*(" ".join(tag.split()) for tag in tags), *_hashtags(words)]
    text = "\n\n".join(part for part in (words.strip("\n"), "\n".join(lines)) if part.strip())
    found.add(place, at, text or " ".join(f"#{tag}" for tag in named if tag), tags=named)


def _entries(part: Placed, here: str) -> Iterable[str]:
    """Return what was written under a category: the names of a mapping, each without a value."""
    if part.value is None:
        return ()
    if not isinstance(part.value, dict) or any(entry.value not in (None, {}) for entry in part.value.values()):
        raise BadInput(f"{here}: expected what stands under a category as names with nothing behind them")
    return part.value.keys()


def _hashtags(words: str) -> Iterator[str]:
    for match in _HASHTAG.finditer(words):
        if any(map(str.isalpha, match["tag"])):
            yield match["tag"]


IMPORTER = Importer("rednotebook", "RedNotebook", recognise, read)
