"""The one way to show a list and a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.widgets import Static

from comfort_journal.ui.widgets.panes import WIDE, Panes

if TYPE_CHECKING:
    from textual.app import ComposeResult

LINES = "\n".join("one line" for _ in range(30))


class _App(App[None]):
    def __init__(self, narrow: str) -> None:
        super().__init__()
        self._narrow = narrow

    def compose(self) -> ComposeResult:
        yield Panes(Static(LINES, id="a"), Static("thing", id="b"), narrow=self._narrow)  # type: ignore[arg-type]


@pytest.mark.parametrize("narrow", ["stacked", "turns"])
async def test_side_by_side_where_there_is_room(narrow: str) -> None:
    """From the wide width on both are shown beside each other, on two surfaces."""
    app = _App(narrow)
    async with app.run_test(size=(WIDE, 20)) as pilot:
        await pilot.pause()
        first, second = app.query_one("#a"), app.query_one("#b")
        assert app.query_one(Panes).beside
        assert first.region.right < second.region.x
        assert first.region.y == second.region.y
        assert second.region.height == 20
        assert first.styles.background != second.styles.background


async def test_stacked_panes_scroll_as_one() -> None:
    """Below it stacked panes lie below each other, and the second is reached by scrolling both."""
    app = _App("stacked")
    async with app.run_test(size=(WIDE - 1, 20)) as pilot:
        await pilot.pause()
        panes = app.query_one(Panes)
        assert not panes.beside
        assert app.query_one("#b").region.y >= app.query_one("#a").region.bottom
        assert panes.max_scroll_y > 0


async def test_panes_that_take_turns() -> None:
    """Below it panes that take turns show the list, and after being asked the thing alone."""
    app = _App("turns")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        panes, first, second = app.query_one(Panes), app.query_one("#a"), app.query_one("#b")
        assert first.display
        assert not second.display
        panes.show_thing()
        await pilot.pause()
        assert second.display
        assert not first.display
        assert second.region.height == 20
        await pilot.resize_terminal(WIDE, 20)
        await pilot.pause()
        assert first.display
        assert second.display
