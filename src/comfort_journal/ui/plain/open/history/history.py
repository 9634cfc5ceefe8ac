"""History in lines: every entry, the newest first, narrowed by words, filters and days; a number opens one.

What is listed is one ``Filter``, as on the page, and each way to narrow it also clears it again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from comfort_journal.records import Entry, tag_key
from comfort_journal.ui.open.history.entry_query import EVERYTHING, EntryQuery, day_of
from comfort_journal.ui.open.history.entry_view import nearest, say_where
from comfort_journal.ui.open.history.history_screen import WITH_PRACTICE
from comfort_journal.ui.plain.open.history import entry_changes, looking_back
from comfort_journal.ui.plain.open.history.days import ask_days, choose_days
from comfort_journal.ui.plain.open.history.entry import read_entries
from comfort_journal.ui.plain.open.history.entry_said import TAG, row_said
from comfort_journal.ui.plain.open.history.month import choose_in_month
from comfort_journal.ui.plain.open.history.practised import read_practised
from comfort_journal.ui.plain.open.history.tags import ONLY, choose_tag, rename_tag
from comfort_journal.ui.plain.open.in_parts import Listed, choose_in_list
from comfort_journal.ui.plain.questions import NamedChoice, choice, line, number
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.journal import Filter
    from comfort_journal.text.day_span import DaySpan
    from comfort_journal.ui.plain.open.visit import OpenLines

PLACE: Final = "history"
OPENS: Final = "A number opens an entry."
EMPTY_NOW: Final = "What now?"
SEARCH: Final = "Search for which words? “Quoted words” stand next to each other."
CLEARS: Final = " Enter alone clears the search."
CLEARED: Final = "The search is cleared."
ONLY_THESE: Final = "Only entries {}. 0 shows all."
READ_FROM: Final = "Read on from which number?"
PRACTICE: Final = ("What was practised is left out.", "What was practised stands among the entries. p leaves it out.")


@dataclass
class Here:
    """The list that is before one, and what was said above it last."""

    visit: OpenLines
    query: EntryQuery
    listed: Listed = field(default_factory=lambda: Listed(0, str))
    said: tuple[str, ...] = ()

    def narrow(self, wanted: Filter) -> None:
        """List what another filter lets through, from the newest on."""
        self.query.look(wanted)
        self.listed = Listed(len(self.query.rows), lambda place: row_said(self.query, place), also=self._tag)

    def _tag(self, said: str) -> NamedChoice | None:
        """Understand a tag as it is written elsewhere, with its sign."""
        key, tags = tag_key(said.removeprefix(TAG)), self.visit.session.journal.tags()
        found = [tag for tag in tags if said.startswith(TAG) and tag_key(tag) == key]
        return NamedChoice(said, found[0], TAG) if found else None

    def look_again(self) -> None:
        """Look with the same filter, and stay at the same part."""
        at, heard = self.listed.at, self.listed.heard
        self.query.forget()
        self.narrow(self.query.wanted)
        self.listed.at, self.listed.heard = at, heard

    def say_above(self) -> None:
        """Say how many there are, and which, where that is not what was said last."""
        narrowed = self.query.narrowed
        above = (
            f"{self.query.count}.",
            *([ONLY_THESE.format(narrowed)] if narrowed else []),
            *([] if self.query.rows else [self.query.why_empty()]),
        )
        if above != self.said:
            self.visit.say(*above)
        self.said = above


def history(visit: OpenLines, wanted: Filter = EVERYTHING, first: str = "") -> None:
    """List entries and read them, until somebody leaves; it begins with those that a filter lets through.

    ``first`` is an action to begin with; where it leaves the list as it was, so does whoever leaves it.
    """
    here = Here(visit, EntryQuery(visit.session, "back"))
    here.query.with_practice = visit.session.left_as.get(PLACE) == WITH_PRACTICE
    here.narrow(wanted)
    if first:
        before = here.query.wanted, here.query.with_practice
        _act(here, choice(first))
        if before == (here.query.wanted, here.query.with_practice):
            return
    while True:
        visit.tell_news()
        here.look_again()
        here.say_above()
        asked = OPENS if here.query.rows else EMPTY_NOW
        try:
            taken = choose_in_list(visit.console, asked, here.listed, _choices(here), known=True)
        except Back:
            if not here.query.wanted.words.strip():
                raise
            visit.say(CLEARED)
            here.narrow(replace(here.query.wanted, words=""))
            continue
        _do(here, taken)


def history_of_day(visit: OpenLines, day: date) -> None:
    """List all that is of one day, what was practised too."""
    visit.session.left_as[PLACE] = WITH_PRACTICE
    history(visit, replace(EVERYTHING, since=day, until=day))


def _choices(here: Here) -> list[NamedChoice]:
    shown = [action for action in DOES if action != "bring-back" or here.visit.session.removed]
    return [choice(action) for action in shown if action != "show-all" or here.query.wanted != EVERYTHING]


def _do(here: Here, taken: NamedChoice | int) -> None:
    with suppress(Back):
        _act(here, taken)


def _act(here: Here, taken: NamedChoice | int) -> None:
    if isinstance(taken, int):
        _open(here, taken)
    elif reason := here.query.why_not(taken.does):
        here.visit.say(reason)
    elif taken.does == TAG:
        here.narrow(replace(here.query.wanted, tag=taken.name))
    else:
        DOES[taken.does](here)


def _open(here: Here, place: int) -> None:
    found = here.query.rows[place]
    if isinstance(found, Entry):
        in_time = [entry.id for entry in reversed(here.query.entries)]
        read_entries(here.visit, in_time, in_time.index(found.id))
    else:
        read_practised(here.visit, found.id)


def _find(here: Here) -> None:
    asked = SEARCH + (CLEARS if here.query.wanted.words.strip() else "")
    words = line(here.visit.console, asked).strip()
    here.narrow(replace(here.query.wanted, words=words))


def _only_days(here: Here) -> None:
    span = choose_days(here.visit)
    here.narrow(replace(here.query.wanted, since=span.first, until=span.last))


def _show_days(here: Here, span: DaySpan) -> None:
    here.narrow(replace(EVERYTHING, since=span.first, until=span.last))


def _only_tag(here: Here) -> None:
    tag = None if here.query.wanted.tag is not None else choose_tag(here.visit, ONLY)
    here.narrow(replace(here.query.wanted, tag=tag))


def _only_starred(here: Here) -> None:
    here.narrow(replace(here.query.wanted, starred=not here.query.wanted.starred))


def _show_all(here: Here) -> None:
    here.narrow(EVERYTHING)


def _practice_lines(here: Here) -> None:
    shown = here.query.with_practice = not here.query.with_practice
    here.visit.session.left_as[PLACE] = WITH_PRACTICE if shown else None
    here.visit.say(PRACTICE[shown])
    here.narrow(here.query.wanted)


def _go_to_day(here: Here) -> None:
    """Begin the list at the newest entry of these days; where there is none, at the nearest."""
    span = ask_days(here.visit)
    found = here.query.entries[nearest(here.query.entries, span.last or date.max)]
    if said := say_where(found, span):
        here.visit.say(said)
    here.listed.at = here.query.number_of(found.id) or 0


def _month(here: Here) -> None:
    shown = here.query.row_at(here.listed.at)
    day = day_of(shown) if shown is not None else here.visit.session.today
    _show_days(here, choose_in_month(here.visit, day))


def _on_this_day(here: Here) -> None:
    looking_back.on_this_day(here.visit, here.visit.session.today)


def _read_on(here: Here) -> None:
    place = (number(here.visit.console, READ_FROM, least=1, most=len(here.query.rows)) or 1) - 1
    found = next((each for each in here.query.rows[place:] if isinstance(each, Entry)), here.query.entries[-1])
    looking_back.read_on(here.visit, found.id, here.query.entries)


def _only_safe(here: Here) -> None:
    looking_back.only_safe(here.visit)


def _rename_tag(here: Here) -> None:
    renamed, wanted = rename_tag(here.visit), here.query.wanted
    if renamed and wanted.tag is not None and tag_key(wanted.tag) == tag_key(renamed[0]):
        here.narrow(replace(wanted, tag=renamed[1]))


def _bring_back(here: Here) -> None:
    entry_changes.bring_back(here.visit)


DOES: Final[Mapping[str, Callable[[Here], None]]] = {
    "find": _find,
    "only-days": _only_days,
    "go-to-day": _go_to_day,
    "month": _month,
    "on-this-day": _on_this_day,
    "only-tag": _only_tag,
    "only-starred": _only_starred,
    "only-safe": _only_safe,
    "practice-lines": _practice_lines,
    "read-on": _read_on,
    "show-all": _show_all,
    "bring-back": _bring_back,
    "rename-tag": _rename_tag,
}
"""What is done at the list, by its action."""
