"""The lines on which the page for a clinician is chosen: what stands on it, its parts, and entries one by one. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.content.report import PARTS
from comfort_journal.records import moment, programme_day
from comfort_journal.report.days_said import dated
from comfort_journal.text.day_span import DaySpan, say_span
from comfort_journal.text.first_sentence import opening
from comfort_journal.text.plain import one_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from comfort_journal.content.report import ReportWords
    from comfort_journal.records import Entry
    from comfort_journal.report import ReportChoice

DAYS, TITLE, NAME, WRITE = "days", "title", "name", "write"
ENTRY = "entry "
"""Before the id of an entry."""


class PageLine(NamedTuple):
    """A line: its id and group, what it says, and what it means; ``ticked`` is None for what is opened."""

    id: str
    group: str
    said: str
    about: str
    ticked: bool | None = None


def page_lines(choice: ReportChoice, entries: Sequence[Entry], words: ReportWords, today: date) -> tuple[PageLine, ...]:
    """Return every line there is to choose on."""
    said = words.screen
    span = say_span(DaySpan(choice.span.first, choice.span.last))
    return (
        PageLine(DAYS, said.group_page, f"{said.days}: {span}", said.days_about),
        PageLine(TITLE, said.group_page, f"{said.heading}: {choice.title or words.page.title}", said.heading_about),
        PageLine(NAME, said.group_page, f"{said.name}: {choice.name or said.no_name}", said.name_about),
        PageLine(WRITE, said.group_page, said.write, said.write_about),
        *(
            PageLine(part, said.group_parts, words.parts[part].title, words.parts[part].about, part in choice.parts)
            for part in PARTS
        ),
        *_entry_lines(choice, entries, words, today),
    )


def _entry_lines(choice: ReportChoice, entries: Sequence[Entry], words: ReportWords, today: date) -> Iterator[PageLine]:
    for entry in entries:
        day = dated(programme_day(moment(entry.at)), today)
        about = f"{words.sentences.about}\n\n{shown(entry.text)}"
        line = f"{day}  {one_line(opening(entry.text))}"
        yield PageLine(f"{ENTRY}{entry.id}", words.sentences.title, line, about, entry.id in choice.entries)
