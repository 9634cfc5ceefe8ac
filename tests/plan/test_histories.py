"""The histories that the plan's other tests are drawn from are plausible and varied."""

from __future__ import annotations

from datetime import datetime

from histories import History, histories
from hypothesis import given, settings
from stories import day, story

from comfort_journal.records import Profile, from_document, programme_day, to_document


@settings(max_examples=50)
@given(histories())
def test_every_record_of_a_history_could_stand_in_a_journal(history: History) -> None:
    """Each record survives the border of the record contract."""
    assert all(from_document(to_document(record)) == record for record in history.records)
    assert any(isinstance(record, Profile) for record in history.records)


def test_a_story_is_told_in_programme_days() -> None:
    """A time before 04:00 is of the night that belongs to the day."""
    late, rating = day(3, "02:00").easy("dilator:b")
    assert late.step == "dilator:b"
    assert late.started_at == "2026-01-08T02:00:00+01:00"
    assert programme_day(late.started_at) == day(3).date
    assert rating.at == "2026-01-08T09:00:00+01:00"
    assert day(1).moment() == datetime.fromisoformat("2026-01-05T12:00:00+01:00")


def test_a_story_without_a_profile_gets_one() -> None:
    """Flat records come out of nested lists, and the steps are open to an adult who agreed."""
    profile, *told = story([day(1).easy(), day(2).easy()], day(3).flag())
    assert isinstance(profile, Profile)
    assert len(told) == 5
