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

from comfort_journal.content.samples import sample_entries
from comfort_journal.journal import Journal
from comfort_journal.settings import Settings
from comfort_journal.ui.locked.app import MainApp
from comfort_journal.ui.locked.services import LockServices
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.start import begin
from comfort_journal.vault import opening

if TYPE_CHECKING:
    from textual.screen import Screen

DOCS = Path(__file__).resolve().parent.parent / "docs" / "pictures"
EVENING = datetime(2026, 11, 22, 21, 40, tzinfo=timezone(timedelta(hours=1)))
SENTENCE = "Lying on my side with the lamp low. I said wait, and we waited, and my shoulders came down by themselves."
SIZE = (92, 26)


def services(folder: Path, settings: Settings) -> LockServices:
    """Return services that open on the sample entries, on an evening in November."""

    def enter(journal: Journal, app: MainApp) -> Screen[object]:
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
    """Draw Today, the history and reading mode in one theme."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key = opening.create(folder / "journal.vault", b"a throw-away", state_dir=folder / "state", memory_mib=64)
        journal = Journal.open(folder / "journal.vault", key, state_dir=folder / "state")
        journal.save(*sample_entries(EVENING, lambda: str(uuid4())))
        app = MainApp(services(folder, Settings(theme=theme, motion="none")), opened=journal)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.press(*SENTENCE)
            keep(app, f"today-{theme}")
            await pilot.press("f3")
            await pilot.pause()
            await pilot.press("down", "down")
            await pilot.pause()
            keep(app, f"history-{theme}")
            await pilot.press("r")
            await pilot.pause()
            keep(app, f"reading-{theme}")


def keep(app: MainApp, name: str) -> None:
    """Write what stands on the screen as a picture without a title and without fonts from elsewhere."""
    svg = app.export_screenshot(title=" ")
    DOCS.mkdir(parents=True, exist_ok=True)
    (DOCS / f"{name}.svg").write_text(re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL))


if __name__ == "__main__":
    for each in ("lamplight", "paper"):
        asyncio.run(draw(each))
