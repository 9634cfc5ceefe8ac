"""A number can be given without unlocking: it is sealed at once, and the page says nothing of what it is about."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp

ON_SEALED = actions.declare(
    "Number 0-10",
    Action("leave-sealing", "escape", "Back", "Go back without keeping a number.", "back", palette=False),
)


class QuickRatingScreen(Screen[bool]):
    """Bare numbers; Enter seals the chosen one. The screen's result says whether it was kept."""

    app: LockApp
    CSS_PATH = "pages.tcss"
    ALLOW_SELECT = False
    AUTO_FOCUS = "RatingRow"
    BINDINGS: ClassVar = actions.bindings(ON_SEALED)
    _sealing = False

    def compose(self) -> ComposeResult:
        """Lay out the numbers."""
        with Vertical(id="page"):
            yield Static("Number 0-10, lower is better", id="title")
            yield RatingRow(None, line=None)
            yield Static("Enter keeps it, Esc goes back. It can be read only after unlocking.", id="message")

    @on(RatingRow.Given)
    def _given(self, event: RatingRow.Given) -> None:
        if event.value is None:
            self.dismiss(False)  # noqa: FBT003  the screen's result
        elif not self._sealing:
            self._sealing = True
            self._seal(event.value)

    @work(exclusive=True, description="capture")
    async def _seal(self, value: int) -> None:
        """Seal the number off the screen's thread; keep it on the screen when that fails."""
        now = datetime.now().astimezone()
        try:
            await asyncio.to_thread(self._capture, value, now, str(uuid.uuid4()))
        except ComfortError as fault:
            message = self.query_one("#message", Static)
            message.add_class("-caution")
            message.update(str(fault))
            self._sealing = False
            return
        self.query_one(RatingRow).chosen = None
        self.dismiss(True)  # noqa: FBT003  the screen's result

    def _capture(self, value: int, now: datetime, record_id: str) -> None:
        from comfort_journal.records.captured import sealed_number  # noqa: PLC0415  not before the first paint

        at = now.isoformat(timespec="seconds")
        self.app.services.seal(sealed_number(value, at, record_id))
        self.app.number_given(at, now)

    def action_leave_sealing(self) -> None:
        self.dismiss(False)  # noqa: FBT003  the screen's result
