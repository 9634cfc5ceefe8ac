"""The palette has everything from everywhere, under the words that people use for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import OptionList

from comfort_journal.ui import actions
from comfort_journal.ui.widgets.action_palette import NOTHING_YET, ActionPalette, matching
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = {
    "write": "go-today",
    "new entry": "go-today",
    "diary": "go-today",
    "search": "find",
    "last month": "only-days",
    "October": "only-days",
    "september": "only-days",
    "calendar": "month",
    "memories": "on-this-day",
    "past": "go-history",
    "felt safe": "only-safe",
    "plan": "go-plan",
    "start the timer": "go-plan",
    "practise": "go-plan",
    "exercise": "go-plan",
    "circuit": "plan-circuit",
    "relax": "breathe",
    "sizes": "plan-changes",
    "bleeding": "plan-new-sign",
    "check-in": "go-check-in",
    "checkin": "go-check-in",
    "stop word": "go-check-in",
    "partner": "go-check-in",
    "pain": "go-numbers",
    "doctor": "go-numbers",
    "chart": "go-numbers",
    "ratings": "go-numbers",
    "vaginismus": "go-library",
    "Kegel": "go-library",
    "spooning": "go-library",
    "prolapse": "go-library",
    "penetration": "go-library",
    "library": "go-library",
    "settings": "go-settings",
    "change to a light theme": "set-theme",
    "dark": "set-theme",
    "colours": "set-theme",
    "timeout": "set-idle-lock-minutes",
    "sound": "set-sounds",
    "make a backup": "vault-backup",
    "passphrase": "vault-passphrase",
    "password": "vault-passphrase",
    "forgot": "vault-code-new",
    "forget": "vault-code-new",
    "undo": "bring-back",
    "cancel": "bring-back",
    "am i ok": "plan-new-sign",
    "too much": "enough-for-today",
    "stop": "enough-for-today",
    "panic": "breathe",
    "afraid": "breathe",
    "bigger": "plan-changes",
    "pregnant": "plan-changes",
    "export": "vault-export",
    "csv": "vault-export",
    "spreadsheet": "vault-export",
    "around": "go-numbers",
    "door locked": "practice-lines",
    "import": "vault-import",
    "breathe": "breathe",
    "calm": "breathe",
    "quit": "save-and-quit",
    "exit": "save-and-quit",
    "hide this now": "lock-now",
    "lock": "lock-now",
    "good night": "enough-for-today",
    "shortcuts": "help",
    "print": "page-for-clinician",
    "azerty": "set-keyboard",
    "clavier": "set-keyboard",
    "keyboard": "set-keyboard",
    "digits": "set-keyboard",
    "remind": "set-reminder",
    "notification": "set-reminder",
    "screen reader": "set-lines",
}


async def test_the_words_that_people_use_find_the_action_first(show_page: Callable[..., Any]) -> None:
    """From Today the first action under each word is the one that is meant, wherever it belongs."""
    async with show_page("today") as (app, pilot):
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, ActionPalette)
        offered = app.screen._offered
        found = {word: next((item.action.id for item in matching(offered, word)), "") for word in WORDS}
        assert found == WORDS


async def test_enter_does_nothing_before_something_is_chosen(show_page: Callable[..., Any]) -> None:
    """Nothing is marked in a palette just opened, so no word that was written is taken back; it says how to go on."""
    async with show_page("today") as (app, pilot):
        await pilot.press(*"warm", "ctrl+p")
        palette = app.screen
        assert palette.query_one(OptionList).highlighted is None
        assert "Enter" not in palette.query_one(KeysFooter).render().plain
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is palette
        assert [note.message for note in app._notifications] == [NOTHING_YET]
        await pilot.press("down")
        assert palette.query_one(OptionList).highlighted == 0
        assert "Enter do it" in palette.query_one(KeysFooter).render().plain
        await pilot.press("escape")
        assert app.focused.text == "warm"


@pytest.mark.parametrize(("page", "action"), [("step, a number", "step-stop"), ("circuit, under way", "circuit-end")])
async def test_stop_is_the_stop_of_what_is_under_way(show_page: Callable[..., Any], page: str, action: str) -> None:
    """Before everything else that is called so or says the word."""
    async with show_page(page) as (app, pilot):
        await pilot.press("ctrl+p")
        assert matching(app.screen._offered, "stop")[0].action.id == action


async def test_undo_is_of_the_words_that_were_typed_where_there_are_some(show_page: Callable[..., Any]) -> None:
    """Then the palette takes them back; before, it has what was deleted first."""
    async with show_page("today") as (app, pilot):
        await pilot.press(*"warm", "ctrl+p", *"undo", "enter")
        await pilot.pause()
        assert app.focused.text == ""
        await pilot.press("ctrl+p", *"undo")
        assert str(app.screen.query_one(OptionList).highlighted_option.prompt).startswith("Bring back")


async def test_what_is_found_elsewhere_names_its_place_and_both_keys_and_is_done_there(
    show_page: Callable[..., Any],
) -> None:
    """The circuit, found from Today, says Plan and F4 c; Enter begins it."""
    async with show_page("today") as (app, pilot):
        await pilot.press("ctrl+p", *"circuit")
        line = str(app.screen.query_one(OptionList).highlighted_option.prompt)
        assert line.startswith(f"{actions.REGISTRY['plan-circuit'].name} · Plan")
        assert line.endswith("F4 c")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.place == "plan"
