"""After a save only the sentence and its date stand on the screen for a few seconds; any key leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from comfort_journal.records import programme_day
from comfort_journal.ui.open.base import ENOUGH, OpenScreen
from comfort_journal.ui.open.column import first_sentence, fit
from comfort_journal.ui.open.days import day_in_words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.session import OpenSession

SECONDS = 6.0
LONGEST = 240
"""Cells of a sentence that are shown; a longer one would not fit a small window."""


class Kept(OpenScreen[None]):
    """What was just saved, alone on the screen."""

    CSS_PATH = "kept.tcss"
    AUTO_FOCUS = None

    def __init__(self, session: OpenSession, entry: Entry, *, seconds: float = SECONDS) -> None:
        """Show an entry for so many seconds."""
        super().__init__(session)
        self._entry = entry
        self._seconds = seconds

    def compose(self) -> ComposeResult:
        """Lay out the date above the words."""
        with Vertical():
            yield Static(day_in_words(programme_day(self._entry.at)), id="day", markup=False)
            yield Static(fit(first_sentence(self._entry.text), LONGEST), id="words", markup=False)

    def on_mount(self) -> None:
        """Leave by itself after a while."""
        self.set_timer(self._seconds, self._leave)

    def on_key(self, event: events.Key) -> None:
        """Leave; the key does nothing else, unless it is the one for enough."""
        if event.key not in ENOUGH.keys.split(","):
            event.stop()
            self._leave()

    def on_click(self) -> None:
        """Leave."""
        self._leave()

    def _leave(self) -> None:
        if self.is_active:  # under another screen it stays until a key
            self.dismiss(None)
