"""After a save it is said, and the sentence and its date stand alone on the screen for a few seconds; any key leaves.

No press is lost on it: but for Enter and Esc, what is typed or pasted here counts on the page underneath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import Vertical
from textual.widgets import Static

from comfort_journal.records import programme_day
from comfort_journal.text.dates import day_in_words
from comfort_journal.text.first_sentence import opening
from comfort_journal.text.plain import say_tags
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

SECONDS = 6.0
LEAVING = ("enter", "escape")
"""Keys that close the page and do nothing else."""
LEAVES = "Any key goes on."
LONGEST = 240
"""Cells of a sentence that are shown; a longer one would not fit a small window."""


class SavedScreen(OpenScreen[None]):
    """What was just saved, alone on the screen."""

    CSS_PATH = "saved_screen.tcss"
    AUTO_FOCUS = None
    stands_on = ("#saved",)

    app = getters.app(HostApp)

    def __init__(self, session: Workspace, entry: Entry, *, seconds: float = SECONDS) -> None:
        """Show an entry for so many seconds."""
        super().__init__(session)
        self._entry = entry
        self._seconds = seconds

    def compose(self) -> ComposeResult:
        """Lay out that it is saved, the date and the words."""
        with Vertical():
            yield Static("Saved.", id="saved", markup=False)
            yield Static(day_in_words(programme_day(self._entry.at)), id="day", markup=False)
            yield Static(fit(opening(self._entry.text), LONGEST), id="words", markup=False)
            if self._entry.tags:
                yield Static(say_tags(self._entry.tags), id="tags", markup=False)
            yield Static(LEAVES, id="leaves", markup=False)

    def on_mount(self) -> None:
        """Leave by itself after a while."""
        self.set_timer(self._seconds, self._leave)

    def on_key(self, event: events.Key) -> None:
        """Leave; a key that says more than that says it on the page underneath."""
        event.stop()
        if event.key not in LEAVING:
            self.app.give_to_next_page(event)
        self._leave()

    def on_paste(self, event: events.Paste) -> None:
        """Leave, and let the page underneath have the text."""
        event.stop()
        self.app.give_to_next_page(event)
        self._leave()

    def on_click(self) -> None:
        """Leave."""
        self._leave()

    def _leave(self) -> None:
        if self.is_active:  # under another screen it stays until a key
            self.dismiss(None)
