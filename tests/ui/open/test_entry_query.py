"""Filters in words."""

from __future__ import annotations

from datetime import date

import pytest

from comfort_journal.journal import Filter
from comfort_journal.ui.open.history.entry_query import say_narrowing


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(), ""),
        (Filter(words="only searched"), ""),
        (Filter(tag="sleep", since=date(2026, 5, 1)), "with tag sleep, since 1 May 2026"),
        (Filter(starred=True, until=date(2025, 3, 31)), "with a star, until 31 March 2025"),
        (Filter(since=date(2025, 5, 1), until=date(2025, 5, 31)), "from May 2025"),
        (Filter(since=date(2025, 1, 1), until=date(2025, 12, 31)), "from 2025"),
        (Filter(since=date(2026, 11, 22), until=date(2026, 11, 22)), "from 22 November 2026"),
        (Filter(since=date(2026, 5, 3), until=date(2026, 6, 12)), "from 3 May to 12 June 2026"),
    ],
)
def test_a_filter_is_said_in_words(wanted: Filter, said: str) -> None:
    """What is shown is told as one would say it."""
    assert say_narrowing(wanted) == said
