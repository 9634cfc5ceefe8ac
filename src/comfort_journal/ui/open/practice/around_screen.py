"""What was around a session: the owner's own words, the most used first, each marked or not, and a line for new ones.

Nothing here has to be marked. Each mark is kept as it is made, so that no way out of the page loses one.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from comfort_journal.errors import ComfortError
from comfort_journal.records import MOST_MARKS, is_mark, tag_key
from comfort_journal.text.plain import is_text, one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.edit_buffer import parse_tags
from comfort_journal.ui.open.core.screen import OverPage
from comfort_journal.ui.widgets.checklist import Checklist
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.line_input import LineInput
from comfort_journal.ui.widgets.no_higher import NoHigher

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

AROUND = actions.declare(
    "What was around",
    Action("leave-around", "enter,escape", "Done", "Go back; what is marked is kept.", "done", palette=False),
)
ADDING = actions.declare(
    "What was around, a new word",
    Action("add-around", "enter", "Add", "Put these words on the list, marked.", "add", run="submit", palette=False),
)


class WordLine(LineInput):
    """The line for words that are not on the list yet."""

    BETWEEN = ", "
    BINDINGS: ClassVar = actions.bindings(ADDING)

    def __init__(self, hint: str) -> None:
        """Begin empty; a letter that led here stays when the next one comes."""
        super().__init__(placeholder=hint, compact=True, select_on_focus=False)

    def footer_word(self, action_id: str) -> str | None:
        """Say that an empty line is left."""
        return "done" if action_id == "add-around" and not self.value else None


class _Words(NoHigher, VerticalScroll):
    """The list, as high as it is or as there is room."""


class AroundScreen(OverPage[None]):
    """The words over the page; ``write`` keeps those that are marked, raises ComfortError and may block."""

    CSS_PATH: ClassVar = ["../core/dialogs.tcss", "around_screen.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-roomy"), (30, "-high")]  # noqa: RUF012  Textual declares the type
    AUTO_FOCUS = "Checklist"
    BINDINGS: ClassVar = actions.bindings(AROUND)

    checklist = getters.query_one(Checklist)
    line = getters.query_one(WordLine)

    class Left(Message):
        """What is marked is in the journal."""

    def __init__(self, session: Workspace, marked: Sequence[str], write: Callable[[tuple[str, ...]], object]) -> None:
        """Begin with what is marked already; those words are on the list too."""
        super().__init__(session)
        self._said = session.practice.library.sentences.around
        self._marked = tuple(marked)
        self._write = write
        self._writing = threading.Lock()
        self._kept = self._marked
        self._failed = False

    def compose(self) -> ComposeResult:
        """Lay out the list over the line."""
        words = self.session.practice.offered_marks()
        known = {tag_key(word): word for word in (*self._marked, *words)}
        with Vertical(id="asking"):
            yield Static(self._said.title, id="question", markup=False)
            with _Words(can_focus=False):
                yield Checklist([(word, one_line(word)) for word in known.values()], marked=self._marked)
            yield WordLine(self._said.hint)
            yield Static(self._said.none, id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Keep what is marked also when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self._keep)

    def on_unmount(self) -> None:
        """Stop being asked; it is kept by now."""
        self._taken_back()

    def say(self, sentence: str) -> None:
        """Say it under the line."""
        self.query_one("#said", Static).update(sentence)

    def on_key(self, event: events.Key) -> None:
        """Let a letter on the list begin a new word."""
        if not self.line.has_focus and is_text(event.character) and event.key not in self.active_bindings:
            event.stop()
            self.line.focus()
            self.line.insert_text_at_cursor(event.character or "")

    def footer_word(self, action_id: str) -> str | None:
        """Say that something typed is let go first."""
        return "clear" if action_id == "leave-around" and self.line.value else None

    @on(Input.Changed)
    def _typed(self) -> None:
        self.say("")
        self.refresh_bindings()

    @on(Checklist.Changed)
    def _changed(self) -> None:
        self.say("")
        self.save(self._keep)

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        """Put what is typed on the list, marked; an empty line leaves, as it does on the list."""
        event.stop()
        listed = [key for key, _ in self.checklist.choices]
        words = parse_tags(event.value, listed)
        if not words:
            self.action_leave_around()
        elif not all(map(is_mark, words)) or len({*self.checklist.marked, *words}) > MOST_MARKS:
            self.say(self._said.full)
        else:
            self.line.value = ""
            self.checklist.mark([(word, one_line(word)) for word in words])

    def _keep(self) -> None:
        with self._writing:  # the last to be written is the newest
            marked = self.checklist.marked
            if marked != self._kept:
                self._write(marked)
                self._kept = marked

    def _keep_to_leave(self) -> None:
        try:
            self._keep()
        except ComfortError:
            self._failed = True
            raise

    @on(Left)
    def _leave_now(self) -> None:
        self.dismiss(None)

    def action_leave_around(self) -> None:
        """Leave a line in which something is typed for the list, and the list once all is kept."""
        if self.line.value:
            self.line.value = ""
            self.checklist.focus()
        elif self._failed:
            self._leave_now()
        else:
            self.save(self._keep_to_leave, self.Left())
