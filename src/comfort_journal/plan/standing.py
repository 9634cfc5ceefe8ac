"""The current step: where practice stands, a fold over the practice days in order.

A session at a lower step never moves it. Where the page leaves room:

- A session at any higher step moves it up, also one the app would not have guided; one under a once-only override never
  does, nor does one at a size that is no longer on the ladder.
- Every spike of a day moves it back, and so do two of three days above the line, also when both fall on one day.
- Days above the line that are used up lead no lower than they did. A later one beside them begins the count anew, and
  leads back from a step that was practised higher in between: else a worse number that moved it back sooner would
  leave more open.
- Only a placement that a clinician gave counts, never into partner. One given while a sign stood or rest went on raises
  nothing and still lowers, else a session that was worse could leave practice higher. One given after a pause began
  ends the pause.
- After a pause, moving in any way other than by an easy day at the gentler step gives up the return. Days away while
  the return is still to come lower nothing more, else a stop at the gentler step would move it back.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.plan.ladder import MAPPING, UNKNOWN_SIZE
from comfort_journal.plan.numbers import ABOVE_NEEDED, ABOVE_OF, AWAY_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comfort_journal.plan.facts import Facts
    from comfort_journal.plan.spikes import Spike
    from comfort_journal.plan.visits import Day

_ALWAYS = float("-inf")


class Placement(NamedTuple):
    """A clinician's placement at a rank; one that only ``lowers`` was given while a sign stood or rest went on."""

    at: float
    day: int
    rank: int
    lowers: bool


@dataclass
class Standing:
    """Where practice stands after some days.

    ``count_from`` is the instant from which sessions count towards a next step; ``practised`` are the ranks practised
    so far, ``easy`` those with an easy day, ``largest`` the rank of the largest size used or placed at. ``back``
    holds the days above the line that moved it back on the last practice day, ``back_days`` every day on which it
    moved back, ``moved_to`` the rank that the latest days above the line led to. ``returns_to`` is the step before a
    pause. ``away_since`` is the last practice day while practice is paused at the moment asked about.
    """

    rank: int = MAPPING
    count_from: float = _ALWAYS
    practised: set[int] = field(default_factory=set)
    largest: int | None = None
    easy: set[int] = field(default_factory=set)
    back: tuple[int, ...] = ()
    back_days: list[int] = field(default_factory=list)
    moved_to: int = MAPPING
    returns_to: int | None = None
    away_since: int | None = None
    last_day: int | None = None

    def move(self, rank: int, count_from: float) -> None:
        """Stand at a rank; the count begins anew, and a pause has nothing left to return to."""
        self.rank, self.count_from, self.returns_to = rank, count_from, None


def stand(facts: Facts, days: tuple[Day, ...], spikes: tuple[Spike, ...]) -> Standing:
    """Return where practice stands at the moment of the facts."""
    standing, placements, once = Standing(), _placements(facts, spikes), _once(facts)
    by_day: dict[int, list[Spike]] = {}
    for spike in spikes:
        by_day.setdefault(spike.day, []).append(spike)
    recent: list[tuple[int, bool, bool]] = []
    apart = deque(sorted(by_day.keys() - {day.number for day in days}))
    for day in days:
        while apart and apart[0] < day.number:
            _spiked_apart(facts, standing, placements, by_day[apart.popleft()])
        if placements or standing.last_day is None or day.number - standing.last_day > AWAY_DAYS:
            _come_back(facts, standing, placements, day.number, day.visits[0].at)
        standing.back = () if day.counts else standing.back
        _visited(facts, standing, placements, once, day)
        if day.number in by_day:
            _spiked(facts, standing, by_day[day.number])
        if day.counts:
            recent.append((day.number, day.above, False))
        if day.above:
            _two_of_three(facts, standing, day, recent)
        if day.easy:
            _easy_day(standing, day)
        standing.last_day = day.number
    for number in apart:
        _spiked_apart(facts, standing, placements, by_day[number])
    _come_back(facts, standing, placements, facts.now.day, facts.now.at)
    return standing


def _once(facts: Facts) -> dict[tuple[int, float | None], float]:
    """Return when each once-only override was first given, by its day and rank."""
    return {
        (opened.day, facts.ladder.ranks.get(opened.record.step or "")): opened.at
        for opened in reversed(facts.overrides)
        if opened.record.scope == "once"
    }


def _placements(facts: Facts, spikes: tuple[Spike, ...]) -> deque[Placement]:
    """Return the clinician's placements, in order of time."""
    forever = float("inf")
    shut = [(spike.first, forever if spike.closed is None else spike.closed) for spike in spikes]
    shut += [(sign.at, forever if sign.cleared is None else sign.cleared) for sign in facts.signs]
    return deque(
        Placement(opened.at, opened.day, rank, any(begun <= opened.at < over for begun, over in shut))
        for opened in facts.overrides
        if opened.record.scope == "placement"
        and opened.record.reason == "clinician"
        and (rank := facts.ladder.ranks.get(opened.record.step or "")) is not None
        and rank != facts.ladder.partner
    )


def _come_back(facts: Facts, standing: Standing, placements: deque[Placement], day: int, at: float) -> None:
    """Take in the days since the last practice day: placements hold once given, a pause moves one lower."""
    _placed(facts, standing, placements, at)
    standing.away_since = standing.last_day if _paused(facts, standing, day, at) else None


def _placed(facts: Facts, standing: Standing, placements: deque[Placement], at: float) -> None:
    """Take in the placements up to an instant; one given in a pause ends it, and days away are counted from there."""
    while placements and placements[0].at <= at:
        placed = placements[0]
        if _paused(facts, standing, placed.day, placed.at):
            standing.last_day = placed.day
        _place(facts, standing, placements, placed.at)


def _paused(facts: Facts, standing: Standing, day: int, at: float) -> bool:
    """Return True where that day is too long after the last practice day; the first such pause moves one lower."""
    if standing.last_day is None or day - standing.last_day <= AWAY_DAYS:
        return False
    if standing.returns_to is not None:
        standing.count_from = at
        return True
    before = standing.rank
    standing.move(facts.ladder.one_lower(before, standing.practised), at)
    standing.returns_to = before if before > standing.rank else None
    return True


def _place(facts: Facts, standing: Standing, placements: deque[Placement], at: float) -> None:
    """Stand where the placements given up to an instant say."""
    while placements and placements[0].at <= at:
        placed = placements.popleft()
        standing.move(min(placed.rank, standing.rank) if placed.lowers else placed.rank, placed.at)
        standing.back = ()
        if facts.ladder.is_size(placed.rank) and not placed.lowers:
            standing.largest = max(placed.rank, standing.largest or placed.rank)


def _visited(
    facts: Facts,
    standing: Standing,
    placements: deque[Placement],
    once: dict[tuple[int, float | None], float],
    day: Day,
) -> None:
    """Move up with the first session at a higher step that no override had opened for once."""
    for visit in day.visits:
        if placements:
            _place(facts, standing, placements, visit.at)
        if once and once.get((day.number, visit.rank), visit.at + 1) <= visit.at:
            continue
        if visit.size is not None and visit.size > (standing.largest or 0):
            standing.largest = visit.size
        if visit.rank == UNKNOWN_SIZE or (visit.rank <= standing.rank and visit.rank in standing.practised):
            continue  # nearly every session is at a step that was practised before
        rank = int(visit.rank)
        standing.practised.add(rank)
        if rank > standing.rank:
            standing.move(rank, visit.at)


def _spiked(facts: Facts, standing: Standing, spikes: Iterable[Spike]) -> None:
    """Move back to the previous easy step or one lower, whichever is lower; a check-in spikes at the current step."""
    for spike in spikes:
        at = standing.rank if spike.rank is None else spike.rank
        lower = facts.ladder.one_lower(standing.rank, standing.practised)
        standing.move(min(lower, previous_easy(standing, at)), spike.last)
        standing.back_days.append(spike.day)


def _spiked_apart(facts: Facts, standing: Standing, placements: deque[Placement], spikes: list[Spike]) -> None:
    """Take in a day's check-ins that were too much, on a day without practice; after what was placed before them."""
    _placed(facts, standing, placements, spikes[0].first)
    _spiked(facts, standing, spikes)


def previous_easy(standing: Standing, rank: float) -> int:
    """Return the highest step below a rank that had an easy day, else mapping."""
    return max((each for each in standing.easy if each < rank), default=MAPPING)


def _two_of_three(facts: Facts, standing: Standing, day: Day, recent: list[tuple[int, bool, bool]]) -> None:
    """Move one lower where a day above the line is the second of the last three; used up, they lead no lower."""
    above = [(number, used) for number, is_above, used in recent[-ABOVE_OF:] if is_above]
    if len(above) < ABOVE_NEEDED:
        return
    lower = facts.ladder.one_lower(standing.rank, standing.practised)
    fresh = [number for number, used in above if not used]
    if len(fresh) >= ABOVE_NEEDED:
        standing.moved_to = lower
        recent[-ABOVE_OF:] = [(number, is_above, True) for number, is_above, _ in recent[-ABOVE_OF:]]
    elif standing.rank > standing.moved_to:
        fresh = [number for number, _ in above]
    else:
        standing.count_from = day.end
        return
    standing.move(max(lower, standing.moved_to), day.end)
    standing.back = tuple(fresh)
    standing.back_days.append(day.number)


def _easy_day(standing: Standing, day: Day) -> None:
    """Remember where it was easy; the first easy day at the gentler step ends what a pause had lowered."""
    for visit in day.visits:
        if visit.counts and visit.rank != UNKNOWN_SIZE and visit.rank not in standing.easy:
            standing.easy.add(int(visit.rank))
    if standing.returns_to is not None and any(visit.rank == standing.rank for visit in day.counting):
        standing.move(standing.returns_to, day.end)
