"""The demo looks like one's own journal, so every page of it says what it is, and stays usable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.ui.every.pages import OPEN

from comfort_journal.ui import actions
from comfort_journal.ui.too_small import LEAST
from comfort_journal.ui.widgets.demo_line import DEMO, DemoLine

Show = Callable[..., Any]
NAMES = [*OPEN, "help", "palette", "neutral"]
"""What the demo can come to: it has no lock screen, and nothing before one."""


def top_row(page: Any) -> str:  # noqa: ANN401  any page
    """Return what the terminal shows in its first row, without a scrollbar beside it."""
    return "".join(segment.text for segment in page._compositor.render_strips()[0]).strip("▁▂▃▄▅▆▇█ ")


@pytest.mark.parametrize("name", NAMES)
async def test_every_page_of_the_demo_says_so_in_its_top_row(show_page: Show, name: str) -> None:
    """Whole, and above everything else, at every size at which a page is shown; what has the cursor has room below."""
    async with show_page(name, demo=True) as (app, pilot):
        assert top_row(app.screen) == DEMO
        for size in (tuple(LEAST), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause(1 / 100)
            assert top_row(app.screen) == DEMO, size
        if app.focused is not None and name not in {"after a step", "neutral"}:
            assert app.screen.find_widget(app.focused).visible_region.height >= 1


async def test_a_page_that_is_come_back_to_says_it_once(show_page: Show) -> None:
    """What was opened over it had a row of its own."""
    async with show_page("today", demo=True) as (app, pilot):
        await app.push_screen(OPEN["told"](app, app.session))
        await pilot.pause()
        assert top_row(app.screen) == DEMO
        await app.pop_screen()
        await pilot.pause()
        assert len(app.screen.query(DemoLine)) == 1
        assert top_row(app.screen) == DEMO


async def test_ones_own_journal_says_nothing_of_a_demo(show_page: Show) -> None:
    """The row is the page's own."""
    async with show_page("today") as (app, _pilot):
        assert not app.screen.query(DemoLine)


@pytest.mark.parametrize(("name", "closing"), [("today", 3), ("check-in door", 4)])
@pytest.mark.parametrize("demo", [False, True])
async def test_help_says_of_every_key_that_closes_the_journal_that_it_ends_the_demo(
    show_page: Show, name: str, closing: int, *, demo: bool
) -> None:
    """Nothing is sealed or saved there, and nothing is promised; in one's own journal the promise stands."""
    async with show_page(name, demo=demo) as (app, _pilot):
        told = {item.action.id: item.action.help for item in actions.usable(app.screen)}
        ends = [each for each, said in told.items() if said == actions.ENDS_DEMO]
        assert len(ends) == (closing if demo else 0)
        assert {"lock-now", "save-and-quit", "enough-for-today"} <= told.keys()


@pytest.mark.parametrize("demo", [False, True])
async def test_the_page_before_the_timer_says_that_it_ends_the_demo(show_page: Show, *, demo: bool) -> None:
    """The journal closes before the timer begins, and the demo's is gone then."""
    async with show_page("check-in door", demo=demo) as (app, _pilot):
        said = app.session.practice.library.sentences.checkin.begin_demo
        assert (said in str(app.screen.query_one("#page").content)) is demo
