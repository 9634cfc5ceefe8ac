"""What a heading of a hand-written diary says: a moment and words, a month or year that groups days, or words alone.

A heading is understood whole or refused: one that looks like a date or a time and is none never becomes words of the
day before it. Every form is read from left to right in one pass, so that no line, however long, takes more than its
own length in time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta, timezone

from comfort_journal.interchange.local_time import FIRST_YEAR, FOUR_DIGITS, has_short_year
from comfort_journal.text.dates import MONTHS, WEEKDAYS

_MONTHS = {name.lower(): number for number, full in enumerate(MONTHS, start=1) for name in (full, full[:3])} | {
    "sept": 9
}
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?"
_FLAGS = re.ASCII | re.IGNORECASE

_WEEKDAY = re.compile(_DAY_NAME, _FLAGS)
_NUMBERS = re.compile(r"(?P<year>\d{4})(?P<sign>[-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)", _FLAGS)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.? (?P<month>[a-z]+)\.?,? (?P<year>\d{4})(?!\d)", _FLAGS)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})(?!\d)", _FLAGS)
_GROUP = re.compile(r"(?:(?P<month>[a-z]+)\.?,? )?(?P<year>\d{4})|\d{4}-(?P<number>\d\d)", _FLAGS)
_NEARLY = (
    re.compile(r"\d{4}[-/.]\d{1,2}(?:[-/.]|\Z)|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?:\d\d)?(?!\d)|\d{1,2}[./]\d{1,2}\.?\Z"),
    re.compile(r"\d{1,2}(?:st|nd|rd|th)?\.? [^\W\d_]+\.?,? \d{4}(?!\d)", re.IGNORECASE),
    re.compile(r"[^\W\d_]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)", re.IGNORECASE),
)
"""What looks like a date to a person, whatever language or order it is in."""
_DAY_AND_MONTH = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\.? (?P<one>[a-z]+)|(?P<other>[a-z]+)\.? \d{1,2}(?:st|nd|rd|th)?)[.,]?(?![\w'])"
    r"(?P<short_year> ['\u2019]?\d\d(?![\d:.h]| ?[ap]\.?m\b))?",
    _FLAGS,
)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?(?P<zone>Z\b| ?[+-]\d\d:?\d\d(?!\d))?(?![\w:])",
    _FLAGS,
)
_WHOLE_TIME = re.compile(r"(?P<hour>\d{1,2})[.h](?P<minute>\d\d)(?:h| ?(?P<half>[ap])\.?m\.?)?\Z", _FLAGS)
_BLANKS = re.compile(r"[ \t]+")
_SIGNS = "-|·\u2013\u2014"


class NotUnderstoodError(ValueError):
    """A heading looks like a date or a time and is none; the sentence says why, and holds no word of the diary."""


@dataclass(frozen=True)
class HeadingMoment:
    """What a heading begins: ``day`` None is that of the page before, ``clock`` None is a day without a time."""

    day: date | None
    clock: time | None
    words: str


class Group:
    """A heading that groups days and belongs to none of them."""


def heading(line: str) -> str | None:
    """Return the words of a Markdown heading, or None for a line that is none."""
    rest = line.lstrip(" ")
    words = rest.lstrip("#")
    if len(line) - len(rest) > 3 or not 1 <= len(rest) - len(words) <= 6 or words[:1] not in ("", " ", "\t"):  # noqa: PLR2004  Markdown's own limits
        return None
    words = words.strip(" \t\r")
    open_end = words.rstrip("#")
    return open_end.rstrip(" \t") if open_end[-1:] in ("", " ", "\t") else words


def read(words: str) -> HeadingMoment | Group | None:
    """Return what a heading begins; None where it is words and nothing else. Raises NotUnderstoodError."""
    plain = _BLANKS.sub(" ", words)
    named = _WEEKDAY.match(plain)
    begin = plain[named.end() :].lstrip(" ,") if named else plain
    linked = begin.startswith("[[")
    found = _date(begin[2:] if linked else begin)
    if found is not None:
        day, rest = found
        if linked:
            if not rest.startswith("]]"):
                raise NotUnderstoodError("expected ]] behind the date")
            rest = rest[2:]
        return _on(day, rest, named.group() if named else "")
    if named and not begin.strip(".,:"):
        raise NotUnderstoodError("a weekday needs its date, such as 2026-01-05")
    if _is_group(begin):
        return Group()
    if has_short_year(begin) or ((named_day := _day_and_month(begin)) and named_day["short_year"]):
        raise NotUnderstoodError(FOUR_DIGITS)
    if named_day or any(form.match(begin) for form in _NEARLY):
        raise NotUnderstoodError("this looks like a date but can be read in more than one way; write it as 2026-01-05")
    clock, rest = _clock(plain)
    return None if clock is None else HeadingMoment(None, clock, _joined(rest))


def _date(words: str) -> tuple[date, str] | None:
    for form in (_NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        match = form.match(words)
        month = match and (int(match["month"]) if match["month"].isdigit() else _MONTHS.get(match["month"].lower()))
        if match and month:
            try:
                day = date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                raise NotUnderstoodError("there is no such day") from None
            if day.year < FIRST_YEAR:
                raise NotUnderstoodError(FOUR_DIGITS)
            return day, words[match.end() :]
    return None


def _on(day: date, rest: str, weekday: str) -> HeadingMoment:
    """Return what stands behind a date: perhaps its weekday, perhaps a time, and then words as they were written."""
    words = rest.removeprefix("T") if rest[1:2].isdigit() else rest
    inside, behind = _unwrapped(words)
    named = _WEEKDAY.match(inside)
    if named and (behind or not inside[named.end() :].strip(" ,") or _clock(_lead(inside[named.end() :]))[0]):
        weekday, words = named.group(), inside[named.end() :] + behind
        inside, behind = _unwrapped(words)
    if weekday and not WEEKDAYS[day.weekday()].startswith(weekday[:3].capitalize()):
        raise NotUnderstoodError(f"{day.isoformat()} is a {WEEKDAYS[day.weekday()]}")
    clock, left = _clock(inside)
    if clock is not None and (not behind or not left.strip()):
        return HeadingMoment(day, clock, _joined(left + behind))
    return HeadingMoment(day, None, _joined(words))


def _lead(words: str) -> str:
    """Return words without what may stand between a date and its time: blanks, one sign, "at"."""
    words = words.lstrip(" ,:")
    if words[:1] and words[0] in _SIGNS and words[1:2] in (" ", ""):
        words = words[1:].lstrip(" ")
    return words[3:] if words[:3].lower() == "at " and words[3:4].isdigit() else words


def _unwrapped(words: str) -> tuple[str, str]:
    """Return what stands next, out of its brackets if it is in some, and what stands behind those."""
    words = _lead(words)
    if words.startswith("("):
        inside, closed, behind = words[1:].partition(")")
        if closed:
            return inside, " " + behind.lstrip(" ") if behind.strip() else " "
    return words, ""


def _clock(words: str) -> tuple[time | None, str]:
    """Return the time that words begin with, and the rest; None for words that begin with none."""
    match = _WHOLE_TIME.match(words) or _TIME.match(words)
    if match is None:
        return None, words
    said: dict[str, str | None] = {"second": None, "half": None, "zone": None} | match.groupdict()
    if said["minute"] is None and said["half"] is None:
        return None, words  # a bare number is no time
    hour = int(match["hour"])
    if said["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004  the hours of half a day
            raise NotUnderstoodError("with am or pm the hours are 1 to 12")
        hour = hour % 12 + (12 if said["half"].lower() == "p" else 0)
    try:
        clock = time(hour, int(said["minute"] or 0), int(said["second"] or 0), tzinfo=_zone(said["zone"]))
    except ValueError:
        raise NotUnderstoodError("there is no such time") from None
    return clock, words[match.end() :]


def _zone(written: str | None) -> timezone | None:
    if written is None:
        return None
    if written in "Zz":
        return UTC
    sign, hours, minutes = written.strip()[0], int(written.strip()[1:3]), int(written[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)


def _is_group(words: str) -> bool:
    match = _GROUP.fullmatch(words.strip(" :"))
    if match is None:
        return False
    if match["number"]:
        return 1 <= int(match["number"]) <= 12  # noqa: PLR2004  months
    return match["month"] is None or match["month"].lower() in _MONTHS


def _day_and_month(words: str) -> re.Match[str] | None:
    match = _DAY_AND_MONTH.match(words)
    return match if match and (match["one"] or match["other"]).lower() in _MONTHS else None


def _joined(words: str) -> str:
    """Return the words of a heading as they stand, without the sign that joined them to the date."""
    return words.lstrip(" ,:").rstrip(" ") if words[:1] in (",", ":") else words.strip(" ")
