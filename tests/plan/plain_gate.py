"""The gate a second time, as plainly as it can be written: it owns nothing but the rule's own words.

Written from the programme's page and the record contract alone, as the other side of the differential test. Straight
loops over all records for every question, no state kept, slow on purpose; numbers stand where the page has them.

Where the page can be read in two ways, this is what is read here:

 1. Only what had begun or was said by the moment asked about is known; a session under way is known with its numbers.
 2. A session belongs to the programme day on which it began.
 3. A value "given" is a kept rating of either kind; a session's own numbers are not values given.
 4. "Before any new session" means a session of a later programme day, so that the sessions of one evening share the
    morning; after a check-in it is any session. Each session has its own 6 h, and each whose morning says 3 spikes.
 5. A hold without a size is at the session's own size. `start` of 4 and more counts as felt in the session.
 6. A session that spiked (also by the owner's word) or ended for a flag is not easy.
 7. "It hurt" at the private close is an end for pain. A "no" to its first question closes `partner` after a check-in
    too.
 8. "Above 2" in row 2 is above the owner's line, since a value <= line ends it.
 9. A spike at any step moves the step back, and every spike of a day does; a check-in's spike counts as at the current
    step, and while its rest lasts no step is gentle enough. A session at a lower step moves nothing by being lower.
10. Two of the last three practice days are days at any step, and only moving back by them uses them up. Where days used
    up are among the two, the count starts new all the same, and a step above the one they had moved to is left by one
    lower again, but not below that one. Else a worse number that moved it back sooner would leave more open.
11. Spikes "within 14 days" are counted in programme days, the fourteenth included; the day of a next-day number that
    was too much belongs to its spike. Rest that the owner lengthened within 72 h is not shortened again. Of two spikes
    each counts for the other where it began by the other's last trigger, so that a worse number shortens no rest; a
    day's spikes move the step back from the lowest step up.
12. A placement is a clinician's (`reason`), never into `partner` or a size off the ladder. Given while a sign stood or
    rest went on it opens nothing, neither a higher step nor a larger size, but a lower step holds. It ends a pause
    that had begun, and does not stand for a practice day otherwise. `start_step` of the profile decides nothing. Away
    again before the easy day that returns it, the step stays and so does the return.
13. `once` opens what easy days here would open, since the steps' order has no shortcut, in rows 7 to 10 only; a session
    under it never moves the step up, and its step is not practised by it.
14. At `movement` and later a size is open up to the largest one used, and one more by easy days at that one.
15. A size that left the ladder never is the current step; it stands just below the first size.
16. The informed choice opens mapping only while no rest goes on.
17. After a flag, row 6 stands at the previous easy step below the current one until a session was had.
18. `ask` closes nothing: else an answer above the line would open more than none.
19. `shallow` and later share their one session a day. `closed` names what the row would leave open.
20. Partner is open only when rows 0 to 8 are clear; the sample calendar has it from day 15; RC-6 alone leaves it open
    or offered, as the circuit is part of that evening.
21. The timers are low from the spike or sign on until the first session after it was over, whatever the row.
22. Strength wants the latest practice day easy as well, and is closed in rows 0 to 4.
23. A session "without discomfort" was not ended for pain, burning or clench, and its next-day number was not above
    the line; one that a sign ended counts. In a partner session a key and no answer are stops.
24. A session that decides nothing gives no day its step or size, in rows 8 and 9 and for strength. It is a session all
    the same: it moves practice up, opens movement again, ends a pause, a resume and a once-only override, and the
    number of the day before comes before it. Else a worse number in it would open more.
25. The next-day question is about the sessions that count, or about all where none does.
26. Each cap leaves out one such session a day.
27. Practice days follow each other by their dates; a placement holds from the first session, or check-in that was too
    much, of theirs that began no earlier than it was given, wherever the clocks stood.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from comfort_journal.records import (
    Circuit,
    Flag,
    Override,
    Partner,
    Profile,
    RatingRecord,
    Record,
    Session,
    moment,
    programme_day,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Answer: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Sat:
    """One session as the terms need it: a session record or a partner record."""

    id: str
    step: str
    start: datetime
    end: datetime
    during: int | None
    after: int | None
    settled: bool | None
    tags: tuple[str, ...]
    masked: bool
    said_spike: bool
    ended: str
    held: bool
    size: str | None
    day: date
    short: bool
    closed: bool = True


@dataclass(frozen=True)
class Spike:
    """A session that was too much, with the times of its first and last trigger."""

    sat: Sat
    first: datetime
    last: datetime

    @property
    def last_day(self) -> date:
        """The day that a session of too much takes with it: its own, or that of the number which said so."""
        return self.sat.day + timedelta(days=1 if self.last > self.sat.end else 0)


@dataclass(frozen=True)
class Given:
    """A number that was given and kept."""

    at: datetime
    day: date
    value: int


class Known:
    """What is known at a moment, kind by kind."""

    def __init__(self, records: Sequence[Record], now: datetime) -> None:
        """Leave out what was recorded after ``now``."""
        self.now = now
        self.today = programme_day(now)
        self.ratings = sorted((r for r in records if isinstance(r, RatingRecord) and moment(r.at) <= now), key=_at)
        self.flags = [r for r in records if isinstance(r, Flag) and moment(r.at) <= now and not r.taken_back]
        self.profiles = sorted((r for r in records if isinstance(r, Profile) and moment(r.at) <= now), key=_at)
        self.overrides = sorted((r for r in records if isinstance(r, Override) and moment(r.at) <= now), key=_at)
        self.circuits = [r for r in records if isinstance(r, Circuit) and moment(r.ended_at) <= now]
        self.partners = [r for r in records if isinstance(r, Partner) and moment(r.started_at) <= now]
        self.profile = self.profiles[-1] if self.profiles else None
        self.line = self.profile.line if self.profile else 2
        self.ladder = [size.id for size in self.profile.sizes] if self.profile else []
        sessions = [r for r in records if isinstance(r, Session) and moment(r.started_at) <= now]
        sats = [_from_session(r) for r in sessions] + [_from_partner(r) for r in self.partners if r.mode == "step"]
        self.sats = sorted(sats, key=lambda sat: (sat.start, sat.end, sat.id))
        self.checkins = [_from_partner(r) for r in self.partners if r.mode == "checkin"]
        self.days = sorted({sat.day for sat in self.sats})
        self.values = [
            Given(moment(r.at), programme_day(r.at), r.value)
            for r in self.ratings
            if r.kept is True and r.value is not None
        ]
        # Looked up so often that they are told once.
        self.mornings = {sat: values_next_day(self, sat) for sat in [*self.sats, *self.checkins]}
        self.spikes = spikes(self)
        self.counting = [sat for sat in self.sats if counts(self, sat)]


def _at(record: RatingRecord | Profile | Override) -> datetime:
    return moment(record.at)


def _highest(values: Sequence[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def _from_session(r: Session) -> Sat:
    """Return a session record as the terms need it; ``start`` counts from 4 on (ST-1)."""
    began = r.start if r.start is not None and r.start >= 4 else None
    size = r.size if r.step == "movement" else None
    if r.step.startswith("dilator:"):
        size = r.step.removeprefix("dilator:")
    return Sat(
        id=r.id,
        step=r.step,
        start=moment(r.started_at),
        end=moment(r.ended_at),
        during=_highest([r.during, began, *(hold.during for hold in r.holds)]),
        after=_highest([r.after, *(hold.after for hold in r.holds)]),
        settled=r.settled,
        tags=r.tags,
        masked=r.masked,
        said_spike=r.spike,
        ended=r.ended,
        held=minimum_hold_reached(r, size),
        size=size,
        day=programme_day(r.started_at),
        short=r.ended == "early" or not (r.faded if r.step == "mapping" else minimum_hold_reached(r, size)),
    )


def _from_partner(r: Partner) -> Sat:
    """Return a partner record as a session with the values of its private close."""
    close = r.close
    ended = "complete"
    if r.ended in {"technical", "early"} or close is None or close.respected == "no":
        ended = "early"
    if close is not None and close.ended_as == "hurt":
        ended = "pain"
    held = r.seconds.get("still", 0) >= 60
    return Sat(
        id=r.id,
        step="partner",
        start=moment(r.started_at),
        end=moment(r.ended_at),
        during=close.during if close else None,
        after=close.after if close else None,
        settled=close.settled if close else None,
        tags=close.tags if close else (),
        masked=False,
        said_spike=False,
        ended=ended,
        held=held,
        size=None,
        day=programme_day(r.started_at),
        short=(r.ended == "early" or (r.ended == "technical" and not held)) and not (close and close.respected == "no"),
        closed=close is not None,
    )


# The terms


def minimum_hold_reached(r: Session, size: str | None) -> bool:
    """Tell whether a session reached its step's minimum, by a hold at the session's own size."""
    if r.step == "mapping":
        return r.faded in {"yes", "none"}
    least = 30 if r.step == "entrance" else 20 if r.step == "shallow" else 60
    for hold in r.holds:
        at_own_size = hold.size is None or hold.size == size
        if hold.seconds >= least and at_own_size:
            return True
    return False


def values_next_day(known: Known, sat: Sat) -> list[Given]:
    """Return what was given on the next programme day, 6 h or more after the end and before any new session."""
    found = []
    for rating in known.values:
        if rating.day != sat.day + timedelta(days=1):
            continue
        if rating.at < sat.end + timedelta(hours=6):
            continue
        before = [other for other in known.sats if other.start <= rating.at]
        if any(other.start >= sat.end if sat in known.checkins else other.day > sat.day for other in before):
            continue
        found.append(rating)
    return found


def next_day(known: Known, sat: Sat) -> int | None:
    """Return the highest number given in the window, None where there is none."""
    return _highest([rating.value for rating in known.mornings[sat]])


def spike_of(known: Known, sat: Sat) -> Spike | None:
    """Return the one spike a session gave, if it gave one."""
    triggers = []
    line = known.line
    if (
        (sat.during is not None and sat.during >= 4)
        or (sat.during == 3 and sat.settled is False)
        or (sat.after is not None and sat.after >= 3)
        or sat.said_spike
        or ("sharp" in sat.tags and any(value is not None and value > line for value in (sat.during, sat.after)))
    ):
        triggers.append(sat.end)
    triggers += [
        rating.at
        for rating in known.mornings[sat]
        if rating.value >= 3 or ("sharp" in sat.tags and rating.value > line)
    ]
    return Spike(sat, min(triggers), max(triggers)) if triggers else None


def spikes(known: Known) -> list[Spike]:
    """Return every spike, check-ins included, day by day and from the lowest step up."""

    def in_order(spike: Spike) -> tuple[date, int, datetime, datetime, datetime]:
        at = rank(known, "mapping" if spike.sat in known.checkins else spike.sat.step)
        return spike.sat.day, at, spike.first, spike.last, spike.sat.end

    found = [spike_of(known, sat) for sat in [*known.sats, *known.checkins]]
    return sorted((spike for spike in found if spike), key=in_order)


def counts(known: Known, sat: Sat) -> bool:
    """Tell whether a session counts: not one that fell short of what its step asks, without discomfort."""
    morning = next_day(known, sat)
    return not (
        sat.short
        and sat.closed
        and sat.during is not None
        and sat.during <= known.line
        and (sat.after is None or sat.after <= known.line)
        and (morning is None or morning <= known.line)
        and not sat.masked
        and not sat.said_spike
        and sat.ended not in {"stop", "pain", "burning", "clench", "flag"}
    )


def easy_session(known: Known, sat: Sat) -> bool:
    """Tell whether one session meets every condition of an easy day."""
    morning = next_day(known, sat)
    return (
        sat.held
        and sat.closed
        and sat.during is not None
        and sat.during <= known.line
        and (sat.after <= known.line if sat.after is not None else sat.step != "shallow")
        and sat.ended not in {"pain", "burning", "clench", "stop", "early", "flag"}
        and not sat.masked
        and morning is not None
        and morning <= known.line
        and spike_of(known, sat) is None
    )


def easy_day(known: Known, day: date) -> bool:
    """Tell whether at least one session of that day counts, and every one that does was easy."""
    counting = [sat for sat in known.counting if sat.day == day]
    return bool(counting) and all(easy_session(known, sat) for sat in counting)


def looked_at(known: Known) -> list[date]:
    """Return the practice days that rows 8 and 9 look at: with a session that counts, as one above the line does."""
    return sorted({sat.day for sat in known.counting})


def above_the_line(known: Known, day: date) -> bool:
    """Tell whether a session of that day went above the line or ended for pain, burning or clench."""
    for sat in known.sats:
        if sat.day != day:
            continue
        for value in (sat.during, sat.after, next_day(known, sat)):
            if value is not None and value > known.line:
                return True
        if sat.ended in {"pain", "burning", "clench"}:
            return True
    return False


# The order of the steps


def order(known: Known) -> list[str]:
    """Return all steps, lowest first."""
    return ["mapping", "entrance", "shallow", *(f"dilator:{size}" for size in known.ladder), "movement", "partner"]


def rank(known: Known, step: str) -> int:
    """Return where a step stands; a size that left the ladder stands where the first one stands."""
    steps = order(known)
    return steps.index(step) if step in steps else steps.index("shallow") + 1


def steps_opened_by(known: Known, step: str) -> list[str]:
    """Return what easy days on a step open."""
    sizes = [f"dilator:{size}" for size in known.ladder]
    if step == "mapping":
        return ["entrance"]
    if step == "entrance":
        return ["shallow", *sizes[:1]]
    if step == "shallow":
        return [*sizes[:1], "movement"]
    if step in sizes:
        after = sizes.index(step) + 1
        return [*sizes[after : after + 1], "movement"]
    return ["partner"] if step == "movement" else []


def one_before(known: Known, step: str) -> str:
    """Return the step before in the opening order, the gentler of two."""
    sizes = [f"dilator:{size}" for size in known.ladder]
    if step == "partner":
        return "movement"
    if step == "movement":
        return "shallow"
    if step in sizes[1:]:
        return sizes[sizes.index(step) - 1]
    if step == "shallow" or step in sizes:
        return "entrance"
    return "mapping"


def one_lower(known: Known, current: str, until: date) -> str:
    """Return the highest step practised up to that day below the current one, else the one before it."""
    sats = [sat for sat in known.sats if sat.day <= until and not under_once(known, sat)]
    practised = [sat.step for sat in sats if sat.step in order(known)]
    below = [step for step in practised if rank(known, step) < rank(known, current)]
    if below:
        return max(below, key=lambda step: rank(known, step))
    return one_before(known, current)


def previous_easy_step(known: Known, spiked: str, before: date) -> str:
    """Return the highest step below the one that spiked with an easy day before that day, else mapping."""
    found = "mapping"
    for sat in known.counting:
        if (
            sat.day < before
            and sat.step in order(known)
            and rank(known, found) < rank(known, sat.step) < rank(known, spiked)
            and easy_day(known, sat.day)
        ):
            found = sat.step
    return found


# The current step


@dataclass
class Stand:
    """Where the fold stands: the step, when its count began, where a pause left from, what the last day did."""

    step: str = "mapping"
    since: datetime | None = None
    back_to: str | None = None
    last: date | None = None
    away: bool = False
    moved_back_by: tuple[date, ...] = ()
    moved_to: str = "mapping"
    used_up: date = date.min

    def move(self, step: str, since: datetime) -> None:
        """Stand at a step; its count starts new."""
        self.step, self.since, self.back_to = step, since, None


def under_once(known: Known, sat: Sat) -> bool:
    """Tell whether it came on the day of a once-only override for its step, after it was given."""
    for override in known.overrides:
        if (
            override.scope == "once"
            and override.step == sat.step
            and programme_day(override.at) == sat.day
            and moment(override.at) <= sat.start
        ):
            return True
    return False


def placements(known: Known) -> list[Override]:
    """Return the placements a clinician gave."""
    return [
        override
        for override in known.overrides
        if override.scope == "placement" and override.reason == "clinician"
        if override.step in order(known) and override.step != "partner"
    ]


def given_while_shut(known: Known, override: Override) -> bool:
    """Tell whether a sign stood or rest went on when it was given."""
    at = moment(override.at)
    if any(moment(flag.at) <= at and (not flag.cleared_at or moment(flag.cleared_at) > at) for flag in known.flags):
        return True
    windows = [(spike.first, window_closed_at(known, spike)) for spike in known.spikes]
    return any(first <= at and (closed is None or closed > at) for first, closed in windows)


def fold(known: Known) -> Stand:
    """Return the current step: the fold over practice days, placements and check-in spikes, and the time up to now."""
    # A day is judged as a whole, after its last session.
    ends = {day: max(sat.start for sat in known.sats if sat.day == day) for day in known.days}
    alone = [spike for spike in known.spikes if spike.sat in known.checkins and spike.sat.day not in ends]
    happened: list[tuple[date, datetime, int, Any]] = [
        *((sat.day, sat.start, 1, sat) for sat in known.sats),
        *((day, end, 2, day) for day, end in ends.items()),
        *((programme_day(spike.first), spike.first, 3, spike) for spike in alone),
    ]
    happened.sort(key=lambda each: each[:3])
    for override in placements(known):
        later = (place for place, each in enumerate(happened) if each[2] in {1, 3} and each[1] >= moment(override.at))
        happened.insert(next(later, len(happened)), (programme_day(override.at), moment(override.at), 0, override))
    stand = Stand()
    for day, at, what, which in happened:
        if what == 0:
            _away(known, stand, day, at)
            lower = rank(known, which.step) < rank(known, stand.step)
            stand.move(which.step if lower or not given_while_shut(known, which) else stand.step, at)
            stand.moved_back_by = ()
            if stand.away:
                stand.last = day
        elif what == 1:
            _moves_up(known, stand, which)
        elif what == 2:
            _ends(known, stand, day, at)
        else:
            _spikes(known, stand, [which], day)
    _away(known, stand, known.today, known.now)
    return stand


def _away(known: Known, stand: Stand, day: date, at: datetime) -> None:
    """Move one lower when the last practice day is more than 14 days before that day, but not twice in a row."""
    stand.away = stand.last is not None and (day - stand.last).days > 14
    if stand.away and stand.back_to:
        stand.since = at
    elif stand.away:
        before = stand.step
        stand.move(one_lower(known, before, day - timedelta(days=1)), at)
        stand.back_to = before if before != stand.step else None


def _moves_up(known: Known, stand: Stand, sat: Sat) -> None:
    """Move up with a session at a higher step, but not under a once-only override or at a size off the ladder."""
    if stand.last != sat.day:
        _away(known, stand, sat.day, sat.start)
        stand.last = sat.day
    if sat in known.counting:
        stand.moved_back_by = ()
    if sat.step in order(known) and rank(known, sat.step) > rank(known, stand.step) and not under_once(known, sat):
        stand.move(sat.step, sat.start)


def _spikes(known: Known, stand: Stand, spiked: Sequence[Spike], day: date) -> None:
    """Move back for every spike: to the previous easy step or one lower, whichever is lower."""
    for spike in spiked:
        step = stand.step if spike.sat in known.checkins else spike.sat.step
        lower = [one_lower(known, stand.step, day), previous_easy_step(known, step, day)]
        stand.move(min(lower, key=lambda step: rank(known, step)), spike.last)


def _ends(known: Known, stand: Stand, day: date, at: datetime) -> None:
    """Take in what a whole practice day said."""
    _spikes(known, stand, [spike for spike in known.spikes if spike.sat.day == day], day)
    after = at + timedelta(seconds=1)
    recent = [each for each in looked_at(known) if each <= day][-3:]
    above = [each for each in recent if above_the_line(known, each)]
    if len(above) >= 2 and day in above:
        stand.since = after
        lower = one_lower(known, stand.step, day)
        not_used = [each for each in above if stand.used_up < each]
        if len(not_used) >= 2:
            stand.move(lower, after)
            stand.moved_back_by, stand.moved_to, stand.used_up = tuple(not_used), lower, day
        elif rank(known, stand.step) > rank(known, stand.moved_to):
            stand.move(max(lower, stand.moved_to, key=lambda step: rank(known, step)), after)
            stand.moved_back_by = tuple(above)
    at_this_step = any(sat.day == day and sat.step == stand.step for sat in known.counting)
    if stand.back_to and at_this_step and easy_day(known, day):
        stand.move(stand.back_to, after)


# Rest


def minimum_rest(known: Known, spike: Spike) -> timedelta:
    """Return the least rest: 24 h, 48 h at the second spike in 14 days, 72 h at the third, or the owner's longer."""
    counted = [other for other in known.spikes if other.first <= spike.last]
    within = sum((spike.sat.day - other.sat.day).days <= 14 for other in counted)
    hours = [24 if within <= 1 else 48 if within == 2 else 72]
    for profile, following in zip(known.profiles, [*known.profiles[1:], None], strict=True):
        replaced_before = following is not None and moment(following.at) <= spike.last
        if moment(profile.at) < spike.last + timedelta(hours=72) and not replaced_before:
            hours.append(profile.rest_hours)
    return timedelta(hours=max(hours))


def window_closed_at(known: Known, spike: Spike) -> datetime | None:
    """Return when a window closed: the first value <= line given at or after the minimum."""
    for rating in known.values:
        if rating.at >= spike.last + minimum_rest(known, spike) and rating.value <= known.line:
            return rating.at
    return None


def open_windows(known: Known) -> list[Spike]:
    """Return the spikes whose windows are open."""
    return [spike for spike in known.spikes if window_closed_at(known, spike) is None]


# The rows


def assess_plainly(records: Sequence[Record], now: datetime) -> Answer:
    """Return what of the gate's answer decides."""
    known = Known(records, now)
    stand = fold(known)
    for row in (gate_0, gate_1, gate_2, gate_3, gate_4, gate_5, gate_6, gate_7, gate_8, gate_9):
        answer = row(known, stand)
        if answer:
            break
    else:
        answer = gate_10(known, stand)
    return {**answer, "timers": timers(known, answer["row"]), "strength": strength(known, answer["row"])}


def _answer(known: Known, row: int, outcome: str, step: str, steps: Sequence[str], **more: Any) -> Answer:  # noqa: ANN401
    """Return an answer with what caps and cards close taken out."""
    offered = more.pop("offered", [])
    closed = closings(known, [*steps, *offered])
    shut = {each["what"] for each in closed if each["id"] != "RC-6"}
    return {
        "row": row,
        "outcome": outcome,
        "step": step,
        "offered": sorted(step for step in offered if step not in shut),
        "open": ["circuit", *(step for step in order(known) if step in steps and step not in shut)],
        "dates": sorted(day.isoformat() for day in set(more.pop("dates", ()))),
        "until": more.pop("until", None),
        "closed": closed,
    }


def gate_0(known: Known, stand: Stand) -> Answer | None:
    """Row 0: adult and agreement not confirmed."""
    if known.profile and known.profile.adult and known.profile.agreed:
        return None
    return _answer(known, 0, "closed", stand.step, [])


def gate_1(known: Known, stand: Stand) -> Answer | None:
    """Row 1: a sign recorded and not cleared."""
    signs = [flag for flag in known.flags if flag.cleared_at is None or moment(flag.cleared_at) > known.now]
    if not signs:
        return None
    return _answer(known, 1, "evaluate", stand.step, [], dates=[programme_day(flag.at) for flag in signs])


def gate_2(known: Known, stand: Stand) -> Answer | None:
    """Row 2: 48 h after a spike whose window is open, and the latest value from 6 h after it on is above the line."""
    bad = []
    for spike in open_windows(known):
        later = [rating for rating in known.values if rating.at >= spike.first + timedelta(hours=6)]
        if known.now >= spike.first + timedelta(hours=48) and later and later[-1].value > known.line:
            bad.append(spike.sat.day)
    return _answer(known, 2, "evaluate", stand.step, [], dates=bad) if bad else None


def gate_3(known: Known, stand: Stand) -> Answer | None:
    """Row 3: history without current care; the informed choice opens mapping, but not while rest goes on."""
    profile = known.profile
    if profile is None or profile.in_care is True or not set(profile.history) - {"none", "later", "unsaid"}:
        return None
    informed = any(override.scope == "informed" for override in known.overrides)
    return _answer(known, 3, "evaluate", stand.step, ["mapping"] if informed and not open_windows(known) else [])


def gate_4(known: Known, stand: Stand) -> Answer | None:
    """Row 4: a rest window open."""
    windows = open_windows(known)
    if not windows:
        return None
    since = [rating for rating in known.values if rating.at >= max(spike.last for spike in windows)]
    steps = []
    if since and since[-1].value <= known.line:
        for step in ("mapping", "entrance"):
            earlier = all(
                spike.sat in known.sats and rank(known, step) < rank(known, spike.sat.step) for spike in windows
            )
            if earlier and rank(known, step) <= rank(known, stand.step):
                steps.append(step)
    until = max(spike.last + minimum_rest(known, spike) for spike in windows)
    dates = [spike.sat.day for spike in windows]
    return _answer(
        known, 4, "rest", stand.step, steps, dates=dates, until=until.astimezone(known.now.tzinfo).isoformat()
    )


def gate_5(known: Known, stand: Stand) -> Answer | None:
    """Row 5: the last practice day has no next-day value, today is its next day, 6 h have passed, nobody skipped."""
    if not known.days or known.today != known.days[-1] + timedelta(days=1):
        return None
    of_that_day = [sat for sat in known.counting if sat.day == known.days[-1]]
    of_that_day = of_that_day or [sat for sat in known.sats if sat.day == known.days[-1]]
    if all(next_day(known, sat) is not None for sat in of_that_day):
        return None
    if known.now < max(sat.end for sat in of_that_day) + timedelta(hours=6):
        return None
    for rating in known.ratings:
        asked = rating.about == "next_day" and programme_day(rating.at) == known.today
        if asked and rating.skipped and rating.kept is True:
            return None
    return _answer(known, 5, "ask", stand.step, steps_up_to(known, stand.step), dates=[known.days[-1]])


def ends_without_session_since(known: Known) -> tuple[list[date], list[date]]:
    """Return the days of spikes whose window closed, and of flags that were cleared, with no session since."""

    def none_since(at: datetime) -> bool:
        return not any(sat.start > at for sat in known.sats)

    rested, cleared = [], []
    for spike in known.spikes:
        at = window_closed_at(known, spike)
        if at is not None and none_since(at):
            rested.append(spike.sat.day)
    for flag in known.flags:
        at = moment(flag.cleared_at) if flag.cleared_at else None
        if at is not None and at <= known.now and none_since(at):
            cleared.append(programme_day(flag.at))
    return rested, cleared


def gate_6(known: Known, stand: Stand) -> Answer | None:
    """Row 6: a rest window closed or a flag was cleared, no session since, not more than 14 days away."""
    rested, cleared = ends_without_session_since(known)
    if not (rested or cleared) or stand.away:
        return None
    step = previous_easy_step(known, stand.step, date.max) if cleared else stand.step
    return _answer(known, 6, "resume", step, steps_up_to(known, step), dates=rested + cleared)


def gate_7(known: Known, stand: Stand) -> Answer | None:
    """Row 7: more than 14 days since the last practice day."""
    if not stand.away:
        return None
    steps = [*steps_up_to(known, stand.step), *once(known, stand)]
    return _answer(known, 7, "step_back", stand.step, steps, dates=[stand.last or known.today])


def gate_8(known: Known, stand: Stand) -> Answer | None:
    """Row 8: the last practice day moved the current step back for two of three above the line."""
    if not stand.moved_back_by:
        return None
    steps = [*steps_up_to(known, stand.step), *once(known, stand)]
    return _answer(known, 8, "step_back", stand.step, steps, dates=stand.moved_back_by)


def counted_days(known: Known, stand: Stand) -> list[date]:
    """Return the last four practice days at this step since the count began, 28 days old at most, after any spike."""
    here = [sat for sat in known.counting if sat.step == stand.step]
    return last_four_fresh(known, [sat for sat in here if not stand.since or sat.start >= stand.since])


def last_four_fresh(known: Known, sats: Sequence[Sat]) -> list[date]:
    """Return the last four days of these sessions, 28 days old at most, none on or before a spike day."""
    found = []
    for day in sorted({sat.day for sat in sats}):
        after_spikes = all(day > spike.last_day for spike in known.spikes)
        if after_spikes and (known.today - day).days <= 28:
            found.append(day)
    return found[-4:]


def three_of_four(known: Known, days: Sequence[date], easy: Sequence[date]) -> bool:
    """Tell whether at least three are easy, the latest is, and the latest practice day at any step is."""
    return len(easy) >= 3 and easy[-1] == days[-1] and easy_day(known, looked_at(known)[-1])


def easy_days_open(known: Known, stand: Stand) -> list[str]:
    """Return what the easy days at this step open, as far as calendar and ready size allow."""
    days = counted_days(known, stand)
    easy = [day for day in days if easy_day(known, day)]
    if not three_of_four(known, days, easy):
        return []
    opened = [step for step in steps_opened_by(known, stand.step) if calendar_allows(known, step)]
    if "partner" in opened and not at_ready_size(known, days, easy):
        opened.remove("partner")
    return opened


def gate_9(known: Known, stand: Stand) -> Answer | None:
    """Row 9: three of the last four at this step easy, the latest too, and the calendar agrees."""
    easy = [day for day in counted_days(known, stand) if easy_day(known, day)]
    steps = [*steps_up_to(known, stand.step), *once(known, stand), *partner_too(stand)]
    offered = easy_days_open(known, stand)
    answer = _answer(known, 9, "advance", stand.step, steps, offered=offered, dates=easy)
    return answer if answer["offered"] else None


def gate_10(known: Known, stand: Stand) -> Answer:
    """Row 10: otherwise; where all that easy days open is closed otherwise, it says by what."""
    easy = [day for day in counted_days(known, stand) if easy_day(known, day)]
    steps = [*steps_up_to(known, stand.step), *once(known, stand), *partner_too(stand)]
    return _answer(known, 10, "stay", stand.step, steps, offered=easy_days_open(known, stand), dates=easy)


# What the rows lean on


def steps_up_to(known: Known, step: str) -> list[str]:
    """Return the steps up to one, without ``partner``."""
    steps = order(known)[: rank(known, step) + 1]
    if step in {"movement", "partner"}:
        steps = [each for each in steps if not each.startswith("dilator:") or size_was_opened(known, each)]
    return [each for each in steps if each != "partner"]


def largest_used(known: Known) -> int:
    """Return the place on the ladder of the largest size used or placed at, -1 where there is none."""
    sats = [sat for sat in known.sats if not under_once(known, sat)]
    used = [known.ladder.index(sat.size) for sat in sats if sat.size in known.ladder]
    placed = [override for override in placements(known) if not given_while_shut(known, override)]
    used += [rank(known, o.step) - 3 for o in placed if o.step and o.step.startswith("dilator:")]
    return max(used, default=-1)


def size_was_opened(known: Known, step: str) -> bool:
    """Tell whether a size below `movement` is the first, not above the largest used, or opened by easy days at that."""
    place, largest = rank(known, step) - 3, largest_used(known)
    if place <= max(largest, 0):
        return True
    if place != largest + 1 or not calendar_allows(known, step):
        return False
    days = last_four_fresh(known, [sat for sat in known.counting if sat.size == known.ladder[largest]])
    return three_of_four(known, days, [day for day in days if easy_day(known, day)])


def partner_too(stand: Stand) -> list[str]:
    """Return ``partner`` where practice stands there; only rows 9 and 10 ask."""
    return ["partner"] if stand.step == "partner" else []


def once(known: Known, stand: Stand) -> list[str]:
    """Return what the owner opened for one session today; never partner, not on the day of a stop."""
    if any(sat.day == known.today and sat.ended == "stop" for sat in known.sats):
        return []
    found = []
    for override in known.overrides:
        if override.scope != "once" or programme_day(override.at) != known.today or override.step == "partner":
            continue
        used = any(sat.step == override.step and sat.start >= moment(override.at) for sat in known.sats)
        if override.step in steps_opened_by(known, stand.step) and not used:
            found.append(override.step)
    return found


def at_ready_size(known: Known, days: list[date], easy: list[date]) -> bool:
    """Tell whether three easy days, the latest too, were at the owner's ready size or a later rung."""
    ready = ready_size(known)
    if ready is None:
        return False
    found = []
    for day in easy:
        sizes = [sat.size for sat in known.counting if sat.day == day and sat.step == "movement"]
        if all(size in known.ladder[known.ladder.index(ready) :] for size in sizes):
            found.append(day)
    return len(found) >= 3 and found[-1] == days[-1]


def ready_size(known: Known) -> str | None:
    """Return the ready size that holds: raised at any time, lowered from the next programme day."""
    held = None
    for profile in known.profiles:
        if programme_day(profile.at) < known.today:
            held = profile.ready_size
    chosen = [profile.ready_size for profile in known.profiles if programme_day(profile.at) >= known.today]
    if known.profile is None or known.profile.ready_size is None:
        return None
    holding = [size for size in [held, *chosen] if size is not None]
    if not all(size in known.ladder for size in holding):
        return None
    return max(holding, key=known.ladder.index)


def calendar_allows(known: Known, step: str) -> bool:
    """Tell whether the sample calendar, where it is on, has reached a step's earliest day."""
    if known.profile is None or known.profile.calendar_start is None:
        return True
    earliest = {"mapping": 1, "entrance": 4, "shallow": 7, "movement": 11, "partner": 15}.get(step, 11)
    if known.ladder and step == f"dilator:{known.ladder[0]}":
        earliest = 7
    return known.today >= date.fromisoformat(known.profile.calendar_start) + timedelta(days=earliest - 1)


def timers(known: Known, row: int) -> str:
    """Return "low" during rest, and after rest or a cleared flag until a session was had."""
    rested, cleared = ends_without_session_since(known)
    return "low" if row in {4, 6} or rested or cleared else "full"


def strength(known: Known, row: int) -> bool:
    """STR-0: the last four practice days at movement or partner easy, over 14 days or more, no spike in 14 days."""
    days = sorted({sat.day for sat in known.counting if sat.step in {"movement", "partner"}})[-4:]
    if row <= 4 or len(days) < 4 or not all(easy_day(known, day) for day in [*days, looked_at(known)[-1]]):
        return False
    if any((known.today - spike.last_day).days <= 14 for spike in known.spikes):
        return False
    return (days[-1] - days[0]).days >= 14


def closings(known: Known, steps: Sequence[str]) -> list[dict[str, str]]:
    """Return what else is closed: caps, RC-6, TS-3, the parts a sign closes, a partner step not reopened."""
    found = []
    for flag in known.flags:
        if flag.cleared_at is not None and moment(flag.cleared_at) <= known.now:
            continue
        if flag.sign in {"bleeding", "fever", "odour", "infection"}:
            found.append(("RC-5", "RF-1"))
        if flag.sign in {"bulge", "pressure"}:
            found += [("RC-3", "RF-2"), ("RC-4", "RF-2"), ("STR", "RF-2")]
    if used_up(known, [sat for sat in known.sats if sat.step == "entrance"]) >= 3:
        found.append(("entrance", "ST-2"))
    if used_up(known, [sat for sat in known.sats if sat.step not in {"mapping", "entrance"}]) >= 1:
        found += [(step, _row_of(step)) for step in order(known) if step not in {"mapping", "entrance"}]
    if movement_hurt_last(known):
        found.append(("movement", "TS-3"))
    if partner_not_reopened(known):
        found.append(("partner", "ST-6"))
    hour_ago = known.now - timedelta(minutes=60)
    circuit_done = any(moment(c.ended_at) >= hour_ago and whole_circuit(c) for c in known.circuits)
    if "partner" in steps and not circuit_done and not any(what == "partner" for what, _ in found):
        found.append(("partner", "RC-6"))
    parts = {"RC-3", "RC-4", "RC-5", "STR"}
    return [{"what": what, "id": row} for what, row in sorted(set(found)) if what in parts or what in steps]


def used_up(known: Known, sats: Sequence[Sat]) -> int:
    """Return how many of these sessions a cap counts today: all but one that decides nothing."""
    today = [sat for sat in sats if sat.day == known.today]
    return len(today) - min(1, sum(sat not in known.counting for sat in today))


def _row_of(step: str) -> str:
    return {"shallow": "ST-3", "movement": "ST-5", "partner": "ST-6"}.get(step, "ST-4")


def whole_circuit(circuit: Circuit) -> bool:
    """Tell whether a circuit was one; warmth may be skipped (RC-5), and the owner may attest it."""
    done = {part.part.partition(":")[0] for part in circuit.parts if part.done}
    return circuit.attested or done >= {"RC-1", "RC-2", "RC-3", "RC-4"}


def movement_hurt_last(known: Known) -> bool:
    """TS-3: movement ended for pain, burning or clench, and no session at a lower step since."""
    hurt = False
    for sat in known.sats:
        if sat.step == "movement" and sat.ended in {"pain", "burning", "clench"}:
            hurt = True
        elif sat.step in order(known) and rank(known, sat.step) < rank(known, "movement"):
            hurt = False
    return hurt


def partner_not_reopened(known: Known) -> bool:
    """Tell whether a partner step waits for its close, or was not respected and not reopened since."""
    for partner in known.partners:
        if partner.mode == "step" and partner.close is None and not partner.close_skipped:
            return True
        reopened = partner.reopened_at is not None and moment(partner.reopened_at) <= known.now
        if partner.close is not None and partner.close.respected == "no" and not reopened:
            return True
    return False
