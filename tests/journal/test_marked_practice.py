"""Claims about finding practice: by what was around it and its tags, as entries are found by their words."""

from __future__ import annotations

import pytest
from stories import day

from comfort_journal.journal.marked_practice import MarkedPractice

LOCKED = day(1).mapping(around=("Door locked", "warm"))
SHIPPED = day(3).mapping(tags=("locked", "late"))
MARKED = MarkedPractice([LOCKED, day(2).mapping(), SHIPPED], {"locked": "a closed door"})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LOCKED", [LOCKED, SHIPPED]),
        ("warm door", [LOCKED]),
        ('"door warm"', []),
        ('"closed door"', [SHIPPED]),
        ("late", [SHIPPED]),
        ("cold", []),
    ],
)
def test_practice_is_found_by_its_own_and_by_shipped_words_and_tags(words: str, found: list[object]) -> None:
    """Every word must be there, whatever its case; quoted words stand together in one mark."""
    assert list(MARKED.find(words)) == found


def test_days_narrow_it() -> None:
    """Both days are in."""
    assert MARKED.find("locked", since=day(2).date) == (SHIPPED,)
    assert MARKED.find("locked", until=day(1).date) == (LOCKED,)
