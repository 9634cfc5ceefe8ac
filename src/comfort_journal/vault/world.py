"""Where an open vault takes the medium, randomness and time from: all three are a test's to choose."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.vault.disk import REAL_DISK, Disk

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class World:
    """The disk, ``random(n)`` -> n bytes, and ``now()`` in seconds since 1970."""

    disk: Disk = REAL_DISK
    random: Callable[[int], bytes] = os.urandom
    now: Callable[[], float] = time.time


REAL_WORLD = World()
