"""Numbers: one's own ratings, a line for each session at a step. Opened on purpose only; it compares nothing.

What was not given stays blank. In little room columns go from the right, and no number is ever cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, runtime_checkable

from rich.cells import cell_len
from textual import getters, on
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import DataTable, Static

from comfort_journal.records import Session
from comfort_journal.text.dates import short_day
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from textual.app import App, ComposeResult
    from textual.strip import Strip

    from comfort_journal.plan.numbers_given import PracticeNumbers
    from comfort_journal.ui.open.core.workspace import Workspace

EXPLAINED = "Discomfort from 0 to 10; lower is better. Time as minutes:seconds."
NOTHING = "No number yet. They come from practice: a number during, one after, and one the next day."
LONGEST_NAME = 24
"""Cells at most of a step or a size; they may be cut, a number never is."""
BESIDE_A_CELL = 2
BEFORE = "Before"

NUMBERS = actions.declare(
    "Numbers",
    Action("open-day", "enter", "That day", "Open that day in the history.", "that day", run="select_cursor"),
    Action("one-step", "l", "One step only", "Show one step, or all again.", "one step", run="screen.one_step"),
    Action("number-up", "up,k", "Up", "Go to the line above.", run="cursor_up", palette=False),
    Action("number-down", "down,j", "Down", "Go to the line below.", run="cursor_down", palette=False),
)
LEAVING = actions.declare("Numbers", Action("leave-numbers", "escape,q", "Back", "Go back.", "back", run="dismiss"))


@runtime_checkable
class ShowsDay(Protocol):
    """A page that can show one day."""

    def show_day(self, day: date, came_from: str) -> None:
        """Show what is of that day; one step back leads to the place of that name."""


class Column(NamedTuple):
    """A head, the cells under it, and whether they are numbers."""

    head: str
    cells: list[str]
    numbers: bool

    @property
    def width(self) -> int:
        """The cells that it needs."""
        return max(cell_len(self.head), *map(cell_len, self.cells)) if self.cells else cell_len(self.head)


class NumbersTable(DataTable[Content]):
    """The table; its cursor is the terminal's too."""

    BINDINGS: ClassVar = actions.bindings(NUMBERS)

    _laid_for = 0

    class Widened(Message):
        """There is other room for columns."""

    def on_resize(self) -> None:
        """Tell of another width; another height comes of what is drawn."""
        if self.size.width != self._laid_for:
            self._laid_for = self.size.width
            self.post_message(self.Widened())

    def render_line(self, y: int) -> Strip:
        """Draw a line, and put the terminal's cursor on the one that the cursor is on."""
        if self.has_focus and y == self.cursor_row - round(self.scroll_y) + 1:
            self.app.cursor_position = self.content_region.offset + Offset(1, y)
        return super().render_line(y)

    def why_not(self, action_id: str) -> str | None:
        """Say that there is no line."""
        on_line = action_id in {action.id for action in NUMBERS}
        return NOTHING if on_line and not self.row_count else None


class NumbersScreen(OpenScreen[None]):
    """The numbers that were given, as a table, the newest first."""

    CSS_PATH = "numbers_screen.tcss"
    AUTO_FOCUS = "NumbersTable"
    place = "numbers"
    BINDINGS: ClassVar = actions.bindings(LEAVING)

    table = getters.query_one(NumbersTable)

    def __init__(self, session: Workspace) -> None:
        """Begin with all steps."""
        super().__init__(session)
        self._all: Sequence[PracticeNumbers] = ()
        self._step = ""

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        with Vertical(id="column"):
            yield Static(EXPLAINED, id="explained", markup=False)
            yield NumbersTable(cursor_type="row")
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_screen_resume(self) -> None:
        """Look again: numbers may have come."""
        self.look_again()

    @on(OpenScreen.JournalChanged)
    def look_again(self) -> None:
        """Show what was given."""
        self._all = self.session.practice.felt()
        self._draw()

    @property
    def _shown(self) -> list[PracticeNumbers]:
        return [each for each in self._all if not self._step or each.step == self._step]

    @on(NumbersTable.Widened)
    def _draw(self) -> None:
        """Fill the table with what fits, the cursor staying on its line."""
        table, shown = self.table, self._shown
        row = table.cursor_row
        columns = list(fitting(self._columns(shown), table.size.width))
        if columns and columns[-1].head == BEFORE:  # the last to get room, and read first
            columns.insert(1, columns.pop())
        table.clear(columns=True)
        for column in columns:
            table.add_column(column.head, width=column.width)
        for number in range(len(shown)):
            table.add_row(*(_cell(column, column.cells[number]) for column in columns))
        table.move_cursor(row=row)
        only = f"Only {self._called(self._step)}. l shows all steps." if self._step else ""
        self.query_one("#said", Static).update(only if shown else NOTHING)
        self.set_class(not shown, "-empty")
        self.refresh_bindings()

    def _columns(self, shown: Sequence[PracticeNumbers]) -> list[Column]:
        """Return the columns in the order in which room is given to them."""
        sizes = {size.id: size for size in self.session.practice.sizes}

        def size(each: PracticeNumbers) -> str:
            found = sizes.get(each.record.size or "") if isinstance(each.record, Session) else None
            if found is None:
                return ""
            label = "" if each.step.endswith(f":{found.id}") else one_line(found.label)
            return ", ".join(part for part in (label, f"{found.mm} mm" if found.mm is not None else "") if part)

        before = [_said(each.record.start if isinstance(each.record, Session) else None) for each in shown]
        return [
            Column("Day", [_day(each.day, self.session.today) for each in shown], numbers=True),
            Column("During", [_said(each.during) for each in shown], numbers=True),
            Column("After", [_said(each.after) for each in shown], numbers=True),
            Column("Next day", [_said(each.next_day) for each in shown], numbers=True),
            Column("Step", [fit(self._called(each.step), LONGEST_NAME) for each in shown], numbers=False),
            Column("Time", [_time(each) for each in shown], numbers=True),
            Column("Size", [fit(size(each), LONGEST_NAME) for each in shown], numbers=False),
            *([Column(BEFORE, before, numbers=True)] if any(before) else []),
        ]

    def _called(self, step: str) -> str:
        return one_line(self.session.practice.step_name(step))

    def action_one_step(self) -> None:
        """Show only the step under the cursor, or all again."""
        shown, row = self._shown, self.table.cursor_row
        here = shown[row] if row < len(shown) else None
        self._step = "" if self._step or here is None else here.step
        self._draw()
        if here is not None:
            self.table.move_cursor(row=self._shown.index(here))

    @on(DataTable.RowSelected)
    def _open_day(self, event: DataTable.RowSelected) -> None:
        """Open the day under the cursor in the history; the app goes there, for this page ends on the way."""
        event.stop()
        self.app.call_later(_go_to, self.app, self._shown[event.cursor_row].day)


async def _go_to(app: App[Any], day: date) -> None:
    await app.run_action("go('history')", app)
    if isinstance(app.screen, ShowsDay):
        app.screen.show_day(day, "numbers")


def fitting(columns: Sequence[Column], room: int) -> Iterator[Column]:
    """Yield the columns from the left until one has no room."""
    for column in columns:
        room -= column.width + BESIDE_A_CELL
        if room < 0:
            return
        yield column


def _cell(column: Column, text: str) -> Content:
    right = column.numbers and column.head != "Day"
    return Content(text.rjust(column.width) if right else text)


def _day(day: date, today: date) -> str:
    return short_day(day) if day.year == today.year else f"{short_day(day).partition(' ')[2]} {day.year}"


def _time(each: PracticeNumbers) -> str:
    record = each.record
    seconds = (
        sum(hold.seconds for hold in record.holds) if isinstance(record, Session) else sum(record.seconds.values())
    )
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else ""


def _said(value: int | None) -> str:
    return "" if value is None else str(value)
