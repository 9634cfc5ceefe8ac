"""What was around, marked after a session or later: her own words, none asked for, and none lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from stories import day
from tests.ui.open.test_step import full, go, kept, placed, text

from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.practice.around_screen import AroundScreen
from comfort_journal.ui.open.practice.step_end_screen import StepEndScreen
from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen
from comfort_journal.ui.open.rating.numbers_screen import NumbersScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.core.workspace import Workspace

HAD: tuple[str | float, ...] = ("enter", "z", 10.0, 35.0, "z", "1", "enter")
"""An entrance session from the page before it to the page after it."""


def marked_before(session: Workspace) -> None:
    """Keep sessions of earlier evenings with words beside them."""
    for number, around, tags in ((1, ("tea", "door locked"), ()), (2, ("Door locked",), ("stretch", "rushing"))):
        session.keep_records(replace(day(number).mapping(tags=tags), around=around))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_words_are_marked_after_a_session_and_the_most_used_stand_first(
    run_open: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """One key opens them, Space marks, letters begin a new one, and Enter leads back to the page that names them."""
    placed(session, "entrance")
    marked_before(session)
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance"), size=size) as (app, pilot):
        await go(app, pilot, *HAD, "e")
        assert isinstance(app.screen, AroundScreen)
        words = [key for key, _ in app.screen.checklist.choices]
        assert words[:3] == ["Door locked", "in a hurry", "tea"]
        assert "warm" not in words, "words to begin with are for whoever has none"
        await go(app, pilot, "space", *"my ox", "enter", *"Tea ", "enter", "enter")
        assert isinstance(app.screen, StepEndScreen)
        assert "What was around: Door locked, tea, my ox e" in " ".join(text(app).split())
        await go(app, pilot, "enter")
    found = session.practice.sessions()[0]
    assert (found.around, found.tags, found.ended) == (("Door locked", "tea", "my ox"), (), "complete")


async def test_nobody_has_to_mark_anything_and_first_words_are_there_to_take(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """Going in and out keeps the session as it was, without the field; the shipped words are plain words."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, *HAD)
        before = kept(session)
        await go(app, pilot, "e")
        words = [key for key, _ in app.screen.checklist.choices]
        assert words[0] == "door locked"
        assert "in a hurry" in words
        await go(app, pilot, "escape")
        assert kept(session) == before
        await go(app, pilot, "e", "space", "escape")
        assert kept(session).around == ("door locked",)
        await go(app, pilot, "e", "space", "enter")
        assert kept(session) == before


@pytest.mark.parametrize("keys", [("z", 10.0, 5.0, "s"), ("z", 10.0, 35.0, "z", "5", "enter")], ids=["a stop", "a 5"])
async def test_the_worst_moment_is_not_asked_what_was_around(
    run_open: Callable[..., Any], session: Workspace, keys: tuple[str | float, ...]
) -> None:
    """After a stop or what was too much neither the words nor the key are there."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", *keys)
        assert session.practice.library.sentences.around.title not in text(app)
        await go(app, pilot, "e")
        assert isinstance(app.screen, StepEndScreen)


async def test_a_mark_is_kept_as_it_is_made(run_open: Callable[..., Any], session: Workspace) -> None:
    """No way out loses one; where the disk is full it says so, and a second Enter leads on all the same."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, *HAD, "e", "space")
        assert kept(session).around == ("door locked",)
        session.keep_records = full  # type: ignore[method-assign]
        await go(app, pilot, "down", "space", "enter")
        assert "The disk is full." in text(app)
        await go(app, pilot, "enter")
        assert isinstance(app.screen, StepEndScreen)
        assert "door locked, warm" in text(app), "it waits on the page, which keeps it once there is room"


async def test_in_the_history_a_session_has_its_words_changed(run_open: Callable[..., Any], session: Workspace) -> None:
    """The key that edits an entry opens them; a tag that shipped becomes her own word, and no sensation goes."""
    marked_before(session)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await go(app, pilot, "p", "enter")
        assert "e what was around" in text(app)
        await go(app, pilot, "e")
        assert isinstance(app.screen, AroundScreen)
        assert app.screen.checklist.marked == ("in a hurry", "Door locked")
        await go(app, pilot, "down", "space", "enter")
        assert isinstance(app.screen, HistoryScreen)
        assert "Around: in a hurry." in " ".join(text(app).split())
    found = session.practice.sessions()[0]
    assert (found.around, found.tags) == (("in a hurry",), ("stretch",))


@pytest.mark.parametrize(("days", "said"), [(4, False), (5, True)])
async def test_numbers_says_of_five_days_how_many_were_easy_and_no_more(
    run_open: Callable[..., Any], session: Workspace, days: int, *, said: bool
) -> None:
    """Below the day in words, which names what was around on it; of four days nothing is said."""
    for number in range(1, days + 1):
        felt = {"during": 3} if number == 1 else {}
        session.keep_records(day(number).mapping(around=("door locked",), **felt), day(number + 1, "09:00").rating(0))
    async with run_open(NumbersScreen, size=(120, 40)) as (app, _pilot):
        shown = text(app).replace("\u00a0", " ")
        assert "Around: door locked." in shown
        assert ("door locked: easy on 4 of 5 days" in shown) is said
        assert (session.practice.library.sentences.around.beside[:20] in shown) is said
        assert "%" not in shown
        assert "because" not in shown
