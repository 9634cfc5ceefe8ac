"""What every part of the page is made of, and none changes: the records, the choice, what the gate makes of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.records import Session, moment, programme_day
from comfort_journal.report.days_said import dated
from comfort_journal.report.too_much import PARTNER

if TYPE_CHECKING:
    from datetime import date

    from comfort_journal.content.report import ReportWords
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.numbers_given import DayAtStep, NumbersGiven
    from comfort_journal.records import AnyRecord
    from comfort_journal.report.choice import ReportChoice, ReportDays
    from comfort_journal.report.names import PageNames
    from comfort_journal.report.too_much import TooMuch


@dataclass(frozen=True, repr=False)
class Sources:
    """What every part is made of."""

    records: tuple[AnyRecord, ...]
    choice: ReportChoice
    given: NumbersGiven
    too_much: tuple[TooMuch, ...]
    names: PageNames
    words: ReportWords
    case: Case

    @property
    def together(self) -> bool:
        """Whether sessions with another person may be told of."""
        return "together" in self.choice.parts

    def day(self, day: date) -> str:
        """Return a day as the page says it."""
        return dated(day, self.given.today)

    def step(self, each: DayAtStep) -> str:
        """Return what a day's step is called, with its size."""
        return self.names.called(each.step, each.size)

    def practised(self, span: ReportDays) -> list[DayAtStep]:
        """Return what was practised on some days without another person, oldest first."""
        return [each for each in self.given.between(span.first, span.last).days if each.step != PARTNER]

    def sessions(self) -> list[tuple[date, Session]]:
        """Return the sessions of the chosen days, oldest first."""
        found = [(programme_day(each.started_at), each) for each in self.records if isinstance(each, Session)]
        kept = [each for each in found if each[0] in self.choice.span]
        return sorted(kept, key=lambda each: (each[0], moment(each[1].started_at), each[1].id))
