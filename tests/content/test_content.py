"""The words that ship: the files are of their shape, and the sample journal is a journal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

import msgspec
import pytest

from comfort_journal.content import ask_gate, default_prompts, sample_entries, sample_practice
from comfort_journal.content.toml_file import BadContent, load
from comfort_journal.journal.safe_moments import asks_for_safe
from comfort_journal.records import Entry, from_document, moment, programme_day, to_document

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=timezone(timedelta(hours=-5)))


def samples(now: datetime = NOW) -> list[Entry]:
    """Return the sample journal under numbered ids."""
    numbers = count()
    return sample_entries(now, lambda: f"00000000-0000-4000-8000-{next(numbers):012}")


def test_the_first_question_is_what_felt_safe() -> None:
    """Today asks exactly this, and it is the only default that answers are gathered from."""
    assert default_prompts()[0] == "What felt safe today?"
    assert [asks_for_safe(prompt) for prompt in default_prompts()] == [True] + [False] * (len(default_prompts()) - 1)


def test_every_sample_is_a_record_a_reader_accepts() -> None:
    """The demo's entries go through the same border as any import."""
    entries = samples()
    assert len(entries) >= 55
    assert [from_document(to_document(entry)) for entry in entries] == entries


def test_the_samples_are_the_year_up_to_yesterday() -> None:
    """Newest first, about a year, none of today: the demo begins with an empty evening."""
    days = [programme_day(entry.at) for entry in samples()]
    assert days == sorted(days, reverse=True)
    assert days[0] == date(2026, 2, 27)
    assert 340 < (days[0] - days[-1]).days < 366
    assert all(moment(entry.at) < NOW for entry in samples())


def test_the_samples_show_what_a_journal_can_hold() -> None:
    """Stars, a folded entry, the blank page, a night entry, and later notes that come after what they are about."""
    entries = samples()
    by_id = {entry.id: entry for entry in entries}
    assert any(entry.folded for entry in entries)
    assert any(entry.prompt is None for entry in entries)
    assert any(moment(entry.at).hour < 4 for entry in entries)
    assert 5 <= sum(entry.starred for entry in entries) <= 20
    notes = [entry for entry in entries if entry.about]
    assert len(notes) >= 2
    assert all(moment(by_id[str(note.about)].at) < moment(note.at) for note in notes)
    assert {entry.prompt for entry in entries} - {None} <= set(default_prompts())


def test_the_sample_practice_is_a_calm_month_that_the_gate_reads() -> None:
    """The demo's plan stands at the first size, two easy days in, with nothing asked and nothing closed."""
    numbers = count()
    records = sample_practice(NOW, lambda: f"00000000-0000-4000-9000-{next(numbers):012}")
    assert [from_document(to_document(record)) for record in records] == records
    answer = ask_gate(records, NOW)
    assert (answer.row, answer.outcome, answer.step) == (10, "stay", "dilator:a")
    assert len(answer.dates) == 2
    assert answer.closed == ()


def test_a_leap_day_and_utc_are_no_trouble() -> None:
    """The samples can be dated from any day."""
    assert samples(datetime(2024, 2, 29, 12, tzinfo=UTC))


def test_a_file_of_another_shape_is_refused() -> None:
    """An unknown name in a content file is a fault, not ignored."""

    class Empty(msgspec.Struct, forbid_unknown_fields=True):
        pass

    with pytest.raises(BadContent, match=r"^prompts.toml: .*unknown field"):
        load("prompts.toml", Empty)
