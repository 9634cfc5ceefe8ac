"""A breath to follow, and nothing else on the screen; any key leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from comfort_journal.ui.widgets.pacer import Leaves, Pacer

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp


AWAKE = 30 * 60.0
"""Seconds after which nobody is taken to be breathing any more; the page holds nothing."""


class BreathScreen(Screen[None]):
    """The pacer alone."""

    app: LockApp
    AUTO_FOCUS = None
    stands_on = ("Pacer",)
    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        """Lay out the pacer."""
        chosen = self.app.settings
        yield Pacer(breath_in=chosen.breath_in, breath_out=chosen.breath_out, clock=self.app.clock, moves=chosen.moves)
        yield Leaves()

    def on_mount(self) -> None:
        """Let idle time end no breath."""
        self.app.lookout.stay_awake(self, AWAKE)

    def on_unmount(self) -> None:
        """Let it count again."""
        self.app.lookout.as_usual(self)

    def on_key(self, event: events.Key) -> None:
        """Leave with any key."""
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        """Leave with the pointer too."""
        self.dismiss()
