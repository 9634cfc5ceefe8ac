"""What the plan and its owner call what is in a record, for pages that leave the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content.loading import load_library
from comfort_journal.content.programme import load_programme
from comfort_journal.interchange.names import Names
from comfort_journal.plan import sizes_known
from comfort_journal.records import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comfort_journal.records import AnyRecord


def record_names(profiles: Iterable[AnyRecord]) -> Names:
    """Return the plan's names and the owner's labels, as the app says them, also of a size that is gone."""
    library = load_library()
    circuit = {part.id: part.title for part in library.circuit.part}
    openers = {f"{part.id}:{each.key}": each.title for part in library.circuit.part for each in part.choice}
    exercises = {each.id: each.title for each in library.strength.exercise}
    return Names(
        steps={step.kind: step.name for step in load_programme().steps},
        things=circuit | openers | exercises,
        sizes={size.id: size.label for size in sizes_known(each for each in profiles if isinstance(each, Profile))},
    )
