"""On every open page each F-key does its one thing or says in a sentence what would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.ui.every.pages import OPEN

from comfort_journal.ui import actions

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = {f"F{number}" for number in range(1, 11)}
OF_THEIR_OWN = {
    "working": "Nothing is left before it has ended.",
    "good night": "It locks by itself.",
    **dict.fromkeys(("step, a hold", "step, movement"), "Every key that it does not name ends the hold."),
}


async def test_each_f_key_does_something_or_says_a_sentence_on_every_page(show_page: Callable[..., Any]) -> None:
    """All ten reach an action from wherever the focus is, and one that is pressed leads on or has its reason told."""
    async with show_page("today") as (app, pilot):
        for name, make in OPEN.items():
            if name in OF_THEIR_OWN:
                continue
            await app.push_screen(make(app, app.session))
            await pilot.pause()
            page, offered = app.screen, actions.usable(app.screen)
            reached = {key: item for item in offered for key in item.keys if key in KEYS}
            assert set(reached) == KEYS, name
            await pilot.press("f7")
            await pilot.pause()
            told = [note.message for note in app._notifications]
            assert app.screen is not page or told == [reached["F7"].reason], name
            while len(app.screen_stack) > 1:
                await app.pop_screen()
            app.clear_notifications()


async def test_help_and_the_palette_lead_to_the_places_of_the_page_below(show_page: Callable[..., Any]) -> None:
    """Whoever reads there what a key opens can press it there."""
    async with show_page("today") as (app, pilot):
        for over in ("f1", "ctrl+p"):
            await pilot.press(over, "f10")
            assert app.screen.place == "library"
        await pilot.press("f1", "ctrl+p")
        assert len(app.screen_stack) == 3
