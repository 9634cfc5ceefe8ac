"""The one pause of a session: digits are code entry, a wrong code changes nothing, every other key stops.

It ends in touch only between its first and third minute, by the code and then a fresh comfortable press. The code may
be typed earlier; it acts from the first minute on. Without a code there is no way back.
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
    """Take a press during the pause; ``fresh`` is about ``1`` and ``j``."""
    if state.pause_may_end and key in {"1", "j"}:
        return _resume(state) if fresh else (state, ())
    if key is None or not is_code_key(state, key):
        return stop(state, "key")
    if state.code_given:
        return state, ()
    state, right = type_code(state, key)
    return replace(state, code_given=bool(right)), ()


def _resume(state: State) -> Step:
    state = replace(state, comfortable=state.comfortable + 1, answered_at=state.now)
    return run(state, "touch" if state.setup.mode == "checkin" else "still")
