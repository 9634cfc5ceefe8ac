"""What the owner chose for the page: its days, its parts line by line, entries one by one, a title and a name.

Nothing private is in ``USUAL``; the head, with what the page is and is not, is no choice and always there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.records import programme_day

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.content.report import Part

USUAL: frozenset[Part] = frozenset({"standing", "numbers", "too-much", "signs", "circuit"})
"""What is ticked until the owner ticks otherwise."""
USUAL_DAYS = 28
NO_DAYS = "No day up to today is between the two. The first day comes first."


@dataclass(frozen=True)
class ReportDays:
    """Programme days from ``first`` to ``last``, both in it."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> ReportDays:
        """As many days, up to the one before the first; fewer where the calendar begins."""
        known = self.first.toordinal() - 1
        length = min(self.days, known)
        return ReportDays(date.fromordinal(max(1, known - length + 1)), date.fromordinal(max(1, known)))


@dataclass(frozen=True, kw_only=True, repr=False)
class ReportChoice:
    """The days, the ticked parts, the ids of entries that come along, and the words at the top, empty for the usual."""

    span: ReportDays
    parts: frozenset[Part] = USUAL
    entries: tuple[str, ...] = ()
    title: str = ""
    name: str = ""


def chosen_days(first: date | None, last: date | None, now: datetime) -> ReportDays:
    """Return the days asked for, up to today; four weeks where it is not said from when. Raises BadInput for none."""
    today = programme_day(now)
    last = min(last or today, today)
    first = first or date.fromordinal(max(1, last.toordinal() - USUAL_DAYS + 1))
    if first > last:
        raise BadInput(NO_DAYS)
    return ReportDays(first, last)
