"""The entries in memory, newest first: decoded once, in order by instant, folded for search only when it is asked for.

Nothing here is written anywhere: the folded text lives and dies with the unlocked journal.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from comfort_journal.journal.search import Query, compile_query, fold, matches
from comfort_journal.records import Entry, moment, programme_day, tag_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Filter:
    """Which entries: the words of a query, programme days from ``since`` to ``until`` (both in), a tag, a star."""

    words: str = ""
    since: date | None = None
    until: date | None = None
    tag: str | None = None
    starred: bool = False


_ALL = Filter()
_EPOCH = date(1970, 1, 1).toordinal()


class IndexRow:
    """One entry with what is worth knowing about it in advance; ``key`` sorts newest first, by instant."""

    __slots__ = ("_day", "_folded", "entry", "key")

    def __init__(self, entry: Entry) -> None:
        """Work out where the entry stands; its day and its fold wait until they are asked for."""
        self.entry = entry
        self.key = (-moment(entry.at).timestamp(), entry.id)
        self._day: date | None = None
        self._folded: str | None = None

    @property
    def day(self) -> date:
        """The programme day of the entry."""
        if self._day is None:
            self._day = programme_day(self.entry.at)
        return self._day

    @property
    def folded(self) -> str:
        """The text and the tags, each on its own line as ``#tag``, as search compares them."""
        if self._folded is None:
            self._folded = fold("\n#".join((self.entry.text, *self.entry.tags)))
        return self._folded

    @property
    def is_folded(self) -> bool:
        """Whether search would find this one ready."""
        return self._folded is not None

    def prepare(self) -> None:
        """Fold it now, in whatever thread this is: folding twice would come to the same."""
        _ = self.folded


_key = attrgetter("key")
_FARTHEST = 3 * 86_400.0
"""Seconds: a day that ends 28 hours after its midnight, written with an offset of up to a day, ends before that."""


def _within(rows: Sequence[IndexRow], since: date, until: date) -> list[IndexRow]:
    """Return the rows of some days; only those near them in time are asked for their day."""
    first = bisect_left(rows, (-_midnight(until) - _FARTHEST, ""), key=_key)
    last = bisect_left(rows, (-_midnight(since) + _FARTHEST, ""), key=_key)
    return [row for row in rows[first:last] if since <= row.day <= until]


def _midnight(day: date) -> float:
    return (day.toordinal() - _EPOCH) * 86_400.0


class _Ahead:
    """A search under way: ``found`` is what the rows before ``place`` have of it.

    A single word is looked for without a call for each row, which would take longer than finding it.
    """

    def __init__(self, query: Query, among: list[IndexRow]) -> None:
        self.query, self.among = query, among
        self.found: list[IndexRow] = []
        self.place = 0
        phrase, *others = query.phrases
        self._word = phrase[0] if not others and len(phrase) == 1 else None

    def go_on(self, count: int) -> None:
        rows = self.among[self.place : self.place + count]
        if self._word is not None:
            word = self._word
            self.found += [row for row in rows if word in (row._folded or row.folded)]  # noqa: SLF001
        else:
            self.found += [row for row in rows if matches(row.folded, self.query)]
        self.place += len(rows)


class EntryIndex:
    """The rows in order, found by id, by words and by what they are a note about."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rows: list[IndexRow] = []
        self._by_id: dict[str, IndexRow] = {}
        self._notes: dict[str, set[str]] = {}
        self._found: list[tuple[Query, list[IndexRow]]] = []
        self._ahead: _Ahead | None = None
        self._entries: list[Entry] | None = None
        self._tagged: bool | None = None
        self._unfolded = 0

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._rows)

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry of that id, if there is one."""
        row = self._by_id.get(entry_id)
        return row.entry if row else None

    def replace(self, entries: Iterable[Entry]) -> None:
        """Hold exactly these entries; what is known of those that did not change stays known."""
        by_id: dict[str, IndexRow] = {}
        for entry in entries:
            row = self._by_id.get(entry.id)
            if row is None or not (row.entry is entry or row.entry == entry):
                row = IndexRow(entry)
            by_id[entry.id] = row
        self._by_id = by_id
        self._rows = sorted(by_id.values(), key=_key)
        self._notes = {}
        for row in self._rows:
            if row.entry.about is not None:
                self._link(row.entry)
        self._forget()

    def put(self, entry: Entry) -> None:
        """Take one entry in, in place of the one with its id."""
        self.drop(entry.id)
        row = IndexRow(entry)
        insort(self._rows, row, key=_key)
        self._by_id[entry.id] = row
        self._link(entry)
        self._forget()

    def drop(self, entry_id: str) -> None:
        """Take one entry out, if it is there."""
        row = self._by_id.pop(entry_id, None)
        if row is None:
            return
        del self._rows[bisect_left(self._rows, row.key, key=_key)]
        if row.entry.about is not None:
            self._notes[row.entry.about].discard(entry_id)
        self._forget()

    def select(self, wanted: Filter, *, so_far: bool = False) -> list[Entry]:
        """Return the entries a filter lets through, newest first; ``so_far`` what ``search_on`` has come to of them."""
        if wanted == _ALL:
            if self._entries is None:
                self._entries = [row.entry for row in self._rows]
            return self._entries.copy()
        rows: Sequence[IndexRow] = self._matching(compile_query(wanted.words), so_far=so_far)
        if wanted.since is not None or wanted.until is not None:
            rows = _within(rows, wanted.since or date.min, wanted.until or date.max)
        if wanted.starred:
            rows = [row for row in rows if row.entry.starred]
        if wanted.tag is not None:
            tag = tag_key(wanted.tag)
            rows = [row for row in rows if any(tag_key(each) == tag for each in row.entry.tags)]
        return [row.entry for row in rows]

    def search_on(self, query: Query, count: int) -> bool:
        """Look through up to ``count`` more rows for a query; return whether none is left to be looked through.

        While a query is typed each result is a part of the one before, and taking a letter back finds that one again.
        """
        while self._found and not query.narrows(self._found[-1][0]):
            self._found.pop()
        last, among = self._found[-1] if self._found else (Query(), self._rows)
        if query == last:
            self._ahead = None
            return True
        ahead = self._ahead
        if ahead is None or ahead.query != query:
            if ahead is not None and query.narrows(ahead.query):
                among = ahead.found + ahead.among[ahead.place :]
            ahead = self._ahead = _Ahead(query, among)
        ahead.go_on(count)
        if ahead.place < len(ahead.among):
            return False
        self._found.append((query, ahead.found))
        self._ahead = None
        return True

    def unfolded(self, count: int) -> list[IndexRow]:
        """Return up to ``count`` rows that search would have to fold first, newest first."""
        found: list[IndexRow] = []
        while self._unfolded < len(self._rows) and len(found) < count:
            row = self._rows[self._unfolded]
            if not row.is_folded:
                found.append(row)
            self._unfolded += 1
        return found

    def notes_about(self, entry_id: str) -> list[Entry]:
        """Return the later notes under an entry, oldest first."""
        rows = sorted((self._by_id[note] for note in self._notes.get(entry_id, ())), key=_key, reverse=True)
        return [row.entry for row in rows]

    def days(self, since: date | None = None, until: date | None = None) -> set[date]:
        """Return the programme days, of some days or of all, that have an entry."""
        whole = since is None and until is None
        return {row.day for row in (self._rows if whole else _within(self._rows, since or date.min, until or date.max))}

    @property
    def has_tags(self) -> bool:
        """Whether any entry bears a tag."""
        if self._tagged is None:
            self._tagged = any(row.entry.tags for row in self._rows)
        return self._tagged

    def tags(self) -> dict[str, int]:
        """Return every tag once, as it was first written, with the number of entries that bear it.

        The most used comes first, ties in the order of the alphabet.
        """
        first: dict[str, str] = {}
        spelt: dict[str, str] = {}
        used: Counter[str] = Counter()
        for row in reversed(self._rows):
            for tag in row.entry.tags:
                if tag not in spelt:
                    spelt[tag] = first.setdefault(tag_key(tag), tag)
            used.update({spelt[tag] for tag in row.entry.tags})
        return {tag: used[tag] for tag in sorted(used, key=lambda tag: (-used[tag], fold(tag), tag))}

    def rows(self) -> list[IndexRow]:
        """Return all rows, newest first; not to be changed."""
        return self._rows

    def _matching(self, query: Query, *, so_far: bool) -> list[IndexRow]:
        if so_far and self._ahead is not None and self._ahead.query == query:
            return self._ahead.found
        done = self.search_on(query, len(self._rows))
        assert done  # noqa: S101  no search has more rows before it
        return self._found[-1][1] if query else self._rows

    def _link(self, entry: Entry) -> None:
        if entry.about is not None:
            self._notes.setdefault(entry.about, set()).add(entry.id)

    def _forget(self) -> None:
        """Know nothing any more that was worked out of all rows."""
        self._found.clear()
        self._ahead = self._entries = self._tagged = None
        self._unfolded = 0
