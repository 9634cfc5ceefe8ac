"""The terms of the table, per session: during, after, next day, easy, above the line, too much.

Unknown never counts as comfortable. A session that fell short of what its step asks, without discomfort, decides
nothing: it is neither easy nor above the line, and spoils no day. Where a term leaves room, the reading that opens less
is taken:

- A number counts by when it was given, not by what it was said to be about; every session of a day has its own 6 hours.
- A hold that names no size was at the session's own; one that names another does not count towards the minimum.
- A session that was too much, or that a sign ended, is never easy. A ``start`` of 4 counts as felt in the session.
- A partner session that ended hurt counts as ended for pain; its key and no answer are stops.
- A session ended for pain, burning, a clench or a sign was not without discomfort, nor was one whose next-day number is
  above the line: it counts. The next-day question is about the sessions that count, or about all where none does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from comfort_journal.plan.facts import HOUR
from comfort_journal.plan.ladder import MAPPING, UNKNOWN_SIZE
from comfort_journal.plan.numbers import (
    NEXT_DAY_HOURS,
    PARTNER_STILL_SECONDS,
    SPIKE_AFTER,
    SPIKE_DURING,
    SPIKE_UNSETTLED,
)
from comfort_journal.plan.session_state import ENDED_ABOVE
from comfort_journal.records import Partner, Session
from comfort_journal.records.steps import size_of_step, traits_of

if TYPE_CHECKING:
    from comfort_journal.plan.facts import Facts, Number, Sitting
    from comfort_journal.plan.programme import Programme

_NEVER_EASY = frozenset({*ENDED_ABOVE, "stop", "early", "flag"})
_MAY_DECIDE_NOTHING = frozenset({"complete", "short", "early"})
_FADED = frozenset({"none", "yes"})
_NEVER = float("inf")
_NUMBER_AFTER = NEXT_DAY_HOURS * HOUR


class Visit(Struct, frozen=True, gc=False):
    """One session as the table sees it.

    ``rank`` is the step's on the ladder; ``size`` is the rank of the size it was at, if any. ``next_day`` is the
    highest of its next-day numbers; ``triggers`` are the instants that made it too much, in order. Unless it ``counts``
    it decides nothing; ``easy_but_for_number`` says that no more than a next-day number may be missing.
    """

    at: float
    end: float
    rank: float
    size: int | None
    ended: str
    counts: bool
    easy: bool
    easy_but_for_number: bool
    above: bool
    next_day: int | None
    triggers: tuple[float, ...]
    by_number: bool


class Day(Struct, frozen=True, gc=False):
    """A practice day, a programme day with at least one session; ``number`` is its ordinal."""

    number: int
    visits: tuple[Visit, ...]
    counts: bool
    easy: bool
    above: bool
    numbered: bool
    end: float

    @property
    def counting(self) -> tuple[Visit, ...]:
        """The sessions that decide something."""
        return tuple(visit for visit in self.visits if visit.counts)

    @property
    def asked_about(self) -> tuple[Visit, ...]:
        """The sessions that the next-day question is about."""
        return self.counting or self.visits

    @property
    def asked_from(self) -> float:
        """The instant from which the next-day question is asked."""
        return max(visit.end for visit in self.asked_about) + _NUMBER_AFTER


def practice_days(facts: Facts, programme: Programme) -> tuple[Day, ...]:
    """Return every practice day with its sessions, in order."""
    by_day: dict[int, list[Sitting]] = {}
    for sitting in facts.sittings:
        by_day.setdefault(sitting.day, []).append(sitting)
    look = _Look(facts, programme)
    days = []
    following = _NEVER
    for number in sorted(by_day, reverse=True):
        sittings = by_day[number]
        if len(sittings) == 1:
            only = look.visit(sittings[0], following)
            days.append(Day(number, (only,), only.counts, only.easy, only.above, only.next_day is not None, only.end))
        else:
            days.append(_day_of(number, tuple([look.visit(sitting, following) for sitting in sittings])))
        following = min(following, sittings[0].at)
    days.reverse()
    return tuple(days)


def _day_of(number: int, visits: tuple[Visit, ...]) -> Day:
    counting = [visit for visit in visits if visit.counts]
    return Day(
        number,
        visits,
        bool(counting),
        bool(counting) and all(visit.easy for visit in counting),
        any(visit.above for visit in counting),
        all(visit.next_day is not None for visit in counting or visits),
        max(visit.end for visit in visits),
    )


def checkin_visits(facts: Facts, programme: Programme) -> tuple[tuple[int, Visit], ...]:
    """Return the check-ins with their day, as visits to mapping: nothing is gentle enough to count as below one."""
    if not facts.checkins:
        return ()
    look = _Look(facts, programme)
    starts = [sitting.at for sitting in facts.sittings]
    return tuple(
        (sitting.day, look.visit(sitting, min((at for at in starts if at >= sitting.end), default=_NEVER)))
        for sitting in facts.checkins
    )


class _Place(Struct, frozen=True, gc=False):
    """What a step key says of every session at it: ranks, some traits, the least hold, and for a size its id."""

    rank: float
    size: int | None
    asks_fading: bool
    after_each_hold: bool
    notes_size: bool
    floor: int
    own: str | None


class _Close(NamedTuple):
    """A partner session's private close, by the names a session has for the same; nothing where there is none."""

    during: int | None = None
    after: int | None = None
    settled: bool | None = None
    start: int | None = None
    tags: tuple[str, ...] = ()
    spike: bool = False


class _Look:
    """What every session of one answer is judged with."""

    def __init__(self, facts: Facts, programme: Programme) -> None:
        self._line = facts.line
        self._ladder = facts.ladder
        self._programme = programme
        self._places: dict[str, _Place] = {}
        self._numbers: dict[int, list[Number]] = {}
        for number in facts.numbers:
            self._numbers.setdefault(number.day, []).append(number)

    def visit(self, sitting: Sitting, following: float) -> Visit:
        """Judge one session; ``following`` is the instant at which the next day's first session begins."""
        end, record, line = sitting.end, sitting.record, self._line
        next_day, given = None, []
        opens = end + _NUMBER_AFTER
        for number in self._numbers.get(sitting.day + 1, ()):
            if opens <= number.at < following:
                given.append(number)
                if next_day is None or number.value > next_day:
                    next_day = number.value
        felt: Session | _Close
        ended: str
        if isinstance(record, Session):
            felt, after, ended = record, after_of(record), record.ended
            place = self._places.get(record.step) or self._place(record.step)
            rank, size = place.rank, place.size
            if place.notes_size:
                size = self._ladder.size_rank(record.size)
            hurt = ended in ENDED_ABOVE
            if place.asks_fading:  # got as far as the step asks, and said besides the discomfort what an easy day needs
                reached, said = record.faded is not None, record.faded in _FADED
            else:
                reached, said = _held(record, place), after is not None or not place.after_each_hold
            may_be_easy = reached and said and not record.masked and ended not in _NEVER_EASY
            short = (ended == "early" or not reached) and ended in _MAY_DECIDE_NOTHING and not record.masked
        else:
            felt = close_of(record)
            after, ended, size = felt.after, record.ended, None
            rank = self._ladder.partner if record.mode == "step" else MAPPING
            hurt = record.close is not None and record.close.ended_as == "hurt"
            may_be_easy = not hurt and _partner_held(record)
            short = not hurt and _partner_short(record)
        during = felt.during
        over = (
            (during is not None and during > line)
            or (after is not None and after > line)
            or (next_day is not None and next_day > line)
            or (felt.start is not None and felt.start >= SPIKE_DURING)
        )
        triggers: tuple[float, ...] = ()
        by_number = False
        if over or felt.spike:
            least = line + 1 if "sharp" in felt.tags else SPIKE_AFTER
            triggers = tuple([number.at for number in given if number.value >= least])
            by_number = bool(triggers)
            if _too_much(felt, after, line):
                triggers = (end, *triggers)
        fit = may_be_easy and during is not None and not over and not triggers
        counts = not short or during is None or over or felt.spike
        easy = fit and next_day is not None
        return Visit(sitting.at, end, rank, size, ended, counts, easy, fit, over or hurt, next_day, triggers, by_number)

    def _place(self, step: str) -> _Place:
        traits, rank = traits_of(step), self._ladder.ranks.get(step, UNKNOWN_SIZE)
        size = int(rank) if self._ladder.is_size(rank) else None
        floor, own = self._programme.step(traits.kind).floor, size_of_step(step)
        place = _Place(rank, size, traits.asks_fading, traits.after_each_hold, traits.notes_size, floor, own)
        self._places[step] = place
        return place


def _held(record: Session, place: _Place) -> bool:
    """Tell whether one hold of a session at its own size was as long as its step asks."""
    own = place.own or record.size
    if place.own is not None and record.size is not None and record.size != own:
        return False
    for hold in record.holds:  # noqa: SIM110  a generator costs ten years of sessions a fifth of the answer's time
        if hold.seconds >= place.floor and (hold.size is None or hold.size == own):
            return True
    return False


def after_of(record: Session) -> int | None:
    """Return the highest number given after contact, of the session or of a hold."""
    after = record.after
    for hold in record.holds:
        if hold.after is not None and (after is None or hold.after > after):
            after = hold.after
    return after


def close_of(record: Partner) -> _Close:
    """Return what the private close says, by a session's names."""
    return _Close() if (own := record.close) is None else _Close(own.during, own.after, own.settled, tags=own.tags)


def _partner_held(record: Partner) -> bool:
    """Tell whether a partner session may count: still for a minute, ended by a key, and stopped whenever wanted."""
    return (
        record.close is not None
        and record.close.respected != "no"
        and record.ended not in {"technical", "early"}
        and record.seconds.get("still", 0) >= PARTNER_STILL_SECONDS
    )


def _partner_short(record: Partner) -> bool:
    """Tell whether a partner session broke off by itself before it got as far, with a private close that is no "no"."""
    if record.close is None or record.close.respected == "no":
        return False
    held = record.seconds.get("still", 0) >= PARTNER_STILL_SECONDS
    return record.ended == "early" or (record.ended == "technical" and not held)


def _too_much(felt: Session | _Close, after: int | None, line: int) -> bool:
    """Tell whether the session itself, without the next day, was a spike; ``settled`` unknown makes none."""
    during = felt.during
    return (
        felt.spike
        or (during is not None and during >= SPIKE_DURING)
        or (during == SPIKE_UNSETTLED and felt.settled is False)
        or (felt.start is not None and felt.start >= SPIKE_DURING)
        or (after is not None and after >= SPIKE_AFTER)
        or ("sharp" in felt.tags and ((during is not None and during > line) or (after is not None and after > line)))
    )


def close_too_much(record: Partner, line: int) -> bool:
    """Tell whether a private close by itself says that it was too much, as it counts for the gate."""
    felt = close_of(record)
    return _too_much(felt, felt.after, line)
