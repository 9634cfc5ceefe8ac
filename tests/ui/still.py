"""When an app under Pilot has done all that it was asked: known from its loop, and not guessed from what time it used.

Textual waits for a fiftieth of a second in which the process used little time, twice for every key, whether or not
there is anything to do; and on a busy machine a process that is given no time looks as if it had done everything.
"""

from __future__ import annotations

import asyncio
from math import inf
from typing import Any

from textual._wait import wait_for_idle

SLICE = 1 / 50
"""Seconds: a timer that is due within them is waited for, and so is a thread, and then as Textual does."""
LOOK = 1 / 1000


async def until_still(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until nothing is left to run and no timer is due at once; in the place of Textual's ``wait_for_idle``."""
    loop: Any = asyncio.get_running_loop()
    begun = loop.time()
    enough = begun + min_sleep
    while (now := loop.time()) < begun + max_sleep:
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # what came from outside is seen one round later
        if loop._ready:
            continue
        due = min((each.when() for each in loop._scheduled if not each.cancelled()), default=inf)
        if works(loop):
            due = min(due, now + LOOK)
        if now >= enough and due > begun + SLICE:
            if works(loop):
                await wait_for_idle(0, max_sleep)  # nobody can tell whether it computes or waits
            return
        await asyncio.sleep(max(0.0, min(due, begun + max(SLICE, min_sleep)) - loop.time()))


def works(loop: Any) -> bool:  # noqa: ANN401  asyncio's own, for what it promises to nobody
    """Tell whether a thread that the loop was given something for is not done with it."""
    threads = loop._default_executor
    return threads is not None and threads._idle_semaphore._value < len(threads._threads)
