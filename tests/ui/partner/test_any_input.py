"""Whatever is pressed, clicked, pasted or resized in the partner process may only stop, or do what the page names."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from evenings import CODE
from tests.ui.every.any_input import anything, told
from tests.ui.partner.test_app import INBOX, Evening
from tests.ui.partner.test_small import PLACES, at_place, begin_at
from textual import events
from textual.geometry import Size

from comfort_journal.partner import HandOver

if TYPE_CHECKING:
    from collections.abc import Callable

STOPPED = ["stop", "aftercare", "locked"]
NAMED = {
    "agreement": {*CODE, "backspace"},
    "circuit": {"space", "d"},
    "arousal": {"space", "d"},
    "choice": {"space", "d", "enter", "left", "right", "backspace"},
    "touch": {"1", "2", "r"},
    "still": {"1", "2", "r"},
    "movement": {"1", "2", "r"},
    "code": {"backspace"},
    "pause": {"1", "backspace"},
}
"""The keys of each place that do anything but stop, beside digits where a code is typed."""
TYPED = {"agreement", "choice", "code", "pause"}


def can_stop(event: events.Event, place: str) -> bool:
    """Tell whether an event is a press that the place has no name for."""
    if isinstance(event, events.Key):
        return event.key not in NAMED[place] and not (place in TYPED and event.key.isdigit())
    return isinstance(event, events.Paste | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp)


async def fuzz(evening: Evening, place: str, seed: str, rounds: int) -> None:
    """Send anything to a session at a place; a failure tells its seed and what was sent."""
    chance = random.Random(seed)  # noqa: S311  keys, not secrets
    story: list[str] = []
    try:
        async with evening.app.run_test() as pilot:
            begin_at(evening)
            for _ in range(rounds):
                before = evening.phase
                (event, *_) = anything(chance, Size(80, 24))
                story.append(told(event))
                evening.app.post_message(event)
                await pilot.pause()
                if before in STOPPED:
                    assert STOPPED.index(evening.phase) >= STOPPED.index(before)
                elif can_stop(event, place):
                    assert evening.phase == "stop"
                elif evening.phase not in STOPPED:
                    begin_at(evening)  # what is named may lead on; each press is tried at the place itself
                if evening.left:
                    break
    except BaseException as fault:
        fault.add_note(f"place {place!r}, seed {seed!r}: {' '.join(story)}")
        raise


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", range(3))
async def test_a_session_is_only_ever_stopped_by_a_little_of_anything(
    make_clock: Callable[[], Any], place: str, number: int
) -> None:
    """The short form, the same in every run."""
    await fuzz(at_place(make_clock, place), place, f"{place} {number}", 15)


@pytest.mark.soak
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", range(40))
async def test_a_session_is_only_ever_stopped_by_much_of_anything(
    make_clock: Callable[[], Any], place: str, number: int
) -> None:
    """The long form, another one in every run; its seed stands in the failure."""
    await fuzz(at_place(make_clock, place), place, f"{place} {number} {random.SystemRandom().random()}", 100)


async def first_page(evening: Evening, seed: str, rounds: int) -> None:
    """Send anything to the first page; a failure tells its seed and what was sent."""
    chance = random.Random(seed)  # noqa: S311  as above
    story: list[str] = []
    try:
        async with evening.app.run_test() as pilot:
            for _ in range(rounds):
                sent = anything(chance, evening.app.size)
                story += map(told, sent)
                for event in sent:
                    evening.app.post_message(event)
                await pilot.pause()
                if evening.left:
                    break
                if evening.app.state is not None:
                    assert "enter" in story
                    assert evening.phase != "touch"
    except BaseException as fault:
        fault.add_note(f"seed {seed!r}: {' '.join(story)}")
        raise


@pytest.mark.parametrize("number", range(5))
async def test_the_first_page_survives_a_little_of_anything(make_clock: Callable[[], Any], number: int) -> None:
    """Only Enter begins a session, and never at its touch."""
    await first_page(Evening(make_clock(), HandOver(inbox=INBOX)), f"first page {number}", 20)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(40))
async def test_the_first_page_survives_much_of_anything(make_clock: Callable[[], Any], number: int) -> None:
    """The long form, another one in every run."""
    seed = f"first page {number} {random.SystemRandom().random()}"
    await first_page(Evening(make_clock(), HandOver(inbox=INBOX)), seed, 200)
