"""Days and moments as they are said, seen from a Monday: 5 January 2026."""

from __future__ import annotations

from datetime import date, timedelta

from comfort_journal.text.dates import say_day, say_moment

TODAY = date(2026, 1, 5)


def test_a_day_is_said_plainly() -> None:
    """Near days by name, others in full; nothing is abbreviated."""
    assert say_day(TODAY, TODAY) == "today"
    assert say_day(TODAY - timedelta(days=1), TODAY) == "yesterday"
    assert say_day(TODAY + timedelta(days=1), TODAY) == "Tuesday 6 January 2026"
    assert say_day(date(2025, 5, 1), TODAY) == "Thursday 1 May 2025"


def test_a_moment_belongs_to_the_day_it_was_lived_in() -> None:
    """Before four in the morning it is still the night of the day before, by the moment's own clock."""
    assert say_moment("2026-01-05T21:40:00+09:00", TODAY) == "today, 21:40"
    assert say_moment("2026-01-05T02:30:00+01:00", TODAY) == "yesterday, 02:30 at night"
    assert say_moment("2026-01-01T04:00:00+01:00", TODAY) == "Thursday 1 January 2026, 04:00"
