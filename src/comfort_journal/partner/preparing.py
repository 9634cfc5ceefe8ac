"""Circuit, lubrication, arousal and choice: Space halts the timer, ``d`` is enough, what is not named here stops.

Circuit and lubrication end by their time; arousal never does. After ten minutes Enter opens the choice, and Enter there
means staying. Stillness, and passing over a circuit done within the hour, take the owner's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from comfort_journal.partner.code import is_code_key, type_code
from comfort_journal.partner.moves import finish, prepare, run, stop

if TYPE_CHECKING:
    from comfort_journal.partner.moves import Step
    from comfort_journal.partner.state import Position, State

POSITIONS: Final[tuple[Position, ...]] = ("side", "top", "edge")
_TURNS: Final = {"left": -1, "right": 1}


def press(state: State, key: str | None) -> Step:  # noqa: PLR0911  one return for each row of the table
    """Take a press before touch."""
    if key == "space":
        return replace(state, halted=not state.halted), ()
    if key == "d":
        return finish(state)
    match state.phase:
        case "arousal" if key == "enter" and state.arousal_enough:
            return prepare(state, "choice")
        case "choice" if key == "enter":
            return prepare(state, "arousal")
        case "choice" if key in _TURNS:
            place = POSITIONS.index(state.position) + _TURNS[str(key)]
            return replace(state, position=POSITIONS[place % len(POSITIONS)]), ()
        case "choice" if key is not None and is_code_key(state, key):
            state, right = type_code(state, key)
            return run(state, "still") if right else (state, ())
        case "circuit" if key is not None and state.circuit_may_be_skipped and is_code_key(state, key):
            state, right = type_code(state, key)
            return prepare(state, "lubrication") if right else (state, ())
        case _:
            return stop(state, "key")
