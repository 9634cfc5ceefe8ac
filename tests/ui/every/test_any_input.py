"""Whatever is pressed, clicked, pasted or resized on any page, the program goes on, and its words stay."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.every.any_input import anything, told
from tests.ui.every.pages import LOCKED, OPEN

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = [*OPEN, *LOCKED]


async def fuzz(show_page: Callable[..., Any], name: str, seed: str, rounds: int) -> None:
    """Send so many rounds of anything from a page on, then lock; a failure tells its seed and what was sent."""
    chance = random.Random(seed)  # noqa: S311  keys, not secrets
    story: list[str] = []
    try:
        async with show_page(name) as (app, pilot):
            for _ in range(rounds):
                sent = anything(chance, app.size)
                story += map(told, sent)
                for event in sent:
                    app.post_message(event)
                app.clock.now += chance.choice((0, 0, 0.3, 2, 10))
                app.lookout.begin()  # somebody is there
                await pilot.pause()
                if app.became or app.return_code is not None:
                    return
            if name in OPEN:
                app.session.journal.care.over.set()
                await pilot.press("ctrl+l")
                await pilot.pause()
                assert app.became == ["locked"]
    except BaseException as fault:
        fault.add_note(f"page {name!r}, seed {seed!r}: {' '.join(story)}")
        raise


@pytest.mark.parametrize("name", NAMES)
async def test_a_page_survives_a_little_of_anything(show_page: Callable[..., Any], name: str) -> None:
    """The short form, the same in every run."""
    await fuzz(show_page, name, name, 15)


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("round", range(10))
async def test_a_page_survives_much_of_anything(show_page: Callable[..., Any], name: str, round: int) -> None:  # noqa: A002
    """The long form, another one in every run; its seed stands in the failure."""
    await fuzz(show_page, name, f"{name} {round} {random.SystemRandom().random()}", 300)
