"""A screen with a page: one key saves, the draft is sealed soon after the last key, a failed save loses nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.message import Message
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.records import moment
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.open.page import Page
from comfort_journal.ui.open.sheet import seal_after
from comfort_journal.ui.open.writing import WritingArea

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.session import OpenSession
    from comfort_journal.ui.open.sheet import Sheet

WRITING = actions.declare(
    "Writing",
    Action("save-entry", "ctrl+s", "Save", "Save what is written.", "save"),
    Action("tags", "ctrl+t", "Tags", "Go to the tags, and back to the text."),
    Action("star", "f4", "Star", "Give this entry a star, or take it away."),
)


class WritingScreen(OpenScreen[None]):
    """A screen whose sheet is never only on the screen for more than a moment."""

    AUTO_FOCUS = "WritingArea"
    BINDINGS: ClassVar = actions.bindings(WRITING)

    said = getters.query_one("#said", Static)

    @dataclass
    class Saved(Message):
        """The sheet is in the journal."""

        entry: Entry

    @dataclass
    class SavedApart(Message):
        """A text too long for the page is an entry of its own."""

        entry: Entry

    @dataclass
    class NotSaved(Message):
        """The sheet is not in the journal; its words still stand on the page."""

        sentence: str

    @dataclass
    class DraftNotSealed(Message):
        """The draft could not be sealed."""

        sentence: str

    def __init__(self, session: OpenSession, sheet: Sheet) -> None:
        """Open a sheet for writing."""
        super().__init__(session)
        self.page = Page(sheet, known_tags=session.journal.tags(), clock=session.clock)
        self._first_key: float | None = None
        self._last_key = 0.0
        self._sealing: Timer | None = None

    def compose_footer(self) -> ComposeResult:
        """Lay out the footer."""
        yield from ()

    def on_mount(self) -> None:
        """Count this page among the unsaved."""
        self.session.lay(self._read)

    def on_unmount(self) -> None:
        """Stop being asked; whoever closes a page keeps or saves it first."""
        self.session.take_away(self._read)

    def say(self, sentence: str) -> None:
        """Show one sentence under the page."""
        self.said.update(sentence)

    def saved(self, entry: Entry) -> None:
        """Go on after a save; each screen knows where to."""
        raise NotImplementedError

    def action_tags(self) -> None:
        """Go to the tags, or back."""
        self.page.toggle_tags()

    def action_star(self) -> None:
        """Give or take the star."""
        self.page.toggle_star()

    def action_save_entry(self) -> None:
        """Save the sheet; nothing to save is no fault."""
        sheet = self.page.sheet
        if sheet.unsaved:
            self.page.area.read_only = True
            self._save(sheet)

    def _read(self) -> Sheet:
        return self.page.sheet

    @work(thread=True, group="save", description="save")
    def _save(self, sheet: Sheet) -> None:
        try:
            entry = self.session.save(sheet)
        except ComfortError as fault:
            self.post_message(self.NotSaved(str(fault)))
        else:
            self.post_message(self.Saved(entry))

    @on(Saved)
    def _on_saved(self, event: Saved) -> None:
        self.page.area.read_only = False
        self._first_key = None
        self.saved(event.entry)

    @on(NotSaved)
    def _on_not_saved(self, event: NotSaved) -> None:
        self.page.area.read_only = False
        self.say(event.sentence)

    @on(Page.Changed)
    def _typed(self) -> None:
        self._last_key = time.monotonic()
        if self._first_key is None:
            self._first_key = self._last_key
        if self._sealing is None:
            self._seal_later()

    def _seal_later(self) -> None:
        assert self._first_key is not None  # noqa: S101
        due = seal_after(self._first_key, self._last_key)
        self._sealing = self.set_timer(max(0.0, due - time.monotonic()), self._seal_if_due)

    def _seal_if_due(self) -> None:
        self._sealing = None
        if self._first_key is None:
            return
        if time.monotonic() < seal_after(self._first_key, self._last_key):
            self._seal_later()
        else:
            self._first_key = None
            self._seal()

    @work(thread=True, group="draft", description="seal the draft")
    def _seal(self) -> None:
        try:
            self.session.keep_all()
        except ComfortError as fault:
            self.post_message(self.DraftNotSealed(str(fault)))

    @on(DraftNotSealed)
    def _on_draft_not_sealed(self, event: DraftNotSealed) -> None:
        self.say(event.sentence)

    @on(WritingArea.TooLong)
    def _too_long(self, event: WritingArea.TooLong) -> None:
        event.stop()
        self._save_apart(event.text)

    @on(SavedApart)
    def _on_saved_apart(self, event: SavedApart) -> None:
        self.say(f"That was long, so it is an entry of its own now, dated {moment(event.entry.at):%H:%M}.")

    @work(thread=True, group="save", description="save a long text")
    def _save_apart(self, text: str) -> None:
        try:
            entry = self.session.save_apart(text)
        except ComfortError as fault:
            self.post_message(self.NotSaved(str(fault)))
        else:
            self.post_message(self.SavedApart(entry))
