"""An entry as it is read and as it stands in the list: pure, from records to blocks and rows.

A folded entry's words appear in neither until they are opened on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.records import programme_day
from comfort_journal.text.dates import WEEKDAYS, moment_in_words, say_moment, say_month, shortened
from comfort_journal.text.day_span import say_span
from comfort_journal.text.first_sentence import opening
from comfort_journal.text.plain import one_line, say_tags
from comfort_journal.ui.widgets.row_list import STAR, ListRow
from comfort_journal.ui.widgets.text_layout import BLANK, Block, Finder, around, nothing_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from comfort_journal.journal.safe_moments import SafeMonth
    from comfort_journal.records import Entry
    from comfort_journal.text.day_span import DaySpan
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer

FOLDED = "Folded."
NOTHING_WRITTEN = "Nothing written."
OPEN_FOLDED = "Folded. Enter opens it this once."
OTHER_VERSION = "Changed in another copy too. Both versions are kept, each as an entry of its own."
CHANGES_WAIT = "Changed, and not saved yet: kept, encrypted. Edit opens it again."
NOTE_WAITS = "A later note waits, encrypted. Later note opens it again."
NOTE_INDENT = 2
DAY_LEAD = 8
_GLANCE = 4000


def row_of(
    entry: Entry, today: date, width: int, find: Finder = nothing_found, waiting: Sequence[EditBuffer] = ()
) -> ListRow:
    """Return the list's two lines for an entry; a found word is brought into view, and what waits is named first."""
    waits = ", ".join(dict.fromkeys("changes wait" if buffer.entry else "a note waits" for buffer in waiting))
    aside = [
        waits,
        "later note" if entry.about else "",
        "other version" if entry.conflict_of else "",
        say_tags(sorted(entry.tags, key=lambda tag: not find(tag))),
    ]
    said = ", ".join(each for each in aside if each)
    date_said = row_date(entry.at, today)
    sentence, written = glance(entry)
    if not written:
        return ListRow(date_said, said, sentence, starred=entry.starred, quiet=True)
    begins = one_line(entry.text[:_GLANCE])
    found = find(begins)
    sentence = around(begins if found else sentence, found, width)
    return ListRow(date_said, said, sentence, tuple(find(sentence)), starred=entry.starred)


def glance(entry: Entry) -> tuple[str, bool]:
    """Return an entry's first sentence, and whether it is one: a folded entry's words are not told."""
    if entry.folded:
        return FOLDED, False
    return (opening(entry.text), True) if entry.text.strip() else (NOTHING_WRITTEN, False)


def row_date(at: str, today: date) -> str:
    """Return a moment as it begins a row: ``Sun 29 Nov, 21:40``, with its year where that is another one."""
    return shortened(moment_in_words(at, today)).replace(f" {today.year:04},", ",")


@dataclass(frozen=True, slots=True, repr=False)
class EntryView:
    """An entry with its later notes, oldest first, and what it is itself a note to, where that is still here.

    ``waiting`` are the sealed drafts of changes to it and of later notes under it.
    """

    entry: Entry
    notes: Sequence[Entry] = ()
    about: Entry | None = None
    waiting: Sequence[EditBuffer] = ()


def view_blocks(view: EntryView, today: date, *, opened: bool = False, with_prompt: bool = True) -> list[Block]:
    """Return an entry as it is read, its later notes beneath it, each under its own date."""
    entry = view.entry
    blocks = [
        Block("heading", moment_in_words(entry.at, today)),
        *_signs(entry),
        *_origin(view, today),
        *_waits(view),
        BLANK,
    ]
    blocks += _words(entry, opened=opened, with_prompt=with_prompt)
    if entry.conflict_of:
        blocks += [BLANK, Block("quiet", OTHER_VERSION)]
    if not entry.folded or opened:
        for note in view.notes:
            blocks += [BLANK, Block("date", moment_in_words(note.at, today), NOTE_INDENT)]
            blocks += _words(note, opened=opened, with_prompt=False, indent=NOTE_INDENT)
    return blocks


def _signs(entry: Entry) -> list[Block]:
    tags = one_line(", ".join(entry.tags))
    if entry.starred:
        return [Block("tags", tags, len(STAR) + 1, STAR)]
    return [Block("tags", tags)] if tags else []


def _origin(view: EntryView, today: date) -> list[Block]:
    if view.entry.about is None:
        return []
    if view.about is None:
        return [Block("quiet", "A later note. What it was about is no longer here.")]
    return [Block("quiet", f"A later note to {say_moment(view.about.at, today)}.")]


def _waits(view: EntryView) -> list[Block]:
    said = dict.fromkeys(CHANGES_WAIT if buffer.entry else NOTE_WAITS for buffer in view.waiting)
    return [Block("quiet", sentence) for sentence in said]


def _words(entry: Entry, *, opened: bool, with_prompt: bool, indent: int = 0) -> list[Block]:
    if entry.folded and not opened:
        return [Block("quiet", OPEN_FOLDED, indent)]
    blocks = [Block("prompt", one_line(entry.prompt), indent), BLANK] if entry.prompt and with_prompt else []
    return [*blocks, Block("body", entry.text.rstrip(), indent)]


def say_moved(before: str, after: str, today: date) -> str:
    """Return the sentence that tells an entry's change from one moment to another."""
    return f"It was from {say_moment(before, today)}, and is now from {say_moment(after, today)}."


def safe_blocks(months: Iterable[SafeMonth]) -> list[Block]:
    """Return the sentences month by month, each beside its day."""
    blocks: list[Block] = []
    for month, sentences in months:
        blocks += [BLANK, BLANK] if blocks else []
        blocks += [Block("heading", say_month(month))]
        for day, sentence, entry_id in sentences:
            lead = WEEKDAYS[day.weekday()][:3] + f"{day.day:>3}"
            blocks += [BLANK, Block("body", one_line(sentence), DAY_LEAD, lead, entry_id)]
    return blocks


def nearest(entries: Sequence[Entry], day: date) -> int:
    """Return the number of the first entry, newest first, that is of this day or earlier; the last one if none is."""
    for number, entry in enumerate(entries):
        if programme_day(entry.at) <= day:
            return number
    return max(0, len(entries) - 1)


def say_from(span: DaySpan) -> str:
    """Return days in words as they stand behind ``entries``: ``from 1 to 3 May 2025``, ``since 1 May 2025``."""
    said = say_span(span)
    return said if span.first is None or span.last is None else f"from {said}"


def say_where(entry: Entry, span: DaySpan) -> str:
    """Return a sentence when the entry found for some days is of another one; else nothing."""
    found = programme_day(entry.at)
    before = span.first is not None and found < span.first
    if not before and (span.last is None or found <= span.last):
        return ""
    return f"Nothing here {say_from(span)}; this is the nearest {'before' if before else 'after'}."
