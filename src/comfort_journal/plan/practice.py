"""One guided session as a pure machine: any key ends a hold, no hold outlasts its ceiling, no number is ever assumed.

A state can be written down at any moment; one that is not over is an early end, so a session cut off says so.
``now`` is monotonic seconds and comes in as an argument. The numbers are ``Terms``, made from content by the caller.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from comfort_journal.plan.session_state import (
    FADED,
    NUMBERS,
    End,
    Ended,
    Event,
    Faded,
    Felt,
    Finish,
    More,
    NumberGiven,
    Pressed,
    Said,
    StepState,
    Still,
    Terms,
    Tick,
)
from comfort_journal.records import Hold, Session
from comfort_journal.records.steps import step_of_size

__all__ = [
    "FADED",
    "NUMBERS",
    "End",
    "Event",
    "Felt",
    "Finish",
    "More",
    "NumberGiven",
    "Pressed",
    "Said",
    "StepState",
    "Still",
    "Terms",
    "Tick",
    "advance",
    "begin",
    "left",
    "moves",
    "record",
]


def left(state: StepState, now: float) -> float:
    """Return the seconds until the phase ends by itself, or 0 for one that does not."""
    length = _length(state)
    return 0.0 if length is None else max(0.0, state.since + length - now)


def moves(state: StepState, now: float) -> bool:
    """Tell whether a movement hold is in its small movement right now; it begins, and ends each turn, in stillness."""
    terms = state.terms
    if state.phase != "holding" or not terms.traits.takes_turns or state.still:
        return False
    return (now - state.since) % (terms.still + terms.small) >= terms.still


def begin(terms: Terms) -> StepState:
    """Return a session that waits for any key."""
    known = terms.known is not None
    return StepState(terms, most=terms.known_most if known else terms.most, at_known=known)


def advance(state: StepState, event: Event, now: float) -> StepState:  # noqa: C901, PLR0911, PLR0912  one case for each event
    """Return the state after an event at ``now``; what ended by itself before has ended first."""
    state = _roll(state, now)
    if state.phase == "over":
        return state
    if isinstance(event, Felt) and event.tag == "sharp" and state.phase in {*NUMBERS, "faded"}:
        return state if state.sharp == "held" else replace(state, sharp=None if state.sharp else "asked")
    if isinstance(event, (End, Felt, NumberGiven)):
        state = replace(state, tags=state.felt)  # what is marked is the session's from here on
    match event:
        case End(why):
            return _over(_with_hold(state, now), why)
        case Felt(tag, in_rest):
            return _felt(state, tag, now, in_rest=in_rest)
        case NumberGiven(value) if state.phase in NUMBERS:
            return _number(state, value, now)
        case Said(faded, spot):
            return _said(state, faded, spot, now)
        case Pressed() if state.phase == "ready":
            return replace(state, phase="placing", since=now)
        case Pressed() | Finish() if state.phase == "holding":
            return _asked(_with_hold(state, now), now)
        case Still() if state.phase == "holding" and state.terms.traits.takes_turns:
            return replace(state, still=True)
        case More() if state.may_more:
            return _once_more(state, now)
        case Finish() if state.phase == "more":
            return _over(state)
        case _:
            return state


def _once_more(state: StepState, now: float) -> StepState:
    """Return the way to another hold: a shorter one of the same after a minute of breath, else one at its own size."""
    hurt = state.hurt
    return replace(
        state,
        phase="placing",
        since=now,
        most=state.terms.least if hurt else state.terms.most,
        shorter=state.shorter or hurt,
        at_known=state.at_known and hurt,
        still=False,
        ceiling=False,
    )


def record(state: StepState, now: float, *, id: str, started_at: str, ended_at: str) -> Session:  # noqa: A002  the field's name
    """Return the session as it stands; ended early while it is not over.

    One that never came to its new size is a session at the size that is known.
    """
    if state.phase != "over":
        state = _with_hold(_roll(state, now), now)
    return Session(
        id=id,
        step=step_of_size(state.size) if state.at_known and state.size else state.terms.step,
        started_at=started_at,
        ended_at=ended_at,
        holds=state.holds,
        asked=state.asked,
        start=state.start,
        during=state.worst,
        after=state.after,
        settled=state.settled,
        faded=state.faded,
        tags=state.felt,
        masked=False,
        size=state.size,
        ended=state.ended or "early",
        spike=False,
        fear=None,
        stretch=None,
        tool=state.terms.tool,
    )


def _length(state: StepState) -> float | None:
    terms = state.terms
    lengths = {"placing": terms.place, "holding": state.most, "breathing": terms.breathe, "waiting": terms.wait}
    return lengths.get(state.phase)


def _roll(state: StepState, now: float) -> StepState:
    """Let every phase end that ends by itself, at its own time however late the tick."""
    while (length := _length(state)) is not None and now >= state.since + length:
        at = state.since + length
        if state.phase == "placing":
            first = state.terms.traits.asks_fading
            state = replace(state, phase="start" if first else "holding", since=at, touched=True)
        elif state.phase == "holding":
            state = _asked(replace(_with_hold(state, at), ceiling=True), at)
        else:
            state = replace(state, phase="again" if state.phase == "breathing" else "after", since=at)
    return state


def _with_hold(state: StepState, now: float) -> StepState:
    """Return the state with the running hold written down, never longer than its ceiling."""
    if state.phase != "holding":
        return state
    seconds = min(int(max(0.0, now - state.since)), state.most)
    return replace(state, holds=(*state.holds, Hold(seconds=seconds, during=None, after=None, size=state.size)))


def _asked(state: StepState, now: float) -> StepState:
    return replace(state, phase="faded" if state.terms.traits.asks_fading else "during", since=now)


def _over(state: StepState, ended: Ended | None = None) -> StepState:
    if ended is None:
        ended = state.cause or ("complete" if state.reached else "short")
    return replace(state, phase="over", ended=ended)


def _felt(state: StepState, tag: Literal["burning", "clench", "sharp"], now: float, *, in_rest: bool) -> StepState:
    """End a hold at once for a sensation; burning and a clench lead to a minute of breath, sharp to the number.

    Said between two holds it is of the last one, and the number asked for then decides as the one after a breath. In
    that minute, and while it rests, it is noted where it is meant to be (``in_rest``), and the time goes on.
    """
    rests = state.phase in {"breathing", "waiting"} and not in_rest
    if rests or state.phase in {"ready", "placing"}:
        return state
    between = state.phase == "more"
    tags = state.tags if tag in state.tags else (*state.tags, tag)
    state = replace(_with_hold(state, now), tags=tags)
    if tag == "sharp":  # of a hold: where a number is asked it is only marked
        if state.phase in {"breathing", "waiting"}:
            return replace(state, sharp="held")
        if state.too_much:
            return _over(state, state.cause or "pain")
        return replace(state, phase="again" if between else "during", since=now, sharp="held")
    since = state.since if state.phase == "breathing" else now
    return replace(state, phase="breathing", since=since, cause=tag, sharp=None)


def _number(state: StepState, value: int | None, now: float) -> StepState:
    phase, terms, state = state.phase, state.terms, replace(state, sharp=None)
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
        return _went_on(state, value, now)
    return _again(state, value, now)


def _again(state: StepState, value: int | None, now: float) -> StepState:
    """Take the number after the minute of breath: only one that is known and up to the line lets it go on."""
    above = value is not None and value > state.terms.line
    settled = None if value is None else (not above and state.settled is not False)
    state = replace(state, settled=settled)
    if above or value is None or state.too_much:
        hurt = state.worst is not None and state.worst > state.terms.line
        return _over(state, "pain" if hurt and state.cause is None else None)
    return replace(state, phase="more", since=now)


def _after(state: StepState, value: int | None, now: float) -> StepState:
    state = _on_last_hold(replace(state, after=_highest(state.after, value)), after=value)
    if value is None or value > state.terms.line or state.holds[-1].during is None or state.too_much:
        return _over(state, "pain" if state.too_much else None)
    state = replace(state, phase="more", since=now)
    return state if state.may_more else _over(state)


def _went_on(state: StepState, value: int | None, now: float) -> StepState:
    """Return what follows a number up to the line, or one that is not known.

    To a new size, and to a hold once more after one that was cut short, only a number leads that is known, of a hold
    that was not sharp.
    """
    more = replace(state, phase="more", since=now)
    at_ease = value is not None and not state.hurt and "sharp" not in state.tags
    if state.at_known and at_ease:
        return more
    if state.terms.traits.after_each_hold:
        return replace(state, phase="waiting", since=now)
    return more if state.terms.traits.asks_fading or (at_ease and more.may_more) else _over(state)


def _said(state: StepState, faded: Faded | None, spot: int | None, now: float) -> StepState:
    if faded is not None and state.phase == "faded":
        worse = max((FADED.index(each) for each in (faded, state.faded) if each is not None), default=0)
        return replace(state, faded=FADED[worse], phase="during", since=now)
    if spot is not None and state.phase == "more" and state.terms.traits.asks_fading:
        return _on_last_hold(state, spot=spot)
    return state


def _on_last_hold(state: StepState, **changes: int | None) -> StepState:
    if not state.holds:
        return state
    last = state.holds[-1]
    fields = {name: getattr(last, name) for name in last.__struct_fields__} | changes
    return replace(state, holds=(*state.holds[:-1], Hold(**fields)))


def _highest(one: int | None, other: int | None) -> int | None:
    return max((n for n in (one, other) if n is not None), default=None)
