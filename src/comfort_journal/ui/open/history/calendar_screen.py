"""One month, with a quiet mark on the days that have entries; about the others it says nothing.

The result is the day that was chosen, or None. Days are programme days, and the week begins where the owner likes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from comfort_journal.journal import Filter
from comfort_journal.text.counts import many
from comfort_journal.text.dates import day_in_words, say_month
from comfort_journal.text.month import days_on, months_on, weekday_names, weeks_of
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date

    from textual import events
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

CELL = 5
MARK = "·"
WEEK = 7
_MOST_WEEKS = 6

MONTH = actions.declare(
    "Month",
    Action("choose-day", "enter", "Go to this day", "Go to this day in the history.", "go there"),
    Action("day-before", "left", "Day before", "Go to the day before.", palette=False),
    Action("day-after", "right", "Day after", "Go to the day after.", palette=False),
    Action("week-before", "up", "Week before", "Go to the week before.", palette=False),
    Action("week-after", "down", "Week after", "Go to the week after.", palette=False),
    Action("month-before", "pageup,left_square_bracket", "Month before", "Go to the month before.", "earlier"),
    Action("month-after", "pagedown,right_square_bracket", "Month after", "Go to the month after.", "later"),
    Action("this-day", "home", "Today", "Go to today.", palette=False),
    Action("leave-month", "escape", "Back", "Go back without choosing a day.", "back", run="dismiss"),
)


class MonthGrid(Widget):
    """The days of the month that holds ``day``; a click chooses one."""

    ALLOW_SELECT = False
    day: reactive[date | None] = reactive(None)

    def __init__(self, day: date, today: date, marked: AbstractSet[date], first_weekday: int) -> None:
        """Show a month; ``marked`` are the days that have entries."""
        super().__init__()
        self.set_reactive(MonthGrid.day, day)
        self._today, self._marked, self._first = today, marked, first_weekday

    def mark(self, today: date, marked: AbstractSet[date]) -> None:
        """Show another day as today, and a mark on these."""
        self._today, self._marked = today, marked
        self.refresh()

    def render(self) -> Content:
        """Draw the names of the weekdays and the weeks under them."""
        assert self.day is not None  # noqa: S101  set before it is mounted
        names = Content.styled("".join(f"{name:>3}  " for name in weekday_names(self._first)), "$muted")
        weeks = [Content.assemble(*map(self._cell, week)) for week in weeks_of(self.day, self._first)]
        blank = [Content("")] * (_MOST_WEEKS - len(weeks))
        return Content("\n").join([names, Content(""), *weeks, *blank])

    def _cell(self, day: date | None) -> Content:
        if day is None:
            return Content(" " * CELL)
        # A terminal's own colours promise no contrast between any two but its text and background.
        cursor = " reverse" if self.app.current_theme.ansi else " on $selection"
        here = cursor if day == self.day else ""
        weight = " bold" if day == self._today else ""
        has = day in self._marked
        number = Content.styled(f"{day.day:>3}", f"{'$text' if has else '$muted'}{weight}{here}")
        mark = Content.styled(MARK if has else " ", f"$accent bold{here}")
        return Content.assemble(number, mark, " ")

    def on_click(self, event: events.Click) -> None:
        """Go to the day under the pointer; a second click chooses it."""
        assert self.day is not None  # noqa: S101  set before it is mounted
        weeks, place = weeks_of(self.day, self._first), event.x // CELL
        row = event.y - 2
        day = weeks[row][place] if 0 <= row < len(weeks) and place < WEEK else None
        if day is None:
            return
        if day == self.day and event.chain > 1 and isinstance(self.screen, CalendarScreen):
            self.screen.action_choose_day()
        self.day = day


class CalendarScreen(OpenScreen["date | None"]):
    """The month of a day, and what is known of that day in words."""

    CSS_PATH = "calendar_screen.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-tall")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(MONTH)

    grid = getters.query_one(MonthGrid)

    def __init__(self, session: Workspace, day: date) -> None:
        """Begin on a day."""
        super().__init__(session)
        self._start = day

    def compose(self) -> ComposeResult:
        """Lay out the month's name over the grid over the day in words."""
        with Vertical(id="month"):
            yield Static(id="name", markup=False)
            yield MonthGrid(
                self._start,
                self.session.today,
                self.session.journal.days_with_entries(),
                self.session.settings.week_starts,
            )
            yield Static(id="day", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Say which month and day this is."""
        self._draw()

    @on(OpenScreen.JournalChanged)
    def _days_came(self) -> None:
        self.grid.mark(self.session.today, self.session.journal.days_with_entries())
        self._draw()

    def _go(self, day: date) -> None:
        self.grid.day = day
        self._draw()

    def _draw(self) -> None:
        day = self._day
        self.query_one("#name", Static).update(say_month(day))
        count = len(self.session.journal.entries(Filter(since=day, until=day)))
        entries = f", {many(count, 'entry', 'entries')}" if count else ""
        self.query_one("#day", Static).update(day_in_words(day) + entries)

    @property
    def _day(self) -> date:
        return self.grid.day or self._start

    def action_day_before(self) -> None:
        self._go(days_on(self._day, -1))

    def action_day_after(self) -> None:
        self._go(days_on(self._day, 1))

    def action_week_before(self) -> None:
        self._go(days_on(self._day, -WEEK))

    def action_week_after(self) -> None:
        self._go(days_on(self._day, WEEK))

    def action_month_before(self) -> None:
        self._go(months_on(self._day, -1))

    def action_month_after(self) -> None:
        self._go(months_on(self._day, 1))

    def action_this_day(self) -> None:
        self._go(self.session.today)

    def action_choose_day(self) -> None:
        self.dismiss(self._day)
