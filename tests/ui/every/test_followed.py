"""The terminal's own cursor stands where the attention is on every page, and is seen only where somebody writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from tests.ui.every.pages import LOCKED, OPEN
from textual import events
from textual.containers import VerticalScroll
from textual.geometry import Offset, Region
from textual.widgets import Input, TextArea

from comfort_journal.ui import terminal
from comfort_journal.ui.followed import in_sight, place_on
from comfort_journal.ui.widgets.passphrase_field import PassphraseField
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from textual.widget import Widget

Show = Callable[..., Any]
EMPTY = {"neutral"}
"""A page that has nothing on it."""
NAMES = [name for name in (*OPEN, *LOCKED) if name not in EMPTY]
SIZES = [(80, 24), (40, 12), (120, 40), (200, 50)]
MARKED = {
    "history": "▌ ",
    "safe": "▌ ",
    "settings": "▌ ",
    "page for a clinician": "▌ ",
    "vault": "▌ ",
    "library": "▌ ",
    "strength, closed": "▌ ",
    "plan": "▸ ",
    "what was around": "▸ ",
    "after a step": "▸ ",
    "close question": "▸ ",
}
"""Pages that mark in letters what one is on, with that mark."""
SHORT = {"plan", "strength, closed"}
"""Those of them that end after one step down."""
SHADED = ["questions", "choose", "choose by number", "days", "plan page", "palette", "tags", "month", "year"]
"""Pages that mark it by its ground."""


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Offset, bool]]:
    """Return where each frame left the cursor, and whether it was seen."""
    places: list[tuple[Offset, bool]] = []

    def note(frame: object, at: Offset, seen: bool) -> object:  # noqa: FBT001  as it is called
        places.append((at, seen))
        return frame

    monkeypatch.setattr(terminal, "with_cursor", note)
    return places


def row(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return the row that the last frame left the cursor on."""
    return "".join(segment.text for segment in app.screen._compositor.render_strips()[app.cursor_position.y])


def ground(app: Any, at: Offset) -> object:  # noqa: ANN401  as above
    """Return the ground that a cell is drawn on."""
    (segment,) = app.screen._compositor.render_strips()[at.y].crop(at.x, at.x + 1)
    return segment.style.bgcolor, segment.style.reverse


def attended(app: Any) -> Region:  # noqa: ANN401  as above
    """Return the part in sight of what has the focus, else of what the page names for the time without one."""
    if app.focused is not None:
        return in_sight(app.focused)
    places = getattr(app.screen, "stands_on", ("KeysFooter",))
    seen = (in_sight(widget) for place in places for widget in app.screen.query(place))
    return next(filter(None, seen))


def written_in(widget: Widget | None) -> bool:
    """Tell whether letters are text there."""
    return isinstance(widget, Input | PassphraseField) or (isinstance(widget, TextArea) and not widget.read_only)


@pytest.mark.parametrize("name", NAMES)
async def test_the_cursor_is_on_what_has_the_focus_at_every_size(
    show_page: Show, put: list[tuple[Offset, bool]], name: str
) -> None:
    """Or on the one place that a page without a focus names; on words, in neither corner, and seen only in a field."""
    async with show_page(name) as (app, pilot):
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            at, seen = put[-1]
            assert at == app.cursor_position == place_on(app).at, size
            assert attended(app).contains_point(at), (size, at)
            assert at not in {Offset(0, 0), Offset(size[0] - 1, size[1] - 1)}, size
            assert seen == written_in(app.focused), size
            assert seen or row(app)[at.x :].strip(), (size, at)


@pytest.mark.parametrize("name", MARKED)
async def test_arrows_move_it_with_the_mark(show_page: Show, name: str) -> None:
    """The row it stands on is the one that is marked, and another one after each arrow."""
    async with show_page(name) as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        first = app.cursor_position
        assert MARKED[name] in row(app)[: first.x + 2]
        await pilot.press("up" if name in SHORT else "down")
        await pilot.pause()
        assert app.cursor_position.y != first.y
        assert MARKED[name] in row(app)[: app.cursor_position.x + 2]


@pytest.mark.parametrize("name", SHADED)
async def test_arrows_move_it_with_the_ground_of_what_is_chosen(show_page: Show, name: str) -> None:
    """The cell it left has the page's ground again, and the one it came to has the other."""
    async with show_page(name) as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        first = app.cursor_position
        marked = ground(app, first)
        await pilot.press("up")
        await pilot.pause()
        assert app.cursor_position != first
        assert ground(app, app.cursor_position) == marked != ground(app, first)


async def test_a_letter_brings_it_back_into_the_line_above_a_list(
    show_page: Show, put: list[tuple[Offset, bool]]
) -> None:
    """Arrows go through what was found, where it is not seen; what is written next stands in the line."""
    async with show_page("palette") as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        assert put[-1][0].y > app.focused.region.y
        assert not put[-1][1]
        await pilot.press("h")
        await pilot.pause()
        assert put[-1] == (app.focused.content_region.offset + Offset(1, 0), True)


async def test_it_stands_on_the_number_that_is_chosen(show_page: Show) -> None:
    """Each digit, ten, and what is said for a number that is not known; the question while there is none."""
    for size in SIZES:
        async with show_page("one number", size=size) as (app, pilot):
            for key, said in (*((str(number), str(number)) for number in range(10)), ("t", "10")):
                await pilot.press(key)
                await pilot.pause()
                assert row(app)[app.cursor_position.x - 1 :].startswith(f"[{said}]"), size
            await pilot.press("minus")
            await pilot.pause()
            scale = app.screen.query_one(RatingRow)._scale
            assert row(app)[app.cursor_position.x :].startswith(scale.unknown[:12])


async def test_in_a_field_it_is_where_the_next_letter_comes(show_page: Show) -> None:
    """After what was typed, and before a letter one went back to."""
    async with show_page("one line") as (app, pilot):
        corner = app.focused.content_region.offset
        for keys, x in (((), 0), (("a", "b", "c"), 3), (("left",), 2), (("home",), 0), (("end",), 3)):
            await pilot.press(*keys)
            await pilot.pause()
            assert app.cursor_position == corner + Offset(x, 0)


async def test_it_goes_with_a_field_that_looks_the_same_with_the_focus(show_page: Show) -> None:
    """From a page of words to what is marked under them, and back."""
    async with show_page("after a step") as (app, pilot):
        words = app.screen.query_one(VerticalScroll)
        for widget in (words, app.focused, words):
            widget.focus(scroll_visible=False)
            await pilot.pause()
            assert attended(app).contains_point(app.cursor_position)
            assert in_sight(widget).contains_point(app.cursor_position)


@pytest.mark.parametrize(
    "name", ["circuit, under way", "step, a hold", "step, movement", "breath", "breathe", "working"]
)
async def test_it_stands_still_while_something_goes_on(
    show_page: Show, put: list[tuple[Offset, bool]], name: str
) -> None:
    """A breath and a clock repaint the page and leave it where it is, not to be seen."""
    async with show_page(name) as (app, pilot):
        if name == "circuit, under way":
            await pilot.press("enter")  # the settling is over
        await pilot.pause()
        put.clear()
        for _ in range(12):
            app.clock.now += 1
            for look in ("follow", "look"):
                getattr(app.screen, look, app.screen.refresh)()
            await pilot.pause()
        assert len(put) > 6
        assert {seen for _, seen in put} == {False}
        assert len({at for at, _ in put}) == 1


async def test_a_window_behind_others_keeps_its_place(show_page: Show) -> None:
    """The focus is gone from it for so long, and comes back to where it was."""
    async with show_page("history") as (app, pilot):
        await pilot.press("down")
        await pilot.pause()
        before = app.cursor_position
        app.post_message(events.AppBlur())
        await pilot.pause()
        app.screen.refresh()
        await pilot.pause()
        assert (app.focused, app.cursor_position) == (None, before)
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert app.cursor_position == before


def test_a_frame_hides_it_until_it_is_in_its_place() -> None:
    """One write: nobody sees it run over the page."""
    from textual._compositor import CompositorUpdate  # noqa: PLC0415  the frame's own kind

    class Frame(CompositorUpdate):
        def render_segments(self, console: object) -> str:
            return f"frame of {console}"

    for seen, after in ((True, "\x1b[?25h"), (False, "")):
        sent = terminal.with_cursor(Frame(), Offset(4, 2), seen)
        assert sent.render_segments("a page") == f"\x1b[?25lframe of a page\x1b[3;5H{after}"
    assert terminal.with_cursor("no frame", Offset(4, 2), True) == "no frame"  # noqa: FBT003  as it is called
