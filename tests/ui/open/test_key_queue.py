"""Keys count in the order in which they were typed, also when a whole burst arrives at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.entries import new_entry
from textual import events
from textual.screen import Screen
from textual.widgets import Input, TextArea

from comfort_journal.ui.widgets.help_screen import HelpScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace


class Two(Screen[None]):
    """Two places to write in; Ctrl+T goes to the other one."""

    BINDINGS = [("ctrl+t", "other")]  # noqa: RUF012  Textual declares it

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield TextArea()
        yield Input()

    def action_other(self) -> None:
        """Go to the line."""
        self.query_one(Input).focus()


def burst(app: Any, keys: Iterable[str]) -> None:  # noqa: ANN401  the app under test
    """Put keys into the app's queue all at once, as the terminal's driver does."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else {"slash": "/"}.get(key)))


async def test_what_is_typed_behind_a_key_that_moves_the_focus_lands_in_the_new_place(
    run_screen: Callable[..., Any],
) -> None:
    """Ctrl+T and a word in one burst: the word is in the line, none of it in the text."""
    async with run_screen(lambda _app: Two()) as (app, pilot):
        burst(app, [*"text", "ctrl+t", *"tag"])
        await pilot.pause(0.2)
        assert (app.screen.query_one(TextArea).text, app.screen.query_one(Input).value) == ("text", "tag")


async def test_a_key_that_is_bound_takes_effect_before_the_letters_behind_it(run_screen: Callable[..., Any]) -> None:
    """Backspace in the middle of a burst rubs out the letter before it, not the one after."""
    async with run_screen(lambda _app: Two()) as (app, pilot):
        burst(app, ["a", "b", "backspace", "c"])
        await pilot.pause(0.2)
        assert app.screen.query_one(TextArea).text == "ac"


async def test_a_paste_waits_its_turn_too(run_screen: Callable[..., Any]) -> None:
    """A paste right behind Ctrl+T goes into the line."""
    async with run_screen(lambda _app: Two()) as (app, pilot):
        burst(app, ["ctrl+t"])
        app.post_message(events.Paste("sleep"))
        await pilot.pause(0.2)
        assert app.screen.query_one(Input).value == "sleep"


async def test_a_key_in_the_way_of_which_something_never_answers_is_given_up(
    run_screen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys go on after a moment although a widget in the way swallows the sign that it is done."""
    monkeypatch.setattr("comfort_journal.ui.key_queue.PATIENCE", 0.01)
    async with run_screen(lambda _app: Two()) as (app, _):
        area = app.screen.query_one(TextArea)
        with monkeypatch.context() as deaf:
            deaf.setattr(app.screen, "call_later", lambda *_: True)
            burst(app, ["home", "a", "left", "b"])
            async with asyncio.timeout(5):
                while area.text != "ba":  # noqa: ASYNC110  the area tells nobody
                    await asyncio.sleep(0)


@pytest.mark.parametrize("key", ["D", "delete", "x"])
async def test_a_burst_behind_the_search_key_is_searched_for(
    run_open: Callable[..., Any], session: Workspace, key: str
) -> None:
    """``/`` and ``D`` typed in one go delete nothing, neither in the history nor on the way to it."""
    session.journal.save(new_entry(session.clock() - timedelta(days=1), "A dear walk."))
    async with run_open() as (app, pilot):
        burst(app, ["f3", "slash", key, "e", "f1"])
        while not isinstance(app.screen, HelpScreen):
            await pilot.pause()
        await pilot.press("escape")
        assert len(session.journal.entries()) == 1
        assert app.screen.line.value == ("e" if key == "delete" else f"{key}e")
