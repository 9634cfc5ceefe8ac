"""With Caps Lock on a hold does what the page says by its letters: S stops, B burns, C clenches, and others end it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("letter", ["s", "b", "c", "p", "d", "x"])
async def test_a_capital_does_in_a_hold_what_its_letter_does(show_page: Callable[..., Any], letter: str) -> None:
    """Two holds are led by the two, and come to the same."""
    ends = []
    for pressed in (letter, letter.upper()):
        async with show_page("step, a hold") as (app, pilot):
            page = app.screen
            await pilot.press(pressed)
            await pilot.pause()
            ends.append((page._sitting.state.phase, page._sitting.state.ended, page._sitting.state.tags))
    assert ends[0] == ends[1]
    assert ends[0][0] != "holding"
