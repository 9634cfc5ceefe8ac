"""A moment in words: a day and an hour, read back from what the screens say, never guessed where two are meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comfort_journal.errors import BadInput
from comfort_journal.text.counts import count_words
from comfort_journal.text.dates import say_moment
from comfort_journal.text.moments import parse_moments

TODAY = date(2026, 11, 23)
WAS = datetime(2026, 11, 20, 14, 5, 9)  # noqa: DTZ001  a wall clock


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a time of a November day."""
    return datetime(2026, 11, day, hour, minute, second)  # noqa: DTZ001  a wall clock


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("yesterday 21:30", [at(22, 21, 30)]),
        ("Yesterday, at 9:30 PM", [at(22, 21, 30)]),
        ("21:30 yesterday", [at(22, 21, 30)]),
        ("9pm", [at(20, 21)]),
        ("12 am yesterday at night", [at(23, 0), at(22, 0)]),
        ("yesterday evening", [at(22, 20)]),
        ("last night", [at(22, 22)]),
        ("this morning", [at(23, 8)]),
        ("Saturday in the afternoon", [at(21, 15)]),
        ("yesterday evening, 8:30", [at(22, 20, 30)]),
        ("yesterday 21:30 in the evening", [at(22, 21, 30)]),
        ("12am at night", [at(21, 0)]),
        ("12 pm", [at(20, 12)]),
        ("yesterday", [at(22, 14, 5, 9)]),
        ("2026-11-03 21:30", [at(3, 21, 30)]),
        ("2026-11-03T21:30:59", [at(3, 21, 30)]),
        ("Sunday 22 November 2026, 02:30 at night", [at(23, 2, 30)]),
        ("2026-11-22 02:30", [at(23, 2, 30), at(22, 2, 30)]),
        ("5 November at 8:15", [at(5, 8, 15)]),
        ("3.11.2026 10:00", [at(3, 10), datetime(2026, 3, 11, 10)]),  # noqa: DTZ001
        ("3.11.2026", [at(3, 14, 5, 9), datetime(2026, 3, 11, 14, 5, 9)]),  # noqa: DTZ001
        *((words, []) for words in ("", "soon", "last month 10:00", "10:00 11:00", "25:00", "10:75", "0 pm", "13 am")),
        *((words, []) for words in ("yesterday 21", "all days 10:00", "9999-12-31 02:00", "1 " * 50)),
    ],
)
def test_a_day_and_an_hour_are_read_from_words(words: str, meant: list[datetime]) -> None:
    """Every meaning is given, and what names no moment has none."""
    try:
        found = parse_moments(words, TODAY, WAS)
    except BadInput:
        found = ()
    assert list(found) == meant


@given(st.datetimes(datetime(1000, 1, 2), datetime(2026, 11, 23)), st.dates(date(1900, 1, 1)))  # noqa: DTZ001
def test_what_the_screens_say_of_a_moment_is_read_as_that_moment(when: datetime, today: date) -> None:
    """To the minute, at night too."""
    said = say_moment(when.replace(tzinfo=UTC), today)
    assert parse_moments(said, today, WAS) == (when.replace(second=0, microsecond=0),)


def test_a_night_is_one_night_however_it_is_named() -> None:
    """An hour before 04:00 is either the night after the day or its own early morning, a day apart."""
    night, morning = parse_moments("last night 03:59", TODAY, WAS)
    assert night - morning == timedelta(days=1)


def test_words_are_counted_as_a_person_would() -> None:
    """Signs by themselves are no words, in any script."""
    assert count_words("A well-known fact — no. 1!\n\n** \N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}") == 6
    assert count_words(" \n") == 0
