"""What was practised as one quiet line among the entries, and as a few lines to read: pure, and without a verdict.

A line says the step, how long, and the number where one was given; what is unknown is left unsaid.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import cell_len

from comfort_journal.content import load_library
from comfort_journal.interchange.sentences import duration, sentence
from comfort_journal.records import Circuit, Entry, Partner, Session, Strength, moment, when
from comfort_journal.text.dates import moment_in_words
from comfort_journal.ui.open.history.entry_view import row_date
from comfort_journal.ui.widgets.row_list import ListRow
from comfort_journal.ui.widgets.text_layout import BLANK, Block, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from comfort_journal.records import AnyRecord

    StepName = Callable[[str], str]

Practised: TypeAlias = Session | Circuit | Strength | Partner
_BETWEEN = " · "
LINE_KINDS = ("session", "circuit", "strength", "partner")


def among(entries: Sequence[Entry], practised: Iterable[Practised]) -> list[Entry | Practised]:
    """Return both, newest first; the entries, already newest first, are looked at only where a line goes in."""
    merged: list[Entry | Practised] = []
    at = 0
    for record in sorted(practised, key=_began, reverse=True):
        place = bisect_left(entries, -_began(record), lo=at, key=lambda entry: -_began(entry))
        merged += [*entries[at:place], record]
        at = place
    return [*merged, *entries[at:]]


def _began(record: AnyRecord) -> float:
    return moment(when(record) or "").timestamp()


def line_of(record: Practised, name: StepName, width: int | None = None) -> str:
    """Return the line of one record, ``1 Outside · 45 s · discomfort 1``; in little room the name is cut, no number."""
    number = record.during if isinstance(record, (Session, Strength)) else _felt(record)
    numbers = [duration(_seconds(record)), "" if number is None else f"discomfort {number}"]
    rest = "".join(f"{_BETWEEN}{each}" for each in numbers if each)
    said = _what(record, name)
    return (said if width is None else fit(said, max(1, width - cell_len(rest)))) + rest


def _felt(record: Practised) -> int | None:
    return record.close.during if isinstance(record, Partner) and record.close else None


def _what(record: Practised, name: StepName) -> str:
    match record:
        case Session():
            return name(record.step)
        case Circuit():
            return "circuit"
        case Strength():
            return "strength"
    return "check-in timer" if record.mode == "checkin" else name("partner")


def _seconds(record: Practised) -> float:
    if isinstance(record, Session) and record.holds:
        return sum(hold.seconds for hold in record.holds)
    return max(0.0, (moment(record.ended_at) - moment(record.started_at)).total_seconds())


def practice_row(record: Practised, today: date, width: int, name: StepName) -> ListRow:
    """Return the list's two lines for what was practised, both quiet."""
    return ListRow(row_date(record.started_at, today), "", line_of(record, name, width), quiet=True)


def practice_blocks(record: Practised, today: date, name: StepName) -> list[Block]:
    """Return what was recorded, to be read and not changed; a part that was left out is not named."""
    _first, *others = sentence(record).removesuffix(".").split(". ")
    return [
        Block("heading", moment_in_words(record.started_at, today)),
        BLANK,
        Block("body", line_of(record, name)),
        BLANK,
        *(Block("quiet", fact) for fact in (*_done(record), *(f"{other}." for other in others))),
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
