"""Claims about what is done with one entry (find in it, copy, count, move it to another day), and with a tag."""

from __future__ import annotations

import time
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.entries import new_entry
from tests.ui.open.test_history import said, screen_text
from textual.widgets import OptionList, Static

from comfort_journal.errors import NotSaved
from comfort_journal.journal import Filter
from comfort_journal.ui import actions, terminal
from comfort_journal.ui.open.core import clipboard
from comfort_journal.ui.open.core.dialogs import NO_NAME, Ask, Choose
from comfort_journal.ui.open.core.note_to_self import FOR_HARD_DAYS
from comfort_journal.ui.open.history.find_bar import FindBar, FindInput
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.reader_screen import ReaderScreen
from comfort_journal.ui.open.history.tags_screen import FOR_HARD, ONE_TAG, TagsScreen
from comfort_journal.ui.open.write.moment_question import UP_TO_NOW
from comfort_journal.ui.widgets.row_list import EntryList
from comfort_journal.ui.widgets.text_view import ColumnView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from comfort_journal.records import Entry
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.history.entry_screen import EntryScreen
    from conftest import TransactionalMemory

Run = "Callable[..., Any]"
LONG = "\n\n".join(["Warm bath. Then rest.", *["A line of its own."] * 60, "The WARM bath again.", "Bath, warm."])


def write(session: Workspace, text: str, days_ago: int = 1, **fields: Any) -> str:  # noqa: ANN401  the record's own
    """Save one entry of an evening and return its id."""
    entry = new_entry(session.clock() - timedelta(days=days_ago), text, **fields)
    session.journal.save(entry)
    return entry.id


def reading(session: Workspace) -> ReaderScreen:
    """Return reading mode, at the newest entry."""
    entries = session.journal.entries()
    return ReaderScreen(session, entries, entries[0].id)


async def choose(app: MainApp, pilot: Pilot[int], name: str) -> None:
    """Do what the palette finds under a name."""
    await pilot.press("ctrl+p", *name, "enter")
    await pilot.pause()


def marked(app: MainApp) -> list[str]:
    """Return what is marked in the entry."""
    return [line.text[slice(*mark)] for line in app.screen.query_one(ColumnView)._lines for mark in line.marks]


def at_place(app: MainApp) -> str:
    """Return what stands beside the line in which words are looked for."""
    return str(app.screen.query_one("#places", Static).visual)


# -- find


@pytest.mark.parametrize("make", [HistoryScreen, reading])
@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_words_are_found_in_the_entry_that_is_read(
    run_open: Run,
    session: Workspace,
    make: Any,  # noqa: ANN401  makes a screen
    size: tuple[int, int],
) -> None:
    """As they stand, without case; each place is gone to in turn and round again, counted; Esc leaves no mark."""
    write(session, LONG)
    async with run_open(make, size=size) as (app, pilot):
        column = app.screen.query_one(ColumnView)
        await pilot.press(*(["enter"] if make is HistoryScreen else []), "slash", *"warm bath")
        assert isinstance(app.focused, FindInput)
        assert marked(app)[:1] == ["Warm bath"]
        assert at_place(app) == "1 of 2"
        assert column.scroll_y == 0
        await pilot.press("enter")
        assert at_place(app) == "2 of 2"
        assert "The WARM bath again." in screen_text(app)
        assert marked(app) == ["Warm bath", "WARM bath"]
        await pilot.press("enter")
        assert at_place(app) == "1 of 2"
        assert "Then rest." in screen_text(app)
        await pilot.press("up")
        assert "The WARM bath again." in screen_text(app)
        await pilot.press(*"!!")
        assert at_place(app) == "not found"
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.query(FindBar)
        assert app.focused is column
        assert marked(app) == []


async def test_the_place_that_one_is_at_stands_out_from_the_others(run_open: Run, session: Workspace) -> None:
    """One place only is drawn as the one."""
    write(session, "rest and rest and rest")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("enter", "slash", *"rest", "down")
        column = app.screen.query_one(ColumnView)
        here = column._style("here").bgcolor
        drawn = [s for y in range(10) for s in column.render_line(y) if s.style and s.style.bgcolor == here]
        assert [segment.text for segment in drawn] == ["rest"]
        assert at_place(app) == "2 of 3"


async def test_the_marks_of_a_search_come_back_after_finding_in_an_entry(run_open: Run, session: Workspace) -> None:
    """What the list was searched for is marked again."""
    write(session, "the kettle sang softly")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("slash", *"kettle", "enter", "enter", "slash", *"soft")
        assert marked(app) == ["soft"]
        await pilot.press("escape")
        await pilot.pause()
        assert marked(app) == ["kettle"]


async def test_another_entry_is_looked_through_for_the_same_words(run_open: Run, session: Workspace) -> None:
    """Where the page turns to another entry meanwhile, they are counted in that one."""
    write(session, "rest", 1)
    write(session, "rest and rest", 2)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("enter", "slash", *"rest")
        assert at_place(app) == "1 of 1"
        app.screen.rows.cursor = 1
        await pilot.pause()
        assert at_place(app) == "1 of 2"


async def test_whoever_goes_elsewhere_has_done_finding(run_open: Run, session: Workspace) -> None:
    """The line goes with the focus, but stays under help."""
    write(session, "rest")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("enter", "slash", *"rest", "f1", "escape")
        await pilot.pause()
        assert isinstance(app.focused, FindInput)
        await pilot.click(EntryList, offset=(5, 5))
        await pilot.pause()
        assert not app.screen.query(FindBar)
        assert isinstance(app.focused, EntryList)
        assert marked(app) == []


async def test_nothing_is_found_in_a_folded_entry(run_open: Run, session: Workspace) -> None:
    """Nor copied nor counted, until it is opened."""
    write(session, "Hidden words.", folded=True)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("enter", "slash")
        assert not app.screen.query(FindBar)
        for name in ("find-in-entry", "copy-entry", "count-entry-words"):
            assert "folded" in app.screen.why_not(name)
        await pilot.press("enter", "slash", *"hidden")
        assert at_place(app) == "1 of 1"


# -- copy


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was written to the terminal apart from pages."""
    written: list[str] = []
    monkeypatch.setattr(terminal, "write_now", lambda _app, sequence: written.append(sequence))
    return written


def rows_of(app: MainApp) -> list[str]:
    """Return the screen as it is drawn, row by row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def copied(sequence: str) -> str:
    """Return the text in a sequence for the clipboard."""
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x1b\\")
    return b64decode(sequence[len("\x1b]52;c;") : -2], validate=True).decode()


@pytest.mark.parametrize("make", [HistoryScreen, reading])
async def test_an_entry_is_copied_after_its_owner_agreed_once(
    run_open: Run,
    session: Workspace,
    handed: list[str],
    make: Any,  # noqa: ANN401  makes a screen
) -> None:
    """Nothing is handed over before; Esc and the first answer copy nothing; a second copy does not ask again."""
    write(session, "The bath. \N{WHITE SMILING FACE}\r\nLong \x1b[201~warm.\n")
    async with run_open(make, size=(120, 40)) as (app, pilot):
        for answer in (("C", "escape"), ("C", "enter")):
            await pilot.press(*answer)
            assert handed == []
        await pilot.press("C")
        assert isinstance(app.screen, Choose)
        assert clipboard.WHERE_IT_GOES in " ".join(str(app.screen.query_one("#question", Static).visual).split())
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("C")
        assert not isinstance(app.screen, Choose)
        assert [copied(each) for each in handed] == ["The bath. \N{WHITE SMILING FACE}\nLong ␛[201~warm.\n"] * 2


@pytest.mark.parametrize("make", [HistoryScreen, reading])
async def test_lines_that_are_selected_are_copied_and_nothing_else(
    run_open: Run,
    session: Workspace,
    handed: list[str],
    make: Any,  # noqa: ANN401  makes a screen
) -> None:
    """Shift and the arrows select lines, copied as they were written; Esc lets go of them before it leaves."""
    session.may_copy = True
    words = " ".join(f"word{number}" for number in range(30))
    write(session, f"{words}\n\nAnother day.")
    async with run_open(make, size=(120, 40)) as (app, pilot):
        if make is HistoryScreen:
            await pilot.press("enter")
        shown = app.screen
        await pilot.press(*["shift+down"] * 2, "C")
        assert (two := copied(handed.pop())) != words
        assert words.startswith(two)
        await pilot.press(*["shift+down"] * 30, *["shift+up"], "C")
        assert copied(handed.pop()) == f"{words}\n"
        await pilot.press("escape", "C")
        assert app.screen is shown
        assert copied(handed.pop()) == f"{words}\n\nAnother day."


async def test_dragging_selects_lines_and_a_click_alone_selects_none(
    run_open: Run, session: Workspace, handed: list[str]
) -> None:
    """The pointer goes from the first line of the words to their last one."""
    session.may_copy = True
    write(session, "One.\nTwo.\nThree.\nFour.")
    async with run_open(reading, size=(80, 24)) as (app, pilot):
        rows = {line.strip(): y for y, line in enumerate(rows_of(app))}
        await pilot.mouse_down(offset=(20, rows["Two."]))
        await pilot.hover(offset=(20, rows["Three."]))
        await pilot.mouse_up(offset=(20, rows["Three."]))
        await pilot.press("C")
        assert copied(handed.pop()) == "Two.\nThree."
        await pilot.click(offset=(20, rows["One."]))
        await pilot.press("C")
        assert copied(handed.pop()) == "One.\nTwo.\nThree.\nFour."


async def test_what_was_copied_is_told_without_a_promise(run_open: Run, session: Workspace, handed: list[str]) -> None:
    """A terminal never says whether it took it; a text too long for one is not handed over, and that is said."""
    session.may_copy = True
    write(session, "x" * clipboard.LONGEST)
    write(session, "\N{WHITE SMILING FACE}" + "x" * (clipboard.LONGEST - 2), 2)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press("C")
        assert len(copied(handed.pop())) == clipboard.LONGEST
        assert "if your terminal allows it" in said(app)
        await pilot.press("down", "C")
        assert handed == []
        assert said(app) == clipboard.TOO_LONG


async def test_what_is_selected_while_writing_is_copied_or_else_everything(
    run_open: Run, session: Workspace, handed: list[str]
) -> None:
    """By the palette alone: the key that copies inside the text hands nothing over."""
    session.may_copy = True
    async with run_open() as (app, pilot):
        assert app.screen.why_not("copy-page") == "Nothing is written here yet."
        await pilot.press(*"warm feet", "shift+left", "shift+left", "ctrl+shift+c")
        assert handed == []
        await choose(app, pilot, "copy to the")
        assert copied(handed.pop()) == "et"
        await pilot.press("right")
        await choose(app, pilot, "copy to the")
        assert copied(handed.pop()) == "warm feet"


# -- count


async def test_words_are_counted_when_it_is_asked(run_open: Run, session: Workspace) -> None:
    """By the palette, and in no other place."""
    write(session, "One, two — three.")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        assert "3 words" not in screen_text(app)
        await choose(app, pilot, "count words")
        assert said(app) == "This entry has 3 words."


# -- day and hour


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this computer stand where summer has another offset than winter."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("yesterday 20:15", "2026-11-22T20:15:00+01:00"),
        ("3 July at 9pm", "2026-07-03T21:00:00+02:00"),
        ("2025-12-31 23:59", "2025-12-31T23:59:00+01:00"),
        ("21:39", "2026-11-21T21:39:00+01:00"),
        ("today 02:30", "2026-11-23T02:30:00+01:00"),
    ],
)
async def test_an_entry_is_given_another_day_and_hour_in_words(
    run_open: Run, settled: Run, session: Workspace, words: str, at: str
) -> None:
    """With this computer's offset on that day; all else of the entry stays, and a sentence says what changed."""
    entry_id = write(session, "Here.", 2, tags=("calm",), starred=True)
    write(session, "Another.", 3)
    before = session.journal.get(entry_id)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await choose(app, pilot, "change day")
        assert isinstance(app.screen, Ask)
        assert "Saturday 21 November 2026, 21:40" in screen_text(app)
        await pilot.press(*words, "enter")
        await settled(app, pilot)
        after: Entry = session.journal.get(entry_id)
        assert after.at == at
        assert (after.text, after.tags, after.starred) == (before.text, before.tags, before.starred)
        assert app.screen.entry == after
        assert said(app).startswith("It was from Saturday 21 November 2026, 21:40, and is now from ")
        assert len(session.journal.entries()) == 2


@pytest.mark.usefixtures("in_berlin")
async def test_an_entry_is_never_moved_into_the_future(run_open: Run, settled: Run, session: Workspace) -> None:
    """Not by a minute; what cannot be read is answered with examples, and both keep what was typed."""
    entry_id = write(session, "Here.")
    before = session.journal.get(entry_id)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await choose(app, pilot, "change day")
        for words in ("today 21:41", "someday", "9999-12-31 09:00"):
            app.screen.line.value = ""
            await pilot.press(*words, "enter")
            assert " ".join(said(app).split()) == UP_TO_NOW
            assert app.screen.line.value == words
        app.screen.line.value = ""
        await pilot.press(*"today 21:40", "enter")
        await settled(app, pilot)
        assert session.journal.get(entry_id).at == "2026-11-23T21:40:00+01:00"
        assert session.journal.get(entry_id).text == before.text


@pytest.mark.usefixtures("in_berlin")
async def test_of_two_nights_one_is_chosen(run_open: Run, settled: Run, session: Workspace) -> None:
    """An hour before 04:00 can be that of two days; Esc changes nothing."""
    entry_id = write(session, "Awake.")
    before = session.journal.get(entry_id)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        await choose(app, pilot, "change day")
        await pilot.press(*"20 November 02:30", "enter", "escape")
        await settled(app, pilot)
        assert session.journal.get(entry_id) == before
        await choose(app, pilot, "change day")
        await pilot.press(*"20 November 02:30", "enter")
        await pilot.pause()
        assert "Friday 20 November 2026, 02:30 at night" in screen_text(app)
        assert "Thursday 19 November 2026, 02:30 at night" in screen_text(app)
        await pilot.press("2")
        await settled(app, pilot)
        assert session.journal.get(entry_id).at == "2026-11-20T02:30:00+01:00"


async def test_a_refused_move_changes_nothing(
    run_open: Run, settled: Run, session: Workspace, memory: TransactionalMemory
) -> None:
    """And says why."""
    entry_id = write(session, "Here.")
    before = session.journal.get(entry_id)
    async with run_open(HistoryScreen, size=(120, 40)) as (app, pilot):
        memory.refuse = NotSaved("The disk is full.")
        await choose(app, pilot, "change day")
        await pilot.press(*"2 days ago", "enter")
        await settled(app, pilot)
        assert said(app) == "The disk is full."
        assert session.journal.get(entry_id) == before == app.screen.entry


# -- tags


def listed(app: MainApp) -> list[str]:
    """Return the rows of the tags."""
    options = app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]


def tagged(session: Workspace) -> None:
    """Save entries with three tags, one of them in one entry that is folded."""
    for number, tags in enumerate((["Sleep"], ["slep", "sleep"], ["slep"], ["rest [/]", "sleep"]), start=1):
        write(session, f"{number}", number, tags=tags, folded=number == 3)


async def test_tags_stand_with_their_counts_and_are_narrowed_by_letters(run_open: Run, session: Workspace) -> None:
    """The most used first; choosing one shows exactly so many entries."""
    tagged(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await pilot.press("t")
        assert listed(app) == ["sleep  3", "slep  2", "rest [/]  1"]
        assert "Enter choose" in screen_text(app)
        await pilot.press(*"SLÉ")
        assert listed(app) == ["sleep  3", "slep  2"]
        await pilot.press(*"pp")
        assert listed(app) == []
        assert "No tag with these letters." in screen_text(app)
        await pilot.press("escape", "enter")
        assert app.screen.entry_query.wanted.tag == "sleep"
        assert len(app.screen.entry_query.entries) == 3


async def test_a_tag_is_renamed_everywhere_from_the_list(run_open: Run, settled: Run, session: Workspace) -> None:
    """The list shows it at once, the folded entry has it too, and it is said that renaming back undoes it."""
    tagged(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await choose(app, pilot, "rename a tag")
        await pilot.press("down", "enter", *"nights", "enter")
        await settled(app, pilot)
        assert listed(app) == ["sleep  3", "nights  2", "rest [/]  1"]
        assert app.screen.query_one(OptionList).highlighted == 1
        assert " ".join(said(app).split()) == (
            "2 entries changed from “slep” to “nights”. Renaming it back undoes this."
        )
        await pilot.press("enter", *"a, b", "enter")
        assert said(app) == ONE_TAG
        await pilot.press("escape", "escape", "t", "down", "enter")
        assert [entry.text for entry in app.screen.entry_query.entries] == ["2", "3"]
    assert len(session.journal.entries(Filter(tag="nights"))) == 2


async def test_letters_only_narrow_the_tags_and_enter_renames_the_one_left(
    run_open: Run, settled: Run, session: Workspace
) -> None:
    """No letter of a name is a command; an empty name says that nothing was done, and Esc leaves all as it was."""
    tagged(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await choose(app, pilot, "rename a tag")
        assert "Enter rename" in screen_text(app)
        await pilot.press(*"sleep", "enter")
        assert "What shall “sleep” be called?" in screen_text(app)
        assert app.screen.line.value == "sleep"
        await pilot.press("backspace", "enter")
        assert said(app) == NO_NAME
        await pilot.press(*"rest", "enter")
        await settled(app, pilot)
    assert sorted(session.journal.tag_counts().items()) == [("rest", 3), ("rest [/]", 1), ("slep", 2)]


async def test_a_rename_onto_another_tag_joins_them_and_says_so(
    run_open: Run, settled: Run, session: Workspace
) -> None:
    """By the palette, spelt as the other one is; the history goes on showing the tag that it showed."""
    tagged(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await pilot.press("t", "down", "enter")
        assert app.screen.entry_query.wanted.tag == "slep"
        await choose(app, pilot, "rename a tag")
        assert isinstance(app.screen, TagsScreen)
        await pilot.press("down", "enter", *"SLEEP", "enter")
        await settled(app, pilot)
        assert listed(app) == ["sleep  4", "rest [/]  1"]
        assert " ".join(said(app).split()) == (
            "2 entries changed from “slep” to “sleep”. 3 entries had “sleep” before; "
            "renaming it back would change those too."
        )
        await pilot.press("escape")
        assert app.screen.entry_query.wanted.tag == "sleep"
        assert len(app.screen.entry_query.entries) == 4


async def test_a_refused_rename_changes_no_tag(
    run_open: Run, settled: Run, session: Workspace, memory: TransactionalMemory
) -> None:
    """And says why."""
    tagged(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        memory.refuse = NotSaved("The disk is full.")
        await choose(app, pilot, "rename a tag")
        await pilot.press("enter", *"nights", "enter")
        await settled(app, pilot)
        assert listed(app) == ["sleep  3", "slep  2", "rest [/]  1"]
        assert said(app) == "The disk is full."


async def test_unsaved_words_keep_the_old_tag_and_that_is_said(run_open: Run, settled: Run, session: Workspace) -> None:
    """Nothing reaches into what is being written."""
    tagged(session)
    page = replace(session.new_buffer(), text="On the page.", tags=("Slep",), at=session.clock())
    session.lay(lambda: page)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await choose(app, pilot, "rename a tag")
        await pilot.press("down", "enter", *"nights", "enter")
        await settled(app, pilot)
        assert "What is not saved yet still has “slep”." in " ".join(said(app).split())


async def test_the_tag_of_a_note_for_hard_days_is_not_renamed(run_open: Run, session: Workspace) -> None:
    """It is what has the entry shown after a hard session; Enter says so."""
    write(session, "You did this before.", tags=("For-Hard-Days",))
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await choose(app, pilot, "rename a tag")
        await pilot.press("enter")
        assert " ".join(said(app).split()) == FOR_HARD


async def test_a_rename_to_the_tag_of_hard_days_promises_no_way_back(
    run_open: Run, settled: Run, session: Workspace
) -> None:
    """That tag is not renamed, so what is said is what it does and which key takes it back."""
    tagged(session)
    async with run_open(HistoryScreen, size=(80, 24)) as (app, pilot):
        await choose(app, pilot, "rename a tag")
        await pilot.press("down", "enter", *FOR_HARD_DAYS, "enter")
        await settled(app, pilot)
        assert " ".join(said(app).split()) == f"2 entries changed from “slep” to “{FOR_HARD_DAYS}”. {FOR_HARD}"


async def test_renaming_a_tag_can_be_reached_from_everywhere(run_open: Run, session: Workspace) -> None:
    """The palette of Today leads to it."""
    tagged(session)
    async with run_open() as (app, pilot):
        await choose(app, pilot, "rename a tag")
        await pilot.pause()
        assert isinstance(app.screen, TagsScreen)


async def test_no_key_of_these_writes_on_a_journal_that_can_only_be_read(
    run_open: Run,
    session: Workspace,
    vault: Any,  # noqa: ANN401  the one in memory
) -> None:
    """They say why; finding, counting and copying go on."""
    tagged(session)
    vault.why_read_only = NotSaved("It can only be read now.")
    async with run_open(HistoryScreen, size=(120, 40)) as (app, _pilot):
        screen: EntryScreen[None] = app.screen
        reasons = {item.action.id: item.reason for item in actions.usable(screen)}
        assert reasons["change-moment"] == reasons["rename-tag"] == "It can only be read now."
        assert reasons["copy-entry"] is reasons["count-entry-words"] is None
