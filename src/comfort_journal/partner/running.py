"""Touch, stillness and small movement: the few keys that do not stop.

A held key is never an answer: a comfortable press counts only after two seconds without any such press. Movement is
reached from stillness alone, with the owner's code, and a code never moves the time an answer is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from comfort_journal.partner.code import is_code_key, type_code
from comfort_journal.partner.effects import Breath
from comfort_journal.partner.moves import move, pause, run, sealed, stop, wait_for_answer
from comfort_journal.partner.numbers import ANSWERS_APART, CODE_WITHIN

if TYPE_CHECKING:
    from comfort_journal.partner.moves import Step
    from comfort_journal.partner.state import State


def press(state: State, key: str | None, *, fresh: bool) -> Step:
    """Take a press while touch goes on; ``fresh`` is about ``1``."""
    if state.code_until is not None:
        return _code(state, key)
    match key:
        case "1":
            return _comfortable(state) if fresh else (state, ())
        case "2":
            return _slower(state)
        case "3" if state.movement_offered:
            return replace(state, code_until=state.now + CODE_WITHIN, digits=""), ()
        case "r":
            return state, (Breath(),)
        case _:
            return stop(state, "key")


def _comfortable(state: State) -> Step:
    apart = state.answered_at is None or state.now - state.answered_at >= ANSWERS_APART
    state = replace(
        state, comfortable=state.comfortable + 1, answered_at=state.now, row=state.row + 1 if apart else state.row
    )
    state = wait_for_answer(state)
    return state, sealed(state)


def _slower(state: State) -> Step:
    state = replace(state, slower=state.slower + 1)
    return run(state, "still") if state.phase == "movement" else pause(state, "key")


def _code(state: State, key: str | None) -> Step:
    """Take a press while the four places are open inside stillness."""
    if key is None or not is_code_key(state, key):
        return stop(state, "key")
    state, right = type_code(state, key)
    if right is None:
        return state, ()
    return move(state) if right else (replace(state, code_until=None), ())
