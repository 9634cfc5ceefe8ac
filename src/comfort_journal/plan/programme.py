"""The programme as data: what a step asks for, how often, from which day, and the words the gate answers with.

A ``Programme`` that exists is complete: every step and every reason is there, and no template
names a field it is not given.
The numbers the gate decides by stand in ``plan/numbers.py``, out of reach of any file.
"""

from __future__ import annotations

from string import Formatter
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct

from comfort_journal.plan.reason_keys import REASON_FIELDS
from comfort_journal.records.steps import SIZED, STEPS, StepKind

Seconds: TypeAlias = Annotated[int, Meta(ge=0)]

STEP_KINDS = tuple(STEPS)
"""From the gentlest on."""


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One graded step (ST-1 .. ST-6).

    ``name`` is what a reason calls it; for ``dilator`` it holds ``{label}``, the owner's word for the size. ``floor``
    is the hold in seconds that an easy day needs (0: mapping goes by ``faded``); ``hold_least`` and ``hold_most`` are
    where the guided timer starts and ends itself; ``holds`` is how many a session has at most. ``earliest_day`` is the
    sample calendar's day from 1, ``earliest_next`` the one for every size after the first.
    """

    kind: StepKind
    id: Annotated[str, Meta(pattern=rf"^ST-[1-{len(STEPS)}]\Z")]
    name: Annotated[str, Meta(min_length=1)]
    floor: Seconds
    hold_least: Seconds
    hold_most: Seconds | None
    holds: Annotated[int, Meta(ge=1)] | None = None
    earliest_day: Annotated[int, Meta(ge=1)]
    earliest_next: Annotated[int, Meta(ge=1)] | None = None


class Cap(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many sessions a day these steps have **together**; ``most`` is as far as a setting may raise it."""

    steps: tuple[StepKind, ...]
    sessions: Annotated[int, Meta(ge=1)]
    most: Annotated[int, Meta(ge=1)]


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How days and lists are said: Monday first, January first, short; ``between`` and ``last`` join a list."""

    weekdays: Annotated[tuple[str, ...], Meta(min_length=7, max_length=7)]
    months: Annotated[tuple[str, ...], Meta(min_length=12, max_length=12)]
    between: str
    last: str
    either: str


class Programme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything of the programme that the gate is handed; ``reasons`` has a template for each of ``REASON_FIELDS``."""

    steps: tuple[Step, ...]
    caps: tuple[Cap, ...]
    words: Words
    reasons: dict[str, str]

    def __post_init__(self) -> None:
        """Refuse a programme with a gap. Raises ValueError, which names the place and what was expected."""
        if tuple(step.kind for step in self.steps) != STEP_KINDS:
            raise ValueError(f"steps: expected exactly {', '.join(STEP_KINDS)}, in this order")
        for cap in self.caps:
            if cap.most < cap.sessions:
                raise ValueError("caps: expected most to be at least sessions")
        if self.step(SIZED).earliest_next is None:
            raise ValueError(f"steps: expected an earliest_next for {SIZED}")
        if unlike := sorted(self.reasons.keys() ^ REASON_FIELDS.keys()):
            raise ValueError(f"reasons: expected exactly the known keys, these differ: {', '.join(unlike)}")
        for key, template in self.reasons.items():
            if strange := sorted(_fields(template) - REASON_FIELDS[key]):
                raise ValueError(f"reasons.{key}: expected other fields than {', '.join(strange)}")

    def step(self, kind: StepKind) -> Step:
        """Return the step of that kind."""
        return self.steps[STEP_KINDS.index(kind)]


def with_sessions_a_day(programme: Programme, sessions: int) -> Programme:
    """Return the programme with its adjustable caps at ``sessions``, never above what each cap allows."""
    caps = tuple(
        msgspec.structs.replace(cap, sessions=max(cap.sessions, min(sessions, cap.most))) for cap in programme.caps
    )
    return msgspec.structs.replace(programme, caps=caps)


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
