"""The numbers of the chosen days and of as many before, each as a chart and a table; both charts have the same lanes.

A number that was not given is blank, and so is a column that the table has only because another day needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.plan.ladder import UNKNOWN_SIZE
from comfort_journal.report import sections
from comfort_journal.report.chart import HALF_DAYS, DayOfNumbers, Rests, draw
from comfort_journal.report.days_said import number, span_said
from comfort_journal.text.counts import minutes_and_seconds

if TYPE_CHECKING:
    from comfort_journal.plan.numbers_given import DayAtStep
    from comfort_journal.report.choice import ReportDays
    from comfort_journal.report.sources import Sources


def numbers_given_on(of: Sources) -> tuple[sections.DaysOfNumbers, ...]:
    """Return as many days before, where anything was given on them, and the chosen ones."""
    span = of.choice.span
    spans = [each for each in (span.before, span) if each == span or of.practised(each)]
    half = len(spans) > 1 and span.days <= HALF_DAYS
    lanes = _lanes(of, [each for days in spans for each in of.practised(days)])
    return tuple(_days_of_numbers(of, each, lanes, half=half) for each in spans)


def _lanes(of: Sources, days: list[DayAtStep]) -> tuple[str, ...]:
    """Return what the steps of some days are called, from the gentlest on."""
    ladder = of.case.facts.ladder

    def rung(each: DayAtStep) -> tuple[float, float, str]:
        return ladder.ranks.get(each.step, UNKNOWN_SIZE), ladder.size_rank(each.size) or UNKNOWN_SIZE, of.step(each)

    return tuple(dict.fromkeys(of.step(each) for each in sorted(days, key=rung)))


def _days_of_numbers(of: Sources, span: ReportDays, lanes: tuple[str, ...], *, half: bool) -> sections.DaysOfNumbers:
    days = of.practised(span)
    told = of.too_much if "too-much" in of.choice.parts else ()
    chart = draw(
        span,
        [DayOfNumbers(each.day, of.step(each), each.during, each.after, each.next_day) for each in days],
        lanes,
        Rests(of.words.heads.rest, [(each.rest_from, each.settled or of.given.today) for each in told]),
        of.given.line,
        half=half,
    )
    return sections.DaysOfNumbers(span_said(span), chart, tuple(_row(of, each) for each in days))


def _row(of: Sources, each: DayAtStep) -> sections.NumbersRow:
    return sections.NumbersRow(
        of.day(each.day),
        of.step(each),
        minutes_and_seconds(each.seconds) if each.seconds else "",
        number(each.before),
        number(each.during),
        number(each.after),
        number(each.next_day),
    )
