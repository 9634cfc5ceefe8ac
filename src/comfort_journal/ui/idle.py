"""Three things close the journal by themselves: nobody was there, the machine slept, the process stood still.

A page may stay open longer while nobody can touch it; its time ends with it, and docs/threat-model.md lists which do.
Pure bookkeeping over clocks that are passed in, so that a test needs no waiting.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SLEPT = 2.0
"""Seconds by which the clock that counts sleep may run ahead of the one that does not."""
STOOD_STILL = 15.0
"""Seconds between two ticks after which the process must have been stopped."""


def asleep() -> float:
    """Return the seconds that this machine has spent suspended since it started, or 0 where it cannot be told."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    return 0.0


class Watch:
    """When to lock: ``clock`` counts seconds while awake, ``slept`` seconds suspended, ``idle`` is in seconds."""

    def __init__(
        self, idle: float, clock: Callable[[], float] = time.monotonic, slept: Callable[[], float] = asleep
    ) -> None:
        """Begin now."""
        self.idle = idle
        self.clock = clock
        self.slept = slept
        self._awake_until: dict[object, float] = {}
        self.begin()

    def begin(self) -> None:
        """Count from now: somebody is there and the machine is awake."""
        self._touched = self._ticked = self.clock()
        self._slept = self.slept()

    def touch(self) -> None:
        """Note that somebody did something."""
        self._touched = self.clock()

    def stay_awake(self, page: object, seconds: float) -> None:
        """Let idle time alone lock nothing while the page is there, for so many seconds from now; sleep still does."""
        self._awake_until[page] = self.clock() + seconds

    def as_usual(self, page: object) -> None:
        """Take back what the page asked for; what others did stays."""
        self._awake_until.pop(page, None)

    @property
    def is_idle(self) -> bool:
        """Whether nobody has been there for so long that this alone locks."""
        now = self.clock()
        return now - self._touched >= self.idle and now >= max(self._awake_until.values(), default=now)

    def tick(self) -> bool:
        """Return whether it is time to lock; call it about twice a second."""
        now, slept = self.clock(), self.slept()
        gap = now - self._ticked
        self._ticked = now
        return self.is_idle or slept - self._slept > SLEPT or gap > STOOD_STILL
