"""Numbers in lines: given back as they were given, the newest first, ten at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import day, story
from tests.ui.plain.conftest import visit_of

from comfort_journal.ui.plain.open.rating.numbers import numbers
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from tests.ui.open.conftest import Wall
    from tests.ui.plain.conftest import Lines

    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.plain.open.visit import OpenLines

BEGUN = day(1, "06:00").profile(history=("none",))


@pytest.fixture
def visit(lines: Lines, session: Workspace, wall: Wall) -> OpenLines:
    """Return a journal with twelve days of numbers."""
    wall.now = day(13, "20:00").moment()
    told = [day(n).easy("entrance" if n > 6 else "mapping", around=("door locked",)) for n in range(1, 13)]
    session.keep_records(*story(BEGUN, told))
    return visit_of(lines, session)


def test_the_newest_days_are_said_first_and_the_rest_when_asked_for(lines: Lines, visit: OpenLines) -> None:
    """A line is a day at a step with its numbers by what they are for; n says more."""
    said = lines.press("n\n").until_over(lambda: numbers(visit))
    first = "Friday 16 January 2026: 2 Entrance, 45 seconds. During 1, after 1, next day 1; an easy day."
    assert first in said or "Friday 16 January 2026: 2 Entrance, 45 seconds. During 1, next day" in said
    assert said.index("Friday 16 January") < said.index("n Says more") < said.index("Monday 5 January")
    assert said.count("Says more, from earlier") == 1


def test_one_step_only(lines: Lines, visit: OpenLines) -> None:
    """A step that was practised is chosen by its own number, heard once, and the same letter says all again."""
    said = lines.press("l\n", "1\n", "l\n").until_over(lambda: numbers(visit))
    assert "Which step? 2 Entrance 1 Outside" in said
    _, _, only = said.partition("Which step?")
    only, _, after = only.partition("Only 1 Outside.")
    assert "2 Entrance, 45 seconds" not in only
    assert "2 Entrance, 45 seconds" in after


def test_a_day_is_said_whole(lines: Lines, visit: OpenLines) -> None:
    """The day as the page has it in words, what was around too."""
    said = lines.press("d\n", "1\n").until_over(lambda: numbers(visit))
    assert "Around: door locked." in said


def test_what_was_around_is_counted_and_not_explained(lines: Lines, visit: OpenLines) -> None:
    """Counts, and that they do not say why."""
    said = lines.press("o\n").until_over(lambda: numbers(visit))
    assert "It does not say why. door locked: easy on 12 of 12 days" in said


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_spans_are_chosen_by_their_number(place: int, lines: Lines, visit: OpenLines) -> None:
    """The same numbers as on the page."""
    names = ("Two weeks", "Three months", "A year", "All")
    said = lines.press(f"{place}\n").until_over(lambda: numbers(visit))
    assert f"{names[place - 1]}. All steps." in said


def test_without_a_number_it_is_said_where_they_come_from(lines: Lines, session: Workspace) -> None:
    """Nothing else is offered then but the page for a clinician, and the way back."""
    visit = visit_of(lines, session)
    with pytest.raises(Back):
        numbers(_pressed(lines, visit, "?\n", "back\n"))
    assert "No number yet." in lines.said
    assert lines.said.count("p Page for a clinician") == 2


def _pressed(lines: Lines, visit: OpenLines, *keys: str) -> OpenLines:
    lines.press(*keys)
    return visit


def test_a_step_back_from_a_day_leads_to_the_numbers(lines: Lines, visit: OpenLines) -> None:
    """And from the numbers to where one came from."""
    lines.press("d\n", "{ctrl+c}", "d\n", "back\n", "back\n")
    with pytest.raises(Back):
        numbers(visit)
    assert lines.said.count("Which day?") == 2


def test_a_question_mark_says_first_what_the_numbers_are(lines: Lines, visit: OpenLines) -> None:
    """What the place says when one comes in stands before its choices again."""
    said = lines.press("?\n").until_over(lambda: numbers(visit))
    assert said.count("Discomfort from 0 to 10; lower is better. Your line is") == 2
    assert "is comfortable. Two weeks." in said


def test_today_is_a_day_where_a_day_is_asked_for(lines: Lines, visit: OpenLines) -> None:
    """It names the line of its day, also one that is not said yet; where nothing was given then, that is said."""
    said = lines.press("d\n", "today\n", "yesterday\n", "d\n", "5 January\n").until_over(lambda: numbers(visit))
    assert "You: today Nothing was given then. Which day?" in said
    assert "You: yesterday Friday 16 January" in said
    assert "You: 5 January Monday 5 January" in said
