"""How the page says days: the same for whoever reads it whenever, so a weekday never stands for a date. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.text.dates import MONTHS

if TYPE_CHECKING:
    from datetime import date


def dated(day: date, made: date) -> str:
    """Return a day, with its year where that is not the year of the page: ``29 Nov``, ``30 Dec 2025``."""
    return day_and_month(day) if day.year == made.year else f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """Return a day without its year: ``29 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
