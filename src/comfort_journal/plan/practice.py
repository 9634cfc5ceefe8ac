"""One guided session as a pure machine: any key ends a hold, no hold outlasts its ceiling, no number is ever assumed.

A state can be written down at any moment; one that is not over is an early end, so a session cut off says so.
``now`` is monotonic seconds and comes in as an argument. The numbers are ``Terms``, made from the content by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from comfort_journal.plan.numbers import SPIKE_AFTER, SPIKE_DURING, SPIKE_UNSETTLED
from comfort_journal.records import Hold, Session

if TYPE_CHECKING:
    from comfort_journal.plan.programme import StepKind

Phase: TypeAlias = Literal[
    "ready", "placing", "start", "holding", "faded", "during", "breathing", "again", "waiting", "after", "more", "over"
]
Ended: TypeAlias = Literal["complete", "short", "pain", "burning", "clench", "stop", "flag", "early"]
Faded: TypeAlias = Literal["none", "yes", "partly", "no"]

FADED: Final[tuple[Faded, ...]] = ("none", "yes", "partly", "no")
"""The answers about a tender place, the quietest first; a session's is the least quiet of its places."""
NUMBERS: Final = ("start", "during", "again", "after")
"""The phases that wait for a number."""


@dataclass(frozen=True)
class Terms:
    """What one session goes by; lengths in seconds. ``holds`` None: as many places as there are."""

    step: str
    kind: StepKind
    line: int
    least: int
    most: int
    holds: int | None
    place: int
    breathe: int
    wait: int
    still: int = 20
    small: int = 10
    size: str | None = None
    tool: str | None = None


@dataclass(frozen=True)
class Pressed:
    """Any key without a meaning of its own: it begins, and it ends a hold."""


@dataclass(frozen=True)
class Tick:
    """Nothing but time has passed."""


@dataclass(frozen=True)
class Number:
    """A number 0..10, or None for one that is not known."""

    value: int | None


@dataclass(frozen=True)
class Said:
    """How a tender place was, or where it is on the face of a clock."""

    faded: Faded | None = None
    spot: int | None = None


@dataclass(frozen=True)
class Felt:
    """A sensation with a key of its own."""

    tag: Literal["burning", "clench", "sharp"]


@dataclass(frozen=True)
class End:
    """A stop, or a sign that wants to be looked at."""

    why: Literal["stop", "flag"]


@dataclass(frozen=True)
class More:
    """Another hold or place, where there may be one."""


@dataclass(frozen=True)
class Finish:
    """Enough."""


@dataclass(frozen=True)
class Still:
    """Back to stillness, and stay there."""


Event: TypeAlias = Pressed | Tick | Number | Said | Felt | End | More | Finish | Still


@dataclass(frozen=True)
class State:
    """Where a session stands; ``since`` is when its phase began, ``worst`` the highest number given in it."""

    terms: Terms
    phase: Phase = "ready"
    since: float = 0.0
    most: int = 0
    holds: tuple[Hold, ...] = ()
    worst: int | None = None
    start: int | None = None
    after: int | None = None
    settled: bool | None = None
    faded: Faded | None = None
    tags: tuple[str, ...] = ()
    cause: Literal["pain", "burning", "clench"] | None = None
    ended: Ended | None = None
    asked: tuple[str, ...] = ()
    still: bool = False
    shorter: bool = False
    ceiling: bool = False
    touched: bool = False

    @property
    def too_much(self) -> bool:
        """Whether the session itself, without the next day, was too much by the plan's terms."""
        highest = max((n for n in (self.worst, self.after) if n is not None), default=-1)
        return (
            self.alarming
            or (self.worst == SPIKE_UNSETTLED and self.settled is False)
            or (self.after is not None and self.after >= SPIKE_AFTER)
            or ("sharp" in self.tags and highest > self.terms.line)
        )

    @property
    def alarming(self) -> bool:
        """Whether a number of 4 or more was given while touching."""
        return any(n is not None and n >= SPIKE_DURING for n in (self.worst, self.start, self.after))

    @property
    def hard(self) -> bool:
        """Whether nothing more may be asked: too much, a stop or a sign."""
        return self.too_much or self.ended in {"stop", "flag"}

    @property
    def may_more(self) -> bool:
        """Whether another hold may follow from here."""
        if self.phase != "more":
            return False
        if self.settled is not None or self.cause is not None:
            return not self.shorter and (self.terms.holds is None or len(self.holds) < max(2, self.terms.holds))
        return self.terms.holds is None or len(self.holds) < self.terms.holds


def left(state: State, now: float) -> float:
    """Return the seconds until the phase ends by itself, or 0 for one that does not."""
    length = _length(state)
    return 0.0 if length is None else max(0.0, state.since + length - now)


def moves(state: State, now: float) -> bool:
    """Tell whether a movement hold is in its small movement right now; it begins, and ends each turn, in stillness."""
    terms = state.terms
    if state.phase != "holding" or terms.kind != "movement" or state.still:
        return False
    return (now - state.since) % (terms.still + terms.small) >= terms.still


def begin(terms: Terms) -> State:
    """Return a session that waits for any key."""
    return State(terms, most=terms.most)


def advance(state: State, event: Event, now: float) -> State:  # noqa: C901, PLR0911  one case for each event
    """Return the state after an event at ``now``; what ended by itself before has ended first."""
    state = _roll(state, now)
    if state.phase == "over":
        return state
    match event:
        case End(why):
            return _over(_with_hold(state, now), why)
        case Felt(tag):
            return _felt(state, tag, now)
        case Number(value) if state.phase in NUMBERS:
            return _number(state, value, now)
        case Said(faded, spot):
            return _said(state, faded, spot, now)
        case Pressed() if state.phase == "ready":
            return replace(state, phase="placing", since=now)
        case Pressed() | Finish() if state.phase == "holding":
            return _asked(_with_hold(state, now), now)
        case Still() if state.phase == "holding" and state.terms.kind == "movement":
            return replace(state, still=True)
        case More() if state.may_more:
            hurt = state.settled is not None or state.cause is not None
            most = state.terms.least if hurt else state.terms.most
            return replace(
                state, phase="placing", since=now, most=most, shorter=state.shorter or hurt, still=False, ceiling=False
            )
        case Finish() if state.phase == "more":
            return _over(state)
        case _:
            return state


def record(state: State, now: float, *, id: str, started_at: str, ended_at: str) -> Session:  # noqa: A002  the field's name
    """Return the session as it stands; ended early while it is not over."""
    if state.phase != "over":
        state = _with_hold(_roll(state, now), now)
    return Session(
        id=id,
        step=state.terms.step,
        started_at=started_at,
        ended_at=ended_at,
        holds=state.holds,
        asked=state.asked,
        start=state.start,
        during=state.worst,
        after=state.after,
        settled=state.settled,
        faded=state.faded,
        tags=state.tags,
        masked=False,
        size=state.terms.size,
        ended=state.ended or "early",
        spike=False,
        fear=None,
        stretch=None,
        tool=state.terms.tool,
    )


def _length(state: State) -> float | None:
    terms = state.terms
    lengths = {"placing": terms.place, "holding": state.most, "breathing": terms.breathe, "waiting": terms.wait}
    return lengths.get(state.phase)


def _roll(state: State, now: float) -> State:
    """Let every phase end that ends by itself, at its own time however late the tick."""
    while (length := _length(state)) is not None and now >= state.since + length:
        at = state.since + length
        if state.phase == "placing":
            first = state.terms.kind == "mapping"
            state = replace(state, phase="start" if first else "holding", since=at, touched=True)
        elif state.phase == "holding":
            state = _asked(replace(_with_hold(state, at), ceiling=True), at)
        else:
            state = replace(state, phase="again" if state.phase == "breathing" else "after", since=at)
    return state


def _with_hold(state: State, now: float) -> State:
    """Return the state with the running hold written down, never longer than its ceiling."""
    if state.phase != "holding":
        return state
    seconds = min(int(max(0.0, now - state.since)), state.most)
    return replace(state, holds=(*state.holds, Hold(seconds=seconds, during=None, after=None, size=state.terms.size)))


def _asked(state: State, now: float) -> State:
    return replace(state, phase="faded" if state.terms.kind == "mapping" else "during", since=now)


def _over(state: State, ended: Ended | None = None) -> State:
    if ended is None:
        reached = any(hold.seconds >= state.terms.least for hold in state.holds)
        ended = state.cause or ("complete" if reached else "short")
    return replace(state, phase="over", ended=ended)


def _felt(state: State, tag: Literal["burning", "clench", "sharp"], now: float) -> State:
    """End a hold at once for a sensation; burning and a clench lead to a minute of breath, sharp to the number."""
    if state.phase in {"ready", "placing", "breathing", "waiting", "more"}:
        return state
    was_holding = state.phase == "holding"
    tags = state.tags if tag in state.tags else (*state.tags, tag)
    state = replace(_with_hold(state, now), tags=tags)
    if tag == "sharp":
        if state.too_much:
            return _over(state, state.cause or "pain")
        return replace(state, phase="during", since=now) if was_holding else state
    return replace(state, phase="breathing", since=now, cause=tag)


def _number(state: State, value: int | None, now: float) -> State:
    phase, terms = state.phase, state.terms
    if value is None:
        asked = {"again": "settled"}.get(phase, phase)
        state = replace(state, asked=state.asked if asked in state.asked else (*state.asked, asked))
    if phase == "start":
        start = _highest(state.start, value)
        state = replace(state, start=start)
        return _over(state, "pain") if state.too_much else replace(state, phase="holding", since=now)
    if phase == "after":
        return _after(state, value, now)
    state = replace(state, worst=_highest(state.worst, value))
    above = value is not None and value > terms.line
    if phase == "during":
        state = _on_last_hold(state, during=value)
        if state.too_much:
            return _over(state, state.cause or "pain")
        if above or state.faded == "no":
            return replace(state, phase="breathing", since=now)
        return _went_on(state, now)
    return _again(state, value, now)


def _again(state: State, value: int | None, now: float) -> State:
    """Take the number after the minute of breath: only one that is known and up to the line lets it go on."""
    above = value is not None and value > state.terms.line
    settled = None if value is None else (not above and state.settled is not False)
    state = replace(state, settled=settled)
    if above or value is None or state.too_much:
        return _over(state, state.cause or "pain")
    return replace(state, phase="more", since=now)


def _after(state: State, value: int | None, now: float) -> State:
    state = _on_last_hold(replace(state, after=_highest(state.after, value)), after=value)
    if value is None or value > state.terms.line or state.holds[-1].during is None:
        return _over(state, "pain" if state.too_much else None)
    state = replace(state, phase="more", since=now)
    return state if state.may_more else _over(state)


def _went_on(state: State, now: float) -> State:
    """Return what follows a number up to the line, or one that is not known."""
    if state.terms.kind == "shallow":
        return replace(state, phase="waiting", since=now)
    return replace(state, phase="more", since=now) if state.terms.kind == "mapping" else _over(state)


def _said(state: State, faded: Faded | None, spot: int | None, now: float) -> State:
    if faded is not None and state.phase == "faded":
        worse = max((FADED.index(each) for each in (faded, state.faded) if each is not None), default=0)
        return replace(state, faded=FADED[worse], phase="during", since=now)
    if spot is not None and state.phase == "more" and state.terms.kind == "mapping":
        return _on_last_hold(state, spot=spot)
    return state


def _on_last_hold(state: State, **changes: int | None) -> State:
    if not state.holds:
        return state
    last = state.holds[-1]
    fields = {name: getattr(last, name) for name in last.__struct_fields__} | changes
    return replace(state, holds=(*state.holds[:-1], Hold(**fields)))


def _highest(one: int | None, other: int | None) -> int | None:
    return max((n for n in (one, other) if n is not None), default=None)
