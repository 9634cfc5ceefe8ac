"""The step with another person from the private side: one way on, and one refusal whatever the reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from stories import day, story

from comfort_journal.partner.handover import HandOver, Inbox, encode
from comfort_journal.records import Circuit, Part, Phrase
from comfort_journal.settings import Settings
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.ui.open.home.today_screen import TodayScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.rating.rating_screen import RatingScreen
from comfort_journal.ui.open.together import readiness_screen
from comfort_journal.ui.open.together.readiness_screen import ReadinessScreen, circuit_age, phrases_of
from comfort_journal.ui.open.together.refusal_screen import DELAY, RefusalScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.ui.open.conftest import Wall
    from textual.pilot import Pilot

    from comfort_journal.partner import Setup
    from comfort_journal.records import Record
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.open.core.workspace import Workspace

SIZES = [(80, 24), (120, 40), (40, 12)]
OPENED = (
    day(1, "06:00").profile(history=("none",), sizes=("a", "b"), ready_size="a"),
    *(each for number in (1, 2, 3) for each in day(number).easy("movement:a")),
)
"""Easy days enough: on day 4 the gate offers the step."""
REFUSED: dict[str, Iterable[Record]] = {
    "no page before the first step": [day(1, "06:00").profile(adult=False, agreed=False)],
    "a sign": [*OPENED, day(4, "10:00").flag()],
    "history": [day(1, "06:00").profile(history=("endometriosis",), sizes=("a", "b"), ready_size="a")],
    "rest": [*OPENED[:-1], day(4, "09:00").rating(4)],
    "too few easy days": OPENED[:3],
    "the cap of the day": [*OPENED, day(4, "10:00").movement()],
    "the page after the last time": [*OPENED, day(3, "23:00").partner(), day(4, "09:30").rating(0)],
    "closed by its owner": [*OPENED, day(3, "23:00").checkin({"respected": "no"})],
}


@pytest.fixture
def told(session: Workspace, wall: Wall) -> Callable[..., None]:
    """Return what tells a history; it is the evening of day 4."""

    def tell(*records: Record) -> None:
        wall.now = day(4, "21:00").moment()
        session.keep_records(*story(*records))  # type: ignore[arg-type]

    return tell


def hands(app: MainApp) -> list[tuple[Setup | None, dict[str, str]]]:
    """Return the list of what this app is asked to hand over from now on."""
    found: list[tuple[Setup | None, dict[str, str]]] = []

    async def hand_over(setup: Setup | None, phrases: dict[str, str] | None = None) -> None:
        found.append((setup, dict(phrases or {})))

    app.hand_over = hand_over  # type: ignore[assignment,method-assign]
    return found


def drawn(app: Any) -> str:  # noqa: ANN401  the app under test
    """Return what stands on the screen, as text."""
    lines = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)


async def press(app: MainApp, pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, and wait for what each of them sets going."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def at_readiness(app: MainApp, pilot: Pilot[int]) -> None:
    """Wait until the gate has been asked."""
    for _ in range(200):
        if isinstance(app.screen, RefusalScreen) or (
            isinstance(app.screen, ReadinessScreen) and not app.screen.has_class("-unchecked")
        ):
            return
        await pilot.pause()
    raise AssertionError


def the_refusal(session: Workspace) -> list[str]:
    """Return the words of the one refusal: its sentence, that any key leaves, and the footer."""
    said = session.practice.library.sentences.together
    return [*said.refusal.split(), *said.refusal_key.split(), "Enter", "back", "F9", "enough", "F1", "help"]


async def wait_for_it(app: MainApp, pilot: Pilot[int]) -> str:
    """Return the refusal as it stands there; before its time it asks for a moment, and no key brings it sooner."""
    screen = app.screen
    assert isinstance(screen, RefusalScreen)
    asked = app.clock()
    app.clock.now = asked + DELAY - 0.01  # type: ignore[attr-defined]
    screen.look()
    await press(app, pilot, "enter", "escape", "x")
    assert app.screen is screen
    assert drawn(app).strip() == screen.session.practice.library.sentences.together.refusal_wait
    app.clock.now = asked + DELAY  # type: ignore[attr-defined]
    screen.look()
    await pilot.pause()
    return drawn(app)


YES = ("y", "enter", "y", "enter", "enter", "enter", "enter", *"4071", "enter")
"""Yes and yes, and everything else as the settings have it."""


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_yes_and_yes_hand_over(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], size: tuple[int, int]
) -> None:
    """Fifteen presses lead from the plan into the session, and the journal has not one record more."""
    told(*OPENED)
    before = sum(len(session.journal.records(kind)) for kind in ("entry", "session", "profile", "partner", "phrase"))
    async with run_open(PlanScreen, size=size) as (app, pilot):
        handed = hands(app)
        keys = ("down", "enter", *YES)
        assert len(keys) <= 15
        app.screen.select("movement")
        await press(app, pilot, *keys[:2])
        await at_readiness(app, pilot)
        await press(app, pilot, *keys[2:])
        ((setup, phrases),) = handed
    assert setup is not None
    assert UUID(setup.id)
    assert (setup.mode, setup.interval, setup.bell, setup.word, setup.code) == ("step", 45, True, "stop", "4071")
    assert (setup.circuit, setup.lubrication, setup.circuit_age) == (600, 60, None)
    assert setup.began_at == day(4, "21:00").at()
    assert list(phrases) == ["WORDS-1", "WORDS-2", "WORDS-3"]
    after = sum(len(session.journal.records(kind)) for kind in ("entry", "session", "profile", "partner", "phrase"))
    assert before == after


async def test_everything_on_the_page_can_be_chosen(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """Interval and bell begin as in the settings, the word is typed over, and the chosen ones are handed over."""
    told(*OPENED)
    session.settings = Settings(checkin_seconds=37, checkin_bell=False, motion="none")
    async with run_open(ReadinessScreen) as (app, pilot):
        handed = hands(app)
        await at_readiness(app, pilot)
        await press(app, pilot, "right", "enter", "right", "enter", *"red", "enter", "right", "enter", "left", "enter")
        await press(app, pilot, *"1112", "enter")
        ((setup, _phrases),) = handed
    assert setup is not None
    assert (setup.interval, setup.bell, setup.word, setup.code) == (40, True, "red", "1112")


@pytest.mark.parametrize("at_the_door", [False, True])
@pytest.mark.parametrize("reason", REFUSED)
async def test_whatever_the_gate_says_the_refusal_is_one(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], reason: str, *, at_the_door: bool
) -> None:
    """No question is seen before it; one sentence stands there after one time, and any key leaves."""
    told(*REFUSED[reason])
    assert not session.practice.assess().may("partner")
    make = (lambda opened: ReadinessScreen(opened, at_the_door=True)) if at_the_door else PlanScreen
    async with run_open(make) as (app, pilot):
        handed = hands(app)
        if not at_the_door:
            app.screen.select("partner")
            await press(app, pilot, "enter")
        await at_readiness(app, pilot)
        assert (await wait_for_it(app, pilot)).split() == the_refusal(session)
        await press(app, pilot, "full_stop")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(app.became) == at_the_door
        assert at_the_door or isinstance(app.screen, PlanScreen)
        assert not handed


ANSWERS = {
    "not sure": ("u", "enter"),
    "no": ("n", "enter"),
    "yes, and then not sure": ("y", "enter", "u", "enter"),
    "yes, and then no": ("y", "enter", "n", "enter"),
    "back": ("escape",),
    "back with everything given": (*YES[:-1], "escape"),
    "a yes that became a no": (*YES[:-1], "up", "up", "up", "up", "left", "n", *["down"] * 4, "enter"),
}


@pytest.mark.parametrize("at_the_door", [False, True])
@pytest.mark.parametrize("answers", ANSWERS)
async def test_every_other_answer_is_the_same_refusal(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], answers: str, *, at_the_door: bool
) -> None:
    """The same sentence after the same time as from the gate; nothing is handed over, and nothing is kept."""
    told(*OPENED)
    kinds = ("entry", "session", "rating", "profile", "override", "partner", "phrase", "flag")
    before = [session.journal.records(kind) for kind in kinds]
    async with run_open(lambda opened: ReadinessScreen(opened, at_the_door=at_the_door)) as (app, pilot):
        handed = hands(app)
        await at_readiness(app, pilot)
        await press(app, pilot, *ANSWERS[answers])
        assert (await wait_for_it(app, pilot)).split() == the_refusal(session)
        await press(app, pilot, "z")
        assert len(app.became) == at_the_door
        assert not handed
    assert [session.journal.records(kind) for kind in kinds] == before


@pytest.mark.parametrize(
    ("keys", "stands"),
    [("yes", "[y yes]"), ("no", "[n no]"), ("not sure", "[u not sure]"), ("&", "[y yes]"), ("é", "[u not sure]")],
)
async def test_an_answer_that_is_typed_stands_in_brackets_at_once(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], keys: str, stands: str
) -> None:
    """By its letter, by its whole word, or by its place in the row, on AZERTY without Shift."""
    told(*OPENED)
    async with run_open(ReadinessScreen) as (app, pilot):
        app.settings = app.settings._replace(keyboard="azerty")
        await at_readiness(app, pilot)
        await press(app, pilot, *("space" if key == " " else key for key in keys))
        assert stands in drawn(app)


async def test_a_gate_that_has_closed_meanwhile_refuses_too(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """It is asked again after the questions."""
    told(*OPENED)
    async with run_open(ReadinessScreen) as (app, pilot):
        handed = hands(app)
        await at_readiness(app, pilot)
        session.keep_records(day(4, "20:59").flag())
        await press(app, pilot, *YES)
        assert (await wait_for_it(app, pilot)).split() == the_refusal(session)
        assert not handed


@pytest.mark.parametrize(
    ("code", "said"), [("7777", "code_same"), ("", "code_short"), ("123", "code_short"), ("12ab", "code_short")]
)
async def test_a_code_that_is_none_is_answered_calmly(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], code: str, said: str
) -> None:
    """The place is empty again with a reason beside it, and a good one goes on; the digits are never drawn."""
    told(*OPENED)
    async with run_open(ReadinessScreen) as (app, pilot):
        handed = hands(app)
        await at_readiness(app, pilot)
        assert not app.screen.code.value
        await press(app, pilot, *YES[:7], *code)
        assert not code or code not in drawn(app)
        await press(app, pilot, "enter")
        assert getattr(session.practice.library.sentences.readiness, said) in drawn(app)
        assert not handed
        await press(app, pilot, *"9876")
        assert "9876" not in drawn(app)
        await press(app, pilot, "enter")
        assert [setup.code for setup, _ in handed] == ["9876"]


async def test_nothing_is_answered_beforehand(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """Enter alone answers nothing; a code without the answers goes back to the first open question."""
    told(*OPENED)
    said = session.practice.library.sentences.readiness
    async with run_open(ReadinessScreen) as (app, pilot):
        handed = hands(app)
        await at_readiness(app, pilot)
        assert (app.screen.want.key, app.screen.free.key, app.screen.code.value) == (None, None, "")
        await press(app, pilot, "enter", "enter")
        assert app.screen.want.has_focus
        await press(app, pilot, *["down"] * 5, *"4071", "enter")
        assert app.screen.want.has_focus
        assert said.first in drawn(app)
        await press(app, pilot, "y", *["down"] * 2, *["backspace"], *["down"] * 3, "enter")
        assert app.screen.free.has_focus
        await press(app, pilot, "y", *["down"] * 4, "enter")
        assert app.screen.word.has_focus
        assert said.wordless in drawn(app)
        assert not handed


async def test_the_number_of_the_day_before_comes_first(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """Where the gate asks for it, one number is given, and then the questions stand there."""
    told(*OPENED[:-1])
    assert session.practice.assess().row == 5
    async with run_open(ReadinessScreen) as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, RatingScreen)
        await press(app, pilot, "0", "enter")
        await at_readiness(app, pilot)
        assert isinstance(app.screen, ReadinessScreen)
        assert app.screen.want.has_focus


async def test_a_number_sealed_while_locked_is_the_proposed_answer(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None]
) -> None:
    """Enter keeps it, and the questions stand there; until then none of them is seen."""
    told(*OPENED[:-1], day(4, "09:00").rating(0, kept=None))
    async with run_open(ReadinessScreen) as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, RatingScreen)
        assert not app.screen_stack[-2].query_one("#title").visible
        await press(app, pilot, "enter")
        await at_readiness(app, pilot)
        assert app.screen.want.has_focus
        assert app.screen.query_one("#title").visible


async def test_the_door_opens_on_the_questions(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], wall: Wall
) -> None:
    """``enter`` gives the app its session and returns the page; behind it there is no journal to be seen."""
    told(*OPENED)
    async with run_open() as (app, pilot):
        page = readiness_screen.enter(session.journal, app)
        assert app.session is not session
        app.session.clock = wall  # type: ignore[union-attr]
        await app.switch_screen(page)
        await at_readiness(app, pilot)
        assert not any(isinstance(screen, TodayScreen) for screen in app.screen_stack)
        assert page.want.has_focus


def test_a_circuit_counts_from_its_end_and_only_whole(session: Workspace, told: Callable[..., None]) -> None:
    """A circuit that was ended after its first part is none."""
    told(*OPENED)
    assert circuit_age(session) is None
    whole = day(4, "20:30").circuit(minutes=12)
    parts = (Part(part="RC-1", seconds=180, breaths=None, done=True),)
    begun = Circuit(
        id=day(4).flag().id,
        started_at=day(4, "20:50").at(),
        ended_at=day(4, "20:53").at(),
        parts=parts,
        attested=False,
        dry=None,
    )
    session.keep_records(whole, begun)
    assert circuit_age(session) == timedelta(minutes=18).total_seconds()


def test_the_words_are_the_owners_own_and_fit_the_pipe(session: Workspace, told: Callable[..., None]) -> None:
    """On one line, without anything that steers a terminal, and never too long to be handed over."""
    told(*OPENED)
    shipped = session.practice.library.together.phrase
    assert phrases_of(session) == {phrase.id: phrase.text for phrase in shipped}
    for number in (1, 2, 3):
        text = "Slow\x1b[2J\n" + "ä\"'\\" * 4000
        session.keep_records(Phrase(id=day(number).flag().id, key=f"WORDS-{number}", text=text))
    found = phrases_of(session)
    assert all(text.startswith("Slow") and text.isprintable() for text in found.values())
    inbox = Inbox(vault="/home/somebody/" + "x" * 200, vault_id=bytes(16), public=bytes(1216))
    assert encode(HandOver(inbox=inbox, phrases=found))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_each_line_can_be_seen_when_it_is_the_one(
    run_open: Callable[..., Any], session: Workspace, told: Callable[..., None], size: tuple[int, int]
) -> None:
    """Down goes through every line, and each is on the screen with its name, at every size."""
    told(*OPENED)
    async with run_open(ReadinessScreen, size=size) as (app, pilot):
        await at_readiness(app, pilot)
        names = {"want": "want this", "free": "any moment", "word": "A word", "interval": "Asks every", "bell": "Bell"}
        for line, name in {**names, "code": "four digits"}.items():
            assert app.screen.focused.id == line
            assert name in " ".join(drawn(app).split())
            await press(app, pilot, "down")
        await press(app, pilot, "up", "enter")
        assert session.practice.library.sentences.readiness.first in " ".join(drawn(app).split())


async def test_the_plan_leads_there_and_back_from_today(
    run_open: Callable[..., Any], told: Callable[..., None]
) -> None:
    """From Today by the plan, and after the refusal the plan stands as it was."""
    told(*OPENED)
    async with run_open(first_screen) as (app, pilot):
        await press(app, pilot, "f4", "down", "enter")
        await at_readiness(app, pilot)
        await press(app, pilot, "n", "enter")
        await wait_for_it(app, pilot)
        await press(app, pilot, "z")
        assert isinstance(app.screen, PlanScreen)
        assert app.screen.selected == "partner"
