"""What can be done with the entry before one: read, find in it, copy, change, move to another day, delete, bring back.

Each change is one transaction off the screen's thread; the screen tells it done only when the journal has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.message import Message

from comfort_journal.records import moment
from comfort_journal.text.counts import count_words, many
from comfort_journal.text.dates import say_moment
from comfort_journal.ui import actions
from comfort_journal.ui.open.core.clipboard import copy_out
from comfort_journal.ui.open.core.note_to_self import is_for_hard_days, turned
from comfort_journal.ui.open.core.screen import OpenScreen, Result
from comfort_journal.ui.open.history.actions import BY_PALETTE, CHANGING, COPY, FIND, LEAVE_READER
from comfort_journal.ui.open.history.entry_view import say_moved
from comfort_journal.ui.open.history.find_bar import FindBar
from comfort_journal.ui.open.history.tags_screen import NO_TAG, TagsScreen
from comfort_journal.ui.open.write import editor_screen
from comfort_journal.ui.open.write.moment_question import ask_moment
from comfort_journal.ui.widgets.selectable_column import SelectableColumn
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

DELETED = (
    "Deleted. {key} brings it back, until you lock. "
    "“Purge deleted words” in the Vault removes it from the file for good."
)
CHANGES_LEFT = "Not saved yet. Your changes are kept, encrypted; {key} opens them again."
NOTE_LEFT = "Not saved yet. Your later note is kept, encrypted; {key} opens it again."
SHOWN_ON_HARD_DAYS = "Shown to you after a hard session. {key} takes that back."
FOLDED = "Folded. It is kept; {key} unfolds it."
WHEN_INSTEAD = "It is from {}. Which day and hour instead?"
WORDS = "This entry has {}."
NOTHING_DELETED = "Nothing was deleted since you unlocked."
RENAME_WHICH = "Rename which tag?"
IS_BACK = "It is back."
BACK_IN_LIST = "It is back, in its place in the list."
UNFOLDED = "Unfolded."
NOT_SHOWN_ON_HARD_DAYS = "No longer shown to you after a hard session."


class Reader(SelectableColumn):
    """Where the entry is read; what its keys do, the screen does."""

    BINDINGS: ClassVar = actions.bindings((LEAVE_READER, FIND, *CHANGING))

    def why_not(self, action_id: str) -> str | None:
        """Say what the screen says."""
        return self.screen.why_not(action_id) if isinstance(self.screen, EntryScreen) else None

    def footer_word(self, action_id: str) -> str | None:
        """Call a key what the screen calls it."""
        return self.screen.footer_word(action_id) if isinstance(self.screen, actions.Rewords) else None


class EntryScreen(OpenScreen[Result]):
    """A screen with one entry before it; subclasses say which, bind ``CHANGING``, and draw what changed."""

    UNBOUND: ClassVar = BY_PALETTE

    def __init__(self, session: Workspace) -> None:
        """Begin with nothing opened."""
        super().__init__(session)
        self._opened: str | None = None
        self._turned_to: str | None = None

    @dataclass
    class Changed(Message):
        """The journal has a change; ``entry_id`` is what to stay on, ``said`` what to tell.

        ``turns`` says that another entry is before one by it.
        """

        entry_id: str | None
        said: str
        turns: bool = False

    @property
    def entry(self) -> Entry | None:
        """The entry before one, if there is any."""
        raise NotImplementedError

    @property
    def reads(self) -> bool:
        """Whether an entry is being read, and is not only the one that a list stands at."""
        return self.entry is not None

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
        """Say why something cannot be done with an entry now."""
        if action_id == "rename-tag":
            return self.why_read_only or (None if self.session.journal.has_tags else NO_TAG)
        if action_id == "bring-back":
            return None if self.session.removed else NOTHING_DELETED
        if action_id not in {action.id for action in (FIND, COPY, *BY_PALETTE, *CHANGING)}:
            return None
        return "There is no entry here." if self.entry is None else self._why_not(action_id, self.entry)

    def _why_not(self, action_id: str, entry: Entry) -> str | None:
        if action_id == "open-folded":
            return None if entry.folded else "This entry is not folded."
        if action_id in {FIND.id, COPY.id, "count-entry-words"}:
            return "This entry is folded; Enter opens it." if entry.folded and not self.is_open(entry) else None
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
        self.say(self._by_key(CHANGES_LEFT, "edit-entry") if self.session.waits(entry_id) else "")

    def _noted(self, entry_id: str) -> None:
        self.look_again()
        waits = any(buffer.entry is None for buffer in self.session.waiting().get(entry_id, ()))
        self.say(self._by_key(NOTE_LEFT, "note-entry") if waits else "")

    def _by_key(self, sentence: str, action_id: str) -> str:
        return sentence.format(key=self.app.shown_key(action_id))

    async def action_find_in_entry(self) -> None:
        """Show the line to find words in the entry, or go to it where it stands already."""
        for bar in self.query(FindBar):
            await bar.remove()
        said = self.query("#said")
        await self.mount(FindBar(self.query_one(ColumnView)), before=said.first() if said else None)

    def action_copy_entry(self) -> None:
        """Copy what is selected, or the entry's words, to the clipboard."""
        if self.entry is not None:
            selected = next((each.selected_text for each in self.query(SelectableColumn) if each.selected_text), "")
            copy_out(self, selected or self.entry.text)

    def action_count_entry_words(self) -> None:
        """Say how many words the entry has."""
        if self.entry is not None:
            self.say(WORDS.format(many(count_words(self.entry.text), "word")))

    def action_change_moment(self) -> None:
        """Give the entry another day and hour."""
        entry = self.entry
        if entry is not None:
            question = WHEN_INSTEAD.format(say_moment(entry.at, self.session.today))
            ask_moment(self, question, moment(entry.at), lambda at: self._move(entry, at.isoformat(timespec="seconds")))

    def _move(self, entry: Entry, at: str) -> None:
        told = self.Changed(entry.id, say_moved(entry.at, at, self.session.today))
        self.save(lambda: self.session.change(entry.id, lambda before: replace(before, at=at)), told)

    def action_rename_tag(self) -> None:
        """Rename a tag in every entry."""
        self.app.push_screen(TagsScreen(self.session, RENAME_WHICH, renaming=True, renamed=self.tag_renamed))

    def tag_renamed(self, tag: str, new: str) -> None:
        """Follow a tag that has another name now; a screen that shows only one tag goes on showing it."""

    def action_star_entry(self) -> None:
        self._change(lambda entry: replace(entry, starred=not entry.starred), "")

    def action_for_hard_days(self) -> None:
        """Keep the entry for hard days, or take that back; a star stays as it is."""
        entry = self.entry
        taking_back = entry is not None and is_for_hard_days(entry)
        shown = self._by_key(SHOWN_ON_HARD_DAYS, "for-hard-days")
        said = NOT_SHOWN_ON_HARD_DAYS if taking_back else shown
        self._change(lambda before: turned(before, keep=not taking_back), said)

    def action_fold_entry(self) -> None:
        entry = self.entry
        folding = entry is not None and not entry.folded
        said = self._by_key(FOLDED, "fold-entry") if folding else UNFOLDED
        self._change(lambda before: replace(before, folded=folding), said)

    def action_delete_entry(self) -> None:
        if self.entry is not None:
            self.delete_record(self.entry.id)

    def delete_record(self, record_id: str) -> None:
        """Delete what has that id; it can be brought back until the lock."""
        told = self.Changed(record_id, self._by_key(DELETED, "bring-back"), turns=True)
        self.save(lambda: self.session.remove(record_id), told)

    def action_bring_back(self) -> None:
        """Bring it back and go to it; where something else was opened to read since, that stays before one."""
        if self.session.removed:
            stays = self.reads and self.entry is not None and self.entry.id != self._turned_to
            brought = self.Changed(self.session.removed[-1].id, IS_BACK, turns=True)
            self.save(self.session.bring_back, self.Changed(None, BACK_IN_LIST) if stays else brought)

    def _change(self, change: Callable[[Entry], Entry], said: str) -> None:
        if self.entry is not None:
            entry_id = self.entry.id
            self.save(lambda: self.session.change(entry_id, change), self.Changed(entry_id, said))

    @on(Changed)
    def _show_change(self, event: Changed) -> None:
        self.look_again(event.entry_id)
        if event.turns:
            self._turned_to = self.entry.id if self.entry is not None else None
        self.say(event.said)
        self.refresh_bindings()
