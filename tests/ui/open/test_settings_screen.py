"""Claims about the settings: each step is in use and in the file at once, and a file that refuses is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import constants
from textual.widgets import Static

from comfort_journal.settings import DEFAULTS, OPTIONS, Settings, load
from comfort_journal.ui.open.core.dialogs import Ask
from comfort_journal.ui.open.settings.options import choices, read_title, stepped
from comfort_journal.ui.open.settings.settings_screen import AFTER, BEFORE, NOT_KEPT, SettingsScreen, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

THEMES = {"lamplight": "Lamplight", "paper": "Paper"}
OFFERED = {choice.field: choice for choice in choices(THEMES)}
STEPPED = [choice.field for choice in OFFERED.values() if choice.values]
PLACES = {field: number for number, field in enumerate(OFFERED)}
Run = "Callable[..., Any]"
SIZES = [(80, 24), (120, 40), (40, 12), (200, 50)]


def told(app: MainApp) -> str:
    """Return what is said of the setting under the cursor."""
    return str(app.screen.query_one("#told", Static).visual)


def test_what_is_declared_is_offered_and_what_is_shipped_is_accepted() -> None:
    """Every setting of the file stands on the page once, and its default is one of the values it may be."""
    assert sorted(each.field for each in choices(THEMES)) == sorted(
        [*OPTIONS, "questions", "vault", "keys", "reminder", "lines"]
    )
    for field, each in OPTIONS.items():
        assert each.accepts(getattr(DEFAULTS, field))
        assert getattr(DEFAULTS, field) in (each.values or (getattr(DEFAULTS, field),))


@pytest.mark.parametrize("field", STEPPED)
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
    odd = DEFAULTS._replace(idle_lock_minutes=7)
    assert stepped(odd, OFFERED["idle_lock_minutes"], 1).idle_lock_minutes == 10
    assert stepped(odd, OFFERED["idle_lock_minutes"], -1).idle_lock_minutes == 5
    assert stepped(DEFAULTS._replace(theme="gone"), OFFERED["theme"], 1).theme == "lamplight"


def test_each_arrow_reaches_every_value_that_has_no_order() -> None:
    """Whoever needs high contrast finds it with the arrow that the footer names; minutes have a least and a most."""
    themes = [theme for theme, _ in zip(_stepping("theme", 1), OFFERED["theme"].values, strict=False)]
    assert sorted(themes) == sorted(OFFERED["theme"].values)
    assert {theme for theme, _ in zip(_stepping("theme", -1), themes, strict=False)} == set(themes)
    most = DEFAULTS._replace(idle_lock_minutes=OFFERED["idle_lock_minutes"].values[-1])
    assert stepped(most, OFFERED["idle_lock_minutes"], 1) == most


def _stepping(field: str, step: int) -> Iterator[str]:
    settings = DEFAULTS
    while True:
        settings = stepped(settings, OFFERED[field], step)
        yield getattr(settings, field)


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
        app.screen.offered.cursor = PLACES["theme"]
        before = app.theme
        await pilot.press("right")
        assert app.theme != before
        assert session.settings == app.settings == load(path)[0]
        await pilot.press("left")
        assert app.theme == before


async def test_enter_goes_round_and_the_arrows_stop_where_a_mark_is_dimmed(run_open: Run, session: Workspace) -> None:
    """After the last value Enter takes the first; Right and Left stay at an end, and only the other mark is bright."""

    def bright(app: MainApp) -> str:
        drawn = app.screen.offered.draw(app.screen.offered.item, under=True)
        return "".join(
            drawn.plain[span.start : span.end].strip() for span in drawn.spans if "$accent" in str(span.style)
        ).strip("▌")

    async with run_open(SettingsScreen) as (app, pilot):
        app.screen.offered.cursor = PLACES["checkin_seconds"]
        await pilot.press(*["right"] * 9)
        assert (session.settings.checkin_seconds, bright(app)) == (60, BEFORE.strip())
        await pilot.press("enter")
        assert (session.settings.checkin_seconds, bright(app)) == (30, AFTER.strip())
        await pilot.press("left")
        assert session.settings.checkin_seconds == 30
        await pilot.press("enter")
        assert (session.settings.checkin_seconds, bright(app)) == (35, BEFORE.strip() + AFTER.strip())


async def test_the_idle_lock_follows(run_open: Run, session: Workspace) -> None:
    """A new idle time counts from now on."""
    async with run_open(SettingsScreen) as (app, pilot):
        app.screen.offered.cursor = PLACES["idle_lock_minutes"]
        await pilot.press("enter")
        assert session.settings.idle_lock_minutes == 10
        assert app.lookout.idle == 600


async def test_the_name_is_written(run_open: Run, session: Workspace) -> None:
    """Enter on the name asks for it; one that is too long is answered kindly and kept."""
    async with run_open(SettingsScreen) as (app, pilot):
        app.screen.offered.cursor = PLACES["title"]
        await pilot.press("enter")
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
        app.screen.offered.cursor = PLACES["idle_lock_minutes"]
        await pilot.press("right")
        assert told(app) == NOT_KEPT
        assert session.settings.idle_lock_minutes == 10


@pytest.mark.parametrize("size", SIZES)
async def test_every_choice_is_on_the_screen(run_open: Run, size: tuple[int, int]) -> None:
    """Every setting can be gone to, and then stands there with what it means and the real cursor, at every size."""
    async with run_open(SettingsScreen, size=size) as (app, pilot):
        for choice in OFFERED.values():
            await pilot.pause()
            drawn = [strip.text for strip in app.screen._compositor.render_strips()]
            assert f"▌ {choice.name}" in drawn[app.cursor_position.y]
            said = choice.explanation if choice.field != "keys" else "All keys are the shipped ones."
            assert " ".join(said.split()[:3]) in "\n".join(drawn)
            await pilot.press("down")


@pytest.mark.parametrize("size", SIZES)
async def test_what_does_not_fit_shows_that_it_goes_on(run_open: Run, size: tuple[int, int]) -> None:
    """Either the last group is in view, or a bar beside the list says that there is more."""
    async with run_open(SettingsScreen, size=size) as (app, pilot):
        await pilot.pause()
        drawn = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert ("Keys of your own" in drawn) != ("█" in drawn)


async def test_a_wide_window_shows_the_values_and_a_click_chooses(run_open: Run, session: Workspace) -> None:
    """Beside the list stand the values of the setting; the pointer reaches each."""
    async with run_open(SettingsScreen, size=(120, 40)) as (app, pilot):
        app.screen.offered.cursor = PLACES["checkin_seconds"]
        await pilot.pause()
        await pilot.click(Values, offset=(4, 0))
        await pilot.pause()
        assert session.settings.checkin_seconds == 30


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("light", "theme"),
        ("dark", "theme"),
        ("colours", "theme"),
        ("idle", "idle_lock_minutes"),
        ("monday", "first_day_of_week"),
        ("beep", "bell"),
        ("animation", "motion"),
        ("remap", "keys"),
        ("title", "title"),
    ],
)
async def test_the_palette_leads_to_a_setting_by_the_words_people_use(run_open: Run, words: str, field: str) -> None:
    """From Today the first thing found puts the cursor on its line."""
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+p", *words, "enter")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        assert app.screen.offered.item.field == field


async def test_the_keys_that_differ_are_listed_with_how_to_write_one(run_open: Run) -> None:
    """In a narrow window Enter opens what a wide one shows: what differs, what was refused, the file, and the ids."""
    async with run_open(SettingsScreen) as (app, pilot):
        app._take_keys([("go-plan", "alt+p"), ("go-plam", "x")])
        app.screen.offered.cursor = PLACES["keys"]
        await pilot.pause()
        assert "1 key of your own. Something in [keys] cannot be used." in told(app)
        await pilot.press("enter")
        await pilot.pause()
        said = "\n".join(str(each.visual) for each in app.screen.query(".paragraph"))
        for part in ("Plan: Alt+P in the place of F4", "did you mean go-plan?", "settings.toml", "go-history"):
            assert part in said


async def test_today_has_the_keys_to_history_and_settings(run_open: Run) -> None:
    """From Today, F3 is the history, F6 the breath and F8 the settings; Escape comes back to the page."""
    async with run_open() as (app, pilot):
        await pilot.press("a")
        for key, name in (("f3", "HistoryScreen"), ("f6", "StepBreathScreen"), ("f8", "SettingsScreen")):
            await pilot.press(key)
            assert type(app.screen).__name__ == name
            await pilot.press("escape")
        assert app.screen.page.area.text == "a"


async def test_without_motion_no_page_glides_either(run_screen: Callable[..., Any], session: Workspace) -> None:
    """From the start, and from the moment it is chosen; with motion it is as before."""
    async with run_screen(lambda _app: SettingsScreen(session), session=session, settings=Settings(motion="none")) as (
        app,
        _,
    ):
        assert app.animation_level == "none"
        app.apply_settings(Settings(motion="full"))
        assert app.animation_level == constants.TEXTUAL_ANIMATIONS
        app.apply_settings(Settings(motion="none"))
        assert app.animation_level == "none"
