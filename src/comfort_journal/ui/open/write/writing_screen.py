"""A screen with a page: one key saves, the draft is sealed soon after the last key, a failed save loses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.message import Message
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.text.counts import count_words, many
from comfort_journal.text.dates import say_moment
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.clipboard import copy_out
from comfort_journal.ui.open.core.edit_buffer import same_words, seal_after
from comfort_journal.ui.open.core.screen import NOT_KEPT, OpenScreen
from comfort_journal.ui.open.write.entry_form import EntryForm
from comfort_journal.ui.open.write.moment_question import ask_moment
from comfort_journal.ui.widgets.plain_text_area import PlainTextArea

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.open.core.workspace import Workspace

LOOK_EVERY = 0.25
"""Seconds between two looks whether the draft is due; with its idle second a pause is sealed well within two."""

KEPT = "Your words are still here, and a sealed draft of them is on the disk."
KEPT_APART = "The long text you pasted is kept as a sealed draft."
NOT_KEPT_APART = "The long text you pasted is not kept anywhere; please hold on to where it came from."
OWN_ENTRY = "That was long, so it became an entry of its own. History opens it."
WHICH_MOMENT = "For which day and hour is this written?"
WRITTEN_FOR = "This page is for {}. Save it to keep that; {} changes it."
UNFINISHED = "Unfinished, from {}"
HAS_ITS_MOMENT = "This entry has its day and hour; History changes them."

WRITING = actions.declare(
    "Writing",
    Action("save-entry", "ctrl+s", "Save", "Save what is written.", "save"),
    Action("tags", "ctrl+t", "Tags", "Go to the tags, and back to the text."),
    Action("star", "ctrl+d", "Star", "Give this entry a star, or take it away."),
    Action(
        "set-moment",
        "ctrl+g",
        "Set day and hour",
        "Say for which day and hour this is written.",
        words="another date time moment late yesterday",
    ),
)
BY_PALETTE = actions.declare(
    "Writing",
    Action("count-words", "", "Count words", "Say how many words stand on this page.", words="length how long number"),
    Action(
        "copy-page",
        "",
        "Copy to the clipboard",
        "Copy what is selected, or everything, to the clipboard; asks first.",
        words="paste share",
    ),
)


class WritingScreen(OpenScreen["Entry | None"]):
    """A screen whose words are never only on the screen for more than a moment."""

    AUTO_FOCUS = "PlainTextArea"
    BINDINGS: ClassVar = actions.bindings(WRITING)
    UNBOUND: ClassVar[tuple[Action, ...]] = BY_PALETTE
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-middle"), (34, "-high")]  # noqa: RUF012  Textual declares the type

    app = getters.app(HostApp)
    said = getters.query_one("#said", Static)

    @dataclass
    class Saved(Message):
        """The buffer is in the journal as it stood when the key was pressed."""

        buffer: EditBuffer
        entry: Entry

    @dataclass
    class SavedApart(Message):
        """A text too long for the page is an entry of its own."""

        entry: Entry

    def __init__(self, session: Workspace, buffer: EditBuffer) -> None:
        """Open a buffer for writing."""
        super().__init__(session)
        self.page = EntryForm(buffer, known_tags=session.journal.tags, clock=session.clock)
        self._first_key: float | None = None
        self._last_key = 0.0

    def on_mount(self) -> None:
        """Count this page among the unsaved."""
        self.session.lay(self._read)
        self.set_interval(LOOK_EVERY, self.seal_if_due)

    def on_unmount(self) -> None:
        """Stop being asked; whoever closes a page keeps or saves it first."""
        self.session.take_away(self._read)

    def say(self, sentence: str) -> None:
        """Show one sentence under the page, in place of the last one."""
        self.said.update(sentence)
        self.said.set_class(not sentence, "-empty")

    def saved(self, entry: Entry) -> None:
        """Go on after a save; each screen knows where to."""
        raise NotImplementedError

    def action_tags(self) -> None:
        self.page.toggle_tags()

    def action_star(self) -> None:
        self.page.toggle_star()

    def why_not(self, action_id: str) -> str | None:
        """Say that a saved entry has its moment, and that there is nothing to copy."""
        if action_id == "copy-page" and not self.page.area.text:
            return "Nothing is written here yet."
        return HAS_ITS_MOMENT if action_id == "set-moment" and self.page.buffer.entry is not None else None

    def action_copy_page(self) -> None:
        copy_out(self, self.page.area.selected_text or self.page.area.text)

    def action_set_moment(self) -> None:
        buffer = self.page.buffer
        was = buffer.written_for or self.session.clock()
        ask_moment(self, WHICH_MOMENT, was, self._written_for, hour_asked=buffer.written_for is None)

    def _written_for(self, when: datetime) -> None:
        self.page.date(when)
        self.say(WRITTEN_FOR.format(say_moment(when, self.session.today), self.app.shown_key("set-moment")))
        self.draw_heading()

    def draw_heading(self) -> None:
        """Say for which day the page is; each screen has a line for it."""
        raise NotImplementedError

    def action_count_words(self) -> None:
        self.say(f"{many(count_words(self.page.buffer.text), 'word')} on this page.")

    def action_save_entry(self) -> None:
        """Save the buffer; having nothing to save is no fault.

        What was said of an earlier save goes, so that this one's answer is seen; what is typed next is text.
        """
        buffer = self.page.buffer
        self.set_focus(self.page.area)
        if buffer.unsaved:
            self.say("")
            self._save(buffer)

    def seal_if_due(self) -> None:
        """Seal the draft when the last key is a second ago, or the first unsealed one five."""
        if self._first_key is not None and self.app.clock() >= seal_after(self._first_key, self._last_key):
            self._first_key = None
            self._seal()

    def _read(self) -> EditBuffer:
        return self.page.buffer

    @on(EntryForm.Changed)
    def _typed(self) -> None:
        self._last_key = self.app.clock()
        if self._first_key is None:
            self._first_key = self._last_key

    @work(thread=True, group="save", description="save")
    def _save(self, buffer: EditBuffer) -> None:
        try:
            entry = self.session.save(buffer)
        except ComfortError as fault:
            self.post_message(self.SaveFailed(f"{fault} {KEPT if self.session.is_kept(buffer) else NOT_KEPT}"))
        else:
            self.post_message(self.Saved(buffer, entry))

    @on(Saved)
    def _on_saved(self, event: Saved) -> None:
        now = self.page.buffer
        if now.id == event.buffer.id and not same_words(now, event.buffer):
            # Somebody typed on while the disk was busy: those words go on as a change of the saved entry.
            self.page.go_on_with(self.session.buffer_of(event.entry))
            self.say("Saved. What you typed since then is still on the page.")
            return
        self._first_key = None
        self.say("")
        self.saved(event.entry)

    @work(thread=True, group="draft", description="seal the draft")
    def _seal(self) -> None:
        try:
            self.session.keep_all()
        except ComfortError as fault:
            self.post_message(self.SaveFailed(f"{fault} {NOT_KEPT}"))

    @on(PlainTextArea.TooLong)
    def _too_long(self, event: PlainTextArea.TooLong) -> None:
        event.stop()
        self._save_apart(event.text)

    @work(thread=True, group="save", description="save a long text")
    def _save_apart(self, text: str) -> None:
        buffer = self.session.buffer_apart(text)
        try:
            entry = self.session.save(buffer)
        except ComfortError as fault:
            kept = KEPT_APART if self.session.is_kept(buffer) else NOT_KEPT_APART
            self.post_message(self.SaveFailed(f"{fault} {kept}"))
        else:
            self.post_message(self.SavedApart(entry))

    @on(SavedApart)
    def _on_saved_apart(self) -> None:
        self.say(OWN_ENTRY)
