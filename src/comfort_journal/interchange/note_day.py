"""Which day and hour a note is of: what its owner wrote counts before what a program did.

A field ``date`` comes first, then the note's name, then when a program says that the note was made, then its first
heading with a day. An hour is taken from whichever of them says one for that same day; without one it is noon.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.errors import BadInput
from comfort_journal.interchange import headings, local_time
from comfort_journal.interchange.diary import NOON
from comfort_journal.interchange.headings import HeadingMoment, NotUnderstoodError, heading
from comfort_journal.interchange.note_words import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from comfort_journal.interchange.yaml_text import Placed

NO_DATE = (
    "expected a day in the front matter (date: 2026-01-05), in the note's name (2026-01-05.md) or in its first heading"
)
_OWN = ("date", "datetime", "journalday")
_MADE = ("created", "createdat", "createdon", "creationdate", "createddate", "datecreated", "createdtime", "ctime")
_TIMES = ("time",)
DAYS = frozenset({*_OWN, *_MADE, *_TIMES})
"""The fields that say when, by their plain names."""
_SIGNS = re.compile(r"(?P<year>\d{4})(?P<sign>[-_.])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)(?P<rest>.*)\Z")
_DIGITS = re.compile(
    r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)(?:[T_-]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?!\d)"
    r"(?P<rest>.*)\Z"
)
_DASHED_TIME = re.compile(r"[T _-]?(?P<hour>\d\d)[-_.](?P<minute>\d\d)(?:[-_.](?P<second>\d\d))?(?![\w.-])")


class NotDatedError(ValueError):
    """A note's day is not found or not understood on a ``line``; the sentence holds no word of the note."""

    def __init__(self, line: int, why: str) -> None:
        """Keep the line beside the sentence."""
        super().__init__(why)
        self.line = line


class Dated(NamedTuple):
    """When a note was written, naive or with its own offset, and what its name says beside that.

    ``also_named`` tells that the name says another day.
    """

    at: datetime
    words: str
    also_named: bool


def of_note(fields: Mapping[str, Placed], name: str, first_heading: str, heading_line: int) -> Dated:
    """Return the day and hour of a note; raises NotDatedError with the line."""
    of_name, fault = _of_name_or_fault(name)
    said = [*_said(fields, _OWN), *([of_name] if of_name.day else [])]
    try:
        said += _said(fields, _MADE)
    except NotDatedError:
        if not said:
            raise
    if not said and first_heading:
        try:
            of_heading = headings.read(heading(first_heading) or "")
        except NotUnderstoodError as refused:
            raise NotDatedError(heading_line, str(refused)) from None
        said += [of_heading] if isinstance(of_heading, HeadingMoment) else []
    day = said[0].day if said else None
    if day is None:
        raise NotDatedError(1, fault or NO_DATE)
    clocks = [each.clock for each in said if each.day == day and each.clock] + list(_times(fields))
    at = datetime.combine(day, clocks[0] if clocks else NOON)
    return Dated(at, of_name.words, also_named=of_name.day not in (None, day))


def says_no_day(fields: Mapping[str, Placed], name: str) -> bool:
    """Tell whether neither a note's owner, in its front matter, nor its name says one day for all of it."""
    own = any(plain_name(each) in _OWN and field.value for each, field in fields.items())
    return not own and not is_named_by_a_day(name)


def is_named_by_a_day(name: str) -> bool:
    """Tell whether a note's name says a day."""
    return _of_name_or_fault(name)[0].day is not None


def is_only_a_day(title: str) -> bool:
    """Tell whether a title is a day and nothing else."""
    try:
        said = _of_name(title)
    except (NotUnderstoodError, ValueError):
        return False
    return said.day is not None and not said.words


def _said(fields: Mapping[str, Placed], names: tuple[str, ...]) -> Iterator[HeadingMoment]:
    for wanted in names:
        for name, field in fields.items():
            if plain_name(name) == wanted and field.value is not None:
                yield _of_field(field)


def _of_field(field: Placed) -> HeadingMoment:
    if not isinstance(field.value, str):
        raise NotDatedError(field.line, "expected a date like 2026-01-05 as one text")
    written = field.value.strip().removeprefix("[[").removesuffix("]]").strip()
    try:
        at, timed = local_time.read(written)
    except BadInput as fault:
        try:
            said = headings.read(written)
        except NotUnderstoodError as refused:
            raise NotDatedError(field.line, str(refused)) from None
        if not isinstance(said, HeadingMoment) or said.day is None or said.words:
            raise NotDatedError(field.line, str(fault)) from None
        return said
    return HeadingMoment(at.date(), at.timetz() if timed else None, "")


def _times(fields: Mapping[str, Placed]) -> Iterator[time]:
    """Yield the times that a field of its own says."""
    for name, field in fields.items():
        if plain_name(name) in _TIMES and isinstance(field.value, str):
            try:
                said = headings.read(field.value.strip())
            except NotUnderstoodError as fault:
                raise NotDatedError(field.line, str(fault)) from None
            if not isinstance(said, HeadingMoment) or said.day or not said.clock or said.words:
                raise NotDatedError(field.line, "expected a time like 21:40")
            yield said.clock


def _of_name_or_fault(name: str) -> tuple[HeadingMoment, str]:
    """Return what a note's name says, and why a day in it is not understood, "" where it is or there is none."""
    stem = name.rpartition("/")[2]
    stem = stem.rpartition(".")[0] or stem
    try:
        return _of_name(stem), ""
    except (NotUnderstoodError, ValueError) as fault:
        why = str(fault) if isinstance(fault, NotUnderstoodError) else "there is no such day or time"
        return HeadingMoment(None, None, stem), why


def _of_name(stem: str) -> HeadingMoment:
    if match := _SIGNS.match(stem):
        rest = _DASHED_TIME.sub(_with_colons, match["rest"], count=1) if _DASHED_TIME.match(match["rest"]) else ""
        stem = f"{match['year']}-{match['month']}-{match['day']} {(rest or match['rest']).lstrip(' _-')}"
    elif match := _DIGITS.match(stem):
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        clock = time(int(match["hour"] or 0), int(match["minute"] or 0), int(match["second"] or 0))
        return HeadingMoment(day, clock if match["hour"] else None, match["rest"].strip(" _-"))
    said = headings.read(stem)
    return said if isinstance(said, HeadingMoment) and said.day else HeadingMoment(None, None, stem)


def _with_colons(match: re.Match[str]) -> str:
    return " " + ":".join(part for part in match.groups() if part)
