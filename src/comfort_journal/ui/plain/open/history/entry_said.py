"""An entry as lines that are read aloud: when it is from, its star and tags, its words, and later notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.records import when
from comfort_journal.text.counts import many
from comfort_journal.text.dates import moment_in_words, say_moment
from comfort_journal.ui.open.core.practice_line import BETWEEN
from comfort_journal.ui.open.history.entry_view import OPEN_FOLDED, view_blocks
from comfort_journal.ui.widgets.text_layout import around, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.history.entry_query import EntryQuery
    from comfort_journal.ui.open.history.entry_view import EntryView
    from comfort_journal.ui.widgets.row_list import ListRow
    from comfort_journal.ui.widgets.text_layout import Block, Finder

FOLDED: Final = "Folded. o opens it this once."
STAR: Final = "Star."
TAG: Final = "#"
TAGS: Final = "Tags: {}."
GOES_ON: Final = " …"
WIDE: Final = 120
"""Cells of a sentence in a list."""
PLACE: Final = 120
"""Cells of a line around what was found in it."""


def row_said(query: EntryQuery, number: int) -> str:
    """Return what a list says of one entry, or of what was practised: when, its star, its sentence, its tags."""
    row, at = query.row(number, WIDE), when(query.rows[number]) or ""
    return said_of(row, at, query.today, with_tags=query.wanted.tag is None)


def said_of(row: ListRow, at: str, today: date, *, with_tags: bool = True) -> str:
    """Return a list's two lines as one that is clear by itself, without the signs that stand there for the eye."""
    beside, _, tags = row.aside.partition(TAG)
    sentence = as_words(row.sentence).removesuffix(GOES_ON)
    pieces = [
        f"{moment_in_words(at, today)}.",
        STAR if row.starred else "",
        sentence,
        beside.strip(", "),
        TAGS.format(tags.replace(f" {TAG}", ", ")) if tags and with_tags else "",
    ]
    return " ".join(piece for piece in pieces if piece)


def entry_pieces(view: EntryView, today: date, *, opened: bool, with_prompt: bool) -> Iterator[str]:
    """Yield an entry piece by piece."""
    yield from said_blocks(view_blocks(view, today, opened=opened, with_prompt=with_prompt))


def said_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of blocks, a star as its word, and no line that is empty for the eye only."""
    for block in blocks:
        if block.lead:
            yield STAR
        if block.text == OPEN_FOLDED:
            yield FOLDED
        elif block.text:
            yield TAGS.format(block.text) if block.role == "tags" else as_words(readable(block.text))


def as_words(said: str) -> str:
    """Return a line without the dots that part it for the eye."""
    return said.replace(BETWEEN, ", ")


def places_found(view: EntryView, today: date, find: Finder) -> list[str]:
    """Return each line of an entry and of its later notes with something found, cut to what stands around it."""
    notes = [(f"Note of {say_moment(note.at, today)}, line", note) for note in view.notes]
    return [said for name, each in (("Line", view.entry), *notes) for said in _found_in(each, name, find)]


def _found_in(entry: Entry, name: str, find: Finder) -> Iterator[str]:
    for number, line in enumerate(readable(entry.text).split("\n"), 1):
        if marks := sorted(find(line)):
            places = "" if len(marks) == 1 else f", {many(len(marks), 'place')}"
            yield f"{name} {number}{places}: {around(line, marks, PLACE)}"
