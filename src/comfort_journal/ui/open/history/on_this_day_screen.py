"""On this day: the entries of one date in earlier years, newest first, or those with a star first.

It comes only when it is asked for, and what is folded stays folded until it is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from comfort_journal.journal import Filter
from comfort_journal.records import programme_day
from comfort_journal.text.dates import MONTHS
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.history.actions import CHANGING, COPY, STARS
from comfort_journal.ui.open.history.entry_query import view_of
from comfort_journal.ui.open.history.entry_screen import Reader
from comfort_journal.ui.open.history.entry_view import row_of, view_blocks
from comfort_journal.ui.open.history.list_screen import ListScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.row_list import EntryList

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.widgets.row_list import ListRow

EMPTY = "No entry of this date in an earlier year."

LOOKING_BACK = actions.declare(
    "On this day",
    Action(
        "starred-first", "s", "Starred first", "Put those with a star first, or the newest.", "stars first", sense=STARS
    ),
    Action("leave-this-day", "escape", "Back", "Go back.", "back", run="dismiss"),
)

_ON_ENTRIES = {"starred-first", COPY.id, *(action.id for action in CHANGING)}


class OnThisDayScreen(ListScreen):
    """The entries of a day's date in the years before it."""

    BINDINGS: ClassVar = actions.bindings((*LOOKING_BACK, COPY, *CHANGING))

    def __init__(self, session: Workspace, day: date) -> None:
        """Look back from a day."""
        super().__init__(session)
        self._day = day
        self._found: list[Entry] = []
        self._starred_first = False

    def compose(self) -> ComposeResult:
        """Lay out the list and the reader under the date."""
        yield Static(f"On {self._day.day} {MONTHS[self._day.month - 1]}, in earlier years", id="head", markup=False)
        yield Panes(EntryList(self._row, id="list"), Reader(id="reader"), narrow="turns")
        yield Static(EMPTY, id="empty", markup=False)
        yield Static(id="said", markup=False)
        yield KeysFooter()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._found[self.rows.cursor] if self._found else None

    def look_again(self, keep: str | None = None) -> None:
        """Look back again, the cursor staying on its entry, or going to the one of id ``keep``."""
        keep = keep or (self.entry.id if self.entry else None)
        self._found = earlier(self.session, self._day)
        if self._starred_first:
            self._found.sort(key=lambda entry: not entry.starred)
        names = [self._group(entry) for entry in self._found]
        headings = [(row, name) for row, name in enumerate(names) if name != names[row - 1] or row == 0]
        place = next((row for row, entry in enumerate(self._found) if entry.id == keep), self.rows.cursor)
        self.rows.show(len(self._found), place, headings)
        self.have_rows(bool(self._found))
        self.show_entry()

    def _group(self, entry: Entry) -> str:
        """Return what stands over the entry and those like it."""
        if self._starred_first:
            return "With a star" if entry.starred else "Without a star"
        return f"{programme_day(entry.at).year:04}"

    def _row(self, number: int, width: int) -> ListRow:
        return row_of(self._found[number], self.session.today, width)

    def show_entry(self) -> None:
        """Show the entry under the cursor in the reader."""
        entry = self.entry
        view = view_of(self.session, entry) if entry else None
        opened = entry is not None and self.is_open(entry)
        self.reader.show(view_blocks(view, self.session.today, opened=opened) if view else ())

    @on(EntryList.Moved)
    def _moved(self) -> None:
        self.say("")
        self.show_entry()
        self.refresh_bindings()

    def action_starred_first(self) -> None:
        self._starred_first = not self._starred_first
        self.look_again()
        self.rows.cursor = 0

    def footer_word(self, action_id: str) -> str | None:
        """Say what the key would put first; where there is no entry, name no key that does something with one."""
        if not self._found and action_id in _ON_ENTRIES:
            return ""
        return ("newest first" if self._starred_first else "stars first") if action_id == "starred-first" else None

    def why_not(self, action_id: str) -> str | None:
        """Say that there is nothing to bring to the front."""
        if action_id == "starred-first" and not any(entry.starred for entry in self._found):
            return "None of these has a star."
        return super().why_not(action_id)


def earlier(session: Workspace, day: date) -> list[Entry]:
    """Return the entries of that date in earlier years, newest first."""
    journal = session.journal
    days = [
        each for each in journal.days_with_entries() if each < day and (each.month, each.day) == (day.month, day.day)
    ]
    return [entry for each in sorted(days, reverse=True) for entry in journal.entries(Filter(since=each, until=each))]
