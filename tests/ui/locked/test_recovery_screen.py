"""A forgotten passphrase: the recovery code opens a real vault, and a new passphrase is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.errors import WrongPassphrase
from comfort_journal.ui.choose_passphrase import DIFFER, ChoosePassphrase
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.lock_screen import BY_CODE, SURE_AFTER, LockScreen
from comfort_journal.ui.locked.recovery_screen import RecoveryScreen
from comfort_journal.vault.opening import create
from comfort_journal.vault.recovery import in_groups, make_code

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from comfort_journal.ui.locked.services import LockServices

CODE = make_code()
NEW = "new words by the mill"


class Inside(Screen[None]):
    """The first open page."""


@pytest.fixture
def services(make_services: Callable[..., LockServices], tmp_path: Path) -> Callable[..., LockServices]:
    """Return a builder of services to a real vault that has a recovery code."""
    vault, state = tmp_path / "real.vault", tmp_path / "state"
    create(vault, b"forgotten", state_dir=state, memory_mib=64, recovery_code=CODE)

    def wrong(_passphrase: bytearray, _tidying: object) -> None:
        raise WrongPassphrase("no")

    return lambda **given: make_services(vault=vault, state_dir=state, unlock=wrong, **given)


def said(app: MainApp) -> str:
    """Return the sentence under the field."""
    return str(app.screen.query_one("#message", Static).visual)


async def write(app: MainApp, pilot: Pilot[int], *secrets: str) -> None:
    """Type each and Enter, and wait until it was tried."""
    for secret in secrets:
        await pilot.press(*("space" if letter == " " else letter for letter in secret), "enter")
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_code_is_tried_as_often_as_one_likes_then_a_new_passphrase_opens(
    services: Callable[..., LockServices],
) -> None:
    """A typing error and a wrong code are said apart; two that differ change nothing; both secrets are wiped."""
    taken: list[tuple[bytes, bytes]] = []
    kept: list[bytearray] = []

    def recover(code: bytearray, passphrase: bytearray) -> str:
        taken.append((bytes(code), bytes(passphrase)))
        kept.extend((code, passphrase))
        return "opened"

    def enter(_opened: object, _app: MainApp) -> Screen[Any]:
        return Inside()

    app = MainApp(services(recover=recover, enter=enter))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r")
        assert isinstance(app.screen, RecoveryScreen)
        await write(app, pilot, CODE[:-1])
        assert "mistyped" in said(app)
        for _ in range(3):
            await write(app, pilot, make_code())
            assert "does not open the vault" in said(app)
        await write(app, pilot, in_groups(CODE).lower())
        assert app.focused is app.screen.query_one(ChoosePassphrase).field
        await write(app, pilot, NEW, "other")
        assert said(app) == DIFFER
        assert taken == []
        await write(app, pilot, NEW, NEW)
        await pilot.pause()
        assert isinstance(app.screen, Inside)
    assert taken == [(in_groups(CODE).lower().encode(), NEW.encode())]
    assert not any(any(secret) for secret in kept)


async def test_escape_goes_back_wrong_tries_name_the_way(
    services: Callable[..., LockServices],
) -> None:
    """The way is quiet: it is named only where there is a code, and not before it may help."""
    app = MainApp(services())
    async with app.run_test() as pilot:
        await pilot.press("ctrl+r", "escape")
        await pilot.pause(0.2)
        assert isinstance(app.screen, LockScreen)
        for count in range(1, SURE_AFTER + 1):
            await write(app, pilot, "wrong")
            assert (BY_CODE.format(key="Ctrl+R") in said(app)) is (count == SURE_AFTER)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_vault_without_a_code_says_so(
    make_services: Callable[..., LockServices], tmp_path: Path, size: tuple[int, int]
) -> None:
    """And nothing about a code is said after wrong tries."""
    vault, state = tmp_path / "plain.vault", tmp_path / "state"
    create(vault, b"forgotten", state_dir=state, memory_mib=64)
    app = MainApp(make_services(vault=vault, state_dir=state))
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+r")
        await write(app, pilot, CODE)
        assert "no recovery code" in said(app)
