"""Every sentence of the content files is said by a page or a command, each at a moment that brings it about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import moments
import msgspec
import pytest
from evenings import CODE, Evening, setup
from stories import story
from tests.entries import new_entry
from tests.ui.every.answered import ASKED
from tests.ui.every.marked import Marked
from tests.ui.every.pages import LOCKED, OPEN
from tests.ui.every.told import MOMENTS
from tests.ui.open.conftest import MemoryVault, Wall
from tests.ui.plain.conftest import Lines
from textual import events
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import OptionList, Static

from comfort_journal.cli.plan import _page
from comfort_journal.content import (
    about,
    ask_gate,
    load_library,
    loading,
    programme,
    session,
)
from comfort_journal.content import (
    prompts as words,
)
from comfort_journal.content import (
    toml_file as reading,
)
from comfort_journal.journal import Journal
from comfort_journal.plan.case import work_out
from comfort_journal.plan.opening import openings
from comfort_journal.settings import Settings
from comfort_journal.ui import too_small
from comfort_journal.ui.open.core.sound_check import try_out
from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.library.card_text import DRY, card_blocks, groups
from comfort_journal.ui.open.plan.messages import answer_lines, said_day, why_lines
from comfort_journal.ui.open.practice.ten_left import TenLeft
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage
from comfort_journal.ui.partner.screens.session_screen import SessionPage
from comfort_journal.ui.plain.partner.checkin import set_up
from comfort_journal.ui.plain.partner.telling import agreement, news

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.ui.every.told import Moment
    from textual.pilot import Pilot

    from comfort_journal.partner import Effects, Event
    from comfort_journal.ui.locked.app import MainApp
    from conftest import DraftsInMemory, TransactionalMemory

LOADED = (
    loading.load_library,
    programme.load_programme,
    about.load_about,
    words.default_prompts,
    session.load_session_words,
)
STILL = Settings(motion="none")
LARGE = Settings(motion="none", large_text=True)
ENLARGED = ("shallow", "movement")
"""Moments that are looked at with large words as well."""
EVENINGS = [make() for make in moments.MOMENTS.values()]
CHECKIN = ("f1", "c", *"12", "enter", "tab", "tab", "s", "b", "tab")
ROOMS = (
    ((90, 40), True, STILL),
    ((90, 40), False, STILL),
    ((40, 12), True, STILL),
    ((30, 9), True, STILL),
    ((60, 20), True, LARGE),
)
"""Windows of the shared screen, whether a record is kept, and the settings."""


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Marked]:
    """Give the content files marked, for as long as the test runs."""
    made = Marked()
    monkeypatch.setattr(reading, "decode", made.decode)
    monkeypatch.setattr(loading, "decode", made.decode)
    for load in LOADED:
        load.cache_clear()
        load()
    yield made
    for load in LOADED:
        load.cache_clear()


@pytest.fixture
def opened(memory: TransactionalMemory, drafts_in_memory: DraftsInMemory) -> Callable[..., Workspace]:
    """Return what opens a journal of its own at a moment, with a note for hard days in it."""

    def at(moment: Moment, chosen: Settings = STILL) -> Workspace:
        store = type(memory)()
        journal = Journal(store, type(drafts_in_memory)(), MemoryVault(store))
        journal.save(new_entry(moment.at.moment(), "Warm feet.", tags=["for-hard-days"]))
        made = Workspace(journal, chosen, clock=Wall(moment.at.moment()))
        made.keep_records(*story(*moment.records))  # type: ignore[arg-type]
        return made

    return at


async def do(app: MainApp, pilot: Pilot[int], key: str | float) -> None:
    """Let seconds pass, pick an answer, paste, or press a key."""
    if isinstance(key, float):
        app.clock.now += key  # type: ignore[attr-defined]
        app.lookout.tick()
        for name in ("look", "follow"):
            getattr(app.screen, name, lambda: None)()
    elif key.startswith("> "):
        options = app.screen.query_one(OptionList)
        labels = [str(option.prompt).removeprefix("[ ] ") for option in options.options]
        options.highlighted = next(place for place, label in enumerate(labels) if label.startswith(key[2:]))
        options.action_select()
    elif key.startswith("+ "):
        app.post_message(events.Paste(key[2:]))
    else:
        await pilot.press(key)
        await pilot.pause()
        return
    for _ in range(3):
        await pilot.pause()


async def back_to_the_first_page(app: MainApp, pilot: Pilot[int]) -> None:
    """Leave every page that was opened."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
        await pilot.pause()


def cards_and_answers(marked: Marked) -> None:
    """Take in every card of the Library, as its pages draw them, and every answer of the plan, with its why."""
    whole = load_library()
    for title, items in groups(whole):
        marked.hear(title)
        for item_id in (*(item.id for item in items), DRY):
            marked.hear(*(block.text for block in card_blocks(whole, item_id, lambda _key, shipped: shipped)))
    for records, at in ASKED:
        found = ask_gate(records, at)
        marked.hear(*answer_lines(found, str), *(each.reason for each in found.closed))
        marked.hear(
            *(
                line
                for each in openings(work_out(records, programme.load_programme(), at)).values()
                for line in each.lines
            )
        )
        marked.hear(*why_lines(found, str), *_page(found, ()))
    marked.hear(*(said_day(date(2026, 1, 1) + timedelta(days=26 * number)) for number in range(14)))


async def together(marked: Marked, app: MainApp, pilot: Pilot[int], *, record: bool, chosen: Settings) -> None:
    """Take in the check-in timer's page and every moment of a session, as the shared screen has them."""
    page = CheckinPage(chosen, record=record, new_id=lambda: "", now=Wall())
    await app.push_screen(page)
    for key in (0.0, *CHECKIN):
        await do(app, pilot, key)
        marked.look(app.screen)
    words = {"WORDS-1": "Slowly."}
    shown = SessionPage(settings=chosen, phrases=words, record=record, clock=app.clock, to_lock=record)
    await app.push_screen(shown)
    for evening in EVENINGS:
        app.clock.now = evening.now  # type: ignore[attr-defined]
        shown.show(evening.state, evening.now)
        await pilot.pause()
        await pilot.pause()  # the row of keys is drawn once the page has its size
        marked.look(app.screen)
    await back_to_the_first_page(app, pilot)


def heard_aloud(marked: Marked, app: MainApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take in what is spoken and not written, where there is a voice and where there is none."""
    aloud: list[str] = []
    monkeypatch.setattr(app, "speak", aloud.append)
    monkeypatch.setattr(app, "sound", lambda _tone: None)
    monkeypatch.setattr(app, "settings", Settings(speech=True))
    for lacking in ((), ("tones", "voice")):
        monkeypatch.setattr(app, "not_heard_here", lambda lacking=lacking: lacking)
        marked.hear(try_out(app, app.session))  # type: ignore[arg-type]
    TenLeft(app.screen).look("a part", 9.0)  # type: ignore[arg-type]
    marked.hear(*aloud)


class InLines(Evening):
    """A session that is told in lines: what they say of each event that happens."""

    def __init__(self, marked: Marked) -> None:
        """Begin at the agreement."""
        super().__init__(setup())
        self._marked, self._words = marked, session.load_session_words()
        marked.hear(*agreement(self._words, "stop", {}, record=True, alone=False))

    def meet(self, event: Event, after: float = 0.0) -> Effects:
        """Let it happen, and hear what is news."""
        before, effects = self.state, super().meet(event, after)
        self._marked.hear(*news(before, self.state, self._words))
        return effects


def heard_in_lines(marked: Marked) -> None:
    """Take in what a page shows by a picture, a bar or a place, and lines say in a step and in its long pause."""
    evening = InLines(marked)
    evening.to_choice()
    evening.press("right", *CODE)
    evening.answer(3)
    evening.press("3", "9", "9", "9", "9")
    evening.answer(3)
    evening.press("3")
    evening.wait(12)
    evening.press("2", "9", "9", "9", "9", *CODE)
    evening.wait(3)
    evening.press("1")
    evening.wait(173)
    for waits in ("touch", "still"):
        other = InLines(marked).to(waits)
        other.wait(44)
    lines = Lines().press("i\n", "45\n", "c\n", "\n", "c\n", "1234\n", "\n")
    lines.until_over(lambda: set_up(lines.console, STILL, interval=None, record=True))
    marked.hear(lines.written)


async def test_every_sentence_of_the_content_is_said(
    marked: Marked,
    opened: Callable[..., Workspace],
    show_page: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a reviewer reads in the files is what somebody reads on a screen: no sentence is left that none shows."""
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda _screen: None)  # read, and not painted: half the time
    cards_and_answers(marked)
    async with show_page("today", size=(90, 40)) as (app, pilot):
        await app.push_screen(LOCKED["welcome"]())
        await pilot.pause()
        marked.look(app.screen)
        await back_to_the_first_page(app, pilot)
        for size, record, chosen in ROOMS:
            await pilot.resize_terminal(*size)
            await together(marked, app, pilot, record=record, chosen=chosen)
        marked.hear(too_small.larger(Size(10, 3)))
        await pilot.resize_terminal(90, 40)
        looked_at = [(each, STILL) for each in MOMENTS.values()] + [(MOMENTS[name], LARGE) for name in ENLARGED]
        for moment, chosen in looked_at:
            await app.push_screen(moment.make(opened(moment, chosen)))
            for key in (0.0, *moment.keys):
                await do(app, pilot, key)
                marked.look(app.screen)
            await back_to_the_first_page(app, pilot)
        app.demo, asked = True, MOMENTS["readiness"]
        for page in (OPEN["check-in door"](app, app.session), asked.make(opened(asked))):
            await app.push_screen(page)
            await pilot.pause()
            marked.look(app.screen)
        heard_aloud(marked, app, monkeypatch)
    heard_in_lines(marked)
    assert "\n".join(marked.unsaid) == ""


async def test_the_first_page_has_its_words_from_the_content_and_none_of_its_own(
    marked: Marked, show_page: Callable[..., Any]
) -> None:
    """All that its file says stands there, and nothing beside it but the place of the vault."""
    marked.said.clear()
    async with show_page("welcome") as (app, _pilot):
        marked.look(app.screen)
        written = [str(each.render()) for each in app.screen.query("#title, .paragraph").results(Static)]
    assert marked.said == {path for path in marked.paths if path.startswith("about:")}
    assert written == list(msgspec.structs.astuple(about.load_about()))
