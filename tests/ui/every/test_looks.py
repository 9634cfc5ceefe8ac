"""Every page of a place begins at the same column, its footer too, and every page without places names its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.settings import Settings
from comfort_journal.ui.locked.lock_screen import BY_CODE, STILL_WRONG

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

PLACES = [
    "today",
    "history",
    "month",
    "year",
    "plan",
    "check-in door",
    "numbers",
    "library",
    "card",
    "settings",
    "vault",
]
BARS = "▌▸"


def rows(app: App[Any]) -> list[str]:
    """Return the screen as it is drawn, row by row."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


@pytest.mark.parametrize(("size", "edge"), [((40, 12), 2), ((80, 24), 4), ((120, 40), 4), ((200, 50), 4)], ids=str)
@pytest.mark.parametrize("name", PLACES)
async def test_a_page_and_its_footer_begin_at_the_same_column(
    show_page: Callable[..., Any], name: str, size: tuple[int, int], edge: int
) -> None:
    """Four cells from the window's edge, two in a narrow window; only a cursor's bar stands before it."""
    async with show_page(name, size=size) as (app, pilot):
        await pilot.pause()
        drawn = rows(app)
    words = [row.lstrip(f" {BARS}") for row in drawn]
    begins = [len(row) - len(word) for row, word in zip(drawn, words, strict=True) if word]
    assert min(begins) == begins[-1] == edge


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("breathe", "any key leaves"),
        ("breath without an end", "any key leaves"),
        ("palette", "Esc back"),
    ],
)
async def test_a_page_that_takes_any_key_or_a_line_names_its_way_out(
    show_page: Callable[..., Any], name: str, says: str, size: tuple[int, int]
) -> None:
    """Breath says that any key leaves, the palette that Esc does."""
    async with show_page(name, size=size) as (app, pilot):
        await pilot.pause()
        assert any(says in row for row in rows(app))


async def test_nothing_hangs_under_the_numbers(show_page: Callable[..., Any]) -> None:
    """The table's ground is the page's, also where no row is."""
    async with show_page("numbers") as (app, pilot):
        await pilot.pause()
        table = app.focused
        assert table.background_colors[1] == app.screen.background_colors[1]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (140, 40)], ids=str)
@pytest.mark.parametrize("name", ["tags", "choose", "what was around"])
async def test_a_question_is_as_high_as_what_it_says(
    show_page: Callable[..., Any], name: str, size: tuple[int, int]
) -> None:
    """However many there are to choose from, its panel ends under its keys, and they are seen."""
    async with show_page(name, size=size) as (app, pilot):
        await pilot.pause()
        panel, keys = app.screen.query_one("#asking").region, app.screen.query_one("#asking KeysFooter").region
        assert keys.bottom <= panel.bottom <= min(keys.bottom + 1, size[1])
        assert keys.height == 1


@pytest.mark.parametrize(("chosen", "says"), [(Settings(), "Ctrl+S save"), (Settings(one_hand=True), "F11 save")])
async def test_a_narrow_page_to_write_on_names_the_key_that_saves(
    show_page: Callable[..., Any], chosen: Settings, says: str
) -> None:
    """Also where it is another key: a key of one's own moves no word of the footer behind another."""
    async with show_page("today", size=(40, 12), settings=chosen) as (app, pilot):
        await pilot.pause()
        drawn = rows(app)
    assert drawn[-1].startswith(f"  {says}")


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=str)
async def test_the_lock_page_names_what_its_field_is_for(show_page: Callable[..., Any], size: tuple[int, int]) -> None:
    """Above the line that is typed in stands the word Passphrase."""
    async with show_page("lock", size=size) as (app, pilot):
        await pilot.press("x")
        drawn = [row.strip() for row in rows(app)]
    assert drawn[drawn.index("•") - 1] == "Passphrase"


async def test_a_narrow_lock_page_shows_its_longest_sentence_whole(show_page: Callable[..., Any]) -> None:
    """Under the field, above the words, with nothing to scroll."""
    async with show_page("lock", size=(40, 12)) as (app, pilot):
        app.screen.say(f"{STILL_WRONG} {BY_CODE.format(key='Ctrl+R')}")
        await pilot.pause()
        said = " ".join(rows(app))
        assert not app.screen.show_vertical_scrollbar
    assert " ".join(said.split()).count("Ctrl+R opens it.") == 1
