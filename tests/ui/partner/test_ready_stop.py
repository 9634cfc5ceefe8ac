"""A real stop is on the terminal before its page is laid out, and looks as the rehearsed one did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from evenings import Evening, checkin

from comfort_journal.content.session import load_session_words
from comfort_journal.settings import Settings
from comfort_journal.ui import terminal
from comfort_journal.ui.partner.screens.session_screen import SessionPage

if TYPE_CHECKING:
    from collections.abc import Callable

SAID = load_session_words()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is sent to the terminal ahead of the page."""
    written: list[str] = []
    monkeypatch.setattr(terminal, "write_now", lambda _app, sequence: written.append(sequence))
    return written


def page_of(evening: Evening) -> Callable[[object], SessionPage]:
    """Return what makes the page of an evening."""

    def make(_app: object) -> SessionPage:
        page = SessionPage(settings=Settings(motion="none"), phrases={}, record=True, clock=lambda: evening.now)
        page.show(evening.state, evening.now)
        return page

    return make


def full(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what the terminal would be sent to draw the whole screen."""
    return str(app.screen._compositor.render_full_update().render_segments(app.console))


async def test_a_stop_is_sent_first_exactly_as_it_will_be_drawn(
    run_screen: Callable[..., Any], sent: list[str]
) -> None:
    """What was kept at the rehearsal is what the page of a real stop draws a moment later."""
    evening = Evening(checkin())
    async with run_screen(page_of(evening), settings=Settings(motion="none")) as (app, pilot):
        app.screen.stopped(rehearsal=True)
        await pilot.pause()
        await pilot.pause()
        assert not app.screen._ready.posing
        assert SAID.agreement.rehearsed in full(app)
        assert sent == []
        app.screen.stopped(rehearsal=False)
        assert len(sent) == 1
        await pilot.pause()
        assert sent == [full(app) + terminal.put_cursor(app.cursor_position)]
        assert app.cursor_position != (0, 0)
        assert SAID.agreement.rehearsed not in sent[0]


async def test_in_another_size_a_stop_is_laid_out_as_any_page(run_screen: Callable[..., Any], sent: list[str]) -> None:
    """What was kept for another size is not sent; the stop is drawn all the same."""
    evening = Evening(checkin())
    async with run_screen(page_of(evening), settings=Settings(motion="none")) as (app, pilot):
        app.screen.stopped(rehearsal=True)
        await pilot.pause()
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        app.screen.stopped(rehearsal=False)
        await pilot.pause()
        assert sent == []
        assert SAID.stop.still.split()[0] in full(app)


async def test_a_real_stop_while_the_rehearsed_one_is_painted_stays(
    run_screen: Callable[..., Any], sent: list[str]
) -> None:
    """The sentence about the rehearsal does not come over it."""
    evening = Evening(checkin())
    async with run_screen(page_of(evening), settings=Settings(motion="none")) as (app, pilot):
        app.screen.stopped(rehearsal=True)
        app.screen.stopped(rehearsal=False)
        await pilot.pause()
        await pilot.pause()
        assert SAID.agreement.rehearsed not in full(app)


async def test_a_page_that_is_taken_away_draws_nothing(run_screen: Callable[..., Any]) -> None:
    """A moment of time that comes when its parts are gone is no fault."""
    evening = Evening(checkin())
    async with run_screen(page_of(evening), settings=Settings(motion="none")) as (app, pilot):
        page = app.screen
        await page.remove_children()
        page.show(evening.state, evening.now)
        page.stopped(rehearsal=False)
        await pilot.pause()
