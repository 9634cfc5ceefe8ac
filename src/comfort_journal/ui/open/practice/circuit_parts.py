"""What a circuit is made of today: the parts in order, without those that the gate has closed or nobody wants.

Words and numbers come from the content; what is closed comes from the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from comfort_journal.plan.circuit import Leg, PartName, pose
from comfort_journal.records import Circuit
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from comfort_journal.content import Library
    from comfort_journal.content.models import Opener, PartText
    from comfort_journal.plan import Assessment
    from comfort_journal.records import AnyRecord
    from comfort_journal.settings import Settings
    from comfort_journal.ui.open.core.plan_service import PlanService

OPENERS, WARMTH = "RC-3", "RC-5"


@dataclass(frozen=True)
class Station:
    """One part as it is shown: its time, and the words that go with it."""

    leg: Leg
    title: str
    word: str
    set_up: str
    cue_in: tuple[str, ...]
    cue_out: tuple[str, ...]
    image: str = ""


def all_parts(library: Library) -> tuple[str, ...]:
    """Return the ids of the circuit's parts in their order."""
    return tuple(part.id for part in library.circuit.part)


def closed_parts(assessment: Assessment, parts: Iterable[str]) -> dict[str, str]:
    """Return which of the parts are closed now, each with the gate's reason."""
    reasons = {closed.what: closed.reason for closed in assessment.closed}
    return {part: reasons[part] for part in parts if part in reasons}


def last_openers(records: Iterable[AnyRecord]) -> tuple[str, ...]:
    """Return the keys of the openers in the latest circuit that had two; ``records`` are newest first."""
    for record in records:
        if isinstance(record, Circuit):
            keys = dict.fromkeys(part.part.partition(":")[2] for part in record.parts if part.part.startswith("RC-3:"))
            if len(keys) > 1:
                return tuple(keys)[:2]
    return ()


def stations(
    practice: PlanService, settings: Settings, parts: Iterable[str], openers: Collection[str]
) -> tuple[Station, ...]:
    """Return the parts as they will follow one another; RC-3 is the chosen openers, in the content's order."""
    made: list[Station] = []
    breath = settings.breath_in + settings.breath_out
    for part in map(practice.library.part, parts):
        if part.choice:
            made += [_opener(part, opener, breath) for opener in part.choice if opener.key in openers]
        else:
            made.append(_station(part, practice, breath))
    return tuple(made)


def _station(part: PartText, practice: PlanService, breath: float) -> Station:
    numbers = part.numbers
    image = one_line(practice.phrase(part.id, part.image)) if part.image else ""
    least, most = numbers["least"].seconds, numbers["most"].seconds
    leg = Leg(part=cast("PartName", part.id), seconds=most, least=least, breath=breath)
    return Station(leg, part.title, part.word, part.set_up, part.cue_in, part.cue_out, image)


def _opener(part: PartText, opener: Opener, breath: float) -> Station:
    least, most = part.numbers["each_least"].seconds, part.numbers["each_most"].seconds
    breaths, seconds = 0, float(least)
    if opener.numbers:
        counted = (opener.numbers["breaths_least"].value, opener.numbers["breaths_most"].value)
        breaths, seconds = pose(breath, counted, (least, most))
    name = cast("PartName", f"{part.id}:{opener.key}")
    leg = Leg(part=name, seconds=seconds, least=least, breath=breath, breaths=breaths)
    return Station(leg, opener.title, part.word, opener.set_up, opener.cue_in, opener.cue_out)
