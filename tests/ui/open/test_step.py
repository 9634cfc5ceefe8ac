"""A session at a step, from the page before to the sentence."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from stories import day
from textual.containers import VerticalScroll

from comfort_journal.errors import NotSaved
from comfort_journal.plan.ladder import Ladder
from comfort_journal.records import Entry, Flag, Override, Profile, RatingRecord, Session, Size
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.practice.breath_screen import StepBreathScreen
from comfort_journal.ui.open.practice.red_flags import flag_of
from comfort_journal.ui.open.practice.session_recorder import known_size
from comfort_journal.ui.open.practice.step_end_screen import StepEndScreen
from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen
from comfort_journal.ui.open.practice.step_run_screen import StepRunScreen
from comfort_journal.ui.widgets.answer_list import NOTHING_YET
from comfort_journal.ui.widgets.big_text import BigText, blocks
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import Wall
    from textual.pilot import Pilot

    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

STARTED = "2026-11-23T20:00:00+01:00"
FADED = ("down", "down", "enter")
"""Chooses that a tender place faded."""


def placed(session: Workspace, step: str) -> None:
    """Open every step up to this one."""
    sizes = (Size(id="a", label="little", mm=10), Size(id="b", label="next", mm=14))
    session.keep_records(
        Profile(
            id=str(uuid.uuid4()),
            at=STARTED,
            adult=True,
            agreed=True,
            history=(),
            in_care=None,
            line=2,
            sizes=sizes,
            calendar_start=None,
            start_step=None,
        ),
        Override(id=str(uuid.uuid4()), at=STARTED, step=step, reason="clinician", scope="placement"),
    )


def full(*_records: object) -> None:
    """Stand for a write to a disk without room."""
    raise NotSaved("The disk is full.")


def kept(session: Workspace) -> Session:
    """Return the one session in the journal."""
    (found,) = session.practice.sessions()
    return found


def text(app: MainApp) -> str:
    """Return what the screen shows, line by line."""
    return "\n".join(
        "".join(segment.text for segment in line).rstrip() for line in app.screen._compositor.render_strips()
    )


async def go(app: MainApp, pilot: Pilot[int], *steps: str | float) -> None:
    """Press keys, and let so many seconds pass for a number."""
    for step in steps:
        if isinstance(step, str):
            await pilot.press(step)
        else:
            app.clock.now += step  # type: ignore[attr-defined]
            app.lookout.tick()  # the gap is the test's own, not a machine that slept
            if isinstance(app.screen, (StepRunScreen, StepEndScreen)):
                app.screen.look()
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()


async def test_a_closed_step_shows_its_reason_and_nothing_else(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """Before the first page no step is open, and Enter begins nothing and is not named."""
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        assert "Enter" not in text(app)
        assert session.practice.assess().reason[:20] in text(app)
        assert "Nothing new" not in text(app)
        await go(app, pilot, "enter")
        assert not isinstance(app.screen, StepRunScreen)


async def test_one_answer_of_the_page_before_is_called_enter(run_open: Callable[..., Any], session: Workspace) -> None:
    """That nothing is new and that one has settled are one answer; only what differs has a key of its own."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance"), size=(80, 40)) as (app, _pilot):
        page = text(app)
        assert "Nothing new. I have settled already" in page
        assert page.count("Enter  ") == 1


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
async def test_before_a_session_the_cursor_is_on_the_first_choice_of_how_to_begin(
    run_open: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """Where that has to be read on to, on words until then; the arrows read on as ever."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance"), size=size) as (app, pilot):
        for _ in range(12):
            row = text(app).split("\n")[app.cursor_position.y]
            assert row[app.cursor_position.x :].strip()
            if row.strip().startswith("c "):
                break
            await go(app, pilot, "down")
        assert row.strip().startswith("c ")
        assert size == (40, 12) or app.screen.query_one(VerticalScroll).scroll_y == 0


async def test_entrance_takes_few_keys(run_open: Callable[..., Any], session: Workspace) -> None:
    """From the page before to the sentence it is at most eight presses, and the day's page asks its question."""
    placed(session, "entrance")
    async with run_open(first_screen) as (app, pilot):
        await app.push_screen(StepIntroScreen(session, "entrance"))
        keys: list[str | float] = ["enter", "z", 10.0, 35.0, "z", "1", "enter", "enter"]
        assert sum(isinstance(key, str) for key in keys) <= 8
        await go(app, pilot, *keys)
        assert isinstance(app.screen, TodayScreen)
        found = kept(session)
        assert (found.ended, found.during, found.holds[0].seconds, found.tool) == ("complete", 1, 35, "finger")
        assert (found.after, found.settled, found.fear, found.masked) == (None, None, None, False)


@pytest.mark.parametrize(
    ("step", "keys", "ended", "during"),
    [
        ("mapping", ("z", 10, "space", 60, *FADED, "1", "enter", "enter"), "complete", 1),
        ("shallow", ("z", 10, 30, "1", "enter", 30, "0", "enter", "enter"), "complete", 1),
        ("dilator:a", ("z", 10, 200, "2", "enter"), "complete", 2),
        ("movement", ("z", 10, 25, "space", 40, "z", "0", "enter"), "complete", 0),
        ("entrance", ("z", 10, 5, "z", "0", "enter", "enter"), "short", 0),
        ("entrance", ("z", 10, 4, "z", "0", "enter", "m", 10, 35, "z", "1", "enter"), "complete", 1),
        ("movement", ("z", 10, 4, "z", "0", "enter", "m", 10, 70, "z", "1", "enter"), "complete", 1),
        ("entrance", ("z", 10, 5, "b", 60, "1", "enter", "enter"), "burning", 1),
        ("entrance", ("z", 10, 5, "p", "3", "enter"), "pain", 3),
    ],
)
async def test_each_kind_is_walked_to_its_end(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    step: str,
    keys: tuple[str | float, ...],
    ended: str,
    during: int,
) -> None:
    """Keys and time lead through the session, and the record says how it ended."""
    placed(session, "movement")
    async with run_open(lambda opened: StepIntroScreen(opened, step)) as (app, pilot):
        await go(app, pilot, "enter", *keys)
        assert isinstance(app.screen, StepEndScreen)
    found = kept(session)
    assert (found.step, found.ended, found.during) == (step, ended, during)


@pytest.mark.parametrize(("step", "least"), [("entrance", 30), ("shallow", 20), ("dilator:a", 60), ("movement", 60)])
async def test_a_hold_cut_short_is_said_to_be_too_short_to_count_and_from_when_the_plan_looks_at_one(
    run_open: Callable[..., Any], session: Workspace, step: str, least: int
) -> None:
    """On the page that offers it, and where it was left at that; one that was long enough is told neither."""
    placed(session, "movement")
    said = session.practice.library.sentences.session
    after = (30.0, "0", "enter") if step == "shallow" else ()
    async with run_open(lambda opened: StepIntroScreen(opened, step)) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, least - 1.0, "z", "0", "enter", *after)
        assert said.cut_short in text(app)
        await go(app, pilot, "enter")
        assert isinstance(app.screen, StepEndScreen)
        assert said.nothing.format(least=least) in " ".join(text(app).split())
    async with run_open(lambda opened: StepIntroScreen(opened, step)) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, least - 1.0, "z", "0", "enter", *after, "m", 10.0, least, "z", "0")
        await go(app, pilot, "enter", *after)
        assert said.cut_short not in text(app)
        await go(app, pilot, *(("enter",) if step == "shallow" else ()))
        assert isinstance(app.screen, StepEndScreen)
        assert said.tomorrow in " ".join(text(app).split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_hold_is_read_from_across_the_bed(
    run_open: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """The word, the time and how long it is meant to be are large; it begins with the breath in, in large letters."""
    placed(session, "entrance")
    said = session.practice.library.sentences.session
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance"), size=size) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0)
        for seconds, word, time in (
            (1.0, said.breathe_in, "0:01"),
            (34.0, session.practice.library.step("entrance").word, "0:35"),
        ):
            await go(app, pilot, seconds)
            shown = [app.screen.query_one(name, BigText) for name in ("#word", "#time", "#target")]
            assert [each.text for each in shown] == [word, time, "0:30-1:00"]
            assert all(str(each.render()) in {"\n".join(form) for form in blocks(each.text)} for each in shown)


@pytest.mark.parametrize("late", [3.0, 7.0])
@pytest.mark.parametrize(
    ("step", "before", "again"),
    [
        ("mapping", ("z", 10.0, "space"), ("z", *FADED, "1", "enter", "m", 10.0, "space")),
        ("entrance", ("z", 10.0), ("b",)),
        ("shallow", ("z", 10.0), ("z", "1", "enter", 30.0, "0", "enter", "m", 10.0)),
        ("dilator:a", ("z", 10.0), ("z", "3", "enter")),
        ("movement", ("z", 10.0), ("c",)),
    ],
)
async def test_every_hold_and_every_minute_of_breath_begins_with_its_own_in_breath(  # noqa: PLR0913, PLR0917  as above
    run_open: Callable[..., Any],
    session: Workspace,
    step: str,
    before: tuple[str | float, ...],
    again: tuple[str | float, ...],
    late: float,
) -> None:
    """However long somebody took before it, and where a hold is a contact, the first in-breath says so."""
    placed(session, "movement")
    said = session.practice.library.sentences.session
    async with run_open(lambda opened: StepIntroScreen(opened, step)) as (app, pilot):
        await go(app, pilot, "enter", late, *before)
        for keys in ((), (3.0 + late, *again)):
            await go(app, pilot, *keys)
            assert isinstance(app.screen, StepRunScreen)
            breath = app.screen.pacer.breath()
            assert (breath.phase, breath.open) == ("in", 0)
            assert "breathe in" in text(app)
            holding = app.screen._sitting.state.phase == "holding"
            assert (said.contact in text(app)) is (holding and step != "mapping")


async def test_the_lines_of_a_hold_take_turns_from_its_first_breath_on(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """Contact belongs to the first in-breath alone; then one line goes with each breath, in and out."""
    placed(session, "entrance")
    library = session.practice.library
    step = library.step("entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", 3.0, "z", 10.0)
        for line in (
            library.sentences.session.contact,
            step.cue_out[0],
            step.cue_in[1],
            step.cue_out[1],
            step.cue_in[0],
        ):
            assert line in text(app)
            await go(app, pilot, 5.0)


async def test_a_session_that_is_cut_off_is_kept_as_early(run_open: Callable[..., Any], session: Workspace) -> None:
    """From the first hold on the journal has it, and sealing brings its seconds up to date."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0)
        assert (kept(session).ended, kept(session).during) == ("early", None)
        app.clock.now += 20
        session.seal()
        assert (kept(session).ended, kept(session).holds[0].seconds) == ("early", 20)


async def test_nothing_is_kept_before_anything_was_touched(run_open: Callable[..., Any], session: Workspace) -> None:
    """Turning round at the first word leaves no trace."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "escape")
        assert not session.practice.sessions()


async def test_the_worst_moment_has_one_sentence_and_one_offer(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """No number, no marks; whether it grows is asked after a 4, and the note for hard days is there."""
    placed(session, "entrance")
    note = Entry(
        id=str(uuid.uuid4()),
        at=STARTED,
        prompt=None,
        text="It passed the last time too.",
        tags=("for-hard-days",),
        starred=True,
        session=None,
        source="app",
    )
    session.keep_records(note)
    said = session.practice.library.sentences.session
    async with run_open(first_screen) as (app, pilot):
        await app.push_screen(StepIntroScreen(session, "entrance"))
        await go(app, pilot, "enter", "z", 10.0, 5.0, "z", "5", "enter")
        shown = text(app)
        assert said.breathe in shown
        assert said.worse in shown
        assert note.text in shown
        assert not any(row.display for row in app.screen.query(RatingRow))
        assert said.tomorrow not in shown
        await go(app, pilot, 400.0, "b")
        assert isinstance(app.screen, StepBreathScreen)
        await go(app, pilot, "z", "y")
        assert [flag.sign for flag in session.journal.records("flag") if isinstance(flag, Flag)] == ["sharp_pain"]
        await go(app, pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
        assert said.after_hard in text(app)


async def test_a_stop_asks_nothing(run_open: Callable[..., Any], session: Workspace) -> None:
    """It is one key, kept as a stop; its sentence is for one person, and whether it grows is not asked."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, 5.0, "s")
        assert isinstance(app.screen, StepEndScreen)
        assert session.practice.library.sentences.session.stopped in text(app)
        assert session.practice.library.sentences.session.worse not in text(app)
    assert kept(session).ended == "stop"


@pytest.mark.parametrize(
    ("step", "keys", "shown"),
    [
        ("movement", ("z", 10, 25, "b", 60, "1", "enter", "enter"), True),
        ("movement", ("z", 10, 25, "z", "3", "enter", 60, "minus", "enter"), True),
        ("movement", ("z", 10, 70, "z", "1", "enter"), False),
        ("entrance", ("z", 10, 25, "b", 60, "1", "enter", "enter"), False),
    ],
)
async def test_movement_that_had_to_end_brings_its_card(
    run_open: Callable[..., Any], session: Workspace, step: str, keys: tuple[str | float, ...], *, shown: bool
) -> None:
    """For burning, and for pain that was not too much; nothing else brings it."""
    placed(session, "movement")
    async with run_open(lambda opened: StepIntroScreen(opened, step), size=(80, 60)) as (app, pilot):
        await go(app, pilot, "enter", *keys)
        assert isinstance(app.screen, StepEndScreen)
        assert (session.practice.library.card("TS-3").title in text(app)) is shown


@pytest.mark.parametrize("key", ["1", "minus", "t", "enter", "space", "z"])
async def test_any_key_begins(run_open: Callable[..., Any], session: Workspace, key: str) -> None:
    """Also one that chooses a number later on."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", key, 10.0)
    assert kept(session).step == "entrance"


async def test_each_moment_says_which_key_goes_on(run_open: Callable[..., Any], session: Workspace) -> None:
    """Movement names the key to stillness, the numbers Enter, the words after it Space, without any colour."""
    placed(session, "movement")
    said = session.practice.library.sentences.session
    async with run_open(lambda opened: StepIntroScreen(opened, "movement")) as (app, pilot):
        await go(app, pilot, "enter", "z")
        assert said.place in text(app)
        await go(app, pilot, 10.0, 65.0)
        assert said.hold_moving in text(app)
        await go(app, pilot, "z")
        assert "Enter go on" in text(app)
        await go(app, pilot, "enter")
        assert isinstance(app.screen, StepRunScreen)
        await go(app, pilot, "1", "enter")
        assert "Space mark" in text(app)
        assert f"▸ · {session.practice.library.sentences.outcomes.masked}" in text(app)
        await go(app, pilot, *["down"] * 3, "space")
        assert "▸ ✓ sharp" in text(app)
    assert kept(session).tags == ("sharp",)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_sharp_is_marked_and_taken_back_where_a_number_is_asked(
    run_open: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """The footer names the key, help says what it does there, and the key that leaves a number out marks nothing."""
    placed(session, "mapping")
    said = session.practice.library.sentences.session
    async with run_open(lambda opened: StepIntroScreen(opened, "mapping"), size=size) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0)
        assert "p sharp" in text(app)
        await go(app, pilot, "x")
        assert said.sharp_asked not in " ".join(text(app).split())
        await go(app, pilot, "p")
        assert said.sharp_asked in " ".join(text(app).split())
        await go(app, pilot, "f1")
        shown = " ".join(text(app).split())
        assert "Mark that it is sharp, or take the mark back." in shown
        assert "End the hold at once, and give a number" not in shown
        await go(app, pilot, "escape", "p")
        assert said.sharp_asked not in " ".join(text(app).split())
        await go(app, pilot, "1", "enter", 60.0, *FADED, "1", "enter", "enter")
    assert kept(session).tags == ()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_question_where_it_was_stands_alone_and_names_its_keys(
    run_open: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """Nothing of the page below is cut beside it, and the keys that give it and go back stand there."""
    placed(session, "mapping")
    said = session.practice.library.sentences.session
    async with run_open(lambda opened: StepIntroScreen(opened, "mapping"), size=size) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, "1", "enter", 60.0, *FADED, "1", "enter", "o")
        shown = text(app)
        assert said.where in " ".join(shown.split())
        assert "Enter go on   Esc back" in shown
        own = f"{said.where} for example: 6 Enter go on Esc back F9 enough F1 help".split()
        assert set(shown.split()) <= set(own), shown
        await go(app, pilot, "1", "3", "enter")
        assert said.hour in " ".join(text(app).split())
        assert "Enter go on   Esc back" in text(app)
        await go(app, pilot, "backspace", "enter")
        seen = text(app)
        await go(app, pilot, "enter", "enter")
        assert said.place_kept.format(hour=1) in seen
    assert kept(session).holds[0].spot == 1


@pytest.mark.parametrize("step", ["entrance", "shallow"])
async def test_in_a_hold_the_footer_names_each_key_that_says_what_is_felt(
    run_open: Callable[..., Any], session: Workspace, step: str
) -> None:
    """Burning, closing and sharp stand beside the stop; not while any key begins, or while they would say nothing."""
    placed(session, step)
    async with run_open(lambda opened: StepIntroScreen(opened, step)) as (app, pilot):
        for key, names in (("enter", False), ("z", False), (10.0, True), ("b", False)):
            await go(app, pilot, key)
            assert ("s stop   b burns   c clenches   p sharp" in text(app)) == names, key
            assert "s stop" in text(app)


@pytest.mark.parametrize(
    ("step", "keys", "stopped"),
    [
        ("mapping", ("z", 10.0, "1", "enter", 60.0, *FADED, "4", "enter"), False),
        ("entrance", ("z", 10.0, 60.0, "3", "enter", 60.0, "3", "enter"), False),
        ("entrance", ("z", 10.0, 60.0, "3", "enter", 60.0, "p", "s"), True),
    ],
)
async def test_that_one_stopped_is_said_only_where_one_did(
    run_open: Callable[..., Any], session: Workspace, step: str, keys: tuple[str | float, ...], *, stopped: bool
) -> None:
    """It was too much either way; after the full time and a number nobody stopped, and outside nothing comes out."""
    placed(session, step)
    said = session.practice.library.sentences.session
    seen = ""
    async with run_open(lambda opened: StepIntroScreen(opened, step)) as (app, pilot):
        await go(app, pilot, "enter")
        for key in keys:
            await go(app, pilot, key)
            seen += text(app)
        shown = " ".join(text(app).split())
        assert (said.too_much_stopped in shown, said.too_much in shown) == (stopped, not stopped)
    assert said.ceiling_outside in seen
    assert said.ceiling not in seen
    assert said.above not in seen


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_word_to_mark_is_always_in_view(
    run_open: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """Down to the last of them and up again."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance"), size=size) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, 35.0, "z", "1", "enter")
        for key in [*["down"] * 14, *["up"] * 14]:
            await pilot.press(key)
            await pilot.pause()
            assert "▸" in text(app)


async def walk(app: MainApp, pilot: Pilot[int], *keys: str) -> None:
    """Press keys from Today to the page of the practice; Enter leads to another page each time."""
    for key in keys:
        before = app.screen
        await pilot.press(key)
        if key == "enter":
            for _ in range(1000):
                await pilot.pause()
                if app.screen is not before and not isinstance(app.screen, PlanScreen):
                    break
        await pilot.pause()


async def test_the_first_practice_begins_within_ten_keys_of_a_new_vault(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """No answer stands chosen: each of three pages takes an arrow and Enter, and the time runs after ten presses."""
    keys = ("f4", "enter", *["down", "enter"] * 3, "enter", "enter")
    assert len(keys) <= 10
    async with run_open(first_screen) as (app, pilot):
        await walk(app, pilot, *keys[:-1])
        await go(app, pilot, keys[-1])
        assert isinstance(app.screen, StepRunScreen)
        assert app.screen._sitting.state.phase == "placing"
        await go(app, pilot, 10.0, "1", "enter")
        assert app.screen._sitting.state.phase == "holding"
    profile = session.practice.profile()
    assert profile is not None
    assert (profile.adult, profile.agreed, profile.history) == (True, True, ("none",))


async def test_on_the_day_after_practice_runs_within_eight_keys_its_number_among_them(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """The number for yesterday, the page before, any key, the number before the breath: eight presses to the breath."""
    session.keep_records(day(322, "08:00").profile(history=("none",)), day(322, "20:30").mapping())
    keys, last = ("f4", "enter", "1", "enter", "enter", "enter"), ("1", "enter")
    assert len(keys + last) <= 8
    async with run_open(first_screen) as (app, pilot):
        await walk(app, pilot, *keys[:-1])
        await go(app, pilot, keys[-1])
        assert isinstance(app.screen, StepRunScreen)
        assert app.screen._sitting.state.phase == "placing"
        await go(app, pilot, 10.0, *last)
        assert app.screen._sitting.state.phase == "holding"


async def test_letting_go_is_said_before_the_tender_place_is_asked_about_and_enter_alone_chooses_nothing(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """What to do with the finger comes first; what became of the place is chosen by arrow and Enter, not by a digit."""
    placed(session, "mapping")
    said = session.practice.library.sentences.session
    async with run_open(lambda opened: StepIntroScreen(opened, "mapping")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, "1", "enter", 60.0)
        shown = " ".join(text(app).split())
        assert 0 <= shown.find(said.ceiling_outside) < shown.find(said.fading)
        await go(app, pilot, "enter", "2")
        assert app.screen._sitting.state.phase == "faded"  # type: ignore[attr-defined]
        await go(app, pilot, *FADED)
        assert said.ceiling_outside not in text(app)
        await go(app, pilot, "1", "enter", "enter")
    assert kept(session).faded == "yes"


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        ("entrance", (10.0, 35.0, "z", "1", "enter", "enter")),
        ("mapping", (10.0, "1", "enter", 60.0, *FADED, "1", "enter", "enter", "enter")),
    ],
)
async def test_today_has_the_practice_and_five_minutes_later_asks_for_its_number(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    wall: Wall,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    keys: tuple[str | float, ...],
) -> None:
    """Its step and its time stand there, and then, by itself, the question that the end of the practice spoke of."""
    monkeypatch.setattr("comfort_journal.ui.open.home.reminder_line.LOOK_EVERY", 0.01)
    placed(session, step)
    today = session.practice.library.sentences.today
    async with run_open(first_screen) as (app, pilot):
        await app.push_screen(StepIntroScreen(session, step))
        await go(app, pilot, "enter", "z", *keys)
        assert isinstance(app.screen, TodayScreen)
        name = session.practice.step_name(step)
        assert today.practised.format(time=f"{wall.now:%H:%M}", step=name) in text(app)
        wall.now += timedelta(minutes=5)
        for _ in range(1000):
            await pilot.pause()
            if today.after in text(app):
                break
        assert today.after in text(app)


BEGIN = ("enter", "z", 10.0, 5.0)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize(
    ("keys", "screen", "sign", "ended"),
    [
        (("exclamation_mark", "enter"), QuestionScreen, "bleeding", None),
        (("exclamation_mark", *["down"] * 4, "enter"), QuestionScreen, "bulge", None),
        ((*BEGIN, "exclamation_mark", "enter"), StepEndScreen, "bleeding", "flag"),
        ((*BEGIN, "z", "1", "enter", "enter", "exclamation_mark", "down", "enter"), StepEndScreen, "fever", "short"),
        ((*BEGIN, "z", "5", "enter", "y"), StepEndScreen, "sharp_pain", "pain"),
    ],
)
async def test_the_first_message_after_a_sign_says_when_it_is_urgent_and_offers_nothing_to_practise(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    keys: tuple[str | float, ...],
    screen: type,
    sign: str,
    ended: str | None,
    size: tuple[int, int],
) -> None:
    """Before, inside and after a session: what was noted, what rests, urgent care; Enter begins nothing."""
    placed(session, "entrance")
    library = session.practice.library
    said = library.sentences.session
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance"), size=size) as (app, pilot):
        await go(app, pilot, *keys)
        assert isinstance(app.screen, screen)
        # A page of the plan is answered only once its end was on the screen.
        shown = " ".join((app.screen._text if screen is QuestionScreen else text(app)).split())
        named = next(each.said for each in library.signs.all() if each.key == sign)
        for sentence in (said.flag.format(sign=named), said.flag_rests, said.urgent):
            assert sentence in shown
        offers = (library.sentences.before.nothing_new, library.card("RC-6").choices[0].label, said.tomorrow)
        assert not any(offer in shown for offer in offers)
        assert [each.sign for each in session.journal.records("flag") if isinstance(each, Flag)] == [sign]
        assert [each.ended for each in session.practice.sessions()] == ([ended] if ended else [])
        await go(app, pilot, "enter")
        assert not isinstance(app.screen, StepRunScreen)
    assert session.practice.assess().outcome == "evaluate"


async def test_a_sign_that_could_not_be_kept_closes_the_page_all_the_same(
    run_open: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What follows from it is said whatever the disk does."""
    placed(session, "entrance")
    urgent = session.practice.library.sentences.session.urgent
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        with monkeypatch.context() as patched:
            patched.setattr(session.practice, "keep", full)
            await go(app, pilot, "exclamation_mark", "enter")
        assert isinstance(app.screen, QuestionScreen)
        assert urgent in " ".join(text(app).split())
        assert "The disk is full." in text(app)
        await go(app, pilot, "enter")
        assert not isinstance(app.screen, StepIntroScreen)


async def test_its_owner_may_say_that_it_was_too_much(run_open: Callable[..., Any], session: Workspace) -> None:
    """The mark makes it so for the plan and turns sentence and question, and it can be taken back on the page."""
    placed(session, "entrance")
    said = session.practice.library.sentences
    async with run_open(first_screen) as (app, pilot):
        await app.push_screen(StepIntroScreen(session, "entrance"))
        await go(app, pilot, "enter", "z", 10.0, 35.0, "z", "1", "enter", "down", "space")
        assert f"✓ {said.outcomes.spike}" in text(app)
        assert said.session.too_much in " ".join(text(app).split())
        assert (kept(session).spike, session.practice.assess().outcome) == (True, "rest")
        await go(app, pilot, "space")
        assert (kept(session).spike, session.practice.assess().outcome) == (False, "stay")
        assert said.session.too_much not in " ".join(text(app).split())
        await go(app, pilot, "space", "enter")
        assert isinstance(app.screen, TodayScreen)
        assert said.session.after_hard in text(app)
    assert kept(session).spike


async def test_a_sign_is_sealed_with_its_session(
    run_open: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the write of a moment ago did not come through, the lock keeps both."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        monkeypatch.setattr(session.practice, "keep", full)
        await go(app, pilot, *BEGIN, "exclamation_mark", "enter")
        assert not session.journal.records("flag")
        session.seal()
    assert [each.sign for each in session.journal.records("flag") if isinstance(each, Flag)] == ["bleeding"]
    assert kept(session).ended == "flag"


async def test_the_number_afterwards_waits_its_five_minutes(run_open: Callable[..., Any], session: Workspace) -> None:
    """It is offered then, and belongs to the same session; what dulls can be marked."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, 35.0, "z", "1", "enter", "space", 299.0, "a", "2")
        assert kept(session).after is None
        await go(app, pilot, 1.0, "a", "2", "enter")
    assert (kept(session).after, kept(session).masked) == (2, True)


@pytest.mark.parametrize("step", ["entrance", "mapping"])
async def test_a_later_session_of_the_day_asks_whether_anything_is_new_and_nothing_else(
    run_open: Callable[..., Any], session: Workspace, step: str
) -> None:
    """One question and one key; none of the first page's lines, also where it is another step."""
    placed(session, "entrance")
    library = session.practice.library
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, 35.0, "z", "1", "enter")
        app.push_screen(StepIntroScreen(session, step))
        await pilot.pause()
        assert library.sentences.before.anything in text(app)
        assert not any(check.label in text(app) for check in library.card("FR-4").choices)
        assert library.card("RC-6").title not in text(app)
        await go(app, pilot, "enter")
        assert isinstance(app.screen, StepRunScreen)


async def test_something_new_before_a_later_session_closes_it(run_open: Callable[..., Any], session: Workspace) -> None:
    """The question has its other answer, and then nothing begins."""
    placed(session, "entrance")
    session.keep_records(day(323, "20:30").mapping())  # an hour before
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "exclamation_mark", "enter")
        assert session.practice.library.sentences.session.urgent in " ".join(text(app).split())
        await go(app, pilot, "enter")
        assert not isinstance(app.screen, (StepIntroScreen, StepRunScreen))
    assert session.practice.assess().row == 1


async def test_a_page_that_was_left_open_asks_the_gate_before_it_begins(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """A sign that came from another window closes it."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        session.keep_records(flag_of(session, "fever"))
        await go(app, pilot, "enter")
        assert isinstance(app.screen, StepIntroScreen)
        assert session.practice.assess().reason in " ".join(text(app).split())


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_every_page_can_be_read_in_a_small_window(
    run_open: Callable[..., Any], session: Workspace, size: tuple[int, int]
) -> None:
    """The words that matter are on the screen at each place."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance"), size=size) as (app, pilot):
        assert "there is time" in text(app)
        await go(app, pilot, "enter")
        assert "Any key begins" in text(app)
        await go(app, pilot, "z", 10.0, 5.0)
        assert app.screen.query_one("#time", BigText).text == "0:05"
        await go(app, pilot, "z")
        assert "How much discomfort?" in text(app)
        await go(app, pilot, "1", "enter")
        assert "Enough, or once more?" in text(app)
        await go(app, pilot, "enter")
        assert "Short is fine." in text(app)


async def test_a_sign_that_was_a_slip_is_a_stop(run_open: Callable[..., Any], session: Workspace) -> None:
    """Going back from the choice of signs notes none, and the session has still ended."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, 5.0, "exclamation_mark", "escape")
        assert isinstance(app.screen, StepEndScreen)
    assert kept(session).ended == "stop"
    assert not list(session.journal.records("flag"))


async def test_after_rest_the_timers_end_at_their_lower_end(run_open: Callable[..., Any], session: Workspace) -> None:
    """A hold ends itself at half a minute where the gate says so."""
    placed(session, "entrance")
    past = Session(
        id=str(uuid.uuid4()),
        step="entrance",
        started_at="2026-11-21T20:00:00+01:00",
        ended_at="2026-11-21T20:05:00+01:00",
        holds=(),
        during=5,
        after=None,
        settled=None,
        faded=None,
        tags=(),
        masked=False,
        ended="pain",
        spike=False,
        fear=None,
        stretch=None,
        tool="swab",
    )
    quiet = RatingRecord(id=str(uuid.uuid4()), at="2026-11-23T08:00:00+01:00", about="now", value=0, skipped=False)
    session.keep_records(past, quiet)
    assert session.practice.assess().timers == "low"
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        assert "cotton swab" in text(app)
        await go(app, pilot, "enter", "z", 10.0, 59.0, "1", "enter")
    found = next(each for each in session.practice.sessions() if each.id != past.id)
    assert (found.holds[0].seconds, found.ended, found.tool) == (30, "complete", "swab")


async def test_a_minute_of_breath_ends_by_itself(run_open: Callable[..., Any], session: Workspace) -> None:
    """The three minutes before a session lead back to its page; any key does too."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "b")
        screen = app.screen
        assert isinstance(screen, StepBreathScreen)
        await go(app, pilot, 179.0)
        screen.leave_when_over()
        await pilot.pause()
        assert app.screen is screen
        await go(app, pilot, 1.0)
        screen.leave_when_over()
        await pilot.pause()
        assert isinstance(app.screen, StepIntroScreen)
        await go(app, pilot, "b", "full_stop")
        assert isinstance(app.screen, StepIntroScreen)


def test_the_note_for_hard_days_is_the_newest_with_its_tag(session: Workspace) -> None:
    """In capitals or not; nothing else is ever shown in its place, and none that is folded away."""
    assert find_note(session) is None
    for date, folded, tags in ((20, False, ("For-Hard-Days",)), (21, False, ()), (22, True, ("for-hard-days",))):
        entry = Entry(
            id=str(uuid.uuid4()),
            at=f"2026-11-{date}T20:00:00+01:00",
            prompt=None,
            text=str(date),
            tags=tags,
            starred=True,
            folded=folded,
            session=None,
            source="app",
        )
        session.keep_records(entry)
    found = find_note(session)
    assert found is not None
    assert found.text == "20"


async def test_leaving_after_a_failed_save_takes_a_second_enter(
    run_open: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be kept is said once; nobody is held on the page."""
    placed(session, "entrance")
    async with run_open(first_screen) as (app, pilot):
        await app.push_screen(StepIntroScreen(session, "entrance"))
        await go(app, pilot, "enter", "z", 10.0, 35.0, "z", "1", "enter")
        monkeypatch.setattr(session.practice, "keep", full)
        await go(app, pilot, "enter")
        assert isinstance(app.screen, StepEndScreen)
        await go(app, pilot, "enter")
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize(("step", "told"), [("dilator:b", True), ("dilator:a", False)])
async def test_a_new_size_begins_with_the_one_that_is_known(
    run_open: Callable[..., Any], session: Workspace, step: str, *, told: bool
) -> None:
    """It is named where any key begins, and the smallest size has nothing before it."""
    placed(session, step)
    async with run_open(lambda opened: StepIntroScreen(opened, step)) as (app, pilot):
        await go(app, pilot, "enter")
        shown = " ".join(text(app).split())
        assert "Any key begins" in shown
        assert ("first minutes are at 4 Size little." in shown) is told


async def test_the_minutes_at_the_known_size_lead_to_the_new_one(
    run_open: Callable[..., Any], session: Workspace
) -> None:
    """They end by themselves, m goes on, and the next session at that size begins with it."""
    placed(session, "dilator:b")
    async with run_open(lambda opened: StepIntroScreen(opened, "dilator:b")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, 120.0, "1", "enter")
        assert "Enough, or now 4 Size next?" in text(app)
        assert kept(session).step == "dilator:a"
        await go(app, pilot, "m", 10.0, 180.0, "2", "enter")
        assert isinstance(app.screen, StepEndScreen)
    found = kept(session)
    assert (found.step, found.ended, [hold.size for hold in found.holds]) == ("dilator:b", "complete", ["a", "b"])
    assert known_size(session, "dilator:b") is None


@pytest.mark.parametrize(
    ("practised", "size", "expected"),
    [((), "a", None), ((), "c", "b"), (("a",), "c", "a"), (("a", "b"), "c", "b"), (("c",), "b", "a"), ((), "x", None)],
)
def test_the_size_to_begin_with(practised: tuple[str, ...], size: str, expected: str | None) -> None:
    """The largest that was practised below, else the one before; the smallest has none."""
    ladder = Ladder.of([Size(id=each, label=each, mm=None) for each in "abc"])
    assert ladder.known_before(size, practised) == expected


async def test_enter_before_an_answer_is_chosen_says_how(run_open: Callable[..., Any], session: Workspace) -> None:
    """No answer about a tender place is chosen beforehand, and Enter alone says which key goes to one."""
    placed(session, "mapping")
    async with run_open(lambda opened: StepIntroScreen(opened, "mapping")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0, "1", "enter", 60.0, "enter")
        assert NOTHING_YET in [note.message for note in app._notifications]


@pytest.mark.parametrize(
    "key", ["f2", "f3", "f6", "f10", "ctrl+p", "ctrl+n", "alt+1", "question_mark", "w", "tab", "shift+tab", "ctrl+x"]
)
async def test_every_key_that_a_hold_does_not_name_ends_it(
    run_open: Callable[..., Any], session: Workspace, key: str
) -> None:
    """No page comes to lie over the time that runs, and none but the named keys leaves it running."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0)
        run = app.screen
        assert (type(run), run._sitting.state.phase) == (StepRunScreen, "holding")
        await go(app, pilot, 40.0, key)
        assert app.screen is run
        assert run._sitting.state.phase != "holding"


@pytest.mark.parametrize(("key", "chosen"), [("x", None), ("2", 2)])
async def test_a_digit_on_its_way_to_a_hold_that_is_over_by_its_time_is_the_number(
    run_open: Callable[..., Any], session: Workspace, monkeypatch: pytest.MonkeyPatch, key: str, chosen: int | None
) -> None:
    """No stop is heard of what had ended by itself, and Enter gives the number; a key that is none does nothing."""
    placed(session, "entrance")
    async with run_open(lambda opened: StepIntroScreen(opened, "entrance")) as (app, pilot):
        await go(app, pilot, "enter", "z", 10.0)
        run, heard = app.screen, []
        monkeypatch.setattr(app, "sound", lambda tone, *_seconds, **_how: heard.append(tone))
        app.clock.now += 60.0  # the page has not looked since
        app.lookout.tick()
        await pilot.press(key)
        await pilot.pause()
        assert (run._sitting.state.phase, run._sitting.state.ceiling) == ("during", True)
        assert run.query_one("#during", RatingRow).value == chosen
        assert heard == ["change"]
        await go(app, pilot, "s")
        assert kept(session).ended == "stop"


async def test_a_breath_is_left_by_any_key_and_never_lies_over_one(run_open: Callable[..., Any]) -> None:
    """F6 and F3 leave it, as the page says of every key."""
    async with run_open() as (app, pilot):
        for key in ("f6", "f3", "x", "question_mark"):
            await pilot.press("f6")
            assert isinstance(app.screen, StepBreathScreen)
            await pilot.press(key)
            assert isinstance(app.screen, TodayScreen)
