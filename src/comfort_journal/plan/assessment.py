"""The gate's answer: never an outcome without its reason and the dates behind it."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

Outcome: TypeAlias = Literal["closed", "evaluate", "rest", "ask", "resume", "step_back", "advance", "stay"]


class Closed(Struct, frozen=True, kw_only=True):
    """Something else that is closed now: a step, a part of the circuit or strength, by which rule, and until when."""

    what: str
    id: str
    reason: str
    until: str | None


class Assessment(Struct, frozen=True, kw_only=True):
    """What may be practised at a moment, and why.

    ``row`` is the table's (GATE-0 .. GATE-10). ``step`` is where practice stands, ``open`` what may be practised
    without moving on, ``offered`` what easy days have opened, sorted, empty unless the outcome is advance. Times are
    ISO 8601 in the offset of the moment asked about; ``dates`` are programme days. ``why`` says what is missing for a
    next step, or what let the steps rest, for whoever asks. ``proposed`` is the id of a sealed number given in time for
    the question of row 5, if there is one. ``cards`` are ids of what is to be read while rest lasts. ``waits`` says
    that in rest one number up to the line, given now, would open more. ``gained`` are the steps that were reached so
    far, open now or not.
    """

    at: str
    row: int
    outcome: Outcome
    step: str
    offered: tuple[str, ...]
    open: tuple[str, ...]
    reason: str
    dates: tuple[str, ...]
    until: str | None
    closed: tuple[Closed, ...]
    strength: bool
    timers: Literal["low", "full"]
    why: tuple[str, ...] = ()
    proposed: str | None = None
    cards: tuple[str, ...] = ()
    waits: bool = False
    gained: tuple[str, ...] = ()

    def may(self, step: str) -> bool:
        """Tell whether a step may be practised now, open or offered; that RC-6 comes first is said in ``closed``."""
        return step in self.open or step in self.offered


_SCREENS = frozenset({"why", "proposed", "cards", "waits", "gained"})


def to_answer(assessment: Assessment) -> dict[str, Any]:
    """Return the answer as the record contract prints it: without what only a screen asks for."""
    document = msgspec.json.decode(msgspec.json.encode(assessment))
    return {name: document[name] for name in Assessment.__struct_fields__ if name not in _SCREENS}
