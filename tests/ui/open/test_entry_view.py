"""Entries as blocks and rows: dates in words, folded words unseen, notes under their own dates."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from comfort_journal.journal.search import marks
from comfort_journal.records import Entry
from comfort_journal.text.day_span import DaySpan
from comfort_journal.ui.open.history.entry_view import EntryView, nearest, row_of, safe_blocks, say_where, view_blocks
from comfort_journal.ui.widgets.text_layout import lines_of

TODAY = date(2026, 11, 23)


def entry(number: int = 1, at: str = "2026-11-22T21:40:00+01:00", **fields: object) -> Entry:
    """Return an entry with everything in place."""
    whole: dict[str, Any] = {
        "id": str(UUID(int=number)),
        "at": at,
        "prompt": "What felt safe today?",
        "text": "The bath. Long and warm.",
        "tags": (),
        "starred": False,
        "session": None,
        "source": "app",
    }
    return Entry(**(whole | fields))


def said(view: EntryView, **how: bool) -> str:
    """Return an entry as it is read, line by line."""
    lines = (line for block in view_blocks(view, TODAY, **how) for line in lines_of(block, 40))
    return "\n".join(" " * line.indent + line.text for line in lines)


def test_a_row_says_a_day_in_words_and_one_sentence() -> None:
    """The list shows the date in words, the first sentence and the star."""
    row = row_of(entry(starred=True), TODAY, 40)
    assert (row.date, row.starred, row.sentence) == ("Yesterday, 21:40", True, "The bath. …")


def test_a_row_has_a_short_date_with_its_weekday() -> None:
    """At every width the same; the year stands there where it is another one than this."""
    assert row_of(entry(at="2026-09-10T21:40:00+01:00"), TODAY, 60).date == "Thu 10 Sep, 21:40"
    assert row_of(entry(at="2025-09-10T02:40:00+01:00"), TODAY, 60).date == "Tue 9 Sep 2025, 02:40 at night"


def test_a_row_names_its_tags_those_that_were_found_first() -> None:
    """Quietly, beside the date."""
    tagged = entry(tags=("calm", "warm bath"))
    assert row_of(tagged, TODAY, 40).aside == "#calm #warm bath"
    assert row_of(tagged, TODAY, 40, lambda text: marks(text, "warm")).aside == "#warm bath #calm"


def test_a_row_shows_what_was_found() -> None:
    """A word beyond the first sentence is brought into the row and marked."""
    row = row_of(entry(text="One. " * 40 + "Wärme at last."), TODAY, 30, lambda text: marks(text, "warme"))
    assert [row.sentence[start:end] for start, end in row.marks] == ["Wärme"]


def test_folded_words_are_seen_nowhere_until_opened() -> None:
    """Neither the row nor the reader shows a folded entry's words, nor those of its notes, before it is opened."""
    folded = entry(folded=True)
    view = EntryView(folded, (entry(2, text="A later word."),))
    assert row_of(folded, TODAY, 40, lambda text: marks(text, "bath")).sentence == "Folded."
    assert "bath" not in said(view)
    assert "later word" not in said(view)
    assert "The bath. Long and warm." in said(view, opened=True)


def test_later_notes_stand_under_their_own_dates() -> None:
    """A note is read beneath its entry, with the day it was written."""
    note = entry(2, at="2026-11-23T08:00:00+01:00", text="Still true.", prompt=None)
    assert said(EntryView(entry(), (note,))).endswith("\n\n  Today, 08:00\n  Still true.")


def test_a_note_says_what_it_is_about() -> None:
    """A note read by itself names its entry's day, or says that it is gone."""
    note = entry(2, about=entry().id)
    assert "A later note to yesterday, 21:40." in said(EntryView(note, (), entry()))
    assert "no longer here" in said(EntryView(note)).replace("\n", " ")


def test_a_prompt_can_be_left_out() -> None:
    """Reading on under the same question does not repeat it."""
    assert "What felt safe today?" in said(EntryView(entry()))
    assert "What felt safe today?" not in said(EntryView(entry()), with_prompt=False)


def test_another_version_is_said_in_one_line() -> None:
    """A conflict copy is a record of its own and says so quietly."""
    other = entry(2, conflict_of=entry().id)
    assert row_of(other, TODAY, 60).aside == "other version"
    assert "Both versions are kept" in said(EntryView(other)).replace("\n", " ")


def test_the_nearest_entry_is_of_that_day_or_before() -> None:
    """Going to a day lands on it, else on the latest before it, else on the oldest; and says when it is another day."""
    days = ("2026-11-22", "2026-11-20", "2026-11-20", "2026-11-01")
    entries = [entry(n, at=f"{day}T21:00:00+01:00") for n, day in enumerate(days)]
    assert nearest(entries, date(2026, 11, 20)) == 1
    assert nearest(entries, date(2026, 11, 10)) == 3
    assert nearest(entries, date(2020, 1, 1)) == 3
    day, november = DaySpan(date(2026, 11, 2), date(2026, 11, 2)), DaySpan(date(2026, 11, 1), date(2026, 11, 30))
    assert say_where(entries[3], day) == "Nothing here from 2 November 2026; this is the nearest before."
    assert say_where(entries[0], DaySpan(last=date(2020, 1, 1))).startswith(
        "Nothing here until 1 January 2020; this is"
    )
    assert [say_where(entries[3], span) for span in (november, DaySpan(first=date(2026, 11, 1)), DaySpan())] == [""] * 3


def test_safe_sentences_stand_beside_their_days() -> None:
    """A month in words, then each sentence with its day."""
    months = [(date(2026, 11, 1), [(date(2026, 11, 22), "The bath.", "x")])]
    lines = [line for block in safe_blocks(months) for line in lines_of(block, 40)]
    assert [(line.text, line.lead) for line in lines] == [("November 2026", ""), ("", ""), ("The bath.", "Sun 22")]
