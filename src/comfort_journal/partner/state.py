"""Where a session stands. A state is a value: nothing in it is ever changed, and at any moment it makes a whole record.

The record ends with the contact: from stop or aftercare on it stays as it is. It holds the mode, the two times, seconds
per phase, answers by kind and how it ended; neither who pressed nor anything that was said or typed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from comfort_journal.partner.numbers import (
    AROUSAL_LEAST,
    CIRCUIT_WITHIN,
    FRESH,
    IN_A_ROW,
    MISSED_MOST,
    PAUSE_LEAST,
    PAUSE_LEAST_OPEN,
)
from comfort_journal.partner.setup import Setup
from comfort_journal.records import Answers, Partner, moment

Phase: TypeAlias = Literal[
    "agreement", "circuit", "lubrication", "arousal", "choice", "touch", "still", "movement", "pause",
    "stop", "aftercare", "locked",
]  # fmt: skip
Stage: TypeAlias = Literal["rehearse", "shown", "bell", "ready"]
Ended: TypeAlias = Literal["key", "no_answer", "technical", "early"]
Position: TypeAlias = Literal["side", "top", "edge"]

PREPARING: Final = frozenset({"circuit", "lubrication", "arousal", "choice"})
RUNNING: Final = frozenset({"touch", "still", "movement"})
LATCHED: Final = frozenset({"stop", "aftercare", "locked"})
"""From here no way leads back."""
RECORDED: Final = PREPARING | RUNNING | {"pause"}
"""The phases whose seconds the record has; the agreement is not among them."""

_ROUNDING = 1e-6
"""Many short ticks may add up to this much less than the minutes they were."""


class State(Struct, frozen=True, kw_only=True):
    """One moment of a session; times are seconds of the injected clock.

    ``now`` is the last event's time, ``since`` the phase's beginning, ``due`` when the answer is due, ``code_until``
    the end of the code entry inside still, ``quiet_at`` the end of the rehearsed stop. ``row`` counts the comfortable
    answers in a row, ``ones_at`` is the last ``1`` of any kind, ``halted`` that Space stopped the timer.
    """

    setup: Setup
    interval: int
    origin: float
    now: float
    since: float
    phase: Phase = "agreement"
    stage: Stage = "rehearse"
    quiet_at: float | None = None
    started: float | None = None
    finished: float | None = None
    ended: Ended = "early"
    seconds: dict[str, float] = {}
    comfortable: int = 0
    slower: int = 0
    missed: int = 0
    pauses: int = 0
    unanswered: bool = False
    due: float | None = None
    prompted: bool = False
    rung: bool = False
    row: int = 0
    answered_at: float | None = None
    ones_at: float | None = None
    code_until: float | None = None
    digits: str = ""
    code_given: bool = False
    halted: bool = False
    position: Position = "side"
    typed: str = ""

    def __repr__(self) -> str:
        """Say the phase alone; digits and typed letters stay out of every trace."""
        return f"State({self.phase})"

    @property
    def movement_offered(self) -> bool:
        """Whether ``3`` is offered."""
        return self.phase == "still" and self.row >= IN_A_ROW

    @property
    def arousal_enough(self) -> bool:
        """Whether the ten minutes are over."""
        return self.seconds.get("arousal", 0.0) >= AROUSAL_LEAST - _ROUNDING

    @property
    def circuit_may_be_skipped(self) -> bool:
        """Whether a circuit was done within the hour."""
        age = self.setup.circuit_age
        return age is not None and age + (self.now - self.origin) <= CIRCUIT_WITHIN

    @property
    def pause_is_open(self) -> bool:
        """Whether a pause ends without a code; only a check-in timer has none."""
        return self.setup.code is None

    @property
    def pause_may_end(self) -> bool:
        """Whether the pause waits for nothing but a fresh comfortable answer."""
        rested = self.now - self.since
        if self.phase != "pause":
            return False
        return rested >= PAUSE_LEAST_OPEN if self.pause_is_open else self.code_given and rested >= PAUSE_LEAST

    @property
    def may_pause(self) -> bool:
        """Whether a pause from here would be one; where a code guards it, the second is a stop."""
        return self.pause_is_open or not self.pauses

    @property
    def silence_pauses(self) -> bool:
        """Whether no answer by T is a pause and not a stop."""
        return self.missed < MISSED_MOST and self.may_pause

    @property
    def is_fresh(self) -> bool:
        """Whether a ``1`` pressed now would be a fresh press."""
        return self.ones_at is None or self.now - self.ones_at >= FRESH


def begin(setup: Setup, now: float) -> State:
    """Return a session at its agreement, before the rehearsal."""
    return State(setup=setup, interval=setup.interval, origin=now, now=now, since=now)


def record_of(state: State) -> Partner:
    """Return the whole record of a session cut off now; ``early`` unless it was ended."""
    started = state.origin if state.started is None else state.started
    finished = state.now if state.finished is None else state.finished
    return Partner(
        id=state.setup.id,
        mode=state.setup.mode,
        started_at=_wall(state, started),
        ended_at=_wall(state, finished),
        seconds={phase: int(seconds + _ROUNDING) for phase, seconds in state.seconds.items()},
        answers=Answers(comfortable=state.comfortable, slower=state.slower, none=state.missed),
        ended=state.ended,
        close=None,
    )


def _wall(state: State, at: float) -> str:
    return (moment(state.setup.began_at) + timedelta(seconds=int(at - state.origin + _ROUNDING))).isoformat()
