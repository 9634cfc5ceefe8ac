"""Claims about Numbers: one's own numbers as they were given, none of them cut, and no other way to pair them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import day, story
from textual.widgets import Static

from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.rating.numbers_day import NOTHING_THEN
from comfort_journal.ui.open.rating.numbers_screen import (
    AT_BEGINNING,
    NO_ROOM,
    NONE_WAITS,
    NOTHING,
    PRINTS,
    NumbersScreen,
)
from comfort_journal.ui.open.rating.numbers_view import say_waiting
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

Run = "Callable[..., Any]"
TOLD = story(
    day(1).mapping(during=2),
    day(2, "10:00").rating(1),
    day(3).shallow(during=3, after=10),
    day(4, "10:00").rating(None),
    day(5).movement("b", during=None, holds=[65, 60], ended="stop"),
)


def shown(app: MainApp) -> list[list[str]]:
    """Return the heads and the rows of the table, as they are drawn."""
    table = app.screen.table
    columns = table.columns
    heads = [column.head for column in columns]
    return [heads, *([column.cell(row) for column in columns] for row in range(table.count))]


def footer(app: MainApp) -> str:
    """Return the line of keys."""
    return app.screen.query_one(KeysFooter).render().plain


async def on_numbers(pilot: Pilot[int], session: Workspace) -> None:
    """Open the page over what is told."""
    session.clock.now = day(6).moment()  # type: ignore[attr-defined]
    session.keep_records(*TOLD)  # type: ignore[arg-type]
    await pilot.app.push_screen(NumbersScreen(session))
    await pilot.pause()
    await pilot.pause()


async def test_every_day_has_its_numbers_newest_first_and_a_blank_for_none(run_open: Run, session: Workspace) -> None:
    """The next day's number stands by the session that the gate counts it for; nothing is filled in or worked out."""
    async with run_open(size=(150, 40)) as (app, pilot):
        await on_numbers(pilot, session)
        heads, *rows = shown(app)
    assert heads == ["Day", "During", "After", "Next day", "Step", "Time", "Size", "Noted"]
    assert [row[:4] for row in rows] == [
        ["Fri 9 Jan", "", "", ""],
        ["Wed 7 Jan", "3", "10", ""],
        ["Mon 5 Jan", "2", "", "1"],
    ]
    assert rows[0][5:] == ["2:05", "size b", "stopped"]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 200])
async def test_columns_go_from_the_right_and_no_number_is_cut(run_open: Run, session: Workspace, width: int) -> None:
    """What is shown is whole; at forty columns that is the day with its three numbers."""
    async with run_open(size=(width, 12)) as (app, pilot):
        await on_numbers(pilot, session)
        table, (heads, *rows) = app.screen.table, shown(app)
        assert ["Day", "During", "After", "Next day"][: len(heads)] == heads[:4]
        assert width < 40 or len(heads) >= 4
        assert [row[2] for row in rows if row[2]] == ["10"] or len(heads) < 3
        assert table.virtual_size.width <= table.size.width
        if width == 40:
            assert table.row_text(0).split() == ["Fri", "9", "Jan", "stopped"], "a word where no number is"


@pytest.mark.parametrize(("width", "stands"), [(150, True), (40, False)])
async def test_the_number_before_the_breath_stands_first_where_there_is_room(
    run_open: Run, session: Workspace, width: int, *, stands: bool
) -> None:
    """It is the first of a session's numbers, and in a narrow window the day's words alone tell it."""
    session.keep_records(day(4).mapping(start=4, during=1))  # type: ignore[arg-type]
    async with run_open(size=(width, 40)) as (app, pilot):
        await on_numbers(pilot, session)
        heads, *rows = shown(app)
    assert (heads[:3] == ["Day", "Before", "During"]) is stands
    assert (["Thu 8 Jan", "4", "1"] in [row[:3] for row in rows]) is stands


async def test_the_small_letter_says_that_the_capital_prints(run_open: Run, session: Workspace) -> None:
    """As the sentence above the chart does, by the key as it is pressed."""
    async with run_open(size=(150, 40)) as (app, pilot):
        await on_numbers(pilot, session)
        await pilot.press("p")
        said = PRINTS.format(page="Shift+P")
        assert [note.message for note in app._notifications] == [said]
        assert said in str(app.screen.query_one("#explained", Static).render())


async def test_arrows_walk_day_by_day_and_chart_words_and_table_show_the_same(
    run_open: Run, session: Workspace
) -> None:
    """Left and right by a day, with Ctrl to one with something given; at the ends it says that there is no more."""
    async with run_open(size=(80, 24)) as (app, pilot):
        await on_numbers(pilot, session)
        page = app.screen

        def here() -> tuple[str, str, int]:
            label = page.chart.chart.columns[page.chart.chart.here].label
            return label, page.words.text.split("\n")[0], page.table.cursor

        assert app.focused is page.chart
        assert here() == ("9", "Friday 9 January, yesterday", 0)
        await pilot.press("left")
        assert here() == ("8", "Thursday 8 January", 1)
        assert page.words.text.split("\n")[1].startswith("Rest after Wed 7 Jan")
        await pilot.press("ctrl+left", "ctrl+left")
        assert here() == ("5", "Monday 5 January", 2)
        assert page.why_not("numbers-earlier") == page.why_not("given-before") == AT_BEGINNING
        await pilot.press("left", "ctrl+right")
        assert here() == ("7", "Wednesday 7 January", 1)
        await pilot.press("left")
        assert page.words.text == f"Tuesday 6 January\n{NOTHING_THEN}"
        await pilot.press("right", "right", "right", "right", "right")
        assert here()[:2] == ("10", "Saturday 10 January, today")
        await pilot.press("tab", "end")
        assert here() == ("5", "Monday 5 January", 2)


async def test_a_span_is_chosen_by_its_number(run_open: Run, session: Workspace) -> None:
    """Two weeks at first; the row of spans says which it is in brackets, and the columns are coarser."""
    async with run_open(size=(80, 24)) as (app, pilot):
        await on_numbers(pilot, session)
        page = app.screen
        assert "[1 two weeks]" in page.spans.render().plain
        assert len(page.chart.chart.columns) == 14
        await pilot.press("3")
        await pilot.pause()
        assert "[3 a year]" in page.spans.render().plain
        assert len(page.chart.chart.columns) == 13
        assert "January 2026." in page.words.text


async def test_chart_and_table_take_turns_where_both_have_no_room(run_open: Run, session: Workspace) -> None:
    """Tab goes on to the next part; in a high window both stand, and in a low one the table alone."""
    async with run_open(size=(80, 24)) as (app, pilot):
        await on_numbers(pilot, session)
        page = app.screen
        assert (page.chart.is_on_screen, page.table.is_on_screen) == (True, False)
        await pilot.press("tab")
        await pilot.pause()
        assert (app.focused, page.chart.is_on_screen, page.table.is_on_screen) == (page.table, False, True)
        await pilot.press("tab")
        assert app.focused is page.words
        await pilot.press("tab")
        assert app.focused is page.chart
        await pilot.resize_terminal(80, 50)
        await pilot.pause()
        await pilot.pause()
        assert (page.chart.is_on_screen, page.table.is_on_screen) == (True, True)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        await pilot.pause()
        assert (app.focused, page.chart.is_on_screen, page.table.is_on_screen) == (page.table, False, True)
        assert page.why_not("span-2") == NO_ROOM


async def test_l_shows_one_step_and_enter_the_day_in_the_history(run_open: Run, session: Workspace) -> None:
    """The step of the chosen day alone, and all again; Enter leads to what is of that day, and Esc back."""
    async with run_open(size=(80, 44)) as (app, pilot):
        await on_numbers(pilot, session)
        await pilot.press("ctrl+left", "l")
        await pilot.pause()
        assert [row[0] for row in shown(app)[1:]] == ["Wed 7 Jan"]
        assert [sorted(each.numbers[0]) for each in app.screen.chart.chart.columns if each.numbers[0]] == [[3]]
        await pilot.press("l")
        await pilot.pause()
        assert [row[0] for row in shown(app)[1:]] == ["Fri 9 Jan", "Wed 7 Jan", "Mon 5 Jan"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        assert {row.id for row in app.screen.entry_query.rows} == {TOLD[3].id}
        assert app.screen.entry_query.count == "0 entries, 1 practice"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, NumbersScreen)


async def test_without_numbers_it_says_where_they_come_from(run_open: Run, session: Workspace) -> None:
    """No empty chart or table, and the keys on them say the same."""
    async with run_open(NumbersScreen) as (app, pilot):
        await pilot.pause()
        assert not app.screen.table.is_on_screen
        assert not app.screen.chart.is_on_screen
        assert str(app.screen.query_one("#said", Static).render()) == NOTHING
        assert app.screen.why_not("open-day") == NOTHING


async def test_without_numbers_the_keys_below_are_those_that_do_something(run_open: Run) -> None:
    """Where there is no day and no table, no key leads there."""
    async with run_open(NumbersScreen) as (app, pilot):
        await pilot.pause()
        assert footer(app) == "P print   Esc back   F9 enough   F1 help"


async def test_with_no_number_of_practice_no_key_is_named_that_would_need_one(
    run_open: Run, session: Workspace
) -> None:
    """A number by itself stands in the chart and in words; the table is empty, and Down goes past it."""
    session.keep_records(day(5, "20:00").now(7))  # type: ignore[arg-type]
    session.clock.now = day(6).moment()  # type: ignore[attr-defined]
    async with run_open(NumbersScreen, size=(80, 50)) as (app, pilot):
        await pilot.pause()
        assert "one step" not in footer(app)
        await pilot.press("down")
        assert app.focused is app.screen.words


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids=str)
@pytest.mark.parametrize("told", [(), TOLD], ids=["empty", "with numbers"])
async def test_a_number_that_waits_is_said_here_and_answered_by_the_key(
    run_open: Run, settled: Run, session: Workspace, size: tuple[int, int], told: tuple[object, ...]
) -> None:
    """It is among the numbers only once its owner keeps it; then nothing waits any more."""
    session.clock.now = day(6).moment()  # type: ignore[attr-defined]
    session.keep_records(*told, day(5, "20:00").now(7, kept=None))  # type: ignore[arg-type]
    async with run_open(NumbersScreen, size=size) as (app, pilot):
        await pilot.pause()
        waits = say_waiting(1, "Ctrl+N")
        assert waits in str(app.screen.query_one("#said", Static).render())
        assert app.screen.query_one("#said", Static).is_on_screen
        await pilot.press("ctrl+n", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, NumbersScreen)
        assert waits not in str(app.screen.query_one("#said", Static).render())
        assert app.screen.why_not("number-that-waits") == NONE_WAITS
        assert [other.value for other in app.screen._all.others] == [7]


async def test_down_goes_on_from_the_end_of_the_chart_to_the_chosen_day(run_open: Run, session: Workspace) -> None:
    """The terminal's cursor goes with it: to the day in words below, or to its row where the table stands there."""
    async with run_open(size=(80, 24)) as (app, pilot):
        await on_numbers(pilot, session)
        await pilot.press("left", "left", "down")
        await pilot.pause()
        assert app.focused is app.screen.words
        row = app.screen._compositor.render_strips()[app.cursor_position.y].text
        assert row.strip().startswith("Wednesday 7 January")
    session.left_as.clear()
    async with run_open(size=(80, 50)) as (app, pilot):
        await on_numbers(pilot, session)
        await pilot.press("left", "left", "down")
        await pilot.pause()
        assert app.focused is app.screen.table
        assert "Wed 7 Jan" in app.screen._compositor.render_strips()[app.cursor_position.y].text


async def test_numbers_is_found_again_as_it_was_left(run_open: Run, session: Workspace) -> None:
    """The day, the span, the one step and the focus are there after Esc from the history, and on any later visit."""
    async with run_open(size=(80, 24)) as (app, pilot):
        await on_numbers(pilot, session)
        await pilot.press("2", "ctrl+left", "l", "tab", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.pause()
        page = app.screen
        assert isinstance(page, NumbersScreen)
        assert [row[0] for row in shown(app)[1:]] == ["Wed 7 Jan"]
        assert (page.day, app.focused) == (day(3).date, page.table)
        assert "[2 three months]" in page.spans.render().plain


@pytest.mark.parametrize(("size", "both", "explained"), [((100, 30), True, True), ((80, 28), False, True)])
async def test_the_height_is_used_for_the_table_and_what_is_explained(
    run_open: Run, session: Workspace, size: tuple[int, int], *, both: bool, explained: bool
) -> None:
    """Whatever the steps under the chart leave is given to the table first, then to the words above."""
    async with run_open(size=size) as (app, pilot):
        await on_numbers(pilot, session)
        page = app.screen
        assert page.table.is_on_screen is both
        assert page.query_one("#explained").is_on_screen is explained
