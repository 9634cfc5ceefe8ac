"""Idle time closes every page on time, or the page is in the list of docs/threat-model.md with its reason."""

from __future__ import annotations

import asyncio
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.every.pages import LOCKED, OPEN
from textual.widgets import Input

from comfort_journal.errors import NotSaved
from comfort_journal.settings import DEFAULTS, Settings
from comfort_journal.ui.locked.cover_screen import STILL_SAVING, CoverScreen
from comfort_journal.ui.locked.lock_screen import LockScreen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.widgets.passphrase_field import PassphraseField
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp

PAGE = Path(__file__).resolve().parents[3] / "docs" / "threat-model.md"
IDLE = DEFAULTS.idle_lock_minutes * 60
STEP = 10
CHANGES = 4 * 60
"""Seconds within which a session at a step goes on by itself, up to the number that only a person gives."""
MINUTE = 60

LATE: dict[str, tuple[str, float]] = {
    "circuit, under way": ("a circuit under way", 20 * MINUTE),
    "step, a place": ("a session at a step, under way", 15 * MINUTE),
    "step, a hold": ("a session at a step, under way", 15 * MINUTE),
    "step, movement": ("a session at a step, under way", 15 * MINUTE),
    "after a step": ("after a session at a step", 20 * MINUTE),
    "breathe": ("the breath of the lock screen", 30 * MINUTE),
}
"""The row of the list that a page stands in, and when it is closed at the latest."""
BEGUN_BY = {"step, a place": ("step, ready", "z")}
"""A page that asks for its time when something changes: where to begin, and the key that changes it."""
NEVER = {
    "explain": "the first pages of all",
    "welcome": "the first pages of all",
    "new passphrase": "the first pages of all",
}
"""Pages that no time closes; their rows say what becomes of what was typed."""
BY_THEMSELVES = {
    "the neutral page over what cannot be sealed",
    "one line that cannot be sealed",
    "work on the vault",
    "the check-in timer's first page",
    "a session with another person",
}
"""Rows that have a test of their own, here or with their pages."""


def rows() -> dict[str, str]:
    """Return the list as the document has it: what, and when it closes."""
    table = PAGE.read_text(encoding="utf-8").partition("| page | closes |")[2].partition("\n\n")[0]
    found = (re.findall(r"[^|]+", line) for line in table.splitlines()[2:])
    return {cells[0].strip(): cells[1].strip() for cells in found}


def test_the_list_has_a_row_for_each_page_that_is_late_and_no_other() -> None:
    """Whoever lets a page stay open longer writes down which, until when, and why."""
    assert set(rows()) == {name for name, _ in LATE.values()} | set(NEVER.values()) | set(BY_THEMSELVES)
    for name, seconds in LATE.values():
        assert f"{seconds / MINUTE:.0f} min" in rows()[name], name


def closed(app: MainApp, name: str) -> bool:
    """Tell whether the page is gone and what it held with it."""
    return bool(app.became) if name in OPEN else isinstance(app.screen, LockScreen)  # type: ignore[attr-defined]


async def let_pass(app: MainApp, pilot: Pilot[int], name: str, seconds: float) -> float | None:
    """Let time pass in ticks; return after how many seconds the page was closed, if it was."""
    passed = 0.0
    while passed < seconds:
        passed += STEP
        app.clock.now += STEP  # type: ignore[attr-defined]
        await app._tick()
        for look in ("look", "follow"):
            getattr(app.screen, look, lambda: None)()
        await pilot.pause()
        if closed(app, name):
            return passed
    return None


@pytest.mark.parametrize("name", [name for name in (*OPEN, *LOCKED) if name not in {"neutral", "lock", "working"}])
async def test_a_page_that_nobody_touches_closes_on_time(show_page: Callable[..., Any], name: str) -> None:
    """At the first tick after the idle minutes of the settings, and a page of the list not later than it says."""
    _, late = LATE.get(name, ("", IDLE))
    opened, *keys = BEGUN_BY.get(name, (name,))
    async with show_page(opened) as (app, pilot):
        await pilot.press(*keys)
        closed_after = await let_pass(app, pilot, name, late + CHANGES)
        if name in NEVER:
            assert closed_after is None
        elif name in LATE:
            assert closed_after is not None
            assert IDLE < closed_after <= late + CHANGES
        else:
            assert closed_after == IDLE


@pytest.mark.parametrize("minutes", [1, 15])
async def test_the_idle_minutes_are_the_settings(show_page: Callable[..., Any], minutes: int) -> None:
    """The shortest and a long one."""
    async with show_page("today", settings=Settings(motion="none", idle_lock_minutes=minutes)) as (app, pilot):
        assert await let_pass(app, pilot, "today", 2000) == minutes * MINUTE


async def test_work_on_the_vault_is_covered_on_time_and_ends_before_the_lock(
    show_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is hidden at once; what is being written is never cut in half."""
    monkeypatch.setattr("comfort_journal.ui.locked.app.PATIENCE", 0.01)
    said = threading.Event()
    monkeypatch.setattr(CoverScreen, "say", lambda _page, text: said.set() if text == STILL_SAVING else None)
    async with show_page("working") as (app, pilot):
        app.lookout._touched -= IDLE
        app.call_later(app._tick)
        assert await asyncio.to_thread(said.wait, 10)
        assert app._covered
        assert app.became == []
        app.session.journal.care.over.set()
        await pilot.pause()
        assert app.became == ["locked"]


@pytest.mark.parametrize("name", ["step, a hold", "after a step", "circuit, under way", "breath"])
async def test_a_page_left_early_leaves_no_time_behind(show_page: Callable[..., Any], name: str) -> None:
    """What comes after it closes after the idle minutes again, counted from the last key."""
    async with show_page("today") as (app, pilot):
        today = app.screen
        assert isinstance(today, TodayScreen)
        await app.push_screen(OPEN[name](app, app.session))
        await pilot.pause()
        await app.pop_screen()
        await pilot.pause()
        app.lookout.touch()
        assert await let_pass(app, pilot, "today", 2 * IDLE) == IDLE


async def test_each_change_of_a_session_at_a_step_begins_its_time_anew(show_page: Callable[..., Any]) -> None:
    """A quarter of an hour from the end of the hold, not from the key that began the session."""
    async with show_page("step, ready") as (app, pilot):
        await pilot.press("z")
        terms = app.screen._sitting.state.terms
        last_change = terms.place + terms.most
        assert await let_pass(app, pilot, "step, ready", 2000) == last_change + 15 * MINUTE


async def test_the_time_after_a_step_is_its_own(show_page: Callable[..., Any]) -> None:
    """In whatever order the page before goes and this one comes."""
    async with show_page("step, ready") as (app, pilot):
        await pilot.press("z")
        await app.switch_screen(OPEN["after a step"](app, app.session))
        await pilot.pause()
        assert await let_pass(app, pilot, "after a step", 2000) == 20 * MINUTE


async def test_a_line_written_at_the_lock_screen_is_sealed_when_nobody_is_there(
    show_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By idle time and by Ctrl+L it goes where Enter would have put it, and off the screen."""
    for key in (None, "ctrl+l"):
        sealed: list[str] = []
        monkeypatch.setattr("comfort_journal.vault.inbox.capture", lambda _v, line, **_k: sealed.append(line["text"]))  # noqa: B023
        async with show_page("one line") as (app, pilot):
            await pilot.press(*"warm")
            if key is None:
                await let_pass(app, pilot, "one line", IDLE)
            else:
                await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, LockScreen)
            assert sealed == ["warm"]


async def test_a_line_that_cannot_be_sealed_stays_and_is_hidden(
    show_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is nowhere else; the page says why, and shows no letter of it."""

    def refuses(*_given: object, **_named: object) -> None:
        raise NotSaved("The disk is full.")

    monkeypatch.setattr("comfort_journal.vault.inbox.capture", refuses)
    async with show_page("one line") as (app, pilot):
        await pilot.press(*"warm")
        assert await let_pass(app, pilot, "one line", 2 * IDLE) is None
        assert app.screen.query_one(Input).value == "warm"
        assert "The disk is full." in str(app.screen.query_one("#message").render())
        assert "warm" not in "".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("name", ["lock", "by code", "new passphrase"])
async def test_what_was_typed_in_secret_is_wiped_when_nobody_is_there(show_page: Callable[..., Any], name: str) -> None:
    """A passphrase or a code, also a half-typed one, is not left for the next who comes."""
    async with show_page(name) as (app, pilot):
        field = app.screen.query_one(PassphraseField)
        await pilot.press(*"abc")
        assert any(field.typed)
        await let_pass(app, pilot, "one line", IDLE + STEP)
        for _ in range(2 * IDLE // STEP):
            app.clock.now += STEP
            await app._tick()
        assert not any(field.typed)


async def test_a_machine_that_slept_wipes_the_lock_screen_once(show_page: Callable[..., Any]) -> None:
    """What is typed after it woke is the owner's who has come back."""
    async with show_page("lock") as (app, pilot):
        field = app.screen.query_one(PassphraseField)
        slept = [0.0]
        app.lookout.slept = lambda: slept[0]
        app.lookout.begin()
        await pilot.press(*"abc")
        slept[0] = 60.0
        await app._tick()
        assert not any(field.typed)
        await pilot.press(*"abc")
        await app._tick()
        assert field.typed == (3,)


async def test_a_number_chosen_at_the_lock_screen_is_not_given(show_page: Callable[..., Any]) -> None:
    """Only Enter gives one."""
    async with show_page("number") as (app, pilot):
        await pilot.press("3")
        row = app.screen.query_one(RatingRow)
        assert await let_pass(app, pilot, "number", IDLE) == IDLE
        assert not row.is_attached


def test_the_pages_of_the_list_are_pages() -> None:
    """A name that no page has any more is taken out."""
    assert (set(LATE) | set(NEVER)) <= {*OPEN, *LOCKED}
