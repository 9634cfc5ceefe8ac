"""A month in words, by the days that have entries, and nothing said of the others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from comfort_journal.text.dates import end_of_month, say_month
from comfort_journal.text.day_span import DaySpan
from comfort_journal.text.month import months_on
from comfort_journal.ui.plain.open.history.looking_back import on_this_day
from comfort_journal.ui.plain.open.history.year import NO_ENTRY, choose_month
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, number
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from comfort_journal.ui.plain.open.visit import OpenLines

HAS: Final = "{}: entries on {}."
A_DAY: Final = "A number shows that day alone."


@dataclass
class Month:
    """The month of a day; ``chosen`` are the days that are to be shown, once they are."""

    visit: OpenLines
    day: date
    chosen: DaySpan | None = None

    @property
    def days(self) -> list[int]:
        """The days of the month that have entries."""
        found = self.visit.session.journal.days_with_entries()
        return sorted(each.day for each in found if (each.year, each.month) == (self.day.year, self.day.month))


def choose_in_month(visit: OpenLines, day: date) -> DaySpan:
    """Return the days of a month that the history is to show. Raises Back."""
    month = Month(visit, day)
    while month.chosen is None:
        _ask(month)
    return month.chosen


def _ask(month: Month) -> None:
    days, name = month.days, say_month(month.day)
    has = HAS.format(name, in_runs(days)) if days else NO_ENTRY.format(name)
    whole = [choice("choose-whole-month"), choice("on-this-day")] if days else []
    moving = [choice("month-before", key="["), choice("month-after", key="]"), choice("see-year")]

    def meant(said: str) -> NamedChoice | None:
        return NamedChoice(said, "", "choose-day") if said.isdecimal() and int(said) in days else None

    asked = f"{has} {A_DAY}" if days else has
    taken = choose(month.visit.console, asked, [*whole, *moving], known=True, also=meant)
    try:
        DOES[taken.does](month, taken.key)
    except Back:
        return


def in_runs(days: Iterable[int]) -> str:
    """Return numbers in their order, those that follow each other together: ``2, 4 to 7, 23``."""
    found = sorted(days)
    breaks = [place for place, (one, other) in enumerate(pairwise(found), 1) if other != one + 1]
    runs = [found[begin:end] for begin, end in pairwise([0, *breaks, len(found)])]
    return ", ".join(
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run))  # noqa: PLR2004  two are no run
        for run in runs
        if run
    )


def _day(month: Month, said: str) -> None:
    day = month.day.replace(day=int(said))
    month.chosen = DaySpan(day, day)


def _whole(month: Month, _said: str) -> None:
    month.chosen = DaySpan(month.day.replace(day=1), end_of_month(month.day))


def _this_day(month: Month, _said: str) -> None:
    last = end_of_month(month.day).day
    day = number(month.visit.console, "Which day of the month, in earlier years?", least=1, most=last) or 1
    on_this_day(month.visit, month.day.replace(day=day))


def _before(month: Month, _said: str) -> None:
    month.day = months_on(month.day, -1)


def _after(month: Month, _said: str) -> None:
    month.day = months_on(month.day, 1)


def _year(month: Month, _said: str) -> None:
    month.day = choose_month(month.visit, month.day)


DOES: Final[Mapping[str, Callable[[Month, str], None]]] = {
    "choose-day": _day,
    "choose-whole-month": _whole,
    "month-before": _before,
    "month-after": _after,
    "see-year": _year,
    "on-this-day": _this_day,
}
"""What is done with a month, by its action."""
