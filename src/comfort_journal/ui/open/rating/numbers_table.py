"""The table of Numbers: a line a day, step and size, the newest first. What was not given stays blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from comfort_journal.content.numbers_words import noted, size_in_words
from comfort_journal.text.counts import minutes_and_seconds
from comfort_journal.text.dates import short_day
from comfort_journal.ui.widgets.row_table import BETWEEN, RowTable, TableColumn
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from comfort_journal.plan.numbers_given import DayAtStep
    from comfort_journal.records import Size

LONGEST_NAME = 24
"""Cells at most of a step, a size or a word; they may be cut, a number never is."""
BEFORE, NOTED = "Before", "Noted"
_DAY, _NUMBER = 10, 2


class NumbersTable(RowTable):
    """The lines; one without a number says how it went where its numbers would be, if that has no column of its own."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin empty."""
        super().__init__(id=id)
        self.lines: Sequence[DayAtStep] = ()

    def show_lines(
        self, lines: Sequence[DayAtStep], today: date, sizes: Sequence[Size], called: Callable[[str], str], cursor: int
    ) -> None:
        """Show lines, given oldest first, with the cursor on a row."""
        self.lines = lines
        self.show(lambda: _columns(self.line, lines, today, sizes, called), len(lines), cursor)

    def line(self, row: int) -> DayAtStep:
        """Return what stands in a row."""
        return self.lines[len(self.lines) - 1 - row]

    def row_text(self, row: int) -> str:
        """Return what stands in a row."""
        line, columns = self.line(row), self.columns
        numbers = (line.during, line.after, line.next_day)
        if columns and numbers == (None, None, None) and all(column.head != NOTED for column in columns):
            room = sum(column.cells + BETWEEN for column in columns[1:4]) - BETWEEN
            return columns[0].cell(row).ljust(columns[0].cells + BETWEEN) + fit(noted(line), max(0, room))
        return super().row_text(row)


def _columns(
    line: Callable[[int], DayAtStep],
    lines: Sequence[DayAtStep],
    today: date,
    sizes: Sequence[Size],
    called: Callable[[str], str],
) -> list[TableColumn]:
    """Return the columns in the order in which they stand and give way; one that would be blank is left out."""
    steps = {step: called(step) for step in {each.step for each in lines}}
    words = {
        (each.step, each.size): size_in_words(each, sizes)
        for each in {(each.step, each.size): each for each in lines}.values()
    }
    before = [TableColumn(BEFORE, _NUMBER, lambda row: _said(line(row).before), number=True)]
    went = _widest(set(map(noted, lines)))
    last = TableColumn(NOTED, went, lambda row: noted(line(row)), turn=2)
    return [
        TableColumn("Day", _DAY, lambda row: _day(line(row).day, today), turn=0),
        *(before if any(each.before is not None for each in lines) else ()),
        TableColumn("During", _NUMBER, lambda row: _said(line(row).during), number=True, turn=0),
        TableColumn("After", _NUMBER, lambda row: _said(line(row).after), number=True, turn=0),
        TableColumn("Next day", _NUMBER, lambda row: _said(line(row).next_day), number=True, turn=0),
        TableColumn("Step", _widest(steps.values()), lambda row: steps[line(row).step]),
        TableColumn("Time", len("99:59"), lambda row: _time(line(row).seconds), number=True),
        *_words("Size", words.values(), lambda row: words[line(row).step, line(row).size]),
        *([last] if went else ()),
    ]


def _words(head: str, words: Collection[str], cell: Callable[[int], str]) -> list[TableColumn]:
    return [TableColumn(head, _widest(words), cell)] if any(words) else []


def _widest(words: Collection[str]) -> int:
    return min(LONGEST_NAME, max(map(cell_len, words), default=0))


def _day(day: date, today: date) -> str:
    return short_day(day) if day.year == today.year else f"{short_day(day).partition(' ')[2]} {day.year}"


def _time(seconds: int) -> str:
    return minutes_and_seconds(seconds) if seconds else ""


def _said(value: int | None) -> str:
    return "" if value is None else str(value)
