"""A moment in words: a day as ``day_span`` reads it, and an hour of the clock or a part of the day beside it. Pure.

Before 04:00 a named day can be the night after it or the early morning itself; that is never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from comfort_journal.errors import BadInput
from comfort_journal.records import DAY_BEGINS, programme_day
from comfort_journal.text.day_span import LONGEST, DaySpan, UnclearDays, parse_days

UNDERSTOOD = "A day and an hour are written like yesterday evening, yesterday 21:30, Monday 9 pm, or 5 March at 08:15."
PARTS = {"morning": time(8), "noon": time(12), "afternoon": time(15), "evening": time(20), "night": time(22)}
"""The hour that a part of the day stands for where no other is named."""

_HOUR = re.compile(
    r"(?<!\S)(?:at )?(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::\d{2})?)?"
    r"(?: ?(?P<half>am|pm))?(?P<night> at night)?(?!\S)",
    re.ASCII,
)
_PART = re.compile(rf"(?<!\S)(?P<before>last |this |(?:in the |at )?)(?P<part>{'|'.join(PARTS)})(?!\S)")
_DAY_BEFORE = {"last ": "yesterday", "this ": "today"}
_BETWEEN = re.compile(r"(?<=\d)t(?=\d)")
_NOON = 12


def parse_moments(words: str, today: date, was: datetime, first_weekday: int = 0) -> tuple[datetime, ...]:
    """Return what words can mean as times of a wall clock, seen from ``today``; more than one where that is unclear.

    Where the words name no day, or no hour, it is that of ``was``. Raises BadInput for what names no moment.
    """
    plain = _BETWEEN.sub(" ", words.lower()).replace(",", " ") if len(words) <= LONGEST else ""
    hours = [match for match in _HOUR.finditer(plain) if match["minute"] or match["half"]]
    if len(hours) > 1 or not plain.strip():
        raise BadInput(UNDERSTOOD)
    hour = hours[0] if hours else None
    named = plain[: hour.start()] + plain[hour.end() :] if hour else plain
    part = _PART.search(named)
    if part:
        named = named[: part.start()] + _DAY_BEFORE.get(part["before"], "") + named[part.end() :]
    try:
        at = _time(hour) if hour else PARTS[part["part"]] if part else was.time()
        if hour and part and not hour["half"] and not hour["night"]:
            at = _in_part(at, part["part"])
        days = _days(named, today, first_weekday) if named.strip() else (programme_day(was),)
        asked = hour is not None and not hour["night"]
        return tuple(dict.fromkeys(each for day in days for each in _readings(day, at, asked=asked)))
    except (ValueError, OverflowError):
        raise BadInput(UNDERSTOOD) from None


def _days(named: str, today: date, first_weekday: int) -> tuple[date, ...]:
    try:
        spans: tuple[DaySpan, ...] = (parse_days(named, today, first_weekday),)
    except UnclearDays as unclear:
        spans = unclear.readings
    days = tuple(span.first for span in spans if span.first is not None and span.first == span.last)
    if not days:
        raise BadInput(UNDERSTOOD)
    return days


def _time(match: re.Match[str]) -> time:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError("no such hour")
        hour = hour % _NOON + (_NOON if match["half"] == "pm" else 0)
    return time(hour, int(match["minute"] or 0))


def _in_part(at: time, part: str) -> time:
    """Return the hour as it is meant behind a part of the day: ``8:30`` of an evening is half past eight at night."""
    first = {"afternoon": 1, "evening": 1, "night": 6}.get(part, _NOON)
    return at.replace(hour=at.hour + _NOON) if first <= at.hour < _NOON else at


def names_hour(words: str) -> bool:
    """Tell whether words name an hour, or a part of the day that stands for one."""
    plain = _BETWEEN.sub(" ", words.lower())
    return bool(_PART.search(plain)) or any(each["minute"] or each["half"] for each in _HOUR.finditer(plain))


def _readings(day: date, at: time, *, asked: bool) -> tuple[datetime, ...]:
    """Return the night after the day, and the early morning of it too where that was not said; else the one moment."""
    if timedelta(hours=at.hour) >= DAY_BEGINS:
        return (datetime.combine(day, at),)
    night = datetime.combine(day + timedelta(days=1), at)
    return (night, datetime.combine(day, at)) if asked else (night,)
