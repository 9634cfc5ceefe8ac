"""What the owner and the plan call sizes, steps, parts and exercises: an id is never all that a reader is shown.

Only words are here; who has a journal and the plan's texts open brings them (``content.record_names``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Names:
    """Words by id: ``steps`` by a step's kind, with ``{label}`` for its size; ``things`` are parts and exercises."""

    steps: Mapping[str, str]
    things: Mapping[str, str]
    sizes: Mapping[str, str]

    def step(self, key: str) -> str:
        """Return what a step is called: ``4 Size small``; one that has no name by its key, ``dilator, size small``."""
        kind, _, size = key.partition(":")
        if kind in self.steps:
            return self.steps[kind].replace("{label}", self.size(size))
        return f"{kind}, size {self.size(size)}" if size else kind

    def size(self, size_id: str) -> str:
        """Return the owner's own label of a size; one that was never named by its id."""
        return self.sizes.get(size_id, size_id)

    def thing(self, thing_id: str) -> str:
        """Return what a part of the circuit or an exercise is called: ``Child's pose`` for ``RC-3:child``."""
        return self.things.get(thing_id, thing_id)


NO_NAMES = Names({}, {}, {})
"""Where nothing is known beside the records, ids stand for themselves."""
