"""What would open a step: where how many easy days come first, and which of them there are; it decides nothing.

The gate has the last word on what is open. For a step that it has closed this says the way there: what the plan says
today, a return after a pause, or the steps between here and there and the easy days that each of them asks for.
"""

from __future__ import annotations

from collections import deque
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.plan.closures import closures
from comfort_journal.plan.gate import assessment_of
from comfort_journal.plan.progress import days_with_size, earliest_day, next_size, progress, ready_size
from comfort_journal.plan.wording import Wording
from comfort_journal.records.steps import traits_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.plan.assessment import Assessment
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.ladder import Ladder

_FIRST_PAGE_ROW, _STEPS_FROM_ROW = 0, 5


class Opening(NamedTuple):
    """What is said of one step: ``through`` are the steps that easy days lead through, ``easy`` those that count."""

    lines: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    easy: tuple[date, ...] = ()


def openings(case: Case) -> dict[str, Opening]:
    """Return for every step what would open it, and for the current one what it opens, as things stand in the case."""
    look = _Look(case, assessment_of(case))
    return {step: look.opening(rank) for rank, step in enumerate(case.facts.ladder.order)}


class _Look:
    """What one answer's openings are worked out with."""

    def __init__(self, case: Case, answer: Assessment) -> None:
        self._case, self._answer, self._say = case, answer, Wording(case)
        self._ladder, self._forward = case.facts.ladder, progress(case)
        self._shut = {each.what: each for each in closures(case)}
        standing = case.standing
        self._back_to = standing.rank if standing.returns_to is None else standing.returns_to
        self._reached = frozenset(case.steps_up_to(standing.rank, next_size(case)))

    def opening(self, rank: int) -> Opening:
        """Return what is said of the step at a rank."""
        step, here = self._ladder.order[rank], self._case.standing.rank
        if self._answer.may(step):
            return self._onward() if rank == here and not self._answer.offered else Opening()
        closed = tuple(each.reason for each in self._answer.closed if each.what == step)
        if closed:
            return Opening(closed)
        if rank in {*self._reached, *self._forward.offered}:
            if self._answer.row == _FIRST_PAGE_ROW:
                return Opening((self._say.reason("opens.first"),))
            lowered = self._answer.row >= _STEPS_FROM_ROW and not traits_of(step).together
            return Opening((self._say.reason("opens.session" if lowered else "opens.again"),))
        if here < rank <= self._back_to:
            return Opening((self._say.reason("opens.return", {"step": self._say.step(here)}), *self._beside(rank)))
        return self._way(rank)

    def _onward(self) -> Opening:
        """Return what the current step opens, and which of its easy days count."""
        rank = self._case.standing.rank
        following = self._ladder.following(rank)
        if not following:
            return Opening((self._say.reason("why.last"),))
        if self._back_to != rank:
            return Opening((self._say.reason("why.return", {"step": self._say.step(rank)}),))
        easy = self._easy(rank)
        beside = [line for each in following for line in self._beside(each)]
        rule = self._say.reason("opens.onward", {"steps": self._say.steps(following)})
        return Opening((rule, self._so_far(rank, easy), *dict.fromkeys(beside)), (self._ladder.order[rank],), easy)

    def _way(self, rank: int) -> Opening:
        """Return the steps between here and there, what each asks for, and which easy days count at the first."""
        through = self._path(rank)
        first = through[0]
        easy = self._easy(first)
        steps = {"step": self._say.step(first), "steps": self._say.in_turn(through)}
        with_size = self._case.standing.rank >= self._ladder.movement and self._ladder.is_size(first)
        key = "opens.turn" if len(through) > 1 else "opens.size" if with_size else "opens.next"
        first_back = self._back_to != self._case.standing.rank
        back = {"step": self._say.step(self._case.standing.rank)}
        lines = (
            *((self._say.reason("why.return", back),) if first_back else ()),
            self._say.reason(key, steps),
            *(() if first_back else (self._so_far(first, easy),)),
            *self._beside(rank),
        )
        return Opening(lines, tuple(self._ladder.order[each] for each in through), easy)

    def _path(self, rank: int) -> tuple[int, ...]:
        """Return the steps whose easy days lead to a rank, from where practice stands, in as few as there can be."""
        ladder, largest = self._ladder, self._case.standing.largest
        if self._back_to >= ladder.movement and ladder.is_size(rank):
            known = ladder.size_rank(ladder.sizes[0]) if largest is None else largest
            return tuple(range(known or 0, rank))
        return shortest(ladder, self._back_to, rank)

    def _easy(self, rank: int) -> tuple[date, ...]:
        """Return the easy days that count at a step; none count yet at one where practice does not stand."""
        standing = self._case.standing
        if rank == standing.rank:
            found = [day for day, carries in zip(self._forward.counted, self._forward.carry, strict=True) if carries]
        elif standing.rank >= self._ladder.movement and self._ladder.is_size(rank):
            found = [day for day in days_with_size(self._case, rank) if day.easy]
        else:
            found = []
        return tuple(date.fromordinal(day.number) for day in found)

    def _so_far(self, rank: int, easy: tuple[date, ...]) -> str:
        fields = {"step": self._say.step(rank), "days": self._say.days(day.toordinal() for day in easy)}
        return self._say.reason("opens.days" if easy else "opens.none", fields)

    def _beside(self, rank: int) -> Iterator[str]:
        """Yield what a step waits for beside easy days: a size to be ready at, the calendar, what closes it."""
        say, case = self._say, self._case
        if rank == self._ladder.partner:
            if not self._ladder.sizes:
                yield say.reason("opens.sizes")
            else:
                yield say.reason("why.ready_none" if ready_size(case) is None else "why.ready_size")
        day = earliest_day(case, rank)
        if day is not None and day > case.today:
            yield say.reason("why.calendar", {"day": say.day(day), "steps": say.steps([rank])})
        shut = self._shut.get(self._ladder.order[rank])
        if shut is not None and shut.key != "closed.cap":
            yield say.reason(shut.key, shut.fields)


def shortest(ladder: Ladder, rank: int, to: int) -> tuple[int, ...]:
    """Return the steps from one to the last before another, each of them opened by the one before it."""
    ways: deque[tuple[int, ...]] = deque([(rank,)])
    while ways:
        way = ways.popleft()
        if to in ladder.following(way[-1]):
            return way
        ways.extend((*way, each) for each in ladder.following(way[-1]))
    return (rank,)
