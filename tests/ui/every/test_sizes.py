"""Every page survives every size of its window; where no page fits one sentence says so, and no key acts blindly."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from tests.ui.every.pages import LOCKED, OPEN
from textual import events
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.geometry import Size
from textual.widgets import Input, OptionList, TextArea

from comfort_journal.ui import too_small
from comfort_journal.ui.too_small import LEAST

if TYPE_CHECKING:
    from textual.pilot import Pilot

Show = Callable[..., Any]
NAMES = [*OPEN, *LOCKED]
TINY = (10, 3)
JUMPS = [(300, 100), (1, 1), (31, 9), (40, 12)]
GRID = [(width, height) for width in (1, 2, 9, 10, 29, 30, 31, 40, 80, 300) for height in (1, 3, 7, 8, 9, 24, 100)]
SENTENCE = "Please make the window larger."
SMALLEST = "Larger, please."
GOES_ON = {"step, a hold", "step, movement", "circuit, under way"}
"""What has a key that stops it at every size."""
NOT_TO_USE = {"after a step", "neutral"}
"""The page after a step begins with its sentence, and what it marks lies below; the neutral page has nothing on it."""


async def resized(pilot: Pilot[int], size: tuple[int, int]) -> None:
    """Give the window another size, and let the page take it."""
    await pilot.resize_terminal(*size)
    await pilot.pause(1 / 100)


def steps(chance: random.Random, count: int) -> list[tuple[int, int]]:
    """Return sizes that a hand at a window's edge goes through, about the smallest that a page gets."""
    width, height, walked = 38, 11, []
    for _ in range(count):
        width = min(60, max(1, width + chance.randint(-3, 3)))
        height = min(20, max(1, height + chance.randint(-2, 2)))
        walked.append((width, height))
    return walked


async def walk(show_page: Show, name: str, sizes: list[tuple[int, int]]) -> None:
    """Open a page in a tiny window and take it through the sizes."""
    async with show_page(name, size=TINY) as (app, pilot):
        page = app.screen
        for size in sizes:
            await resized(pilot, size)
            assert app.screen is page, (name, size)
            assert app.size == too_small.roomy(Size(*size))
            assert page.size == app.size, (name, size)
        if sizes[-1] == tuple(LEAST) and app.focused is not None and name not in NOT_TO_USE:
            assert page.find_widget(app.focused).visible_region.height >= 1  # what is shown at all can be used


@pytest.mark.parametrize("name", [name for name in NAMES if name != "good night"])
async def test_every_page_survives_jumps_and_a_walk_of_sizes(show_page: Show, name: str) -> None:
    """From 1 by 1 to 300 by 100 nothing ends it, and it comes back whole; the seed of the walk is the page's name."""
    edge = steps(random.Random(name), 3)  # noqa: S311  sizes, not secrets
    await walk(show_page, name, [*JUMPS, *edge, (80, 24), tuple(LEAST)])


@pytest.mark.soak
@pytest.mark.parametrize("name", [name for name in NAMES if name != "good night"])
async def test_every_page_survives_every_size(show_page: Show, name: str) -> None:
    """The long form: a grid in random order, and a long walk."""
    for seed in range(3):
        chance = random.Random(f"{name} {seed}")  # noqa: S311  as above
        await walk(show_page, name, [*chance.sample(GRID, len(GRID)), *steps(chance, 150), (80, 24)])


@pytest.mark.parametrize("name", [name for name in NAMES if name not in GOES_ON and name != "good night"])
async def test_nothing_of_a_page_is_painted_or_done_in_a_window_without_room(
    show_page: Show, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The window says its sentence, keys and clicks do nothing, and Ctrl+Q still leaves."""
    painted: list[object] = []
    written: list[str] = []
    monkeypatch.setattr(App, "_display", lambda _app, screen, _what: painted.append(screen))
    monkeypatch.setattr("comfort_journal.ui.terminal.write_now", lambda _app, what: written.append(what))
    async with show_page(name) as (app, pilot):
        page = app.screen
        await resized(pilot, TINY)
        painted.clear()
        assert " ".join(on_a_terminal(written[-1], TINY).split()) == SMALLEST
        focused, before = app.focused, len(page.children)
        for key in ("enter", "escape", "f1", "f2", "f8", "ctrl+p", "ctrl+s", "ctrl+g", "tab", "down", "delete", "f9"):
            await pilot.press(key)
        app.post_message(events.MouseDown(None, 1, 1, 0, 0, 1, shift=False, meta=False, ctrl=False))
        app.post_message(events.MouseUp(None, 1, 1, 0, 0, 1, shift=False, meta=False, ctrl=False))
        await pilot.pause()
        assert app.screen is page
        assert (app.focused, len(page.children)) == (focused, before)
        assert painted == []
        if name == "working":
            app.session.journal.care.over.set()
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0


def on_a_terminal(sequence: str, size: tuple[int, int]) -> str:
    """Return what a terminal of that size shows of it, rows joined as a reader joins them."""
    screen = pyte.Screen(*size)
    pyte.Stream(screen).feed(sequence)
    return "".join(screen.display).strip()


@pytest.mark.parametrize("size", [(10, 3), (10, 24), (29, 24), (80, 3), (300, 7), (30, 1)], ids=str)
def test_the_sentence_is_whole_where_it_can_be(size: tuple[int, int]) -> None:
    """At ten columns by three rows it is there to its last letter."""
    shown = on_a_terminal(too_small.painted(SENTENCE, Size(*size)), size)
    assert "".join(shown.split()) == "".join(SENTENCE.split())


@pytest.mark.parametrize(("size", "said"), [((10, 3), SMALLEST), ((8, 3), SMALLEST), ((10, 4), SENTENCE)], ids=str)
def test_no_word_of_it_is_broken_where_a_shorter_sentence_has_room(size: tuple[int, int], said: str) -> None:
    """The whole sentence where its words fit, else the shorter one; each word in one row."""
    rows = too_small.page(too_small.larger(Size(*size)), Size(*size))
    assert " ".join(" ".join(rows).split()) == said


@pytest.mark.parametrize("size", [(1, 1), (1, 5), (5, 1), (2, 2)], ids=str)
def test_a_window_with_no_room_for_the_sentence_shows_its_beginning(size: tuple[int, int]) -> None:
    """Nothing is written beyond the window, which would scroll it."""
    rows = too_small.page(SENTENCE, Size(*size))
    assert len(rows) <= size[1]
    assert all(len(row) <= size[0] for row in rows)
    assert "".join(rows)[:1] == "P"


@pytest.mark.parametrize("name", ["today", "editor", "rewriting", "ask", "one line"])
async def test_what_is_typed_into_a_text_is_kept_at_every_size(show_page: Show, name: str) -> None:
    """Words, a new line and a paste are in the text that had the cursor, before, during and after."""
    async with show_page(name) as (app, pilot):
        text = app.focused
        assert isinstance(text, Input | TextArea)
        await pilot.press(*"now")
        await resized(pilot, TINY)
        await pilot.press(*"here")
        app.post_message(events.Paste("pasted"))
        await pilot.pause()
        await resized(pilot, (80, 24))
        written = text.text if isinstance(text, TextArea) else text.value
        assert "nowherepasted" in written
        assert app.focused is text


@pytest.mark.parametrize("key", ["x", "space", "escape", "enter", "m", "o", "b", "f4"])
async def test_any_key_ends_a_hold_that_nobody_can_see(show_page: Show, key: str) -> None:
    """A window that shrank takes no stop away."""
    async with show_page("step, a hold", size=TINY) as (app, pilot):
        assert app.screen._sitting.state.phase == "holding"
        await pilot.press(key)
        assert app.screen._sitting.state.phase != "holding"


async def test_a_circuit_is_ended_and_not_led_on_where_nobody_can_see_it(show_page: Show) -> None:
    """Esc ends it; the keys that skip and pause wait for a larger window."""
    async with show_page("circuit, under way", size=TINY) as (app, pilot):
        run = app.screen
        await pilot.press("s", "space", "enter")
        assert (run.run.at, run.run.paused_at, run.run.over) == (0, None, False)
        await pilot.press("escape")
        assert run.run.over


async def test_a_window_that_grows_shows_the_page_again(show_page: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the page itself has not changed its size by that."""
    painted: list[object] = []
    async with show_page("today", size=(LEAST.width, LEAST.height - 1)) as (app, pilot):
        monkeypatch.setattr(App, "_display", lambda _app, screen, what: painted.append((screen, what)))
        await resized(pilot, tuple(LEAST))
        whole = [what for screen, what in painted if screen is app.screen and isinstance(what.frame, LayoutUpdate)]
        assert whole


async def test_each_action_of_the_palette_has_one_row_at_every_width(show_page: Show) -> None:
    """Its key stands at the edge of that row, also once the window changed; the chosen one stays chosen."""
    async with show_page("palette") as (app, pilot):
        options = app.screen.query_one(OptionList)
        await pilot.press("down", "down")
        chosen = options.highlighted_option.id
        for size in ((80, 24), (61, 24), (40, 12), (200, 50), tuple(LEAST), (80, 24)):
            await resized(pilot, size)
            await pilot.pause()
            assert options.virtual_size.height == options.option_count, size
            assert options.highlighted_option.id == chosen, size
