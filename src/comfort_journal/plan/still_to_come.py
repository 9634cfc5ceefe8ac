"""What a next step still waits for, worked out once: the plan and the page for a clinician both say it from here.

Whoever says how many easy days are missing also says which latest day is not easy, so that three easy days of four and
one more that is missing never stand there without the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from comfort_journal.plan.progress import latest_day, ready_size

if TYPE_CHECKING:
    from comfort_journal.plan.case import Case
    from comfort_journal.plan.progress import Progress
    from comfort_journal.plan.visits import Day


class StillToCome(NamedTuple):
    """``easy`` are the days that count so far; so many ``more`` in a row do, None where something else is missing.

    ``returns`` says that one easy day leads back to where practice was before, ``ready`` which size is missing before
    the partner step. ``here`` is the latest practice day at the step and ``latest`` that of any kind, each where it is
    not an easy one.
    """

    easy: tuple[Day, ...] = ()
    more: int | None = None
    returns: bool = False
    ready: Literal["", "none", "size"] = ""
    here: Day | None = None
    latest: Day | None = None


def still_to_come(case: Case, forward: Progress) -> StillToCome:
    """Return it for the step where practice stands; nothing is still to come where its days carry already."""
    easy = tuple(day for day, carries in zip(forward.counted, forward.carry, strict=True) if carries)
    if forward.carried or not case.facts.ladder.following(case.standing.rank):
        return StillToCome(easy)
    here, latest = forward.counted[-1] if forward.counted else None, latest_day(case)
    here, latest = (each if each is not None and not each.easy else None for each in (here, latest))
    if case.standing.returns_to is not None:
        return StillToCome(easy, returns=True, here=here, latest=latest)
    if case.standing.rank == case.facts.ladder.movement and ready_size(case) is None:
        return StillToCome(easy, ready="none", here=here, latest=latest)
    ready: Literal["", "size"] = "size" if len(easy) < len(forward.easy) else ""
    return StillToCome(easy, forward.more, ready=ready, here=here, latest=latest)
