"""The check-in timer's page: three presses to a running countdown, and nothing to fill in."""

from __future__ import annotations

import contextlib
import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.content.session import load_session_words
from comfort_journal.partner import Key, Setup, Tick, advance, begin
from comfort_journal.settings import Settings
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App
    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp

SAID = load_session_words().checkin
NOW = datetime(2026, 11, 23, 21, 40, tzinfo=timezone(timedelta(hours=1)))
ID = "00000000-0000-4000-8000-000000000001"
SIZES = [(80, 24), (120, 40), (40, 12)]


def read(app: App[Any]) -> str:
    """Return what stands on the terminal, in one line."""
    rows = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
    return " ".join(re.sub(r"[█▀▄▁▇▆▅▃▂▎▊░▒▓]", " ", "\n".join(rows)).split())


@pytest.fixture
def page(run_screen: Callable[..., Any]) -> Callable[..., Any]:
    """Give a runner of the page that yields the app, its pilot, and the results so far."""

    @contextlib.asynccontextmanager
    async def run(
        *,
        settings: Settings | None = None,
        record: bool = True,
        interval: int | None = None,
        **how: Any,  # noqa: ANN401  what run_screen takes
    ) -> AsyncIterator[tuple[MainApp, Pilot[int], list[Setup | None]]]:
        chosen = settings or Settings(motion="none")
        results: list[Setup | None] = []

        def make(_app: object) -> CheckinPage:
            return CheckinPage(chosen, interval=interval, record=record, new_id=lambda: ID, now=lambda: NOW)

        async with run_screen(make, settings=chosen, **how) as (app, pilot):
            await app.push_screen(make(app), results.append)
            await pilot.pause()
            yield app, pilot, results

    return run


async def test_three_presses_lead_to_a_running_countdown(page: Callable[..., Any]) -> None:
    """Enter, one rehearsed stop, Enter: touch runs, every 45 seconds, stop word "stop", no code."""
    async with page() as (_app, pilot, results):
        await pilot.press("enter")
        await pilot.pause()
        (chosen,) = results
        assert chosen == Setup(id=ID, mode="checkin", began_at=NOW.isoformat(), interval=45, bell=True, word="stop")
    state = begin(chosen, 0.0)
    state, _ = advance(state, Key("x"), 1.0)
    state, _ = advance(state, Tick(), 3.0)
    state, _ = advance(state, Key("enter"), 3.1)
    assert (state.phase, state.due) == ("touch", 48.1)


async def test_what_was_remembered_stands_there(page: Callable[..., Any]) -> None:
    """Interval and bell come from the settings, or the interval from whoever opens the page."""
    settings = Settings(motion="none", checkin_seconds=55, checkin_bell=False)
    async with page(settings=settings) as (app, _pilot, _results):
        assert "every 55 s" in read(app)
        assert f"{SAID.bell} {SAID.off}" in read(app)
    async with page(settings=settings, interval=30) as (app, _pilot, _results):
        assert "every 30 s" in read(app)


async def test_every_line_can_be_changed(page: Callable[..., Any]) -> None:
    """Arrows the interval, ``b`` the bell, letters the stop word on its line, ``c`` a code."""
    async with page() as (app, pilot, results):
        await pilot.press("right", "b", "tab", "tab", *"back", "tab", "c", *"4071")
        assert "every 50 s" in read(app)
        assert "back" in read(app)
        assert "●●●●" in read(app).replace(" ", "")
        assert "4071" not in read(app).replace(" ", "")
        await pilot.press("enter")
        await pilot.pause()
        assert results == [
            Setup(id=ID, mode="checkin", began_at=NOW.isoformat(), interval=50, bell=False, word="back", code="4071")
        ]


async def test_half_a_code_does_not_begin(page: Callable[..., Any]) -> None:
    """It says what a code is, and ``c`` does without."""
    async with page() as (app, pilot, results):
        await pilot.press("c", "4", "enter")
        assert SAID.four in read(app)
        assert results == []
        await pilot.press("c", "enter")
        await pilot.pause()
        assert results[0].code is None


async def test_escape_leaves(page: Callable[..., Any]) -> None:
    """From any line."""
    async with page() as (_app, pilot, results):
        await pilot.press("tab", "tab", "x", "escape")
        await pilot.pause()
        assert results == [None]


async def test_a_letter_off_its_line_is_answered(page: Callable[..., Any]) -> None:
    """Who types a word at once is told where it goes."""
    async with page() as (app, pilot, _results):
        await pilot.press("x")
        assert SAID.typing in read(app)


async def test_a_key_of_another_page_is_answered_in_a_sentence(page: Callable[..., Any]) -> None:
    """There is no help behind this page: it says that all stands here, and which keys begin and leave."""
    async with page() as (app, pilot, results):
        await pilot.press("f1")
        assert SAID.here in read(app)
        await pilot.press("f4", "down")
        assert SAID.here not in read(app)
        assert results == []


@pytest.mark.parametrize("key", ["f1", "x"])
async def test_what_was_said_of_a_key_holds_nothing_back(page: Callable[..., Any], key: str) -> None:
    """Enter begins right after it."""
    async with page() as (_app, pilot, results):
        await pilot.press(key, "enter")
        await pilot.pause()
        assert len(results) == 1


async def test_the_cursor_of_the_terminal_stands_on_the_line_that_is_chosen(page: Callable[..., Any]) -> None:
    """So that a magnifier and a braille display can follow."""
    async with page() as (app, pilot, _results):
        for name in (SAID.every, SAID.bell, SAID.word):
            await pilot.pause()
            row = app.screen._compositor.render_strips()[app.cursor_position.y]
            assert f"› {name}" in "".join(segment.text for segment in row)  # noqa: RUF001  the mark of the line
            await pilot.press("down")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["paper", "terminal"])
async def test_the_same_line_always_stands_there(page: Callable[..., Any], size: tuple[int, int], theme: str) -> None:
    """For touch that is fine tonight, how it stops and both answers: at every size, also with a code."""
    async with page(size=size, settings=Settings(theme=theme, motion="none")) as (app, pilot, _results):
        for keys in ((), ("c",)):
            await pilot.press(*keys)
            answers = "Comfortable? 1 yes 2 slower any other key stops"
            for text in (SAID.fine_today, answers, "Enter begins", "every 45 s", "stop"):
                assert text in read(app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert load_session_words().session.pauses.format(most=3) in read(app)


async def test_a_record_that_is_not_kept_is_said(page: Callable[..., Any]) -> None:
    """One quiet line, and none where there is a record; at 40 by 12 it is a page further down."""
    async with page(record=False) as (app, _pilot, _results):
        assert SAID.not_kept in read(app)
        assert "tmux" not in read(app)
    async with page() as (app, _pilot, _results):
        assert SAID.not_kept not in read(app)
    async with page(record=False, size=(40, 12)) as (app, pilot, _results):
        assert SAID.not_kept not in read(app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert SAID.not_kept in read(app)


async def test_a_stop_word_is_no_markup(page: Callable[..., Any]) -> None:
    """Nothing that can be typed or pasted changes how the page is drawn, and a paste changes nothing."""
    async with page() as (app, pilot, _results):
        await pilot.press("tab", "tab", "left_square_bracket", "b", "right_square_bracket")
        assert f"{SAID.word} b" in read(app)
