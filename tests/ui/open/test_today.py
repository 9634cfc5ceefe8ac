"""Today: the cursor is in tonight's question, one key saves, nothing stands before it."""

from __future__ import annotations

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

    from comfort_journal.ui.open.core.workspace import Workspace
    from conftest import DraftsInMemory, TransactionalMemory

SIZES = [(80, 24), (120, 40), (40, 12)]
SAFE = "What felt safe today?"


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
async def test_after_a_save_only_the_sentence_and_its_day_stand_there(
    run_open: Callable[..., Any], settled: Callable[..., Any], size: tuple[int, int]
) -> None:
    """One sentence, one date, nothing else; Enter leaves and writes nothing."""
    async with run_open(size=size) as (app, pilot):
        app.screen.page.area.insert("The bath was warm. Then I read.")
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert isinstance(app.screen, SavedScreen)
        assert drawn(app).split() == ["Monday", "23", "November", "The", "bath", "was", "warm."]
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
        app.action_palette()
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
        assert "Not finished yet, from yesterday, 21:40." in drawn(app)
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        entry = session.journal.entries()[0]
        assert (entry.at[:16], entry.tags, entry.starred) == ("2026-11-23T21:40", ("bath",), True)


async def test_an_unfinished_change_opens_in_the_editor(run_open: Callable[..., Any], session: Workspace) -> None:
    """A change and a note that were left unsaved come back too, each in an editor of its own over Today."""
    old = new_entry(session.clock() - timedelta(days=9), "warm feet")
    session.journal.save(old)
    keep(session, replace(session.buffer_of(old), text="warm hands", at=session.clock() - timedelta(minutes=2)))
    keep(session, replace(session.note_about(old), text="looking back", at=session.clock() - timedelta(minutes=1)))
    async with run_open() as (app, pilot):
        assert isinstance(app.screen, EditorScreen)
        assert app.screen.page.area.text == "looking back"
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.page.area.text == "warm hands"
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


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
