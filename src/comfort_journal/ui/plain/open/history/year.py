"""A year in words, by its months that have entries; of the others nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from comfort_journal.text.counts import many
from comfort_journal.text.dates import MONTHS
from comfort_journal.text.month import months_on
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from comfort_journal.ui.plain.open.visit import OpenLines

NO_ENTRY: Final = "No entry in {}."
HAS: Final = "{} by its months. A number goes to one."


@dataclass
class Year:
    """The year of a day; ``month`` is a day of the month that was chosen, once one is."""

    visit: OpenLines
    day: date
    month: date | None = None

    @property
    def listed(self) -> list[NamedChoice]:
        """The months that have entries, each with how many days have some."""
        of_year = [each for each in self.visit.session.journal.days_with_entries() if (each.year == self.day.year)]
        counts = [sum(each.month == number for each in of_year) for number in range(1, len(MONTHS) + 1)]
        return [
            NamedChoice(str(number), f"{MONTHS[number - 1]}, {many(count, 'day')}", "choose-month")
            for number, count in enumerate(counts, 1)
            if count
        ]


def choose_month(visit: OpenLines, day: date) -> date:
    """Return a day of a month that is chosen, beginning with the year of a day. Raises Back."""
    year = Year(visit, day)
    moving = [choice("year-before", key="["), choice("year-after", key="]")]
    while year.month is None:
        listed = year.listed
        said = HAS.format(year.day.year) if listed else NO_ENTRY.format(year.day.year)
        taken = choose(visit.console, said, [*listed, *moving])
        DOES[taken.does](year, taken.key)
    return year.month


def _choose(year: Year, said: str) -> None:
    year.month = year.day.replace(month=int(said), day=1)


def _before(year: Year, _said: str) -> None:
    year.day = months_on(year.day, -len(MONTHS))


def _after(year: Year, _said: str) -> None:
    year.day = months_on(year.day, len(MONTHS))


DOES: Final[Mapping[str, Callable[[Year, str], None]]] = {
    "choose-month": _choose,
    "year-before": _before,
    "year-after": _after,
}
"""What is done with a year, by its action."""
