"""Where a passphrase is typed in capitals alone the page asks about Caps Lock, and no other one is ever tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Static

from comfort_journal.errors import WrongPassphrase
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.first_run_screens import NewPassphrase
from comfort_journal.ui.locked.lock_screen import IN_CAPITALS, WRONG
from comfort_journal.ui.locked.recovery_screen import RecoveryScreen
from comfort_journal.ui.widgets.passphrase_field import CAPITALS, PassphraseField
from comfort_journal.ui.widgets.secret import LIMIT, Secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.locked.services import LockServices


def told(app: MainApp, line: str = "#message") -> str:
    """Return what the page says under the field."""
    return str(app.screen.query_one(line, Static).visual)


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("WARM", True),
        ("WAR", False),
        ("WARM 5?", True),
        ("WARm", False),
        ("wARM", False),
        ("1234 5678", False),
        ("ÉTÉÀ", True),
        ("ÉTÉà", False),
        ("ЖДКЙ", True),
        ("жДКЙ", False),
        ("漢漢漢漢漢", False),
        ("𐐀𐐀𐐀𐐀", True),
        ("", False),
    ],
)
def test_only_letters_that_are_all_capitals_are_asked_about(typed: str, asks: bool) -> None:  # noqa: FBT001  a table
    """Four of them at least, in any alphabet; looking changes nothing of what stands there."""
    secret = Secret()
    secret.add(typed.encode())
    assert secret.in_capitals is asks
    assert secret.take() == typed.encode()


def test_a_full_line_is_looked_at_to_its_end() -> None:
    """Up to the last byte that fits."""
    secret = Secret()
    secret.add(b"A" * (LIMIT - 1) + b"a")
    assert not secret.in_capitals


@pytest.fixture
def locked(make_services: Callable[..., LockServices]) -> tuple[MainApp, list[bytes]]:
    """Return an app whose vault stays shut, and what was tried."""
    tried: list[bytes] = []

    def unlock(passphrase: bytearray, _tidying: object) -> None:
        tried.append(bytes(passphrase))
        raise WrongPassphrase("no")

    return MainApp(make_services(unlock=unlock)), tried


async def test_the_lock_screen_asks_while_it_is_so_and_after_a_wrong_one(locked: tuple[MainApp, list[bytes]]) -> None:
    """The question goes with the first small letter; one try is one try, and its letters are nowhere."""
    app, tried = locked
    async with app.run_test() as pilot:
        await pilot.press(*"WARM")
        assert told(app) == CAPITALS
        await pilot.press("r")
        assert told(app) == ""
        await pilot.press("backspace")
        assert told(app) == CAPITALS
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (told(app), tried) == (f"{WRONG} {IN_CAPITALS}", [b"WARM"])
        await pilot.press(*"warm", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (told(app), tried) == (WRONG, [b"WARM", b"warm"])


async def test_a_half_typed_one_that_is_forgotten_takes_the_question_along(
    locked: tuple[MainApp, list[bytes]],
) -> None:
    """Nobody who comes later reads what it was like."""
    app, _ = locked
    async with app.run_test() as pilot:
        await pilot.press(*"WARMER")
        app.screen.start_over()  # type: ignore[attr-defined]
        assert told(app) == ""


async def test_a_pasted_one_is_asked_about_too(locked: tuple[MainApp, list[bytes]]) -> None:
    """It may come from a list in capitals."""
    app, _ = locked
    async with app.run_test() as pilot:
        app.screen.on_paste(events.Paste("WARM LAMP"))  # type: ignore[attr-defined]
        await pilot.pause()
        assert told(app) == CAPITALS


async def test_a_new_passphrase_is_asked_about_on_either_line(
    run_screen: Callable[..., Any],
) -> None:
    """What is chosen with Caps Lock on opens nothing without it."""
    async with run_screen(lambda _app: NewPassphrase()) as (app, pilot):
        await pilot.press(*"WARM")
        await pilot.pause()
        assert told(app) == CAPITALS
        await pilot.press("a")
        await pilot.pause()
        assert told(app) == ""
        await pilot.press("tab", *"LAMP")
        await pilot.pause()
        assert told(app) == CAPITALS


async def test_a_recovery_code_is_never_asked_about(run_screen: Callable[..., Any]) -> None:
    """It has nothing but capitals, and small letters do as well."""
    async with run_screen(lambda _app: RecoveryScreen()) as (app, pilot):
        await pilot.press(*"WARMER")
        await pilot.pause()
        assert told(app) == ""
        assert app.screen.query_one(PassphraseField).typed == (6,)
