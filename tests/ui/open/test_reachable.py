"""Claims about the Library: every id of the programme is reached in it by keys, and is shown as a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from comfort_journal.content import load_library
from comfort_journal.content.models import RowText
from comfort_journal.content.schema import OUR_IDS, PROGRAMME_IDS
from comfort_journal.ui.open.core.text_edit_screen import TextEditScreen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.library.card_screen import CardScreen
from comfort_journal.ui.open.library.card_text import DRY, card_blocks, groups, with_examples
from comfort_journal.ui.open.library.library_screen import ELSEWHERE, NOT_FOUND, LibraryScreen
from comfort_journal.ui.open.library.own_words import own_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

Run = "Callable[..., Any]"
SIZES = [(80, 24), (120, 40), (40, 12)]


def screen_text(app: MainApp) -> str:
    """Return what stands on the screen, line by line."""
    width, height = app.size
    return "\n".join(strip.text[:width].rstrip() for strip in app.screen._compositor.render_strips()[:height])


def flat(text: str) -> str:
    """Return a text on one line, however it was laid out."""
    return re.sub(r"\s+", " ", text)


def facts(item_id: str) -> list[str]:
    """Return the title of an id's card, and the texts that carry its facts."""
    item = load_library().item(item_id)
    if isinstance(item, RowText):
        return [item.title, *(with_examples(text, item.outcome) for text in item.says.values())]
    names = ("text", "items", "set_up", "what", "how", "target", "cue_in", "cue_out", "image", "after")
    said = [getattr(item, name, ()) for name in names]
    labels = [[each.label for each in getattr(item, name, ())] for name in ("choices", "tools", "outcomes")]
    openers = [[each.title, each.set_up] for each in getattr(item, "choice", ())]
    periods = [[each.text] for each in getattr(item, "period", ())]
    found = [item.title, *said, *labels, *openers, *periods]
    return [text for each in found for text in ([each] if isinstance(each, str) else each) if text]


def in_the_list(item_id: str) -> int:
    """Return where in the Library an id is found."""
    listed = [item.id for _, items in groups(load_library()) for item in items]
    return listed.index("GATE" if item_id.startswith("GATE") else item_id)


async def go_to(pilot: Pilot[int], app: MainApp, item_id: str) -> None:
    """Go down until the cursor is on the card's title."""
    for _ in range(80):
        if app.screen.titles.entry_id == item_id:
            return
        await pilot.press("down")
    raise AssertionError(item_id)


async def test_every_id_of_the_programme_is_reached_by_keys_and_shows_its_words(
    run_open: Run, session: Workspace
) -> None:
    """From the Library, Down and Enter lead to each id's title and text; the gate's rows stand on one card."""
    async with run_open(LibraryScreen) as (app, pilot):
        for item_id in sorted(PROGRAMME_IDS, key=in_the_list):
            await go_to(pilot, app, "GATE" if item_id.startswith("GATE") else item_id)
            await pilot.press("enter")
            assert isinstance(app.screen, CardScreen)
            drawn = flat(app.screen.column.text)
            for said in facts(item_id):
                assert flat(said) in drawn.replace(" · ", " "), (item_id, said)
            await pilot.press("escape")
            assert isinstance(app.screen, LibraryScreen)


def test_the_library_holds_every_item_once_and_ends_with_the_page_to_keep() -> None:
    """No item of a content file is left out or shown twice, and the last card is the one to keep."""
    library = load_library()
    listed = [item.id for _, items in groups(library) for item in items]
    every = {item.id for _, item in library.homes() if not isinstance(item, RowText)}
    assert sorted(listed) == sorted(every)
    assert listed[-1] == "BL-1"


def test_no_card_keeps_a_brace_or_a_word_that_is_not_for_the_screen() -> None:
    """Examples fill what the gate would fill, and the plan's own terms stay off the cards."""
    library = load_library()
    for item_id in (*PROGRAMME_IDS, *OUR_IDS, "RC", "GATE", DRY):
        said = " ".join(block.text for block in card_blocks(library, item_id, lambda _key, shipped: shipped))
        assert "{" not in said
        assert not re.search(r"\b(spike|evaluate|step back|masked|locked)\b", said, re.IGNORECASE)


@pytest.mark.parametrize("size", SIZES)
async def test_the_cards_for_hard_days_open_by_themselves_and_end_in_a_way_back(
    run_open: Run, session: Workspace, size: tuple[int, int]
) -> None:
    """Dryness, the physiotherapist and the troubles are cards of their own, readable to their end at every size."""
    for item_id in (DRY, "PT-1", "TS-1", "TS-2", "TS-3", "TS-4", "TS-5", "SPIKE"):
        async with run_open(lambda session, shown=item_id: CardScreen(session, shown), size=size) as (app, pilot):
            column = app.screen.column
            assert card_blocks(load_library(), item_id, session.practice.phrase)[0].text.split()[0] in screen_text(app)
            await pilot.press("end")
            last = column.text.rstrip().splitlines()[-1]
            assert last.strip()[:30] in screen_text(app)
            assert all(len(line) <= size[0] for line in screen_text(app).splitlines())


async def test_a_link_is_followed_and_left_again(run_open: Run) -> None:
    """Enter on a card beside this one opens it; Escape comes back to the card, and then to the list."""
    async with run_open(LibraryScreen) as (app, pilot):
        await go_to(pilot, app, "FR-7")
        await pilot.press("enter", "down", "down", "enter")
        assert app.screen.item_id == "POS-1"
        await pilot.press("escape")
        assert app.screen.item_id == "FR-7"
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.titles.entry_id == "FR-7"


async def test_the_card_under_the_cursor_stands_beside_the_titles_in_a_wide_window(run_open: Run) -> None:
    """It follows the cursor; Enter goes into it, Esc back to the titles, and then out."""
    async with run_open(LibraryScreen, size=(100, 30)) as (app, pilot):
        library = app.screen
        await go_to(pilot, app, "FR-3")
        await pilot.pause()
        assert flat(facts("FR-3")[1])[:40] in flat(library.card.text)
        await pilot.press("enter")
        assert (app.screen, app.focused) == (library, library.card)
        await pilot.press("escape")
        assert (app.screen, app.focused) == (library, library.titles)
        await pilot.press("escape")
        assert app.screen is not library


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "word", ["vaginismus", "pelvic floor", "penetration", "DILATOR", "Kegel", "spooning", "prolapse"]
)
async def test_the_words_that_people_search_for_are_found(run_open: Run, size: tuple[int, int], word: str) -> None:
    """They stand on the Library's first page, and / leads to the cards that have them."""
    async with run_open(LibraryScreen, size=size) as (app, pilot):
        assert word.casefold() in flat(screen_text(app)).casefold()
        await pilot.press("slash", *word)
        assert re.search(r"\d+ titles? found", screen_text(app))
        assert app.screen.titles.entry_id == "NAMES"
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.item_id == "NAMES" if isinstance(app.screen, CardScreen) else app.screen.card.has_focus
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, LibraryScreen)
        assert "What it can feel like" in app.screen.titles.text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kegels", "2 titles found"),
        ("kegels?", "2 titles found"),
        ("training dilator", "2 titles found, none with all of these words"),
    ],
)
async def test_one_and_several_are_one_word_and_some_words_find_too(run_open: Run, words: str, found: str) -> None:
    """Where no card has all words, those with the most of them are shown, and that is said."""
    async with run_open(LibraryScreen) as (app, pilot):
        await pilot.press("slash", *words)
        assert found in flat(screen_text(app))
        assert app.screen.titles.entry_id == "NAMES"


async def test_a_search_that_finds_no_card_says_so(run_open: Run) -> None:
    """Esc in the line shows all of them again, and what the program itself can do is found elsewhere."""
    async with run_open(LibraryScreen) as (app, pilot):
        said = f"{NOT_FOUND.format(back='Esc')} {ELSEWHERE.format(finder='Ctrl+P')}"
        await pilot.press("slash", *"xylophone")
        assert said in flat(screen_text(app))
        await pilot.press("escape")
        assert said not in flat(screen_text(app))
        assert app.focused is app.screen.titles
        await pilot.press("slash", *"screen reader")
        assert f"none with all of these words. {ELSEWHERE.format(finder='Ctrl+P')}" in flat(screen_text(app))


@pytest.mark.parametrize("keys", [(), ("enter",), ("slash",)], ids=str)
async def test_only_what_has_the_keys_is_marked_as_such(run_open: Run, keys: tuple[str, ...]) -> None:
    """In a wide window the bar stands in the titles or in the card; from elsewhere a thin one keeps the title."""
    async with run_open(LibraryScreen, size=(120, 40)) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        rows, beside = screen_text(app).split("\n"), app.screen.card.region.x
        thick = {row.index("▌") < beside for row in rows if "▌" in row}
        assert thick == {(): {True}, ("enter",): {False}, ("slash",): set()}[keys]
        assert any("▏" in row[:beside] for row in rows) is bool(keys)
        assert not any("▏" in row[beside:] for row in rows)


async def test_a_link_that_is_not_in_view_is_shown_before_it_is_opened(run_open: Run) -> None:
    """In a low window Enter first brings the link into view, and only the second one opens it."""
    async with run_open(lambda session: CardScreen(session, "FR-7"), size=(40, 12)) as (app, pilot):
        await pilot.press("enter")
        assert app.screen.item_id == "FR-7"
        assert "Breath with the legs up" in screen_text(app)
        await pilot.press("enter")
        assert app.screen.item_id == "RC-1"


@pytest.mark.parametrize("item_id", ["WORDS-1", "WORDS-2", "WORDS-3", "RC-4"])
async def test_words_become_the_owners_own_and_come_back_when_emptied(
    run_open: Run, session: Workspace, settled: Callable[..., Any], item_id: str
) -> None:
    """What is written stands on the card and in the practice; an empty page brings the shipped words back."""
    async with run_open(lambda session: CardScreen(session, item_id)) as (app, pilot):
        await pilot.press("e")
        assert isinstance(app.screen, TextEditScreen)
        app.screen.area.text = "My own [/x] words"
        await pilot.press("escape")
        await settled(app, pilot)
        assert "My own [/x] words" in screen_text(app)
        assert session.practice.phrase(item_id, "shipped") == "My own [/x] words"
        await pilot.press("e")
        app.screen.area.text = ""
        await pilot.press("ctrl+s")
        await settled(app, pilot)
        assert session.practice.phrase(item_id, "shipped") == "shipped"
        assert "My own" not in screen_text(app)
        assert session.journal.records("phrase") == []


async def test_the_programs_own_words_cannot_be_changed(run_open: Run) -> None:
    """On any other card the key says so and opens nothing."""
    async with run_open(lambda session: CardScreen(session, "FR-1")) as (app, pilot):
        await pilot.press("e")
        assert isinstance(app.screen, CardScreen)
        assert app.screen.why_not("change-words") == "These words are the program's own."


async def test_own_words_are_kept_when_the_journal_closes_in_the_middle(run_open: Run, session: Workspace) -> None:
    """A lock while the words are being written keeps them as they stand."""
    async with run_open(lambda session: own_words(session, "WORDS-2", "shipped")) as (app, _pilot):
        app.screen.area.text = "We stop when I say so."
        session.seal()
        assert session.practice.phrase("WORDS-2", "shipped") == "We stop when I say so."


async def test_the_library_is_one_key_from_today(run_open: Run) -> None:
    """F10 opens it, under every answer of the gate, and Escape leads back."""
    async with run_open() as (app, pilot):
        await pilot.press("f10")
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, TodayScreen)
