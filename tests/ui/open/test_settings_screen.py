"""Claims about the settings: each step is in use and in the file at once, and a file that refuses is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from comfort_journal.settings import DEFAULTS, load
from comfort_journal.ui.open.core.dialogs import Ask
from comfort_journal.ui.open.settings.options import choices, read_title, stepped
from comfort_journal.ui.open.settings.settings_screen import NOT_KEPT, SettingsScreen

if TYPE_CHECKING:
    from pathlib import Path

    from comfort_journal.ui.open.core.workspace import Workspace

THEMES = {"lamplight": "Lamplight", "paper": "Paper"}
OFFERED = {choice.field: choice for choice in choices(THEMES)}
Run = "Callable[..., Any]"


@pytest.mark.parametrize("field", OFFERED)
def test_every_step_is_a_setting_the_file_accepts(field: str, tmp_path: Path) -> None:
    """Stepping through a choice in both directions only meets values that load without a word, and ends at its ends."""
    settings = DEFAULTS
    for step in (1,) * 20 + (-1,) * 40:
        settings = stepped(settings, OFFERED[field], step)
        value = getattr(settings, field)
        path = tmp_path / "settings.toml"
        path.write_text(f"{field} = {str(value).lower() if isinstance(value, bool | int) else repr(value)}")
        assert load(path)[1] == ()
        assert OFFERED[field].say(value)


def test_a_value_written_by_hand_steps_to_its_neighbours() -> None:
    """What stands between two offered values goes to the next one either way."""
    odd = replace(DEFAULTS, idle_lock_minutes=7)
    assert stepped(odd, OFFERED["idle_lock_minutes"], 1).idle_lock_minutes == 10
    assert stepped(odd, OFFERED["idle_lock_minutes"], -1).idle_lock_minutes == 5
    assert stepped(replace(DEFAULTS, theme="gone"), OFFERED["theme"], 1).theme == "lamplight"


def test_a_name_is_one_short_printable_line() -> None:
    """The word on the lock screen is never longer than it may be, and steers no terminal."""
    assert read_title("  My  list ") == "My list"
    assert read_title("x" * 25) is None
    assert read_title("a\x1b[31m") is None


async def test_a_theme_is_seen_at_once_and_kept(run_open: Run, session: Workspace, tmp_path: Path) -> None:
    """Right shows the next theme; session, app and file agree."""
    async with run_open(SettingsScreen) as (app, pilot):
        path = tmp_path / "settings.toml"
        app.settings_file = path
        before = app.theme
        await pilot.press("right")
        assert app.theme != before
        assert session.settings == app.settings == load(path)[0]
        await pilot.press("left")
        assert app.theme == before


async def test_the_idle_lock_follows(run_open: Run, session: Workspace) -> None:
    """A new idle time counts from now on."""
    async with run_open(SettingsScreen) as (app, pilot):
        await pilot.press("down", "enter")
        assert session.settings.idle_lock_minutes == 10
        assert app.lookout.idle == 600


async def test_the_name_is_written(run_open: Run, session: Workspace) -> None:
    """Enter on the name asks for it; one that is too long is answered kindly and kept."""
    async with run_open(SettingsScreen) as (app, pilot):
        await pilot.press(*["down"] * 14, "enter")
        assert isinstance(app.screen, Ask)
        await pilot.press(*"x" * 25, "enter")
        assert isinstance(app.screen, Ask)
        await pilot.press("backspace", "enter")
        assert session.settings.title == "x" * 24


async def test_a_file_that_refuses_is_told(run_open: Run, session: Workspace, tmp_path: Path) -> None:
    """When nothing can be written the setting holds for now, and one sentence says so."""
    async with run_open(SettingsScreen) as (app, pilot):
        (tmp_path / "no-folder").write_text("")
        app.settings_file = tmp_path / "no-folder" / "settings.toml"
        await pilot.press("down", "right")
        assert str(app.screen.query_one("#told", Static).visual) == NOT_KEPT
        assert session.settings.idle_lock_minutes == 10


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_every_choice_is_on_the_screen(run_open: Run, size: tuple[int, int]) -> None:
    """Every choice can be gone to, and then stands on the screen with what it means, at every size."""
    async with run_open(SettingsScreen, size=size) as (app, pilot):
        for choice in OFFERED.values():
            drawn = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
            assert f"▌ {choice.name}" in drawn
            assert " ".join(choice.explanation.split()[:3]) in drawn
            await pilot.press("down")


async def test_today_has_the_keys_to_history_and_settings(run_open: Run) -> None:
    """From Today, F3 is the history, F6 the breath and F8 the settings; Escape comes back to the page."""
    async with run_open() as (app, pilot):
        await pilot.press("a")
        for key, name in (("f3", "HistoryScreen"), ("f6", "StepBreathScreen"), ("f8", "SettingsScreen")):
            await pilot.press(key)
            assert type(app.screen).__name__ == name
            await pilot.press("escape")
        assert app.screen.page.area.text == "a"
