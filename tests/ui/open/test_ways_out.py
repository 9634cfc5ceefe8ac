"""Typed words survive every way out of the open journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.errors import NotSaved
from comfort_journal.ui.open.core.lock_notice import GoodNight

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.open.core.workspace import Workspace
    from conftest import DraftsInMemory, TransactionalMemory


def drafted(drafts: DraftsInMemory) -> list[str]:
    """Return the texts of the sealed drafts."""
    return [draft["text"] for draft in drafts.kept.values()]


async def test_locking_seals_what_was_typed(
    run_open: Callable[..., Any], settled: Callable[..., Any], drafts_in_memory: DraftsInMemory
) -> None:
    """Ctrl+L right after the last key."""
    async with run_open() as (app, pilot):
        await pilot.press(*"half a sentence", "ctrl+l")
        await settled(app, pilot)
        assert drafted(drafts_in_memory) == ["half a sentence"]
        assert len(app.became) == 1


async def test_keys_still_on_their_way_are_sealed_too(
    run_open: Callable[..., Any], settled: Callable[..., Any], drafts_in_memory: DraftsInMemory
) -> None:
    """A burst of keys with Ctrl+L at its end loses not one of them."""
    text = "a burst of words as a fast hand or a paste without brackets sends them " * 3
    async with run_open() as (app, pilot):
        send(app, text, "ctrl+l")
        await settled(app, pilot)
        await pilot.pause(0.2)
        assert drafted(drafts_in_memory) == [text]


async def test_quitting_saves_what_was_typed(
    run_open: Callable[..., Any], session: Workspace, drafts_in_memory: DraftsInMemory
) -> None:
    """Ctrl+Q is called save and quit: the page is an entry, and nothing waits as a draft."""
    async with run_open() as (_, pilot):
        await pilot.press(*"a whole sentence", "ctrl+q")
        await pilot.pause()
    assert [entry.text for entry in session.journal.entries()] == ["a whole sentence"]
    assert drafted(drafts_in_memory) == []


async def test_quitting_seals_what_cannot_be_saved(
    run_open: Callable[..., Any], memory: TransactionalMemory, drafts_in_memory: DraftsInMemory
) -> None:
    """When the journal takes no entry, the words wait as a draft, and leaving goes on."""
    memory.refuse = NotSaved("The disk is full.")
    async with run_open() as (app, pilot):
        await pilot.press(*"half a sentence", "ctrl+q")
        await pilot.pause()
        assert app.return_code == 0
    assert drafted(drafts_in_memory) == ["half a sentence"]


async def test_a_burst_and_quit(run_open: Callable[..., Any], session: Workspace) -> None:
    """Ctrl+Q at the end of a burst loses none of it either."""
    async with run_open() as (app, pilot):
        send(app, "a burst of words " * 10, "ctrl+q")
        await pilot.pause(0.3)
    assert [entry.text for entry in session.journal.entries()] == ["a burst of words " * 10]


async def test_a_fault_seals_what_was_typed(run_open: Callable[..., Any], drafts_in_memory: DraftsInMemory) -> None:
    """A crash ends the app with the words on the disk."""

    async def fault() -> None:
        async with run_open() as (app, pilot):
            await pilot.press(*"half a sentence")
            app.screen.call_later(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await fault()
    assert drafted(drafts_in_memory) == ["half a sentence"]


async def test_enough_for_today_saves_says_good_night_and_locks(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace, drafts_in_memory: DraftsInMemory
) -> None:
    """One key, no question, from Today and from an editor above it."""
    async with run_open() as (app, pilot):
        await pilot.press(*"warm feet", "f9")
        await settled(app, pilot)
        assert isinstance(app.screen, GoodNight)
        assert [entry.text for entry in session.journal.entries()] == ["warm feet"]
        await pilot.press("x")
        await settled(app, pilot)
        assert drafts_in_memory.kept == {}
        assert len(app.became) == 1


async def test_enough_for_today_with_nothing_written(
    run_open: Callable[..., Any], settled: Callable[..., Any], session: Workspace
) -> None:
    """Says good night all the same."""
    async with run_open() as (app, pilot):
        await pilot.press("ctrl+o", "f9")
        await settled(app, pilot)
        assert isinstance(app.screen, GoodNight)
        assert session.journal.entries() == []


async def test_enough_for_today_right_after_a_save(run_open: Callable[..., Any], settled: Callable[..., Any]) -> None:
    """Also while the sentence stands alone on the screen."""
    async with run_open() as (app, pilot):
        await pilot.press(*"warm feet", "ctrl+s")
        await settled(app, pilot)
        await pilot.press("f9")
        await settled(app, pilot)
        assert isinstance(app.screen, GoodNight)


async def test_enough_for_today_when_nothing_can_be_saved(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    memory: TransactionalMemory,
    drafts_in_memory: DraftsInMemory,
) -> None:
    """The words wait as a sealed draft, and good night says so."""
    memory.refuse = NotSaved("The disk is full.")
    async with run_open() as (app, pilot):
        await pilot.press(*"warm feet", "f9")
        await settled(app, pilot)
        assert isinstance(app.screen, GoodNight)
        assert app.screen.query("#waiting")
        assert drafted(drafts_in_memory) == ["warm feet"]


async def test_good_night_waits_when_words_are_only_on_the_screen(
    run_open: Callable[..., Any],
    settled: Callable[..., Any],
    memory: TransactionalMemory,
    drafts_in_memory: DraftsInMemory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing locks over words that are nowhere else."""

    def refuse(_name: str, _document: object) -> None:
        raise NotSaved("The disk is full.")

    memory.refuse = NotSaved("The disk is full.")
    monkeypatch.setattr(drafts_in_memory, "save", refuse)
    async with run_open() as (app, pilot):
        await pilot.press(*"warm feet", "f9")
        await settled(app, pilot)
        assert app.screen.page.area.text == "warm feet"
        assert app.became == []


def send(app: Any, text: str, last: str) -> None:  # noqa: ANN401  the app under test
    """Put a burst of keys into the app's queue at once, as the terminal's driver does."""
    from textual import events  # noqa: PLC0415

    for character in text:
        app.post_message(events.Key("space" if character == " " else character, character))
    app.post_message(events.Key(last, None))
