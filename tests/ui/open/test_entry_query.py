"""Filters in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry

from comfort_journal.journal import Filter
from comfort_journal.ui.open.history.entry_query import EVERYTHING, EntryQuery, say_narrowing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.ui.open.core.workspace import Workspace


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


def test_the_months_of_everything_are_those_of_what_is_kept(session: Workspace) -> None:
    """They are worked out once, and again after a save, and are not those of a part."""
    session.journal.save(new_entry(datetime(2026, 11, 20, 21, tzinfo=UTC), "warm"))
    first = months_shown(session, EVERYTHING)
    assert months_shown(session, EVERYTHING) is first
    assert months_shown(session, Filter(until=date(2026, 1, 1))) == []
    session.journal.save(new_entry(datetime(2026, 10, 20, 21, tzinfo=UTC), "slow"))
    assert [said for _, said in months_shown(session, EVERYTHING)] == ["November 2026", "October 2026"]


def months_shown(session: Workspace, wanted: Filter) -> Sequence[tuple[int, str]]:
    """Return the months of what a page that is opened now shows."""
    query = EntryQuery(session)
    query.look(wanted)
    return query.months
