"""Claims about the list of words to mark: a head is passed by, and seen with the first word under it."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from comfort_journal.ui.widgets.checklist import Checklist

WORDS = [("", "This session"), ("a", "dulling"), ("", ""), ("", "What it felt like"), ("b", "burning"), ("c", "sharp")]


class Marks(App[None]):
    """The list alone."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the list its meanings."""
        return {"muted": "grey"}

    def compose(self) -> ComposeResult:
        """Lay it out in a window of three rows."""
        with VerticalScroll(can_focus=False):
            yield Checklist(WORDS)


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        (["space"], ("a",)),
        (["down", "space"], ("b",)),
        (["down", "down", "down", "space", "up", "space"], ("b", "c")),
        (["down", "up", "up", "space"], ("a",)),
    ],
)
async def test_the_arrows_go_from_word_to_word(keys: list[str], marked: tuple[str, ...]) -> None:
    """No head and no blank line is ever stood on, at either end neither."""
    async with Marks().run_test(size=(40, 3)) as pilot:
        checklist = pilot.app.query_one(Checklist)
        checklist.focus()
        await pilot.press(*keys)
        assert checklist.marked == marked


async def test_a_click_on_a_head_marks_nothing_and_going_up_shows_the_head() -> None:
    """The first word is reached with what it stands under."""
    async with Marks().run_test(size=(40, 3)) as pilot:
        checklist = pilot.app.query_one(Checklist)
        checklist.focus()
        await pilot.press("down", "down", "up", "up")
        assert pilot.app.query_one(VerticalScroll).scroll_y == 0
        await pilot.click(offset=(2, 0))
        assert checklist.marked == ()
