"""What is changed on the private page: each change is one record, and nothing else of the owner's changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story

from comfort_journal.records import Override, Partner, Profile
from comfort_journal.ui.open.core.dialogs import Choose
from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from stories import Day
    from tests.ui.open.conftest import Wall
    from textual.pilot import Pilot

    from comfort_journal.records import Record
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

BEGUN = day(1, "06:00").profile(history=("none",), sizes=("a", "b"))
EASY: list[Record] = [each for number in (1, 2, 3) for each in day(number).easy()]
MOVING = day(1, "06:30").placement("movement")


@pytest.fixture
def told(session: Workspace, wall: Wall) -> Callable[..., None]:
    """Return what tells a history up to a day."""

    def tell(at: Day, *records: Any) -> None:  # noqa: ANN401  records, and lists of them
        wall.now = at.moment()
        session.keep_records(*story(*records))  # type: ignore[arg-type]

    return tell


async def pick(app: MainApp, pilot: Pilot[int], *labels: str) -> None:
    """Choose what begins with each text in turn, on the page or in the question that comes next.

    A page that is longer than the window is read to its end first, as Enter does.
    """
    for label in labels:
        for _ in range(200):
            if isinstance(app.screen, (QuestionScreen, Choose)):
                break
            await pilot.pause()
        while isinstance(app.screen, QuestionScreen) and not app.screen.read_to_the_end:
            await pilot.press("space")
            await pilot.pause()
        options = app.screen.query_one("OptionList")
        texts = [str(options.get_option_at_index(n).prompt) for n in range(options.option_count)]  # type: ignore[attr-defined]
        place = next(n for n, text in enumerate(texts) if text.startswith(label))
        await pilot.press(*["down"] * (place + isinstance(app.screen, QuestionScreen)), "enter")
        await pilot.pause()


@pytest.fixture
def change(run_open: Callable[..., Any], settled: Callable[..., Any]) -> Callable[..., Any]:
    """Return what opens the private page, chooses, and waits until it is kept."""

    async def do(*labels: str, keys: tuple[str, ...] = ()) -> None:
        async with run_open(PlanScreen) as (app, pilot):
            await pilot.press("e")
            await pick(app, pilot, *labels)
            await pilot.press(*keys)
            await settled(app, pilot)
            assert isinstance(app.screen, PlanScreen)

    return do


def override(session: Workspace, scope: str) -> Override:
    """Return the one override of that scope."""
    (found,) = [each for each in session.journal.records("override") if getattr(each, "scope", "") == scope]
    assert isinstance(found, Override)
    return found


def profile(session: Workspace) -> Profile:
    """Return the profile that holds, everything that was told in it still there."""
    found = session.practice.profile()
    assert found is not None
    assert (found.history, found.adult, found.agreed) == (("none",), True, True)
    assert [size.id for size in found.sizes] == ["a", "b"]
    return found


async def test_one_step_is_opened_once_for_a_reason(
    change: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """The step, the scope and the reason are kept, and the gate has the step open."""
    told(day(4), BEGUN, EASY)
    step = session.practice.step_name("entrance")
    await change("Open one step", step, "it was easy before")
    found = override(session, "once")
    assert (found.step, found.reason) == ("entrance", "it was easy before")
    assert session.practice.assess().may("entrance")


async def test_the_reason_may_be_in_own_words(
    change: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """What is typed is the reason, as it was typed."""
    told(day(4), BEGUN, EASY)
    await change("Open one step", session.practice.step_name("entrance"), "in my own words", keys=(*"calm", "enter"))
    assert override(session, "once").reason == "calm"


async def test_a_clinician_may_say_where_to_begin(
    change: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """A placement is kept as the clinician's word, and the gate has the step open."""
    told(day(4), BEGUN, EASY)
    await change("A clinician says", session.practice.step_name("shallow"))
    found = override(session, "placement")
    assert (found.step, found.reason) == ("shallow", "clinician")
    assert session.practice.assess().may("shallow")


async def test_a_size_to_feel_ready_at_is_chosen(
    change: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """Once movement has opened; the profile says which size."""
    told(day(2), BEGUN, MOVING)
    await change("The size you feel ready at", session.practice.sizes[1].label)
    assert profile(session).ready_size == "b"


async def test_rest_is_made_longer(change: Callable[..., Any], session: Workspace, told: Callable[..., None]) -> None:
    """The profile says how many hours."""
    told(day(4), BEGUN, EASY)
    await change("Longer rest", "48")
    assert profile(session).rest_hours == 48


async def test_the_calendar_begins_today_and_is_put_away_again(
    change: Callable[..., Any], session: Workspace, told: Callable[..., None], wall: Wall
) -> None:
    """Its first day is kept, and then none."""
    told(day(4), BEGUN, EASY)
    await change("Sample calendar", "Begin today")
    assert profile(session).calendar_start == day(4).date.isoformat()
    wall.now = day(4).moment("13:00")
    await change("Sample calendar", "No calendar")
    assert profile(session).calendar_start is None


async def test_the_calendar_begins_on_another_day(
    change: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """A written day is kept as that day."""
    told(day(4), BEGUN, EASY)
    await change("Sample calendar", "Begin on another day", keys=(*"2026-01-12", "enter"))
    assert profile(session).calendar_start == "2026-01-12"


async def test_together_is_opened_again_by_its_owner(
    change: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """The moment is noted in the very record that closed it, and its words stay."""
    closing = day(2).checkin(close={"respected": "no"})
    told(day(4), BEGUN, closing)
    await change("Open together again")
    found = session.journal.get(closing.id)
    assert isinstance(found, Partner)
    assert found.reopened_at is not None
    assert found.close == closing.close
    assert not session.journal.records("override")


async def test_escape_changes_nothing(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], settled: Callable[..., Any]
) -> None:
    """Neither on the page nor in a question under it."""
    told(day(4), BEGUN, EASY)
    before = session.practice.profile()
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("e")
        await pick(app, pilot, "Longer rest")
        await pilot.press("escape")
        await settled(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, PlanScreen)
    assert session.practice.profile() == before
    assert not session.journal.records("override")
