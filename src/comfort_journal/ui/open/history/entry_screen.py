"""What can be done with the entry before one: star, fold, edit, a later note, delete and bring back.

Each is one transaction off the screen's thread; the screen tells it done only when the journal has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.message import Message

from comfort_journal.records import tag_key
from comfort_journal.ui import actions
from comfort_journal.ui.open.core.note_to_self import FOR_HARD_DAYS, is_for_hard_days
from comfort_journal.ui.open.core.screen import OpenScreen, Result
from comfort_journal.ui.open.history.actions import CHANGING, LEAVE_READER
from comfort_journal.ui.open.write import editor_screen
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

DELETED = "Deleted. u brings it back until you lock. The file itself forgets the words when it is next compacted."
CHANGES_LEFT = "Not saved yet. What you changed waits, sealed; e goes on with it, and Ctrl+S there saves it."
NOTE_LEFT = "Not saved yet. Your later note waits, sealed; n goes on with it, and Ctrl+S there saves it."
SHOWN_ON_HARD_DAYS = "Shown to you after a hard session. h takes that back."


class Reader(ColumnView):
    """Where the entry is read; what its keys do, the screen does."""

    BINDINGS: ClassVar = actions.bindings((LEAVE_READER, *CHANGING))

    def why_not(self, action_id: str) -> str | None:
        """Say what the screen says."""
        return self.screen.why_not(action_id) if isinstance(self.screen, EntryScreen) else None


class EntryScreen(OpenScreen[Result]):
    """A screen with one entry before it; subclasses say which, bind ``CHANGING``, and draw what changed."""

    def __init__(self, session: Workspace) -> None:
        """Begin with nothing opened."""
        super().__init__(session)
        self._opened: str | None = None

    @dataclass
    class Changed(Message):
        """The journal has a change; ``entry_id`` is what to stay on, ``said`` what to tell."""

        entry_id: str | None
        said: str

    @property
    def entry(self) -> Entry | None:
        """The entry before one, if there is any."""
        raise NotImplementedError

    def show_entry(self) -> None:
        """Draw the entry."""
        raise NotImplementedError

    def is_open(self, entry: Entry) -> bool:
        """Whether a folded entry was opened on purpose and not left since; asking of another one closes it."""
        if self._opened != entry.id:
            self._opened = None
        return self._opened is not None

    def look_again(self, keep: str | None = None) -> None:
        """Draw what the journal has now, staying on the entry of id ``keep``."""
        raise NotImplementedError

    @on(OpenScreen.JournalChanged)
    def _entries_came(self) -> None:
        self.look_again()

    def why_not(self, action_id: str) -> str | None:
        """Say why an entry cannot be changed now."""
        if action_id not in {action.id for action in CHANGING}:
            return None
        if action_id == "bring-back":
            return None if self.session.removed else "Nothing was deleted since you unlocked."
        entry = self.entry
        if entry is None:
            return "There is no entry here."
        if action_id == "open-folded":
            return None if entry.folded else "This entry is not folded."
        return self.why_read_only

    @property
    def why_read_only(self) -> str | None:
        """Why nothing can be changed now, if so."""
        reason = self.session.journal.why_read_only
        return str(reason) if reason else None

    def action_open_folded(self) -> None:
        if self.entry is not None and self.entry.folded:
            self._opened = self.entry.id
            self.show_entry()

    def action_edit_entry(self) -> None:
        entry = self.entry
        if entry is not None:
            self.app.push_screen(editor_screen.edit(self.session, entry), lambda saved: self._changed(entry.id, saved))

    def action_note_entry(self) -> None:
        entry = self.entry
        if entry is not None:
            self.app.push_screen(editor_screen.note(self.session, entry), lambda _saved: self._noted(entry.id))

    def _changed(self, entry_id: str, saved: Entry | None) -> None:
        self.look_again(saved.id if saved else None)
        self.say(CHANGES_LEFT if self.session.waits(entry_id) else "")

    def _noted(self, entry_id: str) -> None:
        self.look_again()
        waits = any(buffer.entry is None for buffer in self.session.waiting().get(entry_id, ()))
        self.say(NOTE_LEFT if waits else "")

    def action_star_entry(self) -> None:
        self._change(lambda entry: replace(entry, starred=not entry.starred), "")

    def action_for_hard_days(self) -> None:
        """Keep the entry for hard days, or take that back; a star stays as it is."""
        entry = self.entry
        taking_back = entry is not None and is_for_hard_days(entry)

        def change(before: Entry) -> Entry:
            others = tuple(tag for tag in before.tags if tag_key(tag) != FOR_HARD_DAYS)
            return replace(before, tags=others if taking_back else (*others, FOR_HARD_DAYS))

        self._change(change, "It is an entry like the others again." if taking_back else SHOWN_ON_HARD_DAYS)

    def action_fold_entry(self) -> None:
        entry = self.entry
        folding = entry is not None and not entry.folded
        said = "Folded. It is kept; f unfolds it." if folding else "Unfolded."
        self._change(lambda before: replace(before, folded=folding), said)

    def action_delete_entry(self) -> None:
        if self.entry is not None:
            self.delete_record(self.entry.id)

    def delete_record(self, record_id: str) -> None:
        """Delete what has that id; it can be brought back until the lock."""
        self.save(lambda: self.session.remove(record_id), self.Changed(record_id, DELETED))

    def action_bring_back(self) -> None:
        if self.session.removed:
            self.save(self.session.bring_back, self.Changed(self.session.removed[-1].id, "It is back."))

    def _change(self, change: Callable[[Entry], Entry], said: str) -> None:
        if self.entry is not None:
            entry_id = self.entry.id
            self.save(lambda: self.session.change(entry_id, change), self.Changed(entry_id, said))

    @on(Changed)
    def _show_change(self, event: Changed) -> None:
        self.look_again(event.entry_id)
        self.say(event.said)
        self.refresh_bindings()
