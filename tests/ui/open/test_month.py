"""The month: every day once, weeks from the chosen day, and no step out of the calendar."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.text.month import days_on, months_on, weekday_names, weeks_of


@given(st.dates(date(1, 2, 1), date(9999, 11, 30)), st.integers(0, 6))
def test_every_day_stands_once_under_its_weekday(day: date, first: int) -> None:
    """Each day of the month stands in one place, in the column of its weekday."""
    weeks = weeks_of(day, first)
    days = [each for week in weeks for each in week if each]
    assert [each.day for each in days] == list(range(1, len(days) + 1))
    assert all(
        each is None or (each.weekday() - first) % 7 == place for week in weeks for place, each in enumerate(week)
    )


def test_weeks_begin_on_the_chosen_day() -> None:
    """Monday is 0 and Sunday 6, as ``date.weekday`` counts."""
    assert weekday_names(0) == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert weekday_names(6)[:2] == ["Su", "Mo"]


def test_a_month_on_stays_in_its_month() -> None:
    """From the 31st one comes to the last day of a shorter month, and the ends of the calendar hold."""
    assert months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_on(date(2026, 1, 31), -1) == date(2025, 12, 31)
    assert months_on(date.max, 1) == date.max
    assert months_on(date.min, -1) == date.min
    assert days_on(date.max, 1) == date.max


def test_the_first_and_last_month_of_all_can_be_shown() -> None:
    """No month is beyond the calendar's means."""
    assert weeks_of(date.min, 0)
    assert weeks_of(date.max, 6)
