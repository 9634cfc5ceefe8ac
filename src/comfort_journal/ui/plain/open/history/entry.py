"""One entry in lines: it is read whole, and each thing that can be done with it is a choice.

An entry that is folded stays so until it is opened on purpose, and closes again as soon as another one is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import NotFound
from comfort_journal.records import Entry
from comfort_journal.ui.open.core.note_to_self import is_for_hard_days
from comfort_journal.ui.open.history.actions import BY_PALETTE, CHANGING
from comfort_journal.ui.open.history.entry_query import phrase_finder, view_of
from comfort_journal.ui.plain.open.history import entry_changes
from comfort_journal.ui.plain.open.history.entry_said import entry_pieces, places_found
from comfort_journal.ui.plain.open.in_parts import say_in_parts
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, line
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comfort_journal.ui.plain.open.visit import OpenLines

ASKED: Final = "What with this entry?"
NO_OTHER: Final = "There is no other entry that way."
AGAIN: Final = NamedChoice("r", "Read it again")
CHANGE: Final = {action.id for action in (*CHANGING, *BY_PALETTE)} - {"open-folded", "count-entry-words"} | {"tags"}


@dataclass
class EntryReading:
    """Entries by their ids, in the order of time, and the one that is read; ``asked`` is the question said last."""

    visit: OpenLines
    ids: Sequence[str]
    place: int
    opened: bool = False
    said: bool = False
    asked: str | None = None

    @property
    def entry(self) -> Entry | None:
        """The entry that is read, if it is still there."""
        return self.at(self.place)

    def at(self, place: int) -> Entry | None:
        """Return the entry of a place, if it is still there."""
        try:
            record = self.visit.session.journal.get(self.ids[place])
        except NotFound:
            return None
        return record if isinstance(record, Entry) else None

    def beside(self, step: int) -> int | None:
        """Return the place of the nearest entry that is still there, later in time or earlier."""
        places = range(self.place + step, len(self.ids) if step > 0 else -1, step)
        return next((place for place in places if self.at(place) is not None), None)

    def go(self, step: int) -> None:
        """Go on to the entry beside it."""
        place = self.beside(step)
        if place is None:
            self.visit.say(NO_OTHER)
        else:
            self.place, self.said, self.opened = place, False, False


def read_entries(visit: OpenLines, ids: Sequence[str], place: int) -> None:
    """Read an entry, and others beside it, until it is left; ``ids`` are given in the order of time."""
    reading = EntryReading(visit, ids, place)
    while (entry := reading.entry) is not None:
        if not reading.said:
            say_entry(reading, entry)
        try:
            taken = choose(visit.console, ASKED, choices(reading, entry), known=True, also=_beside)
        except Back:
            return
        _do(reading, entry, taken)


def say_entry(reading: EntryReading, entry: Entry) -> None:
    """Say it, its question only where it is another one than before."""
    visit = reading.visit
    fresh = reading.opened or entry.prompt != reading.asked
    view = view_of(visit.session, entry)
    say_in_parts(visit.console, entry_pieces(view, visit.session.today, opened=reading.opened, with_prompt=fresh))
    reading.said, reading.asked = True, entry.prompt


def choices(reading: EntryReading, entry: Entry) -> list[NamedChoice]:
    """Return what can be done with the entry now."""
    shown = not entry.folded or reading.opened
    hard = "No longer for hard days" if is_for_hard_days(entry) else "For hard days"
    open_folded = [] if shown else [choice("open-folded", key="o")]
    of_words = [choice("find-in-entry"), choice("copy-entry"), choice("count-entry-words")] if shown else []
    return [
        *open_folded,
        choice("edit-entry", name="Edit: change the words"),
        choice("note-entry"),
        choice("star-entry", name="Take the star away" if entry.starred else "Star"),
        choice("tags", key="t"),
        choice("for-hard-days", name=hard),
        choice("fold-entry", name="Unfold" if entry.folded else "Fold"),
        choice("change-moment", name="Day and hour: change them"),
        choice("delete-entry"),
        *([choice("bring-back")] if reading.visit.session.removed else []),
        *of_words,
        *([choice("next-entry", key="]")] if reading.beside(1) is not None else []),
        *([choice("previous-entry", key="[")] if reading.beside(-1) is not None else []),
        AGAIN,
    ]


def _beside(said: str) -> NamedChoice | None:
    """Understand the keys to other entries also where there is none, to say so."""
    action = {"]": "next-entry", "[": "previous-entry"}.get(said)
    return None if action is None else NamedChoice(said, "", action)


def _do(reading: EntryReading, entry: Entry, taken: NamedChoice) -> None:
    refused = reading.visit.session.journal.why_read_only
    if taken is AGAIN:
        reading.said, reading.asked = False, None
    elif refused is not None and taken.does in CHANGE:
        reading.visit.say(str(refused))
    else:
        try:
            DOES[taken.does](reading, entry)
        except Back:
            return


def _next(reading: EntryReading, _entry: Entry) -> None:
    reading.go(1)


def _previous(reading: EntryReading, _entry: Entry) -> None:
    reading.go(-1)


def _open(reading: EntryReading, _entry: Entry) -> None:
    reading.opened, reading.said = True, False


def _find(reading: EntryReading, entry: Entry) -> None:
    """Say each line in which the words stand."""
    words, session = line(reading.visit.console, "Find which words in this entry?"), reading.visit.session
    found = places_found(view_of(session, entry), session.today, phrase_finder(words))
    if found:
        say_in_parts(reading.visit.console, found)
    else:
        reading.visit.say("Not found.")


def _on_entry(change: Callable[[OpenLines, Entry], None]) -> Callable[[EntryReading, Entry], None]:
    def run(reading: EntryReading, entry: Entry) -> None:
        change(reading.visit, entry)

    return run


DOES: Final[Mapping[str, Callable[[EntryReading, Entry], None]]] = {
    "next-entry": _next,
    "previous-entry": _previous,
    "open-folded": _open,
    "find-in-entry": _find,
    **{action: _on_entry(change) for action, change in entry_changes.DOES.items()},
}
"""What is done with the entry that is read, by its action."""
