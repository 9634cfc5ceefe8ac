"""The editor changes an old entry, writes a later note under one, or finishes what was left unfinished.

Leaving with Escape saves nothing and loses nothing: the change waits as a sealed draft until it is saved or let go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.text.dates import moment_in_words, say_moment
from comfort_journal.text.limits import too_long_to_edit
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.dialogs import Choose
from comfort_journal.ui.open.core.screen import NOT_KEPT
from comfort_journal.ui.open.write.long_entry_screen import LongEntryScreen
from comfort_journal.ui.open.write.writing_screen import UNFINISHED, WritingScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.open.core.screen import OpenScreen
    from comfort_journal.ui.open.core.workspace import Workspace

GLANCE = 160
"""Characters of an older entry that stand above a note about it; one line shows fewer."""

LET_GO = "Let go of what is not saved here? Nothing brings it back."
KEEP, GO = "Keep it", "Let it go"

TOO_LONG = "This entry is too long to be changed here. A later note can be added to it."

ACTIONS = actions.declare(
    "Editor",
    Action("leave-editor", "escape", "Back", "Go back; what is not saved waits as a sealed draft.", "back"),
    Action("let-go", "alt+d", "Let the changes go", "Let what is not saved go for good; asks first."),
)


class EditorScreen(WritingScreen):
    """One buffer with the whole screen to itself; its result is the saved entry, or None."""

    CSS_PATH: ClassVar = ["writing_screen.tcss", "editor_screen.tcss"]
    BINDINGS: ClassVar = actions.bindings(ACTIONS)

    class Kept(Message):
        """The draft is sealed, or there was nothing to seal."""

    def __init__(self, session: Workspace, buffer: EditBuffer, *, about: Entry | None = None) -> None:
        """Open a buffer; ``about`` is the older entry that a note is written under."""
        super().__init__(session, buffer)
        self._buffer = buffer
        self._about = about

    def compose(self) -> ComposeResult:
        """Lay out when it is from, what it is about, and the page."""
        with Vertical(id="column"):
            yield Static(self._heading(), id="day", markup=False)
            if self._about is not None:
                yield Static(one_line(self._about.text[:GLANCE]), id="about", markup=False)
            yield self.page
            yield Static(id="said", markup=False, classes="-empty")
            yield KeysFooter()

    def why_not(self, action_id: str) -> str | None:
        """Say why there is nothing to let go."""
        if action_id == "let-go" and not self.page.buffer.unsaved:
            return "Nothing was changed here."
        return super().why_not(action_id)

    def saved(self, entry: Entry) -> None:
        """Go back with the saved entry."""
        self.dismiss(entry)

    def action_leave_editor(self) -> None:
        self._keep()

    def action_let_go(self) -> None:
        """Ask whether what is not saved may go; Esc and the first answer keep it."""
        self.app.push_screen(Choose(self.session, LET_GO, (KEEP, GO)), self._let_go)

    def _let_go(self, chosen: str | None) -> None:
        if chosen == GO:
            self.page.lay_open(self.session.as_saved(self.page.buffer))
            self._keep()

    @work(thread=True, group="draft", description="seal the draft")
    def _keep(self) -> None:
        try:
            self.session.keep_all()
        except ComfortError as fault:
            self.post_message(self.SaveFailed(f"{fault} {NOT_KEPT}"))
        else:
            self.post_message(self.Kept())

    @on(Kept)
    def _go_back(self) -> None:
        self.dismiss(None)

    @on(WritingScreen.JournalChanged)
    def draw_heading(self) -> None:
        """Say from when this is, or for when it is written, and whether it was left unfinished."""
        self.query_one("#day", Static).update(self._heading())

    def _heading(self) -> str:
        written_for = self.page.buffer.written_for
        if written_for is not None:
            return f"Written for {say_moment(written_for, self.session.today)}"
        today, left = self.session.today, self._buffer.at
        unfinished = "" if left is None else f"; unfinished since {say_moment(left, today)}"
        if self._about is not None:
            return f"A later note, about {say_moment(self._about.at, today)}{unfinished}"
        if self._buffer.entry is not None:
            return f"{moment_in_words(self._buffer.entry.at, today)}{unfinished}"
        return UNFINISHED.format(say_moment(left, today)) if left else "An unfinished page"


def edit(session: Workspace, entry: Entry) -> OpenScreen[Entry | None]:
    """Return the screen on which an entry is changed, with its unsaved changes if there are any.

    An entry too long for an editor opens in the viewer, which says so.
    """
    if too_long_to_edit(entry.text):
        return LongEntryScreen(session, entry, said=TOO_LONG)
    return EditorScreen(session, session.buffer_of(entry))


def note(session: Workspace, entry: Entry) -> OpenScreen[Entry | None]:
    """Return the screen on which a later note under an entry is written, with an unfinished one if there is."""
    return EditorScreen(session, session.note_about(entry), about=entry)
