"""Before time with somebody, in lines: the check-in timer is open under every answer, the step under one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import day, story
from tests.ui.plain.conftest import Lines, QuietHost, visit_of

from comfort_journal.partner import Setup
from comfort_journal.settings import Settings
from comfort_journal.ui.open.together.readiness_screen import phrases_of
from comfort_journal.ui.open.together.refusal_screen import DELAY
from comfort_journal.ui.plain.open.together import readiness
from comfort_journal.ui.plain.open.together.check_in import before_check_in
from comfort_journal.ui.plain.ways import Back, BecomePartner, LockNow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.ui.open.conftest import Wall

    from comfort_journal.records import Record
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.plain.open.visit import OpenLines

BEGUN = day(1, "06:00").profile(history=("none",))
EASY = [each for number in (1, 2, 3) for each in day(number).easy()]
OPENED = (
    day(1, "06:00").profile(history=("none",), sizes=("a", "b"), ready_size="a"),
    *(each for number in (1, 2, 3) for each in day(number).easy("movement:a")),
)
STORIES: dict[str, Iterable[Record]] = {
    "nothing agreed": [day(1).profile(agreed=False, adult=False)],
    "a sign": [BEGUN, *EASY, day(4, "09:30").flag()],
    "rest": [*OPENED[:-1], day(4, "09:00").rating(4)],
    "too few easy days": OPENED[:3],
    "the cap of the day": [*OPENED, day(4, "10:00").movement()],
    "closed by its owner": [*OPENED, day(3, "23:00").checkin({"respected": "no"})],
}
YES = "y\ny\n"


@pytest.fixture
def told(session: Workspace, wall: Wall) -> Callable[..., None]:
    """Return what tells a history; it is the evening of day 4."""

    def tell(*records: Record) -> None:
        wall.now = day(4, "21:00").moment()
        session.keep_records(*story(*records))  # type: ignore[arg-type]

    return tell


def handed(visit: OpenLines) -> list[Any]:
    """Return what was handed over."""
    assert isinstance(visit.host, QuietHost)
    return visit.host.handed


def kept(session: Workspace) -> list[Any]:
    """Return everything that the journal has."""
    kinds = ("entry", "session", "rating", "profile", "override", "partner", "phrase", "flag")
    return [session.journal.records(kind) for kind in kinds]


@pytest.mark.parametrize("answer", STORIES)
def test_the_timer_begins_by_enter_alone_under_every_answer(
    lines: Lines, session: Workspace, told: Callable[..., None], answer: str
) -> None:
    """A safety tool is never locked, and what is said first tells nothing of the plan."""
    told(*STORIES[answer])
    visit = visit_of(lines.press("\n"), session)
    with pytest.raises(BecomePartner):
        before_check_in(visit)
    ((setup, phrases),) = handed(visit)
    assert (setup.mode, setup.interval, setup.bell, setup.word, setup.code) == ("checkin", 45, True, "stop", None)
    assert phrases == {}
    assert " ".join(session.practice.assess().reason.split()) not in lines.said


def test_what_the_plan_says_is_said_when_it_is_asked_for(
    lines: Lines, session: Workspace, told: Callable[..., None]
) -> None:
    """By the page's own key."""
    told(*STORIES["a sign"])
    lines.press("w\n")
    lines.until_over(lambda: before_check_in(visit_of(lines, session)))
    assert " ".join(session.practice.assess().reason.split()) in lines.said


def test_how_it_asks_can_be_changed_first(lines: Lines, session: Workspace) -> None:
    """Then the timer's own question comes."""
    visit = visit_of(lines.press("?\n", "e\n"), session)
    with pytest.raises(BecomePartner):
        before_check_in(visit)
    assert handed(visit) == [(None, {})]
    assert "e Change how it asks; the journal closes first" in lines.said


def test_ctrl_c_begins_nothing(lines: Lines, session: Workspace) -> None:
    """It leads back."""
    visit = visit_of(lines.press("{ctrl+c}"), session)
    with pytest.raises(Back):
        before_check_in(visit)
    assert handed(visit) == []


def test_yes_and_yes_hand_over(lines: Lines, session: Workspace, told: Callable[..., None]) -> None:
    """With everything as the settings have it; of the code nothing is shown, and nothing is kept."""
    told(*OPENED)
    before = kept(session)
    visit = visit_of(lines.press(YES, "\n", "4071\n"), session)
    with pytest.raises(BecomePartner):
        readiness.before_together(visit)
    ((setup, phrases),) = handed(visit)
    assert isinstance(setup, Setup)
    assert (setup.mode, setup.interval, setup.bell, setup.word, setup.code) == ("step", 45, True, "stop", "4071")
    assert (setup.circuit, setup.lubrication, setup.circuit_age) == (600, 60, None)
    assert phrases == phrases_of(session)
    assert "4071" not in lines.written
    assert kept(session) == before


def test_everything_can_be_chosen(lines: Lines, session: Workspace, told: Callable[..., None]) -> None:
    """Interval, bell, word and code; Ctrl+C at one of them leaves it as it is, and a code that is none is refused."""
    told(*OPENED)
    session.settings = Settings(checkin_seconds=37, checkin_bell=False)
    lines.press(YES, "i\n40\n", "b\n", "w\n\b\b\b\bred\n", "i\n{ctrl+c}", "\n", "12\n", "1111\n", "{f1}", "1112\n")
    visit = visit_of(lines, session)
    with pytest.raises(BecomePartner):
        readiness.before_together(visit)
    ((setup, _),) = handed(visit)
    assert (setup.interval, setup.bell, setup.word, setup.code) == (40, True, "red", "1112")
    said = session.practice.library.sentences.readiness
    assert said.code_short in lines.said
    assert said.code_same in lines.said


REFUSALS = {
    "not sure": (OPENED, "s\n"),
    "no": (OPENED, "n\n"),
    "yes, and then no": (OPENED, "y\nn\n"),
    "back": (OPENED, "{ctrl+c}"),
    "back at the code": (OPENED, YES + "\n40{ctrl+c}"),
    "not today": (OPENED, YES + "n\n"),
    **{reason: (records, "") for reason, records in STORIES.items()},
}


@pytest.mark.parametrize("at_the_door", [False, True])
@pytest.mark.parametrize("reason", REFUSALS)
def test_whatever_the_reason_the_refusal_is_one(
    lines: Lines, session: Workspace, told: Callable[..., None], reason: str, *, at_the_door: bool
) -> None:
    """The same sentence the same time after the key that asked; no key brings it sooner, and any key leaves."""
    records, keys = REFUSALS[reason]
    told(*records)
    before = kept(session)
    host = QuietHost(lines.console, session.settings)
    visit = visit_of(lines, session)
    asked = lines.clock.now

    def run() -> None:
        if at_the_door:
            readiness.enter(session.journal, host)
        else:
            readiness.before_together(visit)

    lines.press(keys, 1.0, "x", DELAY - 1.1, "\n")
    lines.until_over(run)
    said = session.practice.library.sentences.together
    assert said.refusal not in lines.said
    assert lines.said.endswith(said.refusal_wait)
    lines.press(0.2)
    pieces = len(lines.pieces)
    lines.clock.now = asked
    lines.press(keys, DELAY + 0.1, "x")
    if at_the_door:
        with pytest.raises(LockNow):
            run()
    else:
        run()
    assert "".join(lines.pieces[pieces:]).endswith(f"{said.refusal_wait}\n{said.refusal}\n{said.refusal_key}\n")
    assert (host.handed, handed(visit)) == ([], [])
    assert kept(session) == before


def test_a_gate_that_closed_meanwhile_refuses(
    lines: Lines, session: Workspace, told: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked again after the questions."""
    told(*OPENED)
    code = readiness._code

    def close_it(visit: OpenLines) -> str:
        typed = code(visit)
        session.keep_records(day(4, "20:59").flag())
        return typed

    monkeypatch.setattr(readiness, "_code", close_it)
    visit = visit_of(lines.press(YES, "\n", "4071\n", 3.0, "x"), session)
    readiness.before_together(visit)
    assert handed(visit) == []
    assert session.practice.library.sentences.together.refusal in lines.said


def test_locking_works_while_the_refusal_waits(lines: Lines, session: Workspace, told: Callable[..., None]) -> None:
    """Ctrl+L is no key that has to wait."""
    told(*OPENED)
    lines.press("n\n", 0.5, "{ctrl+l}")
    with pytest.raises(LockNow):
        readiness.before_together(visit_of(lines, session))
