"""Numbers: one's own ratings as a chart, a day in words and a table. Opened on purpose only; it compares nothing.

One day is chosen, and all three show it. Where there is no room for both, chart and table take turns; in a window too
small for a chart the table stands alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from comfort_journal.plan.ladder import Ladder
from comfort_journal.plan.numbers_given import NumbersGiven
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.rating.numbers_chart import (
    KINDS,
    LANES,
    NEXT_DAY,
    SPANS,
    Days,
    Grain,
    chart_of,
    column_of,
    window,
)
from comfort_journal.ui.open.rating.numbers_day import around_blocks, columns_said, day_blocks
from comfort_journal.ui.open.rating.numbers_keys import DRAWN, NUMBERS
from comfort_journal.ui.open.rating.numbers_table import NumbersTable
from comfort_journal.ui.open.rating.numbers_view import PARTS, NumbersView, has_room_for_chart, say_waiting, what_fits
from comfort_journal.ui.open.rating.open_in_history import open_in_history
from comfort_journal.ui.open.rating.pending_screen import PendingRatingsScreen
from comfort_journal.ui.widgets.choice_row import ChoiceRow
from comfort_journal.ui.widgets.dot_chart import Chart, DotChart
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.text_layout import BLANK, Block
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from comfort_journal.ui.open.core.workspace import Workspace

EXPLAINED = (
    "Discomfort from 0 to 10; lower is better.",
    "Your line is {line}: up to there it is comfortable.",
    "{next_day} stands at the practice it is about.",
    "{before} and {after} walk day by day, {page} prints a page for a visit.",
)
NOTHING = "No number yet. They come from practice: a number during, one after, and one the next day."
NO_LINE = "There is no line here yet."
NONE_WAITS = "No number waits."
AT_BEGINNING, AT_END = "There is nothing before it.", "There is nothing after it."
PRINTS = "{page} prints a page for a visit."
ONE_STEP = "Only {step}. {key} shows all steps."
NO_ROOM = "The chart needs a larger window."
OF_A_NUMBER = frozenset({"open-day", "numbers-part", "one-step"})
ABOUT_NUMBERS = 2
"""Those of them that are not about the chart."""
AROUND_COLUMN, INDENT = 3, 2
"""Lines of a window above the column, before that is laid out; and cells before all but rows, for the mark of one."""


class Drawn(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Where the chart scrolls if it is higher than its room; the arrows are the chart's."""


class NumbersScreen(OpenScreen[None]):
    """The numbers that were given, around a chosen day."""

    CSS_PATH = "numbers_screen.tcss"
    AUTO_FOCUS = ""
    place = "numbers"
    BINDINGS: ClassVar = actions.bindings(NUMBERS)

    chart = getters.query_one(DotChart)
    table = getters.query_one(NumbersTable)
    words = getters.query_one("#day", ColumnView)
    spans = getters.query_one("#spans", ChoiceRow)

    def __init__(self, session: Workspace) -> None:
        """Begin as it was left; at first with all steps and two weeks."""
        super().__init__(session)
        self._all = self._given = NumbersGiven(session.today, session.practice.line)
        self._dates: list[date] = []
        self._waiting = 0
        self._around: list[Block] = []
        left = session.left_as.get(self.place)
        self._left = left if isinstance(left, NumbersView) else NumbersView()
        self._step = self._left.step
        self._columns: tuple[Grain, tuple[Days, ...]] | None = None
        self.day = self._left.day

    def compose(self) -> ComposeResult:
        """Lay out the chart over the table, and the day in words beside or below."""
        empty = Chart(kinds=(), lanes=LANES, columns=(), bands=(), line=self._all.line, here=0)
        keys = [self.app.shown_key(f"span-{place}") for place in range(1, len(SPANS) + 1)]
        spans = [(span.name, f"{key} {span.name}") for key, span in zip(keys, SPANS, strict=True)]
        with Vertical(id="column"):
            yield Static(id="explained", markup=False)
            yield ChoiceRow("", spans, chosen=SPANS[self._left.span].name, id="spans")
            left = Vertical(Drawn(DotChart(empty, id="chart")), NumbersTable(id="table"))
            yield Panes(left, ColumnView(id="day"), narrow="stacked")
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Follow the span that is chosen, by key or by mouse."""
        self.spans.can_focus = False
        self.watch(self.spans, "chosen", self._draw_anew, init=False)

    def on_screen_resume(self) -> None:
        """Look again: numbers may have come."""
        self.look_again()

    @on(OpenScreen.JournalChanged)
    def look_again(self) -> None:
        """Show what was given, at first the last day of it."""
        self._all = self.session.practice.numbers_given()
        self._waiting = len(self.session.practice.unkept())
        if all(line.step != self._step for line in self._all.days):
            self._step = ""
        self._filter()
        if self.day is None:
            self.day = self._dates[-1] if self._dates else self._all.today
        self.set_class(not self._dates, "-empty")
        self._draw_anew()
        self.call_after_refresh(self._count_around)

    def _count_around(self) -> None:
        """Say what was around, once the chart is painted: it asks the gate once more."""
        before, self._around = self._around, around_blocks(self.session.practice.around_counts())
        if self._around != before:
            self._draw()

    def _filter(self) -> None:
        """Take what is of the one step, or of all."""
        given = self._given = self._all.between(None, None, self._step) if self._step else self._all
        self._dates = sorted({each.day for kind in (given.days, given.others, given.signs) for each in kind})
        key = self.app.shown_key("one-step")
        only = ONE_STEP.format(step=self._called(self._step), key=key) if self._step else ""
        said = self.query_one("#said", Static)
        waits = say_waiting(self._waiting, self.app.shown_key("number-that-waits"))
        told = " ".join(filter(None, (waits, only if self._dates else NOTHING)))
        said.update(told)
        said.display = bool(told)
        sizes = self.session.practice.sizes_known
        self.table.show_lines(given.days, given.today, sizes, self._called, self._row)

    def _called(self, step: str) -> str:
        return one_line(self.session.practice.step_name(step))

    # -- what there is room for

    def on_resize(self) -> None:
        """Give the room to what there is room for."""
        self._draw_anew()

    @on(DotChart.Widened)
    def _draw_anew(self) -> None:
        """Lay the columns out anew, and decide whether chart and table stand together."""
        if self.day is None:
            return
        self._columns = None
        size = self.app.size
        self.set_class(not (self._dates and has_room_for_chart(size.width, size.height)), "-undrawn")
        self._draw()
        if self.focused not in self._parts and self._dates:
            self._focus(next((each for each in self._parts if each.id == self._left.part), self._parts[0]))

    def _give_room(self) -> None:
        """Show what fits around the chart as it is drawn now."""
        column, said, panes = self.query_one("#column"), self.query_one("#said"), self.query_one(Panes)
        height = column.content_size.height or self.app.size.height - AROUND_COLUMN
        around = 1 + (1 if self.chart.display else 0) + (max(1, said.size.height) if said.display else 0)
        width = (column.content_size.width or self.app.size.width) - INDENT
        fits = partial(what_fits, height - around, width, self._explained(), beside=panes.beside)
        shown = fits(chart=0 if self.has_class("-undrawn") else self.chart.height)
        if self.has_class("-on-table") and not shown.both:
            shown = fits(chart=0)
        self.set_class(shown.both, "-both")
        self.set_class(bool(shown.explained), "-explained")
        self.query_one("#explained", Static).update(shown.explained)

    def _explained(self) -> list[str]:
        """Return what there is to know, the most needed first."""
        key = self.app.shown_key
        told = {
            "line": self._all.line,
            "next_day": f"{KINDS[NEXT_DAY].mark} {KINDS[NEXT_DAY].name}",
            "before": key("numbers-earlier"),
            "after": key("numbers-later"),
            "page": self._page_key,
        }
        about = EXPLAINED[:ABOUT_NUMBERS] if self.has_class("-undrawn") else EXPLAINED
        return [sentence.format(**told) for sentence in about]

    @property
    def _page_key(self) -> str:
        """The key of the page for a visit, as it is pressed: a capital is held with Shift."""
        key = self.app.shown_key("page-for-clinician")
        return f"Shift+{key}" if key.isupper() and len(key) == 1 else key

    def on_key(self, event: events.Key) -> None:
        """Say which key prints, where the small letter does nothing."""
        if event.key == "p":
            self.app.say_in_passing(PRINTS.format(page=self._page_key))

    @property
    def _parts(self) -> list[Widget]:
        """The parts that can be gone to, in the order in which Tab goes."""
        return [*([] if self.has_class("-undrawn") else [self.chart]), self.table, self.words]

    def _to_part(self, by: int) -> None:
        parts = self._parts
        self._focus(parts[(parts.index(self.focused) + by) % len(parts)] if self.focused in parts else parts[0])

    def _focus(self, part: Widget) -> None:
        if part is not self.words:
            self.set_class(part is self.table, "-on-table")
            self._give_room()
        part.focus()

    @on(events.DescendantFocus)
    def _remember(self) -> None:
        """Have the page stand as it does now when it is come back to."""
        part = next((part for part in PARTS if self.focused is not None and part == self.focused.id), self._left.part)
        self._left = NumbersView(self.day, self.spans.chosen or 0, self._step, part)
        self.session.left_as[self.place] = self._left

    def action_numbers_part(self) -> None:
        self._to_part(1)

    def action_numbers_part_back(self) -> None:
        self._to_part(-1)

    # -- the chosen day

    def _draw(self) -> None:
        """Draw the day in the chart and in words; the columns are laid out anew where it stands in none of them."""
        day, given = self.day or self._all.today, self._given
        practice = self.session.practice
        if self._columns is None or not self._columns[1][0].first <= day <= self._columns[1][-1].last:
            span, starts = SPANS[self.spans.chosen or 0], self.session.settings.week_starts
            self._columns = window(span, day, given, self.chart.room, starts)
            order = Ladder.of(practice.sizes).order
            self.chart.show(chart_of(given, self._columns, day, order, self._called))
            self._give_room()
        grain, columns = self._columns
        here = column_of(columns, day)
        if here != self.chart.chart.here:
            self.chart.show(replace(self.chart.chart, here=here))
        blocks = day_blocks(self._all, day, practice.sizes_known, self._called)
        about = "" if self.has_class("-undrawn") else columns_said(grain, columns[here])
        self._remember()
        self.words.show([*blocks, *([BLANK, Block("quiet", about)] if about else []), *self._around])

    def _go_to(self, day: date) -> None:
        self.day = day
        self._draw()
        if not self.table.count or self.table.line(self.table.cursor).day != day:
            self.table.go_to(self._row)
        self.refresh_bindings()

    @property
    def _row(self) -> int:
        """The table's row of the chosen day, or of the last one before it with a line."""
        days = self._given.days
        return len(days) - bisect_right(days, self.day or self._all.today, key=lambda each: each.day)

    def action_numbers_earlier(self) -> None:
        self._go_to((self.day or self._all.today) - timedelta(days=1))

    def action_numbers_later(self) -> None:
        self._go_to((self.day or self._all.today) + timedelta(days=1))

    def action_given_before(self) -> None:
        self._go_to(self._dates[self._before - 1])

    def action_given_after(self) -> None:
        self._go_to(self._dates[self._after])

    @property
    def _before(self) -> int:
        """How many days with something given lie before the chosen one."""
        return bisect_left(self._dates, self.day or self._all.today)

    @property
    def _after(self) -> int:
        """How many of them lie up to the chosen one."""
        return bisect_right(self._dates, self.day or self._all.today)

    def action_number_up(self) -> None:
        self.query_one(Drawn).scroll_up(animate=False)

    def action_number_down(self) -> None:
        """Scroll the chart down; at its end go on to what stands below it."""
        drawn = self.query_one(Drawn)
        if drawn.scroll_offset.y < drawn.max_scroll_y:
            drawn.scroll_down(animate=False)
        else:
            self._focus(self.table if self.has_class("-both") and self.table.count else self.words)

    def action_number_that_waits(self) -> None:
        self.app.push_screen(PendingRatingsScreen(self.session))

    def action_span(self, place: int) -> None:
        """Draw another span."""
        self.spans.chosen = place - 1

    @on(DotChart.Clicked)
    def _clicked(self, event: DotChart.Clicked) -> None:
        """Go to the column's last day with something given, or to its first; a second click opens it."""
        if self._columns is None:
            return
        days = self._columns[1][event.column]
        given = [day for day in self._dates[bisect_left(self._dates, days.first) :] if day <= days.last]
        if event.twice:
            self.action_open_day()
        else:
            self._go_to(min(given[-1] if given else days.first, self._all.today))

    @on(NumbersTable.Moved)
    def _row_chosen(self) -> None:
        self._go_to(self.table.line(self.table.cursor).day)

    def action_one_step(self) -> None:
        """Show only the step of the chosen day, or all again."""
        here = self.table.line(self.table.cursor)
        self._step = "" if self._step else here.step
        self.day = here.day
        self._filter()
        self._draw_anew()

    @on(NumbersTable.Chosen)
    def action_open_day(self) -> None:
        """Open the chosen day in the history; the app goes there, for this page ends on the way."""
        self.app.call_later(open_in_history, self.app, self.day)

    def why_not(self, action_id: str) -> str | None:
        """Say why there is nowhere to go."""
        day = self.day or self._all.today
        if action_id in {"leave-numbers", "number-that-waits"}:
            return NONE_WAITS if action_id == "number-that-waits" and not self._waiting else None
        if not self._dates:
            return NOTHING
        if action_id in DRAWN and self.has_class("-undrawn"):
            return NO_ROOM
        if (action_id == "numbers-earlier" and day <= self._dates[0]) or (
            action_id == "given-before" and not self._before
        ):
            return AT_BEGINNING
        if (action_id == "numbers-later" and day >= self._all.today) or (
            action_id == "given-after" and self._after == len(self._dates)
        ):
            return AT_END
        return NO_LINE if action_id == "one-step" and not self.table.count else None

    def footer_word(self, action_id: str) -> str | None:
        """Call Tab what it leads to; where there is no number, name no key that would need one."""
        if (action_id in OF_A_NUMBER and not self._dates) or (action_id == "one-step" and not self.table.count):
            return ""
        if action_id != "numbers-part" or self.focused not in self._parts:
            return None
        parts = self._parts
        following = parts[(parts.index(self.focused) + 1) % len(parts)]
        return "chart" if following is self.chart else "table" if following is self.table else "the day"
