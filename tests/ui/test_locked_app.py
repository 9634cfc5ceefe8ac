"""The app closes an open journal behind a neutral page, once, and only then becomes the lock screen."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.errors import NotSaved, WrongPassphrase
from comfort_journal.settings import Settings
from comfort_journal.ui.idle import SLEPT, STOOD_STILL, Watch
from comfort_journal.ui.locked import closing
from comfort_journal.ui.locked.cover_screen import STILL_SAVING, UNSAVED, WRONG, CoverScreen
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Private(Screen[None]):
    """A page with words on it."""

    def compose(self) -> ComposeResult:
        """Lay out words that markup would swallow."""
        yield Static("[/x] private words", markup=False)


def line(app: Any) -> str:  # noqa: ANN401
    """Return what the neutral page says."""
    return str(app.screen.query_one("#line", Static).render())


async def test_ctrl_l_covers_seals_and_becomes_the_lock_screen(run_screen: Callable[..., Any]) -> None:
    """Ctrl+L puts the neutral page on top, seals once and then replaces the process."""
    async with run_screen(lambda _app: Private()) as (app, pilot):
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, CoverScreen)
        assert app.session.sealed == 1
        assert len(app.became) == 1


class Busy(Private):
    """A page on which one key takes as long as it is told to."""

    BINDINGS = [("x", "take_long")]  # noqa: RUF012  Textual declares the type

    def __init__(self) -> None:
        """Begin to be busy only when the key comes."""
        super().__init__()
        self.done = asyncio.Event()

    async def action_take_long(self) -> None:
        """Take long."""
        await self.done.wait()


async def test_ctrl_l_empties_the_terminal_while_an_earlier_key_is_still_at_work(
    run_screen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks over a shoulder sees nothing from the key press on, whatever the app is busy with."""
    written = asyncio.Event()
    async with run_screen(lambda _app: Busy()) as (app, pilot):
        monkeypatch.setattr("comfort_journal.ui.key_queue.PATIENCE", 3600.0)
        monkeypatch.setattr("comfort_journal.ui.terminal.write_now", lambda _app, _what: written.set())
        page = app.screen
        app.post_message(events.Key("x", "x"))
        app.post_message(events.Key("ctrl+l", None))
        try:
            await asyncio.wait_for(written.wait(), 5)
            assert app.became == []
        finally:
            page.done.set()
        await pilot.pause()
        await app.workers.wait_for_complete()
    assert len(app.became) == 1


async def test_nothing_of_the_private_page_is_painted_once_it_is_covered(
    run_screen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the key and the neutral page no other screen reaches the terminal."""
    painted: list[Screen[Any]] = []
    async with run_screen(lambda _app: Private()) as (app, pilot):
        monkeypatch.setattr("textual.app.App._display", lambda _app, screen, _what: painted.append(screen))
        private = app.screen
        await pilot.press("ctrl+l")
        private.refresh()
        app._display(private, "late")
        await pilot.pause()
        assert painted
        assert {type(screen) for screen in painted} == {CoverScreen}


@pytest.mark.parametrize("theme", ["lamplight", "terminal"])
async def test_the_neutral_page_hides_what_is_behind_it_in_every_theme(
    run_screen: Callable[..., Any], theme: str
) -> None:
    """A page over others is opaque on mixed colours and on the terminal's own."""
    async with run_screen(lambda _app: Private(), settings=Settings(theme=theme)) as (app, pilot):
        assert "private" in app.export_screenshot()
        app.session.fault = NotSaved("The disk is full.")
        await pilot.press("ctrl+l")
        await pilot.pause()
        shown = app.export_screenshot()
        assert "unsaved" in shown
        assert "private" not in shown


async def test_ctrl_q_seals_and_leaves_with_0(run_screen: Callable[..., Any]) -> None:
    """Quitting is saving."""
    async with run_screen(lambda _app: Private()) as (app, pilot):
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert (app.session.sealed, app.session.saved) == (1, 1)
        assert app.return_code == 0
        assert app.became == []


async def test_a_note_that_cannot_be_sealed_keeps_the_process_and_comes_back_with_the_passphrase(
    run_screen: Callable[..., Any],
) -> None:
    """The page stays neutral, a wrong passphrase keeps it so, the right one shows the words again."""
    tried: list[bytes] = []

    def check(passphrase: bytearray) -> None:
        tried.append(bytes(passphrase))
        if passphrase != b"right":
            raise WrongPassphrase("no")

    async with run_screen(lambda _app: Private(), check=check) as (app, pilot):
        app.session.fault = NotSaved("The disk is full.")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, CoverScreen)
        assert app.became == []
        assert line(app) == UNSAVED
        await pilot.press(*"wrong", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert line(app) == WRONG
        await pilot.press(*"right", "enter")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, Private)
        app.session.fault = None
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert app.session.sealed == 1
        assert len(app.became) == 1
    assert tried == [b"wrong", b"right"]


async def test_an_unsaved_note_is_given_up_only_when_asked_from_the_neutral_page(
    run_screen: Callable[..., Any],
) -> None:
    """Ctrl+Q does not leave over an unsaved note; once the page has said so, a second one does."""
    async with run_screen(lambda _app: Private()) as (app, pilot):
        app.session.fault = NotSaved("The disk is full.")
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code is None
        assert line(app) == UNSAVED
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0


async def test_a_slow_disk_is_waited_for_behind_the_page(
    run_screen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the patience is over the page says that it is still saving, and the words are never abandoned."""
    monkeypatch.setattr("comfort_journal.ui.locked.app.PATIENCE", 0.01)
    written, said = threading.Event(), threading.Event()

    class Slow:
        sealed = 0

        def seal(self) -> None:
            written.wait(10)
            self.sealed += 1

    monkeypatch.setattr(CoverScreen, "say", lambda _page, text: said.set() if text == STILL_SAVING else None)
    async with run_screen(lambda _app: Private(), session=Slow()) as (app, pilot):
        app.call_later(app.action_lock_now)
        assert await asyncio.to_thread(said.wait, 10)
        assert app.became == []
        written.set()
        await pilot.pause()
        assert len(app.became) == 1
        assert app.session.sealed == 1


async def test_keys_and_pastes_do_not_reach_what_is_behind_the_neutral_page(run_screen: Callable[..., Any]) -> None:
    """Whoever types on while it locks types into nothing."""
    async with run_screen(lambda _app: Private()) as (app, pilot):
        app.session.fault = NotSaved("The disk is full.")
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press("ctrl+p", "f1", "escape", "tab")
        assert isinstance(app.screen, CoverScreen)
        assert isinstance(app.focused, PassphraseField)


async def test_five_quiet_minutes_lock_and_a_key_begins_them_anew(
    run_screen: Callable[..., Any], make_clock: Callable[[], Any]
) -> None:
    """The idle time is the setting's, counted on the injected clock from the last key."""
    clock = make_clock()
    async with run_screen(lambda _app: Private(), clock=clock, settings=Settings(idle_lock_minutes=5)) as (app, pilot):
        clock.now += 9
        await app._tick()
        for _ in range(29):
            clock.now += 10
            await app._tick()
        assert app.session.sealed == 0
        await pilot.press("x")
        for _ in range(29):
            clock.now += 10
            await app._tick()
        assert app.session.sealed == 0
        clock.now += 10
        await app._tick()
        assert app.session.sealed == 1
        assert len(app.became) == 1


def test_sleep_and_standing_still_lock_and_small_drifts_do_not() -> None:
    """Two seconds of suspension, or fifteen between ticks, are noticed at the next tick."""
    now, slept = [0.0], [0.0]
    watch = Watch(300, clock=lambda: now[0], slept=lambda: slept[0])
    slept[0], now[0] = SLEPT, 0.5
    assert not watch.tick()
    slept[0] += 0.1
    assert watch.tick()
    watch.begin()
    now[0] += STOOD_STILL
    assert not watch.tick()
    now[0] += STOOD_STILL + 0.1
    assert watch.tick()


def test_sealing_runs_once_for_everybody_who_waits() -> None:
    """A signal that arrives during a lock joins the sealing that is under way."""
    begun, go, count = threading.Event(), threading.Event(), []

    class Session:
        def seal(self) -> None:
            count.append(1)
            begun.set()
            go.wait(10)

    run = closing.Sealing(Session())
    begun.wait(10)
    assert not run.wait(0)
    assert not run.sealed
    go.set()
    assert run.wait(10)
    assert run.wait(10)
    assert run.sealed
    assert count == [1]


def test_an_unexpected_fault_while_sealing_is_told_without_its_text() -> None:
    """Whatever went wrong, the words count as unsaved, and the fault's text is not shown."""

    class Session:
        def seal(self) -> None:
            raise ValueError("private words")

    run = closing.Sealing(Session())
    assert run.wait(10)
    assert not run.sealed
    assert "private" not in str(run.fault)


async def test_a_setting_is_used_at_once_and_kept(run_screen: Callable[..., Any]) -> None:
    """Theme and idle time change without a restart."""
    async with run_screen(lambda _app: Private()) as (app, _pilot):
        app.apply_settings(Settings(theme="paper", idle_lock_minutes=2))
        assert app.theme == "paper"
        assert app.lookout.idle == 120
