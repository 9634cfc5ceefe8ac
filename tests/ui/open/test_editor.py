"""The editor changes an old entry or writes a note under it; leaving loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.entries import new_entry
from tests.ui.open.desk import keep

from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.write.editor_screen import EditorScreen, edit, note
from comfort_journal.ui.open.write.long_entry_screen import LongEntryScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace
    from conftest import DraftsInMemory


@pytest.fixture
def entry(session: Workspace) -> Entry:
    """Return a saved entry of nine days ago."""
    saved = new_entry(session.clock() - timedelta(days=9), "warm feet", prompt="What felt safe today?", tags=["bath"])
    session.journal.save(saved)
    return saved


async def open_over_today(app: Any, screen: Any) -> list[Any]:  # noqa: ANN401  the app under test
    """Open a screen over Today and return the list in which its result will stand."""
    results: list[Any] = []
    await app.push_screen(screen, results.append)
    return results


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_an_entry_is_changed(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    session: Workspace,
    entry: Entry,
    size: tuple[int, int],
) -> None:
    """The cursor stands after the last word, Ctrl+S saves and goes back with the entry, whose moment stays."""
    async with run_open(size=size) as (app, pilot):
        results = await open_over_today(app, edit(session, entry))
        await pilot.press(*".", "ctrl+s")
        await settled(app, pilot)
        assert (results[0].id, results[0].at, results[0].text) == (entry.id, entry.at, "warm feet.")
        assert session.journal.entries() == results


async def test_a_later_note(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, entry: Entry
) -> None:
    """It is about the entry, carries its own moment, and has no question."""
    async with run_open() as (app, pilot):
        await open_over_today(app, note(session, entry))
        await pilot.press(*"since then", "ctrl+s")
        await settled(app, pilot)
        (saved,) = session.journal.notes_about(entry.id)
        assert (saved.text, saved.at[:10], saved.prompt) == ("since then", "2026-11-23", None)


async def test_leaving_keeps_the_change_as_a_draft(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    session: Workspace,
    entry: Entry,
    drafts_in_memory: DraftsInMemory,
) -> None:
    """Escape asks nothing; the entry is as it was, and opening it again goes on from the draft."""
    async with run_open() as (app, pilot):
        results = await open_over_today(app, edit(session, entry))
        await pilot.press(*"!!", "escape")
        await settled(app, pilot)
        assert results == [None]
        assert session.journal.get(entry.id).text == "warm feet"
        assert [draft["text"] for draft in drafts_in_memory.kept.values()] == ["warm feet!!"]
        await open_over_today(app, edit(session, entry))
        assert app.screen.page.area.text == "warm feet!!"


async def test_leaving_an_unchanged_entry_leaves_nothing(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    session: Workspace,
    entry: Entry,
    drafts_in_memory: DraftsInMemory,
) -> None:
    """Looking is not changing."""
    async with run_open() as (app, pilot):
        await open_over_today(app, edit(session, entry))
        await pilot.press("x", "backspace", "escape")
        await settled(app, pilot)
        assert drafts_in_memory.kept == {}


async def test_letting_go_is_asked_and_escape_keeps(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    session: Workspace,
    entry: Entry,
    drafts_in_memory: DraftsInMemory,
) -> None:
    """No key that leads elsewhere on other pages asks for it, the key twice does not do it, Esc and Enter keep it."""
    async with run_open() as (app, pilot):
        results = await open_over_today(app, edit(session, entry))
        for keys in (["f8", "f8"], ["alt+d", "alt+d", "escape"], ["alt+d", "enter"], ["alt+d", "escape"]):
            await pilot.press(*"!", *keys)
            await settled(app, pilot)
            assert isinstance(app.screen, EditorScreen)
        assert app.screen.page.area.text == "warm feet!!!!"
        await pilot.press("alt+d", "down", "enter")
        await settled(app, pilot)
        assert results == [None]
        assert drafts_in_memory.kept == {}
        assert session.journal.get(entry.id).text == "warm feet"


@pytest.mark.parametrize("words", ["word " * 60_000, "\n" * 200_000], ids=["one line", "empty lines"])
async def test_a_very_long_entry_opens_to_be_read(run_open: Callable[..., Any], session: Workspace, words: str) -> None:
    """It says why, draws a screenful at once, scrolls to its end, and goes back."""
    long = new_entry(session.clock(), words + "the end")
    session.journal.save(long)
    async with run_open() as (app, pilot):
        results = await open_over_today(app, edit(session, long))
        await pilot.pause()
        assert isinstance(app.screen, LongEntryScreen)
        await pilot.press("end")
        await pilot.pause()
        said = "".join(s.text for strip in app.screen._compositor.render_strips(app.size) for s in strip)
        assert "the end" in said
        assert "too long to be changed" in said
        await pilot.press("escape")
        assert results == [None]


def on_screen(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what stands on the screen, its words one blank apart."""
    lines = app.screen._compositor.render_strips(app.size)
    return " ".join("".join(segment.text for line in lines for segment in line).split())


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_words_that_wait_are_named_where_their_entry_is_seen(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, entry: Entry, size: tuple[int, int]
) -> None:
    """The row, the entry and one sentence on the way back say that a change or a later note waits, and how to go on."""
    async with run_open(HistoryScreen, size=size) as (app, pilot):
        await pilot.press("e", *"!!", "escape")
        await settled(app, pilot)
        assert "changes wait" in on_screen(app)
        assert "Your changes are kept, encrypted; e opens them again." in app.screen.query_one("#said").content
        await pilot.press("enter")
        assert "Changed, and not saved yet: kept, encrypted. Edit opens it again." in on_screen(app)
        await pilot.press("n", *"since", "escape")
        await settled(app, pilot)
        assert "Your later note is kept, encrypted; n opens it again." in app.screen.query_one("#said").content
        assert "A later note waits, encrypted. Later note opens it again." in on_screen(app)
        await pilot.press("e", "ctrl+s")
        await settled(app, pilot)
        await pilot.press("n", "ctrl+s")
        await settled(app, pilot)
        assert session.waiting() == {}
        assert "wait" not in on_screen(app)


async def test_words_left_unsaved_again_after_the_unlock_are_not_out_of_sight(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, entry: Entry
) -> None:
    """Today says where an unfinished change waits, and that a second unfinished page comes back the next time."""
    now = session.clock()
    keep(session, replace(session.buffer_of(entry), text="warm hands", at=now - timedelta(minutes=3)))
    keep(session, replace(session.new_buffer(), text="an older page", at=now - timedelta(minutes=2)))
    keep(session, replace(session.new_buffer(), text="the newest page", at=now - timedelta(minutes=1)))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        for _ in range(2):
            await pilot.press("ctrl+n")
            await pilot.pause()
            await pilot.press("escape")
            await settled(app, pilot)
        said = on_screen(app)
        assert "History opens them at their entry" in said
        assert "comes back when you unlock next" in said
        assert app.screen.page.area.text == "the newest page"
