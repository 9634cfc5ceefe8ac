"""What was practised as one quiet line among the entries, and as a few lines to read: pure, and without a verdict.

A line says the step, how long, and the number where one was given; what is unknown is left unsaid.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from comfort_journal.content import load_library
from comfort_journal.interchange.sentences import duration, sentence
from comfort_journal.records import Circuit, Strength, moment, when
from comfort_journal.text.counts import units_held
from comfort_journal.text.dates import moment_in_words
from comfort_journal.ui.open.core.practice_line import line_of
from comfort_journal.ui.open.history.entry_view import row_date
from comfort_journal.ui.widgets.row_list import ListRow
from comfort_journal.ui.widgets.text_layout import BLANK, Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from comfort_journal.records import AnyRecord, Entry
    from comfort_journal.ui.open.core.practice_line import Practised, StepName

LINE_KINDS = ("session", "circuit", "strength", "partner")


def among(entries: Sequence[Entry], practised: Iterable[Practised]) -> Sequence[Entry | Practised]:
    """Return both, newest first; the entries, already newest first, are looked at only where a line goes in."""
    records = sorted(practised, key=_began, reverse=True)
    if not records:
        return entries
    merged: list[Entry | Practised] = []
    at = 0
    for record in records:
        place = bisect_left(entries, -_began(record), lo=at, key=lambda entry: -_began(entry))
        merged += [*entries[at:place], record]
        at = place
    return [*merged, *entries[at:]]


def _began(record: AnyRecord) -> float:
    return moment(when(record) or "").timestamp()


def practice_row(record: Practised, today: date, width: int, name: StepName) -> ListRow:
    """Return the list's two lines for what was practised, both quiet."""
    return ListRow(row_date(record.started_at, today), "", line_of(record, name, width), quiet=True)


def practice_blocks(record: Practised, today: date, name: StepName) -> list[Block]:
    """Return what was recorded, to be read and not changed; a part that was left out is not named."""
    _first, *others = sentence(record).removesuffix(".").split(". ")
    return [
        Block("heading", moment_in_words(record.started_at, today)),
        BLANK,
        Block("body", units_held(line_of(record, name))),
        BLANK,
        *(Block("quiet", units_held(fact)) for fact in (*_done(record), *(f"{other}." for other in others))),
    ]


def _done(record: Practised) -> Iterator[str]:
    library = load_library()
    if isinstance(record, Circuit):
        for part in record.parts:
            item_id, _, key = part.part.partition(":")
            openers = (opener.title for opener in library.part(item_id).choice if opener.key == key)
            if part.done:
                yield f"{next(openers, library.part(item_id).title)}, {duration(part.seconds)}"
    elif isinstance(record, Strength):
        for each in record.exercises:
            unit = {found.id: found.unit for found in library.strength.exercise}.get(each.id, "times")
            yield f"{library.item(each.id).title}, {each.sets} \u00d7 {each.reps} {unit}"
