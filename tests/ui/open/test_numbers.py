"""Claims about Numbers: one's own numbers as they were given, none of them cut, and no other way to pair them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stories import day, story
from textual.widgets import Static

from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.rating.numbers_screen import NOTHING, NumbersScreen

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
    day(5).movement("b", during=None, holds=[65, 60]),
)


def shown(app: MainApp) -> list[list[str]]:
    """Return the heads and the rows of the table."""
    table = app.screen.table
    heads = [column.label.plain for column in table.ordered_columns]
    return [heads, *([str(cell).strip() for cell in table.get_row_at(row)] for row in range(table.row_count))]


async def on_numbers(pilot: Pilot[int], session: Workspace) -> None:
    """Open the page over what is told."""
    session.clock.now = day(6).moment()  # type: ignore[attr-defined]
    session.keep_records(*TOLD)  # type: ignore[arg-type]
    await pilot.app.push_screen(NumbersScreen(session))
    await pilot.pause()
    await pilot.pause()


async def test_every_session_has_its_numbers_newest_first_and_a_blank_for_none(
    run_open: Run, session: Workspace
) -> None:
    """The next day's number stands by the session that the gate counts it for; nothing is filled in or worked out."""
    async with run_open(size=(120, 30)) as (app, pilot):
        await on_numbers(pilot, session)
        heads, *rows = shown(app)
    assert heads == ["Day", "During", "After", "Next day", "Step", "Time", "Size"]
    assert [row[:4] for row in rows] == [
        ["Fri 9 Jan", "", "", ""],
        ["Wed 7 Jan", "3", "10", ""],
        ["Mon 5 Jan", "2", "", "1"],
    ]
    assert rows[0][5:] == ["2:05", "size b"]


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


@pytest.mark.parametrize(("width", "stands"), [(120, True), (40, False)])
async def test_the_number_before_the_breath_stands_first_where_there_is_room(
    run_open: Run, session: Workspace, width: int, *, stands: bool
) -> None:
    """It is the first of a session's numbers, and the first column to go in a narrow window."""
    session.keep_records(day(4).mapping(start=4, during=1))  # type: ignore[arg-type]
    async with run_open(size=(width, 30)) as (app, pilot):
        await on_numbers(pilot, session)
        heads, *rows = shown(app)
    assert (heads[:3] == ["Day", "Before", "During"]) is stands
    assert (["Thu 8 Jan", "4", "1"] in [row[:3] for row in rows]) is stands


async def test_l_shows_one_step_and_enter_the_day_in_the_history(run_open: Run, session: Workspace) -> None:
    """The step under the cursor alone, and all again; Enter leads to what is of that day, and Esc back."""
    async with run_open() as (app, pilot):
        await on_numbers(pilot, session)
        await pilot.press("j", "l")
        assert [row[0] for row in shown(app)[1:]] == ["Wed 7 Jan"]
        await pilot.press("l")
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
    """No empty table, and the keys on it say the same."""
    async with run_open(NumbersScreen) as (app, pilot):
        await pilot.pause()
        assert not app.screen.table.display
        assert str(app.screen.query_one("#said", Static).render()) == NOTHING
