"""Open screens under Pilot: a real Journal over a vault that lives in memory and fails when told to."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from textual.screen import Screen

from comfort_journal.journal import Journal
from comfort_journal.settings import Settings
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.vault.tables import RecordDocument, RecordTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from comfort_journal.errors import ComfortError
    from comfort_journal.ui.locked.app import MainApp
    from conftest import DraftsInMemory, TransactionalMemory

PATIENCE = 30.0
"""Seconds: a flow that waits for an answer fails its test instead of waiting with it for ever."""
EVENING = datetime(2026, 11, 23, 21, 40, tzinfo=timezone(timedelta(hours=1)))


class MemoryVault:
    """What the journal asks of the vault beneath it; ``arriving`` are documents that another window captured."""

    def __init__(self, memory: TransactionalMemory) -> None:
        """Begin writable, with nothing to say."""
        self._memory = memory
        self.notices: list[str] = []
        self.why_read_only: ComfortError | None = None
        self.arriving: list[dict[str, Any]] = []
        self.closed = 0

    @property
    def writable(self) -> bool:
        """Whether nothing speaks against a write."""
        return self.why_read_only is None

    def refresh(self) -> bool:
        """Take in what arrives."""
        arriving, self.arriving = self.arriving, []
        with self._memory.transaction():
            for document in arriving:
                table = RecordTable(self._memory, f"entry-{document['at'][:4]}")
                table.upsert(RecordDocument(document, document["id"]))
        return bool(arriving)

    def watch(self, changed: Callable[..., None]) -> None:
        """Call nobody: the tests' other writers arrive by ``refresh`` only."""

    def close(self) -> None:
        """Count."""
        self.closed += 1


class Wall:
    """The wall clock of a test."""

    def __init__(self, now: datetime = EVENING) -> None:
        """Begin at a moment."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.now


@pytest.fixture(autouse=True)
def every_search_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search on the way of a keystroke, however busy the machine is on which the tests run."""
    monkeypatch.setattr("comfort_journal.ui.open.history.history_screen.MOMENT", 60.0)


@pytest.fixture
def vault(memory: TransactionalMemory) -> MemoryVault:
    """Return a vault in memory."""
    return MemoryVault(memory)


@pytest.fixture
def wall() -> Wall:
    """Return a wall clock at 21:40 of an evening in November."""
    return Wall()


@pytest.fixture
def session(memory: TransactionalMemory, drafts_in_memory: DraftsInMemory, vault: MemoryVault, wall: Wall) -> Workspace:
    """Return an open session over the vault in memory."""
    return Workspace(Journal(memory, drafts_in_memory, vault), Settings(motion="none"), clock=wall)


@pytest.fixture
def run_open(
    run_screen: Callable[..., AbstractAsyncContextManager[tuple[MainApp, Pilot[int]]]], session: Workspace
) -> Callable[..., AbstractAsyncContextManager[tuple[MainApp, Pilot[int]]]]:
    """Return what runs an open screen, Today unless another is made, over a blank one; ``make`` gets the session."""

    @contextlib.asynccontextmanager
    async def run(
        make: Callable[[Workspace], Screen[Any]] = first_screen,
        *,
        size: tuple[int, int] = (80, 24),
        opened: Workspace | None = None,
    ) -> AsyncIterator[tuple[MainApp, Pilot[int]]]:
        using = opened or session
        is_lowest = make is first_screen
        async with run_screen(lambda _app: make(using) if is_lowest else Screen(), session=using, size=size) as (
            app,
            pilot,
        ):
            if not is_lowest:
                await app.push_screen(make(using))
                await pilot.pause()
            yield app, pilot

    return run


@pytest.fixture
def settled() -> Callable[[MainApp, Pilot[int]], Awaitable[None]]:
    """Return what waits until no worker runs and every message was handled."""

    async def wait(app: MainApp, pilot: Pilot[int]) -> None:
        await asyncio.wait_for(app.workers.wait_for_complete(), PATIENCE)
        await pilot.pause()
        await pilot.pause()

    return wait
