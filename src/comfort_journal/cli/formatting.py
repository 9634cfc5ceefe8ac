"""Records as lines for a terminal: narrow, calm, and nothing of a text acts on it.

Pure: records and the day it is come in, lines come out. Without a width no line is shortened.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size

from comfort_journal.cli.output import quiet, strong
from comfort_journal.interchange.names import NO_NAMES
from comfort_journal.interchange.sentences import clock, sentence
from comfort_journal.records import Entry, programme_day, when
from comfort_journal.text.dates import say_day, say_moment
from comfort_journal.text.first_sentence import first_sentence
from comfort_journal.text.plain import one_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from comfort_journal.interchange.names import Names
    from comfort_journal.records import AnyRecord

ID_SHOWN = 8
STAR = "★"
_BESIDE = len("  21:40  ") + ID_SHOWN + len("  ")


def listing(records: Sequence[AnyRecord], today: date, width: int | None, names: Names = NO_NAMES) -> Iterator[str]:
    """Yield a heading a day, then a line a record: clock, beginning of the id, first sentence."""
    for n, (day, of_day) in enumerate(groupby(records, _day_of)):
        if n:
            yield ""
        said = say_day(day, today) if day else "without a day"
        yield strong(said[:1].upper() + said[1:])
        for record in of_day:
            words = glance(record, names)
            seen = fit(words, width - _BESIDE) if width else words
            yield f"  {clock(record):5}  {quiet(record.id[:ID_SHOWN])}  {seen}"


def whole(record: AnyRecord, notes: Sequence[Entry], today: date, names: Names = NO_NAMES) -> Iterator[str]:
    """Yield a record in full; under an entry its later notes."""
    written = when(record)
    if written:
        said = say_moment(written, today)
        yield strong(said[:1].upper() + said[1:])
    facts = sentence(record, names)
    if not isinstance(record, Entry):
        yield facts
    else:
        if record.prompt:
            yield quiet(one_line(record.prompt))
        yield ""
        yield shown(record.text)
        if facts:
            yield from ("", quiet(facts))
    yield from ("", quiet(record.id))
    for note in notes:
        yield ""
        yield strong(f"Later: {say_moment(note.at, today)}")
        yield from ("", shown(note.text), "", quiet(note.id))


def fit(words: str, cells: int) -> str:
    """Return one line of words cut to a number of terminal cells, with an ellipsis where something is left out."""
    used, cut = 0, 0
    for place, character in enumerate(words, start=1):
        used += get_character_cell_size(character)
        if used > cells:
            return words[:cut].rstrip() + "…"
        if used < cells:
            cut = place
    return words


def glance(record: AnyRecord, names: Names = NO_NAMES) -> str:
    """Return what a record's line says of it: an entry's first sentence, another record's facts."""
    if not isinstance(record, Entry):
        return sentence(record, names)
    star = f"{STAR} " if record.starred else ""
    return star + ("Folded." if record.folded else first_sentence(record.text) or "Nothing written.")


def _day_of(record: AnyRecord) -> date | None:
    written = when(record)
    return programme_day(written) if written else None
