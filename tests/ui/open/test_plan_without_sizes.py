"""Whoever has no sizes reaches "together" all the same: by a rung, a question before the first movement, one after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story

from comfort_journal.records import Profile, Size
from comfort_journal.ui.open.core.dialogs import Ask
from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.plan.messages import SIZES
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.practice.before import BeforeStep
from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from stories import Day, Told
    from tests.ui.open.conftest import Wall

    from comfort_journal.ui.open.core.workspace import Workspace

NONE = day(1, "06:00").profile(history=("none",), sizes=())
SHALLOW = [day(n).easy("shallow") for n in (1, 2, 3)]


@pytest.fixture
def told(session: Workspace, wall: Wall) -> Callable[..., None]:
    """Return what keeps a history and sets the clock."""

    def tell(at: Day, *what: Told) -> None:
        wall.now = at.moment()
        session.keep_records(*story(*what))  # type: ignore[arg-type]

    return tell


def profile(session: Workspace) -> Profile:
    """Return the profile that holds."""
    found = session.practice.profile()
    assert found is not None
    return found


async def test_a_rung_stands_for_the_sizes_from_the_start(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], settled: Callable[..., Any]
) -> None:
    """It leads to the list of sizes, whatever is open, and is gone once there is one."""
    told(day(2), NONE)
    async with run_open(PlanScreen) as (app, pilot):
        plan = app.screen
        assert plan.page.steps.index(SIZES) == plan.page.steps.index("shallow") + 1
        assert session.practice.library.sentences.plan.sizes_rung in plan.ladder.render().plain
        await pilot.press("down", "down", "down")
        assert plan.selected == SIZES
        assert session.practice.library.sentences.plan.sizes_none in plan.pane.content.plain
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        await pilot.press(*"lilac", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await settled(app, pilot)
        assert [size.label for size in profile(session).sizes] == ["lilac"]
        assert SIZES not in plan.page.steps


async def test_the_rung_opens_the_list_before_anything_was_agreed(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """No touch happens there: Enter does what the rung says, and the page before the steps still comes first."""
    told(day(2), day(1).profile(agreed=False, adult=False, sizes=()))
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        assert app.screen._text == session.practice.library.sentences.plan.sizes
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press(*"lilac", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
    assert [size.label for size in profile(session).sizes] == ["lilac"]
    assert session.practice.assess().row == 0


@pytest.mark.parametrize(
    ("keys", "labels"),
    [
        (("down", "enter"), ["one finger"]),
        (("down", "down", "enter", *"lilac", "enter"), ["lilac"]),
        (("escape",), []),
        (("down", "down", "enter", "escape"), []),
    ],
)
async def test_the_first_movement_asks_what_it_is_with(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    settled: Callable[..., Any],
    keys: tuple[str, ...],
    labels: list[str],
) -> None:
    """One finger becomes the first rung, or a size of the owner's own; without an answer the step does not open."""
    told(day(4), NONE, SHALLOW)
    async with run_open(PlanScreen) as (app, pilot):
        app.screen.select("movement")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen._title == session.practice.library.sentences.plan.with_title
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await settled(app, pilot)
        assert isinstance(app.screen, StepIntroScreen) is bool(labels)
        if labels:
            assert [label for _, label in app.screen._before.withs] == labels
    assert [size.label for size in profile(session).sizes] == labels


def test_movement_that_is_only_offered_has_a_size_all_the_same(session: Workspace, told: Callable[..., None]) -> None:
    """From the fingertip on it is the smallest."""
    told(day(4), day(1, "06:00").profile(history=("none",)), SHALLOW)
    assert [key for key, _ in BeforeStep(session, "movement").withs] == ["a"]


def test_from_a_size_movement_is_with_that_size(session: Workspace, told: Callable[..., None]) -> None:
    """The next size is offered beside it, and one thing changes in a session."""
    told(day(4), day(1, "06:00").profile(history=("none",)), [day(n).easy("dilator:a") for n in (1, 2, 3)])
    assert [key for key, _ in BeforeStep(session, "movement").withs] == ["a"]


MOVED = day(1, "06:00").profile(history=("none",), sizes=("a", "b")), day(2).easy("movement:a")


@pytest.mark.parametrize(
    ("keys", "ready"), [(("down", "enter"), "a"), (("down", "down", "enter"), "b"), (("end", "enter"), None)]
)
async def test_once_movement_was_easy_the_ready_size_is_asked_for(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    settled: Callable[..., Any],
    keys: tuple[str, ...],
    ready: str | None,
) -> None:
    """Before the next movement, once; it may stay open, and the step opens either way."""
    told(day(4), *MOVED)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen._title == session.practice.library.sentences.plan.ready_title
        await pilot.press(*keys)
        await settled(app, pilot)
        assert isinstance(app.screen, StepIntroScreen)
        await pilot.press("escape")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, StepIntroScreen)
    assert profile(session).ready_size == ready


async def test_the_plan_says_that_the_ready_size_can_be_chosen(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], settled: Callable[..., Any]
) -> None:
    """At movement and at the step it opens, by the answering key; not before movement was easy, and not afterwards."""
    key = session.practice.library.sentences.plan.ready_key
    told(day(4), *MOVED)
    async with run_open(PlanScreen) as (app, pilot):
        plan = app.screen
        assert key in plan.standing.content.plain
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("down", "enter")
        await settled(app, pilot)
        assert key not in plan.standing.content.plain
    assert profile(session).ready_size == "a"


def test_from_one_finger_on_together_is_reached(session: Workspace, told: Callable[..., None]) -> None:
    """Three easy days with it, and the ready size chosen: the step opens."""
    finger = day(3, "06:00").profile(history=("none",), sizes=("finger",), ready_size="finger")
    moved = [day(n).easy("movement:finger") for n in (4, 5, 6)]
    told(day(7), NONE, SHALLOW[:2], finger, moved)
    assert session.practice.assess().offered == ("partner",)
    assert isinstance(session.practice.sizes[0], Size)
