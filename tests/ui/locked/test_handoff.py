"""What the partner process is told, and that no session begins before everything is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from evenings import checkin

from comfort_journal.errors import NotSaved
from comfort_journal.partner.handover import MOST_BYTES, decode
from comfort_journal.process import MOST_HANDED_OVER
from comfort_journal.settings import Settings, of_written
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.cover_screen import CoverScreen
from comfort_journal.ui.locked.handoff import hand_over, packed
from comfort_journal.ui.locked.lock_screen import LockScreen
from comfort_journal.vault import opening
from comfort_journal.vault.inbox import address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from comfort_journal.ui.locked.services import LockServices


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a vault that this machine has opened, its state beside it."""
    folder = tmp_path_factory.mktemp("machine")
    opening.create(folder / "vault", bytearray(b"amber kettle"), state_dir=folder / "state", memory_mib=64)
    return folder / "vault"


@pytest.fixture
def services(vault: Path, make_services: Callable[..., LockServices]) -> Callable[..., LockServices]:
    """Return a builder of services to that vault."""
    here = {"vault": vault, "state_dir": vault.parent / "state", "arguments": ("--vault", "v")}
    return lambda **given: make_services(**(here | given))


def test_the_message_names_the_vault_its_key_and_the_way_back(
    services: Callable[..., LockServices], vault: Path
) -> None:
    """And what was set up, and the words that both may read."""
    told = hand_over(services(), Settings(), checkin(word="red"), {"WORDS-1": "slowly"})
    assert decode(packed(told)) == told
    found = address(vault, vault.parent / "state")
    assert told.inbox is not None
    assert (told.inbox.vault, told.inbox.vault_id, told.inbox.public) == (str(vault), found.vault_id, found.public)
    assert (told.setup, told.phrases) == (checkin(word="red"), {"WORDS-1": "slowly"})
    assert (told.arguments, told.after, told.demo) == (("--vault", "v"), "lock", False)


def test_no_record_is_kept_where_the_owner_wants_none(services: Callable[..., LockServices]) -> None:
    """The session does not even know where it would go."""
    assert hand_over(services(), Settings(partner_record=False)).inbox is None


def test_no_record_is_kept_where_this_machine_never_opened_the_vault(
    services: Callable[..., LockServices], tmp_path: Path
) -> None:
    """There is a lock screen to go back to all the same."""
    told = hand_over(services(state_dir=tmp_path / "other"), Settings())
    assert (told.inbox, told.after) == (None, "lock")


def test_without_a_vault_it_leaves_afterwards(services: Callable[..., LockServices], tmp_path: Path) -> None:
    """There is nothing to lock."""
    told = hand_over(services(vault=tmp_path / "none"), Settings())
    assert (told.inbox, told.after) == (None, "leave")


def test_from_a_throw_away_vault_it_leaves_and_keeps_nothing(
    services: Callable[..., LockServices],
) -> None:
    """The folder is gone by then, and no page says that anything is kept."""
    told = hand_over(services(throw_away=True), Settings())
    assert (told.after, told.demo, told.inbox) == ("leave", True, None)


def test_only_the_demos_own_settings_go_along(services: Callable[..., LockServices]) -> None:
    """They stand in no file; everybody else's do, and are read from it."""
    chosen = Settings(keyboard="azerty", checkin_seconds=50, sounds=True, keys=(("lock-now", "f12"),))
    sent = decode(packed(hand_over(services(throw_away=True), chosen, checkin())))
    assert sent.settings is not None
    assert of_written(sent.settings) == (chosen, ())
    assert decode(packed(hand_over(services(throw_away=True), Settings()))).settings == {}
    assert hand_over(services(), chosen).settings is None


def test_what_is_too_large_leaves_the_phrases_behind_and_then_the_record(services: Callable[..., LockServices]) -> None:
    """A session is never refused because of them."""
    assert MOST_BYTES == MOST_HANDED_OVER
    phrases = {f"WORDS-{at}": "w" * 500 for at in range(1, 4)}
    told = hand_over(services(), Settings(), checkin(), phrases)
    assert decode(packed(told)).phrases == phrases
    told = hand_over(services(), Settings(), checkin(), phrases | {"WORDS-4": "w" * 1500})
    sent = decode(packed(told))
    assert (sent.phrases, sent.inbox, sent.setup) == ({}, told.inbox, told.setup)
    sent = decode(packed(hand_over(services(), Settings(), checkin(word="w" * 2500))))
    assert (sent.inbox, sent.setup) == (None, checkin(word="w" * 2500))


@pytest.fixture
def app(services: Callable[..., LockServices]) -> MainApp:
    """Return an app that notes what it would have told a session."""
    begun: list[tuple[int, bytes]] = []
    session: Any = None

    class Session:
        sealed = 0
        fault: Exception | None = None

        def seal(self, *, save: bool = False) -> None:
            if self.fault is not None:
                raise self.fault
            self.sealed += 1

    session = Session()
    app = MainApp(services(), begin=lambda _app, told: begun.append((session.sealed, told)))
    app.begun, app.opened_session = begun, session  # type: ignore[attr-defined]
    return app


async def test_an_open_journal_is_sealed_before_the_session_begins(app: Any) -> None:  # noqa: ANN401
    """Behind the neutral page, once, however often it is asked for."""
    async with app.run_test() as pilot:
        app.session = app.opened_session
        await app.hand_over(checkin(), {"WORDS-1": "slowly"})
        await app.hand_over(checkin())
        await pilot.pause()
        assert isinstance(app.screen, CoverScreen)
        ((sealed, told),) = app.begun
        assert sealed == 1
        assert decode(told).phrases == {"WORDS-1": "slowly"}


async def test_what_cannot_be_sealed_keeps_the_process_and_no_session_begins(app: Any) -> None:  # noqa: ANN401
    """The neutral page asks for the passphrase, as it does for a lock."""
    async with app.run_test() as pilot:
        app.session = app.opened_session
        app.opened_session.fault = NotSaved("full")
        await app.hand_over(checkin())
        await pilot.pause()
        assert app.begun == []
        assert isinstance(app.screen, CoverScreen)
        assert app.focused is not None


@pytest.mark.parametrize("how", [("f5",), ("tab", "tab", "tab", "enter")], ids=["key", "word"])
async def test_the_lock_screen_opens_the_check_in_timer(app: Any, how: tuple[str, ...]) -> None:  # noqa: ANN401
    """With its own first page, by the key or by the word."""
    async with app.run_test() as pilot:
        assert isinstance(app.screen, LockScreen)
        await pilot.press(*how)
        await pilot.pause()
        ((_, told),) = app.begun
        assert decode(told).setup is None
