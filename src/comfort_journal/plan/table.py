"""The rows of the table, GATE-0 .. GATE-10, in the order in which the first match wins.

Where the page leaves room, the reading that opens less was taken:

- "Above 2" in row 2 is above the line: a lowered line holds there too, and a number at most the line ends it.
- The informed choice of row 3 opens mapping only while there is no rest window.
- In row 5 the steps stay open, so that a high number never opens more than silence.
- A skipped or missing next-day number leaves its day a practice day that was not easy.
- Seen to after a sign, practice resumes at the highest step below the current one that had an easy day, else mapping.
- With the calendar on, its days hold back what is offered, not what is open already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.plan.counting import counting
from comfort_journal.plan.ladder import MAPPING
from comfort_journal.plan.progress import next_size
from comfort_journal.plan.spikes import lasting
from comfort_journal.plan.standing import previous_easy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from comfort_journal.plan.assessment import Outcome
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.facts import Sign
    from comfort_journal.plan.progress import Progress
    from comfort_journal.plan.spikes import Spike
    from comfort_journal.plan.wording import Wording

_NO_HISTORY = frozenset({"none", "later", "unsaid"})
"""Answers to the question about history that name none; anything else in the list does."""


class Asked(NamedTuple):
    """What a row looks at; what is offered in ``forward`` is already without ``shut``, the ranks closed otherwise."""

    case: Case
    say: Wording
    forward: Progress
    shut: frozenset[int] = frozenset()

    def now(self, ranks: Iterable[int], *, partner: bool = False) -> tuple[int, ...]:
        """Return those of the ranks that may be practised now: what a reason may call open."""
        kept = (rank for rank in ranks if rank not in self.shut)
        return tuple(rank for rank in kept if partner or rank != self.case.facts.ladder.partner)


class Answer(NamedTuple):
    """What a row says: the rank it stands at, the ranks it leaves open, the key and fields of its reason, its days.

    ``waits`` says that one number up to the line, given now, would open more.
    """

    row: int
    outcome: Outcome
    rank: int
    open: tuple[int, ...]
    key: str
    fields: dict[str, str]
    days: tuple[int, ...] = ()
    until: datetime | None = None
    offered: tuple[int, ...] = ()
    waits: bool = False


def answer(asked: Asked) -> Answer:
    """Return the first row that matches; the last always does."""
    return next(found for row in ROWS if (found := row(asked)) is not None)


def _not_agreed(asked: Asked) -> Answer | None:
    """GATE-0: the adult and agreement page comes first."""
    case = asked.case
    profile = case.facts.profile
    if profile is not None and profile.adult and profile.agreed:
        return None
    return Answer(0, "closed", case.standing.rank, (), "0", {})


def _sign(asked: Asked) -> Answer | None:
    """GATE-1: a red-flag sign stands."""
    case, say = asked.case, asked.say
    standing = [sign for sign in case.facts.signs if sign.cleared is None]
    if not standing:
        return None
    fields = {"day": say.day(standing[0].day)}
    return Answer(1, "evaluate", case.standing.rank, (), f"1.{standing[0].sign}", fields, _days(standing))


def _lasting(asked: Asked) -> Answer | None:
    """GATE-2: two days after it was too much, it is known to be above the line still."""
    case, say = asked.case, asked.say
    found = [spike for spike in case.spikes if lasting(case.facts, spike)]
    if not found:
        return None
    return Answer(2, "evaluate", case.standing.rank, (), "2", {"day": say.day(found[0].day)}, _days(found), waits=True)


def _history(asked: Asked) -> Answer | None:
    """GATE-3: a history without current care; the owner's informed choice opens mapping."""
    case = asked.case
    profile = case.facts.profile
    if profile is None or profile.in_care is True or not set(profile.history) - _NO_HISTORY:
        return None
    if not any(opened.record.scope == "informed" for opened in case.facts.overrides):
        return Answer(3, "evaluate", case.standing.rank, (), "3", {})
    return Answer(3, "evaluate", case.standing.rank, () if case.resting else (MAPPING,), "3.informed", {})


def _rest(asked: Asked) -> Answer | None:
    """GATE-4: a rest window is open."""
    case, say = asked.case, asked.say
    resting = case.resting
    if not resting:
        return None
    until = case.at_own_clock(max(spike.minimum for spike in resting))
    steps, latest = case.rest_steps(), case.number_since
    over, now, then = until <= case.now, asked.now(steps), asked.now(case.rest_steps_with_a_number())
    lowest = "" if then else "_lowest"
    if latest is None:
        key = "4.number" if over else f"4.unknown{lowest}"
    elif latest.value > case.facts.line:
        key = "4.still" if over else f"4.above{lowest}"
    elif over:
        key = "4.ready" if now else "4.number"
    else:
        key = "4.settled" if now else "4.once_more" if then else "4.circuit"
    fields = {"until": say.until(until), "days": say.days(_days(resting)), "steps": say.steps(now or then)}
    waits = over or len(then) > len(now)
    return Answer(4, "rest", case.standing.rank, steps, key, fields, _days(resting), until, waits=waits)


def _ask(asked: Asked) -> Answer | None:
    """GATE-5: yesterday's practice has no next-day number yet, and 6 h have passed."""
    case, say = asked.case, asked.say
    last = case.days[-1] if case.days else None
    if (
        last is None
        or last.numbered
        or last.number + 1 != case.today
        or case.facts.now.at < last.asked_from
        or case.today in case.facts.skipped
    ):
        return None
    key = "5" if counting(case, last) == "waiting" else "5.other"
    return Answer(5, "ask", case.standing.rank, _open(case), key, {"day": say.day(last.number)}, (last.number,))


def _resume(asked: Asked) -> Answer | None:
    """GATE-6: rest is over, or a sign was seen to, and no session has followed yet."""
    case, say = asked.case, asked.say
    rested, cleared = case.closed_since(), case.cleared_since()
    if case.standing.away_since is not None or not (rested or cleared):
        return None
    rank = case.standing.rank
    if cleared:
        rank = min(rank, previous_easy(case.standing, rank))
    days, ranks = tuple(sorted({*cleared, *_days(rested)})), _open(case, rank)
    fields = {"step": say.step(max(asked.now(ranks))), "days": say.days(days)}
    return Answer(6, "resume", rank, ranks, "6.flag" if cleared else "6.rest", fields, days)


def _away(asked: Asked) -> Answer | None:
    """GATE-7: more than 14 days since the last practice day."""
    case, say = asked.case, asked.say
    since = case.standing.away_since
    if since is None:
        return None
    rank, ranks = case.standing.rank, _open(case)
    now = asked.now(ranks)
    key = "7" if case.standing.returns_to is not None and now == tuple(range(rank + 1)) else "7.some"
    fields = {"step": say.step(rank), "steps": say.steps(now), "day": say.day(since)}
    return Answer(7, "step_back", rank, ranks, key, fields, (since,))


def _back(asked: Asked) -> Answer | None:
    """GATE-8: the last practice day was the second of three above the line."""
    case, say = asked.case, asked.say
    days = case.standing.back
    if not days:
        return None
    rank, ranks = case.standing.rank, _open(case)
    here = max(asked.now(ranks))
    key = "8.mapping" if rank == MAPPING else "8" if here == rank else "8.today"
    return Answer(8, "step_back", rank, ranks, key, {"step": say.step(here), "days": say.days(days)}, days)


def _advance(asked: Asked) -> Answer | None:
    """GATE-9: moving on is offered, with the same weight as staying."""
    case, say, forward = asked.case, asked.say, asked.forward
    if not forward.offered:
        return None
    rank, days = case.standing.rank, tuple(day.number for day in forward.easy)
    fields = {"step": say.step(rank), "steps": say.steps(forward.offered), "days": say.days(days)}
    key = "9.gentler" if rank in asked.shut else "9"
    return Answer(9, "advance", rank, _open(case), key, fields, days, offered=forward.offered)


def _stay(asked: Asked) -> Answer | None:
    """GATE-10: everything else."""
    case, say, forward = asked.case, asked.say, asked.forward
    rank, ranks = case.standing.rank, _open(case)
    now = asked.now(ranks, partner=True)
    key = "10.first" if not case.days else "10" if now == tuple(range(len(now))) else "10.some"
    fields = {"step": say.step(max(now)), "steps": say.steps(now)}
    return Answer(10, "stay", rank, ranks, key, fields, tuple(day.number for day in forward.easy))


ROWS: tuple[Callable[[Asked], Answer | None], ...] = (
    _not_agreed,
    _sign,
    _lasting,
    _history,
    _rest,
    _ask,
    _resume,
    _away,
    _back,
    _advance,
    _stay,
)


def _days(dated: Iterable[Sign | Spike]) -> tuple[int, ...]:
    return tuple(sorted({each.day for each in dated}))


def _open(case: Case, rank: int | None = None) -> tuple[int, ...]:
    return case.steps_up_to(case.standing.rank if rank is None else rank, next_size(case))
