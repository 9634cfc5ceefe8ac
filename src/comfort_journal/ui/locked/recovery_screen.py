"""A forgotten passphrase: the recovery code opens the vault, and a new passphrase is chosen.

A typing error is said as one. However often a code is wrong, nothing is counted or delayed, and until the new
passphrase stands in both lines nothing is changed.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.choose_passphrase import ChoosePassphrase
from comfort_journal.ui.widgets.asks_secret import AsksSecret
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.passphrase_field import PassphraseField
from comfort_journal.ui.widgets.wait_bar import WaitBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp

HOW = "Type the code from the paper: 8 groups of 4. Capitals, spaces and hyphens do not matter."
FITS = "The code fits. Choose a new passphrase; the old one and this code end with it. A new code is shown inside."
ANEW = "The journal is written anew under a new key. This may take a little."

ON_CODE = actions.declare(
    "With the recovery code", Action("leave-by-code", "escape", "Back", "Go back to the passphrase.", "back")
)


class RecoveryScreen(AsksSecret, Screen[None]):
    """The code first, then a new passphrase twice."""

    app: LockApp
    CSS_PATH = "pages.tcss"
    AUTO_FOCUS = "PassphraseField"
    ALLOW_SELECT = False
    BINDINGS: ClassVar = actions.bindings(ON_CODE)

    def __init__(self) -> None:
        """Begin without a code."""
        super().__init__()
        self._code = bytearray()
        self._busy = False

    def why_not(self, action_id: str) -> str | None:
        """Say that what was begun is being finished."""
        return "One moment: it is being written." if self._busy and action_id == "leave-by-code" else None

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static("With the recovery code", id="title", markup=False)
            yield Static(HOW, id="how", classes="paragraph", markup=False)
            yield PassphraseField("The code", id="code")
            yield Static(id="message", markup=False)
        yield KeysFooter()

    def on_unmount(self) -> None:
        """Leave no code behind, unless it is being used: then that ends with it."""
        if not self._busy:
            self._wipe()

    def action_leave_by_code(self) -> None:
        self._wipe()
        self.dismiss(None)

    @on(PassphraseField.Submitted, "#code")
    def _code_typed(self, event: PassphraseField.Submitted) -> None:
        code = event.field.take()
        if code:
            self._try(code)

    @work(exclusive=True, description="try a recovery code")
    async def _try(self, code: bytearray) -> None:
        try:
            from comfort_journal.vault.opening import unlock_with_code  # noqa: PLC0415  not before the first paint

            await asyncio.to_thread(
                unlock_with_code, self.app.services.vault, code, state_dir=self.app.services.state_dir
            )
        except ComfortError as fault:
            code[:] = bytes(len(code))
            self._say(str(fault))
            return
        self._code = code
        self._say("")
        self.query_one("#how", Static).update(FITS)
        await self.query_one("#code").remove()
        new = ChoosePassphrase("A new passphrase", "Once more", clock=self.app.clock, id="new")
        await self.query_one("#page").mount(new, before="#message")
        self.set_focus(new.field)

    @on(ChoosePassphrase.Said)
    def _tell(self, event: ChoosePassphrase.Said) -> None:
        self._say(event.sentence)
        self.query_one("#page", VerticalScroll).anchor()

    @on(ChoosePassphrase.Chosen)
    def _new_chosen(self, event: ChoosePassphrase.Chosen) -> None:
        passphrase, again = event.lines
        again[:] = bytes(len(again))
        if self._busy:
            passphrase[:] = bytes(len(passphrase))
            return
        self._busy = True
        # A worker of the app, not of this page: what a door has opened must be let in even if the page is gone.
        self.app.run_worker(self._recover(passphrase), description="recover")

    async def _recover(self, passphrase: bytearray) -> None:
        """Change the key off the screen's thread, wipe both secrets, and go inside."""
        page = self.query_one("#page")
        waiting = WaitBar(ANEW, clock=self.app.clock, moves=self.app.settings.moves)
        page.display = False
        await self.mount(waiting)
        try:
            opened = await asyncio.to_thread(self.app.services.recover, self._code, passphrase)
        except ComfortError as fault:
            self._busy = False
            if not self.is_attached:
                self._wipe()
                return
            await waiting.remove()
            page.display = True
            self.set_focus(self.query_one(PassphraseField))
            self._say(str(fault))
        else:
            self._wipe()
            self.app.call_later(self.app.let_in, opened)
        finally:
            passphrase[:] = bytes(len(passphrase))

    def _wipe(self) -> None:
        self._code[:] = bytes(len(self._code))

    def _say(self, sentence: str) -> None:
        self.query_one("#message", Static).update(sentence)
