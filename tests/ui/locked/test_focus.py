"""Whoever types a passphrase without looking types it into its field, whatever was clicked or tabbed to before."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.screen import Screen

from comfort_journal.errors import WrongPassphrase
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.first_run_screens import NewPassphrase
from comfort_journal.ui.locked.lock_screen import WRONG, LockScreen
from comfort_journal.ui.locked.recovery_screen import RecoveryScreen
from comfort_journal.ui.widgets.asks_secret import AsksSecret
from comfort_journal.ui.widgets.link import Word
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from comfort_journal.ui.locked.services import LockServices

PHRASE = "warm 5 feet? q"
"""With what would open, choose, ask for help, or leave."""
WORDS = ("write-line", "seal-number", "breathe", "help")


class Inside(Screen[None]):
    """The first open page."""


@pytest.fixture
def taken() -> list[bytes]:
    """Return a list of what was tried."""
    return []


@pytest.fixture
def locked(make_services: Callable[..., LockServices], taken: list[bytes]) -> MainApp:
    """Return an app whose vault keeps what was tried and stays shut."""

    def unlock(passphrase: bytearray, _tidying: object) -> None:
        taken.append(bytes(passphrase))
        raise WrongPassphrase("no")

    return MainApp(make_services(unlock=unlock))


async def leave(pilot: Pilot[int]) -> None:
    """Go back from whatever page is on top."""
    await pilot.press("escape")
    await pilot.pause(0.2)
    assert isinstance(pilot.app.screen, LockScreen)


async def type_blindly(pilot: Pilot[int]) -> None:
    """Type the passphrase and Enter, and wait until it was tried."""
    await pilot.press(*PHRASE, "enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("word", WORDS)
async def test_after_a_click_on_a_word_and_the_way_back_the_field_has_the_focus(
    locked: MainApp, taken: list[bytes], word: str
) -> None:
    """The passphrase is tried, and no page that would show or keep it opens."""
    async with locked.run_test() as pilot:
        await pilot.click(f"#{word}")
        await pilot.pause()
        assert not isinstance(locked.screen, LockScreen)
        await leave(pilot)
        assert isinstance(locked.focused, PassphraseField)
        await type_blindly(pilot)
        assert isinstance(locked.screen, LockScreen)
        assert str(locked.screen.query_one("#message").visual) == WRONG
    assert taken == [PHRASE.encode()]


@pytest.mark.parametrize("word", WORDS)
async def test_after_tab_enter_and_the_way_back_the_field_has_the_focus(
    locked: MainApp, taken: list[bytes], word: str
) -> None:
    """By keys as by the pointer."""
    async with locked.run_test() as pilot:
        while not (isinstance(locked.focused, Word) and locked.focused.id == word):
            await pilot.press("tab")
        await pilot.press("enter")
        await pilot.pause()
        await leave(pilot)
        await type_blindly(pilot)
    assert taken == [PHRASE.encode()]


@pytest.mark.parametrize("tabs", range(1, 7))
async def test_a_letter_on_a_word_goes_into_the_field_and_opens_nothing(
    locked: MainApp, taken: list[bytes], tabs: int
) -> None:
    """The first letter too: a blank, a question mark and a digit are a part of it."""
    async with locked.run_test() as pilot:
        await pilot.press(*["tab"] * tabs)
        assert isinstance(locked.focused, Word)
        await pilot.press("space", "question_mark", *PHRASE)
        assert isinstance(locked.screen, LockScreen)
        await pilot.press("enter")
        await locked.workers.wait_for_complete()
        await pilot.pause()
    assert taken == [f" ?{PHRASE}".encode()]


async def test_a_paste_on_a_word_goes_into_the_field(locked: MainApp) -> None:
    """A password manager does not look where the focus is."""
    async with locked.run_test() as pilot:
        await pilot.press("tab", "tab")
        locked.post_message(events.Paste("warm feet"))
        await pilot.pause()
        assert locked.screen.query_one(PassphraseField).typed == (9,)


@pytest.mark.parametrize("way", ["blur", "resize", "lock", "refused", "help"])
async def test_whatever_came_between_the_field_has_the_focus(locked: MainApp, taken: list[bytes], way: str) -> None:
    """A window that was left, another size, Ctrl+L from a page above, a refused passphrase, help."""
    async with locked.run_test() as pilot:
        await pilot.press("tab")
        if way == "blur":
            locked.post_message(events.AppBlur())
            await pilot.pause()
            locked.post_message(events.AppFocus())
        elif way == "resize":
            await pilot.resize_terminal(30, 9)
            await pilot.resize_terminal(80, 24)
        elif way == "lock":
            await pilot.press("f4", "5", "ctrl+l")
        elif way == "refused":
            await pilot.press("x", "enter")
            await locked.workers.wait_for_complete()
            taken.clear()
        else:
            await pilot.press("f1", "escape")
        await pilot.pause(0.2)
        assert isinstance(locked.screen, LockScreen)
        await type_blindly(pilot)
        assert isinstance(locked.screen, LockScreen)
    assert taken == [PHRASE.encode()]


async def test_keys_while_the_vault_opens_go_nowhere(make_services: Callable[..., LockServices]) -> None:
    """Enter again, a blank, a letter: no word is behind the field that is away meanwhile."""
    go_on = threading.Event()
    tried: list[bytes] = []

    def unlock(passphrase: bytearray, _tidying: object) -> str:
        tried.append(bytes(passphrase))
        go_on.wait(20)
        return "opened"

    app = MainApp(make_services(unlock=unlock, enter=lambda _opened, _app: Inside()))
    async with app.run_test() as pilot:
        await pilot.press("a", "enter")
        await pilot.pause()
        await pilot.press("enter", "space", "question_mark", "x", "enter")
        app.post_message(events.Paste("warm feet"))
        await pilot.press("enter")
        pages = [type(page) for page in app.screen_stack]
        typed = app.screen.query_one(PassphraseField).typed
        go_on.set()
        await app.workers.wait_for_complete()
    assert (pages[-1], typed, tried) == (LockScreen, (0,), [b"a"])


async def test_every_page_with_a_passphrase_in_it_takes_it_from_everywhere() -> None:
    """First run, the recovery code and the neutral page do so by the same class as the lock screen."""
    from comfort_journal.ui.locked.cover_screen import CoverScreen  # noqa: PLC0415  these two only here
    from comfort_journal.ui.open.vault.secret_screen import AskNewPassphrase, AskSecret  # noqa: PLC0415  as above

    pages: tuple[type[Any], ...] = (LockScreen, RecoveryScreen, NewPassphrase, CoverScreen, AskSecret, AskNewPassphrase)
    assert all(issubclass(page, AsksSecret) for page in pages)
