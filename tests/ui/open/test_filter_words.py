"""Filters in words, both ways."""

from __future__ import annotations

from datetime import date

import pytest

from comfort_journal.journal import Filter
from comfort_journal.ui.open.history.filter_words import Span, parse_place, parse_span, say_narrowing

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("since May", Span(date(2026, 5, 1), None)),
        ("May", Span(date(2026, 5, 1), None)),
        ("3 weeks ago", Span(date(2026, 11, 2), None)),
        ("until March", Span(None, date(2026, 3, 31))),
        ("until 3 March", Span(None, date(2026, 3, 3))),
        ("from March to May", Span(date(2026, 3, 1), date(2026, 5, 31))),
        ("March to 12 June", Span(date(2026, 3, 1), date(2026, 6, 12))),
        ("in May 2025", Span(date(2025, 5, 1), date(2025, 5, 31))),
        ("in 2025", Span(date(2025, 1, 1), date(2025, 12, 31))),
        ("2024 to 2025", Span(date(2024, 1, 1), date(2025, 12, 31))),
        ("June to March", Span(date(2026, 3, 31), date(2026, 6, 1))),
        ("soon", None),
        ("from soon to May", None),
        ("", None),
    ],
)
def test_days_in_words_are_understood(words: str, span: Span | None) -> None:
    """A span of days can be said the way people say it; what is not understood is no span."""
    assert parse_span(words, TODAY) == span


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(), ""),
        (Filter(words="only searched"), ""),
        (Filter(tag="sleep", since=date(2026, 5, 1)), "with tag sleep, since May"),
        (Filter(starred=True, until=date(2025, 3, 31)), "with a star, until the end of March 2025"),
        (Filter(since=date(2025, 5, 1), until=date(2025, 5, 31)), "in May 2025"),
        (Filter(since=date(2025, 1, 1), until=date(2025, 12, 31)), "in 2025"),
        (Filter(since=date(2026, 11, 22)), "since yesterday"),
        (Filter(since=date(2026, 5, 3), until=date(2026, 6, 12)), "from 3 May to 12 June"),
    ],
)
def test_a_filter_is_said_in_words(wanted: Filter, said: str) -> None:
    """What is shown is told as one would say it."""
    assert say_narrowing(wanted, TODAY) == said


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("last May", date(2026, 5, 1), date(2026, 5, 31)),
        ("in March 2025", date(2025, 3, 1), date(2025, 3, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("3 weeks ago", date(2026, 11, 2), date(2026, 11, 2)),
    ],
)
def test_a_place_in_time_reaches_from_its_first_day_to_its_last(words: str, first: date, last: date) -> None:
    """A month is all of it, a day only itself."""
    assert parse_place(words, date(2026, 11, 23)) == Span(first, last)
    assert parse_place("soonish", date(2026, 11, 23)) is None
