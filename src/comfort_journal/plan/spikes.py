"""Spikes and their rest: every spike has its own window, and rest lasts until the last of them is closed.

A window opens at the spike's last trigger and closes at the first number at most the line that is given once its
minimum is over; before that, or without a number, it stays open however long. Numbers are those the owner gave
(rating records); what was felt in another session neither closes a window nor says that discomfort lasts.

Where the page leaves room, so that a worse number never shortens a rest: each of several spikes that one number told
of lengthens the rest of the others, and so does one that began before the last trigger of another. The spikes of a
day come by their step, the lowest first, whenever in the day each was told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.plan.facts import HOUR
from comfort_journal.plan.ladder import MAPPING
from comfort_journal.plan.numbers import EVALUATE_HOURS, NEXT_DAY_HOURS, REST_HOURS, SPIKE_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.plan.facts import Facts, Number
    from comfort_journal.plan.visits import Day, Visit


class Spike(NamedTuple):
    """One spike: its programme ``day`` and the last day that belongs to it, its rank, and its rest window.

    ``rank`` is None for a check-in, which is at no step. ``first`` and ``last`` are its triggers, ``minimum`` the end
    of the least rest, ``closed`` the instant of the number that ended it or None while rest goes on. ``nth`` is how
    many there were in the two weeks up to it, itself among them.
    """

    day: int
    until_day: int
    rank: float | None
    first: float
    last: float
    minimum: float
    closed: float | None
    nth: int

    @property
    def sore_next_day(self) -> bool:
        """Whether the next day's number told of it."""
        return self.until_day > self.day

    @property
    def gentler_than(self) -> float:
        """Only steps below this rank are gentler than the spike; a check-in leaves none."""
        return MAPPING if self.rank is None else self.rank


def find_spikes(facts: Facts, days: tuple[Day, ...], checkins: tuple[tuple[int, Visit], ...]) -> tuple[Spike, ...]:
    """Return every spike with its window, in order of day and step."""
    found = sorted(_triggered(days, checkins), key=lambda each: (each[0], each[2].rank, each[2].triggers, each[2].end))
    spikes: list[Spike] = []
    on_days = [day for day, _, _ in found]
    given_at = [number.at for number in facts.numbers]
    for day, rank, visit in found:
        # One that began by this one's last trigger is of its day, up to two weeks before or, a check-in, of the next.
        around = found[bisect_left(on_days, day - SPIKE_DAYS) : bisect_right(on_days, day + 1)]
        near = sum(other.triggers[0] <= visit.triggers[-1] for _, _, other in around)
        hours = max(REST_HOURS[min(near, len(REST_HOURS)) - 1], _chosen_hours(facts, visit.triggers[-1]))
        minimum = visit.triggers[-1] + hours * HOUR
        since = map(facts.numbers.__getitem__, range(bisect_left(given_at, minimum), len(given_at)))
        closed = next((each.at for each in since if each.value <= facts.line), None)
        until_day = day + 1 if visit.by_number else day
        spikes.append(Spike(day, until_day, rank, visit.triggers[0], visit.triggers[-1], minimum, closed, near))
    return tuple(spikes)


def latest_since(facts: Facts, at: float) -> Number | None:
    """Return the latest number given at or after an instant; of several at once, the highest."""
    if not facts.numbers or facts.numbers[-1].at < at:
        return None
    return facts.numbers[-1]


def lasting(facts: Facts, spike: Spike) -> bool:
    """Tell whether discomfort is known to last: 48 h after the first trigger, the latest number above the line."""
    if spike.closed is not None or facts.now.at < spike.first + EVALUATE_HOURS * HOUR:
        return False
    latest = latest_since(facts, spike.first + NEXT_DAY_HOURS * HOUR)
    return latest is not None and latest.value > facts.line


def _triggered(
    days: tuple[Day, ...], checkins: tuple[tuple[int, Visit], ...]
) -> Iterator[tuple[int, float | None, Visit]]:
    for day in days:
        for visit in day.visits:
            if visit.triggers:
                yield day.number, visit.rank, visit
    for number, visit in checkins:
        if visit.triggers:
            yield number, None, visit


def _chosen_hours(facts: Facts, opened: float) -> int:
    """Return the longest rest the owner had chosen when the window opened, or chose in the longest rest there is.

    A choice made later says nothing about a rest that is over, and one that was lengthened is not shortened again.
    """
    hours = 0
    for (moment, profile), (after, _) in pairwise((*facts.profiles, (None, None))):
        in_force_until = after.at if after is not None else float("inf")
        if moment is not None and profile is not None and moment.at < opened + REST_HOURS[-1] * HOUR:
            hours = max(hours, profile.rest_hours if in_force_until > opened else 0)
    return hours
