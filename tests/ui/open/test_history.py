"""Claims about the history: the list, the reader, the search, the filters, and what is done to one entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from stories import day
from tests.entries import new_entry
from textual.widget import Widget
from textual.widgets import Static

from comfort_journal.errors import NotSaved
from comfort_journal.journal import Filter
from comfort_journal.records import programme_day
from comfort_journal.text.day_span import UNDERSTOOD
from comfort_journal.ui import actions
from comfort_journal.ui.key_names import key
from comfort_journal.ui.open.core.dialogs import Ask, Choose
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.history import entry_query, history_screen
from comfort_journal.ui.open.history.day_questions import COMMON
from comfort_journal.ui.open.history.entry_screen import BACK_IN_LIST, IS_BACK
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.write.editor_screen import EditorScreen
from comfort_journal.ui.widgets.row_list import EntryList

if TYPE_CHECKING:
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace
    from conftest import TransactionalMemory

HARD = "[/x] [b \x1b[31mred 👩‍👩‍👧‍👦 שלום " + "w" * 120 + " \u202eend"
Run = "Callable[..., Any]"


def write(session: Workspace, *texts: str, **fields: Any) -> list[str]:  # noqa: ANN401
    """Save entries, the first one newest, a day apart beginning yesterday; returns their ids."""
    now = session.clock()
    entries = [new_entry(now - timedelta(days=number), text, **fields) for number, text in enumerate(texts, start=1)]
    session.journal.save(*entries)
    return [entry.id for entry in entries]


def screen_text(app: MainApp) -> str:
    """Return what stands on the screen, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width] for strip in lines[:height])


def said(app: MainApp) -> str:
    """Return the sentence that was told."""
    return str(app.screen.query_one("#said", Static).visual)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_hard_text_stays_text_at_every_size(run_open: Run, session: Workspace, size: tuple[int, int]) -> None:
    """Brackets, escape sequences, long words and other scripts are drawn as text in the list and the reader."""
    write(session, HARD, HARD, tags=("[/tag]",))
    async with run_open(HistoryScreen, size=size) as (app, pilot):
        assert "[/x] [b ␛[31mred" in screen_text(app)
        await pilot.press("enter")
        drawn = screen_text(app)
        assert "[/x] [b ␛[31mred" in drawn
        assert "[/tag]" in drawn
        assert not set(drawn) & {"\x1b", "\u202e"}


async def test_list_and_reader_stand_side_by_side_when_there_is_room(run_open: Run, session: Workspace) -> None:
    """At 120 cells the entry under the cursor is read beside the list, without another key."""
    write(session, "The bath. Long and warm.", "The walk. Slow and grey.")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        assert "Long and warm." in screen_text(app)
        await pilot.press("down")
        assert "Slow and grey." in screen_text(app)


async def test_list_and_reader_take_turns_in_a_narrow_window(run_open: Run, session: Workspace) -> None:
    """At 80 cells Enter opens the reader and Escape brings the list back."""
    write(session, "The bath. Long and warm.")
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        assert "Long and warm." not in screen_text(app)
        await pilot.press("enter")
        assert "Long and warm." in screen_text(app)
        await pilot.press("escape")
        assert "Long and warm." not in screen_text(app)
        assert isinstance(app.focused, EntryList)


async def test_ten_thousand_entries_make_no_widgets(run_open: Run, session: Workspace) -> None:
    """The number of widgets does not grow with the journal, and only rows in view are drawn."""
    async with run_open(HistoryScreen, size=(80, 24)) as (app, _pilot):
        empty = len(app.screen.query(Widget))
    now = session.clock()
    session.journal.save(*(new_entry(now - timedelta(hours=n), f"Entry {n}.") for n in range(10_000)))
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        drawn: set[int] = set()
        query_row = app.screen.entry_query.row
        app.screen.rows._draw = lambda number, width: (drawn.add(number), query_row(number, width))[1]
        assert len(app.screen.query(Widget)) == empty
        await pilot.press("end")
        assert "Entry 9999." in screen_text(app)
        await pilot.press("pageup", "home")
        assert "Entry 0." in screen_text(app)
        assert len(drawn) < 60
        assert not any(500 < number < 9_500 for number in drawn)


async def test_search_finds_as_one_types_and_marks(run_open: Run, session: Workspace) -> None:
    """All words, without case and accents, a quoted phrase next to each other; found words are marked, Esc clears."""
    write(session, "Café in the rain.", "Rain first, then the CAFE.", "Nothing of both.")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("slash", *"cafe rain")
        assert len(app.screen.entry_query.entries) == 2
        assert "2 of 3 entries" in screen_text(app)
        marked = [app.screen.entry_query.row(number, 60) for number in range(2)]
        assert [row.sentence[slice(*row.marks[0])] for row in marked] == ["Café", "Rain"]
        assert {line.text[slice(*mark)] for line in app.screen.reader._lines for mark in line.marks} == {"Café", "rain"}
        await pilot.press("escape", "slash", *'"the cafe"')
        assert [entry.text for entry in app.screen.entry_query.entries] == ["Rain first, then the CAFE."]
        await pilot.press("enter", "escape")
        assert len(app.screen.entry_query.entries) == 3


@pytest.mark.parametrize("leave", [("escape",), ("enter", "escape")])
async def test_a_cleared_search_leaves_the_cursor_on_its_entry(
    run_open: Run, session: Workspace, leave: tuple[str, ...]
) -> None:
    """The next key is about what stood there, and not about the newest entry."""
    _rain, _tea, bath = write(session, "Rain.", "Tea.", "Bath.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("slash", *"bath", *leave)
        assert app.screen.entry.id == bath
        await pilot.press("e")
        assert isinstance(app.screen, EditorScreen)
        assert app.screen.page.buffer.id == bath


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("empty", "back"), [(("d", "6"), ("0",)), (("slash", *"zebra"), ("escape",)), (("enter", "d", "6"), ("0",))]
)
async def test_a_list_that_is_back_has_the_keys_and_the_footer_says_so(
    run_open: Run, session: Workspace, size: tuple[int, int], empty: tuple[str, ...], back: tuple[str, ...]
) -> None:
    """While nothing is shown there is nothing to read; what shows the list again gives it arrows and Enter."""
    write(session, "The bath. Long and warm.", "The walk. Slow and grey.")
    async with run_open(size=size) as (app, pilot):
        await pilot.press("f3", *empty)
        await pilot.pause()
        assert not app.screen.entry_query.rows
        assert "Enter read" not in screen_text(app)
        await pilot.press(*back)
        await pilot.pause()
        assert "Enter read" in screen_text(app)
        await pilot.press("home", "down", "enter")
        assert "Slow and grey." in screen_text(app)
        assert not said(app)


async def test_enter_reads_an_entry_wherever_the_focus_is_but_in_it(run_open: Run, session: Workspace) -> None:
    """Nothing is said of folding to somebody who looks at the list."""
    write(session, "The bath. Long and warm.")
    async with run_open(HistoryScreen) as (app, pilot):
        app.screen.set_focus(None)
        await pilot.press("enter")
        assert "Long and warm." in screen_text(app)
        assert not said(app)


async def test_a_search_that_found_nothing_goes_back_to_where_it_began(run_open: Run, session: Workspace) -> None:
    """Where there is no entry to stay on."""
    _rain, tea, _bath = write(session, "Rain.", "Tea.", "Bath.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("down", "slash", *"zebra")
        assert app.screen.entry is None
        await pilot.press("escape")
        assert app.screen.entry.id == tea


@pytest.mark.parametrize("written", ["", "zebra"])
async def test_where_words_wait_a_search_says_that_it_does_not_find_them(
    run_open: Run, session: Workspace, written: str
) -> None:
    """A word of a page that is not saved yet is not said to be nowhere."""
    write(session, "One.")
    async with run_open() as (app, pilot):
        await pilot.press(*written, "f3", "slash", *"zebra")
        assert ("Words that wait unsaved are not searched." in screen_text(app)) is bool(written)


@pytest.fixture
def in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look through one entry, and then let keys and paint have their turn."""
    monkeypatch.setattr(history_screen, "MOMENT", 0.0)
    monkeypatch.setattr(history_screen, "FIRST_LOOK", 0.0)
    monkeypatch.setattr(entry_query, "AT_ONCE", 1)


@pytest.mark.usefixtures("in_slices")
async def test_a_long_search_shows_its_first_screenful_and_counts_when_it_is_whole(
    run_open: Run, session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found is the same as in one go, and the cursor stays where it was put meanwhile."""
    write(session, *(f"Rain {number}." if number % 2 else f"Tea {number}." for number in range(60)))
    async with run_open(HistoryScreen) as (app, pilot):
        page, query, going = app.screen, app.screen.entry_query, []
        monkeypatch.setattr(page, "set_timer", lambda _delay, go_on: going.append(go_on))
        await pilot.press("slash", *"ain")
        assert len(query.entries) == 60
        while not query.entries[0].text.startswith("Rain"):
            going.pop()()
        assert len(query.entries) == page.rows.count == page.rows.page + 1
        assert "entries" not in str(page.query_one("#count", Static).content)
        await pilot.press("down", "down")
        under = page.entry
        while going:
            going.pop()()
            await pilot.pause()
        assert query.entries == session.journal.entries(Filter(words="ain"))
        assert page.entry == under
        assert "30 of 60 entries" in screen_text(app)


async def test_the_newest_are_shown_before_the_others_are_looked_through(
    run_open: Run, session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screenful among the newest entries is shown before the search goes on, however long it may take at a time."""
    monkeypatch.setattr(history_screen, "MOMENT", 60.0)
    monkeypatch.setattr(history_screen, "FIRST_LOOK", 0.0)
    monkeypatch.setattr(entry_query, "AT_ONCE", 20)
    write(session, *(f"Rain {number}." for number in range(60)))
    async with run_open(HistoryScreen) as (app, pilot):
        page, going = app.screen, []
        monkeypatch.setattr(page, "call_after_refresh", lambda go_on, *rest: going.append((go_on, rest)))
        await pilot.press("slash", "r")
        assert (page.rows.count, str(page.query_one("#count", Static).content)) == (20, "")
        [(go_on, (search,))] = [each for each in going if each[0] == page._search_on]
        go_on(search)
        await pilot.pause()
        assert page.rows.count == 60
        assert "60 entries" in screen_text(app)


@pytest.mark.usefixtures("in_slices")
async def test_a_key_during_a_long_search_is_the_next_search(
    run_open: Run, session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters typed and taken back before anything was found, and a filter, all hold."""
    write(session, *(f"Rain {number}." if number % 2 else f"Tea {number}." for number in range(20)))
    write(session, "Rain at last.", starred=True)
    async with run_open(HistoryScreen) as (app, pilot):
        page, query, going = app.screen, app.screen.entry_query, []
        monkeypatch.setattr(page, "set_timer", lambda _delay, go_on: going.append(go_on))
        for words in ("rai", "tea", "te"):
            page.line.value = words
            await pilot.pause()
        assert (len(going), len(query.entries)) == (3, 21), "each is under way, and nothing was found yet"
        while going:
            going.pop(0)()
            await pilot.pause()
        assert len(query.entries) == 10
        page.line.value = "rain"
        await pilot.pause()
        page._narrow(replace(query.wanted, starred=True))
        while going:
            going.pop(0)()
            await pilot.pause()
        assert [entry.text for entry in query.entries] == ["Rain at last."]


async def test_an_empty_journal_and_an_empty_search_are_kind(run_open: Run, session: Workspace) -> None:
    """Nothing to show is told in a sentence, and says what to do."""
    async with run_open(HistoryScreen) as (app, pilot):
        assert "What you write on Today appears here." in screen_text(app)
        for key in ("enter", "g", "r", "s", "f", "e", "n", "delete", "u", "t", "0", "down", "end"):
            await pilot.press(key)
        assert isinstance(app.screen, HistoryScreen)
    write(session, "One.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("slash", *"zebra")
        assert "Nothing found." in screen_text(app)


async def test_filters_are_said_in_words_and_cleared_with_one_key(run_open: Run, session: Workspace) -> None:
    """Tag, star and days narrow the list, tag and star cleared by their key, days by All days, everything by 0."""
    write(session, "Tagged.", tags=("sleep [/]",))
    write(session, "Starred.", "Old.", starred=True)
    write(session, *["Older."] * 3)
    async with run_open(HistoryScreen) as (app, pilot):
        entry_query = app.screen.entry_query
        await pilot.press("t", "enter")
        assert "Only entries with tag sleep [/]" in screen_text(app)
        assert [entry.text for entry in entry_query.entries] == ["Tagged."]
        await pilot.press("t")
        assert len(entry_query.entries) == 6
        await pilot.press("s")
        assert "with a star" in screen_text(app)
        assert len(entry_query.entries) == 2
        await pilot.press("d", "2")
        await pilot.pause()
        assert "with a star, from 22 November 2026" in screen_text(app)
        assert len(entry_query.entries) == 1
        await pilot.press("d", "9")
        await pilot.pause()
        assert len(entry_query.entries) == 2
        await pilot.press("0")
        assert len(entry_query.entries) == 6


async def test_going_to_a_day_in_words(run_open: Run, session: Workspace) -> None:
    """A day in words puts the cursor there; one that is not understood is answered with examples and kept."""
    ids = write(session, *[f"Day {number}." for number in range(1, 40)])
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("g", *"soonish", "enter")
        assert isinstance(app.screen, Ask)
        assert " ".join(said(app).split()) == UNDERSTOOD
        for _ in "soonish":
            await pilot.press("backspace")
        await pilot.press(*"3 weeks ago", "enter")
        await pilot.pause()
        assert app.screen.entry.id == ids[20]
        await pilot.press("g", *"2020", "enter")
        await pilot.pause()
        assert app.screen.entry.id == ids[-1]
        assert "the nearest after" in said(app)


async def test_going_to_a_month_lands_on_its_newest_entry(run_open: Run, session: Workspace) -> None:
    """A month in words goes to its last entry, though one of the month after is nearer to its first day."""
    now = session.clock()
    april, may, last_of_may, june = (
        new_entry(now.replace(month=month, day=day), "Words.") for month, day in ((4, 30), (5, 8), (5, 20), (6, 1))
    )
    session.journal.save(april, may, last_of_may, june)
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("g", *"last May", "enter")
        await pilot.pause()
        assert app.screen.entry.id == last_of_may.id
        assert said(app) == ""


async def test_a_letter_in_the_list_of_days_begins_the_words(run_open: Run, session: Workspace) -> None:
    """So that a month can be typed at once; all its letters are there."""
    write(session, "Today.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("d", *"October")
        await pilot.pause()
        assert isinstance(app.screen, Ask)
        assert app.screen.line.value == "October"


@pytest.mark.parametrize("keys", [("d", "6"), ("d", *["down"] * 5, "enter")])
async def test_last_month_is_three_keys_away_at_most(run_open: Run, session: Workspace, keys: tuple[str, ...]) -> None:
    """Its number chooses it at once; the arrows and Enter do too."""
    write(session, *[f"Day {number}." for number in range(1, 70)])
    async with run_open(HistoryScreen, size=(40, 12)) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert (app.screen.entry_query.wanted.since, app.screen.entry_query.wanted.until) == (
            date(2026, 10, 1),
            date(2026, 10, 31),
        )
        assert "Only entries from October 2026" in screen_text(app)
        assert len(app.screen.entry_query.entries) == 31


async def test_any_days_can_be_said_in_words(run_open: Run, session: Workspace) -> None:
    """The list's last row asks for them; leaving that changes nothing."""
    write(session, *[f"Day {number}." for number in range(1, 40)])
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("d", "up", "enter", *"1 to 3 November", "enter")
        await pilot.pause()
        assert len(app.screen.entry_query.entries) == 3
        await pilot.press("d", "up", "enter", "escape")
        await pilot.pause()
        await pilot.press("d", "escape")
        await pilot.pause()
        assert len(app.screen.entry_query.entries) == 3


@pytest.mark.parametrize(("key", "day"), [("1", date(2026, 11, 10)), ("2", date(2026, 10, 11)), ("escape", None)])
async def test_a_date_with_two_readings_is_asked_about(
    run_open: Run, session: Workspace, key: str, day: date | None
) -> None:
    """Both are named, and the one that is chosen is gone to; Escape goes nowhere."""
    write(session, *[f"Day {number}." for number in range(1, 60)])
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("g", *"10.11.2026", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Choose)
        assert "1  10 November 2026" in screen_text(app)
        assert "2  11 October 2026" in screen_text(app)
        await pilot.press(key)
        await pilot.pause()
        assert programme_day(app.screen.entry.at) == (day or date(2026, 11, 22))


async def test_a_note_goes_when_the_list_changes(run_open: Run, settled: Run, session: Workspace) -> None:
    """What was said about one entry does not stand under a search that has nothing to do with it."""
    write(session, "The bath.", "The walk.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("D")
        await settled(app, pilot)
        assert "u brings it back" in said(app)
        await pilot.press("slash", "w")
        await pilot.pause()
        assert said(app) == ""


async def test_a_star_is_given_and_taken(run_open: Run, settled: Run, session: Workspace) -> None:
    """An asterisk stars the entry and takes the star again, in the journal and in the list."""
    (entry_id,) = write(session, "The bath.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("asterisk")
        await settled(app, pilot)
        assert session.journal.get(entry_id).starred
        assert "★" in screen_text(app)
        await pilot.press("asterisk")
        await settled(app, pilot)
        assert not session.journal.get(entry_id).starred


async def test_a_folded_entry_is_opened_on_purpose_only(run_open: Run, settled: Run, session: Workspace) -> None:
    """F folds it out of sight; Enter in the reader opens it until the cursor leaves; f unfolds it."""
    (entry_id, _) = write(session, "The hard day. Long.", "The other.")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("f")
        await settled(app, pilot)
        assert session.journal.get(entry_id).folded
        assert "hard day" not in screen_text(app)
        await pilot.press("enter", "enter")
        assert "hard day" in screen_text(app)
        await pilot.press("escape", "down", "up")
        assert "hard day" not in screen_text(app)
        await pilot.press("slash", *"hard")
        assert len(app.screen.entry_query.entries) == 1
        assert "The hard" not in screen_text(app)
        await pilot.press("enter", "f")
        await settled(app, pilot)
        assert not session.journal.get(entry_id).folded


async def test_what_is_read_names_star_and_delete(run_open: Run, session: Workspace) -> None:
    """In the keys below an entry that is open, and Esc, edit, later note and help beside them."""
    write(session, "One.")
    async with run_open(HistoryScreen, size=(100, 30)) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        keys = screen_text(app).splitlines()[-1]
        for named in ("Esc list", "e edit", "n later note", "* star", "Del delete", "F1 help"):
            assert named in keys


async def test_a_search_that_finds_nothing_leads_to_the_days(run_open: Run, settled: Run, session: Workspace) -> None:
    """Whoever searches for a month's name is told of d."""
    write(session, "One.")
    async with run_open(HistoryScreen) as (app, pilot):
        await settled(app, pilot)
        await pilot.press("slash", *"october")
        await settled(app, pilot)
        assert "press d" in str(app.screen.query_one("#empty", Static).render())


async def test_a_deleted_entry_can_be_brought_back(run_open: Run, settled: Run, session: Workspace) -> None:
    """Delete says what it means; u brings the last ones back one by one, also after another look at the history."""
    first, second, _third = write(session, "One.", "Two.", "Three.")
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("delete")
        await settled(app, pilot)
        assert "u brings it back, until you lock" in said(app)
        assert "removes it from the file for good" in said(app)
        await pilot.press("D")
        await settled(app, pilot)
        assert [entry.text for entry in session.journal.entries()] == ["Three."]
        await pilot.press("enter")
        assert said(app) == ""
    async with run_open(HistoryScreen) as (app, pilot):
        await pilot.press("u")
        await settled(app, pilot)
        assert app.screen.entry.id == second
        await pilot.press("u")
        await settled(app, pilot)
        assert app.screen.entry.id == first
        await pilot.press("u")
        await settled(app, pilot)
        assert len(session.journal.entries()) == 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_what_is_brought_back_takes_no_page_away_that_is_read(
    run_open: Run, settled: Run, session: Workspace, size: tuple[int, int]
) -> None:
    """At once it comes back before one; where another entry was opened since, that stays, and it is in the list."""
    write(session, "One.", "Two.", "Three.")
    async with run_open(HistoryScreen, size=size) as (app, pilot):
        await pilot.press("enter", "delete")
        await settled(app, pilot)
        await pilot.press("u")
        await settled(app, pilot)
        assert (app.screen.entry.text, said(app)) == ("One.", IS_BACK)
        await pilot.press("escape", "delete")
        await settled(app, pilot)
        await pilot.press("down", "enter", "u")
        await settled(app, pilot)
        assert (app.screen.entry.text, said(app)) == ("Three.", BACK_IN_LIST)
        assert app.screen.reader.has_focus
        assert len(session.journal.entries()) == 3


async def test_help_names_the_key_that_deletes(run_open: Run, session: Workspace) -> None:
    """The line of keys has no room for it, so it stands with the key that brings back."""
    write(session, "One.")
    async with run_open(HistoryScreen) as (app, _pilot):
        keys = {item.action.id: item.keys[0] for item in actions.usable(app.screen) if item.keys}
        assert (keys["delete-entry"], keys["bring-back"]) == ("Del", "u")


@pytest.mark.parametrize(("keyboard", "keys"), [("any", "123456789"), ("azerty", "&é\"'(-è_ç")])
async def test_digits_are_named_as_the_keyboard_has_them(
    run_open: Run, session: Workspace, keyboard: str, keys: str
) -> None:
    """In a list that is chosen from by number, and beside what shows everything again."""
    write(session, "One.", starred=True)
    async with run_open() as (app, pilot):
        app.settings = app.settings._replace(keyboard=keyboard)
        await app.push_screen(HistoryScreen(session))
        everything = {"any": "0", "azerty": "à"}[keyboard]
        await pilot.press("s")
        assert f"{everything} shows all" in screen_text(app)
        await pilot.press("s", "d")
        await pilot.pause()
        listed = screen_text(app)
        assert all(f"{key}  {name}" in listed for key, name in zip(keys, COMMON, strict=True))
        await pilot.press(key(keys[0].encode()).key)
        await pilot.pause()
        assert f"{everything} shows everything again" in screen_text(app)


async def test_a_refused_delete_keeps_everything(
    run_open: Run, settled: Run, session: Workspace, memory: TransactionalMemory
) -> None:
    """When the disk refuses, the entry stays in the list and the reason is told."""
    write(session, "One.")
    async with run_open(HistoryScreen) as (app, pilot):
        memory.refuse = NotSaved("The disk is full.")
        await pilot.press("delete")
        await settled(app, pilot)
        assert said(app) == "The disk is full."
        assert "One." in screen_text(app)
        assert not session.removed


async def test_a_later_note_is_read_under_its_entry(run_open: Run, settled: Run, session: Workspace) -> None:
    """N writes a note about the entry; it is read beneath it, under its own date."""
    (entry_id,) = write(session, "The bath.")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("n")
        assert isinstance(app.screen, EditorScreen)
        await pilot.press(*"Still true.", "ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert session.journal.notes_about(entry_id)[0].text == "Still true."
        assert app.screen.entry.id == entry_id
        assert app.screen.reader.text.endswith("  Today, 21:40\n  Still true.")


async def test_an_edit_is_seen_at_once(run_open: Run, settled: Run, session: Workspace) -> None:
    """E changes the entry; the list and the reader show the change, the cursor stays."""
    write(session, "One.", "Two")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("down", "e", *", changed.", "ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.entry.text == "Two, changed."
        assert "Two, changed." in screen_text(app)


async def test_captures_from_another_window_appear(run_open: Run, session: Workspace) -> None:
    """News of the journal is drawn without a key, and the cursor stays on its entry."""
    (entry_id,) = write(session, "One.")
    async with run_open(HistoryScreen) as (app, pilot):
        session.journal.save(new_entry(session.clock(), "Captured."))
        app.screen.post_message(HistoryScreen.JournalChanged())
        await pilot.pause()
        assert "Captured." in screen_text(app)
        assert app.screen.entry.id == entry_id


async def test_nothing_here_can_be_selected(run_open: Run, session: Workspace) -> None:
    """Private words are not selected into the terminal's clipboard."""
    write(session, "One.")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, _pilot):
        assert not app.screen.ALLOW_SELECT
        assert not app.screen.rows.allow_select
        assert not app.screen.reader.allow_select


async def test_a_search_finds_practice_by_what_was_around_it(run_open: Run, session: Workspace) -> None:
    """Where it is left out otherwise, too; the heading says so, and without entries it says where practice is."""
    session.keep_records(day(1).mapping(around=("door locked", "warm")))
    async with run_open(HistoryScreen) as (app, pilot):
        assert "p shows the practice" in screen_text(app)
        await pilot.press("slash", *"locked")
        await pilot.pause()
        assert "0 entries, 1 practice by what was around" in screen_text(app)
        assert "discomfort 1" in screen_text(app)
        await pilot.press("x")
        await pilot.pause()
        assert "Nothing found" in screen_text(app)


async def test_practice_stays_shown_until_the_lock(run_open: Run, session: Workspace) -> None:
    """Whoever leaves the page and comes back finds what was shown before."""
    session.keep_records(day(1).mapping())
    async with run_open(size=(80, 24)) as (app, pilot):
        await pilot.press("f3", "p")
        await pilot.pause()
        await pilot.press("f2", "f3")
        await pilot.pause()
        assert app.screen.entry_query.count == "0 entries, 1 practice"


async def test_a_page_has_the_classes_of_its_window_before_it_is_laid_out(run_open: Run, session: Workspace) -> None:
    """So that it is styled and drawn once, and what is seen first is what stays."""
    first: list[frozenset[str]] = []

    class Page(OpenScreen[None]):
        def on_mount(self) -> None:
            """See which are there by now."""
            first.append(self.classes)

    for size, classes in (((40, 12), {"-narrow", "-low"}), ((120, 40), {"-wide", "-tall"})):
        async with run_open(Page, size=size) as (app, _):
            assert first.pop() >= classes
            assert app.screen.classes >= classes
