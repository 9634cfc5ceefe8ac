"""The writing area: what is typed is what stands there, a written character is one, no key breaks it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.screen import Screen

from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.paste_parser import PasteParser
from comfort_journal.ui.widgets import graphemes
from comfort_journal.ui.widgets.plain_text_area import PlainTextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from conftest import Figure

FAMILY = "👩\u200d👩\u200d👧"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
KEYS = sorted({key for key in PlainTextArea("")._bindings.key_to_bindings if key != "ctrl+q"})
TYPED = [*"ab .[(", "\u0301", "\u200d", "\u200c", "👩", "🇩", "字", "\t"]
PASTED = [
    "",
    "one\ntwo\n\n",
    f"{FAMILY} x{FAMILY}",
    "e\u0301" * 30,
    "字" * 100,
    "\n" * 30,
    "a\tb\u2028c\x0cd",
    "🇩🇪" * 9,
]


class Alone(Screen[None]):
    """A writing area with the whole screen to itself."""

    def __init__(self, text: str = "") -> None:
        """Begin with a text."""
        super().__init__()
        self.area = PlainTextArea(text)

    def compose(self) -> ComposeResult:
        """Lay out the area."""
        yield self.area


def type_raw(app: Any, *reads: str) -> None:  # noqa: ANN401  the app under test
    """Hand over what a terminal sends at one moment, one string for each read."""
    parser = PasteParser()
    parser.clock = lambda: 0.0
    for read in (*reads, ""):
        for message in parser.feed(read):
            app.post_message(message)


async def until(pilot: Any, wanted: Callable[[], bool]) -> None:  # noqa: ANN401  the app's pilot
    """Let the app go on until something is as wanted, or for a good while."""
    for _ in range(200):
        if wanted():
            return
        await pilot.pause()


def typed(text: str) -> list[str]:
    """Return a text as reads of one character each."""
    return list(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\u00a0b",
        "\u3000",
        PERSIAN,
        FAMILY,
        "co\u00adop",
        "🇩🇪",
        "e\u0301",
        "🏴\U000e0067\U000e0062\U000e007f",
        "\ue000",
    ],
)
async def test_what_is_typed_stands_in_the_text(run_open: Callable[..., Any], text: str) -> None:
    """Wide blanks, joiners, soft hyphens, flags and marks, key by key or in one read."""
    async with run_open() as (app, pilot):
        type_raw(app, *typed(text), text)
        area = app.screen.page.area
        await until(pilot, lambda: area.text == text * 2)
        assert area.text == text * 2


async def test_alt_and_a_letter_writes_nothing(run_screen: Callable[..., Any]) -> None:
    """Alt+A selects everything, any other letter does nothing at all."""
    async with run_screen(lambda _app: Alone("warm")) as (app, pilot):
        area = app.screen.area
        type_raw(app, *(f"\x1b{letter}" for letter in "acdeghz1,."), "\x1ba")
        await until(pilot, lambda: area.selected_text == "warm")
        assert (area.text, area.selected_text) == ("warm", "warm")


async def test_a_text_pasted_key_by_key_keeps_its_tabs_and_lines(run_open: Callable[..., Any]) -> None:
    """A terminal without bracketed paste types it: not one character goes into the tags."""
    text = "Monday:\n\tslept, well\n\twalked\nThen tea.\n"
    async with run_open() as (app, pilot):
        type_raw(app, text.replace("\n", "\r"), *text)
        area = app.screen.page.area
        await until(pilot, lambda: area.text == text * 2)
        assert area.text == text * 2
        assert app.screen.page.tag_line.value == ""


async def test_a_tab_that_was_pressed_goes_to_the_tags(run_open: Callable[..., Any]) -> None:
    """It came alone, and at no text's heels."""
    async with run_open() as (app, pilot):
        page = app.screen.page
        for key in ("a", "\t", "b"):
            type_raw(app, key)
        await until(pilot, lambda: page.tag_line.value == "b")
        assert (page.area.text, page.tag_line.value) == ("a", "b")


@pytest.mark.parametrize("key", ["ctrl+k", "ctrl+shift+k", "ctrl+x", "ctrl+u", "ctrl+d", "ctrl+w", "alt+delete"])
@pytest.mark.parametrize("text", ["", "warm", "warm\n", "\n\n"])
async def test_a_deleting_key_on_the_last_line_deletes_no_more_than_there_is(
    run_open: Callable[..., Any], key: str, text: str
) -> None:
    """Ctrl+K on an empty last line closed the whole app."""
    async with run_open() as (app, pilot):
        area = app.screen.page.area
        area.replace_all(text)
        await pilot.press(key, key, "z")
        assert isinstance(app.screen, TodayScreen)
        assert area.text in {kept + "z" for kept in (text, text[:-1], "", "warm\n")}


@pytest.mark.parametrize("one", [FAMILY, "🇩🇪", "e\u0301", "ते", "👍🏽", "ی\u200c"])
async def test_a_written_character_is_one_step_and_one_deletion(run_screen: Callable[..., Any], one: str) -> None:
    """Left, Right, with Shift, Backspace and Delete."""
    async with run_screen(lambda _app: Alone(f"x{one}{one}y")) as (app, pilot):
        area = app.screen.area
        await pilot.press("left", "left")
        assert area.cursor_location == (0, 1 + len(one))
        await pilot.press("shift+left")
        assert area.selected_text == one
        await pilot.press("right", "right", "left", "right")
        assert area.cursor_location == (0, 1 + 2 * len(one))
        await pilot.press("backspace")
        assert area.text == f"x{one}y"
        await pilot.press("left", "shift+right")
        assert area.selected_text == one
        await pilot.press("left", "delete")
        assert area.text == "xy"


async def test_up_down_and_the_mouse_land_beside_a_written_character(run_screen: Callable[..., Any]) -> None:
    """Columns are cells as they are drawn; in the middle of a character there is no place."""
    async with run_screen(lambda _app: Alone(f"abcdef\n{FAMILY}{FAMILY}de\u0301f\nabcdef")) as (app, pilot):
        area = app.screen.area
        area.move_cursor((1, 1))
        assert area.cursor_location == (1, 0)
        area.move_cursor((0, 3))
        await pilot.press("down")
        assert area.cursor_location == (1, len(FAMILY))
        await pilot.press("down")
        assert area.cursor_location == (2, 3)
        area.move_cursor((2, 4))
        await pilot.press("up")
        assert area.cursor_location == (1, 2 * len(FAMILY))
        await pilot.click(area, offset=(area.gutter.left + 5, 1))
        assert area.cursor_location == (1, 2 * len(FAMILY) + 1)
        await pilot.press("ctrl+left", "ctrl+right")
        row, column = area.cursor_location
        assert graphemes.start_of(area.document[row], column) == column


async def test_a_deleted_word_takes_the_accent_of_its_last_letter_with_it(run_screen: Callable[..., Any]) -> None:
    """No mark is left for the next letter."""
    async with run_screen(lambda _app: Alone("cafe\u0301 bar")) as (app, pilot):
        await pilot.press("home", "alt+delete")
        assert app.screen.area.text == " bar"


async def test_the_cursor_is_as_wide_as_what_it_stands_on(run_screen: Callable[..., Any]) -> None:
    """A style in the middle of a family would have the terminal draw its members side by side."""
    async with run_screen(lambda _app: Alone(f"a{FAMILY}b")) as (app, pilot):
        await pilot.press("left", "left")
        drawn = [segment.text for segment in app.screen.area.render_line(0)]
        assert FAMILY in drawn


async def fuzz(app: Any, pilot: Any, seed: int) -> None:  # noqa: ANN401  the app and its pilot
    """Press sixty keys at random and look whether the area is still whole."""
    dice = random.Random(seed)  # noqa: S311  no secret
    area = app.screen.area
    area.replace_all(dice.choice(PASTED) * dice.randint(0, 2))
    for _ in range(60):
        kind = dice.random()
        if kind < 0.6:
            area.post_message(events.Key(dice.choice(KEYS), None))
        elif kind < 0.9:
            area.post_message(events.Key("x", dice.choice(TYPED)))
        else:
            area.post_message(events.Paste(dice.choice(PASTED)))
    await pilot.pause()
    document, wrapped = area.document, area.wrapped_document
    assert document.text == "\n".join(document._lines)
    assert [len(line) for line in document.lines] == [len(line) for line in document._lines]
    assert len(wrapped._wrap_offsets) == document.line_count
    for row, column in area.selection:
        assert 0 <= column <= len(document[row])
    for y in range(area.size.height):
        area.render_line(y)


async def fuzz_many(run_screen: Callable[..., Any], runs: int, size: tuple[int, int]) -> None:
    """Fuzz one area so many times."""
    async with run_screen(lambda _app: Alone(), size=size) as (app, pilot):
        for seed in range(runs):
            await fuzz(app, pilot, seed)
            assert app.is_running, f"seed {seed}"


@pytest.mark.parametrize("size", [(80, 24), (7, 3)])
async def test_no_key_breaks_the_area(run_screen: Callable[..., Any], figure: Figure, size: tuple[int, int]) -> None:
    """A hundred times sixty keys: every binding there is, odd characters, pastes."""
    await fuzz_many(run_screen, 50, size)
    figure("writing area under random keys", keys=50 * 60)


@pytest.mark.soak
async def test_no_key_breaks_the_area_in_a_long_run(run_screen: Callable[..., Any], figure: Figure) -> None:
    """A thousand times sixty keys."""
    await fuzz_many(run_screen, 1000, (40, 12))
    figure("writing area under random keys, long run", keys=1000 * 60)
