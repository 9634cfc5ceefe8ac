"""The session as it stands on a terminal: whole at every size, readable without colour, still but for its border."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

import pytest
from evenings import CODE, Evening, at
from moments import MOMENTS, WORD
from tests.ui.wcag import contrast

from comfort_journal import paths
from comfort_journal.content.session import load_session_words
from comfort_journal.settings import Settings
from comfort_journal.ui import themes
from comfort_journal.ui.followed import place_on
from comfort_journal.ui.partner.screens.key_row import KeyRow
from comfort_journal.ui.partner.screens.session_screen import TONES, SessionPage
from comfort_journal.ui.partner.screens.time_bar import BAR
from comfort_journal.ui.partner.screens.view_model import picture
from comfort_journal.ui.widgets.big_text import blocks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.app import App
    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp

SAID = load_session_words()
SIZES = [(80, 24), (120, 40), (40, 12)]
PHRASES = {
    "WORDS-1": "Ten minutes of warming up first, please.",
    "WORDS-2": "[/x] The pace is mine. [bold]",
    "WORDS-3": "If my jaw goes tight, remind me to breathe.",
}
_FRAME = re.compile(r"[█▀▄▁░▒▓]")


def painted(app: App[Any]) -> list[str]:
    """Return the rows of the terminal as they are drawn now."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def sentences(app: App[Any]) -> str:
    """Return what can be read, the border and the blocks of large letters left out, in one line."""
    return " ".join(_FRAME.sub(" ", "\n".join(painted(app))).split())


@pytest.fixture
def show(run_screen: Callable[..., Any]) -> Callable[..., Any]:
    """Give a runner of a page at an evening's moment that yields the app, its pilot, and the page."""

    @contextlib.asynccontextmanager
    async def run(
        evening: Evening,
        *,
        settings: Settings | None = None,
        record: bool = True,
        **how: Any,  # noqa: ANN401  what run_screen takes
    ) -> AsyncIterator[tuple[MainApp, Pilot[int], Any]]:
        chosen = settings or Settings(motion="none")
        phrases = PHRASES if evening.state.setup.mode == "step" else {}

        def make(_app: object) -> SessionPage:
            page = SessionPage(settings=chosen, phrases=phrases, record=record, clock=lambda: evening.now)
            page.show(evening.state, evening.now)
            return page

        async with run_screen(make, settings=chosen, **how) as (app, pilot):
            await pilot.pause()
            yield app, pilot, app.screen

    return run


def moved(evening: Evening, *keys: str, wait: float = 0.0) -> Evening:
    """Return the evening some seconds, then some keys on."""
    evening.wait(wait)
    evening.press(*keys)
    return evening


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_sentence_is_there_whole(show: Callable[..., Any], size: tuple[int, int]) -> None:
    """Nothing is cut off at any of the three sizes, and neither the code nor a stop word out of place is there."""
    async with show(MOMENTS["rehearse"](), size=size) as (app, pilot, page):
        for moment, make in MOMENTS.items():
            evening = make()
            shown = picture(evening.state, evening.now, SAID)
            page.show(evening.state, evening.now)
            await pilot.pause()
            read = sentences(app)
            for line in shown.lines:
                assert line in read, moment
            for key, does in (*shown.keys, *shown.offers):
                assert f"{key} {does}".strip() in read, moment
            if shown.places is not None:
                assert f"{'●' * shown.places}{'○' * (4 - shown.places)}" in read.replace(" ", ""), moment
            assert page.line.display == (shown.share is not None), moment
            assert (WORD in read) == shown.agreement, moment
            assert CODE[:3] not in read.replace(" ", ""), moment


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_agreement_has_all_that_section_four_names(show: Callable[..., Any], size: tuple[int, int]) -> None:
    """Stop word, silent signal and the four facts at every size; the words to say wherever there is room for them."""
    async with show(MOMENTS["ready"](), size=size) as (app, _pilot, _page):
        read = sentences(app)
        silence = SAID.session.pauses.format(most=3)
        for text in (WORD, SAID.agreement.taps, SAID.agreement.rules, silence, SAID.agreement.finger):
            assert text in read
        if size != (40, 12):
            assert all(phrase in read for phrase in PHRASES.values())
            assert SAID.agreement.kept in read
    async with show(MOMENTS["rehearse"](), size=(40, 12)) as (app, _pilot, _page):
        assert SAID.agreement.larger in sentences(app)


async def test_the_agreement_says_when_no_record_is_kept(show: Callable[..., Any]) -> None:
    """One quiet line, where both can read it."""
    async with show(MOMENTS["ready"](), record=False) as (app, _pilot, _page):
        assert SAID.agreement.not_kept in sentences(app)
        assert SAID.agreement.kept not in sentences(app)


@pytest.mark.parametrize("size", [(39, 24), (80, 11), (20, 4)], ids=str)
async def test_a_window_too_small_has_the_countdown_and_how_it_stops(
    show: Callable[..., Any], size: tuple[int, int]
) -> None:
    """Below 40 by 12 nothing else is shown, and resizing brings the rest back."""
    evening = moved(at("touch", word=WORD), wait=37)
    async with show(evening, size=size) as (app, pilot, _page):
        assert sentences(app) == f"{evening.state.due - evening.now:.0f} {SAID.keys.any}"  # type: ignore[operator]
        assert any(BAR in row for row in painted(app))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.pause()
        assert f"1 {SAID.keys.yes}" in sentences(app)
        assert SAID.keys.any not in sentences(app).replace(SAID.keys.others, "")


async def test_the_line_shrinks_and_an_answer_makes_it_whole(show: Callable[..., Any]) -> None:
    """It is drawn from the moment the answer is due, whatever came between two drawings."""
    evening = at("touch")
    due = evening.state.due
    assert due is not None
    async with show(evening) as (app, pilot, page):
        lengths = []
        for left in (45, 30, 20, 11, 3):
            page.show(evening.state, due - left)
            await pilot.pause()
            lengths.append(painted(app)[page.line.region.y].count(BAR))
        assert lengths == sorted(lengths, reverse=True)
        assert len(set(lengths)) == len(lengths)
        moved(evening, "1", wait=30)
        page.show(evening.state, evening.now)
        await pilot.pause()
        assert painted(app)[page.line.region.y].count(BAR) == lengths[0]


@pytest.mark.parametrize("theme", ["lamplight", "terminal"])
async def test_the_bell_has_a_twin_that_no_breath_looks_like(show: Callable[..., Any], theme: str) -> None:
    """From five seconds on the border stands solid, in any colours: its edge is full cells and nothing else."""
    evening = at("still")
    due = evening.state.due
    assert due is not None
    settings = Settings(theme=theme, motion="full")
    async with show(evening, settings=settings) as (app, pilot, page):
        for left in range(40, 5, -1):
            page.show(evening.state, due - left)
            await pilot.pause()
            assert set(painted(app)[0]) != {"█"}
        page.show(evening.state, due - 5)
        await pilot.pause()
        assert set(painted(app)[0]) == set(painted(app)[-1]) == {"█"}
        assert all(row.startswith("██") and row.endswith("██") for row in painted(app))
        assert SAID.session.bell in sentences(app)


def border(app: App[Any]) -> list[Any]:
    """Return the topmost row with its colours."""
    strip = app.screen._compositor.render_strips()[0]
    return [(segment.text, segment.style) for segment in strip]


async def test_the_border_breathes_and_nothing_else_moves(show: Callable[..., Any]) -> None:
    """Between two moments of one breath the border has changed; within it every row is the same."""
    evening = at("arousal")
    async with show(evening, settings=Settings(motion="full")) as (app, pilot, page):
        page.show(evening.state, evening.now)
        await pilot.pause()
        dark, rows = border(app), [row[2:-2] for row in painted(app)[1:-1]]
        page.show(evening.state, evening.now + 4)
        await pilot.pause()
        assert border(app) != dark
        assert [row[2:-2] for row in painted(app)[1:-1]] == rows
        assert SAID.session.breathe_out not in sentences(app)


async def test_without_motion_the_breath_is_words(show: Callable[..., Any]) -> None:
    """The still twin: the border stays as it is, and one line says in and out."""
    evening = at("arousal")
    async with show(evening, settings=Settings(motion="none")) as (app, pilot, page):
        still = border(app)
        assert SAID.session.breathe_in in sentences(app)
        page.show(evening.state, evening.now + 5)
        await pilot.pause()
        assert border(app) == still
        assert SAID.session.breathe_out in sentences(app)


async def test_a_reminder_shows_the_breath_in_words_for_a_while(show: Callable[..., Any]) -> None:
    """``r`` brings the words also where the border moves; two breaths later they are gone."""
    evening = at("touch")
    async with show(evening, settings=Settings(motion="full")) as (app, pilot, page):
        assert SAID.session.breathe_in not in sentences(app)
        page.breathe()
        page.show(evening.state, evening.now + 1)
        await pilot.pause()
        assert SAID.session.breathe_in in sentences(app)
        page.show(evening.state, evening.now + 20.5)
        await pilot.pause()
        assert SAID.session.breathe_in not in sentences(app)


async def test_a_stop_is_painted_at_once_and_stays(show: Callable[..., Any]) -> None:
    """Whatever older state is shown after it, nothing leads back; the rehearsed stop does go on."""
    evening = at("still")
    async with show(evening) as (app, pilot, page):
        page.stopped(rehearsal=True)
        await pilot.pause()
        assert SAID.agreement.rehearsed in sentences(app)
        page.show(evening.state, evening.now)
        await pilot.pause()
        assert SAID.stop.apart not in sentences(app)
        page.stopped(rehearsal=False)
        page.show(evening.state, evening.now)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert SAID.stop.apart in sentences(app)
        assert "comfortable" not in sentences(app)
        moved(moved(evening, "q"), wait=11)
        page.show(evening.state, evening.now)
        await pilot.pause()
        assert SAID.aftercare.explain in sentences(app)


async def test_a_locked_session_is_an_empty_page(show: Callable[..., Any]) -> None:
    """Not even the border is left."""
    evening = moved(at("still"), "ctrl+l")
    async with show(evening) as (app, _pilot, _page):
        assert not "".join(painted(app)).strip()


async def test_no_key_can_reach_anything_on_the_page(show: Callable[..., Any]) -> None:
    """There is nothing to focus, nothing to select, and no key that the page has for itself."""
    async with show(at("choice")) as (app, pilot, page):
        assert page.focus_chain == []
        assert not page.ALLOW_SELECT
        before = painted(app)
        await pilot.press("tab", "1", "x", "enter")
        assert page.focused is None
        assert painted(app) == before


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 50)], ids=str)
@pytest.mark.parametrize("moment", ["touch", "touch, asked", "still, offered", "still, rung", "pause, no code"])
async def test_the_answers_stand_in_block_letters_from_80_by_24_on(
    show: Callable[..., Any], moment: str, size: tuple[int, int]
) -> None:
    """Each of them whole, and the same in plain letters below; also in the seconds that are counted."""
    evening = MOMENTS[moment]()
    async with show(evening, size=size) as (app, _pilot, page):
        rows = painted(app)
        for key, does in page._shown.large:
            forms = blocks(does)
            assert any(all(any(part.strip() in row for row in rows) for part in form) for form in forms), does
            assert f"{key} {does}".strip() in sentences(app)
        assert len(page._shown.large) >= 2


async def test_showing_the_same_moment_again_draws_nothing(
    show: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times a second costs next to nothing: the page is laid out again for a new picture only."""
    evening = at("still")
    async with show(evening) as (_app, _pilot, page):
        laid_out = []
        monkeypatch.setattr(page, "_lay_out", laid_out.append)
        for tenth in range(10):
            page.show(evening.state, evening.now + tenth / 10)
        assert laid_out == []
        page.show(evening.state, evening.now + 36)
        assert len(laid_out) == 1


async def test_without_colour_it_says_the_same(show: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the terminal is asked for no colour every row reads as it does in colour."""
    moment = MOMENTS["still, asked"]
    async with show(moment()) as (app, _pilot, _page):
        coloured = painted(app)
    monkeypatch.setenv("NO_COLOR", "1")
    async with show(moment()) as (app, _pilot, _page):
        assert app.no_color
        assert painted(app) == coloured


async def test_a_quiet_sentence_finds_its_place(show: Callable[..., Any]) -> None:
    """What became of the record can be said above the keys, without markup."""
    async with show(MOMENTS["aftercare"]()) as (app, pilot, page):
        page.say("No record [/x] could be kept.")
        await pilot.pause()
        assert "No record [/x] could be kept." in sentences(app)


@pytest.mark.parametrize("theme", ["lamplight", "paper"])
def test_what_is_drawn_stands_out_from_its_background(theme: str) -> None:
    """Every colour that carries a word has 4.5:1, and the solid border 3:1 (WCAG 2, 1.4.3 and 1.4.11)."""
    colours = themes.read_theme(paths.shipped_themes() / f"{theme}.toml").colours
    for tone in {*TONES.values(), "text", "muted", "accent", "good"}:
        assert contrast(colours[tone], colours["background"]) >= 4.5


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_terminals_cursor_keeps_to_the_keys_and_is_not_seen(
    show: Callable[..., Any], size: tuple[int, int]
) -> None:
    """At every moment it is on a line that can be read, mostly that of the keys, and a breath does not move it."""
    async with show(MOMENTS["rehearse"](), size=size) as (app, pilot, page):
        for moment, make in MOMENTS.items():
            evening = make()
            places = set()
            for seconds in (0.0, 2.0, 7.0):
                page.show(evening.state, evening.now + seconds)
                page._follow_breath(page._shown)
                await pilot.pause()
                places.add(place_on(app))
            (place,) = places
            assert not place.seen
            assert painted(app)[place.at.y][place.at.x :].strip(), moment
            keys = page.query_one(KeyRow)
            assert not keys.display or place.at.y == keys.region.y or page.is_small, moment
