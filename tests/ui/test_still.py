"""What a test under Pilot takes for done is done, and what is only due later is not waited for."""

from __future__ import annotations

import asyncio
import threading

from tests.ui.still import SLICE, until_still, works


async def test_everything_that_follows_from_what_was_asked_has_happened() -> None:
    """Call upon call, and a timer that is due at once."""
    loop, done = asyncio.get_running_loop(), []

    def follow(left: int) -> None:
        done.append(left)
        if left:
            loop.call_soon(follow, left - 1)

    loop.call_soon(follow, 20)
    loop.call_later(SLICE / 4, done.append, "timer")
    await until_still()
    assert set(done) == {*range(21), "timer"}


async def test_a_timer_of_later_is_not_waited_for() -> None:
    """The clock of a page that ticks twice in a second holds no test up."""
    begun = asyncio.get_running_loop().time()
    later = asyncio.get_running_loop().call_later(60, lambda: None)
    await until_still()
    assert asyncio.get_running_loop().time() - begun < 60
    later.cancel()


async def test_a_thread_that_waits_for_the_test_is_not_waited_for_without_end() -> None:
    """Work that a test holds back lets the test go on after ``max_sleep``."""
    held = threading.Event()
    thread = asyncio.ensure_future(asyncio.to_thread(held.wait))
    await until_still(max_sleep=0.05)
    assert works(asyncio.get_running_loop())
    assert not thread.done()
    held.set()
    await thread
