"""What a person's own keys change: every page names the keys in force, and in a hold a key no longer named ends it."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.every.marked import lines_of
from tests.ui.every.pages import LOCKED, OPEN
from tests.ui.every.test_any_input import NAMES
from textual.screen import Screen
from textual.widgets import OptionList

from comfort_journal.settings import Settings
from comfort_journal.ui import actions
from comfort_journal.ui.actions import REGISTRY, STEPS
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.keymap import known_actions, read_keys, why_kept
from comfort_journal.ui.open.practice.breath_screen import StepBreathScreen
from comfort_journal.ui.open.practice.step_run_screen import StepRunScreen
from comfort_journal.ui.widgets.action_palette import ActionPalette, matching
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HELD = [name for name in NAMES if name.startswith("step, a hold")]
GIVEN = {"help", "palette", "choose", "choose by number", "what was around"}
"""Pages that are given a list here, of actions, letters or long words, as no page of the program would have it."""
_CHORD = re.compile(r"\b(?:F1?\d|(?:Ctrl|Alt)\+\w|Del)\b")


def own_keys() -> list[tuple[str, str]]:
    """Return a key for every action that can have one of its own: a letter for a letter, else Alt or a spare F-key."""
    letters = map(chr, range(ord("一"), ord("一") + 90))
    spare = (f"alt+{each}" for each in f"{ascii_lowercase}7890" if each not in "ad")
    chords = chain(spare, ("f11", "f12", "insert", "ctrl+b", "alt+d", "alt+a"))
    wanted = []
    for each in known_actions().values():
        if not why_kept(each) and not set(each.keys) <= STEPS:
            typed = any(len(key_name(key)) == 1 for key in each.keys)
            wanted.append((each.id, next(letters if typed else chords)))
    return wanted


def shipped_keys() -> tuple[set[str], set[str]]:
    """Return the shipped keys that nothing has any more once all are changed: chords, and single characters."""
    own = dict(own_keys())
    others = [each for each in known_actions().values() if each.id not in own and not each.in_session]
    kept = {key_name(key) for each in others for key in each.keys}
    gone = {key_name(known_actions()[name].keys[0]) for name in own} - kept - {key_name(key) for key in own.values()}
    chords = {key for key in gone if len(key) > 1}
    return chords, gone - chords


def named_in(line: str) -> Iterator[str]:
    """Yield what stands in a line as a key: any chord, and a character alone; an article is none."""
    yield from _CHORD.findall(line)
    yield from re.findall(r"(?<!\d )(?<!\S)[b-zB-HJ-Z!/*](?=[\s,.;:?]|$)", line)
    yield from re.findall(r"(?:^|\s{2})[aA](?=\s{2}|$)", line)


def test_every_action_has_a_key_of_ones_own_here() -> None:
    """The keys given are accepted, each of them, and the shipped ones are known by their names."""
    found, refused = read_keys(own_keys())
    assert refused == ()
    assert len(found) == len(own_keys()) > 50
    chords, letters = shipped_keys()
    assert {"F2", "F8", "F9", "Ctrl+N", "Ctrl+T", "Ctrl+Y"} <= chords
    assert {"w", "v", "c", "u", "!"} <= letters


async def test_no_page_names_a_shipped_key_that_was_changed(
    show_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page of the program is read, with all keys changed that can be: it names those in force and none of old."""
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda _screen: None)  # read, and not painted: half the time
    gone = set().union(*shipped_keys())
    of_session = {key_name(key) for each in known_actions().values() if each.in_session for key in each.keys}
    told: list[tuple[str, str, str]] = []
    async with show_page("today", size=(140, 60)) as (app, pilot):
        app._take_keys(own_keys())
        made = {name: partial(make, app, app.session) for name, make in OPEN.items()}
        for name, make in {**LOCKED, **made}.items():
            if name in GIVEN:
                continue
            await app.push_screen(make())
            await pilot.pause()
            page = app.screen
            old = gone - of_session if getattr(page, "guides", False) else gone
            for line in chain.from_iterable(lines_of(widget) for widget in page.children if widget.display):
                named = {key for each in line.split("\n") for key in named_in(each)}
                told += [(name, key.strip(), line) for key in named if key.strip() in old]
            app.pop_screen()
    assert "\n".join(f"{name}: {key} in {line}" for name, key, line in told) == ""


async def test_with_one_hand_no_page_names_two_keys_that_are_held_together(
    show_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one would stand, Insert does, and each word beside it has the palette find that very action first."""
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda _screen: None)  # read, and not painted: half the time
    told: list[tuple[str, str]] = []
    words: set[tuple[str, str]] = set()
    async with show_page("today", size=(140, 60), settings=Settings(motion="none", one_hand=True)) as (app, pilot):
        made = {name: partial(make, app, app.session) for name, make in OPEN.items()}
        for name, make in {**LOCKED, **made}.items():
            if name in GIVEN:
                continue
            await app.push_screen(make())
            await pilot.pause()
            for line in chain.from_iterable(lines_of(widget) for widget in app.screen.children if widget.display):
                told += [(name, line)] * bool(re.search(r"\b(?:Ctrl|Alt)\+", line))
                for said in re.findall(r'Insert (?:finds )?("[^"]+"(?:, "[^"]+")*)', line):
                    for word in re.findall(r'"([^"]+)"', said):
                        words.add((word, matching(actions.usable(app.screen), word)[0].action.id))
            app.pop_screen()
    assert told == []
    assert words == {
        ("a number that waits", "number-that-waits"),
        ("another day", "set-moment"),
        ("tags", "tags"),
        ("what waits", "what-waits"),
        ("other words", "other-words"),
        ("save and quit", "save-and-quit"),
    }


@pytest.mark.parametrize("name", ["plan", "before a step", "questions", "history", "new passphrase"])
async def test_with_one_hand_a_full_footer_names_what_finds_the_rest(show_page: Callable[..., Any], name: str) -> None:
    """Also in the smallest window, beside Enter, Esc and help."""
    async with show_page(name, size=(40, 12), settings=Settings(motion="none", one_hand=True)) as (app, pilot):
        await pilot.pause()
        foot = app.screen.query_one(KeysFooter).render().plain
        assert [key for key in ("Enter", "Esc", "Insert", "F1") if key not in foot] == []


async def test_with_one_hand_the_lock_screen_has_quit_and_the_code_found(show_page: Callable[..., Any]) -> None:
    """It names the key that finds what takes two hands, and that key does find it there."""
    async with show_page("lock", settings=Settings(motion="none", one_hand=True)) as (app, pilot):
        said = "\n".join(chain.from_iterable(lines_of(widget) for widget in app.screen.children))
        assert "Insert find" in said
        assert "quit" not in said
        await pilot.press("insert")
        assert isinstance(app.screen, ActionPalette)
        ids = {item.action.id for item in app.screen._offered}
        assert ids >= {"save-and-quit", "use-code", "write-line", "seal-number", "check-in-timer", "breathe"}


async def test_with_one_hand_the_palette_names_single_keys_alone(show_page: Callable[..., Any]) -> None:
    """Beside what can be done stands the key that one finger presses, or none."""
    async with show_page("today", size=(80, 60), settings=Settings(motion="none", one_hand=True)) as (_, pilot):
        await pilot.press("insert")
        palette = pilot.app.screen
        assert isinstance(palette, ActionPalette)
        said = [option.prompt.plain for option in palette.query_one(OptionList).options]
        assert [line for line in said if re.search(r"\b(?:Ctrl|Alt)\+", line)] == []
        assert [line.split()[-1] for line in said if line.startswith(("Lock now", "Save"))] == ["F11", "F12", "quit"]


async def test_with_one_hand_a_hold_does_not_name_the_key_that_would_end_it(show_page: Callable[..., Any]) -> None:
    """Insert finds nothing there: it ends the hold, as any key does."""
    async with show_page(HELD[0], size=(140, 40), settings=Settings(motion="none", one_hand=True)) as (app, pilot):
        assert "Insert" not in app.screen.query_one(KeysFooter).render().plain
        await pilot.press("insert")
        await pilot.pause()
        assert app.screen._sitting.state.phase != "holding"


@pytest.mark.parametrize("name", HELD)
@pytest.mark.parametrize("key", ["alt+p", "f4", "f9", "f1"])
async def test_a_key_that_is_not_named_any_more_stops_a_hold(
    show_page: Callable[..., Any], name: str, key: str
) -> None:
    """The owner's own key for the plan, and shipped F4, F9 and F1 that lead elsewhere now, end it like any other."""
    async with show_page(name) as (app, pilot):
        app._take_keys([("go-plan", "alt+p"), ("help", "ä"), ("enough-for-today", "f12")])
        assert app.screen._sitting.state.phase == "holding"
        await pilot.press(key)
        await pilot.pause()
        assert type(app.screen) is not StepRunScreen or app.screen._sitting.state.phase != "holding"
        assert all(type(page).__name__ not in {"PlanScreen", "HelpScreen"} for page in app.screen_stack)


async def test_a_key_of_ones_own_does_in_a_hold_what_the_footer_says(show_page: Callable[..., Any]) -> None:
    """The keys that were put in the place of F9 and F1 are named there, and do it."""
    async with show_page(HELD[0]) as (app, pilot):
        app._take_keys([("help", "ä"), ("enough-for-today", "f12")])
        await pilot.press("ä")
        await pilot.pause()
        assert type(app.screen).__name__ == "HelpScreen"
        await pilot.press("escape", "f12")
        await pilot.pause()
        assert type(app.screen).__name__ == "GoodNight"


async def test_a_breath_leaves_by_shipped_f9_that_is_enough_for_today_no_more(show_page: Callable[..., Any]) -> None:
    """Any key leaves the breath; the one that ends the evening is the one in force."""
    async with show_page("today") as (app, pilot):
        await app.push_screen(OPEN["breath"](app, app.session))
        app._take_keys([("enough-for-today", "f12")])
        await pilot.press("f9")
        await pilot.pause()
        assert type(app.screen) is not StepBreathScreen
        assert type(app.screen).__name__ != "GoodNight"
    assert REGISTRY["enough-for-today"].keys == "f9"
