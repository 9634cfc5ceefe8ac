"""A month as weeks of days: pure, and every day of the month stands in it exactly once."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from comfort_journal.text.dates import WEEKDAYS, months_before


def weeks_of(month: date, first_weekday: int) -> list[list[date | None]]:
    """Return the month that holds ``month`` as weeks of seven, None outside it; 0 begins weeks on Monday, 6 Sunday."""
    grid = calendar.Calendar(first_weekday).monthdayscalendar(month.year, month.month)
    return [[month.replace(day=number) if number else None for number in week] for week in grid]


def weekday_names(first_weekday: int) -> list[str]:
    """Return the seven two-letter weekday names, beginning with the chosen one (0 is Monday)."""
    return [WEEKDAYS[(first_weekday + i) % 7][:2] for i in range(7)]


def months_on(day: date, count: int) -> date:
    """Return the day ``count`` months later (or earlier); at the ends of the calendar, the day itself."""
    try:
        return months_before(day, -count)
    except (ValueError, OverflowError):
        return day


def days_on(day: date, count: int) -> date:
    """Return the day ``count`` days later (or earlier); at the ends of the calendar, the day itself."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return day
