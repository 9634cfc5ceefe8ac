"""When a record belongs: a moment keeps the offset it was written with, and the day turns at 04:00 of its own clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

DAY_BEGINS = timedelta(hours=4)
"""The programme day turns at 04:00 of a moment's own wall clock."""


moment = datetime.fromisoformat
"""Returns a written time as an aware datetime that keeps its own offset; every record is asked for it at an opening."""


def programme_day(written: str | datetime) -> date:
    """Return the day a moment belongs to: its own wall clock, the day turning at 04:00."""
    at = moment(written) if isinstance(written, str) else written
    return (at.replace(tzinfo=None) - DAY_BEGINS).date()
