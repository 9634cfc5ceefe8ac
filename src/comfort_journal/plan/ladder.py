"""The order of the steps: a step's rank is its place in one line, and gentler means a lower rank.

mapping, entrance, shallow, the owner's sizes from first to last, movement, partner. Opening is not the same line:
shallow and the first size open together, and so do movement and the next size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from comfort_journal.records.steps import STEPS, step_of_size

if TYPE_CHECKING:
    from collections.abc import Collection

    from comfort_journal.records import Size

MAPPING: Final = 0
ENTRANCE: Final = 1
SHALLOW: Final = 2
UNKNOWN_SIZE: Final = 2.5
"""A size that is no longer on the ladder: above shallow, below every size, and no place to stand on."""
FIRST_SIZE: Final = 3


@dataclass(frozen=True)
class Ladder:
    """The steps as they stand for one owner; ``sizes`` are ids from the smallest, ``labels`` the owner's words."""

    sizes: tuple[str, ...]
    labels: dict[str, str]

    @classmethod
    def of(cls, sizes: Collection[Size]) -> Ladder:
        """Return the ladder with these rungs; where an id stands twice, its first place counts."""
        labels: dict[str, str] = {}
        for size in sizes:
            labels.setdefault(size.id, size.label)
        return cls(tuple(labels), labels)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All step keys, gentlest first."""
        sizes = tuple(map(step_of_size, self.sizes))
        return tuple(step for kind, traits in STEPS.items() for step in (sizes if traits.rungs else (kind,)))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Each step key's rank."""
        return {step: rank for rank, step in enumerate(self.order)}

    @property
    def movement(self) -> int:
        """The rank of movement."""
        return FIRST_SIZE + len(self.sizes)

    @property
    def partner(self) -> int:
        """The rank of the partner step."""
        return self.movement + 1

    def size_rank(self, size: str | None) -> int | None:
        """Return the rank of a size's own step; None for no size or one that is not on the ladder."""
        return None if size is None else self.ranks.get(step_of_size(size))

    def is_size(self, rank: float) -> bool:
        """Tell whether a rank is that of a size on the ladder."""
        return FIRST_SIZE <= rank < self.movement

    def known_before(self, size: str, practised: Collection[str]) -> str | None:
        """Return the size that a new one begins with: the largest practised below it, else the one before it.

        None for the smallest, and for one that is not on the ladder.
        """
        below = self.sizes[: self.sizes.index(size)] if size in self.sizes else ()
        return next((each for each in reversed(below) if each in practised), below[-1] if below else None)

    def before(self, rank: int) -> int:
        """Return the step before a rank in the opening order; where two open together, the gentler one."""
        if rank <= ENTRANCE:
            return MAPPING
        if rank in {SHALLOW, FIRST_SIZE} and rank != self.movement:
            return ENTRANCE
        if rank == self.movement:
            return SHALLOW
        return rank - 1

    def one_lower(self, rank: int, practised: Collection[int]) -> int:
        """Return the highest step practised below a rank, else the one before it; mapping stays mapping."""
        return max((each for each in practised if each < rank), default=self.before(rank))

    def following(self, rank: int) -> tuple[int, ...]:
        """Return what easy days at a rank open next."""
        if rank == MAPPING:
            return (ENTRANCE,)
        if rank == self.partner:
            return ()
        if rank == self.movement:
            return (self.partner,)
        first = (FIRST_SIZE,) if self.sizes else ()
        if rank == ENTRANCE:
            return (SHALLOW, *first)
        if rank == SHALLOW:
            return (*first, self.movement)
        return (rank + 1, self.movement) if rank + 1 < self.movement else (self.movement,)
