"""Reasons in words: templates of the programme, filled with steps and days as a person says them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from comfort_journal.plan.ladder import Ladder
from comfort_journal.records import moment
from comfort_journal.records.steps import kind_of_step, size_of_step

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from comfort_journal.plan.case import Case
    from comfort_journal.plan.programme import Programme
    from comfort_journal.records import Profile, Size

_WEEK = 7


def sizes_known(profiles: Iterable[Profile]) -> tuple[Size, ...]:
    """Return the sizes that some profile has, the newest profile first: one that is gone keeps its last label."""
    found: dict[str, Size] = {}
    for profile in sorted(profiles, key=lambda each: moment(each.at), reverse=True):
        for size in profile.sizes:
            found.setdefault(size.id, size)
    return tuple(found.values())


def step_name(programme: Programme, sizes: Collection[Size], step: str) -> str:
    """Return what a step is called, a size by the owner's own label; one that is not among ``sizes`` by its id."""
    return _name(programme, Ladder.of(sizes), step)


def _name(programme: Programme, ladder: Ladder, step: str) -> str:
    size = size_of_step(step) or ""
    return programme.step(kind_of_step(step)).name.format(label=ladder.labels.get(size, size))


class Wording:
    """Says steps, days and reasons for one case."""

    def __init__(self, case: Case) -> None:
        """Take the programme's words, the owner's ladder and the day it is."""
        self._programme, self._ladder, self._today = case.programme, case.facts.ladder, case.today

    def reason(self, key: str, fields: dict[str, str] | None = None) -> str:
        """Return a reason's sentence."""
        return self._programme.reasons[key].format_map(fields or {})

    def step(self, rank: int) -> str:
        """Return what a step is called."""
        return _name(self._programme, self._ladder, self._ladder.order[rank])

    def step_named(self, what: str) -> str:
        """Return what a step is called by its key; another thing by its own id."""
        rank = self._ladder.ranks.get(what)
        return what if rank is None else self.step(rank)

    def steps(self, ranks: Iterable[int]) -> str:
        """Return steps as alternatives."""
        return self._joined([self.step(rank) for rank in ranks], self._programme.words.either)

    def in_turn(self, ranks: Iterable[int]) -> str:
        """Return steps one after the other."""
        return self._joined([self.step(rank) for rank in ranks], self._programme.words.last)

    def together(self, said: Sequence[str]) -> str:
        """Return what holds together as one list."""
        return self._joined(list(said), self._programme.words.last)

    def days(self, numbers: Iterable[int]) -> str:
        """Return programme days as a list."""
        return self._joined([self.day(number) for number in numbers], self._programme.words.last)

    def day(self, number: int) -> str:
        """Return a programme day: its weekday within a week of today, beyond it with the date, and the year."""
        words, day, today = self._programme.words, date.fromordinal(number), date.fromordinal(self._today)
        weekday = words.weekdays[day.weekday()]
        if abs((day - today).days) < _WEEK:
            return weekday
        said = f"{weekday} {day.day} {words.months[day.month - 1]}"
        return said if day.year == today.year else f"{said} {day.year}"

    def until(self, at: datetime) -> str:
        """Return a moment as its calendar day and time."""
        return f"{self.day(at.toordinal())} {at:%H:%M}"

    def _joined(self, words: list[str], last: str) -> str:
        return last.join([self._programme.words.between.join(words[:-1]), words[-1]] if len(words) > 1 else words)
