"""The app closes an open journal behind a neutral page, once, and only then becomes the lock screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.errors import NotSaved
from comfort_journal.ui.locked.neutral import Neutral

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Private(Screen[None]):
    """A page with words on it."""

    def compose(self) -> ComposeResult:
        """Lay out words that markup would swallow."""
        yield Static("[/x] private words", markup=False)


async def test_ctrl_l_covers_seals_and_becomes_the_lock_screen(run_screen: Callable[..., Any]) -> None:
    """Ctrl+L puts the neutral page on top, seals once and then replaces the process."""
    async with run_screen(lambda _app: Private()) as (app, pilot):
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, Neutral)
        assert app.session.sealed == 1
        assert len(app.became) == 1


async def test_a_note_that_cannot_be_sealed_keeps_the_process(run_screen: Callable[..., Any]) -> None:
    """When the draft cannot be sealed, the page stays neutral and the process is not replaced."""
    async with run_screen(lambda _app: Private()) as (app, pilot):
        app.session.fault = NotSaved("The disk is full.")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert isinstance(app.screen, Neutral)
        assert app.became == []
