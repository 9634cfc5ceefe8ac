"""The owner's own keys: each is used, or refused by name in one sentence, and everything else in the file holds."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal import settings, ui
from comfort_journal.ui import actions, keymap
from comfort_journal.ui.actions import IN_SESSIONS, REGISTRY
from comfort_journal.ui.keymap import read_keys
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.settings.own_keys import say_ids
from comfort_journal.ui.open.settings.settings_screen import SettingsScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.help_screen import HelpScreen, help_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from comfort_journal.ui.open.core.workspace import Workspace


def _load() -> None:
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)


def test_the_table_knows_every_action() -> None:
    """It is what the registry says, so that no page is loaded to check a key."""
    _load()
    ours = [each for each in REGISTRY.values() if each.where != "A page for tests"]
    assert set(keymap.known_actions()) == {each.id for each in ours}
    assert keymap.table_of(ours).splitlines() == [
        "\t".join((each.id, ",".join(each.keys), each.name, each.sense, str(each.in_session)))
        for each in keymap.known_actions().values()
    ]


@pytest.mark.parametrize(
    ("name", "key", "reason"),
    [
        ("go-paln", "alt+p", "there is no such action; did you mean go-plan?"),
        ("lock-now", "alt+p", "it keeps Ctrl+L."),
        ("go-plan", "ctrl+l", "Ctrl+L is reserved."),
        ("go-plan", "Ctrl+Q", "Ctrl+Q is reserved."),
        ("go-plan", "F3", "F3 is taken: it is History (go-history)."),
        ("go-plan", "escape", "this is no key; write it like"),
        ("set-theme", "alt+t", "no key leads to it; the palette does."),
        ("choose-number", "alt+t", "its keys are the numbers it chooses by."),
        ("go-plan", "F5", "F5 is taken: it is Check-in (go-check-in)."),
        ("go-plan", "ctrl+y", "Ctrl+Y is taken: it is Redo (redo-typing)."),
        ("go-plan", "ctrl+d", "Ctrl+D is taken: it is Star (star)."),
        ("go-plan", "ctrl+s", "Ctrl+S is taken: it is Save (save-entry)."),
        ("go-plan", "ctrl+p", "Ctrl+P is taken: it is Find an action (palette)."),
        ("find", "q", "q chooses, goes back or moves on every page."),
        ("find", "1", "1 chooses, goes back or moves on every page."),
        ("go-plan", "ctrl+i", "Ctrl+I is what a terminal sends for Tab."),
        ("go-plan", "ctrl+z", "Ctrl+Z moves, deletes or undoes while you write."),
        ("go-plan", "x", "types a letter where this is needed while you write"),
        ("go-plan", "hyper+\x1b[2Jx", "this is no key"),
    ],
)
def test_a_key_that_cannot_be_used_is_refused_by_name(name: str, key: str, reason: str) -> None:
    """The sentence names the action, says why, and steers no terminal."""
    used, (said,) = read_keys([(name, key)])
    assert used == {}
    assert said.startswith(f"In [keys], {name}: ")
    assert reason in said
    assert said.isprintable()


def test_no_key_of_a_session_can_be_changed_or_taken() -> None:
    """Neither can an action of a session have another key, nor another action one that a session knows."""
    _load()
    of_sessions = [each for each in REGISTRY.values() if each.where in IN_SESSIONS]
    assert of_sessions
    for action in of_sessions:
        assert read_keys([(action.id, "alt+p")])[0] == {}
        for key in action.keys.split(","):
            assert read_keys([("find", key)])[0] == {}


def test_two_actions_change_places_and_of_two_that_want_one_key_the_first_gets_it() -> None:
    """What is free in the end is free; a refused one blocks what was to have its key."""
    used, refused = read_keys([("go-plan", "f3"), ("go-history", "f4")])
    assert (used, len(refused)) == ({}, 2)
    assert "F4 is taken: it is Number 0-10 (seal-number)." in refused[0]
    used, refused = read_keys([("go-library", "f3"), ("go-history", "f10")])
    assert (used, refused) == ({"go-library": "f3,alt+6", "go-history": "f10,alt+2"}, ())
    used, refused = read_keys([("go-library", "alt+p"), ("go-history", "Alt+P")])
    assert used == {"go-library": "alt+p,alt+6"}
    assert refused == ("In [keys], go-history: Alt+P is taken: it is Library (go-library).",)


def test_enter_and_escape_stay_beside_a_key_of_ones_own() -> None:
    """Nobody is stuck on a page because of a line in a file."""
    assert read_keys([("leave-settings", "alt+x"), ("help", "f11")])[0] == {
        "leave-settings": "alt+x,escape,q",
        "help": "f11,question_mark",
    }


def test_what_is_wrong_with_the_keys_leaves_the_other_settings(tmp_path: Path) -> None:
    """A table that is none, and a key that is no text, cost a sentence each; saving keeps the table as it stands."""
    file = tmp_path / "settings.toml"
    file.write_text('keys = "x"\nidle_lock_minutes = 9\n')
    chosen, (said,) = settings.load(file)
    assert (chosen.idle_lock_minutes, chosen.keys) == (9, ())
    assert "[keys]" in said
    file.write_text('[keys]\n# mine\ngo-plan = "alt+p"\nfind = 3\n')
    chosen, (said,) = settings.load(file)
    assert chosen.keys == (("go-plan", "alt+p"),)
    assert "find" in said
    settings.save(file, chosen._replace(theme="paper"))
    assert settings.load(file)[0] == chosen._replace(theme="paper")
    assert '[keys]\n# mine\ngo-plan = "alt+p"\nfind = 3\n' in file.read_text()


def test_a_key_that_an_action_has_already_is_no_other_key() -> None:
    """Nothing differs, so that nothing is listed as different; whoever else wants that key is refused."""
    used, refused = read_keys([("go-library", "F10"), ("go-plan", "f10")])
    assert used == {}
    assert refused == ("In [keys], go-plan: F10 is taken: it is Library (go-library).",)


async def test_every_id_that_is_listed_can_have_another_key(run_open: Callable[..., Any]) -> None:
    """The page that lists the ids names those that read_keys takes, and no others."""
    async with run_open(SettingsScreen):
        listed = {line.split()[0] for line in say_ids().splitlines()[1:]}
    for name in keymap.known_actions():
        assert (name in listed) == bool(read_keys([(name, "f12")])[0]), name


async def test_every_way_to_a_place_is_said_with_the_key_that_works(run_open: Callable[..., Any]) -> None:
    """The palette's way to another place, and the sentence where Esc comes first, name the keys of one's own."""
    async with run_open() as (app, pilot):
        app._take_keys([("go-settings", "f12"), ("look-after-vault", "alt+v"), ("go-history", "f11")])
        await pilot.pause()
        await pilot.press("ctrl+p", *"look after vault")
        await pilot.pause()
        assert "F12 Alt+V" in {key for each in app.screen._offered for key in each.keys}
        await pilot.press("escape", "f6")
        await pilot.pause()
        assert app.why_no_place(REGISTRY["go-history"]) == "History can be opened once this page is closed."


async def test_footer_and_help_show_the_key_that_works(run_open: Callable[..., Any], session: Workspace) -> None:
    """Another key for help or the plan is the one that is shown and that works; the shipped one does nothing."""
    async with run_open() as (app, pilot):
        app._take_keys([("help", "f11"), ("go-plan", "alt+p"), ("lock-now", "f12")])
        assert app.refused_keys == ("In [keys], lock-now: it keeps Ctrl+L.",)
        assert app.messages == (), "the lock screen would say it too, each time"
        assert app.screen._to_say() == list(app.refused_keys)
        await pilot.pause()
        assert "F11 help" in str(app.screen.query_one(KeysFooter).render())
        assert "Alt+P" in help_text(actions.usable(app.screen), width=68).plain
        await pilot.press("f1", "f4")
        assert type(app.screen).__name__ == "TodayScreen"
        await pilot.press("alt+p")
        assert type(app.screen).__name__ == "PlanScreen"
        await pilot.press("f11")
        assert isinstance(app.screen, HelpScreen)


def test_one_hand_has_single_keys_before_the_shipped_ones() -> None:
    """Unless the owner gave one of them to something else; no two actions come to one key by it."""
    own, refused = read_keys([("go-plan", "f11"), ("palette", "alt+p")])
    assert not refused
    found = keymap.with_single_keys(own)
    assert found["palette"].split(",")[:2] == ["insert", "alt+p"]
    assert found["lock-now"] == "f12,ctrl+l"
    assert found["go-plan"].startswith("f11")
    assert "save-entry" not in found
    assert keymap.with_single_keys({})["save-entry"] == "f11,ctrl+s"
    shipped = {key for each in keymap.known_actions().values() for key in each.keys}
    assert not shipped & set(keymap.ONE_HAND.values())


async def test_with_one_hand_a_page_is_written_saved_and_locked_without_a_chord(
    run_screen: Callable[..., Any], session: Workspace
) -> None:
    """F11 saves, Insert finds what there is, F12 locks; the footer names them, as soon as it is chosen."""
    async with run_screen(lambda _app: TodayScreen(session), session=session) as (app, pilot):
        assert app.screen.page.tag_line.placeholder.startswith("Ctrl+T: tags")
        await pilot.press("f8")
        app.apply_settings(app.settings._replace(one_hand=True))
        await pilot.press("f2")
        assert app.screen.page.tag_line.placeholder == 'Insert finds "tags", "another day"'
        await pilot.press("a", "b")
        assert "F11" in app.screen.query_one(KeysFooter).render().plain
        await pilot.press("f11")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [each.text for each in session.journal.entries()] == ["ab"]
        await pilot.press("insert")
        assert type(app.screen).__name__ == "ActionPalette"
        await pilot.press("escape", "f12")
        await pilot.pause()
        assert len(app.became) == 1


async def test_without_it_those_keys_lock_nothing(run_screen: Callable[..., Any], session: Workspace) -> None:
    """As shipped F12 and F11 mean nothing."""
    async with run_screen(lambda _app: TodayScreen(session), session=session) as (app, pilot):
        await pilot.press("a", "f11", "f12", "insert")
        await pilot.pause()
        assert (app.became, type(app.screen)) == ([], TodayScreen)
