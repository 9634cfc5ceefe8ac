"""A hold is ended by a key of one's own as by any other: what a person wrote into a file changes nothing there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.every.test_any_input import NAMES

from comfort_journal.ui.open.practice.step_run_screen import StepRunScreen

if TYPE_CHECKING:
    from collections.abc import Callable

HELD = [name for name in NAMES if name.startswith("step, a hold")]


@pytest.mark.parametrize("name", HELD)
@pytest.mark.parametrize("key", ["alt+p", "i"])
async def test_a_key_of_ones_own_stops_a_hold(show_page: Callable[..., Any], name: str, key: str) -> None:
    """The plan is not opened; the hold is over, as after every key that the page does not name."""
    async with show_page(name) as (app, pilot):
        app._take_keys([("go-plan", "alt+p"), ("help", "i")])
        assert app.screen._sitting.state.phase == "holding"
        await pilot.press(key)
        await pilot.pause()
        assert type(app.screen) is not StepRunScreen or app.screen._sitting.state.phase != "holding"
        assert all(type(page).__name__ not in {"PlanScreen", "HelpScreen"} for page in app.screen_stack)
