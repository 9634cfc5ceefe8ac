"""The plan at a glance: every outcome of the gate as the screen shows it, and what stays open under each."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList

from comfort_journal.records import Entry, Flag, Override, RatingRecord, Size
from comfort_journal.ui.open.core.dialogs import Ask, Choose
from comfort_journal.ui.open.core.plan_service import GateAnswers, PlanService
from comfort_journal.ui.open.core.question_screen import NOTHING_TICKED, UNTICKED, QuestionScreen
from comfort_journal.ui.open.history.history_screen import HistoryScreen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.plan.messages import SIZES
from comfort_journal.ui.open.plan.plan_page import LAST, OPENS
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.plan.sizes import add_size, move_size, read_size, remove_size, rename_size
from comfort_journal.ui.open.rating.rating_screen import RatingScreen
from comfort_journal.ui.widgets.answer_list import NOTHING_YET
from comfort_journal.ui.widgets.footer import for_footer
from comfort_journal.ui.widgets.wrapped_static import hung

if TYPE_CHECKING:
    from collections.abc import Callable

    from stories import Day
    from tests.ui.open.conftest import Wall
    from textual.pilot import Pilot

    from comfort_journal.records import Record
    from comfort_journal.ui.open.core.workspace import Workspace

EASY = [day(1).easy(), day(2).easy(), day(3).easy()]
DONE = day(1, "06:00").profile(history=("none",))
SICK = day(1).profile(history=("endometriosis",))
ROWS: dict[int, tuple[list[Record], Day]] = {
    0: (story(day(1).profile(agreed=False, adult=False)), day(2)),
    1: (story(DONE, EASY, day(4, "09:30").flag()), day(4)),
    2: (story(DONE, day(1).mapping(during=4), day(3, "22:00").now(5)), day(4)),
    3: (story(SICK), day(2)),
    4: (story(DONE, day(1).mapping(during=4)), day(2)),
    5: (story(DONE, day(1).mapping()), day(2)),
    6: (story(DONE, day(1).mapping(during=4), day(3, "10:00").now(0)), day(3)),
    7: (story(DONE, day(1).easy("entrance")), day(20)),
    8: (
        story(DONE, day(1).easy("entrance", during=3, settled=True), day(2).easy("entrance", during=3, settled=True)),
        day(3),
    ),
    9: (story(DONE, EASY), day(4)),
    10: (story(DONE, day(1).easy()), day(2)),
}
OPENS_STEP = {6, 7, 8, 9, 10}


class Door(Screen[Any]):
    """What another room would show; it remembers how it was made."""

    def __init__(self, *made: Any) -> None:  # noqa: ANN401  whatever the other room takes
        """Remember."""
        super().__init__()
        self.made = made


class Circuit(Door):
    """The circuit's."""


class Step(Door):
    """A step's."""


class Cards(Door):
    """The library's."""


@pytest.fixture(autouse=True)
def doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a plain screen behind every door that leads to another room."""
    for module, name, screen in (
        ("practice.circuit_screen", "CircuitScreen", Circuit),
        ("practice.step_intro_screen", "StepIntroScreen", Step),
        ("library.library_screen", "LibraryScreen", Cards),
    ):
        made = ModuleType(module)
        setattr(made, name, screen)
        monkeypatch.setitem(sys.modules, f"comfort_journal.ui.open.{module}", made)


@pytest.fixture
def told(session: Workspace, wall: Wall) -> Callable[[int], None]:
    """Return what makes the gate answer with a row."""

    def tell(row: int) -> None:
        records, at = ROWS[row]
        wall.now = at.moment()
        session.keep_records(*records)  # type: ignore[arg-type]
        assert session.practice.assess().row == row

    return tell


async def until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Let the program go on until something is so; it has to come about within a thousand turns."""
    for _ in range(1000):
        if true():
            return
        await pilot.pause()
    assert true()


def drawn(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what stands on the screen, as text."""
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line)[:width].rstrip() for line in lines[:height])


def words(app: Any) -> list[tuple[str, str]]:  # noqa: ANN401  the app under test
    """Return what the footer names, in its order."""
    return [(item.keys[0], item.action.footer) for item in for_footer(app.screen)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
@pytest.mark.parametrize("row", ROWS)
async def test_every_outcome_is_drawn_and_leaves_circuit_and_cards_open(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[[int], None],
    row: int,
    size: tuple[int, int],
) -> None:
    """The reason stands there, no forbidden word does, and circuit, library and the journal behind are open."""
    told(row)
    async with run_open(PlanScreen, size=size) as (app, pilot):
        found = session.practice.assess()
        assert found.reason in str(app.screen.standing.content)
        shown = drawn(app)
        assert ("◆" in shown) is found.may(found.step)
        assert not {"spike", "evaluate", "locked", "masked", "%"} & set(shown.lower().split())
        await pilot.press("c")
        assert isinstance(app.screen, Circuit)
        app.pop_screen()
        await pilot.pause()
        await pilot.press("f10")
        await pilot.pause()
        assert isinstance(app.screen, Cards)


async def test_a_visit_asks_the_gate_once_and_coming_back_asks_again(
    run_open: Callable[..., Any], told: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that the page shows is of one moment, on whatever rung; back from another page it is of a later one."""
    told(9)
    asked: list[GateAnswers] = []
    answers = PlanService.answers

    def note(practice: PlanService) -> GateAnswers:
        asked.append(answers(practice))
        return asked[-1]

    async with run_open(PlanScreen) as (app, pilot):
        monkeypatch.setattr(PlanService, "answers", note)
        await app.push_screen(PlanScreen(app.session))
        await pilot.press("up", "down", "question_mark")
        await pilot.pause()
        assert len(asked) == 1
        await pilot.press("escape")
        await pilot.pause()
        assert len(asked) == 2


@pytest.mark.parametrize("row", ROWS)
async def test_enter_opens_a_step_only_where_the_gate_has_it_open(
    run_open: Callable[..., Any], told: Callable[[int], None], row: int
) -> None:
    """Rows 0, 5 and 7 ask first, rows 1 to 4 stay, the others open the selected step."""
    told(row)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        expected = {0: QuestionScreen, 5: RatingScreen, 7: QuestionScreen}.get(
            row, Step if row in OPENS_STEP else PlanScreen
        )
        assert isinstance(app.screen, expected)


@pytest.mark.parametrize("row", range(11))
async def test_the_footer_calls_enter_what_it_does_on_each_rung(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None], row: int
) -> None:
    """On a closed rung it leads to what would open it, at first to the page to read; the word at together is one."""
    told(row)
    async with run_open(PlanScreen) as (app, pilot):
        plan, found = app.screen, session.practice.assess()
        for step in plan.page.steps:
            plan.select(step)
            await pilot.pause()
            word = {item.action.id: item.action.footer for item in for_footer(plan)}.get("practise-step")
            does = "begin" if found.row == 0 else "practise" if found.may(step) else "read on"
            assert word == {SIZES: "your sizes", "partner": "together"}.get(step, does)
            assert plan.why_not("practise-step") is None


@pytest.mark.parametrize("row", [0, 1, 4, 10])
async def test_something_new_is_noted_without_opening_a_step(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[[int], None],
    settled: Callable[..., Any],
    row: int,
) -> None:
    """Under every outcome the page names the key; what follows says when it is urgent, and no step is described."""
    told(row)
    said = session.practice.library.sentences
    before = len(session.journal.records("flag"))
    async with run_open(PlanScreen, size=(40, 12)) as (app, pilot):
        assert f"{said.before.something_new}? !" in " ".join(drawn(app).split())
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert f"{said.session.flag_rests}\n\n{said.session.urgent}" in app.screen._text
        assert len(session.journal.records("flag")) == before + 1
        while isinstance(app.screen, QuestionScreen):
            await pilot.press("enter")
            await pilot.pause()
        await settled(app, pilot)
        assert isinstance(app.screen, PlanScreen)
        assert ("urgent care" in str(app.screen.standing.content)) is (row != 0)
        step = session.practice.library.step("mapping")
        described = [line for line in (step.what, *step.how, step.target) if line in str(app.screen.pane.content)]
        assert bool(described) is (row == 0)
    assert session.practice.assess().row == min(row, 1)


async def test_going_back_from_something_new_notes_nothing(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None]
) -> None:
    """A key by accident costs a second one."""
    told(10)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))
    assert not session.journal.records("flag")


async def test_a_step_that_was_enough_for_today_is_not_called_open(
    run_open: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """After the one session of a day only what is gentler is called open, and why stands there once."""
    wall.now = day(2, "21:00").moment()
    session.keep_records(*story(DONE, day(1).easy("shallow"), day(2, "20:00").shallow()))  # type: ignore[arg-type]
    answer = session.practice.assess()
    assert (answer.outcome, answer.step, answer.may("shallow")) == ("stay", "shallow", False)
    async with run_open(PlanScreen) as (app, _pilot):
        assert answer.reason == "Open today: 2 Entrance, and everything gentler."
        assert answer.reason in str(app.screen.standing.content)
        assert (
            str(app.screen.pane.content).count(next(each.reason for each in answer.closed if each.what == "shallow"))
            == 1
        )


async def test_moving_on_and_staying_weigh_the_same(run_open: Callable[..., Any], told: Callable[[int], None]) -> None:
    """Both stand in one line without any style of their own."""
    told(9)
    async with run_open(PlanScreen) as (app, _pilot):
        content = app.screen.standing.content
        line = next(line for line in content.plain.splitlines() if "Move on: " in line)
        assert "Stay: " in line
        start = content.plain.index(line)
        assert not [span for span in content.spans if span.start < start + len(line) and span.end > start]


@pytest.mark.parametrize("row", ROWS)
async def test_every_rung_says_how_it_stands_and_what_would_open_it(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None], row: int
) -> None:
    """Its number and name stand at the pane's head with a word for its state; a closed one is never without a way."""
    told(row)
    async with run_open(PlanScreen, size=(120, 40)) as (app, pilot):
        plan, found = app.screen, session.practice.assess()
        for step in plan.page.steps:
            plan.select(step)
            await pilot.pause()
            head, _, about = plan.pane.content.plain.partition("\n\n")
            assert head.startswith(plan.page.called(step))
            assert head.endswith(" open today") is found.may(step)
            assert (OPENS in about) is not found.may(step)


async def test_enter_on_a_closed_rung_leads_to_what_would_open_it(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None]
) -> None:
    """In a low window the text comes into view; which easy days come first and which count stands there."""
    told(10)
    async with run_open(PlanScreen, size=(60, 16)) as (app, pilot):
        app.screen.select("entrance")
        await pilot.press("enter")
        await pilot.pause()
        shown = " ".join(drawn(app).split())
        assert f"{OPENS} Opens after three easy days among your last four practice days at 1 Outside." in shown
        assert "Easy days at 1 Outside that count so far: Mon." in shown


async def test_escape_from_why_goes_back_to_the_step_first(
    run_open: Callable[..., Any], told: Callable[[int], None]
) -> None:
    """And from there out of the plan."""
    told(10)
    async with run_open() as (app, pilot):
        await pilot.press("f4", "w")
        plan = app.screen
        missing = plan.page.found.why[0]
        assert missing in plan.pane.content.plain
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is plan
        assert missing not in plan.pane.content.plain
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_the_last_days_are_told_as_they_were_given(
    run_open: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """A number for each session, the highest afterwards and on the day after; what was not given stays blank."""
    wall.now = day(4).moment()
    told = story(DONE, day(1).mapping(during=2, after=1), day(2, "12:00").rating(1), day(3).mapping(during=None))
    session.keep_records(*told)  # type: ignore[arg-type]
    async with run_open(PlanScreen, size=(120, 40)) as (app, _pilot):
        lines = app.screen.pane.content.plain.splitlines()
        at = lines.index(LAST)
        assert [line.split() for line in lines[at + 1 : at + 4]] == [
            ["during", "after", "next", "day"],
            ["Wed", "7", "Jan"],
            ["Mon", "5", "Jan", "2", "1", "1"],
        ]


@pytest.mark.parametrize(
    ("today", "head", "said"),
    [
        (1, "day 1 of 14", "Today."),
        (9, "day 9 of 14", "Today."),
        (30, "", "the steps are not"),
        (-3, "begins ", "The circuit, and"),
    ],
)
async def test_the_sample_calendar_says_its_day_and_its_ranges(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any], session: Workspace, wall: Wall, today: int, head: str, said: str
) -> None:
    """Where it is on, with today's range marked; before it and after its end nothing is early or late."""
    wall.now = day(today).moment()
    start = day(1).date.isoformat()
    session.keep_records(*story(day(-9, "06:00").profile(history=("none",), calendar_start=start)))  # type: ignore[arg-type]
    async with run_open(PlanScreen, size=(120, 40)) as (app, _pilot):
        assert app.screen.page.calendar.startswith(head)
        assert bool(app.screen.page.calendar) is bool(head)
        assert said in app.screen.standing.content.plain
        assert (head in drawn(app)) or not head
        assert app.screen.standing.content.plain.count("Today.") == (1 if said == "Today." else 0)


@pytest.mark.parametrize(("clock", "when"), [("22:00", "tomorrow morning"), ("02:00", "in the morning")])
async def test_the_next_number_is_named_when_it_is_expected(
    run_open: Callable[..., Any], session: Workspace, wall: Wall, clock: str, when: str
) -> None:
    """On the evening of a day that can still count, also after midnight."""
    wall.now = day(2, clock).moment()
    session.keep_records(*story(DONE, day(1).easy(), day(2, "20:00").mapping()))  # type: ignore[arg-type]
    async with run_open(PlanScreen) as (app, _pilot):
        assert f"Next: the number for the day after, {when}." in app.screen.standing.content.plain


async def test_why_it_rests_says_what_was_felt_and_not_the_page_again(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None]
) -> None:
    """Also in a low window the number of that day stands there at once."""
    told(4)
    async with run_open(PlanScreen, size=(40, 12)) as (app, pilot):
        await pilot.press("w")
        assert "Mon: you gave 4 in a session." in drawn(app)
        assert session.practice.assess().reason not in str(app.screen.pane.content)


async def test_the_first_practice_asks_once_and_keeps_each_answer(
    run_open: Callable[..., Any], session: Workspace, wall: Wall, settled: Callable[..., Any]
) -> None:
    """The agreement, then the two questions before the first touch, and then the step."""
    wall.now = day(2).moment()
    async with run_open(PlanScreen) as (app, pilot):
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen) and session.practice.profile() is not None)
        profile = session.practice.profile()
        assert profile is not None
        assert (profile.adult, profile.agreed) == (True, True)
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("end", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Step)
    assert session.practice.profile().history == ("unsaid",)  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_both_keys_tick_where_the_cursor_is_on_a_tick(run_open: Callable[..., Any], key: str) -> None:
    """The footer calls them that there, and names what else they do elsewhere."""
    page = ("One", "Short.", [("on", "Go on")])
    async with run_open(lambda session: QuestionScreen(session, *page, ticks=[("a", "This"), ("b", "That")])) as (
        app,
        pilot,
    ):
        await pilot.pause()
        assert words(app)[:2] == [("↓", "to an answer"), ("Esc", "back")]
        await pilot.press("space", "down")
        await pilot.pause()
        assert words(app)[:2] == [("Enter", "choose"), ("Esc", "back")]
        await pilot.press("down")
        await pilot.pause()
        assert app.screen._ticked == set()
        assert words(app)[:2] == [("Enter", "tick"), ("Space", "tick")]
        await pilot.press(key, "down", key, key)
        assert app.screen._ticked == {"a"}


async def test_no_answer_stands_chosen_where_there_are_several(run_open: Callable[..., Any]) -> None:
    """Enter alone gives none, however often, and says how one is reached."""
    async with run_open(lambda session: QuestionScreen(session, "One", "Short.", [("no", "No"), ("yes", "Yes")])) as (
        app,
        pilot,
    ):
        page = app.screen
        await pilot.press("enter", "enter")
        assert app.screen is page
        assert NOTHING_YET in [note.message for note in app._notifications]


async def test_what_is_ticked_is_taken_back_to_be_seen_before_another_answer(run_open: Callable[..., Any]) -> None:
    """The answer that goes with nothing ticked says so; None unticks first, and is given after that."""
    page = ("One", "Short.", [("none", "None"), ("on", "Go on")])
    given: list[Any] = []
    async with run_open(lambda session: QuestionScreen(session, *page, ticks=[("a", "This")], with_ticks="on")) as (
        app,
        pilot,
    ):
        asked = app.screen
        asked.dismiss = given.append
        await pilot.press("down", "down", "down", "enter")
        assert NOTHING_TICKED in [note.message for note in app._notifications]
        await pilot.press("up", "space")
        assert str(asked.options.get_option_at_index(1).prompt).startswith("[x]")
        await pilot.press("up", "enter")
        assert str(asked.options.get_option_at_index(1).prompt).startswith("[ ]")
        assert UNTICKED in [note.message for note in app._notifications]
        assert given == []
        await pilot.press("enter")
    assert given == [("none",)]


async def test_what_a_question_page_said_does_not_stand_on_the_page_after_it(run_open: Callable[..., Any]) -> None:
    """Nor while another answer is looked for: it is about the press before."""
    page = ("One", "Short.", [("none", "None"), ("on", "Go on")])
    async with run_open(lambda session: QuestionScreen(session, *page, ticks=[("a", "This")], with_ticks="on")) as (
        app,
        pilot,
    ):
        asked = app.screen
        await pilot.press("down", "down", "space", "up", "enter")
        assert UNTICKED in [note.message for note in app._notifications]
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is not asked
        assert [note.message for note in app._notifications] == []


async def test_a_text_that_is_not_read_yet_is_read_on_by_both_keys(run_open: Callable[..., Any]) -> None:
    """Then nothing is ticked by them."""
    page = ("One", "Long.\n\n" * 40, [("on", "Go on")])
    async with run_open(lambda session: QuestionScreen(session, *page, ticks=[("a", "This")])) as (app, pilot):
        await pilot.pause()
        assert words(app)[:2] == [("Enter", "read on"), ("Space", "read on")]
        await pilot.press("space", "enter")
        assert app.screen._ticked == set()
        while app.screen.why_not("plan-page-further") is None and not app.screen._at_a_tick:
            await pilot.press("space")
            await pilot.pause()
        await pilot.press("down", "down")
        await pilot.pause()
        assert words(app)[:2] == [("Enter", "tick"), ("Space", "tick")]


async def test_no_answer_is_given_to_a_text_that_was_not_on_the_screen(
    run_open: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """In a low window Enter and Space read on; the list that is asked about was there before the answer counts."""
    wall.now = day(2).moment()
    session.keep_records(day(1).profile())
    items = [choice.label for choice in session.practice.library.card("ASK").choices]
    async with run_open(PlanScreen, size=(40, 12)) as (app, pilot):
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        page, seen = app.screen, drawn(app)
        for _ in range(12):
            if page.read_to_the_end:
                break
            await pilot.press("enter")
            await pilot.pause()
            assert app.screen is page
            seen += drawn(app)
        words = " ".join(seen.split())
        assert all(item.split()[-1] in words for item in items)
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is not page)


async def test_a_proposed_number_is_kept_by_enter(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None], settled: Callable[..., Any]
) -> None:
    """With nothing chosen, Enter keeps that very record, and the step opens."""
    told(5)
    sealed = day(2, "09:00").rating(1, kept=None)
    session.keep_records(sealed)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Step)
    kept = session.journal.get(sealed.id)
    assert isinstance(kept, RatingRecord)
    assert kept.kept is True


@pytest.mark.parametrize(("keys", "value"), [(("1", "enter"), 1), (("x",), None)])
async def test_the_number_of_the_next_day_costs_a_digit_and_enter(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[[int], None],
    settled: Callable[..., Any],
    keys: tuple[str, ...],
    value: int | None,
) -> None:
    """Given or left out by one key, it is about the next day, and the step opens."""
    told(5)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*keys)
        await settled(app, pilot)
        assert isinstance(app.screen, Step)
    (kept,) = session.journal.records("rating")
    assert isinstance(kept, RatingRecord)
    assert (kept.about, kept.value, kept.skipped) == ("next_day", value, value is None)


async def test_escape_from_the_number_keeps_nothing_and_opens_nothing(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None], settled: Callable[..., Any]
) -> None:
    """The plan stands there again, with the same question."""
    told(5)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, PlanScreen)
    assert not session.journal.records("rating")


@pytest.mark.parametrize(("keys", "cleared"), [(("down", "enter", "down", "enter"), True), (("end", "enter"), False)])
async def test_a_sign_is_seen_to_or_was_a_slip(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[[int], None],
    settled: Callable[..., Any],
    keys: tuple[str, ...],
    cleared: bool,  # noqa: FBT001  a row of the table
) -> None:
    """Seen gets its date; a slip of today is taken back; either opens the steps again."""
    told(1)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*keys)
        await settled(app, pilot)
    (flag,) = session.journal.records("flag")
    assert isinstance(flag, Flag)
    assert (flag.cleared_at is not None, flag.taken_back) == (cleared, not cleared)


@pytest.mark.parametrize(
    ("written", "cleared"),
    [
        ("yesterday", day(5, "12:00").at()),
        ("4 January", None),
        ("2026-01-08", day(4, "20:00").at()),
        ("2026-01-11", None),
        ("soon", None),
    ],
)
async def test_the_day_on_which_it_was_seen_may_be_another(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    wall: Wall,
    settled: Callable[..., Any],
    written: str,
    cleared: str | None,
) -> None:
    """A day in words or figures is its noon, never before the sign; a day before it or to come is not taken."""
    wall.now = day(6).moment()
    flag = day(4, "20:00").flag()
    session.keep_records(*story(DONE, EASY, flag))  # type: ignore[arg-type]
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.press(*written, "enter")
        if cleared is None:
            assert isinstance(app.screen, Ask)
            await pilot.press("escape")
        await settled(app, pilot)
    found = session.journal.get(flag.id)
    assert isinstance(found, Flag)
    assert found.cleared_at == cleared


async def test_of_several_signs_the_owner_says_which(
    run_open: Callable[..., Any], session: Workspace, wall: Wall, settled: Callable[..., Any]
) -> None:
    """Only the sign that was picked gets its date; the other still closes the steps."""
    wall.now = day(4).moment()
    first, second = day(4, "09:30").flag("bleeding"), day(4, "09:40").flag("fever")
    session.keep_records(*story(DONE, EASY, first, second))  # type: ignore[arg-type]
    label = next(sign.label for sign in session.practice.library.signs.all() if sign.key == "fever")
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        options = app.screen.query_one(OptionList)
        labels = [str(options.get_option_at_index(place).prompt) for place in range(2)]
        await pilot.press(*["down"] * labels.index(label), "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await settled(app, pilot)
    seen = {each.id: each.cleared_at for each in session.journal.records("flag") if isinstance(each, Flag)}
    assert seen[second.id] is not None
    assert seen[first.id] is None
    assert session.practice.assess().row == 1


async def test_a_history_without_care_may_choose(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None], settled: Callable[..., Any]
) -> None:
    """The informed choice is kept as one and opens mapping."""
    told(3)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("end", "enter")
        await settled(app, pilot)
    (choice,) = session.journal.records("override")
    assert isinstance(choice, Override)
    assert choice.scope == "informed"
    assert session.practice.assess().may("mapping")


async def test_rest_shows_its_card_and_the_note_to_oneself(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None]
) -> None:
    """All items of the card, and the newest starred note for hard days."""
    told(4)
    session.keep_records(
        Entry(
            id="4dcb7b5c-9f4c-4a3e-8f0e-0a1b2c3d4e5f",
            at=day(1).at(),
            prompt=None,
            text="It passed before.",
            tags=("for-hard-days",),
            starred=True,
            session=None,
            source="app",
        )
    )
    async with run_open(PlanScreen) as (app, _pilot):
        shown = str(app.screen.pane.content)
        assert all(item in shown for item in session.practice.library.card("SPIKE").items)
        assert "It passed before." in shown


async def test_a_third_rest_and_a_sore_day_show_their_cards(
    run_open: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """The physiotherapist's and the one for a sore day stand under the card of rest, whole."""
    wall.now = day(10).moment()
    twice = [[day(n).mapping(during=4), day(n + 3).now(0)] for n in (1, 5)]
    told = story(DONE, twice, day(9).mapping(), day(10, "09:00").rating(3))
    session.keep_records(*told)  # type: ignore[arg-type]
    assert session.practice.assess().cards == ("SPIKE", "TS-5", "PT-1")
    async with run_open(PlanScreen) as (app, _pilot):
        shown = str(app.screen.pane.content)
        for card in map(session.practice.library.card, ("SPIKE", "TS-5", "PT-1")):
            assert card.text in shown
            assert all(item in shown for item in card.items)


@pytest.mark.parametrize("row", [2, 4])
async def test_a_number_is_asked_where_one_settles_it(
    run_open: Callable[..., Any],
    session: Workspace,
    told: Callable[[int], None],
    settled: Callable[..., Any],
    row: int,
) -> None:
    """After too much, one key asks how it is now."""
    told(row)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, RatingScreen)
        await pilot.press("0", "enter")
        await settled(app, pilot)
    kept = session.journal.records("rating", limit=1)[0]
    assert isinstance(kept, RatingRecord)
    assert (kept.about, kept.value) == ("now", 0)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 50)])
@pytest.mark.parametrize(
    ("clock", "asked"),
    [("20:12", "From 20:15 on Today asks for the one after the session."), ("20:30", "Today asks for the one after")],
)
async def test_the_page_of_a_number_says_that_it_is_not_the_one_after_the_session(  # noqa: PLR0913, PLR0917  the columns of the table
    run_open: Callable[..., Any],
    session: Workspace,
    wall: Wall,
    settled: Callable[..., Any],
    clock: str,
    asked: str,
    size: tuple[int, int],
) -> None:
    """And from when that one is asked; what was kept is said as what it is, and the session still has none."""
    wall.now = day(1, clock).moment()
    session.keep_records(*story(DONE, day(1, "20:00").mapping(during=4)))  # type: ignore[arg-type]
    said = session.practice.library.sentences.plan
    async with run_open(PlanScreen, size=size) as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        assert "Enter keep   x leave it out" in drawn(app)
        assert f"{said.now} {asked}" in " ".join(drawn(app).split())
        await pilot.press("1", "enter")
        await settled(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, PlanScreen))
        assert said.kept.format(value=1) in [each.message for each in app._notifications]
    assert session.practice.sessions()[0].after is None


async def test_a_number_for_now_on_another_day_names_no_session(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None]
) -> None:
    """What was to be asked some minutes after it is not asked any more."""
    told(4)
    said = session.practice.library.sentences.plan
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("a")
        await pilot.pause()
        shown = " ".join(drawn(app).split())
        assert f"{said.now} {said.now_own}" in shown
        assert said.now_too not in shown


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("row", [0, 4, 10])
async def test_the_key_of_the_circuit_stands_on_the_plan_at_every_size(
    run_open: Callable[..., Any], told: Callable[[int], None], size: tuple[int, int], row: int
) -> None:
    """Above all that scrolls, beside that of a new symptom."""
    told(row)
    async with run_open(PlanScreen, size=size) as (app, pilot):
        for keys in ((), ("w",), ("pagedown",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert "A new symptom?  !    Circuit  c" in drawn(app)


async def test_the_day_of_the_calendar_leaves_room_for_the_key_of_the_circuit(
    run_open: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """In a narrow window it stands in the text below alone."""
    wall.now = day(2).moment()
    session.keep_records(*story(day(1, "06:00").profile(history=("none",), calendar_start="2026-01-05")))  # type: ignore[arg-type]
    async with run_open(PlanScreen, size=(40, 12)) as (app, pilot):
        assert "Circuit  c" in drawn(app)
        assert "day 2 of 14" not in drawn(app)
        assert "Today." in app.screen.standing.content.plain
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.pause()
        assert "Circuit  c" in drawn(app)
        assert "day 2 of 14" in drawn(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_why_together_is_closed_stands_on_the_plan_before_enter_gives_no_reason(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None], size: tuple[int, int]
) -> None:
    """Its pane begins with the reason and says that the other page has none; the bar names the key to it."""
    told(10)
    said = session.practice.library.sentences.plan
    async with run_open(PlanScreen, size=size) as (app, pilot):
        await pilot.press("end")
        await pilot.pause()
        await pilot.pause()
        assert OPENS in drawn(app) or size == (60, 20)
        assert "w why" in drawn(app)
        text = app.screen.pane.content.plain
        assert text.index(OPENS) < text.index(said.withheld) < text.index(app.screen.page.text_of("partner").what)
        assert text.rindex("Enter  together\nw  why it is so today") > 0
        app.screen.select("mapping")
        await pilot.pause()
        assert said.withheld not in app.screen.pane.content.plain


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 50)])
async def test_why_names_its_step_and_has_the_cursor_and_an_arrow_shows_the_ladder_again(
    run_open: Callable[..., Any], told: Callable[[int], None], size: tuple[int, int]
) -> None:
    """The cursor is on the heading, and after the arrow on the rung that is selected then, the last one too."""
    told(10)
    async with run_open(PlanScreen, size=size) as (app, pilot):
        await pilot.press("end", "w")
        await pilot.pause()
        await pilot.pause()
        assert "Why: 6 Together" in drawn(app).split("\n")[app.cursor_position.y]
        await pilot.press("down")
        await pilot.pause()
        await pilot.pause()
        assert "▸   6 Together" in drawn(app).split("\n")[app.cursor_position.y]
        await pilot.press("up")
        await pilot.pause()
        await pilot.pause()
        assert "▸   5 Small movements" in drawn(app).split("\n")[app.cursor_position.y]
        assert "◆ 1 Outside" in drawn(app) or size == (40, 12)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 50)])
async def test_the_cursor_goes_along_where_one_reads_on(
    run_open: Callable[..., Any], told: Callable[[int], None], size: tuple[int, int]
) -> None:
    """On words of the text in sight, and back on the rung at the beginning."""
    told(10)
    async with run_open(PlanScreen, size=size) as (app, pilot):
        rung = app.cursor_position
        for key in ("pagedown", "pagedown", "pageup", "pageup"):
            await pilot.press(key)
            await pilot.pause()
            await pilot.pause()
            at = app.cursor_position
            assert at.y > 0
            assert drawn(app).split("\n")[at.y][at.x :].strip()
        assert at == rung


async def test_a_line_is_lowered_on_the_private_page(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None], settled: Callable[..., Any]
) -> None:
    """Each change is a profile from now on, with everything else as it was."""
    told(4)
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await settled(app, pilot)
    assert session.practice.line == 1
    assert session.practice.profile().history == ("none",)  # type: ignore[union-attr]


async def test_a_size_is_taken_off_and_another_added(
    run_open: Callable[..., Any], session: Workspace, told: Callable[[int], None]
) -> None:
    """On the private page, one change after the other, each kept at once."""
    told(10)
    session.practice.keep(day(1, "08:00").profile(sizes=("a",), history=("none",)))
    async with run_open(PlanScreen) as (app, pilot):
        await pilot.press("e")
        await pilot.pause()
        labels = [str(app.screen.options.get_option_at_index(n).prompt) for n in range(app.screen.options.option_count)]
        await pilot.press(*["down"] * (1 + labels.index("My sizes")), "enter")
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.press(*"red, 9 mm", "enter")
        await until(pilot, lambda: len(session.practice.sizes) == 2 and isinstance(app.screen, QuestionScreen))
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("end", "enter")
        await until(pilot, lambda: len(session.practice.sizes) == 1)
    assert [(size.label, size.mm) for size in session.practice.sizes] == [("red", 9)]


async def test_the_arrows_select_and_page_down_reads_on(
    run_open: Callable[..., Any], told: Callable[[int], None]
) -> None:
    """Also where the page is longer than the window."""
    told(10)
    async with run_open(PlanScreen, size=(40, 12)) as (app, pilot):
        await pilot.press("down")
        assert app.screen.selected == "entrance"
        await pilot.press("pagedown")
        assert app.screen.panes.scroll_offset.y > 0


async def test_on_a_long_ladder_the_selected_rung_stays_in_view(
    run_open: Callable[..., Any], session: Workspace, wall: Wall
) -> None:
    """Down to the last of fifteen rungs and up again, in a window that holds fewer."""
    wall.now = day(4).moment()
    sizes = tuple("abcdefghi")
    session.keep_records(*story(day(1, "06:00").profile(history=("none",), sizes=sizes), EASY))  # type: ignore[arg-type]
    async with run_open(PlanScreen, size=(40, 12)) as (app, pilot):
        steps = app.screen.page.steps
        assert len(steps) > 12
        for key in [*["down"] * (len(steps) - 1), *["up"] * (len(steps) - 1)]:
            await pilot.press(key)
            await pilot.pause()
            assert "▸" in drawn(app)
        assert app.screen.selected == steps[0]


@pytest.mark.parametrize(("size", "rungs"), [((40, 12), 3), ((40, 24), 8), ((80, 24), 8), ((130, 40), 8)])
async def test_a_rung_is_one_line_and_leaves_room_for_the_answer(
    run_open: Callable[..., Any], session: Workspace, wall: Wall, size: tuple[int, int], rungs: int
) -> None:
    """Its latest easy days are dots, with dates where there is room; a low window has three rungs and the reason."""
    wall.now = day(9).moment()
    told = story(DONE, day(1).placement("dilator:a"), [day(number).easy("dilator:a") for number in range(2, 9)])
    session.keep_records(*told)  # type: ignore[arg-type]
    async with run_open(PlanScreen, size=size) as (app, pilot):
        (line,) = (line for line in drawn(app).splitlines() if "▸" in line)
        assert line.count("●") == 4
        assert ("9, 10, 11, 12 Jan" in line) is (size[0] > 40)
        assert (" min " in line) is (size[0] > 40)
        assert session.practice.assess().reason[:25] in drawn(app)
        assert app.screen.ladder.size.height == rungs
        await pilot.resize_terminal(80, 30)
        await pilot.pause()
        assert app.screen.ladder.size.height == 8


@pytest.mark.parametrize("width", [5, 20, 38, 70])
def test_a_list_keeps_its_edge_and_its_words(width: int) -> None:
    """A line that turns goes on beside its point or key; no line is wider than there is room, and no word is lost."""
    words = "· one two three four five six\nplain words that turn as well\n\nEnter  enough for this evening and more"
    lines = hung(Content(words))(width).plain.split("\n")
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())
    if width == 20:
        assert lines[:2] == ["· one two three four", "  five six"]
        assert lines[-3:] == ["Enter  enough for", "       this evening", "       and more"]


async def test_today_leads_to_the_plan(run_open: Callable[..., Any]) -> None:
    """F4 opens it, Escape comes back, and no page of questions comes by itself."""
    async with run_open() as (app, pilot):
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("row", ROWS)
async def test_under_every_outcome_the_sentence_and_the_history_stay_open(
    run_open: Callable[..., Any], told: Callable[[int], None], row: int
) -> None:
    """Escape leads from the plan back into the sentence, and F3 opens the history, whatever the gate says."""
    told(row)
    async with run_open() as (app, pilot):
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.page.area.has_focus
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)


def test_a_ladder_is_changed_and_its_ids_are_never_given_again() -> None:
    """Add, call otherwise, move, remove: ids stay with their rung, and a new one is new."""
    sizes = add_size(add_size((), "blue", None), "red", 12)
    assert rename_size(sizes, 0, "sky", 9)[0] == Size(id=sizes[0].id, label="sky", mm=9)
    assert move_size(sizes, 0, 1) == (sizes[1], sizes[0])
    assert move_size(sizes, 0, -1) == sizes
    left = remove_size(sizes, 1)
    assert add_size(left, "red", 12)[1].id not in {size.id for size in sizes}


def test_a_size_is_read_from_a_few_words() -> None:
    """A label, and millimetres where they are given."""
    assert read_size("blue, 12 mm") == ("blue", 12)
    assert read_size(" little finger ") == ("little finger", None)
    assert read_size("   ") is None


async def test_home_and_end_go_to_the_first_step_and_the_last(
    run_open: Callable[..., Any], told: Callable[[int], None], settled: Callable[..., Any]
) -> None:
    """The text about the step follows."""
    told(10)
    async with run_open(PlanScreen) as (app, pilot):
        for key, step in (("end", app.screen.page.steps[-1]), ("home", app.screen.page.steps[0])):
            await pilot.press(key)
            await settled(app, pilot)
            assert app.screen.selected == step
            assert app.screen.page.called(step) in str(app.screen.pane.content)
