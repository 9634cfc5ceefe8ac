"""The open session: nothing typed leaves the screen without being sealed or saved."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.entries import new_entry
from tests.ui.open.desk import keep

from comfort_journal.errors import NotSaved
from comfort_journal.journal import Journal
from comfort_journal.settings import Settings
from comfort_journal.ui.open.core.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import MemoryVault, Wall

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.edit_buffer import EditBuffer
    from conftest import DraftsInMemory, TransactionalMemory

FULL = NotSaved("The disk is full.")


@pytest.fixture
def buffer(session: Workspace) -> EditBuffer:
    """Return a new buffer with a few words on it."""
    return replace(session.new_buffer(), text="half a sentence", at=session.clock())


@pytest.fixture
def entry(session: Workspace) -> Entry:
    """Return a saved entry."""
    saved = new_entry(session.clock(), "warm feet")
    session.journal.save(saved)
    return saved


@pytest.fixture
def next_session(
    memory: TransactionalMemory, drafts_in_memory: DraftsInMemory, session: Workspace
) -> Callable[[], Workspace]:
    """Return what opens the same vault anew, as after the next unlock."""
    return lambda: Workspace(Journal(memory, drafts_in_memory), Settings(), clock=session.clock)


def refuse(_name: str, _document: object) -> None:
    """Refuse to seal a draft."""
    raise FULL


def test_sealing_reads_the_pages_at_that_very_moment(
    session: Workspace, buffer: EditBuffer, next_session: Callable[[], Workspace]
) -> None:
    """What was typed after the last autosave is sealed too, and is back at the next unlock."""
    page = [buffer]
    session.lay(lambda: page[0])
    session.keep_all()
    page[0] = replace(buffer, text="half a sentence more")
    session.seal()
    assert [again.text for again in next_session().unfinished()] == ["half a sentence more"]


def test_a_buffer_that_cannot_be_sealed_keeps_the_journal_open(
    session: Workspace, buffer: EditBuffer, drafts_in_memory: DraftsInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealing raises, and works as soon as the disk does again."""
    session.lay(lambda: buffer)
    with monkeypatch.context() as broken:
        broken.setattr(drafts_in_memory, "save", refuse)
        with pytest.raises(NotSaved):
            session.seal()
    assert not session.is_kept(buffer)
    session.seal()
    assert session.is_kept(buffer)


def test_sealing_twice_is_sealing_once(session: Workspace, vault: MemoryVault) -> None:
    """A second call after a good one does nothing."""
    session.seal()
    session.seal()
    assert vault.closed == 1


def test_nothing_is_written_after_sealing(session: Workspace, buffer: EditBuffer) -> None:
    """A late worker finds the journal closed."""
    session.seal()
    with pytest.raises(NotSaved):
        session.save(buffer)
    with pytest.raises(NotSaved):
        keep(session, buffer)
    assert not session.refresh()


def test_sealing_waits_for_the_save_that_is_running(
    session: Workspace,
    buffer: EditBuffer,
    memory: TransactionalMemory,
    drafts_in_memory: DraftsInMemory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A lock in the middle of a save leaves the entry, and no draft of it."""
    writing, may_go_on = threading.Event(), threading.Event()

    def slow() -> None:
        writing.set()
        assert may_go_on.wait(10)

    monkeypatch.setattr(memory, "_end", slow)
    session.lay(lambda: buffer)
    saving = threading.Thread(target=session.save, args=(buffer,))
    saving.start()
    assert writing.wait(10)
    sealing = threading.Thread(target=session.seal)
    sealing.start()
    may_go_on.set()
    for thread in (saving, sealing):
        thread.join(10)
    assert [entry.text for entry in session.journal.entries()] == ["half a sentence"]
    assert drafts_in_memory.kept == {}


def test_a_saved_buffer_leaves_no_draft(
    session: Workspace, buffer: EditBuffer, drafts_in_memory: DraftsInMemory
) -> None:
    """Neither now, nor by an autosave that still held the buffer as it was."""
    keep(session, buffer)
    session.save(buffer)
    keep(session, buffer)
    assert drafts_in_memory.kept == {}
    assert [entry.text for entry in session.journal.entries()] == ["half a sentence"]


def test_a_draft_that_outlived_its_save_is_not_opened_again(
    session: Workspace, buffer: EditBuffer, drafts_in_memory: DraftsInMemory, next_session: Callable[[], Workspace]
) -> None:
    """Killed between the entry's frame and the draft's removal, the journal has the words once."""
    keep(session, buffer)
    left = dict(drafts_in_memory.kept)
    session.save(buffer)
    drafts_in_memory.kept.update(left)
    assert next_session().unfinished() == []
    assert drafts_in_memory.kept == {}


def test_a_failed_save_seals_a_draft(session: Workspace, buffer: EditBuffer, memory: TransactionalMemory) -> None:
    """The words are on the disk at least as a draft, and the fault is told."""
    memory.refuse = FULL
    with pytest.raises(NotSaved):
        session.save(buffer)
    assert session.is_kept(buffer)


def test_erased_words_leave_no_draft(session: Workspace, buffer: EditBuffer, drafts_in_memory: DraftsInMemory) -> None:
    """Typed and erased is as if never typed."""
    keep(session, buffer)
    keep(session, replace(buffer, text=""))
    assert drafts_in_memory.kept == {}


def test_an_unchanged_buffer_is_sealed_once(
    session: Workspace, buffer: EditBuffer, drafts_in_memory: DraftsInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking at the draft every half second writes nothing while nothing changes."""
    keep(session, buffer)
    monkeypatch.setattr(drafts_in_memory, "save", refuse)
    keep(session, buffer)


def test_a_change_goes_on_from_its_draft(
    session: Workspace, entry: Entry, next_session: Callable[[], Workspace]
) -> None:
    """Opening the entry again brings the unsaved change, not the saved words."""
    keep(session, replace(session.buffer_of(entry), text="warm hands", at=session.clock()))
    opened = next_session().buffer_of(entry)
    assert (opened.text, opened.entry) == ("warm hands", entry)


def test_a_change_of_an_entry_that_changed_since_becomes_a_note(session: Workspace, entry: Entry) -> None:
    """Neither version is lost when both were written from the same beginning."""
    mine = replace(session.buffer_of(entry), text="mine", base="f" * 16, at=session.clock())
    saved = session.save(mine)
    assert saved.id != entry.id
    assert (saved.about, saved.text) == (entry.id, "mine")
    assert [each.text for each in session.journal.notes_about(entry.id)] == ["mine"]


def test_a_note_goes_on_from_its_draft(session: Workspace, entry: Entry, next_session: Callable[[], Workspace]) -> None:
    """An unfinished note is found by the entry it is about."""
    keep(session, replace(session.note_about(entry), text="looking back", at=session.clock()))
    assert next_session().note_about(entry).text == "looking back"


def test_a_notice_is_told_once(session: Workspace, vault: MemoryVault) -> None:
    """What the vault says is not said again."""
    vault.notices = ["1 unfinished save was set aside."]
    assert session.news() == ("1 unfinished save was set aside.",)
    assert session.news() == ()


def test_what_is_no_buffer_is_finished_before_sealing(session: Workspace) -> None:
    """And a fault in it does not keep the journal open: it holds no writing."""
    done: list[str] = []

    def finish() -> None:
        done.append("finished")
        raise FULL

    session.before_sealing(finish)
    taken_back = session.before_sealing(lambda: done.append("never"))
    taken_back()
    session.seal()
    assert done == ["finished"]


def test_the_day_begins_at_four(session: Workspace, wall: Wall) -> None:
    """Half past three belongs to the evening before."""
    wall.now = wall.now.replace(day=24, hour=3, minute=59)
    assert session.today.day == 23
    wall.now = wall.now.replace(hour=4, minute=0)
    assert session.today.day == 24
