"""Days and moments as they are said. Pure: what day it is comes in; a day is a programme day, which turns at 04:00."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

from comfort_journal.records import DAY_BEGINS, moment, programme_day

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_LONG_NAMES = re.compile(r"\b(?:" + "|".join((*WEEKDAYS, *MONTHS)) + r")\b")


def say_day(day: date, today: date) -> str:
    """Return a day as a person says it: ``today``, ``yesterday``, ``Monday 5 January 2026``."""
    days_ago = (today - day).days
    if days_ago in (0, 1):
        return "yesterday" if days_ago else "today"
    return say_date(day)


def say_date(day: date) -> str:
    """Return a day with its year: ``Monday 5 January 2026``."""
    return f"{day_in_words(day)} {day.year}"


def day_in_words(day: date) -> str:
    """Return a day of about now, the same in every locale: ``Monday 23 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_until(now: datetime) -> str:
    """Return the day of a moment, after midnight with the hour of its end: ``Monday 23 November, until 04:00``."""
    day = programme_day(now)
    ends = datetime.combine(day, time(), now.tzinfo) + DAY_BEGINS
    return day_in_words(day) + (f", until {ends:%H:%M}" if now.date() != day else "")


def short_day(day: date) -> str:
    """Return a day in little room: ``Sun 29 Nov``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def say_month(day: date) -> str:
    """Return the month of a day: ``January 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def say_moment(at: str | datetime, today: date) -> str:
    """Return a moment with its own clock: ``today, 21:40``; before 04:00 it still belongs to the day before.

    So half past two on a Tuesday morning is ``Monday 5 January 2026, 02:30 at night``.
    """
    when = moment(at) if isinstance(at, str) else at
    night = " at night" if timedelta(hours=when.hour) < DAY_BEGINS else ""
    return f"{say_day(programme_day(when), today)}, {when:%H:%M}{night}"


def months_before(day: date, months: int) -> date:
    """Return the day so many months before (or after), on the month's last day where the number is too high.

    Raises ValueError, OverflowError at the ends of the calendar.
    """
    year, month = divmod(day.year * len(MONTHS) + day.month - 1 - months, len(MONTHS))
    return end_of_month(date(year, month + 1, 1), at_most=day.day)


def end_of_month(day: date, at_most: int = 31) -> date:
    """Return the last day of a day's month, or an earlier one of that number."""
    return day.replace(day=min(at_most, calendar.monthrange(day.year, day.month)[1]))


def moment_in_words(at: str, today: date) -> str:
    """Return an entry's time as it begins a line: ``Today, 21:40``."""
    said = say_moment(at, today)
    return said[:1].upper() + said[1:]


def shortened(said: str) -> str:
    """Return a moment in words with its weekday and month as three letters, for a narrow list."""
    return _LONG_NAMES.sub(lambda name: name[0][:3], said)
