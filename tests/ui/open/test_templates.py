"""Templates: several questions on one page, one of them a line of the owner's list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.ui.open.core.prompts import begun, fresh_page, template_in
from comfort_journal.ui.open.home.today_screen import TodayScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.core.workspace import Workspace

EVENING = "Evening: What was gentle? | What can wait?"
LAID = "What was gentle?\n\n\nWhat can wait?\n"


@pytest.mark.parametrize(
    ("line", "name", "questions"),
    [
        (EVENING, "Evening", ("What was gentle?", "What can wait?")),
        ("What was gentle? | What can wait?", "", ("What was gentle?", "What can wait?")),
        ("Warm: or cold? | Why?", "Warm", ("or cold?", "Why?")),
        ("Is it here | or there: which?  |  Why?", "", ("Is it here", "or there: which?", "Why?")),
    ],
)
def test_a_line_with_bars_is_a_template(line: str, name: str, questions: tuple[str, ...]) -> None:
    """Bars between blanks part its questions, and a colon before them ends its name."""
    template = template_in(line)
    assert template is not None
    assert (template.name, template.questions) == (name, questions)


@pytest.mark.parametrize("line", ["What felt safe today?", "Warm: or cold?", "Is it |x| today?", "One alone |", "a|b"])
def test_any_other_line_is_one_question(line: str) -> None:
    """A colon, or a bar within a word, is no template."""
    assert template_in(line) is None


def test_its_questions_alone_are_nothing_written(session: Workspace) -> None:
    """A page that only holds them is blank, and gives way to another question; a word on it makes it a page."""
    laid = begun(session.new_buffer(), EVENING)
    assert (laid.text, laid.prompt, laid.unsaved) == (LAID, "Evening", False)
    asked = begun(laid, "Why?")
    assert (asked.text, asked.prompt) == ("", "Why?")


async def test_a_template_is_one_page_and_one_entry(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """Chosen from the list, its questions stand in the text with the cursor below the first; one entry results."""
    session.journal.set_prompts(["Why?", EVENING])
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "Evening (2 questions on one page)" in str(app.screen.choices.get_option_at_index(2).prompt)
        await pilot.press("down", "enter", *"Tea.")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.text == "What was gentle?\nTea.\n\nWhat can wait?\n"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        (entry,) = session.journal.entries()
        assert (entry.prompt, entry.text) == ("Evening", "What was gentle?\nTea.\n\nWhat can wait?\n")


async def test_a_template_comes_after_what_is_written(run_open: Callable[..., Any], session: Workspace) -> None:
    """Nothing written goes, and one undo takes the questions away."""
    session.journal.set_prompts(["Why?", EVENING])
    async with run_open() as (app, pilot):
        await pilot.press(*"Rain.", "ctrl+o")
        await pilot.pause()
        await pilot.press("down", "enter", *"Tea.")
        await pilot.pause()
        assert app.screen.page.area.text == "Rain.\n\nWhat was gentle?\nTea.\n\nWhat can wait?\n"
        await pilot.press("ctrl+z", "ctrl+z")
        assert app.screen.page.area.text == "Rain."
        await pilot.press("ctrl+y", "ctrl+shift+z")
        assert app.screen.page.area.text == "Rain.\n\nWhat was gentle?\nTea.\n\nWhat can wait?\n"


def test_the_first_of_the_list_may_be_a_template(session: Workspace) -> None:
    """Then a fresh page begins with its questions."""
    session.journal.set_prompts([EVENING])
    page = fresh_page(session)
    assert (page.text, page.prompt, page.blank) == (LAID, "Evening", True)


async def test_tab_goes_from_question_to_question_and_then_to_the_tags(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """So that no answer is taken for a tag; back again, the cursor stands after what was answered."""
    session.journal.set_prompts(["Evening: What was gentle? | What can wait? | Why?"])
    async with run_open() as (app, pilot):
        page = app.screen.page
        await pilot.press(*"Tea.", "tab", *"Mail.", "tab", *"Rest.")
        assert page.area.text == "What was gentle?\nTea.\n\nWhat can wait?\nMail.\n\nWhy?\nRest."
        await pilot.press("shift+tab", *" Post.", "tab", "tab")
        assert page.area.text == "What was gentle?\nTea.\n\nWhat can wait?\nMail. Post.\n\nWhy?\nRest."
        assert page.tag_line.has_focus
