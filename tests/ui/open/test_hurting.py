"""Texts made to hurt: they are listed, read, changed and searched, and Ctrl+L locks beneath each of them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from tests.entries import new_entry

from comfort_journal.records import Phrase
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.history.reader_screen import ReaderScreen
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.ui.open.library.card_screen import CardScreen
from comfort_journal.ui.open.write.editor_screen import edit
from comfort_journal.ui.open.write.prompts_screen import PromptsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

TEXTS = {
    "a long line": "a" * 900_000,
    "marks": "e" + "\u0301" * 50_000,
    "joined": "\u200d".join("👩" * 5_000),
    "families": "👨\u200d👩\u200d👧\u200d👦" * 1_000,
}


def _many_tags(session: Workspace) -> Entry:
    return new_entry(session.clock(), "warm", tags=[f"tag{number}" for number in range(20_000)])


def _long_prompt(session: Workspace) -> Entry:
    session.journal.set_prompts(["w" * 100_000])
    return new_entry(session.clock(), "warm", prompt="w" * 100_000)


def _ring(session: Workspace) -> Entry:
    one, two, three = (new_entry(session.clock(), f"warm {n}") for n in range(3))
    session.journal.save(msgspec.structs.replace(two, about=three.id), msgspec.structs.replace(three, about=one.id))
    return msgspec.structs.replace(one, about=two.id)


def _itself(session: Workspace) -> Entry:
    one = new_entry(session.clock(), "warm")
    return msgspec.structs.replace(one, about=one.id, conflict_of=one.id)


def _long_words(session: Workspace) -> Entry:
    session.journal.save(Phrase(id=str(uuid.uuid4()), key="WORDS-2", text="w" * 100_000))
    return new_entry(session.clock(), "warm")


MADE: dict[str, Callable[[Workspace], Entry]] = {
    **{name: lambda session, text=text: new_entry(session.clock(), text) for name, text in TEXTS.items()},
    "tags": _many_tags,
    "prompt": _long_prompt,
    "ring": _ring,
    "itself": _itself,
    "own words": _long_words,
}
PAGES: dict[str, tuple[Callable[[Workspace, Entry], Any], tuple[str, ...]]] = {
    "today": (lambda session, _entry: first_screen(session), ()),
    "list": (lambda session, _entry: HistoryScreen(session), ("down", "enter")),
    "tags": (lambda session, _entry: HistoryScreen(session), ("t",)),
    "search": (lambda session, _entry: HistoryScreen(session), ("slash", *"warm")),
    "reading": (lambda session, entry: ReaderScreen(session, session.journal.entries(), entry.id), ("end", "right")),
    "changing": (edit, ("end", "x")),
    "questions": (lambda session, _entry: PromptsScreen(session), ()),
    "card": (lambda session, _entry: CardScreen(session, "WORDS-2"), ("e", "end", "x")),
}
TRIED = [
    *((made, page) for made in TEXTS for page in ("list", "search", "reading", "changing")),
    *(("tags", page) for page in ("list", "tags", "changing")),
    *(("prompt", page) for page in ("today", "questions", "reading")),
    *((made, page) for made in ("ring", "itself") for page in ("list", "reading")),
    ("own words", "card"),
]


@pytest.mark.parametrize(("made", "page"), TRIED)
async def test_nothing_that_can_be_written_keeps_a_page_from_locking(
    run_open: Callable[..., Any], session: Workspace, made: str, page: str
) -> None:
    """The page opens, takes its keys, and Ctrl+L locks it; what was typed last is sealed with the rest."""
    entry = MADE[made](session)
    session.journal.save(entry)
    make, keys = PAGES[page]
    async with run_open(lambda opened: make(opened, entry)) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        assert any(strip.text.strip() for strip in app.screen._compositor.render_strips())
        await pilot.press("ctrl+l")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(app.became) == 1
    assert session.journal.get(entry.id) == entry
