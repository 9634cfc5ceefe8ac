"""What a clinician should know is asked before the first touch and again after a long time away, and never shown."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story
from textual.screen import Screen

from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from stories import Day
    from tests.ui.open.conftest import Wall

    from comfort_journal.records import Profile, Record
    from comfort_journal.ui.open.core.workspace import Workspace

    Ask = Callable[..., Awaitable[list[str]]]

LATER, NO = ("later",), ("no",)


class Step(Screen[Any]):
    """What stands behind the questions."""

    def __init__(self, *made: Any) -> None:  # noqa: ANN401  whatever the room takes
        """Take anything."""
        super().__init__()


@pytest.fixture(autouse=True)
def door(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a plain screen behind the questions."""
    made = ModuleType("step_intro_screen")
    made.StepIntroScreen = Step  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "comfort_journal.ui.open.practice.step_intro_screen", made)


@pytest.fixture
def asked(run_open: Callable[..., Any], session: Workspace, wall: Wall, settled: Callable[..., Any]) -> Ask:
    """Return what opens a step on a day and gives the answers; it returns the pages shown, and last where it ended."""

    async def ask(at: Day, *answers: tuple[str, ...] | None, told: list[Record] | None = None) -> list[str]:
        wall.now = at.moment()
        session.keep_records(*(told or ()))  # type: ignore[arg-type]
        pages = []
        async with run_open(PlanScreen) as (app, pilot):
            await pilot.press("enter")
            for answer in answers:
                await pilot.pause()
                assert isinstance(app.screen, QuestionScreen)
                pages.append("\n".join([app.screen._title, app.screen._text, *map(str, app.screen._answers)]))
                app.screen.dismiss(answer)
            await settled(app, pilot)
            return [*pages, type(app.screen).__name__]

    return ask


def profile(session: Workspace) -> Profile:
    """Return what the plan knows now."""
    found = session.practice.profile()
    assert found is not None
    return found


def practised(*histories: str, until: int = 1, **told: Any) -> list[Record]:  # noqa: ANN401  fields of a profile
    """Return a story in which everything was answered on the first day and touch ended on the day ``until``."""
    return story(day(1, "06:00").profile(history=histories or ("none",), **told), day(until).easy())


@pytest.mark.parametrize(("back", "again"), [(15, False), (16, True), (200, True)])
async def test_after_more_than_fourteen_days_away_both_questions_come_again(
    asked: Ask, session: Workspace, back: int, *, again: bool
) -> None:
    """What is true right now first, then what has been, each with why it is asked once more; then the step."""
    pages = await asked(day(back), *([NO, ("none",)] if again else []), told=practised())
    library = session.practice.library
    assert pages[-1] == "Step"
    if again:
        now, history, _ = pages
        assert library.card("ASK").title in now
        assert library.sentences.before.again in now
        assert library.card("RF-4").title in history
        assert library.sentences.before.stands in history


async def test_a_lowered_line_is_no_answer(asked: Ask) -> None:
    """Another change of the plan does not stand for the questions."""
    told = [*practised(), day(15).profile(history=("none",), line=1)]
    assert await asked(day(20), NO, ("none",), told=told)


async def test_where_nothing_was_touched_the_answers_themselves_grow_old(asked: Ask) -> None:
    """Before the first touch they hold for fourteen days."""
    told = story(day(1, "06:00").profile(history=("none",)), day(5, "06:00").profile(history=("none",), line=1))
    assert await asked(day(15), told=told) == ["Step"]
    assert len(await asked(day(16), NO, ("none",))) == 3


async def test_they_are_asked_once_while_the_journal_is_open_and_no_more_after_touch(
    asked: Ask, session: Workspace
) -> None:
    """Going back from the step and opening it again asks nothing; the next time away asks again."""
    assert len(await asked(day(20), NO, ("none",), told=practised())) == 3
    assert await asked(day(20)) == ["Step"]
    session.practice.intake_on = None
    assert len(await asked(day(20), NO, ("none",))) == 3
    session.practice.intake_on = None
    assert await asked(day(21), told=[day(20).mapping(), day(21, "08:00").rating(0)]) == ["Step"]


@pytest.mark.parametrize("answer", [("none",), LATER, ("unsaid",)])
async def test_what_was_said_stands_and_is_not_shown(asked: Ask, session: Workspace, answer: tuple[str, ...]) -> None:
    """Nothing is ticked beforehand, no page names what was said, and no answer takes it back."""
    pages = await asked(day(20), NO, answer, told=practised("lichen_sclerosus", in_care=True))
    assert pages[-1] == "Step"
    assert "lichen" not in "".join(pages)
    assert (profile(session).history, profile(session).in_care) == (("lichen_sclerosus",), True)


async def test_a_new_history_is_added_and_asks_for_care_of_its_own(asked: Ask, session: Workspace) -> None:
    """Care that knew the first need not know the second, and the gate says so."""
    pages = await asked(day(20), NO, ("endometriosis", "go-on"), told=practised("lichen_sclerosus", in_care=True))
    assert pages[-1] == "PlanScreen"
    assert profile(session).history == ("lichen_sclerosus", "endometriosis")
    assert session.practice.assess().row == 3


@pytest.mark.parametrize("answers", [(("yes",), ("back",)), (None,), (NO, None), (NO, ("go-on",))])
async def test_a_yes_and_every_way_back_keep_nothing_and_open_nothing(
    asked: Ask, session: Workspace, answers: tuple[tuple[str, ...] | None, ...]
) -> None:
    """The same question meets the next attempt."""
    assert (await asked(day(20), *answers, told=practised()))[-1] == "PlanScreen"
    before = profile(session)
    assert len(await asked(day(20), NO, ("none",))) == 3
    assert profile(session).id != before.id
