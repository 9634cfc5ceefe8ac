"""Saying good night: two calm lines, then the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

SECONDS = 2.5


class GoodNight(Screen[None]):
    """Everything is saved; the journal is about to lock."""

    CSS_PATH = "lock_notice.tcss"
    ALLOW_SELECT = False
    AUTO_FOCUS = None
    stands_on = ("#enough",)

    def __init__(self, *, waiting: bool) -> None:
        """Say too, when something could not be saved, that it waits as a sealed draft."""
        super().__init__()
        self._waiting = waiting
        self._locking = False

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        with Vertical():
            yield Static("Enough for today.", id="enough", markup=False)
            yield Static("Good night.", id="night", markup=False)
            if self._waiting:
                yield Static("What you wrote is sealed and waits for the next time.", id="waiting", markup=False)

    def on_mount(self) -> None:
        """Lock after a moment."""
        self.set_timer(SECONDS, self._lock)

    async def on_key(self, event: events.Key) -> None:
        """Any key locks right away."""
        event.stop()
        await self._lock()

    async def _lock(self) -> None:
        if not self._locking:
            self._locking = True
            await self.app.run_action("lock_now")
