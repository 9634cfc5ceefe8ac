"""A page: what is pasted, tagged, starred and asked, and how soon it is sealed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from tests.entries import new_entry
from textual import events

from comfort_journal.errors import NotSaved
from comfort_journal.text import limits
from comfort_journal.ui.actions import REGISTRY
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.open.core.text_edit_screen import TextEditScreen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.write.editor_screen import edit
from comfort_journal.ui.open.write.prompts_screen import PromptsScreen
from comfort_journal.ui.widgets.footer import for_footer

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.core.workspace import Workspace
    from conftest import DraftsInMemory, TransactionalMemory

PARAGRAPHS = ("word " * 99 + "\n") * 200


async def paste(app: Any, pilot: Any, text: str) -> None:  # noqa: ANN401  the app under test
    """Paste as a terminal does."""
    app.post_message(events.Paste(text))
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_a_hundred_kilobytes_of_paragraphs_may_be_pasted(run_open: Callable[..., Any]) -> None:
    """They stand on the page, and a key after them is taken in well under a tenth of a second."""
    async with run_open() as (app, pilot):
        await paste(app, pilot, PARAGRAPHS)
        area = app.screen.page.area
        assert area.text == PARAGRAPHS
        started = time.perf_counter()
        for key in "ten keys..":
            area.insert(key)
        assert time.perf_counter() - started < 1.0
        await pilot.press("ctrl+z")
        assert area.text.startswith("word")


@pytest.mark.parametrize("text", [PARAGRAPHS * 2, "x" * 17_000, "first\n" + "é" * 9_000, "a\n" * 10_000 + "b"])
async def test_a_longer_text_becomes_an_entry_of_its_own(
    run_open: Callable[..., Any], session: Workspace, text: str
) -> None:
    """At once, told in one sentence, with the page left as it was."""
    async with run_open() as (app, pilot):
        await pilot.press(*"mine")
        await paste(app, pilot, text)
        assert app.screen.page.area.text == "mine"
        assert [entry.text for entry in session.journal.entries()] == [text]
        assert str(app.screen.said.render()).startswith("That was long")


async def test_a_long_text_that_cannot_be_saved_is_kept_as_a_draft(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    session: Workspace,
    memory: TransactionalMemory,
    drafts_in_memory: DraftsInMemory,
) -> None:
    """And becomes its entry at the next unlock."""
    memory.refuse = NotSaved("The disk is full.")
    async with run_open() as (app, pilot):
        await paste(app, pilot, "x" * 17_000)
        assert "kept as a sealed draft" in str(app.screen.said.render())
        assert len(drafts_in_memory.kept) == 1
    memory.refuse = None
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert len(session.journal.entries()[0].text) == 17_000
        assert drafts_in_memory.kept == {}


async def test_a_paste_beside_a_long_line_counts_the_whole_line(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """Two pastes of 9 KB into one line would make the line slow; the second one stands apart."""
    async with run_open() as (app, pilot):
        await paste(app, pilot, "a" * 9_000)
        await paste(app, pilot, "b" * 9_000)
        assert app.screen.page.area.text == "a" * 9_000
        assert session.journal.entries()[0].text == "b" * 9_000


async def test_a_paste_that_makes_the_page_too_large_stands_apart(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """From the terminal and from what was copied here, in lines and in bytes; a paste that fits stands on the page."""
    lines = "a\n" * 6_000
    async with run_open() as (app, pilot):
        await paste(app, pilot, lines)
        await paste(app, pilot, "b\n" * 4_500)
        assert app.screen.page.area.text == lines
        await pilot.press("alt+a", "ctrl+c", "right", "ctrl+v")
        await settled(app, pilot)
        assert app.screen.page.area.text == lines
        assert {entry.text for entry in session.journal.entries()} == {"b\n" * 4_500, lines}
        await pilot.press("alt+a", "ctrl+x", "ctrl+v", "x")
        assert app.screen.page.area.text == lines + "x"
        for _ in range(8):
            await paste(app, pilot, PARAGRAPHS)
        assert len(app.screen.page.area.text.encode()) <= limits.LONGEST_PAGE


async def test_a_paste_too_long_for_the_list_of_questions_is_told(run_open: Callable[..., Any]) -> None:
    """It is no entry; the list stays as it was."""
    async with run_open(PromptsScreen) as (app, pilot):
        await pilot.press("alt+e")
        before = app.screen.area.text
        await paste(app, pilot, "x" * 17_000)
        assert app.screen.area.text == before
        assert "too long for this page" in str(app.screen.said.render())


async def test_odd_characters_are_kept_and_drawn_as_marks(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """Form feeds, line separators, escapes, turned text, emoji and combining marks stay in the record."""
    odd = "a\x0cb\u2028c\x1b[2J\u202edef\x00 👩‍👩‍👧 é שלום"
    async with run_open() as (app, pilot):
        await paste(app, pilot, odd)
        strips = app.screen._compositor.render_strips(app.size)
        said = "".join(segment.text for strip in strips for segment in strip)
        assert not set(said) & set("\x0c\u2028\x1b\u202e\x00")
        assert "a␌b" in said
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert session.journal.entries()[0].text == odd


async def test_cut_and_copied_text_stays_in_the_page(run_open: Callable[..., Any]) -> None:
    """Nothing reaches a clipboard that outlives the lock, and it can be put in again."""
    async with run_open() as (app, pilot):
        await pilot.press(*"warm", "alt+a", "ctrl+x")
        assert app.screen.page.area.text == ""
        assert app.clipboard == ""
        await pilot.press("ctrl+v", "ctrl+v")
        assert app.screen.page.area.text == "warmwarm"


async def test_undo_and_redo(run_open: Callable[..., Any]) -> None:
    """Within the page."""
    async with run_open() as (app, pilot):
        area = app.screen.page.area
        await pilot.press(*"warm")
        area.history.checkpoint()
        await pilot.press(*" bath")
        await pilot.press("ctrl+z")
        assert area.text == "warm"
        await pilot.press("ctrl+y")
        assert area.text == "warm bath"


async def test_tags_and_star_by_key(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """Ctrl+T goes to the tags, known ones are completed, Enter comes back, Ctrl+D stars."""
    session.journal.save(new_entry(session.clock(), "old", tags=["slow mornings"]))
    async with run_open() as (app, pilot):
        await pilot.press(*"new", "ctrl+t", *"bath, sl")
        await pilot.pause()
        await pilot.press("right", "enter")
        assert app.screen.page.area.has_focus
        await pilot.press("ctrl+d", "ctrl+s")
        await settled(app, pilot)
        entry = next(entry for entry in session.journal.entries() if entry.text == "new")
        assert (entry.tags, entry.starred) == (("bath", "slow mornings"), True)


async def test_after_a_save_in_the_tags_the_next_words_are_text(
    run_open: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while the disk is busy with it."""
    async with run_open() as (app, pilot):
        monkeypatch.setattr(app.screen, "_save", lambda _buffer: None)
        await pilot.press(*"one", "ctrl+t", *"bath", "ctrl+s", *" two")
        assert app.screen.page.area.text == "one two"
        assert app.screen.page.buffer.tags == ("bath",)


async def test_the_tags_line_names_its_key(run_open: Callable[..., Any]) -> None:
    """Without it nobody knows how to get there."""
    async with run_open() as (app, _pilot):
        assert app.screen.page.tag_line.placeholder.startswith(f"{key_name(REGISTRY['tags'].keys)}: ")


async def test_escape_in_the_tags_goes_back_to_the_text(run_open: Callable[..., Any]) -> None:
    """And nowhere else."""
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+t", *"bath", "escape")
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.has_focus
        assert app.screen.page.buffer.tags == ("bath",)


async def test_the_draft_is_sealed_a_second_after_the_last_key(
    run_open: Callable[..., Any], settled: Callable[..., Any], drafts_in_memory: DraftsInMemory
) -> None:
    """Not at every key, and within two seconds of the last."""
    async with run_open() as (app, pilot):
        await pilot.press(*"half")
        app.screen.seal_if_due()
        await settled(app, pilot)
        assert drafts_in_memory.kept == {}
        app.clock.now += 1.0
        app.screen.seal_if_due()
        await settled(app, pilot)
        assert [draft["text"] for draft in drafts_in_memory.kept.values()] == ["half"]


async def test_writing_without_a_pause_is_sealed_every_five_seconds(
    run_open: Callable[..., Any], settled: Callable[..., Any], drafts_in_memory: DraftsInMemory
) -> None:
    """A long flow of words is never only on the screen for long."""
    async with run_open() as (app, pilot):
        for key in "sixsix":
            await pilot.press(key)
            app.clock.now += 0.9
        app.screen.seal_if_due()
        await settled(app, pilot)
        assert [draft["text"] for draft in drafts_in_memory.kept.values()] == ["sixsix"]


async def test_another_question_and_the_blank_page(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """Ctrl+O chooses from the list without losing what is written; its first line takes the question away."""
    async with run_open() as (app, pilot):
        await pilot.press(*"tea", "ctrl+o")
        assert isinstance(app.screen, PromptsScreen)
        await pilot.press("down", "enter", "ctrl+s")
        await settled(app, pilot)
        assert session.journal.entries()[0].prompt == "What was gentle with me today?"
        await pilot.press("enter", *"toast", "ctrl+o", "home", "enter", "ctrl+s")
        await settled(app, pilot)
        entry = next(entry for entry in session.journal.entries() if entry.text == "toast")
        assert entry.prompt is None


async def test_the_list_of_questions_names_the_key_that_chooses(run_open: Callable[..., Any]) -> None:
    """Before the one that changes the list."""
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+o")
        named = [(item.keys[0], item.action.footer) for item in for_footer(app.screen)]
        assert named[:2] == [("Enter", "choose"), ("Alt+E", "change")]


async def test_the_first_choice_is_the_blank_page(run_open: Callable[..., Any]) -> None:
    """Home and Enter."""
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+o", "home", "enter")
        assert app.screen.page.buffer.prompt is None


async def test_the_owner_edits_the_list(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """One question a line, the first stands on the next fresh page, an emptied list brings the shipped ones back."""
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+o", "alt+e")
        assert isinstance(app.screen, TextEditScreen)
        app.screen.area.replace_all("Who was kind?\n\n  [/x] odd  ")
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert session.journal.prompts() == ["Who was kind?", "[/x] odd"]
        await pilot.press("alt+e")
        app.screen.area.replace_all("")
        await pilot.press("escape")
        await settled(app, pilot)
        assert session.journal.prompts() is None


async def test_questions_half_changed_survive_a_lock(run_open: Callable[..., Any], session: Workspace) -> None:
    """They are kept as they stand."""
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+o", "alt+e")
        app.screen.area.replace_all("Who was ki")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert session.journal.prompts() == ["Who was ki"]


async def test_a_long_text_pasted_with_a_terminal_s_line_ends_is_not_unfinished_when_it_was_only_looked_at(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, drafts_in_memory: DraftsInMemory
) -> None:
    """A terminal pastes lines that end in CR; opening such an entry in the editor changes nothing in it."""
    async with run_open() as (app, pilot):
        await paste(app, pilot, "a line that came with CR\r" * 5_000)
        await settled(app, pilot)
        entry = session.journal.entries()[0]
        assert "\r" not in entry.text
        assert entry.text[:20] in str(app.screen.earlier.render())
    session.journal.save(replace(entry, text=entry.text.replace("\n", "\r\n")))
    async with run_open(lambda opened: edit(opened, opened.journal.get(entry.id))) as (app, pilot):
        assert session.unsaved() == []
        await pilot.press("escape")
        await settled(app, pilot)
    assert drafts_in_memory.kept == {}
