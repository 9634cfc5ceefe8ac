"""One line can be written without unlocking: it is sealed to the vault's public key, and cannot be read back here."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from comfort_journal.errors import ComfortError
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp

LONGEST = 4_000

ON_LINE = actions.declare(
    "One line", Action("leave-line", "escape", "Back", "Keep what is written, and go back.", "back", palette=False)
)


class QuickEntryScreen(Screen[bool]):
    """One line; Enter and Esc seal it, and an empty one keeps nothing. The result says whether it was kept."""

    app: LockApp
    CSS_PATH = "pages.tcss"
    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(ON_LINE)

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Vertical(id="page"):
            yield Static("One line", id="title")
            yield LineInput(max_length=LONGEST)
            yield Static(
                "Enter or Esc keeps it; emptied, nothing is kept. It can be read only after unlocking.", id="message"
            )

    @on(Input.Submitted)
    def action_leave_line(self) -> None:
        if self.query_one(Input).value.strip():
            self._seal()
        else:
            self.dismiss(False)  # noqa: FBT003  the screen's result

    @work(exclusive=True, description="capture")
    async def _seal(self) -> None:
        if await self._is_sealed():
            self.dismiss(True)  # noqa: FBT003  the screen's result

    async def put_away(self) -> bool:
        """Hide what is written and seal it; where that fails it stays, hidden: there is no other place for it."""
        self.query_one(Input).password = True
        return await self._is_sealed()

    async def _is_sealed(self) -> bool:
        """Seal what is written, off the screen's thread; False where that fails, and then the page says why."""
        text = self.query_one(Input).value.strip()
        if not text:
            return True
        try:
            await asyncio.to_thread(self._capture, text, datetime.now().astimezone().isoformat(timespec="seconds"))
        except ComfortError as fault:
            message = self.query_one("#message", Static)
            message.add_class("-caution")
            message.update(str(fault))
            return False
        self.query_one(Input).clear()
        return True

    def _capture(self, text: str, at: str) -> None:
        from comfort_journal.records.captured import captured_entry  # noqa: PLC0415  not before the first paint

        self.app.services.seal(captured_entry(text, at, str(uuid.uuid4())))
