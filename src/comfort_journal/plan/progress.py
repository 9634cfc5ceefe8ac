"""What easy days open: three of the last four at a step, the latest among them, and nothing too much since.

With the sample calendar on, a step also waits for its earliest day. Partner opens only by days at the ready size or a
later one; a day with movement at several sizes is at the smallest of them, and a size that was not noted is none.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.plan.ladder import FIRST_SIZE
from comfort_journal.plan.numbers import EASY_DAYS, EASY_NEEDED, EASY_OF, STRENGTH_DAYS, STRENGTH_SPREAD
from comfort_journal.records.steps import SIZED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.plan.case import Case
    from comfort_journal.plan.visits import Day, Visit


class Progress(NamedTuple):
    """How far the days at the current step carry: ``counted`` are looked at, ``offered`` ranks are open to move on to.

    ``carry`` says of each counted day whether it is an easy one that opens what follows: at movement only one at the
    ready size. ``later`` are steps that only the calendar holds back, with their earliest day.
    """

    counted: tuple[Day, ...]
    carry: tuple[bool, ...]
    carried: bool
    offered: tuple[int, ...]
    later: tuple[tuple[int, int], ...]

    @property
    def easy(self) -> tuple[Day, ...]:
        """The easy days among those counted."""
        return tuple(day for day in self.counted if day.easy)

    @property
    def more(self) -> int:
        """How many easy days in a row, from here on, would carry."""
        found = list(self.carry)
        more = 0
        while not more or sum(found[-EASY_OF:]) < EASY_NEEDED:
            found.append(True)
            more += 1
        return more


def progress(case: Case) -> Progress:
    """Return what the days at the current step open."""
    rank, ladder = case.standing.rank, case.facts.ladder
    counted = _counted(case, lambda visit: visit.rank == rank, case.standing.count_from)
    following = ladder.following(rank)
    carry = tuple(day.easy for day in counted)
    if rank == ladder.movement:
        ready = ready_size(case)
        carry = tuple(day.easy and _at_size(case, day, ready) for day in counted)
    carried = _carries(case, carry)
    reached = tuple(each for each in following if _reached(case, each))
    later = tuple((each, earliest_day(case, each) or 0) for each in following if each not in reached)
    return Progress(counted, carry, carried, reached if carried else (), later)


def next_size(case: Case) -> int | None:
    """Return the size above the largest one used once that one's own days carry, for whoever is at movement."""
    largest = case.standing.largest
    if largest is None or not case.facts.ladder.is_size(largest + 1) or not _reached(case, largest + 1):
        return None
    counted = days_with_size(case, largest)
    return largest + 1 if _carries(case, [day.easy for day in counted]) else None


def days_with_size(case: Case, size: int) -> tuple[Day, ...]:
    """Return the last four practice days with a size, still or moving, as far as they count."""
    return _counted(case, lambda visit: visit.size == size, float("-inf"))


def ready_size(case: Case) -> int | None:
    """Return the rank of the ready size: the latest one chosen, but a lowered one only from the next programme day."""
    profiles = case.facts.profiles
    if not profiles:
        return None
    earlier = [profile for moment, profile in profiles if moment.day < case.today][-1:]
    today = [profile for moment, profile in profiles if moment.day >= case.today]
    chosen = [(case.facts.ladder.size_rank(profile.ready_size), profile) for profile in (*earlier, *today)]
    ranks = [rank for rank, _ in chosen]
    if ranks[-1] is None or any(rank is None and profile.ready_size is not None for rank, profile in chosen):
        return None
    return max(rank for rank in ranks if rank is not None)


def earliest_day(case: Case, rank: int) -> int | None:
    """Return the sample calendar's earliest day for a step, as an ordinal; None while the calendar is off."""
    profile = case.facts.profile
    if profile is None or profile.calendar_start is None:
        return None
    steps = case.programme.steps
    ladder = case.facts.ladder
    if ladder.is_size(rank):
        size = case.programme.step(SIZED)
        day = size.earliest_day if rank == FIRST_SIZE else (size.earliest_next or size.earliest_day)
    else:
        day = steps[rank if rank < FIRST_SIZE else rank - len(ladder.sizes) + 1].earliest_day
    return date.fromisoformat(profile.calendar_start).toordinal() + day - 1


def strength(case: Case) -> bool:
    """Tell whether STR-0 holds: the last four days with movement all easy, spread out, and nothing too much lately."""
    ladder = case.facts.ladder
    moved = (day for day in reversed(case.days) if any(visit.rank >= ladder.movement for visit in day.counting))
    latest = tuple(islice(moved, STRENGTH_DAYS))
    return (
        len(latest) == STRENGTH_DAYS
        and all(day.easy for day in latest)
        and latest_easy(case)
        and latest[0].number - latest[-1].number >= STRENGTH_SPREAD
        and not any(case.today - spike.until_day <= STRENGTH_SPREAD for spike in case.spikes)
    )


def _counted(case: Case, wanted: Callable[[Visit], bool], since: float) -> tuple[Day, ...]:
    """Return the last four practice days with such a session since an instant, in order, none old or before a spike."""
    spiked = max((spike.until_day for spike in case.spikes), default=0)
    found: list[Day] = []
    for day in reversed(case.days):
        if len(found) == EASY_OF or day.number <= spiked or case.today - day.number > EASY_DAYS:
            break
        if any(wanted(visit) and visit.at >= since for visit in day.counting):
            found.append(day)
    return tuple(reversed(found))


def _carries(case: Case, carry: Sequence[bool]) -> bool:
    return sum(carry) >= EASY_NEEDED and carry[-1] and latest_easy(case)


def latest_day(case: Case) -> Day | None:
    """Return the latest practice day that decides anything, at any step."""
    return next((day for day in reversed(case.days) if day.counts), None)


def latest_easy(case: Case) -> bool:
    """Tell whether that day was easy."""
    latest = latest_day(case)
    return latest is not None and latest.easy


def _at_size(case: Case, day: Day, ready: int | None) -> bool:
    movement = case.facts.ladder.movement
    return ready is not None and all(
        visit.size is not None and visit.size >= ready for visit in day.counting if visit.rank == movement
    )


def _reached(case: Case, rank: int) -> bool:
    earliest = earliest_day(case, rank)
    return earliest is None or case.today >= earliest
