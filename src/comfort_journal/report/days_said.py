"""How the page says days and numbers, whoever reads it whenever: a weekday never stands for a date. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.text.dates import MONTHS
from comfort_journal.text.day_span import DaySpan, say_span

if TYPE_CHECKING:
    from datetime import date

    from comfort_journal.report.choice import ReportDays


def dated(day: date, made: date) -> str:
    """Return a day, with its year where that is not the year of the page: ``29 Nov``, ``30 Dec 2025``."""
    return day_and_month(day) if day.year == made.year else f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """Return a day without its year: ``29 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def span_said(span: ReportDays) -> str:
    """Return some days, with their year: ``2 to 29 Nov 2026``."""
    return say_span(DaySpan(span.first, span.last))


def number(value: int | None) -> str:
    """Return a number as a cell has it, blank where none was given."""
    return "" if value is None else str(value)
