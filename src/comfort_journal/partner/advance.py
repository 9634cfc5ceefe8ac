"""One event at a time: a total function that never raises, reads no clock and, when in doubt, stops.

In this order: a clock that jumped or a machine that slept ends the session; then what time alone does; then Ctrl+L and
Ctrl+Q; then the stop word; then the phase's own keys. What no phase knows is a stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from comfort_journal.partner import agreement, preparing, resting, running
from comfort_journal.partner.deadlines import settle
from comfort_journal.partner.events import Event, FocusLost, Key, Slept, Tick
from comfort_journal.partner.moves import lock, pause, stop
from comfort_journal.partner.numbers import TICK_GAP
from comfort_journal.partner.state import PREPARING, RUNNING, State

if TYPE_CHECKING:
    from comfort_journal.partner.moves import Step

LOCK_KEYS: Final = frozenset({"ctrl+l", "ctrl+q"})
COMFORTABLE: Final = "1"


def advance(state: State, event: Event, now: float) -> Step:
    """Return the state after an event at ``now`` (seconds of a clock that only goes forward) and what is to be done."""
    if state.phase == "locked":
        return state, ()
    # Written so that a clock gone backward, or one that is no number, counts as a gap.
    if isinstance(event, Slept) or not 0 <= now - state.now <= TICK_GAP:
        return lock(state, "technical")
    state, due = settle(state, now)
    state, then = _meet(state, event)
    return state, (*due, *then)


def _meet(state: State, event: Event) -> Step:
    if isinstance(event, Tick) or state.phase == "locked":
        return state, ()
    if isinstance(event, FocusLost):
        return _focus_lost(state)
    key = event.name if isinstance(event, Key) else None
    if key in LOCK_KEYS:
        return lock(state, "key")
    fresh = state.is_fresh
    if key == COMFORTABLE:
        state = replace(state, ones_at=state.now)
    state = _note_letter(state, (event.typed or key) if isinstance(event, Key) else None)
    if _said_stop(state):
        return stop(state, "key")
    return _press(state, key, fresh=fresh)


def _press(state: State, key: str | None, *, fresh: bool) -> Step:
    match state.phase:
        case "agreement":
            return agreement.press(state, key)
        case "touch" | "still" | "movement":
            return running.press(state, key, fresh=fresh)
        case "pause":
            return resting.press(state, key, fresh=fresh)
        case "stop" | "locked":
            return state, ()
        case "aftercare":
            return lock(state, "key")
        case _:
            return preparing.press(state, key)


def _focus_lost(state: State) -> Step:
    if state.phase in RUNNING:
        return pause(state, "technical")
    return (replace(state, halted=True) if state.phase in PREPARING else state), ()


def _note_letter(state: State, key: str | None) -> State:
    """Remember the last letters, as many as the stop word has: it stops even when each of them is a mapped key."""
    letter = " " if key == "space" else key
    if letter is None or len(letter) != 1:
        return state
    return replace(state, typed=(state.typed + letter.casefold())[-len(state.setup.word.casefold()) :])


def _said_stop(state: State) -> bool:
    """Tell whether the stop word was typed; while stop is being rehearsed every letter belongs to that."""
    if state.phase == "aftercare" or (state.phase == "agreement" and state.stage in {"rehearse", "shown"}):
        return False
    return state.typed == state.setup.word.casefold()
