"""The owner's code, digit by digit. A wrong one empties the places and says nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from comfort_journal.partner.numbers import CODE_DIGITS
from comfort_journal.partner.setup import DIGITS

if TYPE_CHECKING:
    from comfort_journal.partner.state import State


def is_code_key(state: State, key: str | None) -> bool:
    """Tell whether a key belongs to code entry: a digit or Backspace, where the session has a code at all."""
    return (
        state.setup.code is not None and key is not None and (key == "backspace" or (len(key) == 1 and key in DIGITS))
    )


def type_code(state: State, key: str) -> tuple[State, bool | None]:
    """Return the state with one more digit, or one less, and whether the code is right; None while it is not whole."""
    digits = state.digits[:-1] if key == "backspace" else state.digits + key
    if len(digits) < CODE_DIGITS:
        return replace(state, digits=digits), None
    return replace(state, digits=""), digits == state.setup.code
