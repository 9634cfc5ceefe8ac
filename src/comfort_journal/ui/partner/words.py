"""The words of a session as they are read at the owner's keyboard, where a digit may be typed without Shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from comfort_journal.content.session import Digits, load_session_words
from comfort_journal.ui.keyboards import key_of

if TYPE_CHECKING:
    from comfort_journal.content.session import SessionWords


def words_at(keyboard: str) -> SessionWords:
    """Return them all, each digit that answers named as this keyboard has it."""
    words = load_session_words()
    yes, slower, small = (key_of(each, keyboard) for each in msgspec.structs.astuple(words.digits))
    return msgspec.structs.replace(words, digits=Digits(yes=yes, slower=slower, small=small))
