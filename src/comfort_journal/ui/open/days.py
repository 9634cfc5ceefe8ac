"""The day at the top of a page, the same in every locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.journal.dates import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from datetime import date


def day_in_words(day: date) -> str:
    """Return a day of about now as ``Monday 23 November``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
