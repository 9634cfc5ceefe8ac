"""How many keys it takes from the plan through a whole session to the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story

from comfort_journal.records import Session
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.practice.step_end_screen import StepEndScreen
from comfort_journal.ui.open.practice.step_run_screen import StepRunScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import Wall

    from comfort_journal.ui.open.core.workspace import Workspace

MOST = 8


@pytest.mark.parametrize("later", [False, True])
async def test_from_the_plan_to_the_sentence_takes_few_keys(
    run_open: Callable[..., Any], session: Workspace, wall: Wall, settled: Callable[..., Any], *, later: bool
) -> None:
    """At the entrance with the circuit done: eight presses to Today's sentence, and before the last one the plan."""
    wall.now = day(4, "20:20").moment()
    begun = day(1, "06:00").profile(history=("none",))
    told = story(begun, day(1, "06:30").placement("entrance"), day(4, "20:00").circuit(attested=True))
    session.keep_records(*told, *([day(4, "20:05").entrance()] if later else []))  # type: ignore[arg-type]
    assert session.practice.assess().step == "entrance"
    steps: list[str | float] = ["enter", "enter", "z", 10.0, 35.0, "z", "1", "enter", "enter", "f2"]
    assert sum(isinstance(step, str) for step in steps) <= MOST
    async with run_open() as (app, pilot):
        await pilot.press("f4")
        await settled(app, pilot)
        assert isinstance(app.screen, PlanScreen)
        for step in steps:
            if step == "f2":
                assert isinstance(app.screen, PlanScreen)
                assert "Just now: 2 Entrance · 35 s · discomfort 1." in app.screen.query_one("#done").render().plain
            if isinstance(step, str):
                await pilot.press(step)
            else:
                app.clock.now += step
                app.lookout.tick()  # the gap is the test's own, not a machine that slept
                assert isinstance(app.screen, (StepRunScreen, StepEndScreen))
                app.screen.look()
            await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.has_focus
    found = session.journal.records("session")[0]
    assert isinstance(found, Session)
    assert (found.step, found.ended, found.during) == ("entrance", "complete", 1)
