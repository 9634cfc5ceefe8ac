"""Only what felt safe: which entries, which words of them, in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.entries import new_entry

from comfort_journal.journal.safe_moments import LONGEST, asks_for_safe, safe_sentence

if TYPE_CHECKING:
    from comfort_journal.journal import Journal

SAFE = "What felt safe today?"


def test_safe_sentences_come_month_by_month(memory_journal: Journal) -> None:
    """Newest first, under the first day of the programme month; other prompts, blank pages and folded ones stay out."""
    said = [
        ("2026-01-05T21:40:00", "The chair.", SAFE),
        ("2026-01-01T02:00:00", "The night, still December.", SAFE),
        ("2026-01-04T21:40:00", "not asked", None),
        ("2026-01-03T21:40:00", "asked something else", "What was gentle?"),
        ("2025-12-24T21:40:00", "Socks.\nAnd more below.", "what felt SAFE this week"),
        ("2025-12-25T21:40:00", " \n ", SAFE),
    ]
    entries = [new_entry(datetime.fromisoformat(at).replace(tzinfo=UTC), *more) for at, *more in said]
    folded = replace(new_entry(datetime(2026, 1, 2, 20, tzinfo=UTC), "put away", SAFE), folded=True)
    memory_journal.save(*entries, folded)
    assert memory_journal.safe_sentences() == [
        (date(2026, 1, 1), [(date(2026, 1, 5), "The chair.", entries[0].id)]),
        (
            date(2025, 12, 1),
            [
                (date(2025, 12, 31), "The night, still December.", entries[1].id),
                (date(2025, 12, 24), "Socks.", entries[4].id),
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("prompt", "asks"),
    [(SAFE, True), ("Safe?", True), ("What felt unsafe?", False), ("Where are my savings?", False), (None, False)],
)
def test_which_prompts_ask_for_it(prompt: str | None, asks: bool) -> None:  # noqa: FBT001  a table's column
    """The owner may reword the question; the word itself stays the sign."""
    assert asks_for_safe(prompt) is asks


def test_a_long_text_is_represented_by_whole_sentences() -> None:
    """Sentences that fit, else whole words and a sign that there is more; a short text stands as it is."""
    assert safe_sentence("\n\n  The chair. The lamp.  \nmore") == "The chair. The lamp."
    assert safe_sentence("Short one. Another. " + "And a long one " * 40 + ".") == "Short one. Another."
    cut = safe_sentence("word " * 100)
    assert cut.endswith("word …")
    assert len(cut) <= LONGEST + 2
    assert safe_sentence("x" * 1000) == "x" * LONGEST + " …"
    assert safe_sentence("") == ""
