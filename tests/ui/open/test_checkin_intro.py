"""The check-in timer from inside: two keys, under every answer of the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story

from comfort_journal.text.dates import short_day
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.together.checkin_intro_screen import CheckinIntroScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import Wall

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

BEGUN = day(1, "06:00").profile(history=("none",))
EASY = [each for number in (1, 2, 3) for each in day(number).easy()]
ANSWERS: dict[str, tuple[list[Any], Any]] = {
    "closed": ([day(1).profile(agreed=False, adult=False)], day(2)),
    "evaluate": ([BEGUN, *EASY, day(4, "09:30").flag()], day(4)),
    "rest": ([BEGUN, day(1).mapping(during=4)], day(2)),
    "ask": ([BEGUN, day(1).mapping()], day(2)),
    "resume": ([BEGUN, day(1).mapping(during=4), day(3, "10:00").now(0)], day(3)),
    "step_back": ([BEGUN, *day(1).easy("entrance")], day(20)),
    "advance": ([BEGUN, *EASY], day(4)),
    "stay": ([BEGUN, *day(1).easy()], day(2)),
    "closed by its owner": ([BEGUN, *EASY, day(3, "23:00").checkin({"respected": "no"})], day(4)),
}


def hands(app: MainApp) -> list[Any]:
    """Return the list of what this app is asked to hand over from now on."""
    found: list[Any] = []

    async def hand_over(setup: object, _phrases: object = None) -> None:
        found.append(setup)

    app.hand_over = hand_over  # type: ignore[assignment,method-assign]
    return found


def drawn(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what stands on the screen, as text on one line."""
    lines = app.screen._compositor.render_strips(app.size)
    return " ".join(" ".join("".join(segment.text for segment in line) for line in lines).split())


@pytest.mark.parametrize("where", ["today", "plan"])
@pytest.mark.parametrize("answer", ANSWERS)
async def test_two_keys_open_it_under_every_answer(
    run_open: Callable[..., Any], session: Workspace, wall: Wall, answer: str, where: str
) -> None:
    """The first shows what the timer is, the second hands over; nothing is asked for."""
    records, at = ANSWERS[answer]
    wall.now = at.moment()
    session.keep_records(*story(*records))
    found = session.practice.assess()
    assert answer in {found.outcome, "closed by its owner"}
    async with run_open(*([PlanScreen] if where == "plan" else [])) as (app, pilot):
        handed = hands(app)
        await pilot.press("f5")
        assert isinstance(app.screen, CheckinIntroScreen)
        assert session.practice.library.sentences.checkin.about in drawn(app)
        await pilot.press("enter")
        await pilot.pause()
        (setup,) = handed
        assert (setup.mode, setup.interval, setup.bell, setup.word, setup.code) == ("checkin", 45, True, "stop", None)


async def test_until_it_is_uncovered_it_looks_the_same_whatever_the_journal_says(
    run_open: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """Under every answer of the gate: whoever sits beside its owner learns nothing from the page."""
    pages = set()
    for records, at in ANSWERS.values():
        wall.now = at.moment()
        session.keep_records(*story(*records))
        async with run_open(CheckinIntroScreen) as (app, _pilot):
            pages.add(drawn(app).replace(short_day(session.today), ""))
            assert session.practice.assess().reason[:20] not in drawn(app)
    assert len(pages) == 1
    (page,) = pages
    assert session.practice.library.sentences.checkin.covered.format(key="w") in page
    assert "tmux" not in page


@pytest.mark.parametrize("answer", ANSWERS)
async def test_one_key_uncovers_what_the_plan_says_and_covers_it_again(
    run_open: Callable[..., Any], session: Workspace, wall: Wall, answer: str
) -> None:
    """The gate's own line, and what the terminal has to be told, for its owner alone."""
    records, at = ANSWERS[answer]
    wall.now = at.moment()
    session.keep_records(*story(*records))
    async with run_open(CheckinIntroScreen) as (app, pilot):
        covered = drawn(app)
        await pilot.press("w")
        await pilot.pause()
        assert " ".join(session.practice.assess().reason.split()) in drawn(app)
        assert session.practice.library.sentences.checkin.window in drawn(app)
        await pilot.press("w")
        await pilot.pause()
        assert drawn(app) == covered


async def test_a_second_enter_begins_nothing_more(run_open: Callable[..., Any]) -> None:
    """An impatient hand does not hand over twice."""
    async with run_open() as (app, pilot):
        handed = hands(app)
        await pilot.press("f5", "enter", "enter", "e")
        await pilot.pause()
        assert [setup is not None for setup in handed] == [True]


async def test_what_it_will_be_like_stands_there_and_one_key_changes_it(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """How often it asks and whether it rings; ``e`` leads to the timer's own page with all that can be chosen."""
    async with run_open() as (app, pilot):
        handed = hands(app)
        await pilot.press("f5")
        how = session.practice.library.sentences.checkin.how.format(seconds=45, bell="on", key="e")
        assert how in drawn(app)
        assert "e change" in drawn(app)
        await pilot.press("e")
        await pilot.pause()
        assert handed == [None]


async def test_escape_goes_back_and_the_page_is_as_it_was(run_open: Callable[..., Any]) -> None:
    """What was being written stands there with the cursor in it."""
    async with run_open() as (app, pilot):
        handed = hands(app)
        await pilot.press(*"warm", "f5", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("s")
        assert app.screen.page.area.text == "warms"
        assert not handed


@pytest.mark.parametrize("where", ["today", "plan"])
async def test_it_is_in_the_palette(run_open: Callable[..., Any], where: str) -> None:
    """It is found by its name."""
    async with run_open(*([PlanScreen] if where == "plan" else [])) as (app, pilot):
        await pilot.press("ctrl+p", *"check-in", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckinIntroScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_can_be_read_at_every_size(run_open: Callable[..., Any], session: Workspace, size: Any) -> None:  # noqa: ANN401
    """Its place and what it is stand on the screen, Enter is named, and so is the key that uncovers the plan's line."""
    async with run_open(CheckinIntroScreen, size=size) as (app, pilot):
        text = drawn(app)
        assert "Check-in" in text
        assert "Any key but its few answers stops." in text
        assert "Enter begin" in text
        assert "w your plan" in text or size == (40, 12)
        await pilot.press("end")
        await pilot.pause()
        assert "w shows what your plan says today" in drawn(app)
        await pilot.press("w")
        await pilot.pause()
        assert session.practice.assess().reason[:20] in drawn(app)
