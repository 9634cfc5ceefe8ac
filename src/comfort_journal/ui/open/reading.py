"""Reading mode: one entry in one quiet column, and nothing else on the screen.

A question is shown when it is first asked and not again until another one is; later notes are read under their entry
and not a second time by themselves. The result is the id of the entry where the reader stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.open.column_view import ColumnView
from comfort_journal.ui.open.leaf import leaf_blocks
from comfort_journal.ui.open.shelf import leaf_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.session import OpenSession

READING = actions.declare(
    "Reading mode",
    Action("next-entry", "right,n", "Next entry", "Go on to the next entry, later in time."),
    Action("previous-entry", "left,p", "Previous entry", "Go back to the entry before."),
    Action("open-here", "enter", "Open a folded entry", "Open what is folded, this once."),
    Action("leave-reading", "escape,q", "Back", "Go back to the list."),
)


class Reading(OpenScreen["str | None"]):
    """The entries of a list as they were written, one after the other."""

    CSS_PATH = "reading.tcss"
    AUTO_FOCUS = "ColumnView"
    BINDINGS: ClassVar = actions.bindings(READING)

    column = getters.query_one(ColumnView)

    def __init__(self, session: OpenSession, entries: Sequence[Entry], start: str) -> None:
        """Read entries, given newest first, beginning at the one of id ``start``."""
        super().__init__(session)
        self._entries = in_order(entries)
        self._place = place_of(self._entries, entries, start)
        self._asked: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the column alone."""
        yield ColumnView(centred=True)

    def on_mount(self) -> None:
        """Show the first entry."""
        self._show()

    def _show(self, *, opened: bool = False) -> None:
        entry = self._entries[self._place]
        fresh = opened or entry.prompt != self._asked
        self._asked = entry.prompt
        self.column.show(
            leaf_blocks(leaf_of(self.session, entry), self.session.today, opened=opened, with_prompt=fresh)
        )

    def _go(self, step: int) -> None:
        place = self._place + step
        if 0 <= place < len(self._entries):
            self._place = place
            self._show()

    def why_not(self, action_id: str) -> str | None:
        """Say that there is no entry further on, or nothing to open."""
        if action_id == "next-entry" and self._place == len(self._entries) - 1:
            return "This is the latest entry."
        if action_id == "previous-entry" and self._place == 0:
            return "This is the first entry."
        if action_id == "open-here" and not self._entries[self._place].folded:
            return "This entry is not folded."
        return None

    def action_next_entry(self) -> None:
        """Go on to the next entry, later in time."""
        self._go(1)

    def action_previous_entry(self) -> None:
        """Go back to the entry before."""
        self._go(-1)

    def action_open_here(self) -> None:
        """Open what is folded, this once."""
        if self._entries[self._place].folded:
            self._show(opened=True)

    def action_leave_reading(self) -> None:
        """Go back to the list."""
        self.dismiss(self._entries[self._place].id)


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries, given newest first, oldest first, without the later notes that are read under their entry."""
    here = {entry.id for entry in entries}
    return [entry for entry in reversed(entries) if entry.about is None or entry.about not in here]


def place_of(ordered: Sequence[Entry], entries: Sequence[Entry], start: str) -> int:
    """Return where to begin: at the entry of that id, or at the one under which it is read."""
    wanted = {entry.id: entry.about or entry.id for entry in entries}.get(start, start)
    ids = [entry.id for entry in ordered]
    return next((ids.index(each) for each in (start, wanted) if each in ids), len(ids) - 1)
