"""A pause: its named keys may end it, every other key stops, and so does nothing by its third minute.

Without a code a fresh ``1`` goes on from 0:20; an earlier one changes nothing. With a code, digits are code entry at
any time and a wrong code changes nothing; the right one acts from the first minute on, and then takes a fresh ``1``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from comfort_journal.partner.code import is_code_key, type_code
from comfort_journal.partner.moves import run, stop

if TYPE_CHECKING:
    from comfort_journal.partner.moves import Step
    from comfort_journal.partner.state import State


def press(state: State, key: str | None, *, fresh: bool) -> Step:
    """Take a press during the pause; ``fresh`` is about ``1``."""
    if key == "1" and (state.pause_is_open or state.pause_may_end):
        return _resume(state) if fresh and state.pause_may_end else (state, ())
    if key is None or not is_code_key(state, key):
        return stop(state, "key")
    if state.code_given:
        return state, ()
    state, right = type_code(state, key)
    return replace(state, code_given=bool(right)), ()


def _resume(state: State) -> Step:
    state = replace(state, comfortable=state.comfortable + 1, answered_at=state.now)
    return run(state, "touch" if state.setup.mode == "checkin" else "still")
