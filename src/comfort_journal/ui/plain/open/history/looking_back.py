"""Two quiet ways to look back: the entries of one date in earlier years, and only what felt safe, month by month."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Final

from comfort_journal.text.dates import MONTHS, say_date
from comfort_journal.text.plain import one_line
from comfort_journal.ui.open.history.entry_query import EVERYTHING
from comfort_journal.ui.open.history.entry_view import row_of
from comfort_journal.ui.open.history.on_this_day_screen import EMPTY, earlier
from comfort_journal.ui.open.history.reader_screen import in_order, place_of
from comfort_journal.ui.open.history.safe_moments_screen import EMPTY as NOTHING_SAFE
from comfort_journal.ui.plain.open.history.entry import read_entries
from comfort_journal.ui.plain.open.history.entry_said import WIDE, said_blocks, said_of
from comfort_journal.ui.plain.open.in_parts import Listed, choose_in_list
from comfort_journal.ui.plain.questions import choice
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from comfort_journal.records import Entry
    from comfort_journal.ui.plain.open.visit import OpenLines

OPENS: Final = "A number opens an entry."
READS: Final = "A number reads on from there."


def on_this_day(visit: OpenLines, day: date) -> None:
    """List the entries of a day's date in the years before it, the newest or those with a star first."""
    starred_first = False
    visit.say(f"On {day.day} {MONTHS[day.month - 1]}, in earlier years.")
    while True:
        found = earlier(visit.session, day)
        if not found:
            visit.say(EMPTY)
            return
        if starred_first:
            found.sort(key=lambda entry: not entry.starred)
        stars = any(entry.starred for entry in found)
        name = "Newest first" if starred_first else "Starred first"
        turning = [choice("starred-first", name=name)] if stars else []
        try:
            taken = choose_in_list(visit.console, OPENS, _listed(visit, found), turning)
        except Back:
            return
        if isinstance(taken, int):
            in_time = list(reversed(earlier(visit.session, day)))
            read_entries(visit, [entry.id for entry in in_time], _place(in_time, found[taken].id))
        else:
            starred_first = bool(DOES[taken.does](starred_first))


def _listed(visit: OpenLines, found: Sequence[Entry]) -> Listed:
    today = visit.session.today
    return Listed(len(found), lambda place: said_of(row_of(found[place], today, WIDE), found[place].at, today))


def _place(entries: Sequence[Entry], entry_id: str) -> int:
    return next((place for place, entry in enumerate(entries) if entry.id == entry_id), 0)


def only_safe(visit: OpenLines) -> None:
    """List the sentences about what felt safe, the newest first; reading goes on from one."""
    while True:
        sentences = [each for _, month in visit.session.journal.safe_sentences() for each in month]
        if not sentences:
            visit.say(*said_blocks(NOTHING_SAFE))
            return
        listed = Listed(len(sentences), [_safe(each) for each in sentences].__getitem__)
        try:
            taken = choose_in_list(visit.console, READS, listed)
        except Back:
            return
        if isinstance(taken, int):
            DOES["read-entry"](visit, sentences[taken][2])


def read_on(visit: OpenLines, entry_id: str, entries: Sequence[Entry] | None = None) -> None:
    """Read an entry and those beside it; ``entries`` are given newest first, all where none are."""
    among = visit.session.journal.entries(EVERYTHING) if entries is None else entries
    ordered = in_order(among)
    read_entries(visit, [entry.id for entry in ordered], place_of(ordered, among, entry_id))


def _safe(sentence: tuple[date, str, str]) -> str:
    day, words, _ = sentence
    return f"{say_date(day)}. {one_line(words)}"


DOES: Final[Mapping[str, Callable[..., object]]] = {"read-entry": read_on, "starred-first": operator.not_}
"""What is done with an entry, and what turns the list, by its action."""
