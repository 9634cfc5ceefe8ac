"""What time alone does: however late an event comes, everything that was due before it happens first.

Each happens at its own moment, so no press can come to a silence that should already have ended in a pause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from comfort_journal.partner.agreement import rehearsed
from comfort_journal.partner.effects import Effect, Prompt
from comfort_journal.partner.moves import bell, enter, lock, miss, prepare, stop
from comfort_journal.partner.numbers import AFTERCARE_MOST, BELL_BEFORE, PAUSE_MOST, PROMPT_BEFORE, STOP_SHOWN
from comfort_journal.partner.state import RECORDED, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.partner.moves import Step


def settle(state: State, now: float) -> Step:
    """Return the state at ``now``, with everything that fell due on the way."""
    effects: list[Effect] = []
    while (found := min(_due(state), default=None)) is not None and found[0] <= now:
        at, what = found
        state, then = _happen(_pass(state, max(at, state.now)), what)
        effects.extend(then)
    return _pass(state, now), tuple(effects)


def next_due(state: State) -> float | None:
    """Return the moment of the injected clock at which time alone changes something next, or None."""
    return min((at for at, _ in _due(state)), default=None)


def _pass(state: State, now: float) -> State:
    """Let time pass inside a phase."""
    seconds = state.seconds
    if state.phase in RECORDED and not state.halted:
        seconds = seconds | {state.phase: seconds.get(state.phase, 0.0) + now - state.now}
    return replace(state, now=now, seconds=seconds)


def _due(state: State) -> Iterator[tuple[float, str]]:
    """Yield what is due next, with its moment."""
    if state.due is not None:
        yield state.due, "answer"
        if not state.prompted:
            yield state.due - PROMPT_BEFORE, "prompt"
        if not state.rung:
            yield state.due - BELL_BEFORE, "bell"
    if state.code_until is not None:
        yield state.code_until, "code"
    match state.phase:
        case "agreement" if state.quiet_at is not None:
            yield state.quiet_at, "rehearsed"
        case ("circuit" | "lubrication") as phase if not state.halted:
            whole = state.setup.circuit if phase == "circuit" else state.setup.lubrication
            yield state.now + max(0.0, whole - state.seconds.get(phase, 0.0)), phase
        case "pause":
            yield state.since + PAUSE_MOST, "pause"
        case "stop":
            yield state.since + STOP_SHOWN, "stop"
        case "aftercare":
            yield state.since + AFTERCARE_MOST, "aftercare"
        case _:
            pass


def _happen(state: State, what: str) -> Step:  # noqa: PLR0911  one return for each row of the table
    match what:
        case "prompt":
            return replace(state, prompted=True), (Prompt(),)
        case "bell":
            return replace(state, rung=True), bell(state, "due")
        case "code":
            return replace(state, code_until=None, digits=""), ()
        case "rehearsed":
            return rehearsed(state)
        case "circuit":
            return prepare(state, "lubrication")
        case "lubrication":
            return prepare(state, "arousal")
        case "pause":
            return stop(state, "no_answer")
        case "stop":
            return enter(state, "aftercare"), ()
        case "aftercare":
            return lock(state, "key")
        case _:
            return miss(state)
