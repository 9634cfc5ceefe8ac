"""Whether a practice day is easy, can still become it, or decides nothing: every reason and page asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.visits import Day

Counting: TypeAlias = Literal["easy", "waiting", "left_out", "unnumbered", "not_easy", "nothing"]
"""``waiting``: one number on its next day, up to the line, makes it easy; ``unnumbered``: that number did not come.

``left_out``: the owner left it out, and may give it that day all the same. ``nothing``: all of it was cut short, and a
session that is not may still be had on that day.
"""


def counting(case: Case, day: Day) -> Counting:
    """Return what a practice day is at the moment asked about."""
    if not day.counts:
        return "nothing"
    if day.easy:
        return "easy"
    if not all(visit.easy_but_for_number for visit in day.counting):
        return "not_easy"
    tomorrow = day.number + 1
    over = case.today > tomorrow or case.days[-1].number > day.number
    if over:
        return "unnumbered"
    return "left_out" if case.today in case.facts.skipped else "waiting"


def today_counts(case: Case) -> Counting | None:
    """Return what today is as a practice day; None on a day without a session."""
    latest = case.days[-1] if case.days else None
    return None if latest is None or latest.number != case.today else counting(case, latest)
