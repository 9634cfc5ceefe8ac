"""When the place holds no vault that can be opened, one page says so plainly, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from comfort_journal.ui.locked.vault_place import EXPLAINED, VaultPlace, place

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.locked.services import LockApp


class NoVaultScreen(Screen[None]):
    """What is the matter with the vault's place, and what to do."""

    app: LockApp
    CSS_PATH = "pages.tcss"
    ALLOW_SELECT = False

    def __init__(self, standing: VaultPlace) -> None:
        """Explain this standing."""
        super().__init__()
        self._standing = standing

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        heading, advice = EXPLAINED[self._standing]
        with VerticalScroll(id="page"):
            yield Static(heading, id="title", markup=False)
            yield Static(place(self.app.services.vault), id="place", markup=False)
            yield Static(advice, classes="paragraph", markup=False)
            yield Static(f"{self.app.shown_key('save-and-quit')} leaves.", id="message", markup=False)
