"""What steps, sizes, signs and sensations are called on the page: a size by the owner's own label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from datetime import date

    from comfort_journal.content import Library
    from comfort_journal.interchange.names import Names
    from comfort_journal.records import Size


@dataclass(frozen=True, repr=False)
class PageNames:
    """Says names, for a page that is made on ``made``."""

    given: Names
    library: Library
    sizes: tuple[Size, ...]
    made: date

    def called(self, step: str, size: str | None = None) -> str:
        """Return what a step is called, with the size where its name does not say it: ``5 Small movements, lilac``."""
        own = ":" in step or size is None
        return one_line(self.given.step(step) if own else f"{self.given.step(step)}, {self.given.size(size or '')}")

    def millimetres(self) -> str:
        """Return the sizes of which it is known how wide they are: ``small 15 mm, lilac 19 mm``."""
        return one_line(", ".join(f"{each.label} {each.mm} mm" for each in self.sizes if each.mm is not None))

    def sign(self, key: str) -> str:
        """Return what a sign is called."""
        return next((each.label for each in self.library.signs.all() if each.key == key), key)

    def sensations(self) -> dict[str, str]:
        """Return the sensations by their key, in their order."""
        return {choice.key: choice.label for choice in self.library.card("FR-2").choices}

    def circumstances(self) -> dict[str, str]:
        """Return the shipped words for what was around, by their key."""
        return {choice.key: choice.label for choice in self.library.card("FR-3").choices}
