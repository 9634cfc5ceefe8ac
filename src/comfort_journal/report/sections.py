"""What can stand on the page: a part that was not ticked is None, and cells are text, blank where nothing was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from comfort_journal.report.chart import DrawnChart


class NumbersRow(NamedTuple):
    """A practice day at a step."""

    day: str
    step: str
    time: str
    before: str
    during: str
    after: str
    next_day: str


class DaysOfNumbers(NamedTuple):
    """Some days in words, their chart, and a row for each practice day, oldest first."""

    said: str
    chart: DrawnChart
    rows: tuple[NumbersRow, ...]


class TooMuchRow(NamedTuple):
    """A day on which it was too much, the numbers, and when it had settled."""

    day: str
    step: str
    before: str
    during: str
    after: str
    next_day: str
    settled: str


class SignRow(NamedTuple):
    """A sign and whether it was seen to."""

    day: str
    sign: str
    seen: bool


class CircuitRow(NamedTuple):
    """A week with the circuit by its first day: on how many days, and the minutes."""

    week: str
    days: str
    minutes: str


class AroundRow(NamedTuple):
    """A mark, on how many days it was there, and how many of those were easy."""

    mark: str
    days: int
    easy: int


class FeltRow(NamedTuple):
    """What was felt at a step, each word with its count."""

    step: str
    words: tuple[tuple[str, int], ...]


class FearRow(NamedTuple):
    """Fear and stretch of a session."""

    day: str
    step: str
    fear: str
    stretch: str


class TogetherRow(NamedTuple):
    """A session with another person."""

    day: str
    during: str
    after: str


class EntryWords(NamedTuple):
    """An entry that was ticked: its day and its lines."""

    day: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportPage:
    """Everything on the page; a part is None where it was not ticked, and empty where there is nothing to tell."""

    title: str
    name: str
    said: str
    made: str
    line: int
    scale: tuple[tuple[str, str], ...]
    sizes: str
    standing_title: str
    standing: tuple[str, ...] | None = None
    numbers: tuple[DaysOfNumbers, ...] | None = None
    too_much: tuple[TooMuchRow, ...] | None = None
    signs: tuple[SignRow, ...] | None = None
    circuit: tuple[CircuitRow, ...] | None = None
    around: tuple[AroundRow, ...] | None = None
    sensations: tuple[FeltRow, ...] | None = None
    fear: tuple[FearRow, ...] | None = None
    together: tuple[TogetherRow, ...] | None = None
    entries: tuple[EntryWords, ...] = ()
