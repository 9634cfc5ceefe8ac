"""Claims about the list of entries: its headings, its cursor, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.geometry import Offset

from comfort_journal.ui.followed import place_on
from comfort_journal.ui.widgets.row_list import EntryList, ListRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

PER_MONTH = 30
ROWS = 9000
HEADINGS = [(row, f"Month {row // PER_MONTH}") for row in range(0, ROWS, PER_MONTH)]
TONES = ("muted", "text", "accent", "mark", "faint", "surface", "panel")


class _App(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(TONES, "#808080")

    def compose(self) -> ComposeResult:
        yield EntryList(self._row)

    def on_mount(self) -> None:
        self.query_one(EntryList).show(ROWS, 0, HEADINGS)

    def _row(self, number: int, _width: int) -> ListRow:
        self.drawn.append(number)
        return ListRow(f"date {number}", "", f"sentence {number}")

    @property
    def lines(self) -> list[str]:
        rows = self.query_one(EntryList)
        return [rows.render_line(y).text.strip(" ▌") for y in range(rows.size.height)]


@pytest.mark.parametrize(("height", "blank"), [(24, True), (9, False)])
async def test_a_heading_stands_over_the_row_that_begins_something(height: int, *, blank: bool) -> None:
    """Wherever the list is, and with a blank line between all of them where there is room."""
    app = _App()
    async with app.run_test(size=(40, height)) as pilot:
        rows = app.query_one(EntryList)
        for cursor in (0, 29, 30, 4530, ROWS - 1):
            rows.cursor = cursor
            await pilot.pause()
            said = [line for line in app.lines if line]
            for number, line in enumerate(said):
                if line.startswith("Month") and said[number + 1 : number + 2]:
                    assert said[number + 1] == f"date {int(line.split()[1]) * PER_MONTH}"
            assert f"date {cursor}" in said
            assert ("" in app.lines) is blank


@pytest.mark.parametrize("height", [24, 9])
async def test_the_row_under_the_cursor_is_whole_and_has_its_heading(height: int) -> None:
    """Going up to the first row of a month brings the month's name with it."""
    app = _App()
    async with app.run_test(size=(40, height)) as pilot:
        rows = app.query_one(EntryList)
        rows.cursor = 60
        await pilot.pause()
        for _ in range(30):
            await pilot.press("up")
            assert f"date {rows.cursor}" in app.lines
            assert f"sentence {rows.cursor}" in app.lines
        assert "Month 1" in app.lines


async def test_the_terminals_cursor_stands_on_the_row() -> None:
    """A magnifier or a braille display follows it from row to row, past headings and where the list scrolls."""
    app = _App()
    async with app.run_test(size=(40, 24)) as pilot:
        for key in ("down", "end", "pageup", "up", "home"):
            await pilot.press(key)
            await pilot.pause()
            line = app.lines.index(f"date {app.query_one(EntryList).cursor}")
            assert place_on(app).at == Offset(2, line)


async def test_a_click_finds_its_row_between_headings() -> None:
    """A row is where it is drawn, and a heading is none."""
    app = _App()
    async with app.run_test(size=(40, 24)) as pilot:
        rows = app.query_one(EntryList)
        rows.cursor = 31
        await pilot.pause()
        await pilot.click(EntryList, offset=(3, app.lines.index("date 30")))
        assert rows.cursor == 30
        await pilot.click(EntryList, offset=(3, app.lines.index("Month 1")))
        assert rows.cursor == 30


async def test_only_what_is_in_view_is_drawn() -> None:
    """Nine thousand rows and three hundred headings cost a screen what a few do."""
    app = _App()
    async with app.run_test(size=(40, 24)) as pilot:
        app.drawn.clear()
        await pilot.press("end")
        await pilot.pause()
        assert len(set(app.drawn)) <= 12


async def test_a_row_is_asked_for_once_until_the_list_is_shown_anew() -> None:
    """Not for each of its lines, and not when the cursor goes by."""
    app = _App()
    async with app.run_test(size=(40, 24)) as pilot:
        rows = app.query_one(EntryList)
        for _ in range(2):
            app.drawn.clear()
            rows.show(ROWS, 0, HEADINGS)
            assert "date 0" in app.lines
            rows.cursor = 1
            await pilot.pause()
            assert "sentence 1" in app.lines
            assert app.drawn[:2] == [0, 1]
            assert len(app.drawn) == len(set(app.drawn))
