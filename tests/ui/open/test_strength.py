"""Claims about light strength: opened by the gate alone, never more than the plan's rounds, kept however one leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from comfort_journal.errors import NotSaved
from comfort_journal.plan.assessment import Closed
from comfort_journal.records import Exercise
from comfort_journal.ui.open.core.plan_service import PlanService
from comfort_journal.ui.open.library.card_screen import CardScreen
from comfort_journal.ui.open.library.library_screen import LibraryScreen
from comfort_journal.ui.open.library.strength import why_closed
from comfort_journal.ui.open.library.strength_screen import StrengthScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

Run = "Callable[..., Any]"
SIZES = [(80, 24), (120, 40), (40, 12)]


def screen_text(app: MainApp) -> str:
    """Return what stands on the screen, line by line."""
    width, height = app.size
    return "\n".join(strip.text[:width].rstrip() for strip in app.screen._compositor.render_strips()[:height])


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate answer that strength is open."""
    ask = PlanService.assess
    monkeypatch.setattr(
        PlanService, "assess", lambda practice: replace(ask(practice), row=10, strength=True, closed=())
    )


@pytest.mark.parametrize("size", SIZES)
async def test_closed_strength_is_a_card_that_says_why(run_open: Run, size: tuple[int, int]) -> None:
    """Without the gate's word there is nothing to count: the reason, when it opens, and the cards beside it."""
    async with run_open(StrengthScreen, size=size) as (app, pilot):
        assert "The steps begin with one page" in " ".join(screen_text(app).split())
        await pilot.press("space", "end", "enter")
        if not isinstance(app.screen, CardScreen):
            await pilot.press("enter")
        assert app.screen.item_id == "FR-6"
        await pilot.press("escape", "escape")
        assert not isinstance(app.screen, StrengthScreen)


def test_a_sign_closes_strength_even_where_easy_days_would_open_it(session: Workspace) -> None:
    """RF-2 is told as the reason, before everything else."""
    answer = replace(session.practice.assess(), row=10, strength=True, closed=())
    assert why_closed(answer) is None
    sign = Closed(what="STR", id="RF-2", reason="This rests.", until=None)
    assert why_closed(replace(answer, closed=(sign,))) == ("This rests.",)
    assert why_closed(replace(answer, strength=False)) == ()


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("size", SIZES)
async def test_rounds_and_two_numbers_become_one_record(
    run_open: Run, session: Workspace, settled: Callable[..., Any], size: tuple[int, int]
) -> None:
    """Space counts rounds up to the plan's and no further; Enter goes on; then what was felt, and now."""
    async with run_open(StrengthScreen, size=size) as (app, pilot):
        assert "Round 1, 5 times" in screen_text(app)
        await pilot.press("space")
        assert "Round 2, 5 times" in screen_text(app)
        await pilot.press("space", "space", "space", "space", "space")
        assert "That is all of this one." in screen_text(app)
        await pilot.press("enter", "enter", "space", "enter")
        assert "How much discomfort was there?" in screen_text(app)
        assert app.screen.row.chosen is None
        await pilot.press("enter", "1", "enter")
        assert "And how much is there now?" in screen_text(app)
        assert app.screen.row.chosen is None
        await pilot.press("2", "enter")
        await settled(app, pilot)
        (kept,) = session.journal.records("strength")
        assert kept.exercises == (Exercise(id="STR-1", sets=4, reps=5), Exercise(id="STR-3", sets=1, reps=20))
        assert (kept.during, kept.after) == (1, 2)
        assert "That was up to your line" in " ".join(screen_text(app).split())
        await pilot.press("enter")
        assert not isinstance(app.screen, StrengthScreen)


@pytest.mark.usefixtures("opened")
async def test_more_than_the_line_is_told_calmly_and_unknown_stays_unknown(
    run_open: Run, session: Workspace, settled: Callable[..., Any]
) -> None:
    """A number above the line means less next time; Escape gives no number."""
    async with run_open(StrengthScreen) as (app, pilot):
        await pilot.press("space", "escape", "3", "enter", "escape")
        await settled(app, pilot)
        assert "Strength can wait." in " ".join(screen_text(app).split())
        (kept,) = session.journal.records("strength")
        assert (kept.during, kept.after) == (3, None)


@pytest.mark.usefixtures("opened")
async def test_what_could_not_be_saved_is_tried_again(
    run_open: Run, session: Workspace, settled: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is told, the last number stays on the screen, and Enter tries once more."""

    def full(*_records: object) -> None:
        raise NotSaved("The disk is full.")

    async with run_open(StrengthScreen) as (app, pilot):
        await pilot.press("space", "escape", "1", "enter", "1")
        with monkeypatch.context() as failing:
            failing.setattr(session.practice, "keep", full)
            await pilot.press("enter")
            await settled(app, pilot)
        assert session.journal.records("strength") == []
        assert app.screen.row.chosen == 1
        await pilot.press("enter")
        await settled(app, pilot)
        (kept,) = session.journal.records("strength")
        assert (kept.during, kept.after) == (1, 1)


@pytest.mark.usefixtures("opened")
async def test_nothing_done_is_nothing_kept(run_open: Run, session: Workspace) -> None:
    """Leaving before a first round leaves no record and asks for no number."""
    async with run_open(StrengthScreen) as (app, pilot):
        await pilot.press("enter", "enter", "enter")
        assert not isinstance(app.screen, StrengthScreen)
        assert session.journal.records("strength") == []


@pytest.mark.usefixtures("opened")
async def test_what_was_done_is_kept_when_the_journal_closes_in_the_middle(run_open: Run, session: Workspace) -> None:
    """A lock between two rounds keeps the rounds, without numbers."""
    async with run_open(StrengthScreen) as (_app, pilot):
        await pilot.press("space", "space")
        session.seal()
        (kept,) = session.journal.records("strength")
        assert kept.exercises == (Exercise(id="STR-1", sets=2, reps=5),)
        assert kept.during is None


async def test_the_exercises_are_reached_from_the_library(run_open: Run) -> None:
    """Their line stands under the cards about strength."""
    async with run_open(LibraryScreen) as (app, pilot):
        await pilot.press("end", "up", "enter")
        assert isinstance(app.screen, StrengthScreen)
