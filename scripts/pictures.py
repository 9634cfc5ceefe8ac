"""Draws the pictures of the README from sample entries on a throw-away vault: ``python scripts/pictures.py``.

The pictures name no font to load from elsewhere, so that looking at one asks nothing of the network.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from comfort_journal.content import sample_entries, sample_practice
from comfort_journal.journal import Journal
from comfort_journal.partner import Event, Key, Setup, Tick, advance
from comfort_journal.partner import begin as begin_check_in
from comfort_journal.settings import Settings
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.services import LockServices
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.start import begin
from comfort_journal.ui.partner.screens.session_screen import SessionPage
from comfort_journal.ui.themed_app import ThemedApp
from comfort_journal.vault import opening

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from comfort_journal.ui.host import HostApp

DOCS = Path(__file__).resolve().parent.parent / "docs" / "pictures"
EVENING = datetime(2026, 11, 22, 21, 40, tzinfo=timezone(timedelta(hours=1)))
SENTENCE = "Lying on my side with the lamp low. I said wait, and we waited, and my shoulders came down by themselves."
SIZE = (110, 30)
AT_ONCE = 10.0
"""Seconds that pass between two looks of the app."""


def services(folder: Path, settings: Settings) -> LockServices:
    """Return services that open on the sample entries, on an evening in November."""

    def enter(journal: Journal, app: HostApp) -> Screen[object]:
        session = Workspace(journal, settings, clock=lambda: EVENING)
        return begin(session, app)

    return LockServices(
        vault=folder / "journal.vault",
        state_dir=folder / "state",
        settings=settings,
        unlock=lambda _: None,
        create=lambda _: None,
        enter=enter,
    )


async def draw(theme: str) -> None:
    """Draw the places of the open journal and a hold in one theme."""
    with tempfile.TemporaryDirectory() as name:
        folder, clock = Path(name), Clock()
        key = opening.create(folder / "journal.vault", b"a throw-away", state_dir=folder / "state", memory_mib=64)
        journal = Journal.open(folder / "journal.vault", key, state_dir=folder / "state")
        samples = (sample_entries, sample_practice)
        journal.save(*(record for make in samples for record in make(EVENING, lambda: str(uuid4()))))
        app = MainApp(
            services(folder, Settings(theme=theme, motion="none")), opened=journal, clock=clock, become=lambda _: None
        )
        async with app.run_test(size=SIZE) as pilot:

            async def see(picture: str, *keys: str, after: float = 0.0) -> None:
                await pilot.press(*keys)
                while after > 0:  # in small steps: who lets much time pass at once was asleep, and locks
                    clock.now += min(after, AT_ONCE)
                    after -= AT_ONCE
                    await pilot.pause(0.6)
                await pilot.pause(0.5)
                if picture:
                    keep(app, f"{picture}-{theme}")

            await see("today", *SENTENCE)
            await see("history", "f3", "down", "down")
            await see("reading", "r")
            await pilot.press("escape")
            await see("plan", "f4")
            await see("numbers", "f7")
            await see("", "f4", "enter", *["down", "enter"] * 2, "enter", after=0.1)
            await see("", "x", after=12.0)
            await see("hold", after=42.0)


async def draw_check_in(theme: str) -> None:
    """Draw the question of a check-in."""
    began = begin_check_in(Setup(id=str(uuid4()), mode="checkin", began_at=EVENING.isoformat()), Clock.now)
    clock, state = Clock(), began
    happened: tuple[Event, ...] = (Key("x"), *[Tick()] * 3, Key("enter"), *[Tick()] * 41)
    for event in happened:
        clock.now += 1.0
        state, _ = advance(state, event, clock.now)
    page = SessionPage(settings=Settings(theme=theme, motion="none"), phrases={}, record=True, clock=clock)
    page.show(state, clock.now)
    app = CheckIn(Settings(theme=theme, motion="none"))
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(page)
        await pilot.pause(0.5)
        keep(app, f"check-in-{theme}")


class CheckIn(ThemedApp):
    """An app in the owner's theme that shows the page of a check-in."""


class Clock:
    """Seconds that pass when the pictures want them to."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


def keep(app: App[int], name: str) -> None:
    """Write what stands on the screen as a picture without a title and without fonts from elsewhere."""
    svg = app.export_screenshot(title=" ")
    DOCS.mkdir(parents=True, exist_ok=True)
    (DOCS / f"{name}.svg").write_text(re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL))


if __name__ == "__main__":
    for each in ("lamplight", "paper"):
        asyncio.run(draw(each))
        asyncio.run(draw_check_in(each))
