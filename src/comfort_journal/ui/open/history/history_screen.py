"""History: every entry in a list and the one under the cursor beside it, found by words, filters and days.

What the list shows is one ``Filter``; each way to narrow it also clears it again. In a narrow window the list and
the reader take turns, and in a very wide one the month stands beside them. A folded entry's words are shown only after
they were opened on purpose, and only until the cursor leaves it.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from comfort_journal.records import Entry, Session, tag_key
from comfort_journal.text.dates import end_of_month
from comfort_journal.ui import actions
from comfort_journal.ui.open.history.actions import CHANGING, COPY, NARROWING
from comfort_journal.ui.open.history.calendar_screen import CalendarScreen
from comfort_journal.ui.open.history.day_questions import ask_days, choose_days
from comfort_journal.ui.open.history.entry_query import EVERYTHING, EntryQuery, day_of
from comfort_journal.ui.open.history.entry_screen import Reader
from comfort_journal.ui.open.history.entry_view import nearest, say_where, view_blocks
from comfort_journal.ui.open.history.list_screen import ListScreen
from comfort_journal.ui.open.history.month_grid import MonthGrid
from comfort_journal.ui.open.history.on_this_day_screen import OnThisDayScreen
from comfort_journal.ui.open.history.practice_rows import practice_blocks
from comfort_journal.ui.open.history.reader_screen import ReaderScreen
from comfort_journal.ui.open.history.safe_moments_screen import SafeMomentsScreen
from comfort_journal.ui.open.history.search_input import SearchLine
from comfort_journal.ui.open.history.tags_screen import TagsScreen
from comfort_journal.ui.open.practice.around_screen import AroundScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.panes import Panes
from comfort_journal.ui.widgets.row_list import EntryList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.journal import Filter
    from comfort_journal.text.day_span import DaySpan
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.widgets.text_layout import Block

PRACTICE_SHOWN = "What was practised stands among the entries. p leaves it out again."

WITH_PRACTICE = "with practice"
"""How this page is left where practice stands among the entries."""

MOMENT = 0.008
"""Processor seconds of searching at a time: what is found meanwhile is painted well within the frame of the key."""
FIRST_LOOK = 0.002
"""Seconds that it looks before the letter is painted: all of a small journal, and the newest of a large one."""
BREATH = 0.001
"""Seconds in which keys and paint have the processor to themselves while a search goes on or is made ready."""


@dataclass
class _Searching:
    """A search under way, and the entry to stay on.

    ``begun`` is whether the newest entries were looked through; ``shown`` whether a part of what it finds is.
    """

    keep: str | None
    begun: bool = False
    shown: bool = False


class HistoryScreen(ListScreen):
    """The list and the reader."""

    BINDINGS: ClassVar = actions.bindings((*NARROWING, COPY, *CHANGING))

    line = getters.query_one(SearchLine)
    month = getters.query_one(MonthGrid)

    def __init__(self, session: Workspace) -> None:
        """Begin with everything."""
        super().__init__(session)
        self.entry_query = EntryQuery(session)
        self.entry_query.with_practice = session.left_as.get(self.place) == WITH_PRACTICE
        self._on_arrival = ""
        self._before_search: str | None = None
        self._came_from: str | None = None
        self._searching: _Searching | None = None
        self._marked: date | None = None
        """The month of which the days with entries are marked."""

    def compose(self) -> ComposeResult:
        """Lay out the search over the list, the reader and the month."""
        with Horizontal(id="head"):
            yield SearchLine()
            yield Static(id="count", markup=False)
        yield Static(id="narrowing", markup=False)
        with Horizontal(id="body"):
            yield Panes(EntryList(self.entry_query.row, id="list"), Reader(id="reader"), narrow="turns")
            yield MonthGrid(self.session.today, self.session.today, frozenset(), self.session.settings.week_starts)
        yield Static(id="empty", markup=False)
        yield Static(id="said", markup=False)
        yield KeysFooter()

    def on_mount(self) -> None:
        """Make the search ready behind what is shown, once it is shown."""
        self.month.can_focus = False
        self.call_after_refresh(self._prepare_search)

    # -- what is before the reader

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self.entry_query.at(self.rows.cursor)

    def look_again(self, keep: str | None = None) -> None:
        """Look with the same filter, the cursor staying on its entry, or going to the one of id ``keep``."""
        before = self.entry_query.row_at(self.rows.cursor)
        self.entry_query.forget()
        self._marked = None
        self._look(self.entry_query.wanted, keep or (before.id if before else None))

    def _narrow(self, wanted: Filter, keep: str | None = None) -> None:
        """Show what another filter lets through; what was said before has had its time."""
        self.say("")
        self._look(wanted, keep)

    def _look(self, wanted: Filter, keep: str | None = None) -> None:
        self._searching = None
        place = self.rows.cursor
        self.entry_query.look(wanted)
        number = self.entry_query.number_of(keep) if keep else None
        self._draw(place if number is None and keep else number or 0)

    def _draw(self, cursor: int = 0) -> None:
        entry_query = self.entry_query
        self._draw_rows(cursor)
        key = self.app.shown_key("show-all")
        said = Content.assemble(f"Only entries {entry_query.narrowed}", (f"   {key} ", "$accent"), "shows all")
        self.query_one("#count", Static).update(entry_query.count)
        self.query_one("#narrowing", Static).update(said)
        self.query_one("#empty", Static).update(entry_query.why_empty(key))
        self.set_class(bool(entry_query.narrowed), "-narrowed")

    def _draw_rows(self, cursor: int = 0) -> None:
        self.rows.show(len(self.entry_query.rows), cursor, self.entry_query.months)
        self.have_rows(bool(self.entry_query.rows))
        self.show_entry()

    def show_entry(self) -> None:
        """Show the entry under the cursor in the reader."""
        entry_query, found = self.entry_query, self.entry_query.row_at(self.rows.cursor)
        blocks: Sequence[Block] = ()
        if isinstance(found, Entry):
            blocks = view_blocks(entry_query.view(found), entry_query.today, opened=self.is_open(found))
        elif found is not None:
            blocks = practice_blocks(found, entry_query.today, self.session.practice.step_name)
        self.reader.show(blocks, entry_query.find)
        day = day_of(found) if found is not None else self.month.chosen
        self.month.day = day
        if self._marked != (month := day.replace(day=1)):
            self._marked = month
            self.month.mark(self.session.today, self.session.journal.days_with_entries(month, end_of_month(day)))

    @on(EntryList.Moved)
    def _moved(self) -> None:
        self.say(self._on_arrival)
        self._on_arrival = ""
        self.show_entry()
        self.refresh_bindings()

    # -- search

    def action_find(self) -> None:
        self.give_room(reading=False)
        self.line.focus()

    @on(SearchLine.Searched)
    async def _search(self, event: SearchLine.Searched) -> None:
        """Show what is found; a search that is cleared leaves the cursor on its entry, else on the one before it."""
        before, words = self.entry_query.row_at(self.rows.cursor), self.entry_query.wanted.words
        if not words and before is not None:
            self._before_search = before.id
        keep = None if event.words else before.id if before is not None else self._before_search
        self.entry_query.wanted = replace(self.entry_query.wanted, words=event.words)
        self.say("")
        self._searching = _Searching(keep)
        self._search_on(self._searching)
        await asyncio.sleep(0)  # the list says that it has to be painted: the letter and what it found are one picture

    def _search_on(self, searching: _Searching) -> None:
        """Search for a moment, and go on when keys and paint had their turn, unless something else is wanted by then.

        The newest few are looked through first: they often hold a screenful already, which is painted with the letter
        and before anything else is looked through. How many there are is said only when all are found.
        """
        if self._searching is not searching or not self.is_attached:
            return
        until = time.thread_time() + (MOMENT if searching.begun else FIRST_LOOK)
        searching.begun = True
        while not (done := self.entry_query.search_on()) and time.thread_time() < until:
            pass
        if done:
            before = self.entry_query.row_at(self.rows.cursor) if searching.shown and self.rows.cursor else None
            self._look(self.entry_query.wanted, before.id if before else searching.keep)
            return
        if not searching.shown and self.entry_query.look_so_far(self.rows.page + 1):
            searching.shown = True
            self.query_one("#count", Static).update("", layout=False)
            self._draw_rows()
            self.call_after_refresh(self._search_on, searching)
            return
        self.set_timer(BREATH, partial(self._search_on, searching))

    @work(thread=True, group="search", description="make the search ready")
    def _prepare_search(self) -> None:
        worker = get_current_worker()
        while not worker.is_cancelled and self.session.journal.prepare_search():
            time.sleep(BREATH)

    # -- filters

    def action_only_starred(self) -> None:
        self._narrow(replace(self.entry_query.wanted, starred=not self.entry_query.wanted.starred))

    def action_only_tag(self) -> None:
        if self.entry_query.wanted.tag is not None:
            self._only_tag(None)
        else:
            self.app.push_screen(TagsScreen(self.session, "Only entries with the tag"), self._tag_chosen)

    def _tag_chosen(self, tag: str | None) -> None:
        if tag is not None:
            self._only_tag(tag)

    def tag_renamed(self, tag: str, new: str) -> None:
        """Go on showing a tag that has another name now."""
        wanted = self.entry_query.wanted
        if wanted.tag is not None and tag_key(wanted.tag) == tag_key(tag):
            self._only_tag(new)

    def _only_tag(self, tag: str | None) -> None:
        self._narrow(replace(self.entry_query.wanted, tag=tag))

    def action_only_days(self) -> None:
        """Choose the days that are shown, or all of them."""
        choose_days(
            self, lambda span: self._narrow(replace(self.entry_query.wanted, since=span.first, until=span.last))
        )

    def action_show_all(self) -> None:
        """Clear the search and every filter; the cursor stays on its entry."""
        before = self.entry_query.row_at(self.rows.cursor)
        self._came_from = None
        self._show_only(EVERYTHING, before.id if before else None)

    def _show_only(self, wanted: Filter, keep: str | None = None) -> None:
        with self.prevent(Input.Changed):
            self.line.value = ""
        self._narrow(wanted, keep)

    def action_practice_lines(self) -> None:
        shown = self.entry_query.with_practice = not self.entry_query.with_practice
        self.session.left_as[self.place] = WITH_PRACTICE if shown else None
        self.look_again()
        self.say(PRACTICE_SHOWN if shown else "")

    def action_edit_entry(self) -> None:
        """Change the entry under the cursor; of a session, what was around."""
        found = self.entry_query.row_at(self.rows.cursor)
        if isinstance(found, Session):
            practice = self.session.practice
            write = partial(practice.mark_around, found.id)
            self.app.push_screen(AroundScreen(self.session, practice.marks_of(found), write))
        else:
            super().action_edit_entry()

    def action_delete_entry(self) -> None:
        """Delete what is under the cursor; it can be brought back until the lock."""
        found = self.entry_query.row_at(self.rows.cursor)
        if found is not None:
            self.delete_record(found.id)

    # -- days and the other ways to read

    def action_go_to_day(self) -> None:
        ask_days(self, "Go to which day?", "3 weeks ago", self._go_to)

    def action_month(self) -> None:
        found = self.entry_query.row_at(self.rows.cursor)
        day = day_of(found) if found is not None else self.session.today
        self.app.push_screen(CalendarScreen(self.session, day), self._show_days)

    def _show_days(self, span: DaySpan | None) -> None:
        """Show exactly what the month said of these days, whatever was left out before."""
        if span is not None:
            self._show_only(replace(EVERYTHING, since=span.first, until=span.last))

    def action_on_this_day(self) -> None:
        self.app.push_screen(OnThisDayScreen(self.session, self.session.today))

    def _go_to(self, span: DaySpan) -> None:
        """Go to the newest entry of these days; where there is none, to the nearest."""
        if not self.entry_query.entries:
            return
        found = self.entry_query.entries[nearest(self.entry_query.entries, span.last or date.max)]
        number = self.entry_query.number_of(found.id) or 0
        self._on_arrival = say_where(found, span)
        self.rows.focus()
        if number == self.rows.cursor:
            self._moved()
        self.rows.cursor = number

    def show_day(self, day: date, came_from: str) -> None:
        """Show all that is of that day, what was practised too; Esc goes back to the place that this comes from."""
        self.entry_query.with_practice = True
        self._show_only(replace(EVERYTHING, since=day, until=day))
        self._came_from = came_from

    def action_read_on(self) -> None:
        entry = self.entry
        if entry is not None:
            self.app.push_screen(ReaderScreen(self.session, self.entry_query.entries, entry.id), self._read_until)

    def _read_until(self, entry_id: str | None) -> None:
        self.look_again(entry_id)

    def action_only_safe(self) -> None:
        """Read only what felt safe."""
        self.app.push_screen(SafeMomentsScreen(self.session))

    def action_leave_history(self) -> None:
        if self.line.value:
            self.line.value = ""
        elif self._came_from is not None:
            self.app.call_later(self.app.run_action, f"go('{self._came_from}')", self.app)
        else:
            self.dismiss(None)

    def footer_word(self, action_id: str) -> str | None:
        """Say what of a session can be changed."""
        on_session = isinstance(self.entry_query.row_at(self.rows.cursor), Session)
        return "what was around" if action_id == "edit-entry" and on_session else None

    def why_not(self, action_id: str) -> str | None:
        """Say why something is not possible with what is shown."""
        found = self.entry_query.row_at(self.rows.cursor)
        if (action_id == "delete-entry" and found is not None) or (
            action_id == "edit-entry" and isinstance(found, Session)
        ):
            return self.why_read_only
        return self.entry_query.why_not(action_id) or super().why_not(action_id)
