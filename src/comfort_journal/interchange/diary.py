"""A diary written by hand in Markdown: headings with a date begin a day, headings with a time begin an entry.

The same file gives the same ids on every machine, so importing it twice adds nothing. Words before the first date are
refused, not dropped; a title alone (headings only) may stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from comfort_journal.errors import BadInput
from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

NOON = time(12)
"""The clock of an entry whose heading names only a day."""

_FIRST_YEAR = 1000
_IDS = UUID("3b0e5f6c-0c53-4d0f-9a3b-6b1d4a4a7c11")
_MONTHS = {
    name: number
    for number, full in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), start=1)
    for name in (full, full[:3])
} | {"sept": 9}  # fmt: skip
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*\Z")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>.*)\Z")
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s+)?"
_DATES = (
    re.compile(_WEEKDAY + r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", re.ASCII | re.IGNORECASE),
    re.compile(
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{4})(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(
        _WEEKDAY + r"(?P<month>[a-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
)
_TIME = re.compile(r"(?:[T,·\u2013\u2014-]|\bat\b|\s)*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?!\d)", re.ASCII)
_JOIN = " \t,.:;·\u2013\u2014-"


@dataclass
class _Page:
    """One entry as it grows; ``rest`` is what its heading says beside the moment."""

    at: datetime
    rest: str
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        body = "\n".join(line.rstrip("\r") for line in self.lines).strip("\n")
        return "\n\n".join(part for part in (self.rest, body) if part.strip())


def entries(lines: Sequence[str], local: Callable[[datetime], datetime]) -> Iterator[Entry]:
    """Yield an entry per heading with a date or a time; ``local`` gives its naive moment an offset.

    Raises BadInput with a line's number.
    """
    met: Counter[tuple[datetime, str]] = Counter()
    for page in _pages(lines):
        text = page.text()
        if not text:
            continue
        met[page.at, text] += 1
        name = f"{page.at.isoformat()} {met[page.at, text]}\n{text}"
        yield Entry(
            id=str(uuid5(_IDS, name)),
            at=local(page.at).isoformat(timespec="seconds"),
            prompt=None,
            text=text,
            tags=(),
            starred=False,
            session=None,
            source="import",
        )


def _pages(lines: Sequence[str]) -> list[_Page]:
    pages: list[_Page] = []
    fence = ""
    for n, line in enumerate(lines, start=1):
        heading = None if fence else _HEADING.match(line)
        page = _begins(heading["words"], pages[-1].at if pages else None) if heading else None
        if page:
            pages.append(page)
        elif pages:
            pages[-1].lines.append(line)
        elif line.strip() and not heading:
            raise BadInput(f"line {n}: expected a heading with a date, such as ## 2026-01-05, before the first words")
        fence = _fence_after(line, fence)
    if not pages:
        raise BadInput("This file has no heading with a date, such as ## 2026-01-05; nothing was changed.")
    return pages


def _begins(words: str, before: datetime | None) -> _Page | None:
    """Return the page that a heading begins; None for a heading that belongs to the words."""
    found = _date(words)
    if found:
        day, rest = found
        clock, rest = _clock(rest)
        return _Page(datetime.combine(day, clock or NOON), rest.strip(_JOIN))
    clock, rest = _clock(words)
    if before is None or clock is None:
        return None
    return _Page(datetime.combine(before.date(), clock), rest.strip(_JOIN))


def _date(words: str) -> tuple[date, str] | None:
    for form in _DATES:
        match = form.match(words)
        month = match and (int(match["month"]) if match["month"].isdigit() else _MONTHS.get(match["month"].lower()))
        if match and month:
            try:
                day = date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                return None
            return (day, words[match.end() :]) if day.year >= _FIRST_YEAR else None
    return None


def _clock(words: str) -> tuple[time | None, str]:
    match = _TIME.match(words)
    try:
        return (time(int(match["hour"]), int(match["minute"])), words[match.end() :]) if match else (None, words)
    except ValueError:
        return None, words


def _fence_after(line: str, fence: str) -> str:
    """Return the fence that is open after this line, "" for none."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return str(match["fence"])
    closes = match["fence"].startswith(fence) and not match["rest"].strip()
    return "" if closes else fence
