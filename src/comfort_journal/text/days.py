"""The day at the top of a page, the same in every locale."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from comfort_journal.records import DAY_BEGINS, programme_day
from comfort_journal.text.dates import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from datetime import date


def day_in_words(day: date) -> str:
    """Return a day of about now as ``Monday 23 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_until(now: datetime) -> str:
    """Return the day of a moment, after midnight with the hour of its end: ``Monday 23 November, until 04:00``."""
    day = programme_day(now)
    ends = datetime.combine(day, time(), now.tzinfo) + DAY_BEGINS
    return day_in_words(day) + (f", until {ends:%H:%M}" if now.date() != day else "")
