"""One month with a quiet mark on the days that have entries, and the chosen day's entries; of others it says nothing.

The result is the days that the history is to show, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from comfort_journal.journal import Filter
from comfort_journal.records import moment
from comfort_journal.text.dates import end_of_month, say_date, say_month
from comfort_journal.text.day_span import DaySpan
from comfort_journal.text.month import days_on, months_on
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.history.actions import ON_THIS_DAY
from comfort_journal.ui.open.history.entry_view import glance
from comfort_journal.ui.open.history.month_grid import WEEK, MonthGrid
from comfort_journal.ui.open.history.on_this_day_screen import OnThisDayScreen
from comfort_journal.ui.open.history.year_screen import YearScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.row_list import STAR

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

MONTH = actions.declare(
    "Month",
    Action("choose-day", "enter", "This day only", "Show this day in the history.", "this day"),
    Action("choose-whole-month", "M", "This month only", "Show this month in the history."),
    Action("see-year", "z", "Year", "See the whole year, twelve small months.", "year", words="calendar zoom out"),
    Action("day-before", "left", "Day before", "Go to the day before.", palette=False),
    Action("day-after", "right", "Day after", "Go to the day after.", palette=False),
    Action("week-before", "up", "Week before", "Go to the week before.", palette=False),
    Action("week-after", "down", "Week after", "Go to the week after.", palette=False),
    Action("month-before", "pageup,left_square_bracket", "Month before", "Go to the month before.", "earlier"),
    Action("month-after", "pagedown,right_square_bracket", "Month after", "Go to the month after.", "later"),
    Action("this-day", "home", "Today", "Go to today.", palette=False),
    Action("leave-month", "escape,q", "Back", "Go back without choosing a day.", "back", run="dismiss"),
)


class CalendarScreen(OpenScreen["DaySpan | None"]):
    """The month of a day, and what was written on that day."""

    CSS_PATH = "calendar_screen.tcss"
    AUTO_FOCUS = "MonthGrid"
    place = "history"
    BINDINGS: ClassVar = actions.bindings((*MONTH, ON_THIS_DAY))

    grid = getters.query_one(MonthGrid)

    def __init__(self, session: Workspace, day: date) -> None:
        """Begin on a day."""
        super().__init__(session)
        self._start = day
        self._of_day: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Lay out the month beside the day's entries, or over them."""
        days = self.session.journal.days_with_entries()
        yield Panes(
            MonthGrid(self._start, self.session.today, days, self.session.settings.week_starts),
            Vertical(Static(id="day", markup=False), Static(id="entries", markup=False)),
            narrow="stacked",
        )
        yield KeysFooter()

    def on_screen_resume(self) -> None:
        """Look again: the day may have turned, and entries may have changed on the page that was over this one."""
        self._look_again()

    @on(OpenScreen.JournalChanged)
    def _look_again(self) -> None:
        self.grid.mark(self.session.today, self.session.journal.days_with_entries())
        self._go(self.grid.chosen)

    @on(MonthGrid.Clicked)
    def _clicked(self, event: MonthGrid.Clicked) -> None:
        self._go(event.day)
        if event.twice and self._of_day:
            self.action_choose_day()

    def _go(self, day: date | None) -> None:
        if day is None:
            return
        self.grid.day = day
        self._of_day = self.session.journal.entries(Filter(since=day, until=day))
        self.query_one("#day", Static).update(say_date(day))
        lines = Content("\n").join(map(_line, reversed(self._of_day)))
        self.query_one("#entries", Static).update(lines if self._month_has else f"No entry in {say_month(day)}.")
        self.refresh_bindings()

    def why_not(self, action_id: str) -> str | None:
        """Say that there is nothing to show."""
        if action_id == "choose-day" and not self._of_day:
            return "There is no entry of this day."
        if action_id == "choose-whole-month" and not self._month_has:
            return "There is no entry of this month."
        return None

    @property
    def _month_has(self) -> bool:
        """Whether any entry is of this month."""
        month = self._month
        return bool(self.session.journal.entries(Filter(since=month.first, until=month.last)))

    @property
    def _month(self) -> DaySpan:
        return DaySpan(self.grid.chosen.replace(day=1), end_of_month(self.grid.chosen))

    def action_day_before(self) -> None:
        self._go(days_on(self.grid.chosen, -1))

    def action_day_after(self) -> None:
        self._go(days_on(self.grid.chosen, 1))

    def action_week_before(self) -> None:
        self._go(days_on(self.grid.chosen, -WEEK))

    def action_week_after(self) -> None:
        self._go(days_on(self.grid.chosen, WEEK))

    def action_month_before(self) -> None:
        self._go(months_on(self.grid.chosen, -1))

    def action_month_after(self) -> None:
        self._go(months_on(self.grid.chosen, 1))

    def action_this_day(self) -> None:
        self._go(self.session.today)

    def action_see_year(self) -> None:
        self.app.push_screen(YearScreen(self.session, self.grid.chosen), self._go)

    def action_on_this_day(self) -> None:
        self.app.push_screen(OnThisDayScreen(self.session, self.grid.chosen))

    def action_choose_day(self) -> None:
        self.dismiss(DaySpan(self.grid.chosen, self.grid.chosen))

    def action_choose_whole_month(self) -> None:
        self.dismiss(self._month)


def _line(entry: Entry) -> Content:
    """Return an entry of the day in one line: its hour and its first sentence."""
    star = Content.styled(f"{STAR} ", "$mark") if entry.starred else ""
    said, written = glance(entry)
    return Content.assemble(
        Content.styled(f"{moment(entry.at):%H:%M}  ", "$muted"),
        star,
        Content.styled(said, "$text" if written else "$muted italic"),
    )
