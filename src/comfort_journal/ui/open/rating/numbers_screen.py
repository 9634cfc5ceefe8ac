"""Numbers: one's own ratings, a line for each practice. Opened on purpose only; it compares nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.widgets import DataTable, Static

from comfort_journal.records import programme_day
from comfort_journal.text.dates import short_day
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

HEADS = ("Day", "Step", "During", "After")
NOTHING = "No number yet. They come from practice: a number during, one after, and one the next day."

NUMBERS = actions.declare("Numbers", Action("leave-numbers", "escape,q", "Back", "Go back.", "back", run="dismiss"))


class NumbersScreen(OpenScreen[None]):
    """The numbers that were given, as a table."""

    CSS_PATH = "rating_screen.tcss"
    AUTO_FOCUS = "DataTable"
    place = "numbers"
    BINDINGS: ClassVar = actions.bindings(NUMBERS)

    table: getters.query_one[DataTable[str]] = getters.query_one(DataTable)

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        with Vertical(id="column"):
            yield DataTable(cursor_type="row")
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Fill the table."""
        self.table.add_columns(*HEADS)
        self.look_again()

    def on_screen_resume(self) -> None:
        """Look again: numbers may have come."""
        self.look_again()

    @on(OpenScreen.JournalChanged)
    def look_again(self) -> None:
        """Show what was given."""
        practice = self.session.practice
        self.table.clear()
        for each in sorted(practice.sessions(), key=lambda session: session.started_at, reverse=True):
            name = one_line(practice.step_name(each.step))
            self.table.add_row(short_day(programme_day(each.started_at)), name, _said(each.during), _said(each.after))
        self.query_one("#said", Static).update("" if self.table.row_count else NOTHING)


def _said(value: int | None) -> str:
    return "" if value is None else str(value)
