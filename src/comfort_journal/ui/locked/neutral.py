"""The neutral page says nothing about what is behind it, and lets no key through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class Neutral(ModalScreen[None]):
    """An empty page that covers everything while the journal closes."""

    AUTO_FOCUS = None

    def compose(self) -> ComposeResult:
        """Lay out one line for what must be said."""
        yield Static("", id="line", markup=False)

    def say(self, sentence: str) -> None:
        """Show one sentence that tells nothing about the journal's words."""
        self.query_one("#line", Static).update(sentence)

    def on_key(self, event: events.Key) -> None:
        """Take every key, so that nothing behind the page gets one."""
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, for the same reason."""
        event.stop()
