"""The private page after time together: offered and never asked for, and its values reach the gate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story

from comfort_journal.content import load_programme
from comfort_journal.errors import NotSaved
from comfort_journal.plan.case import work_out
from comfort_journal.records import Flag, Partner
from comfort_journal.ui.open.core.question_screen import QuestionScreen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.practice.breath_screen import StepBreathScreen
from comfort_journal.ui.open.rating.rating_screen import AfterTogether, RatingScreen
from comfort_journal.ui.open.together.debrief_details_screen import DebriefDetailsScreen
from comfort_journal.ui.open.together.debrief_screen import DebriefScreen, Support
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.open.conftest import Wall
    from textual.pilot import Pilot

    from comfort_journal.records import Close, Record
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

SIZES = [(80, 24), (120, 40), (40, 12)]
BEGUN = (
    day(1, "06:00").profile(history=("none",), sizes=("a", "b"), ready_size="a"),
    *(each for number in (1, 2, 3) for each in day(number).easy("movement:a")),
)


@pytest.fixture
def told(session: Workspace, wall: Wall) -> Callable[..., None]:
    """Return what tells a history; it is half past ten on day 4, ten minutes after the session that is told last."""

    def tell(*records: Record) -> None:
        wall.now = day(4, "22:30").moment()
        session.keep_records(*story(*BEGUN, *records))  # type: ignore[arg-type]

    return tell


@pytest.fixture
def go(settled: Callable[..., Any]) -> Callable[..., Any]:
    """Return what presses keys one by one, and waits for what each of them sets going but the page itself."""

    async def press(app: MainApp, pilot: Pilot[int], *keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            for _ in range(6):
                await pilot.pause()

    return press


def full(*_records: object) -> None:
    """Stand for a write to a disk without room."""
    raise NotSaved("The disk is full.")


def drawn(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what stands on the screen, as text on one line."""
    lines = app.screen._compositor.render_strips(app.size)
    return " ".join(" ".join("".join(segment.text for segment in line) for line in lines).split())


def line(app: Any) -> str:  # noqa: ANN401  as above
    """Return the quiet line."""
    return str(app.screen.query_one("#quiet").render())


def kept(session: Workspace) -> Partner:
    """Return the newest session with another person as the journal has it."""
    return session.practice.partners()[0]


def close_of(session: Workspace) -> Close:
    """Return its close."""
    found = kept(session).close
    assert found is not None
    return found


YES, NO, NONE, UNSAID = ("down", "enter"), ("down", "down", "enter"), ("up", "up", "enter"), ("up", "enter")
DONE, SLOWER, HURT = YES, NO, NONE


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("mode", ["step", "checkin"])
async def test_the_whole_page_in_a_few_keys(  # noqa: PLR0913, PLR0917  the fixtures
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
    size: tuple[int, int],
    mode: str,
) -> None:
    """One key opens it from Today, nothing is chosen beforehand, and it ends in the evening's question."""
    told(day(4, "22:00").partner(mode))
    keys = ("ctrl+n", *YES, *DONE, "1", "enter", "0", "enter", "space", "enter")
    assert len(keys) <= 11
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        assert line(app).endswith("A few questions about today are there, for you alone, if you would like them.")
        assert app.screen.page.area.has_focus
        await go(app, pilot, *keys)
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "What felt safe today?" in drawn(app)
        assert "for you alone" not in line(app)
    close = close_of(session)
    assert (close.respected, close.ended_as, close.during, close.after) == ("yes", "done", 1, 0)
    assert (close.settled, close.fear, len(close.tags)) == (None, None, 1)


async def test_the_first_question_stands_alone_and_unanswered(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], go: Callable[..., Any]
) -> None:
    """Only it is on the page; Enter alone answers nothing."""
    told(day(4, "22:00").partner())
    said = session.practice.library.sentences.closing
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n")
        assert isinstance(app.screen, DebriefScreen)
        assert said.respected in drawn(app)
        assert said.ended not in drawn(app)
        assert not app.screen.query(RatingRow)
        await go(app, pilot, "enter", "enter")
        assert isinstance(app.screen, DebriefScreen)
        assert said.respected in drawn(app)
    assert kept(session).close is None


@pytest.mark.parametrize(("keys", "answer"), [(YES, "yes"), (NONE, "none"), (UNSAID, "unsaid")])
@pytest.mark.parametrize(("ends", "ended"), [(DONE, "done"), (SLOWER, "slower"), (HURT, "hurt"), (UNSAID, "unsaid")])
async def test_every_answer_is_kept_as_it_was_given(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    keys: tuple[str, ...],
    answer: str,
    ends: tuple[str, ...],
    ended: str,
) -> None:
    """Everything after the two answers may stay open."""
    told(day(4, "22:00").partner())
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *keys, *ends, "enter")
        assert isinstance(app.screen, TodayScreen)
    close = close_of(session)
    assert (close.respected, close.ended_as) == (answer, ended)
    assert (close.during, close.after, close.fear, close.tags) == (None, None, None, ())


@pytest.mark.parametrize("mode", ["step", "checkin"])
async def test_a_no_is_one_card_and_the_gate_closes(  # noqa: PLR0913, PLR0917  the fixtures
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
    wall: Wall,
    mode: str,
) -> None:
    """It is kept at once, nothing more is asked, and only the owner's reopening on the plan opens the step again."""
    told(day(4, "22:00").partner(mode))
    said = session.practice.library.sentences.closing
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *NO)
        assert isinstance(app.screen, Support)
        assert close_of(session).respected == "no"
        assert said.support.split("\n")[0] in drawn(app)
        assert said.ended not in drawn(app)
        assert not app.screen.query("RatingRow, Checklist, ChoiceRow, Input")
        await go(app, pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
    session.keep_records(day(5, "09:00").rating(0))
    wall.now = day(6).moment()
    assert not session.practice.assess().may("partner")
    assert "closed.reopen" not in session.practice.assess().reason
    assert [each.id for each in session.practice.assess().closed if each.what == "partner"][:1] == ["ST-6"]
    async with run_open(PlanScreen) as (app, pilot):
        await go(app, pilot, "e")
        assert isinstance(app.screen, QuestionScreen)
        options = app.screen.options
        labels = [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]
        await go(app, pilot, *["down"] * (1 + labels.index("Open together again")), "enter")
        await settled(app, pilot)
    assert kept(session).reopened_at == day(6).at()
    assert session.practice.assess().may("partner")


async def test_a_no_that_was_not_meant_is_taken_back_by_one_key(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], go: Callable[..., Any]
) -> None:
    """The card names the key; the question is asked anew, and nothing of the no is left."""
    told(day(4, "22:00").partner("checkin"))
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *NO)
        assert "u not what I meant" in drawn(app)
        await go(app, pilot, "u")
        assert isinstance(app.screen, DebriefScreen)
        assert kept(session).close is None
        await go(app, pilot, *NONE, *DONE, "enter")
    assert close_of(session).respected == "none"


async def test_a_number_that_was_promised_comes_before_the_private_page(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
) -> None:
    """A check-in after the practice hides no question of this evening; the page waits behind it."""
    told(day(4, "21:00").mapping(), day(4, "22:00").partner("checkin"))
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert "How is it now, after the session?" in line(app)
        await go(app, pilot, "ctrl+n", "1", "enter")
        await settled(app, pilot)
        assert "for you alone" in line(app)


async def test_later_waits_and_never_is_never(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
) -> None:
    """Escape keeps nothing and the line still stands there; x leaves it out for good, and the step is not held back."""
    told(day(4, "22:00").partner())
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", "escape")
        assert isinstance(app.screen, TodayScreen)
        await settled(app, pilot)
        assert "for you alone" in line(app)
        await go(app, pilot, "ctrl+n", *YES, "escape")
        await settled(app, pilot)
        assert kept(session).close is None
        assert "for you alone" in line(app)
        await go(app, pilot, "ctrl+n", "x")
        await settled(app, pilot)
        assert "for you alone" not in line(app)
    assert (kept(session).close, kept(session).close_skipped) == (None, True)
    assert not [each for each in session.practice.assess().closed if each.id == "ST-6" and "private" in each.reason]


async def test_after_what_hurt_there_is_one_sentence_and_one_offer(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], go: Callable[..., Any]
) -> None:
    """No number, no mark, and not whether it grows; the day counts as above the line."""
    told(day(4, "22:00").partner())
    said = session.practice.library.sentences
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *HURT)
        assert isinstance(app.screen, DebriefDetailsScreen)
        assert said.closing.too_much in drawn(app)
        assert said.session.breathe in drawn(app)
        assert said.session.worse not in drawn(app)
        assert not [each for each in app.screen.query("RatingRow, Checklist") if each.display]
        await go(app, pilot, "b")
        assert isinstance(app.screen, StepBreathScreen)
        await go(app, pilot, "z", "y", "enter")
        assert isinstance(app.screen, TodayScreen)
        assert said.session.after_hard in drawn(app)
    assert not session.journal.records("flag")
    assert close_of(session).ended_as == "hurt"
    assert work_out(session.journal.records(), load_programme(), session.clock()).days[-1].above


async def test_a_four_turns_the_page_and_the_gate_rests(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], go: Callable[..., Any]
) -> None:
    """What is felt as too much there is too much for the gate; whether it grows is one key and a sign."""
    told(day(4, "22:00").partner())
    said = session.practice.library.sentences
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *DONE, "4", "enter")
        assert said.closing.too_much in drawn(app)
        assert said.session.worse in drawn(app)
        assert not [each for each in app.screen.query("RatingRow, Checklist") if each.display]
        assert session.practice.assess().outcome == "rest"
        await go(app, pilot, "y", "y")
        assert said.session.urgent in drawn(app)
        await go(app, pilot, "enter")
        assert isinstance(app.screen, TodayScreen)
    assert [flag.sign for flag in session.journal.records("flag") if isinstance(flag, Flag)] == ["sharp_pain"]
    assert session.practice.assess().outcome == "evaluate"


@pytest.mark.parametrize(("mode", "asked"), [("step", True), ("checkin", False)])
async def test_the_next_day_asks_its_number_and_the_day_is_easy(  # noqa: PLR0913, PLR0917  the fixtures
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
    wall: Wall,
    mode: str,
    *,
    asked: bool,
) -> None:
    """The step's day counts by its page and the number of the day after; a timer's day counts for no step."""
    told(day(4, "22:00").partner(mode))
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *NONE, *SLOWER, "2", "enter", "1", "enter", "enter")
    wall.now = day(5, "09:00").moment()
    assert (session.practice.assess().row == 5) is asked
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert ("How is it today, the day after Thursday?" in line(app)) is asked
        if asked:
            await go(app, pilot, "ctrl+n")
            assert isinstance(app.screen, RatingScreen)
            await go(app, pilot, "0", "enter")
            await settled(app, pilot)
    found = session.practice.assess()
    assert (found.step, found.may("partner")) == ("partner" if asked else "movement", True)
    assert (day(4).date.isoformat() in found.dates) is asked


@pytest.mark.parametrize("ended", ["early", "technical", "no_answer"])
async def test_a_session_that_was_cut_off_is_offered_the_same_page(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    settled: Callable[..., Any],
    ended: str,
) -> None:
    """Nobody is asked why; without the page the step waits."""
    told(day(4, "22:00").partner(ended=ended))
    assert not session.practice.assess().may("partner")
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert "A few questions about today are there, for you alone, if you would like them." in line(app)


async def test_of_many_timers_only_the_newest_is_offered(
    run_open: Callable[..., Any], told: Callable[..., None], go: Callable[..., Any], settled: Callable[..., Any]
) -> None:
    """Left out once, nothing of earlier comes up; a step's page waits on its own."""
    told(day(2, "22:00").checkin(), day(3, "23:00").partner(), day(4, "09:30").rating(0), day(4, "22:00").checkin())
    async with run_open() as (app, pilot):
        await settled(app, pilot)
        assert "about today" in line(app)
        await go(app, pilot, "ctrl+n", "x")
        await settled(app, pilot)
        assert "about yesterday" in line(app)
        await go(app, pilot, "ctrl+n", "x")
        await settled(app, pilot)
        assert "for you alone" not in line(app)


async def test_a_page_that_is_too_early_asks_for_the_number_afterwards_once(  # noqa: PLR0913, PLR0917  the fixtures
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
    wall: Wall,
) -> None:
    """It is not on the page within five minutes of the end; then Today offers it until it is given or left out."""
    told(day(4, "22:00").partner())
    wall.now = day(4, "22:21").moment()
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *DONE)
        assert not app.screen.query_one("#after").display
        assert session.practice.library.sentences.session.after_from in drawn(app)
        await go(app, pilot, "1", "enter", "enter")
        assert isinstance(app.screen, TodayScreen)
        wall.now += timedelta(minutes=3)
        app.screen.look_again()
        await settled(app, pilot)
        assert "afterwards" not in line(app)
        wall.now += timedelta(minutes=1)
        app.screen.look_again()
        await settled(app, pilot)
        assert "How is it now, after the session?" in line(app)
        await go(app, pilot, "ctrl+n")
        assert isinstance(app.screen, AfterTogether)
        await go(app, pilot, "2", "enter")
        await settled(app, pilot)
        assert "afterwards" not in line(app)
        assert (close_of(session).during, close_of(session).after) == (1, 2)


async def test_what_was_marked_brings_up_its_card(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], go: Callable[..., Any]
) -> None:
    """The card for burning stands below the marks, and fear is a number beside them."""
    told(day(4, "22:00").partner())
    (card,) = session.practice.library.cards_after(("burning",), None)
    async with run_open(size=(120, 60)) as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *DONE, "1", "enter", "1", "enter")
        assert card.title not in drawn(app)
        await go(app, pilot, "space")
        assert card.title in drawn(app)
        await go(app, pilot, "tab", "6", "enter", "enter")
    close = close_of(session)
    assert (close.tags, close.fear, close.during, close.after) == (("burning",), 6, 1, 1)


async def test_the_number_afterwards_may_be_left_out(  # noqa: PLR0913, PLR0917  the fixtures
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
    wall: Wall,
) -> None:
    """One key, and it does not come back; the page becomes whole when its time comes while it stands there."""
    told(day(4, "22:00").partner())
    wall.now = day(4, "22:21").moment()
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *DONE, "enter")
        wall.now += timedelta(minutes=5)
        app.screen.look_again()
        await settled(app, pilot)
        await go(app, pilot, "ctrl+n", "x")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "afterwards" not in line(app)
    assert close_of(session).after is None


async def test_the_number_comes_to_the_page_when_it_is_time(
    run_open: Callable[..., Any], told: Callable[..., None], go: Callable[..., Any], wall: Wall
) -> None:
    """Five minutes after the end the question is there, without a key."""
    told(day(4, "22:00").partner())
    wall.now = day(4, "22:24").moment()
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *DONE)
        assert not app.screen.query_one("#after").display
        wall.now += timedelta(minutes=1)
        app.screen.look()
        assert app.screen.query_one("#after").display


async def test_a_lock_in_the_middle_loses_no_answer(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was given on the page is kept when the journal closes, also where the write before it failed."""
    told(day(4, "22:00").partner())
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *DONE)
        with monkeypatch.context() as broken:
            broken.setattr(session, "keep_records", full)
            await go(app, pilot, "2", "enter", "enter")
            assert "The disk is full." in drawn(app)
            assert isinstance(app.screen, DebriefDetailsScreen)
        session.seal()
    assert (close_of(session).ended_as, close_of(session).during) == ("done", 2)


async def test_a_failed_save_holds_nobody_on_the_page(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is said once, and the second Enter leaves; after a no the card is there all the same."""
    told(day(4, "22:00").partner())
    monkeypatch.setattr(session, "keep_records", full)
    async with run_open() as (app, pilot):
        await go(app, pilot, "ctrl+n", *YES, *DONE, "enter", "enter")
        assert isinstance(app.screen, TodayScreen)
        await go(app, pilot, "ctrl+n", *NO)
        assert isinstance(app.screen, Support)


async def test_the_plan_leads_to_the_page_too(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], go: Callable[..., Any]
) -> None:
    """Where the step waits for its page, the answering key opens it."""
    told(day(3, "23:00").partner(), day(4, "09:30").rating(0))
    async with run_open() as (app, pilot):
        await go(app, pilot, "f4")
        assert isinstance(app.screen, PlanScreen)
        assert "a answer" in drawn(app)
        await go(app, pilot, "a", *YES, *DONE, "1", "enter", "enter")
        assert isinstance(app.screen, TodayScreen)
    assert close_of(session).during == 1
    assert session.practice.assess().may("partner")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_page_can_be_read_at_every_size(  # noqa: PLR0913, PLR0917  the fixtures
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[..., None],
    go: Callable[..., Any],
    settled: Callable[..., Any],
    size: tuple[int, int],
) -> None:
    """Question and answers, the numbers, the card to its end."""
    told(day(4, "22:00").partner())
    said = session.practice.library.sentences.closing
    async with run_open(size=size) as (app, pilot):
        await settled(app, pilot)
        await go(app, pilot, "ctrl+n")
        assert said.respected in drawn(app)
        assert said.unsaid in drawn(app)
        await go(app, pilot, *YES)
        assert said.ended in drawn(app)
        assert said.hurt in drawn(app)
        await go(app, pilot, *DONE)
        assert said.during in drawn(app)
        assert "[" not in "".join(str(row.render()) for row in app.screen.query(RatingRow))
        await go(app, pilot, "1", "enter")
        assert said.after in drawn(app)
        await go(app, pilot, "enter", "ctrl+n")
    async with run_open(lambda opened: Support(opened), size=size) as (app, pilot):  # noqa: PLW0108  the fixture's form
        await go(app, pilot, "end")
        assert said.support.split()[-1] in drawn(app)
