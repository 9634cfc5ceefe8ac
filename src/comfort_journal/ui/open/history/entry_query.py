"""What the history has before it: the entries one filter lets through, and what was found in them.

It reads the journal only when it looks and searches; between two looks it is what the list draws from, row by row. What
was practised stands among the entries only when it was asked for, and never in what a tag or the stars let through; a
search finds it by what was around it, asked for or not.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from comfort_journal.content.around import shipped_marks
from comfort_journal.errors import NotFound
from comfort_journal.journal import Filter
from comfort_journal.journal.marked_practice import MarkedPractice
from comfort_journal.journal.search import compile_query, marks
from comfort_journal.records import DAY_BEGINS, Entry, programme_day, when
from comfort_journal.text.counts import many
from comfort_journal.text.dates import say_month
from comfort_journal.text.day_span import DaySpan
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.history.entry_view import EntryView, row_of, say_from
from comfort_journal.ui.open.history.practice_rows import LINE_KINDS, among, practice_row
from comfort_journal.ui.open.history.tags_screen import NO_TAG
from comfort_journal.ui.widgets.text_layout import Finder, Marks, nothing_found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from comfort_journal.ui.open.core.edit_buffer import Waiting
    from comfort_journal.ui.open.core.practice_line import Practised
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.widgets.row_list import ListRow

EVERYTHING = Filter()
_HOUR = f"T{DAY_BEGINS.seconds // 3600:02}"
"""The hour of its first day at which a month begins, as times are written: they stand in the order of their clock."""
AT_ONCE = 500
"""Entries that are searched without looking at the clock."""
_QUOTES = str.maketrans(dict.fromkeys('"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}„«»', " "))

EMPTY = "Nothing here yet.\nWhat you write on Today appears here."
NO_ENTRY = "No entry yet.\np shows the practice."
NOT_FOUND = (
    "Nothing found.\nFewer words may find more; {back} clears the search. For days or a month, press d after that."
)
UNSEARCHED = "Words that wait unsaved are not searched."
NONE_SUCH = "No entry {what}.\n{key} shows everything again."


class EntryQuery:
    """The entries in view, newest first; ``total`` counts all there are."""

    def __init__(self, session: Workspace, back: str = "Esc") -> None:
        """Begin empty; ``look`` fills it. ``back`` is the key that clears a search here."""
        self._session, self.back = session, back
        self.wanted = EVERYTHING
        self.entries: Sequence[Entry] = ()
        self.rows: Sequence[Entry | Practised] = ()
        self.months: Sequence[tuple[int, str]] = ()
        self.with_practice = False
        self.total = 0
        self.today = session.today
        self.waiting: Waiting = {}
        self.find: Finder = nothing_found
        self._marked: MarkedPractice | None = None

    def forget(self) -> None:
        """Read what was practised anew at the next search: it may be another."""
        self._marked = None

    def search_on(self) -> bool:
        """Search a little further for the words that are wanted; return whether a look is quick now."""
        return self._session.journal.search_on(self.wanted.words, AT_ONCE)

    def look_so_far(self, least: int) -> bool:
        """Take what the search has found so far, the newest part, if that is as many entries as it takes."""
        found = self._session.journal.entries(self.wanted, so_far=True)
        if len(found) < least:
            return False
        self.entries, self.find = found, finder(self.wanted.words)
        self.rows, self.months = found, months_of(found)
        return True

    def look(self, wanted: Filter) -> None:
        """Take what the filter lets through."""
        version = self._session.journal.version  # first: what is saved meanwhile makes another of it
        self.wanted = wanted
        self.today = self._session.today
        self.waiting = self._session.waiting()
        self.entries = self._session.journal.entries(wanted)
        self.total = self._session.journal.entry_count
        self.find = finder(wanted.words)
        self.rows = among(self.entries, self._practised())
        if wanted != EVERYTHING or self.with_practice:
            self.months = months_of(self.rows)
        else:
            if self._session.months[0] is not version:
                self._session.months = version, months_of(self.rows)
            self.months = self._session.months[1]

    def _practised(self) -> Iterator[Practised]:
        wanted = self.wanted
        if wanted.tag is not None or wanted.starred:
            return
        if compile_query(wanted.words):
            yield from self._found(wanted)
            return
        for kind in LINE_KINDS if self.with_practice else ():
            yield from self._session.journal.records(kind, since=wanted.since, until=wanted.until)  # type: ignore[misc]

    def _found(self, wanted: Filter) -> Sequence[Practised]:
        """Return what was practised with these words around it."""
        if self._marked is None:
            records = self._session.journal.records
            self._marked = MarkedPractice([*records("session"), *records("partner")], shipped_marks())
        return self._marked.find(wanted.words, since=wanted.since, until=wanted.until)

    @property
    def _some_practice(self) -> bool:
        return any(self._session.journal.records(kind, limit=1) for kind in LINE_KINDS)

    def at(self, number: int) -> Entry | None:
        """Return the entry of that row, if there is one."""
        found = self.row_at(number)
        return found if isinstance(found, Entry) else None

    def row_at(self, number: int) -> Entry | Practised | None:
        """Return what stands in that row, an entry or what was practised, if there is one."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def number_of(self, record_id: str | None) -> int | None:
        """Return the row of what has that id, if it is in view."""
        return next((number for number, record in enumerate(self.rows) if record.id == record_id), None)

    def row(self, number: int, width: int) -> ListRow:
        """Return what a row says."""
        found = self.rows[number]
        if isinstance(found, Entry):
            return row_of(found, self.today, width, self.find, self.waiting.get(found.id, ()))
        return practice_row(found, self.today, width, self._session.practice.step_name)

    @property
    def narrowed(self) -> str:
        """What the filters let through, in words; nothing when there is no filter."""
        return one_line(say_narrowing(self.wanted))

    @property
    def count(self) -> str:
        """How many entries are in view, in words, and how often was practised where that is in view too."""
        practised = len(self.rows) - len(self.entries)
        if practised:
            around = " by what was around" if self.wanted.words.strip() else ""
            return f"{many(len(self.entries), 'entry', 'entries')}, {many(practised, 'practice')}{around}"
        entries = many(self.total, "entry", "entries")
        return entries if len(self.entries) == self.total else f"{len(self.entries):,} of {entries}"

    def why_empty(self, all_key: str = "0") -> str:
        """Return why no entry is in view, and what helps; ``all_key`` is the key that shows all of them."""
        not_found = NOT_FOUND.format(back=self.back)
        if not self.total:
            searched = bool(self.wanted.words.strip())
            return EMPTY if not self._some_practice else not_found if searched else NO_ENTRY
        if not self.wanted.words.strip():
            return NONE_SUCH.format(what=self.narrowed, key=all_key)
        return f"{not_found}\n{UNSEARCHED}" if self.waiting or self._session.unsaved() else not_found

    def why_not(self, action_id: str) -> str | None:
        """Say why something is not possible with what is in view."""
        if action_id == "show-all" and self.wanted == EVERYTHING:
            return "Everything is shown already."
        if action_id == "only-tag" and self.wanted.tag is None and not self._session.journal.has_tags:
            return NO_TAG
        if action_id in ("go-to-day", "read-on") and not self.entries:
            return "There is nothing to go to yet."
        return None

    def view(self, entry: Entry) -> EntryView:
        """Return an entry with its later notes and what it is about."""
        return view_of(self._session, entry)


def months_of(rows: Sequence[Entry | Practised]) -> list[tuple[int, str]]:
    """Return the rows, newest first, that begin a month, and its name; few of a long list are asked for their month.

    The end of a month is looked for near where it would be if it were as long as the one before.
    """
    found: list[tuple[int, str]] = []
    at, length = 0, 1
    while at < len(rows):
        month = day_of(rows[at]).replace(day=1)
        begins = f"{month.isoformat()}{_HOUR}"
        found.append((at, say_month(month)))
        while at + length < len(rows) and _at(rows[at + length]) >= begins:
            length *= 2
        end = bisect_left(rows, 1, lo=at + 1, hi=min(at + length, len(rows)), key=lambda row: _at(row) < begins)
        at, length = end, end - at
    return found


def _at(record: Entry | Practised) -> str:
    return record.at if isinstance(record, Entry) else record.started_at


def day_of(record: Entry | Practised) -> date:
    """Return the programme day of an entry or of what was practised."""
    return programme_day(when(record) or "")


def say_narrowing(wanted: Filter) -> str:
    """Return what a filter (but for its search words) lets through: ``with tag sleep, since 1 May 2026``."""
    parts: list[str] = []
    if wanted.tag is not None:
        parts.append(f"with tag {wanted.tag}")
    if wanted.starred:
        parts.append("with a star")
    if wanted.since or wanted.until:
        parts.append(say_from(DaySpan(wanted.since, wanted.until)))
    return ", ".join(parts)


def view_of(session: Workspace, entry: Entry) -> EntryView:
    """Return an entry with its later notes and what it is about, as the journal has them now."""
    about = None
    if entry.about:
        try:
            record = session.journal.get(entry.about)
        except NotFound:
            record = None
        about = record if isinstance(record, Entry) else None
    return EntryView(entry, session.journal.notes_about(entry.id), about, session.waiting().get(entry.id, ()))


def finder(words: str) -> Finder:
    """Return what finds the words of a search in a text."""
    query = compile_query(words)
    if not query:
        return nothing_found

    def find(text: str) -> Marks:
        return marks(text, query)

    return find


def phrase_finder(words: str) -> Finder:
    """Return what finds words in a text as they stand, one after the other, without quotation marks."""
    return finder(f'"{words.translate(_QUOTES)}"')
