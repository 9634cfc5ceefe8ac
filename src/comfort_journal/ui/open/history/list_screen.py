"""A list of entries and the one under the cursor: side by side, or in a narrow window in turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.widgets import Static

from comfort_journal.ui.open.history.entry_screen import EntryScreen, Reader
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.row_list import EntryList

if TYPE_CHECKING:
    from comfort_journal.records import Entry


class ListScreen(EntryScreen[None]):
    """A screen with an ``EntryList`` and a ``Reader`` in ``Panes``, and a line ``#said`` above the keys."""

    CSS_PATH = "history_screen.tcss"
    AUTO_FOCUS = "EntryList"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (100, "-wide"), (140, "-widest")]  # noqa: RUF012  Textual declares the type
    place = "history"
    stands_on = ("#empty", "KeysFooter")

    rows = getters.query_one(EntryList)
    reader = getters.query_one(Reader)
    panes = getters.query_one(Panes)

    def on_screen_resume(self) -> None:
        """Look again: the day may have turned, and entries may have changed elsewhere."""
        self.look_again()

    @property
    def reads(self) -> bool:
        """Whether the reader has the keys."""
        return self.reader.has_focus

    def say(self, sentence: str) -> None:
        """Say it on the line above the keys."""
        self.query_one("#said", Static).update(sentence)
        self.set_class(bool(sentence), "-said")

    def give_room(self, *, reading: bool) -> None:
        """Let the reader have the room where they take turns, or the list."""
        self.set_class(reading, "-reading")
        self.panes.show_thing(reading)

    def have_rows(self, some: bool) -> None:  # noqa: FBT001  a fact about the list, not a mode
        """Show the list, or what is said in its place; a list that is back has the focus that nothing else has."""
        self.set_class(not some, "-empty")
        self.rows.can_focus = some
        if not some:
            self.give_room(reading=False)
            if self.focused in (self.rows, self.reader):
                self.set_focus(None)
        elif self.focused is None:
            self.rows.focus()
        self.refresh_bindings()

    @on(EntryList.Chosen)
    def _chosen(self) -> None:
        self.say("")
        self.give_room(reading=True)
        self.reader.focus()
        self.refresh_bindings()

    def _why_not(self, action_id: str, entry: Entry) -> str | None:
        if action_id == "open-folded" and not self.reader.has_focus:
            return None
        return super()._why_not(action_id, entry)

    def action_open_folded(self) -> None:
        if self.entry is not None and not self.entry.folded:
            self._chosen()
        super().action_open_folded()

    def action_leave_reader(self) -> None:
        self.give_room(reading=False)
        self.rows.focus()
