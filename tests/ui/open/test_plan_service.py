"""The plan is worked out once, and never shown as it was before something changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from stories import day, story

from comfort_journal.content import ask_gate, load_programme
from comfort_journal.plan import ASKED_KINDS
from comfort_journal.plan.case import work_out
from comfort_journal.plan.numbers_given import numbers_given

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import Wall

    from comfort_journal.records import AnyRecord
    from comfort_journal.ui.open.core.workspace import Workspace

FIRST, LAST = day(1).mapping(), day(2).entrance()
AHEAD = day(3, "13:00").now(7)


@pytest.fixture
def practised(session: Workspace, wall: Wall) -> Workspace:
    """Return a session at noon of the third day, after two evenings of practice and before a number told at one."""
    wall.now = day(3, "12:00").moment()
    session.journal.save(*story(FIRST, LAST, AHEAD))
    session.practice.assess()
    return session


def is_as_it_stands(session: Workspace) -> bool:
    """Tell whether the service says what the gate says of the records as they are now."""
    records: list[AnyRecord] = [record for kind in ASKED_KINDS for record in session.journal.records(kind)]
    now, practice = session.clock(), session.practice
    return practice.assess() == ask_gate(
        records, now, sessions_a_day=session.settings.sessions_a_day
    ) and practice.numbers_given() == numbers_given(work_out(records, load_programme(), now))


def test_the_records_are_read_once(practised: Workspace, wall: Wall, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much is asked, and some minutes later too."""
    monkeypatch.setattr(practised.journal, "records", None)
    wall.now += timedelta(minutes=20)
    practice = practised.practice
    practice.assess()
    practice.easy_days()
    practice.openings()
    practice.numbers_given()
    practice.around_counts()
    practice.today_counts(None)


def save(session: Workspace, _wall: Wall) -> None:
    """Save a session."""
    session.keep_records(day(3, "11:00").entrance(during=6))


def change(session: Workspace, _wall: Wall) -> None:
    """Change a session that was there."""
    session.keep_records(replace(LAST, during=9, spike=True))


def delete(session: Workspace, _wall: Wall) -> None:
    """Delete one, and bring it back."""
    session.remove(LAST.id)
    assert is_as_it_stands(session)
    session.bring_back()


def begin(_session: Workspace, wall: Wall) -> None:
    """Let a number that lies ahead be given."""
    wall.now = day(3, "13:00").moment()


def turn_the_day(session: Workspace, wall: Wall) -> None:
    """Ask just before the day turns at 04:00, and then."""
    wall.now = day(3, "03:59").moment()
    assert is_as_it_stands(session)
    wall.now += timedelta(minutes=1)


def set_the_clock_back(_session: Workspace, wall: Wall) -> None:
    """Go back to before the last session."""
    wall.now = day(2, "08:00").moment()


def allow_more(session: Workspace, _wall: Wall) -> None:
    """Allow two sessions a day once the one that was allowed is had."""
    session.keep_records(day(3, "10:00").dilator("a"))
    had = session.practice.assess()
    session.settings = session.settings._replace(sessions_a_day=2)
    assert session.practice.assess() != had


@pytest.mark.parametrize(
    "happens",
    [save, change, delete, begin, turn_the_day, set_the_clock_back, allow_more],
    ids=lambda each: each.__name__,
)
def test_nothing_outlives_a_change(
    happens: Callable[[Workspace, Wall], None], practised: Workspace, wall: Wall
) -> None:
    """Whatever changes the answer is in the next one, of the gate and of Numbers alike."""
    before = practised.practice.assess(), practised.practice.numbers_given()
    happens(practised, wall)
    assert is_as_it_stands(practised)
    if happens is not delete:
        assert (practised.practice.assess(), practised.practice.numbers_given()) != before
