"""What the screen has to do, in this order; whatever it cannot do, the state has already moved."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from comfort_journal.records import Partner


class Prompt(Struct, frozen=True):
    """Show the check-in."""


class Bell(Struct, frozen=True):
    """Sound the bell for a pause, an answer that is due, or a stop; it always has a visible twin."""

    says: Literal["pause", "due", "stop"]


class Breath(Struct, frozen=True):
    """Show the breath cue."""


class PaintStop(Struct, frozen=True):
    """Paint the stop, before anything slower is done; the rehearsed one looks and sounds the same."""

    rehearsal: bool = False


class Empty(Struct, frozen=True):
    """Empty the screen at once."""


class Seal(Struct, frozen=True):
    """Seal the record as it stands, in place of what was sealed of it before."""

    record: Partner


class Lock(Struct, frozen=True):
    """Show the neutral lock screen; the session is over."""


Effect: TypeAlias = Prompt | Bell | Breath | PaintStop | Empty | Seal | Lock
Effects: TypeAlias = tuple[Effect, ...]
