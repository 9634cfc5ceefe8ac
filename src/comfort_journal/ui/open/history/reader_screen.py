"""Reading mode: one entry in one quiet column, and nothing else on the screen.

A question is shown when it is first asked and not again until another one is; later notes are read under their entry
and not a second time by themselves. What can be done with an entry can be done here too. The result is the id of the
entry where the reader stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters

from comfort_journal.errors import NotFound
from comfort_journal.records import Entry
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.history.actions import CHANGING, COPY, FIND
from comfort_journal.ui.open.history.entry_query import view_of
from comfort_journal.ui.open.history.entry_screen import EntryScreen
from comfort_journal.ui.open.history.entry_view import view_blocks
from comfort_journal.ui.widgets.selectable_column import SelectableColumn
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

READING = actions.declare(
    "Reading mode",
    Action("next-entry", "right", "Next entry", "Go on to the next entry, later in time."),
    Action("previous-entry", "left", "Previous entry", "Go back to the entry before."),
    Action("leave-reading", "escape,q", "Back", "Go back to the list.", "back"),
)


class ReaderScreen(EntryScreen["str | None"]):
    """The entries of a list as they were written, one after the other."""

    CSS_PATH = "reader_screen.tcss"
    AUTO_FOCUS = "ColumnView"
    BINDINGS: ClassVar = actions.bindings((*READING, FIND, COPY, *CHANGING))

    column = getters.query_one(ColumnView)

    def __init__(self, session: Workspace, entries: Sequence[Entry], start: str) -> None:
        """Read entries, given newest first, beginning at the one of id ``start``."""
        super().__init__(session)
        ordered = in_order(entries)
        self._ids = [entry.id for entry in ordered]
        self._place = place_of(ordered, entries, start)
        self._asked: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the column alone."""
        yield SelectableColumn(centred=True)

    def on_mount(self) -> None:
        """Show the first entry."""
        self.show_entry()

    @property
    def entry(self) -> Entry | None:
        """The entry that is read."""
        return self._at(self._place)

    def _at(self, place: int) -> Entry | None:
        try:
            record = self.session.journal.get(self._ids[place])
        except NotFound:
            return None
        return record if isinstance(record, Entry) else None

    def show_entry(self) -> None:
        """Draw the entry; its question only when it is another one than before."""
        entry = self.entry
        if entry is None:
            return
        opened = self.is_open(entry)
        view = view_of(self.session, entry)
        fresh = opened or entry.prompt != self._asked
        self.column.show(view_blocks(view, self.session.today, opened=opened, with_prompt=fresh))
        self._asked = entry.prompt

    def look_again(self, keep: str | None = None) -> None:
        """Draw what the journal has now; where an entry is gone, the one beside it."""
        if keep in self._ids:
            self._place = self._ids.index(keep)
        self._asked = None
        if self.entry is None and not self._go(1) and not self._go(-1):
            self.dismiss(None)
        else:
            self.show_entry()

    def _go(self, step: int) -> bool:
        """Go on to the nearest entry that is still there; return whether there is one."""
        places = range(self._place + step, len(self._ids) if step > 0 else -1, step)
        place = next((place for place in places if self._at(place) is not None), None)
        if place is None:
            return False
        self._place = place
        self.show_entry()
        return True

    def action_next_entry(self) -> None:
        self._go(1)

    def action_previous_entry(self) -> None:
        self._go(-1)

    def action_leave_reading(self) -> None:
        self.dismiss(self._ids[self._place])


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries, given newest first, oldest first, without the later notes that are read under their entry.

    What stands under a note is not read there, so it is read by itself; and so is one of notes that refer in a ring.
    """
    about = {entry.id: entry.about for entry in entries}
    alone: dict[str, bool] = {}
    for entry in entries:
        above: dict[str, None] = {}
        at: str | None = entry.id
        while at in about and at not in alone and at not in above:
            above[at] = None
            at = about[at]
        stands = alone.get(at or "", False)
        for each in reversed(above):
            alone[each] = stands = not stands
    return [entry for entry in reversed(entries) if alone[entry.id]]


def place_of(ordered: Sequence[Entry], entries: Sequence[Entry], start: str) -> int:
    """Return where to begin: at the entry of that id, or at the one under which it is read."""
    wanted = {entry.id: entry.about or entry.id for entry in entries}.get(start, start)
    ids = [entry.id for entry in ordered]
    return next((ids.index(each) for each in (start, wanted) if each in ids), len(ids) - 1)
