"""Numbers as a person says them: one thing is one, many have their commas, and seconds stand behind whole minutes."""

from __future__ import annotations

import pytest

from comfort_journal.text.counts import in_words, many, minutes_and_seconds


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (many(0, "entry", "entries"), "0 entries"),
        (many(1, "entry", "entries"), "1 entry"),
        (many(1, "record", one="one"), "one record"),
        (many(1_000, "record", one="one"), "1,000 records"),
        (in_words(0), "no"),
        (in_words(12), "twelve"),
        (in_words(13), "13"),
        (minutes_and_seconds(0), "0:00"),
        (minutes_and_seconds(3_661), "61:01"),
    ],
)
def test_a_count_is_said_as_a_person_says_it(said: str, meant: str) -> None:
    """A single thing has no plural, a number up to twelve is a word, and an hour is sixty minutes more."""
    assert said == meant
