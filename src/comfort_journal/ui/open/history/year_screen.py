"""One year: twelve small months; the result is a day of the month that was chosen, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import VerticalScroll
from textual.widgets import Static

from comfort_journal.text.dates import MONTHS
from comfort_journal.text.month import months_on
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.history.month_grid import YearGrid
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

YEAR = actions.declare(
    "Year",
    Action("choose-month", "enter", "See this month", "See the days of this month.", "month"),
    Action("one-month-before", "left", "Month before", "Go to the month before.", palette=False),
    Action("one-month-after", "right", "Month after", "Go to the month after.", palette=False),
    Action("months-above", "up", "Months above", "Go to the month above.", palette=False),
    Action("months-below", "down", "Months below", "Go to the month below.", palette=False),
    Action("year-before", "pageup,left_square_bracket", "Year before", "Go to the year before.", "earlier"),
    Action("year-after", "pagedown,right_square_bracket", "Year after", "Go to the year after.", "later"),
    Action("this-year", "home", "This month", "Go to the month that is now.", palette=False),
    Action("leave-year", "escape", "Back", "Go back to the month you came from.", "back", run="dismiss"),
)


class _Months(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls where the months need more lines than there are; its keys are the page's."""


class YearScreen(OpenScreen["date | None"]):
    """The year of a day."""

    CSS_PATH = "calendar_screen.tcss"
    AUTO_FOCUS = "YearGrid"
    place = "history"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(YEAR)

    grid = getters.query_one(YearGrid)

    def __init__(self, session: Workspace, day: date) -> None:
        """Begin on the month of a day."""
        super().__init__(session)
        self._start = day

    def compose(self) -> ComposeResult:
        """Lay out the year's number over its months."""
        yield Static(id="year", markup=False)
        days = self.session.journal.days_with_entries()
        with _Months():
            yield YearGrid(self._start, self.session.today, days, self.session.settings.week_starts)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Say which year this is."""
        self._go(self._start)

    @on(OpenScreen.JournalChanged)
    def _days_came(self) -> None:
        self.grid.mark(self.session.today, self.session.journal.days_with_entries())

    @on(YearGrid.Clicked)
    def _clicked(self, event: YearGrid.Clicked) -> None:
        self._go(event.day)
        if event.twice:
            self.action_choose_month()

    def _go(self, day: date) -> None:
        self.grid.day = day
        self.query_one("#year", Static).update(str(day.year))

    def action_one_month_before(self) -> None:
        self._go(months_on(self.grid.chosen, -1))

    def action_one_month_after(self) -> None:
        self._go(months_on(self.grid.chosen, 1))

    def action_months_above(self) -> None:
        self._go(months_on(self.grid.chosen, -self.grid.across))

    def action_months_below(self) -> None:
        self._go(months_on(self.grid.chosen, self.grid.across))

    def action_year_before(self) -> None:
        self._go(months_on(self.grid.chosen, -len(MONTHS)))

    def action_year_after(self) -> None:
        self._go(months_on(self.grid.chosen, len(MONTHS)))

    def action_this_year(self) -> None:
        self._go(self.session.today)

    def action_choose_month(self) -> None:
        self.dismiss(self.grid.chosen)
