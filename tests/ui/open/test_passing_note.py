"""Why a key does nothing is said until the next press, and never goes along to another page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.library.card_screen import CardScreen
from comfort_journal.ui.widgets.action_palette import ActionPalette

if TYPE_CHECKING:
    from collections.abc import Callable


def notes(app: Any) -> list[str]:  # noqa: ANN401  the app under test
    """Return what stands there as passing notes."""
    return [note.message for note in app._notifications]


async def test_a_reason_does_not_follow_into_the_palette(run_open: Callable[..., Any]) -> None:
    """A press that does nothing twice says it once, and the next press takes it away."""
    async with run_open(lambda session: CardScreen(session, "BL-1")) as (app, pilot):
        await pilot.press("enter", "enter")
        assert notes(app) == ["No other card is named here."]
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, ActionPalette)
        assert notes(app) == []


async def test_a_reason_does_not_follow_to_the_next_page(run_open: Callable[..., Any]) -> None:
    """That all was read belongs to the page that was read."""
    async with run_open(lambda session: QuestionScreen(session, "One", "Short.", [("on", "Go on")])) as (app, pilot):
        await pilot.press("space")
        assert notes(app) == ["That is all of it."]
        await pilot.press("escape")
        assert notes(app) == []


async def test_what_is_no_reason_stays_for_its_time(run_open: Callable[..., Any]) -> None:
    """A fault is said for as long as it was asked to be."""
    async with run_open(lambda session: CardScreen(session, "BL-1")) as (app, pilot):
        app.screen.say("The disk is full.")
        await pilot.press("enter", "down")
        assert notes(app) == ["The disk is full."]


async def test_a_reason_hides_the_page_s_own_sentence_while_it_stands(run_open: Callable[..., Any]) -> None:
    """Neither is seen in half, and what the page had said is back after the next press."""
    async with run_open(HistoryScreen, size=(60, 24)) as (app, pilot):
        app.screen.say("The disk is full.")
        await pilot.pause()
        assert app.screen.query_one("#said").visible
        await pilot.press("u")
        await pilot.pause()
        assert notes(app)
        assert not app.screen.query_one("#said").visible
        await pilot.press("home")
        await pilot.pause()
        assert not notes(app)
        assert app.screen.query_one("#said").visible
