"""Claims about days: the list by months, the month and its day, the year, and this date in earlier years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.entries import new_entry
from tests.ui.open.conftest import EVENING
from textual.geometry import Offset
from textual.widgets import Static

from comfort_journal.records import programme_day
from comfort_journal.settings import Settings
from comfort_journal.text.dates import say_month
from comfort_journal.ui.open.history import entry_query
from comfort_journal.ui.open.history.calendar_screen import CalendarScreen
from comfort_journal.ui.open.history.entry_query import months_of
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.month_grid import MARK, MonthGrid, YearGrid
from comfort_journal.ui.open.history.on_this_day_screen import OnThisDayScreen
from comfort_journal.ui.open.history.year_screen import YearScreen

if TYPE_CHECKING:
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

Run = "Callable[..., Any]"
MONDAY = date(2026, 11, 23)


def write(session: Workspace, day: date, text: str, hour: int = 21, **fields: Any) -> str:  # noqa: ANN401
    """Save one entry of a day and return its id."""
    at = session.clock().replace(year=day.year, month=day.month, day=day.day, hour=hour)
    entry = new_entry(at, text, **fields)
    session.journal.save(entry)
    return entry.id


def drawn(app: MainApp) -> str:
    """Return what stands on the screen."""
    width, height = app.size
    return "\n".join(strip.text[:width].rstrip() for strip in app.screen._compositor.render_strips()[:height])


def month(opened: Workspace) -> CalendarScreen:
    """Return the month of the test's evening."""
    return CalendarScreen(opened, MONDAY)


def texts(app: MainApp) -> list[str]:
    """Return what the history shows."""
    return [entry.text for entry in app.screen.entry_query.entries]


async def test_a_month_without_entries_says_so(run_open: Run, session: Workspace) -> None:
    """At once and plainly, and the keys to the months beside it stand below."""
    write(session, MONDAY, "Here.")
    async with run_open(month, size=(80, 24)) as (app, pilot):
        assert "PgUp earlier" in drawn(app)
        assert "PgDn later" in drawn(app)
        await pilot.press("pageup")
        await pilot.pause()
        assert "No entry in October 2026." in drawn(app)


# -- the list


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=60))
def test_a_month_is_named_over_its_first_row(hours: list[int]) -> None:
    """Wherever it begins, and no month twice."""
    rows = [new_entry(EVENING - timedelta(hours=each), "Words.") for each in sorted(hours)]
    named = [say_month(programme_day(row.at)) for row in rows]
    first = [(next(each)[0], name) for name, each in groupby(enumerate(named), lambda pair: pair[1])]
    assert months_of(rows) == first


def test_few_rows_of_a_long_list_are_asked_for_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five years cost what their months do, and not what their ten thousand entries do."""
    rows = [new_entry(EVENING - timedelta(hours=4 * each), "Words.") for each in range(10_000)]
    asked: list[object] = []
    at = entry_query._at
    monkeypatch.setattr(entry_query, "_at", lambda row: (asked.append(row), at(row))[1])
    assert len(months_of(rows)) == 55
    assert len(asked) < 55 * 16


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_the_list_has_its_months(run_open: Run, session: Workspace, size: tuple[int, int]) -> None:
    """A heading names the month over its entries, also among what a search found."""
    write(session, date(2026, 11, 20), "The bath.")
    write(session, date(2025, 10, 2), "The bath of last year.")
    async with run_open(HistoryScreen, size=size) as (app, pilot):
        for keys in ((), ("slash", *"bath", "enter")):
            await pilot.press(*keys)
            shown = drawn(app)
            assert shown.index("November 2026") < shown.index("Fri 20 Nov, 21:40") < shown.index("October 2025")
            assert "Thu 2 Oct 2025, 21:40" in shown


@pytest.mark.parametrize("width", [60, 99, 100, 120, 139, 140, 200])
async def test_panes_come_with_the_room_for_them(run_open: Run, session: Workspace, width: int) -> None:
    """From 100 columns the entry stands beside the list, from 140 the month too; no text touches a scrollbar."""
    for number in range(40):
        write(session, MONDAY - timedelta(days=number), f"Entry {number}. " + "Words that go on. " * 40)
    async with run_open(HistoryScreen, size=(width, 30)) as (app, pilot):
        rows, reader, grid = app.screen.rows, app.screen.reader, app.screen.query_one(MonthGrid)
        assert (reader.size.width > 0, grid.size.width > 0) == (width >= 100, width >= 140)
        if width < 100:
            assert rows.region.width <= 76
            await pilot.press("enter")
        else:
            assert reader.content_region.x - rows.region.right >= 3
        text = drawn(app).splitlines()[reader.content_region.y + 4]
        inside = text[reader.content_region.x : reader.region.right].rstrip(" ▁▂▃▄▅▆▇█")
        assert reader.content_region.x + len(inside) < reader.region.right - 1


async def test_the_month_beside_follows_the_cursor_and_takes_no_key(run_open: Run, session: Workspace) -> None:
    """It shows the month of what is read, with its marks, and is never in the way of Tab."""
    write(session, date(2026, 11, 20), "New.")
    write(session, date(2026, 9, 2), "Old.")
    async with run_open(HistoryScreen, size=(140, 30)) as (app, pilot):
        assert f"20{MARK}" in drawn(app)
        await pilot.press("down")
        grid = app.screen.query_one(MonthGrid)
        assert (grid.day, f"2{MARK}" in drawn(app)) == (date(2026, 9, 2), True)
        for _ in range(4):
            await pilot.press("tab")
            assert app.focused is not grid
        await pilot.click(MonthGrid, offset=(2, 3))
        assert grid.day == date(2026, 9, 2)


# -- days and months asked for


async def test_last_month_is_three_keys_away_from_today(run_open: Run, session: Workspace) -> None:
    """The history, its days, and the digit that stands before last month."""
    write(session, date(2026, 11, 1), "This month.")
    write(session, date(2026, 10, 31), "Last month.")
    write(session, date(2026, 9, 30), "Before.")
    async with run_open() as (app, pilot):
        await pilot.press("f3", "d")
        digit = next(line for line in drawn(app).splitlines() if "Last month" in line).strip()[0]
        await pilot.press(digit)
        await pilot.pause()
        assert texts(app) == ["Last month."]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("October", date(2026, 10, 1), date(2026, 10, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("last week", date(2026, 11, 16), date(2026, 11, 22)),
    ],
)
async def test_a_month_a_year_and_a_week_that_are_typed_are_all_of_it(
    run_open: Run, session: Workspace, said: str, first: date, last: date
) -> None:
    """And nothing after it: what is named is a span and not a beginning."""
    write(session, MONDAY, "Now.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("d", *["down"] * 9, "enter", *said, "enter")
        await pilot.pause()
        assert (app.screen.entry_query.wanted.since, app.screen.entry_query.wanted.until) == (first, last)


# -- the month


@pytest.mark.parametrize(("size", "beside"), [((80, 24), False), ((120, 40), True), ((40, 12), False)])
async def test_the_month_shows_the_chosen_day(
    run_open: Run, session: Workspace, size: tuple[int, int], *, beside: bool
) -> None:
    """Marks only where there are entries; the day's hours and first sentences beside it, or below it when narrow."""
    write(session, date(2026, 11, 22), "The bath. And long.", hour=8)
    write(session, date(2026, 11, 22), "A hard hour.", folded=True)
    async with run_open(month, size=size) as (app, pilot):
        assert drawn(app).count(MARK) == 1
        assert f"22{MARK}" in drawn(app)
        assert "Monday 23 November" in drawn(app)
        assert str(app.screen.query_one("#entries", Static).visual) == ""
        await pilot.press("left")
        shown = drawn(app)
        assert "Sunday 22 November" in shown
        assert "08:40  The bath." in shown
        assert "And long" not in shown
        assert "hard" not in shown
        day, grid = app.screen.query_one("#day").region, app.screen.query_one(MonthGrid).region
        assert (day.x > grid.right - 1) is beside
        assert (day.y >= grid.bottom - 1) is not beside


async def test_the_week_begins_where_the_owner_likes(run_open: Run, session: Workspace) -> None:
    """The first column is the chosen first day of the week."""
    session.settings = Settings(motion="none", first_day_of_week="sunday")
    async with run_open(month) as (app, _pilot):
        names = next(line for line in drawn(app).splitlines() if " Tu " in line)
        assert names.split() == ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]


@pytest.mark.parametrize(("key", "shown"), [("enter", ["Then."]), ("M", ["Later.", "Then."])])
async def test_the_history_shows_the_day_or_the_month_that_is_chosen(
    run_open: Run, session: Workspace, key: str, shown: list[str]
) -> None:
    """Exactly what the month said is there, also where a search and the stars had left it out before."""
    write(session, MONDAY, "Now.", starred=True)
    write(session, date(2026, 10, 28), "Later.")
    write(session, date(2026, 10, 21), "Then.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("slash", *"now", "enter", "s", "m", "pageup", "left", "left", "up", "down")
        assert app.screen.query_one(MonthGrid).day == date(2026, 10, 21)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        assert texts(app) == shown
        assert app.screen.line.value == ""


@pytest.mark.parametrize("key", ["enter", "M"])
async def test_where_nothing_was_written_the_month_stays(run_open: Run, session: Workspace, key: str) -> None:
    """The key says so in a neutral sentence; nobody is led to an empty list."""
    write(session, date(2025, 1, 1), "Long ago.")
    async with run_open(month) as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, CalendarScreen)
        (note,) = app._notifications
        assert note.message.startswith("There is no entry of this ")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (30, 9)])
async def test_the_terminals_cursor_stands_on_the_day_and_on_the_month(
    run_open: Run, session: Workspace, size: tuple[int, int]
) -> None:
    """Where the number of the day and the name of the month are drawn, which is always in view."""
    write(session, MONDAY, "Words.")
    async with run_open(month, size=size) as (app, pilot):
        for keys, name in (
            ((), "23"),
            (("left", "up"), "15"),
            (("z",), "November"),
            (("up",) * 4, None),
            (("right",) * 9, None),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            x, y = app.cursor_position
            chosen = (app.screen.query(MonthGrid) or app.screen.query(YearGrid)).first().chosen
            assert drawn(app).splitlines()[y][x:].startswith(name or f"{chosen:%B}")


# -- the year


async def test_the_year_has_marks_and_nothing_else(run_open: Run, session: Workspace) -> None:
    """Twelve months by name; a mark for each day with an entry, and no number of anything."""
    for day in (date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31), date(2025, 5, 5)):
        write(session, day, "Words.")
    async with run_open(month, size=(80, 24)) as (app, pilot):
        await pilot.press("z")
        assert isinstance(app.screen, YearScreen)
        page = "\n".join(drawn(app).splitlines()[1:-1])
        assert page.count(MARK) == 3
        assert all(f"{date(2026, number, 1):%B}" in page for number in range(1, 13))
        assert [word for word in page.split() if word.isdigit()] == ["2026"]
        await pilot.press("pageup")
        assert "2025" in drawn(app)
        assert drawn(app).count(MARK) == 1


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ((), date(2026, 11, 23)),
        (("left",), date(2026, 10, 23)),
        (("up",), date(2026, 5, 23)),
        (("up", "down", "right", "right"), date(2027, 1, 23)),
        (("pageup", "left"), date(2025, 10, 23)),
        (("pageup", "home"), MONDAY),
    ],
)
async def test_arrows_go_by_months_and_enter_opens_one(run_open: Run, keys: tuple[str, ...], chosen: date) -> None:
    """The month page shows what was chosen in the year; Escape there and here changes nothing."""
    async with run_open(month, size=(80, 24)) as (app, pilot):
        await pilot.press("z", *keys, "escape")
        await pilot.pause()
        assert app.screen.query_one(MonthGrid).day == MONDAY
        await pilot.press("z", *keys, "enter")
        await pilot.pause()
        assert app.screen.query_one(MonthGrid).day == chosen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_a_click_goes_to_a_day_and_to_a_month(run_open: Run, session: Workspace, size: tuple[int, int]) -> None:
    """What is under the pointer is what is chosen; a second click opens it."""
    write(session, date(2026, 11, 12), "Words.")
    async with run_open(month, size=size) as (app, pilot):
        grid = app.screen.query_one(MonthGrid)
        grid.day = date(2026, 11, 12)
        place = grid.stands_at()
        grid.day = MONDAY
        await pilot.click(MonthGrid, offset=place)
        assert grid.day == date(2026, 11, 12)
        assert "Thursday 12 November" in drawn(app)
        await pilot.press("z", "pageup")
        await pilot.pause()
        year = app.screen.query_one(YearGrid)
        await pilot.click(YearGrid, offset=year.stands_at() - Offset(year._width, 0))
        assert year.chosen == date(2025, 10, 1)


# -- this date in earlier years


async def test_on_this_day_has_the_earlier_years(run_open: Run, session: Workspace) -> None:
    """The entries of this date, newest year first: none of this year, and none of another day."""
    write(session, MONDAY, "Today.")
    write(session, date(2025, 11, 23), "A year ago.")
    write(session, date(2024, 11, 24), "At night, and so of the day before.", hour=2)
    write(session, date(2024, 11, 22), "Another day.")
    write(session, date(2021, 11, 23), "Long ago.", starred=True)
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("i")
        shown = [entry.text for entry in app.screen._found]
        assert shown == ["A year ago.", "At night, and so of the day before.", "Long ago."]
        assert "On 23 November" in drawn(app)
        assert "s stars first" in drawn(app)
        await pilot.press("s")
        assert app.screen.entry.text == "Long ago."
        assert [entry.text for entry in app.screen._found][1] == "A year ago."
        assert "s newest first" in drawn(app)
        await pilot.press("s", "down", "enter")
        assert "At night" in app.screen.reader.text
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, HistoryScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_folded_stays_folded_on_this_day(
    run_open: Run, session: Workspace, size: tuple[int, int]
) -> None:
    """Its words are on the screen only after it was opened, and until the cursor leaves it."""
    write(session, date(2025, 11, 23), "The hard hour.", folded=True)
    write(session, date(2024, 11, 23), "Tea.")
    async with run_open(HistoryScreen, size=size) as (app, pilot):
        await pilot.press("i")
        assert "hard" not in drawn(app)
        await pilot.press("enter")
        assert "hard" not in drawn(app)
        await pilot.press("enter")
        assert "hard hour" in drawn(app)
        await pilot.press("escape", "down", "up")
        assert "hard" not in drawn(app)


async def test_on_this_day_is_found_by_its_name_from_everywhere(run_open: Run, session: Workspace) -> None:
    """The palette leads there from Today; where there is nothing, one sentence says so."""
    write(session, date(2024, 11, 24), "Another day.")
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+p", *"on this day", "enter")
        await pilot.pause()
        assert isinstance(app.screen, OnThisDayScreen)
        assert "No entry of this date in an earlier year." in drawn(app)
        await pilot.press("s", "enter", "e", "down")
        assert isinstance(app.screen, OnThisDayScreen)


async def test_on_this_day_looks_back_from_the_day_of_the_month_page(run_open: Run, session: Workspace) -> None:
    """From a day in the month it shows that date's earlier years."""
    write(session, date(2025, 11, 20), "A year before.")
    async with run_open(month) as (app, pilot):
        await pilot.press("left", "left", "left", "i")
        assert [entry.text for entry in app.screen._found] == ["A year before."]


async def test_the_month_sees_what_was_deleted_on_the_page_over_it(
    run_open: Run, settled: Run, session: Workspace
) -> None:
    """An entry of an earlier year that was deleted in looking back has no mark in its month any more."""
    write(session, date(2025, 11, 23), "A year ago.")
    async with run_open(month) as (app, pilot):
        await pilot.press("i", "delete")
        await settled(app, pilot)
        await pilot.press("escape", "z", "pageup", "enter")
        await pilot.pause()
        assert app.screen.query_one(MonthGrid).day == date(2025, 11, 23)
        assert MARK not in drawn(app)


async def test_a_change_made_there_is_shown_there(run_open: Run, settled: Run, session: Workspace) -> None:
    """An entry of an earlier year can be given a star, folded and deleted like everywhere."""
    write(session, date(2025, 11, 23), "A year ago.")
    async with run_open(lambda opened: OnThisDayScreen(opened, MONDAY)) as (app, pilot):
        await pilot.press("asterisk")
        await settled(app, pilot)
        assert app.screen.entry.starred
        assert "★" in drawn(app)
        await pilot.press("delete")
        await settled(app, pilot)
        assert "No entry of this date" in drawn(app)
        assert "u brings it back" in drawn(app)
        await pilot.press("u")
        await settled(app, pilot)
        assert app.screen.entry.text == "A year ago."
