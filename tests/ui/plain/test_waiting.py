"""What waits is answered in lines: a number given, left out or kept, and nothing asked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import day, story
from tests.ui.plain.conftest import visit_of

from comfort_journal.errors import NotSaved
from comfort_journal.ui.open.home.reminders import next_reminder
from comfort_journal.ui.plain.open.rating.waiting import answer_waiting
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from tests.ui.open.conftest import Wall
    from tests.ui.plain.conftest import Lines

    from comfort_journal.records import Record
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.plain.open.visit import OpenLines
    from conftest import TransactionalMemory

BEGUN = day(1, "06:00").profile(history=("none",))
YESTERDAY = day(1).mapping()


def told(lines: Lines, session: Workspace, wall: Wall, clock: str, *records: Record) -> OpenLines:
    """Return a journal on its second day."""
    wall.now = day(2, clock).moment()
    session.keep_records(*story(BEGUN, *records))
    return visit_of(lines, session)


def answered(visit: OpenLines) -> list[tuple[str, int | None, bool, bool | None]]:
    """Answer what waits, and return the numbers of the journal."""
    answer_waiting(visit, next_reminder(visit.session))
    found = visit.session.journal.records("rating")
    return [(each.about, each.value, each.skipped, each.kept) for each in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("keys", "given"), [("2\n", (2, False)), ("-\n", (None, False)), ("x\n", (None, True)), ("?\n\n0\n", (0, False))]
)
def test_the_number_of_the_next_day_is_given_or_left_out(
    keys: str, given: tuple[int | None, bool], lines: Lines, session: Workspace, wall: Wall
) -> None:
    """Not knowing is an answer, and leaving it out is one too; an empty line is neither."""
    visit = told(lines, session, wall, "12:00", YESTERDAY)
    lines.press(keys)
    assert answered(visit) == [("next_day", *given, True)]
    assert "How is it today, the day after Monday?" in lines.said
    assert len(visit.host.numbers) == 1  # type: ignore[attr-defined]


def test_a_sealed_number_is_proposed_and_kept_by_enter(lines: Lines, session: Workspace, wall: Wall) -> None:
    """Its own moment decides; nothing else stands there already."""
    visit = told(lines, session, wall, "12:00", YESTERDAY, day(2, "08:00").rating(1, kept=None))
    lines.press("\n")
    assert answered(visit) == [("next_day", 1, False, True)]
    assert "1, today, 08:00. Enter keeps it." in lines.said


@pytest.mark.parametrize(("key", "kept"), [("k\n", True), ("x\n", False)])
def test_sealed_numbers_are_kept_or_let_go(
    key: str, *, kept: bool, lines: Lines, session: Workspace, wall: Wall
) -> None:
    """Each is said with its moment."""
    visit = told(lines, session, wall, "12:00", day(2, "08:00").now(3, kept=None))
    lines.press(key)
    assert answered(visit) == [("now", 3, False, kept)]
    assert "A number for discomfort, from today, 08:00: 3." in lines.said


def test_a_step_back_leaves_it_waiting(lines: Lines, session: Workspace, wall: Wall) -> None:
    """Nothing is kept, and it is asked again."""
    visit = told(lines, session, wall, "12:00", YESTERDAY)
    lines.press("{ctrl+c}")
    with pytest.raises(Back):
        answered(visit)
    assert session.journal.records("rating") == []
    assert next_reminder(session).kind == "next_day"


@pytest.mark.parametrize(("key", "after"), [("1\n", 1), ("x\n", None)])
def test_the_number_for_afterwards_belongs_to_its_session(
    key: str, after: int | None, lines: Lines, session: Workspace, wall: Wall
) -> None:
    """Left out, it is not asked for again."""
    visit = told(lines, session, wall, "12:00", day(2, "11:00").entrance())
    lines.press(key)
    answered(visit)
    assert session.practice.sessions()[0].after == after
    assert next_reminder(session).kind != "after"


def test_a_session_that_was_cut_off_is_offered_once(lines: Lines, session: Workspace, wall: Wall) -> None:
    """How it is now can be given; it is not offered again."""
    visit = told(lines, session, wall, "12:00", day(1).entrance(ended="early"), day(2, "08:00").skip())
    assert next_reminder(session).kind == "cut_off"
    lines.press("1\n")
    answered(visit)
    assert next_reminder(session).kind != "cut_off"


def test_where_nothing_waits_a_number_is_welcome(lines: Lines, session: Workspace, wall: Wall) -> None:
    """It is one for now."""
    visit = told(lines, session, wall, "12:00")
    lines.press("1\n")
    assert answered(visit) == [("now", 1, False, True)]


def test_a_number_that_the_disk_refuses_is_asked_for_once_more(
    lines: Lines, session: Workspace, wall: Wall, memory: TransactionalMemory
) -> None:
    """It says why, and whoever gives it again has lost nothing."""
    visit = told(lines, session, wall, "12:00", YESTERDAY)
    memory.refuse = NotSaved("The disk is full.")
    lines.press("2\n").until_over(lambda: answered(visit))
    assert "The disk is full. How is it today" in lines.said
    memory.refuse = None
    lines.press("2\n")
    assert answered(visit) == [("next_day", 2, False, True)]


def test_a_card_that_waits_is_read_once(lines: Lines, session: Workspace, wall: Wall) -> None:
    """What burned yesterday brings up its page of the Library; then it waits no more."""
    burned = day(1).entrance(ended="burning", tags=("burning",))
    visit = told(lines, session, wall, "12:00", burned, day(2, "08:00").rating(1))
    assert next_reminder(session).kind == "card"
    lines.until_over(lambda: answered(visit))
    assert "When the entrance burns" in lines.said
    assert next_reminder(session).kind != "card"


def test_the_private_page_after_time_together_is_asked(lines: Lines, session: Workspace, wall: Wall) -> None:
    """Its first question stands alone."""
    visit = told(lines, session, wall, "12:00", day(2, "10:00").checkin())
    assert next_reminder(session).kind == "close"
    said = lines.until_over(lambda: answered(visit))
    assert "Was it slowed or stopped each time you wanted it?" in said


def test_a_breath_comes_back_to_a_number(lines: Lines, session: Workspace, wall: Wall) -> None:
    """The question is there again with its short scale, and nothing was given meanwhile."""
    visit = told(lines, session, wall, "12:00", YESTERDAY)
    lines.press("1{f6}", 3.0, "x", "0\n")
    assert answered(visit) == [("next_day", 0, False, True)]
    assert lines.said.partition("breathe in ")[2].startswith(
        "How is it today, the day after Monday? 0 none, 10 the worst"
    )
