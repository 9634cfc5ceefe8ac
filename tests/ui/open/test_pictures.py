"""A handful of pictures of the open screens, to be looked at when they change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from tests.entries import new_entry
from textual.app import App

from comfort_journal.content import sample_entries, sample_practice
from comfort_journal.journal.maintenance import VaultStatus
from comfort_journal.ui.open.history.calendar_screen import CalendarScreen
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.on_this_day_screen import OnThisDayScreen
from comfort_journal.ui.open.history.safe_moments_screen import SafeMomentsScreen
from comfort_journal.ui.open.history.year_screen import YearScreen
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.ui.open.library.library_screen import LibraryScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen
from comfort_journal.ui.open.settings.settings_screen import SettingsScreen
from comfort_journal.ui.open.vault.vault_screen import VaultScreen
from comfort_journal.ui.open.write.editor_screen import edit
from comfort_journal.ui.open.write.prompts_screen import PromptsScreen
from comfort_journal.ui.open.write.saved_screen import SavedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion
    from textual.screen import Screen

    from comfort_journal.ui.open.core.workspace import Workspace


class Picture(SingleFileSnapshotExtension):
    """One SVG file per picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


def evening(session: Workspace) -> Screen[Any]:
    """Return Today with one entry of the afternoon."""
    session.journal.save(new_entry(session.clock() - timedelta(hours=3), "Two minutes with a warm stone. [/x] low."))
    return first_screen(session)


def old_entry(session: Workspace) -> Screen[Any]:
    """Return the editor on an entry of three weeks ago."""
    entry = new_entry(
        session.clock() - timedelta(days=21),
        "Shoulders low, and the breath found its own pace.",
        prompt="What felt safe today?",
        tags=["stone", "evening"],
        starred=True,
    )
    session.journal.save(entry)
    return edit(session, entry)


def kept(session: Workspace) -> Screen[Any]:
    """Return what is shown after a save."""
    return SavedScreen(session, new_entry(session.clock(), "The warm bath. And the lamp."))


def filled(make: Callable[[Workspace], Screen[Any]]) -> Callable[[Workspace], Screen[Any]]:
    """Return what makes a screen over the sample entries."""

    def over_samples(session: Workspace) -> Screen[Any]:
        session.journal.save(*sample_entries(session.clock(), lambda: str(uuid4())))
        return make(session)

    return over_samples


def practised(make: Callable[[Workspace], Screen[Any]]) -> Callable[[Workspace], Screen[Any]]:
    """Return what makes a screen over the sample month of practice."""

    def over_practice(session: Workspace) -> Screen[Any]:
        session.journal.save(*sample_practice(session.clock(), lambda: str(uuid4())))
        return make(session)

    return over_practice


def yesterday(session: Workspace) -> date:
    """Return the day before today, which has an entry among the samples."""
    return session.today - timedelta(days=1)


def years_ago(session: Workspace) -> Screen[Any]:
    """Return what was written on this date in earlier years, one of it folded."""
    now = session.clock()
    session.journal.save(
        new_entry(now.replace(year=2025), "The first frost, and nobody wanted anything."),
        new_entry(now.replace(year=2024), "Words of a hard day.", folded=True),
        new_entry(now.replace(year=2023), "Tea, and the blue blanket.", starred=True),
    )
    return OnThisDayScreen(session, session.today)


class LookedAfter:
    """A vault looked after of which only how it stands is seen."""

    def standing(self) -> VaultStatus:
        """Return how it stands."""
        now = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)
        return VaultStatus(
            path=Path("/home/me/journal.vault"),
            size=74_000,
            dead=0,
            entries=62,
            records=100,
            saves=9,
            memory_mib=256,
            has_recovery=False,
            last_verified=now - timedelta(days=3),
            last_backup=now,
        )

    def conflict_copies(self) -> tuple[()]:
        """Return none."""
        return ()

    def back_up_daily(self) -> bool:
        """Make none."""
        return False


def vault_page(session: Workspace) -> Screen[Any]:
    """Return the vault page of a vault that was checked three days ago."""
    session.journal.care = LookedAfter()
    return VaultScreen(session)


PICTURES: dict[str, tuple[Callable[[Workspace], Screen[Any]], tuple[int, int]]] = {
    "today": (evening, (80, 24)),
    "today-wide": (evening, (120, 40)),
    "today-small": (evening, (40, 12)),
    "editor": (old_entry, (80, 24)),
    "kept": (kept, (80, 24)),
    "questions": (PromptsScreen, (80, 24)),
    "history": (filled(HistoryScreen), (80, 24)),
    "history-wide": (filled(HistoryScreen), (120, 40)),
    "history-widest": (filled(HistoryScreen), (140, 40)),
    "history-small": (filled(HistoryScreen), (40, 12)),
    "safe": (filled(SafeMomentsScreen), (80, 24)),
    "month": (filled(lambda session: CalendarScreen(session, yesterday(session))), (80, 24)),
    "month-wide": (filled(lambda session: CalendarScreen(session, yesterday(session))), (120, 40)),
    "year": (filled(lambda session: YearScreen(session, session.today)), (80, 24)),
    "on-this-day": (filled(years_ago), (80, 24)),
    "settings": (SettingsScreen, (80, 24)),
    "settings-wide": (SettingsScreen, (120, 40)),
    "vault": (vault_page, (80, 24)),
    "vault-wide": (vault_page, (120, 40)),
    "plan": (practised(PlanScreen), (80, 24)),
    "plan-wide": (practised(PlanScreen), (126, 40)),
    "plan-small": (practised(PlanScreen), (40, 12)),
    "circuit": (practised(CircuitScreen), (80, 24)),
    "library": (LibraryScreen, (80, 24)),
}


@pytest.mark.parametrize("name", PICTURES)
async def test_looks_as_it_was_drawn(run_open: Callable[..., Any], snapshot: SnapshotAssertion, name: str) -> None:
    """The screen looks as it did when somebody last looked at its picture."""
    make, size = PICTURES[name]
    async with run_open(make, size=size) as (app, pilot):
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert App.export_screenshot(app, title=name) == snapshot(extension_class=Picture)
