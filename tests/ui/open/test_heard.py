"""A circuit and a step are heard as they are seen: tones and shipped lines where they are on, and nothing where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Static

from comfort_journal.records import Override, Phrase, Profile, Size
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.ui.open.practice.circuit_run_screen import CircuitRunScreen
from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen
from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen
from comfort_journal.ui.open.practice.step_run_screen import StepRunScreen
from comfort_journal.ui.widgets.pacer import Pacer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Listening
    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

MINE = "my own tide"
BOTH = {"sounds": True, "speech": True}
STARTED = "2026-11-23T20:00:00+01:00"


async def pass_time(app: MainApp, pilot: Pilot[int], seconds: float) -> None:
    """Let so much time pass at once, and have everything look at it."""
    app.clock.now += seconds  # type: ignore[attr-defined]
    app.lookout._ticked = app.clock.now
    page = app.screen
    if isinstance(page, CircuitRunScreen):
        page.follow()
    elif isinstance(page, StepRunScreen):
        page.look()
    await pilot.pause()
    for pacer in page.query(Pacer):
        pacer._follow()
    await pilot.pause()


def opened_up(session: Workspace) -> None:
    """Open every step, with words of the owner's own in every place for them."""
    size = Size(id="a", label=MINE, mm=10)
    session.keep_records(
        Phrase(id="00000000-0000-4000-8000-000000000009", key="RC-4", text=MINE),
        Profile(
            id="00000000-0000-4000-8000-000000000010",
            at=STARTED,
            adult=True,
            agreed=True,
            history=(),
            in_care=None,
            line=2,
            sizes=(size,),
            calendar_start=None,
            start_step=None,
        ),
        Override(
            id="00000000-0000-4000-8000-000000000011",
            at=STARTED,
            step="movement",
            reason="clinician",
            scope="placement",
        ),
    )


async def test_a_part_of_the_circuit_is_heard_from_its_set_up_to_its_end(
    run_open: Callable[..., Any], session: Workspace, listening: Listening
) -> None:
    """Set-up, change, each breath with its line, ten seconds left, change; and no word of the owner's."""
    opened_up(session)
    part = session.practice.library.part("RC-4")
    async with run_open(first_screen) as (app, pilot):
        app.settings = app.settings._replace(**BOTH)
        app.push_screen(CircuitScreen(session, parts=("RC-4",)))
        await pilot.pause()
        assert MINE in str(app.screen.query_one("#image", Static).render())
        assert listening.since() == [f"'{part.set_up}'"]
        await pass_time(app, pilot, 15)
        assert listening.since() == ["change", f"'{part.cue_in[0]}'"]
        for seconds, tone, line in ((4, "out", part.cue_out[0]), (6, "in", part.cue_in[1 % len(part.cue_in)])):
            await pass_time(app, pilot, seconds - 0.3)
            assert listening.since() == [tone]
            await pass_time(app, pilot, 0.3)
            assert listening.since() == [f"'{line}'"]
        await pilot.press("space")
        assert listening.heard[-1] == "hush"
        await pilot.press("space")
        await pass_time(app, pilot, 100)
        assert "'Ten seconds left.'" in listening.since()
        await pass_time(app, pilot, 5)
        assert "'Ten seconds left.'" not in listening.since()
        await pass_time(app, pilot, 5)
        assert "change" in listening.since()


async def test_a_hold_is_heard_and_a_key_that_ends_it_too(
    run_open: Callable[..., Any], session: Workspace, listening: Listening
) -> None:
    """The place, the contact, each breath; a key ends what is being said, and its tone is another one."""
    opened_up(session)
    said = session.practice.library.sentences.session
    async with run_open(first_screen) as (app, pilot):
        app.settings = app.settings._replace(**BOTH)
        app.push_screen(StepIntroScreen(session, "dilator:a"))
        await pilot.press("enter", "z")
        await pilot.pause()
        listening.heard = [each for each in listening.heard if each != "change"]
        assert listening.since()[-1] == f"'{said.place}'"
        await pass_time(app, pilot, 10)
        assert sorted(listening.since()) == sorted(["change", f"'{said.contact}'"])
        await pass_time(app, pilot, 3.7)
        assert listening.since() == ["out"]
        await pilot.press("z")
        await pilot.pause()
        assert "hush" in listening.heard
        assert "stop" in listening.since()


async def test_all_of_it_is_tried_once_before_it_is_needed(
    run_open: Callable[..., Any], session: Workspace, listening: Listening
) -> None:
    """On the page before, with the question whether it was heard; a second page before asks nothing."""
    opened_up(session)
    heard = session.practice.library.sentences.heard
    async with run_open(first_screen) as (app, pilot):
        app.settings = app.settings._replace(**BOTH)
        app.push_screen(CircuitScreen(session))
        await pilot.pause()
        assert listening.since() == ["change", f"'{heard.tried}'"]
        assert str(app.screen.query_one("#said", Static).render()) == heard.tried
        await pilot.press("escape")
        app.push_screen(StepIntroScreen(session, "entrance"))
        await pilot.pause()
        assert listening.since() == []


@pytest.mark.parametrize("bell", [True, False])
async def test_where_no_tone_can_be_played_that_is_said_and_the_bell_stays(
    bell: bool,  # noqa: FBT001  parametrized
    run_open: Callable[..., Any],
    session: Workspace,
    listening: Listening,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bell where it is on, for the changes alone."""
    listening.there = False
    session.settings = session.settings._replace(bell=bell)
    async with run_open(first_screen) as (app, pilot):
        rung: list[float] = []
        monkeypatch.setattr(app, "bell", lambda: rung.append(app.clock()))
        app.settings = app.settings._replace(bell=bell, sounds=True)
        app.push_screen(CircuitScreen(session))
        await pilot.press("1", "2")
        await pilot.pause()
        app.screen.action_circuit_begin()
        await pilot.pause()
        await pass_time(app, pilot, 15)
        await pass_time(app, pilot, 4)
        assert len(rung) == bell
        assert app.sounds is not None
        assert app.not_heard_here() == ("tones",)


async def test_where_it_is_off_nothing_is_even_looked_for(
    run_open: Callable[..., Any], session: Workspace, listening: Listening
) -> None:
    """That is how everybody begins."""
    async with run_open(first_screen) as (app, pilot):
        app.push_screen(CircuitScreen(session, parts=("RC-4",)))
        await pilot.pause()
        await pass_time(app, pilot, 15)
        await pass_time(app, pilot, 4)
        assert app.sounds is None
        assert listening.heard == []


async def test_a_lock_ends_what_is_heard(
    run_open: Callable[..., Any], session: Workspace, listening: Listening
) -> None:
    """At once, once the terminal is empty."""
    async with run_open(first_screen) as (app, pilot):
        app.settings = app.settings._replace(**BOTH)
        app.speak("Slowly.")
        await pilot.press("ctrl+l")
        assert listening.heard[:2] == ["'Slowly.'", "silence"]


async def test_what_is_turned_on_in_the_settings_is_heard_there(
    run_open: Callable[..., Any], session: Workspace, listening: Listening
) -> None:
    """With the question whether it was, and with a word where it cannot be."""
    from comfort_journal.ui.open.settings.settings_screen import SettingsScreen  # noqa: PLC0415

    heard = session.practice.library.sentences.heard
    async with run_open(SettingsScreen) as (app, pilot):
        app.screen.action_show_setting("sounds")
        await pilot.press("right")
        assert listening.since() == ["change"]
        assert heard.tried in str(app.screen.query_one("#told", Static).render())
        listening.there = False
        app.screen.action_show_setting("speech")
        await pilot.press("right")
        told = str(app.screen.query_one("#told", Static).render())
        assert heard.no_player in told
        assert heard.no_voice in told
