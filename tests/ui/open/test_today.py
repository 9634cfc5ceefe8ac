"""Today: the cursor is in tonight's question, one key saves, nothing stands before it."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.entries import new_entry
from tests.ui.open.conftest import EVENING
from tests.ui.open.desk import keep
from textual import events

from comfort_journal.errors import ChangesMissing, NotSaved
from comfort_journal.records import to_document
from comfort_journal.ui.open.history.calendar_screen import CalendarScreen
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.reader_screen import ReaderScreen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.write.editor_screen import EditorScreen, edit
from comfort_journal.ui.open.write.saved_screen import SavedScreen
from comfort_journal.ui.widgets.action_palette import ActionPalette

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import MemoryVault, Wall
    from textual.screen import Screen

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from comfort_journal.ui.open.core.workspace import Workspace
    from conftest import DraftsInMemory, TransactionalMemory

SIZES = [(80, 24), (120, 40), (40, 12)]
SAFE = "What felt safe today?"
FIRST = ("Ctrl+S saves what you write here.", "F4 leads to the plan and its timer.", "Ctrl+L hides everything.")


def drawn(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what stands on the screen, as text."""
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line)[:width] for line in lines[:height])


@pytest.mark.parametrize("size", SIZES)
async def test_typing_and_one_key_save(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """After the unlock the first key already writes, and Ctrl+S saves it under tonight's question."""
    async with run_open(size=size) as (app, pilot):
        await pilot.press(*"Warm.", "ctrl+s")
        await settled(app, pilot)
        entry = session.journal.entries()[0]
        assert (entry.text, entry.prompt) == ("Warm.", SAFE)
        assert entry.at == "2026-11-23T21:40:00+01:00"
        assert entry.source == "app"


@pytest.mark.parametrize("size", SIZES)
async def test_after_a_save_only_that_and_the_sentence_and_its_day_stand_there(
    run_open: Callable[..., Any], settled: Callable[..., Any], size: tuple[int, int]
) -> None:
    """That it is saved, one date, one sentence, how to go on, nothing else; Enter leaves and writes nothing."""
    async with run_open(size=size) as (app, pilot):
        app.screen.page.area.insert("The bath was warm. Then I read.")
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, SavedScreen)
        assert " ".join(drawn(app).split()) == "Saved. Monday 23 November The bath was warm. … Any key goes on."
        await pilot.press("enter")
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.text == ""
        assert app.screen.page.area.has_focus


async def test_no_key_is_lost_on_the_sentence(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """What is typed or pasted right after a save stands on the next page in its order; a named key does its work."""
    async with run_open() as (app, pilot):
        for typed in ("Tea.", "Rain fell."):
            await pilot.press(*typed, "ctrl+s")
            await settled(app, pilot)
            assert isinstance(app.screen, SavedScreen)
        for character in "and s":
            app.post_message(events.Key(character, character))
        await settled(app, pilot)
        assert app.screen.page.area.text == "and s"
        app.push_screen(SavedScreen(session, session.journal.entries()[0]))
        await pilot.pause()
        app.post_message(events.Paste("now: "))
        app.post_message(events.Key("x", "x"))
        await settled(app, pilot)
        assert app.screen.page.area.text == "and snow: x"
        app.push_screen(SavedScreen(session, session.journal.entries()[0]))
        await pilot.press("f3")
        await settled(app, pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert sorted(entry.text for entry in session.journal.entries()) == ["Rain fell.", "Tea."]


async def test_the_sentence_goes_by_itself(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """Nobody has to press a key."""
    entry = new_entry(session.clock(), "Warm.")
    async with run_open() as (app, pilot):
        await app.push_screen(SavedScreen(session, entry, seconds=0.01))
        await settled(app, pilot)
        await pilot.pause(0.05)
        assert isinstance(app.screen, TodayScreen)


async def test_the_sentence_goes_from_under_nothing(run_open: Callable[..., Any], session: Workspace) -> None:
    """While anything is over it, its time may pass; a key leaves it afterwards."""
    async with run_open() as (app, pilot):
        kept = SavedScreen(session, new_entry(session.clock(), "Warm."))
        await app.push_screen(kept)
        await app.action_palette()
        await pilot.pause()
        assert isinstance(app.screen, ActionPalette)
        kept._leave()
        await pilot.pause()
        assert isinstance(app.screen, ActionPalette)
        await pilot.press("escape", "x")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_nothing_is_saved_from_an_empty_page(run_open: Callable[..., Any], session: Workspace) -> None:
    """Ctrl+S on a blank page does nothing at all."""
    async with run_open() as (app, pilot):
        await pilot.press("space", "ctrl+s")
        await app.workers.wait_for_complete()
        assert session.journal.entries() == []
        assert isinstance(app.screen, TodayScreen)


async def test_several_entries_a_day_are_fine(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """The earlier ones of the programme day stand quietly below, the newest first, and not yesterday's."""
    for hours, text in ((40, "before yesterday"), (3, "the bath"), (20, "at half past one")):
        session.journal.save(new_entry(wall() - timedelta(hours=hours), text))
    async with run_open() as (app, pilot):
        await pilot.press(*"tea", "ctrl+s")
        await settled(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        said = drawn(app)
        assert said.index("21:40  tea") < said.index("18:40  the bath")
        assert "half past one" not in said


async def test_the_day_turns_at_four(run_open: Callable[..., Any], wall: Wall) -> None:
    """At half past one the page is still the evening's, and says until when."""
    wall.now = wall.now.replace(day=24, hour=1, minute=30)
    async with run_open(size=(40, 12)) as (app, _):
        assert "Monday 23 November, until 04:00" in drawn(app)


async def test_the_day_turns_under_the_words(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """Midnight and four come while one writes: the heading follows, words and cursor stay, and the last word dates."""
    async with run_open() as (app, pilot):
        session.journal.save(new_entry(wall(), "the bath"))
        await pilot.press(*"warm feet", "left")
        assert "until" not in drawn(app)
        assert app.screen.page.buffer.at == EVENING
        wall.now = wall.now.replace(day=24, hour=0, minute=1)
        app.screen._look_if_seen()
        await settled(app, pilot)
        assert "Monday 23 November, until 04:00" in drawn(app)
        assert "the bath" in drawn(app)
        wall.now = wall.now.replace(hour=4, minute=0)
        app.screen.look_around()
        await settled(app, pilot)
        assert "Tuesday 24 November " in drawn(app)
        assert "the bath" not in drawn(app)
        assert (app.screen.page.area.text, app.screen.page.area.cursor_location) == ("warm feet", (0, 8))
        assert app.screen.page.area.has_focus
        assert app.screen.page.buffer.at == EVENING
        await pilot.press("y", "ctrl+s")
        await settled(app, pilot)
        assert session.journal.entries()[0].at[:16] == "2026-11-24T04:00"


@pytest.mark.parametrize("page", [HistoryScreen, CalendarScreen, ReaderScreen, EditorScreen])
async def test_every_page_that_says_today_turns_with_the_day(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, wall: Wall, page: type[Screen[Any]]
) -> None:
    """What was today's is called yesterday's when four has passed, while the page stands there."""
    entry = new_entry(wall(), "the bath")
    session.journal.save(entry)
    make = {
        CalendarScreen: lambda opened: CalendarScreen(opened, opened.today),
        ReaderScreen: lambda opened: ReaderScreen(opened, [entry], entry.id),
        EditorScreen: lambda opened: edit(opened, entry),
    }
    async with run_open(make.get(page, page)) as (app, pilot):
        await settled(app, pilot)
        before = drawn(app)
        wall.now = wall.now.replace(day=24, hour=4, minute=0)
        app.screen.look_around()
        await settled(app, pilot)
        if page is CalendarScreen:
            await pilot.press("home")
            assert "Tuesday 24 November" in drawn(app)
        else:
            assert ("Today, 21:40" in before, "Yesterday, 21:40" in drawn(app)) == (True, True)


async def test_earlier_entries_never_take_the_room_of_the_page(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """In a low window the page stands alone."""
    session.journal.save(new_entry(session.clock(), "the bath"))
    async with run_open(size=(40, 12)) as (app, _):
        assert "the bath" not in drawn(app)
        assert app.screen.page.area.size.height >= 3


async def test_a_capture_from_another_window_appears(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, vault: MemoryVault
) -> None:
    """When the window gets the focus the journal looks for captures, and draws them without touching the page."""
    async with run_open() as (app, pilot):
        await pilot.press(*"half")
        vault.arriving = [to_document(new_entry(session.clock(), "from the other window", source="capture"))]
        app.app_focus = False
        app.app_focus = True
        await settled(app, pilot)
        assert "from the other window" in drawn(app)
        assert app.screen.page.area.text == "half"


async def test_what_the_vault_has_to_say_is_not_in_the_way(run_open: Callable[..., Any], vault: MemoryVault) -> None:
    """It stands under the page, once, and the cursor is where it always is."""
    vault.notices = ["1 unfinished save was set aside."]
    async with run_open() as (app, pilot):
        assert "1 unfinished save was set aside." in drawn(app)
        await pilot.press("x")
        assert app.screen.page.area.text == "x"


async def test_markup_and_controls_are_shown_as_text(run_open: Callable[..., Any], session: Workspace) -> None:
    """Neither markup nor an escape sequence in a record does anything on the screen."""
    session.journal.save(new_entry(session.clock(), "[/x] [b] \x1b[31m\u202eabc"))
    async with run_open() as (app, _):
        said = drawn(app)
        assert "[/x] [b] ␛[31m\N{REPLACEMENT CHARACTER}abc" in said
        assert "\x1b" not in said


async def test_a_failed_save_keeps_the_words_everywhere_it_can(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    memory: TransactionalMemory,
    session: Workspace,
) -> None:
    """The text stays on the page, a draft is sealed, one sentence says so, and the next try saves."""
    memory.refuse = NotSaved("The disk is full.")
    async with run_open() as (app, pilot):
        await pilot.press(*"Warm.", "ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.text == "Warm."
        assert "The disk is full." in drawn(app)
        assert "a sealed draft of them" in " ".join(drawn(app).split())
        assert session.is_kept(app.screen.page.buffer)
        memory.refuse = None
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert [entry.text for entry in session.journal.entries()] == ["Warm."]


async def test_when_not_even_a_draft_can_be_sealed_it_is_said(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    memory: TransactionalMemory,
    drafts_in_memory: DraftsInMemory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody is told that words are kept when they are not."""

    def refuse(_name: str, _document: object) -> None:
        raise NotSaved("The disk is full.")

    memory.refuse = NotSaved("The disk is full.")
    monkeypatch.setattr(drafts_in_memory, "save", refuse)
    async with run_open() as (app, pilot):
        await pilot.press(*"Warm.", "ctrl+s")
        await settled(app, pilot)
        assert app.screen.page.area.text == "Warm."
        assert "nowhere else yet" in drawn(app)


async def test_a_vault_that_can_only_be_read_says_so_and_keeps_the_words(
    run_open: Callable[..., Any], settled: Callable[..., Any], vault: MemoryVault, drafts_in_memory: DraftsInMemory
) -> None:
    """Writing goes on; what is written waits as a sealed draft."""
    vault.why_read_only = ChangesMissing("Saved changes are missing from this copy.")
    async with run_open() as (app, pilot):
        assert "Saved changes are missing" in drawn(app)
        await pilot.press(*"Warm.", "ctrl+s")
        await settled(app, pilot)
        assert [draft["text"] for draft in drafts_in_memory.kept.values()] == ["Warm."]
        assert app.screen.page.area.text == "Warm."


async def test_last_nights_unfinished_page_is_back(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """The cursor stands after its last word, and saving keeps last night's moment."""
    keep(session, replace(session.new_buffer(prompt=SAFE), text="half a", tags=("bath",), starred=True, at=wall()))
    wall.now += timedelta(hours=10)
    async with run_open() as (app, pilot):
        assert app.screen.page.area.text == "half a"
        assert app.screen.page.area.cursor_location == (0, 6)
        assert "Unfinished, from yesterday, 21:40" in drawn(app).partition("half a")[0]
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        entry = session.journal.entries()[0]
        assert (entry.at[:16], entry.tags, entry.starred) == ("2026-11-23T21:40", ("bath",), True)


@pytest.mark.parametrize("size", SIZES)
async def test_unfinished_words_wait_behind_the_quiet_line(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """Today comes first; its line names a change or a note that was left unsaved, and one key opens the newest."""
    old = new_entry(session.clock() - timedelta(days=9), "warm feet")
    session.journal.save(old)
    keep(session, replace(session.buffer_of(old), text="warm hands", at=session.clock() - timedelta(minutes=2)))
    keep(session, replace(session.note_about(old), text="looking back", at=session.clock() - timedelta(minutes=1)))
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "Ctrl+N Not saved yet: a later note about Saturday 14 November 2026" in " ".join(drawn(app).split())
        for words, rest in (("looking back", "changes to the entry of"), ("warm hands", "")):
            await pilot.press("ctrl+n")
            await pilot.pause()
            assert isinstance(app.screen, EditorScreen)
            assert app.screen.page.area.text == words
            await pilot.press("escape")
            await settled(app, pilot)
            assert isinstance(app.screen, TodayScreen)
            assert rest in str(app.screen.query_one("#quiet").render())
        assert "Not saved yet" not in str(app.screen.query_one("#quiet").render())
        assert "History opens them at their entry" in str(app.screen.said.visual)


async def test_words_that_were_saved_elsewhere_meanwhile_wait_no_longer(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """The line about a change goes when the change was saved by another way."""
    old = new_entry(session.clock() - timedelta(days=9), "warm feet")
    session.journal.save(old)
    keep(session, replace(session.buffer_of(old), text="warm hands", at=session.clock()))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        session.save(session.buffer_of(old))
        app.screen.look_again()
        await settled(app, pilot)
        assert "Not saved yet" not in str(app.screen.query_one("#quiet").render())


async def test_the_keys_behind_a_save_are_for_the_new_page(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the disk takes, what is typed in one burst after Ctrl+S stands on the next page, all of it."""
    disk, begun = threading.Event(), threading.Event()
    save = session.save

    def slow(buffer: EditBuffer) -> Entry:
        begun.set()
        assert disk.wait(30)
        return save(buffer)

    monkeypatch.setattr(session, "save", slow)
    monkeypatch.setattr("comfort_journal.ui.key_queue.PATIENCE", 30.0)
    async with run_open() as (app, pilot):
        for key in (*"Tea", "ctrl+s", *"Rain"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        while not begun.is_set():
            await pilot.pause()
        await pilot.pause()
        assert app.screen.page.area.text == "Tea"
        disk.set()
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.text == "Rain"
        assert [entry.text for entry in session.journal.entries()] == ["Tea"]


async def test_a_lock_waits_for_no_disk(
    run_open: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+L behind Ctrl+S and a word is carried out while the disk is still busy, and the word is on the page."""
    disk, locked = threading.Event(), asyncio.Event()
    save = session.save

    def slow(buffer: EditBuffer) -> Entry:
        assert disk.wait(30)
        return save(buffer)

    async def lock() -> None:
        locked.set()

    monkeypatch.setattr(session, "save", slow)
    monkeypatch.setattr("comfort_journal.ui.key_queue.PATIENCE", 30.0)
    async with run_open() as (app, pilot):
        monkeypatch.setattr(app, "action_lock_now", lock)
        try:
            for key in (*"Tea", "ctrl+s", *"Rain", "ctrl+l"):
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            await asyncio.wait_for(locked.wait(), 10)
            await pilot.pause()
            assert app.screen.page.area.text == "TeaRain"
        finally:
            disk.set()


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_written_earlier_is_reached_by_arrow_and_changed(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """Down after the last line leads to it, Enter opens it in the editor, Esc goes back, and up leads to the page."""
    for hours, text in ((3, "the bath"), (1, "a walk")):
        session.journal.save(new_entry(session.clock() - timedelta(hours=hours), text))
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        await pilot.press(*"tea", "left", "down", "down")
        await settled(app, pilot)
        assert app.screen.earlier.has_focus
        assert "a walk" in drawn(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EditorScreen)
        await pilot.press(*" was warm", "ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.earlier.has_focus
        assert "the bath was warm" in drawn(app)
        await pilot.press("up", "up")
        assert app.screen.page.area.has_focus
        assert app.screen.page.area.text == "tea"
        await pilot.press("down", "escape")
        assert app.screen.page.area.has_focus


async def test_down_in_the_text_moves_in_the_text(run_open: Callable[..., Any], session: Workspace) -> None:
    """Only after the last character does it lead on; without earlier entries it leads nowhere."""
    async with run_open() as (app, pilot):
        area = app.screen.page.area
        await pilot.press(*"one", "enter", *"two", "up", "home", "down", "down")
        assert (area.has_focus, area.cursor_location) == (True, (1, 3))
        await pilot.press("down")
        assert area.has_focus


async def test_a_click_leads_to_an_earlier_entry(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """The click on the one that has the cursor opens it."""
    for hours, text in ((3, "the bath"), (1, "a walk")):
        session.journal.save(new_entry(session.clock() - timedelta(hours=hours), text))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.click(app.screen.earlier, offset=(8, 1))
        await pilot.click(app.screen.earlier, offset=(8, 1))
        await pilot.pause()
        assert app.screen.page.area.text == "the bath"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("earlier", [0, 3])
async def test_the_question_stands_in_the_upper_third(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, size: tuple[int, int], earlier: int
) -> None:
    """At every height, in a column of at most 72 cells, with what was written earlier right below the page."""
    for hours in range(earlier):
        session.journal.save(new_entry(session.clock() - timedelta(hours=hours), "the bath"))
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        today = app.screen
        assert today.page.prompt_line.region.y <= size[1] // 3
        assert today.page.region.width <= 72
        assert today.page.area.size.height >= 4
        if earlier:
            assert today.earlier.region.y - today.page.region.bottom <= 3
            assert today.earlier.size.height >= 3


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_evening_has_three_lines_and_then_none(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """They name the three keys a newcomer needs, at every size, until something was written."""
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        said = [line.strip() for line in drawn(app).splitlines()]
        for each in FIRST:
            assert each in said
        assert app.screen.page.area.size.height >= 3
        await pilot.press(*"Warm.", "ctrl+s")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert not set(FIRST) & {line.strip() for line in drawn(app).splitlines()}


async def test_f2_on_today_goes_to_the_text(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """From the tags and from what was written earlier alike."""
    session.journal.save(new_entry(session.clock(), "the bath"))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        for away in ("ctrl+t", "down"):
            await pilot.press(away)
            await pilot.pause()
            assert not app.screen.page.area.has_focus
            await pilot.press("f2")
            assert app.screen.page.area.has_focus


async def test_f2_in_the_text_says_nothing(run_open: Callable[..., Any], settled: Callable[..., Any]) -> None:
    """One is there already, and no note lies over the hints."""
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen.page.area.has_focus
        assert not app._notifications


async def test_a_page_can_be_written_for_another_day(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """The heading says for which, what is still to come is refused, and the saved entry has that moment."""
    async with run_open() as (app, pilot):
        await pilot.press(*"the bath", "ctrl+g")
        await pilot.pause()
        await pilot.press(*"tomorrow 21:30", "enter")
        await pilot.pause()
        assert "up to now" in drawn(app)
        app.screen.line.value = "yesterday 18:30"
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Written for yesterday, 18:30" in drawn(app)
        assert "Save it to keep that" in " ".join(drawn(app).split())
        await pilot.press("!", "ctrl+s")
        await settled(app, pilot)
        assert "Sunday 22 November" in drawn(app)
        (saved,) = session.journal.entries()
        assert (saved.text, saved.at[:16]) == ("the bath!", "2026-11-22T18:30")
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen.page.buffer.written_for is None
        assert "Monday 23 November" in drawn(app)


async def test_a_part_of_the_day_has_an_hour_that_is_said_and_a_day_alone_is_asked_for_one(
    run_open: Callable[..., Any], settled: Callable[..., Any]
) -> None:
    """The present minute is never taken for another day; what an evening stands for can be read and changed."""
    async with run_open() as (app, pilot):
        await pilot.press(*"the bath", "ctrl+g")
        await pilot.pause()
        await pilot.press(*"yesterday", "enter")
        await pilot.pause()
        assert "At which hour?" in drawn(app)
        await pilot.press(*" evening", "enter")
        await settled(app, pilot)
        assert "This page is for yesterday, 20:00." in " ".join(drawn(app).split())


async def test_what_was_written_earlier_shows_its_tags_and_where_it_goes_on(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """The page after a save too."""
    entry = new_entry(session.clock(), "Warm bath. Then tea.", tags=("calm",))
    session.journal.save(entry)
    async with run_open(size=(80, 24)) as (app, pilot):
        assert "#calm" in drawn(app)
        app.push_screen(SavedScreen(session, entry))
        await pilot.pause()
        assert "Warm bath. …" in drawn(app)
        assert "#calm" in drawn(app)


async def test_words_are_counted_when_asked(run_open: Callable[..., Any]) -> None:
    """By the palette alone, and said under the page."""
    async with run_open() as (app, pilot):
        await pilot.press(*"a warm bath", "ctrl+p")
        await pilot.pause()
        await pilot.press(*"count words", "enter")
        await pilot.pause()
        assert "3 words on this page." in drawn(app)


async def test_words_typed_while_the_disk_is_busy_are_not_lost(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stay on the page as a change of the entry that was just saved."""
    async with run_open() as (app, pilot):
        today = app.screen
        await pilot.press(*"one")
        buffer = today.page.buffer
        entry = session.save(buffer)
        await pilot.press(*" two")
        today.post_message(today.Saved(buffer, entry))
        await pilot.pause()
        assert app.screen is today
        assert today.page.area.text == "one two"
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert [each.text for each in session.journal.entries()] == ["one two"]


async def test_a_second_save_takes_back_what_was_said_of_the_first(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nobody could see whether it happened."""
    async with run_open() as (app, pilot):
        today = app.screen
        await pilot.press(*"one")
        buffer = today.page.buffer
        entry = session.save(buffer)
        await pilot.press(*" two")
        today.post_message(today.Saved(buffer, entry))
        await pilot.pause()
        assert "still on the page" in str(today.said.visual)
        monkeypatch.setattr(today, "_save", lambda _buffer: None)  # the disk is still busy with the second one
        await pilot.press("ctrl+s")
        assert str(today.said.visual) == ""
        await settled(app, pilot)


async def test_help_names_undo_and_redo(run_open: Callable[..., Any]) -> None:
    """Both stand among the keys of a page that is written on."""
    async with run_open(size=(100, 60)) as (app, pilot):
        await pilot.press("f1")
        await pilot.pause()
        said = drawn(app)
        assert "Ctrl+Z" in said
        assert "Ctrl+Y" in said
