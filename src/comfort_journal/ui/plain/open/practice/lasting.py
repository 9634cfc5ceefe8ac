"""How long something lasts, in words, and the two lines said while it does: its middle and its last seconds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from comfort_journal.text.counts import many

if TYPE_CHECKING:
    from collections.abc import Iterator

TEN: Final = 10.0
_MINUTE: Final = 60


def lasting(seconds: int) -> str:
    """Return a length of time in words: ``45 seconds``, ``2 minutes``, ``1 minute and 30 seconds``."""
    minutes, rest = divmod(seconds, _MINUTE)
    parts = [many(minutes, "minute")] if minutes else []
    return " and ".join(parts + ([many(rest, "second")] if rest or not minutes else []))


def from_to(least: int, most: int) -> str:
    """Return a span of time in one unit: ``30 to 60 seconds``, ``1 to 3 minutes``; one length where both are it."""
    if least >= most:
        return lasting(most)
    minutes = most > _MINUTE and not least % _MINUTE and not most % _MINUTE
    return f"{least // _MINUTE} to {most // _MINUTE} minutes" if minutes else f"{least} to {most} seconds"


class Marks:
    """What falls due between two moments of a clock; each is told once, and a look that comes late tells it then."""

    def __init__(self, begins: float, ends: float, so_far: str, ten_left: str) -> None:
        """Have the middle told where it lies before the last ten seconds."""
        length = ends - begins
        self._lines: list[tuple[float, str, bool]] = []
        if length / 2 > TEN:
            said = f"{lasting(math.floor(length / 2 + 0.5)).capitalize()} {so_far}."
            self._lines.append((begins + length / 2, said, False))
        if length > TEN:
            self._lines.append((ends - TEN, ten_left, True))

    def leave_out(self, now: float) -> None:
        """Never tell what was due before this moment."""
        self._lines = [each for each in self._lines if each[0] > now]

    @property
    def next(self) -> float:
        """When the next of them is due; never where none is left."""
        return self._lines[0][0] if self._lines else math.inf

    def due(self, now: float) -> Iterator[tuple[str, bool]]:
        """Yield what is due by now, and whether it is spoken as well."""
        while self._lines and self._lines[0][0] <= now:
            _, line, spoken = self._lines.pop(0)
            yield line, spoken
