"""The shared page: stop is rehearsed once, the bell is heard or T is short, and the owner alone starts.

While the rehearsed stop is shown every press belongs to it, so that a held key or a typed stop word rehearses once; the
page goes on when nothing was pressed for two seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from comfort_journal.partner.code import is_code_key, type_code
from comfort_journal.partner.effects import PaintStop
from comfort_journal.partner.moves import bell, prepare, run, stop
from comfort_journal.partner.numbers import FRESH, INTERVAL_UNHEARD

if TYPE_CHECKING:
    from comfort_journal.partner.moves import Step
    from comfort_journal.partner.state import State


def press(state: State, key: str | None) -> Step:  # noqa: PLR0911  one return for each row of the table
    """Take a press on the shared page."""
    match state.stage:
        case "rehearse":
            return _shown(state), (PaintStop(rehearsal=True), *bell(state, "stop"))
        case "shown":
            return _shown(state), ()
        case "bell" if key == "y":
            return replace(state, stage="ready"), ()
        case "bell" if key == "n":
            return replace(state, stage="ready", interval=INTERVAL_UNHEARD), ()
        case "ready" if state.setup.code is None and key == "enter":
            return _start(state)
        case "ready" if key is not None and is_code_key(state, key):
            state, right = type_code(state, key)
            return _start(state) if right else (state, ())
        case _:
            return stop(state, "key")


def rehearsed(state: State) -> Step:
    """Go on from the rehearsed stop: the step asks for the bell, where it is on."""
    asks = state.setup.mode == "step" and state.setup.bell
    return replace(state, stage="bell" if asks else "ready", quiet_at=None), ()


def _shown(state: State) -> State:
    return replace(state, stage="shown", quiet_at=state.now + FRESH, typed="")


def _start(state: State) -> Step:
    state = replace(state, started=state.now)
    return run(state, "touch") if state.setup.mode == "checkin" else prepare(state, "circuit")
