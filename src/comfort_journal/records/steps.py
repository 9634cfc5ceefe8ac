"""Each kind of step is declared once, here: its key, and in what a session at it differs from one at any other.

Records, the gate, the guided session and the pages ask this table; what a step says and how long it lasts is content.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, cast

from msgspec import Struct

StepKind: TypeAlias = Literal["mapping", "entrance", "shallow", "dilator", "movement", "partner"]
"""A step without its size: every rung of the owner's ladder is of kind ``dilator``."""


class StepTraits(Struct, frozen=True, kw_only=True):
    """What a kind of step has of its own; one without any of it is a hold of a tool inside, at a number afterwards.

    - ``inside``: something goes inside, and comes out.
    - ``asks_fading``: a session has as many tender places as there are, and asks what became of each, not how long.
    - ``after_each_hold``: a number is asked after every hold as well, and an easy day needs it.
    - ``rungs``: there is one step for each of the owner's sizes, whose id is in the step's key.
    - ``notes_size``: a session is with one of the owner's sizes, which it notes.
    - ``takes_turns``: stillness and small movement take turns in a hold.
    - ``together``: it is with another person, in a record of its own; no guided session, and nothing opens it by hand.
    - ``cap``: how many sessions a day: counted alone, shared with all that share, or as many as one likes.
    """

    kind: StepKind
    inside: bool = True
    asks_fading: bool = False
    after_each_hold: bool = False
    rungs: bool = False
    notes_size: bool = False
    takes_turns: bool = False
    together: bool = False
    cap: Literal["own", "shared"] | None = "shared"


STEPS: Final[dict[StepKind, StepTraits]] = {
    each.kind: each
    for each in (
        StepTraits(kind="mapping", inside=False, asks_fading=True, cap=None),
        StepTraits(kind="entrance", inside=False, cap="own"),
        StepTraits(kind="shallow", after_each_hold=True),
        StepTraits(kind="dilator", rungs=True),
        StepTraits(kind="movement", notes_size=True, takes_turns=True),
        StepTraits(kind="partner", together=True),
    )
}
"""From the gentlest on."""

SIZED: Final[StepKind] = next(kind for kind, traits in STEPS.items() if traits.rungs)
"""The kind of every size."""


def kind_of_step(step: str) -> StepKind:
    """Return a step key without its size."""
    return cast("StepKind", step.partition(":")[0])


def size_of_step(step: str) -> str | None:
    """Return the id of the size that a step key names, or None for a step that is not a size."""
    return step.partition(":")[2] or None


def step_of_size(size: str) -> str:
    """Return the step key of a size."""
    return f"{SIZED}:{size}"


def traits_of(step: str) -> StepTraits:
    """Return what the kind of a step key has of its own."""
    return STEPS[kind_of_step(step)]
