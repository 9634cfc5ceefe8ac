"""Claims about the list of words to mark: a head is passed by, and seen with the first word under it."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

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


@pytest.mark.parametrize("away", [0, 11])
async def test_the_word_under_the_cursor_is_kept_in_view_when_what_stands_above_has_grown(away: int) -> None:
    """With the head over it, whichever way the words were moved."""
    async with Marks().run_test(size=(40, 3)) as pilot:
        checklist, around = pilot.app.query_one(Checklist), pilot.app.query_one(VerticalScroll)
        checklist.focus()
        await pilot.press("down")
        await around.mount(Static("one\ntwo\nthree\nfour"), before=checklist)
        await around.mount(Static("five\nsix\nseven\neight"))
        await pilot.pause()
        around.scroll_to(y=away, animate=False)
        await pilot.pause()
        checklist.keep_in_view()
        await pilot.pause()
        seen = range(round(around.scroll_y), round(around.scroll_y) + 3)
        assert {4 + 3, 4 + 4} <= set(seen), "the head, and the word"
