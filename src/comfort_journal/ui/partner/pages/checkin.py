"""A bare first page of the check-in timer: Enter begins, Escape leaves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.partner import Setup

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.ui.partner.app import PartnerApp


class CheckinPage(Screen["Setup | None"]):
    """Dismisses with a setup, or with None for leaving."""

    app: PartnerApp
    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        """Lay out what is set."""
        yield Static(f"Check-in timer: every {self.app.settings.checkin_seconds} s. Enter begins.", markup=False)
        yield Static("" if self.app.keeps_record else self.app.unkept, markup=False)

    def on_key(self, event: events.Key) -> None:
        """Begin or leave."""
        if event.key == "enter":
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            seconds, bell = self.app.settings.checkin_seconds, self.app.settings.checkin_bell
            self.dismiss(Setup(id=str(uuid4()), mode="checkin", began_at=now, interval=seconds, bell=bell))
        elif event.key == "escape":
            self.dismiss(None)
