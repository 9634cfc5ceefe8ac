"""How any page of the program is shown by its name, over a journal that has something of every kind in it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.every.furnished import furnish
from tests.ui.every.pages import LOCKED, OPEN

from comfort_journal.journal import Journal
from comfort_journal.settings import Settings
from comfort_journal.ui.locked.app import LockedApp
from comfort_journal.ui.open.session import OpenSession
from tests.ui.open.conftest import MemoryVault, Wall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from conftest import DraftsInMemory, TransactionalMemory

NAMES = [*OPEN, *LOCKED]


@pytest.fixture
def furnished(memory: TransactionalMemory, drafts_in_memory: DraftsInMemory) -> OpenSession:
    """Return an open session over a journal in memory that has something of every kind."""
    journal = Journal(memory, drafts_in_memory, MemoryVault(memory))
    session = OpenSession(journal, Settings(motion="none"), clock=Wall())
    furnish(session)
    return session


@pytest.fixture
def show_page(
    furnished: OpenSession,
    make_doors: Callable[..., Any],
    make_clock: Callable[[], Any],
    run_screen: Callable[..., AbstractAsyncContextManager[tuple[LockedApp, Pilot[int]]]],
) -> Callable[..., AbstractAsyncContextManager[tuple[LockedApp, Pilot[int]]]]:
    """Return ``show(name, size=..., settings=...)``: the page in the app of its process, on a clock of the test."""

    @contextlib.asynccontextmanager
    async def show(
        name: str, *, size: tuple[int, int] = (80, 24), settings: Settings | None = None
    ) -> AsyncIterator[tuple[LockedApp, Pilot[int]]]:
        chosen, clock = settings or Settings(motion="none"), make_clock()
        furnished.settings = chosen
        if name in OPEN:
            make = OPEN[name]
            async with run_screen(
                lambda app: make(app, furnished), session=furnished, size=size, clock=clock, settings=chosen
            ) as (app, pilot):
                try:
                    yield app, pilot
                finally:
                    furnished.journal.care.over.set()  # type: ignore[union-attr]
            return
        became: list[LockedApp] = []
        app = LockedApp(
            make_doors(settings=chosen), clock=clock, become=became.append, begin=lambda _app, _told: None
        )
        app.became = became  # type: ignore[attr-defined]
        async with app.run_test(size=size, notifications=True) as pilot:
            if name != "lock":
                await app.push_screen(LOCKED[name]())
            await pilot.pause()
            yield app, pilot

    return show
