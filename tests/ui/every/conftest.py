"""How any page of the program is shown by its name, over a journal that has something of every kind in it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.conftest import OPENED
from tests.ui.every.furnished import furnish
from tests.ui.every.pages import FIRST, LOCKED, OPEN
from tests.ui.open.conftest import MemoryVault, Wall
from textual.screen import Screen

from comfort_journal.errors import WrongPassphrase
from comfort_journal.journal import Journal
from comfort_journal.settings import Settings
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.places import pages_of
from comfort_journal.ui.places import TODAY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from comfort_journal.ui.locked.services import LockServices
    from conftest import DraftsInMemory, TransactionalMemory


@pytest.fixture
def furnished(memory: TransactionalMemory, drafts_in_memory: DraftsInMemory) -> Workspace:
    """Return an open session over a journal in memory that has something of every kind."""
    journal = Journal(memory, drafts_in_memory, MemoryVault(memory))
    session = Workspace(journal, Settings(motion="none"), clock=Wall())
    furnish(session)
    return session


@pytest.fixture
def show_page(
    furnished: Workspace, make_services: Callable[..., LockServices], make_clock: Callable[[], Any]
) -> Callable[..., AbstractAsyncContextManager[tuple[MainApp, Pilot[int]]]]:
    """Return ``show(name, size=..., settings=..., demo=...)``: the page in the app of its process, on a test's clock.

    ``app.became`` has a word for each time that the app would have replaced its process.
    """

    @contextlib.asynccontextmanager
    async def show(
        name: str, *, size: tuple[int, int] = (80, 24), settings: Settings | None = None, demo: bool = False
    ) -> AsyncIterator[tuple[MainApp, Pilot[int]]]:
        chosen = furnished.settings = settings or furnished.settings
        became: list[str] = []

        def enter(_opened: object, app: MainApp) -> Screen[Any]:
            app.session, app.pages = furnished, pages_of(furnished)
            return OPEN[name](app, furnished) if name == TODAY else Screen()

        app = MainApp(
            make_services(
                enter=enter,
                settings=chosen,
                throw_away=demo,
                **dict.fromkeys(("unlock", "create", "recover", "check"), refused),
            ),
            clock=make_clock(),
            become=lambda _app: became.append("locked"),
            begin=lambda _app, _told: became.append("partner"),
            opened=OPENED if name in OPEN else None,
        )
        app.became = became  # type: ignore[attr-defined]
        async with app.run_test(size=size, notifications=True) as pilot:
            if name in FIRST:
                await app.switch_screen(LOCKED[name]())
            elif name not in OPEN and name != "lock":
                await app.push_screen(LOCKED[name]())
            elif name in OPEN and name != TODAY:
                await app.push_screen(OPEN[name](app, furnished))
            await pilot.pause()
            try:
                yield app, pilot
            finally:
                furnished.journal.care.over.set()  # type: ignore[union-attr]

    return show


def refused(*_secrets: bytearray) -> object:
    """Open no door."""
    raise WrongPassphrase("no")
