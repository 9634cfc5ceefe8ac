"""Days in words, both ways, seen from a Monday: 5 January 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.text.dates import parse_cli_day, parse_day, say_day, say_moment, say_month

TODAY = date(2026, 1, 5)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-01-05"),
        ("  Tonight ", "2026-01-05"),
        ("yesterday", "2026-01-04"),
        ("the day before yesterday", "2026-01-03"),
        ("3 weeks ago", "2025-12-15"),
        ("three weeks ago", "2025-12-15"),
        ("a week ago", "2025-12-29"),
        ("a couple of days ago", "2026-01-03"),
        ("10d", "2025-12-26"),
        ("a month ago", "2025-12-05"),
        ("an year ago", "2025-01-05"),
        ("18 months ago", "2024-07-05"),
        ("last week", "2025-12-29"),
        ("this week", "2026-01-05"),
        ("last month", "2025-12-01"),
        ("this month", "2026-01-01"),
        ("last year", "2025-01-01"),
        ("last May", "2025-05-01"),
        ("last January", "2025-01-01"),
        ("January", "2026-01-01"),
        ("dec", "2025-12-01"),
        ("in Sept", "2025-09-01"),
        ("May 2024", "2024-05-01"),
        ("2024-05", "2024-05-01"),
        ("2024", "2024-01-01"),
        ("monday", "2026-01-05"),
        ("last Monday", "2025-12-29"),
        ("on sun", "2026-01-04"),
        ("tuesday", "2025-12-30"),
        ("2025-03-12", "2025-03-12"),
        ("2025/3/12", "2025-03-12"),
        ("12 March", "2025-03-12"),
        ("March 12th", "2025-03-12"),
        ("the 12th of March, 2024", "2024-03-12"),
        ("Mar 12, 2024", "2024-03-12"),
        ("5 January", "2026-01-05"),
        ("6 January", "2025-01-06"),
        ("29 February", "2024-02-29"),
        ("Monday 5 January 2026", "2026-01-05"),
        ("since 2 weeks ago", "2025-12-22"),
    ],
)
def test_words_name_a_day(words: str, day: str) -> None:
    """Each of these is one day, seen from the Monday of the tests."""
    assert parse_day(words, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "", "12.3.2025", "3/12/2025", "12-03-25", "christmas", "soon", "31 February", "30 Feb 2024", "2025-13-01",
        "0 May", "Tuesday 5 January 2026", "999999 years ago", "ago", "weeks ago", "٣ weeks ago", "tomorrow", "0000",
    ],
)  # fmt: skip
def test_what_names_no_day_or_two_is_no_day(words: str) -> None:
    """A date that two countries read differently is not guessed."""
    assert parse_day(words, TODAY) is None


@given(DAYS, st.integers(-3, 3) | st.integers(-60_000, 60_000))
def test_what_is_said_can_be_read_back(day: date, away: int) -> None:
    """The words for any day name that day, from near and from far."""
    today = day + timedelta(days=away)
    assert parse_day(say_day(day, today), today) == day
    assert parse_day(day.isoformat(), today) == day
    assert parse_day(say_month(day), today) == day.replace(day=1)


@given(DAYS, st.sampled_from(["monday", "last friday", "last may", "february", "29 feb", "12 march", "last week"]))
def test_a_name_without_a_year_is_not_in_the_future(today: date, words: str) -> None:
    """Journals look back: the latest such day up to today, less than nine years away."""
    day = parse_day(words, today)
    assert day is not None
    assert today - timedelta(days=9 * 366) < day <= today


@given(st.dates(), st.integers(0, 30_000))
def test_a_month_ago_keeps_the_day_of_the_month_where_there_is_one(today: date, months: int) -> None:
    """Going back by months never falls into the month after, and leaves the calendar as None."""
    day = parse_day(f"{months} months ago", today)
    if day is None:
        assert months > (today.year - 1) * 12
    else:
        assert (today.year - day.year) * 12 + today.month - day.month == months
        assert day.day == today.day or (day + timedelta(days=1)).day == 1


@given(st.text(), st.dates())
def test_no_words_break_the_reader(words: str, today: date) -> None:
    """Whatever is typed is a day or none."""
    assert isinstance(parse_day(words, today), date | None)


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


@pytest.mark.parametrize(
    ("words", "day"),
    [("2025-12-31", "2025-12-31"), ("today", "2026-01-05"), ("Yesterday", "2026-01-04"), ("7d", "2025-12-29")],
)
def test_a_commands_day_has_four_forms(words: str, day: str) -> None:
    """Scripts get the forms that the help names."""
    assert parse_cli_day(words, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("words", ["", "2025-2-3", "20250203", "2025-02-30", "-7d", "999999d", "last week", "7 d"])
def test_a_command_takes_no_other_form(words: str) -> None:
    """Anything else is refused with the forms there are, and is not repeated."""
    with pytest.raises(BadInput, match="YYYY-MM-DD"):
        parse_cli_day(words, TODAY)
