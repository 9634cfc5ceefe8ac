"""With large words the word, the time, the question and the keys stand in block letters, whole, at 60x20."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from moments import MOMENTS
from tests.ui.every.test_looks import rows

from comfort_journal.settings import Settings
from comfort_journal.ui.partner.screens.glow_border import Edge
from comfort_journal.ui.partner.screens.key_row import KeyRow, LargeKeys, large_rows
from comfort_journal.ui.partner.screens.session_screen import SessionPage
from comfort_journal.ui.widgets.big_text import BigText, blocks
from comfort_journal.ui.widgets.demo_line import DemoLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

SIZES = [(60, 20), (80, 24)]
ASKING = [
    name
    for name in MOMENTS
    if name.startswith(("touch", "still", "movement")) and "code" not in name and "digit" not in name
]
PAUSES = [name for name in MOMENTS if name.startswith("pause")]
HOLDS = {
    "step, ready": "Any key begins",
    "step, a hold": "Any key ends it",
    "step, movement": "Space is still",
    "step, a number": "How much?",
}


def in_blocks(part: BigText) -> bool:
    """Tell whether a large text stands in block letters, and not in a row of plain ones."""
    drawn = [line.rstrip() for line in part.render().plain.split("\n")]
    return any(drawn == [line.rstrip() for line in form] for form in blocks(part.text))


def cut_off(app: App[Any]) -> list[str]:
    """Return what is shown and does not stand whole in the window, or lies over something else."""
    window = app.screen.region
    shown = [part for part in app.screen.query("*") if part.is_on_screen and part.display and not part.children]
    parts = [part for part in shown if part.region.area and not isinstance(part, Edge)]
    outside = [str(part) for part in parts if part.region not in window]
    over = [
        f"{one} over {other}"
        for number, one in enumerate(parts)
        for other in parts[number + 1 :]
        if one.region.overlaps(other.region)
    ]
    return outside + over


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("moment", [*ASKING, *PAUSES])
async def test_a_session_has_its_answers_large(
    run_screen: Callable[..., Any], moment: str, size: tuple[int, int]
) -> None:
    """The word, the last ten seconds and every key that answers; a code is typed on the small line."""
    evening, chosen = MOMENTS[moment](), Settings(motion="none", large_text=True)

    def page(_app: object) -> SessionPage:
        made = SessionPage(settings=chosen, phrases={}, record=True, clock=lambda: evening.now)
        made.show(evening.state, evening.now)
        return made

    async with run_screen(page, settings=chosen, size=size) as (app, pilot):
        await pilot.pause()
        drawn = "\n".join(rows(app))
        assert cut_off(app) == []
        for part in (app.screen.word, app.screen.digits):
            assert not part.display or in_blocks(part)
        keys = app.screen.query_one(LargeKeys)
        if app.screen._shown.large:
            assert keys.render().plain.strip()
        assert keys.render().plain.strip() or "any other key stops" in drawn


@pytest.mark.parametrize("moment", ["touch, asked", "still, offered"])
async def test_under_the_line_of_the_demo_the_answers_are_large_too(
    run_screen: Callable[..., Any], moment: str
) -> None:
    """Its row is none that they could have."""
    evening, chosen = MOMENTS[moment](), Settings(motion="none", large_text=True)

    def page(_app: object) -> SessionPage:
        return SessionPage(settings=chosen, phrases={}, record=True, clock=lambda: evening.now)

    async with run_screen(page, settings=chosen, size=(60, 20)) as (app, pilot):
        await app.screen.mount(DemoLine())
        app.screen.show(evening.state, evening.now)
        for _ in range(3):
            await pilot.pause()
        keys = app.screen.query_one(LargeKeys)
        assert large_rows(keys.keys, *keys.content_size)
        assert cut_off(app) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["lamplight", "paper"])
@pytest.mark.parametrize(("name", "says"), HOLDS.items())
async def test_a_hold_has_its_key_and_a_number_its_question_large(
    show_page: Callable[..., Any], name: str, says: str, theme: str, size: tuple[int, int]
) -> None:
    """And the word and the time, which stand large in any case; what any key does is always said."""
    async with show_page(name, size=size, settings=Settings(motion="none", large_text=True, theme=theme)) as (
        app,
        pilot,
    ):
        await pilot.pause()
        large = [part for part in app.screen.query(BigText) if part.display and part.is_on_screen and part.text]
        assert says in [part.text for part in large]
        assert all(map(in_blocks, large))
        assert cut_off(app) == []
        if name == "step, movement":
            assert "Any other key ends it." in "\n".join(rows(app))


async def test_the_chosen_number_stands_large_until_it_is_taken_back(show_page: Callable[..., Any]) -> None:
    """To be seen before it is given."""
    async with show_page("step, a number", size=(60, 20), settings=Settings(motion="none", large_text=True)) as (
        app,
        pilot,
    ):
        says = app.screen.query_one("#says", BigText)
        for pressed, large in (("1", "1"), ("0", "10"), ("backspace", "How much?")):
            await pilot.press(pressed)
            await pilot.pause()
            assert says.text == large


@pytest.mark.parametrize("name", HOLDS)
async def test_as_shipped_no_more_stands_large_than_before(show_page: Callable[..., Any], name: str) -> None:
    """Only who chose it has it."""
    async with show_page(name, size=(60, 20)) as (app, pilot):
        await pilot.pause()
        assert not app.screen.query_one("#says").display


async def test_a_session_as_shipped_keeps_its_small_lines(run_screen: Callable[..., Any]) -> None:
    """At 60x20 they are what fits there otherwise."""
    evening = MOMENTS["touch, asked"]()

    def page(_app: object) -> SessionPage:
        made = SessionPage(settings=Settings(motion="none"), phrases={}, record=True, clock=lambda: evening.now)
        made.show(evening.state, evening.now)
        return made

    async with run_screen(page, size=(60, 20)) as (app, pilot):
        await pilot.pause()
        assert app.screen.query_one(KeyRow).display
        assert app.screen.query_one("#lines").display
