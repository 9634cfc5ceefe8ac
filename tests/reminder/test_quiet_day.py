"""What is remembered of the reminder: one day, and only while it is on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from comfort_journal.reminder import quiet_day

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 1, 5)
NOW = datetime.fromisoformat("2026-01-05T08:00:00+01:00")


def test_a_number_leaves_no_mark_while_the_reminder_is_off(tmp_path: Path) -> None:
    """Neither a file nor a folder; off again there is none either."""
    state = tmp_path / "state"
    quiet_day.number_given(state, NOW, NOW)
    quiet_day.end(state)
    assert not state.exists()
    quiet_day.begin(state)
    quiet_day.was_shown(state, TODAY)
    quiet_day.end(state)
    assert not list(state.iterdir())


def test_a_number_and_a_title_shown_leave_the_same_mark(tmp_path: Path) -> None:
    """So that the file tells nobody whether there was a number; of the value there is nothing."""
    for state in ("a", "b"):
        quiet_day.begin(tmp_path / state)
    quiet_day.number_given(tmp_path / "a", NOW, NOW)
    quiet_day.was_shown(tmp_path / "b", TODAY)
    first, second = (next((tmp_path / state).iterdir()) for state in ("a", "b"))
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes()) == ("reminder", b"2026-01-05\n")
    assert first.stat().st_mode & 0o777 == 0o600


def test_it_is_about_one_day(tmp_path: Path) -> None:
    """A day that turns at 04:00; a number of another day says nothing of this one; on once more forgets nothing."""
    quiet_day.begin(tmp_path)
    for other in ("2026-01-04T09:00:00+01:00", "2026-01-05T03:59:00+01:00", "2030-01-01T09:00:00+01:00"):
        quiet_day.number_given(tmp_path, other, NOW)
        assert not quiet_day.is_quiet(tmp_path, TODAY)
    quiet_day.number_given(tmp_path, "2026-01-05T04:00:00+01:00", NOW)
    quiet_day.begin(tmp_path)
    assert quiet_day.is_quiet(tmp_path, TODAY)
    assert not quiet_day.is_quiet(tmp_path, date(2026, 1, 6))


def test_a_number_is_never_lost_for_a_mark(tmp_path: Path) -> None:
    """Where the day cannot be written, nothing is raised."""
    (tmp_path / "reminder").mkdir()
    quiet_day.number_given(tmp_path, NOW, NOW)
    (tmp_path / "file").touch()
    quiet_day.number_given(tmp_path / "file", NOW, NOW)
