"""Everything the table asks about, worked out once: the records read, the days judged, and where practice stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from comfort_journal.plan.facts import Facts, gather, moment_of
from comfort_journal.plan.ladder import ENTRANCE, FIRST_SIZE, MAPPING
from comfort_journal.plan.spikes import Spike, find_spikes, latest_since
from comfort_journal.plan.standing import Standing, stand
from comfort_journal.plan.visits import Day, checkin_visits, practice_days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comfort_journal.plan.facts import Number
    from comfort_journal.plan.programme import Programme
    from comfort_journal.records import Record


@dataclass(frozen=True, repr=False)
class Case:
    """One question to the gate, with what the answer is made of."""

    facts: Facts
    programme: Programme
    now: datetime
    days: tuple[Day, ...]
    spikes: tuple[Spike, ...]
    standing: Standing

    @property
    def today(self) -> int:
        """The programme day of the moment asked about."""
        return self.facts.now.day

    @property
    def resting(self) -> tuple[Spike, ...]:
        """The spikes whose window is open."""
        return tuple(spike for spike in self.spikes if spike.closed is None)

    @property
    def number_since(self) -> Number | None:
        """The latest number since the last of the open spikes; None while there is none."""
        return latest_since(self.facts, max(spike.last for spike in self.resting))

    def visited_since(self, at: float) -> bool:
        """Tell whether a session began after an instant."""
        return bool(self.facts.sittings) and self.facts.sittings[-1].at > at

    def closed_since(self) -> tuple[Spike, ...]:
        """Return the spikes whose rest is over and that no session has followed yet."""
        return tuple(
            spike for spike in self.spikes if spike.closed is not None and not self.visited_since(spike.closed)
        )

    def cleared_since(self) -> tuple[int, ...]:
        """Return the days of signs that were seen to, with no session since."""
        return tuple(
            sign.day for sign in self.facts.signs if sign.cleared is not None and not self.visited_since(sign.cleared)
        )

    def rest_steps(self) -> tuple[int, ...]:
        """Return the steps open while a window is: none before a number at most the line, then the gentle ones."""
        latest = self.number_since
        return () if latest is None or latest.value > self.facts.line else self._gentler_than(self.resting)

    def rest_steps_with_a_number(self) -> tuple[int, ...]:
        """Return the steps open while a window is once a number at most the line is given now, which closes some."""
        return self._gentler_than(spike for spike in self.resting if spike.minimum > self.facts.now.at)

    def _gentler_than(self, spikes: Iterable[Spike]) -> tuple[int, ...]:
        """Return what of the gentlest two steps is gentler than all these, and not above the current step."""
        below = min((spike.gentler_than for spike in spikes), default=float("inf"))
        return tuple(rank for rank in (MAPPING, ENTRANCE) if rank < below and rank <= self.standing.rank)

    def steps_up_to(self, rank: int, next_size: int | None) -> tuple[int, ...]:
        """Return the steps up to a rank.

        At movement and beyond that leaves out the sizes above the largest one used; ``next_size`` may open one more.
        """
        ladder = self.facts.ladder
        if rank < ladder.movement:
            return tuple(range(rank + 1))
        largest = max(self.standing.largest or FIRST_SIZE, next_size or FIRST_SIZE)
        return tuple(each for each in range(rank + 1) if not ladder.is_size(each) or each <= largest)

    def gained(self) -> tuple[int, ...]:
        """Return the steps reached so far: those practised, and all up to the highest of them or the current one."""
        ladder = self.facts.ladder
        practised = {rank for rank in self.standing.practised if rank in range(len(ladder.order))}
        top = max({self.standing.rank, *practised})
        return tuple(sorted({*practised, *self.steps_up_to(top, None)})) if practised or top > MAPPING else ()

    def once(self) -> tuple[int, ...]:
        """Return the steps opened once for today by the owner: a next step, not partner, not on the day of a stop."""
        visits = [visit for day in self.days[-2:] if day.number == self.today for visit in day.visits]
        if any(visit.ended == "stop" for visit in visits):
            return ()
        ladder = self.facts.ladder
        given = [
            (ladder.ranks.get(opened.record.step or ""), opened.at)
            for opened in self.facts.overrides
            if opened.record.scope == "once" and opened.day == self.today
        ]
        return tuple(
            rank
            for rank, at in given
            if rank is not None
            and rank != ladder.partner
            and rank in ladder.following(self.standing.rank)
            and not any(visit.rank == rank and visit.at >= at for visit in visits)
        )

    def day_ends(self) -> datetime:
        """Return when the programme day of the moment asked about ends, by its own clock."""
        return datetime.combine(date.fromordinal(self.today + 1), time(4), self.now.tzinfo)

    def at_own_clock(self, at: float) -> datetime:
        """Return an instant in the offset of the moment asked about, to the second."""
        return self.now + timedelta(seconds=round(at - self.facts.now.at))


def work_out(records: Iterable[Record], programme: Programme, now: datetime) -> Case:
    """Return the case for a moment; ``now`` is aware, and its offset is the one times are told in."""
    now = now.astimezone(timezone(now.utcoffset() or timedelta()))
    facts = gather(records, now)
    days = practice_days(facts, programme)
    spikes = find_spikes(facts, days, checkin_visits(facts, programme))
    return Case(facts, programme, now, days, spikes, stand(facts, days, spikes))


def later(case: Case, now: datetime) -> Case | None:
    """Return the case for a later moment of the same day, by the same records and without reading them again.

    None where that may leave something out: another day or offset, an earlier moment, or a record that has begun since.
    """
    here = moment_of(now)
    same_day = here.day == case.today and now.date() == case.now.date() and now.utcoffset() == case.now.utcoffset()
    if not same_day or not case.facts.now.at <= here.at < case.facts.next_at:
        return None
    facts, standing = replace(case.facts, now=here), case.standing
    if standing.away_since is not None:  # only a pause goes on with the moment that is asked about
        standing = stand(facts, case.days, case.spikes)
    return replace(case, facts=facts, now=now.astimezone(case.now.tzinfo), standing=standing)
