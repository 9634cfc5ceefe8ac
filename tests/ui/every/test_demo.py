"""The demo looks like one's own journal, so every page of it says what it is, and stays usable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.ui.every.pages import OPEN
from textual.widgets import Static

from comfort_journal.errors import NotSaved
from comfort_journal.plan import Assessment
from comfort_journal.ui import actions
from comfort_journal.ui.locked.cover_screen import UNSAVED_IN_DEMO, CoverScreen
from comfort_journal.ui.too_small import LEAST
from comfort_journal.ui.widgets.demo_line import DEMO, DemoLine
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

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


@pytest.mark.parametrize(("name", "closing"), [("today", 3), ("check-in door", 5)])
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


@pytest.mark.parametrize("demo", [False, True])
async def test_the_page_before_the_step_together_says_that_beginning_ends_the_demo(
    show_page: Show, monkeypatch: pytest.MonkeyPatch, *, demo: bool
) -> None:
    """Above its questions, at every size; in one's own journal there is no such line."""
    monkeypatch.setattr(Assessment, "may", lambda _found, _step: True)
    async with show_page("readiness", demo=demo) as (app, pilot):
        for size in ((80, 24), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause(1 / 100)
            lines = list(app.screen.query("#demo").results(Static))
            said = app.session.practice.library.sentences.readiness.begin_demo
            assert [str(each.render()) for each in lines] == [said] * demo
            assert all(app.screen.find_widget(each).visible_region == each.region for each in lines), size


async def test_a_demo_that_cannot_close_asks_for_no_passphrase(
    show_page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows it; the page says how the demo ends, and Ctrl+Q ends it."""
    async with show_page("today", demo=True) as (app, pilot):

        def refuse(**_how: object) -> None:
            raise NotSaved("The disk is full.")

        monkeypatch.setattr(app.session, "seal", refuse)
        await pilot.press("ctrl+l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, CoverScreen)
        assert not app.screen.query_one(PassphraseField).display
        assert str(app.screen.query_one("#line", Static).render()) == UNSAVED_IN_DEMO
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0
