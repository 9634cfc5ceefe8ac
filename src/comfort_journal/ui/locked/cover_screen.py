"""The neutral page says nothing about what is behind it, and as a modal page it lets no key through.

Usually it stands for less than a second. Only when a note could not be sealed does it stay, and then the passphrase
leads back to the words, which this process still holds. The demo's passphrase is nobody's, so there nothing is asked.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from comfort_journal.errors import ComfortError, WrongPassphrase
from comfort_journal.ui.widgets.asks_secret import DOES_NOT_FIT, AsksSecret
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp

STILL_SAVING = "Still saving."
UNSAVED = "One unsaved note. Unlock to save it elsewhere. Ctrl+Q leaves without it."
UNSAVED_IN_DEMO = "The demo could not close as it should. Nothing of it is kept in any case; Ctrl+Q ends it."
WRONG = f"{DOES_NOT_FIT} The note is still here."


class CoverScreen(AsksSecret, ModalScreen[None]):
    """An empty page that covers everything while the journal closes."""

    app: LockApp
    AUTO_FOCUS = None
    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        """Lay out one line for what must be said, and a field that is not shown unless it is needed."""
        with Vertical(id="door"):
            yield Static("", id="line", markup=False)
            yield PassphraseField()

    def on_mount(self) -> None:
        """Begin empty."""
        self.query_one(PassphraseField).display = False

    def say(self, sentence: str) -> None:
        """Show one sentence that tells nothing about the journal's words."""
        self.query_one("#line", Static).update(sentence)

    def ask(self) -> None:
        """Stay, and ask for the passphrase that leads back to the unsaved note; in the demo say how it ends."""
        if self.app.demo:
            self.say(UNSAVED_IN_DEMO)
            return
        self.say(UNSAVED)
        field = self.query_one(PassphraseField)
        field.display = True
        field.focus()

    @on(PassphraseField.Typed)
    def _look_at_capitals(self) -> None:
        if said := self.query_one(PassphraseField).about_capitals:
            self.say(said)

    @on(PassphraseField.Submitted)
    def _knock(self, event: PassphraseField.Submitted) -> None:
        passphrase = event.field.take()
        if passphrase:
            self._check(passphrase)

    @work(exclusive=True, description="check")
    async def _check(self, passphrase: bytearray) -> None:
        """Uncover the note for the right passphrase, which is wiped whatever happens."""
        try:
            await asyncio.to_thread(self.app.services.check, passphrase)
        except WrongPassphrase:
            self.say(WRONG)
        except ComfortError as fault:
            self.say(str(fault))
        else:
            self.app.uncover(self)
        finally:
            passphrase[:] = bytes(len(passphrase))
