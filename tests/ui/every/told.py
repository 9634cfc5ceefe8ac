"""Moments at which pages of the open journal say what they say, each by a history, a time, a page and some keys.

In the keys a number lets so many seconds pass, and what begins with ``> `` picks the answer that begins so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stories import day

from comfort_journal.records import Close
from comfort_journal.ui.open.home.start import first_screen
from comfort_journal.ui.open.library.strength_screen import StrengthScreen
from comfort_journal.ui.open.plan.plan_screen import PlanScreen
from comfort_journal.ui.open.practice.around_screen import AroundScreen
from comfort_journal.ui.open.practice.circuit_end_screen import CircuitEndScreen
from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen
from comfort_journal.ui.open.practice.step_intro_screen import StepIntroScreen
from comfort_journal.ui.open.rating.numbers_screen import NumbersScreen
from comfort_journal.ui.open.rating.pending_screen import PendingRatingsScreen
from comfort_journal.ui.open.rating.rating_screen import RatingScreen
from comfort_journal.ui.open.together.checkin_intro_screen import CheckinIntroScreen
from comfort_journal.ui.open.together.debrief_details_screen import DebriefDetailsScreen
from comfort_journal.ui.open.together.readiness_screen import ReadinessScreen
from comfort_journal.ui.open.together.refusal_screen import RefusalScreen
from comfort_journal.ui.open.write.prompts_screen import PromptsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from stories import Day, Told
    from textual.screen import Screen

    from comfort_journal.ui.open.core.workspace import Workspace

    Make = Callable[[Workspace], Screen[Any]]


@dataclass(frozen=True)
class Moment:
    """A page at a time of a history, and what is done on it."""

    make: Make
    at: Day
    records: tuple[Told, ...]
    keys: tuple[str | float, ...] = ()


KNOWN = day(1, "06:00").profile(history=("none",), sizes=("a", "b"), ready_size="a")
LOWER = day(1, "06:00").profile(history=("none",), line=1)
CALENDAR = day(1, "06:00").profile(history=("none",), calendar_start=day(3).date.isoformat())
NO_SIZES = day(1, "06:00").profile(history=("none",), sizes=())
NOBODY = day(1, "06:00").profile(adult=False, agreed=False)
HISTORY = day(1, "06:00").profile(history=("endometriosis",))
EASY = tuple(day(number).easy() for number in (1, 2, 3))
BATHED = tuple(day(number).easy(around=("a bath",)) for number in range(-1, 4))
MOVED = tuple(day(number).easy("movement:a") for number in (1, 2, 3))
PLACED = day(1, "06:30").placement("movement")
LAST = day(4, "21:00")
LATER = day(5, "10:00")
HOLD = ("enter", "z", 10.0)
"""From the page before a step to the middle of a hold."""
FADED = ("down", "down", "enter")
"""Chooses what became of a tender place."""


def step(name: str) -> Make:
    """Return what opens the page before a step."""
    return lambda session: StepIntroScreen(session, name)


def around(session: Workspace) -> Screen[Any]:
    """Return what opens the list of what was around, with as many marks as there can be."""
    return AroundScreen(session, tuple(map(str, range(24))), lambda _marks: None)


def strength(session: Workspace) -> Screen[Any]:
    """Return the strength page as where the gate has opened it."""
    page = StrengthScreen(session)
    page._reasons = None
    return page


def felt(**told: Any) -> Make:  # noqa: ANN401  fields of a Close
    """Return what opens the second page after time together."""
    close = {"during": None, "after": None, "settled": None, "tags": (), "fear": None, "respected": "yes"}
    return lambda session: DebriefDetailsScreen(
        session,
        session.practice.partners()[0],
        Close(**{**close, "ended_as": "done", **told}),  # type: ignore[arg-type]
    )


def ended(*, whole: bool) -> Make:
    """Return what opens the end of a circuit."""
    return lambda session: CircuitEndScreen(session, session.journal.records("circuit")[0], whole=whole)  # type: ignore[arg-type]


def _number(session: Workspace) -> Screen[Any]:
    sealed = next(each for each in session.practice.unkept())
    return RatingScreen(session, "next_day", "", sealed)  # type: ignore[arg-type]


LONG = "a name that is longer than a rung " * 9
TOGETHER = (KNOWN, *MOVED, day(4, "20:30").partner())
SPIKED = (KNOWN, day(4, "19:00").mapping(during=4))

MOMENTS: dict[str, Moment] = {
    "today, a number": Moment(first_screen, LATER, (KNOWN, day(4).mapping())),
    "today, rest": Moment(first_screen, LATER, (KNOWN, PLACED, day(4, "19:00").entrance(during=4))),
    "today, afterwards": Moment(first_screen, LAST, (KNOWN, day(4, "20:30").mapping())),
    "today, a card": Moment(
        first_screen, LATER, (KNOWN, day(4).mapping(during=3, tags=("burning",)), day(5, "09:00").rating(0))
    ),
    "today, the circuit": Moment(first_screen, LAST, (NOBODY,)),
    "today, practised": Moment(first_screen, LAST, (KNOWN, day(4, "20:30").mapping(after=1))),
    "today, nothing": Moment(first_screen, LAST, (KNOWN,)),
    "today, cut off": Moment(first_screen, LATER, (KNOWN, day(4).mapping(ended="early"), day(5, "09:00").rating(0))),
    "today, together": Moment(first_screen, LAST, TOGETHER),
    "today, a sealed number": Moment(first_screen, LATER, (KNOWN, day(5).rating(1, "now", kept=None))),
    "a sealed number": Moment(PendingRatingsScreen, LATER, (KNOWN, day(5).rating(None, "now", kept=None))),
    "a proposed number": Moment(_number, LATER, (KNOWN, day(5).rating(1, kept=None))),
    "the questions": Moment(PromptsScreen, LAST, (KNOWN,)),
    "the plan, first": Moment(PlanScreen, LAST, (NOBODY,), ("a", "escape")),
    "the plan, for a clinician": Moment(PlanScreen, LAST, (day(1, "06:00").profile(),), ("enter", "> Yes")),
    "the plan, a history": Moment(PlanScreen, LAST, (day(1, "06:00").profile(),), ("enter", "> No")),
    "the plan, after long": Moment(PlanScreen, day(30), (KNOWN, day(1).easy()), ("enter", "> No")),
    "the plan, care": Moment(PlanScreen, LAST, (HISTORY,), ("a",)),
    "the plan, a sign": Moment(
        PlanScreen,
        LAST,
        (KNOWN, day(4).flag(), day(4).flag("fever")),
        ("a", "> A clinician", "> fever", "> On another", "x", "enter"),
    ),
    "the plan, something new": Moment(PlanScreen, LAST, (KNOWN,), ("exclamation_mark", "> bleeding")),
    "the plan, rest": Moment(PlanScreen, LAST, SPIKED, ("a", "1", "enter")),
    "the plan, rest just begun": Moment(PlanScreen, day(4, "19:12"), SPIKED, ("a",)),
    "the plan, rest on another day": Moment(PlanScreen, LATER, SPIKED, ("a",)),
    "the plan, together": Moment(PlanScreen, day(4), (KNOWN, EASY), ("end",)),
    "the plan, why it rests": Moment(
        PlanScreen,
        LAST,
        (
            KNOWN,
            day(4, "18:00").mapping(during=3, settled=False, tags=("burning", "clench")),
            day(4, "18:30").mapping(after=3),
            day(4, "19:00").mapping(during=3, tags=("sharp",)),
            day(4, "19:30").mapping(spike=True),
        ),
        ("w",),
    ),
    "the plan, asks": Moment(PlanScreen, LATER, (KNOWN, day(4).mapping())),
    "the plan, again": Moment(PlanScreen, LAST, (KNOWN, day(2).mapping(during=4), day(4, "09:00").now(0))),
    "the plan, on its calendar": Moment(PlanScreen, day(4), (CALENDAR, EASY)),
    "the plan, before its calendar": Moment(PlanScreen, day(1), (CALENDAR,)),
    "the plan, in the evening": Moment(PlanScreen, LAST, (KNOWN, day(4, "20:00").mapping())),
    "the plan, after midnight": Moment(PlanScreen, day(4, "01:00"), (KNOWN, day(4, "20:00").mapping())),
    "the plan, changes": Moment(PlanScreen, day(4), (KNOWN, EASY), ("e", "> Open one step", "enter")),
    "the plan, a placement": Moment(PlanScreen, day(4), (KNOWN, EASY), ("e", "> A clinician says")),
    "the plan, a line": Moment(PlanScreen, day(4), (KNOWN, EASY), ("e", "> My line")),
    "the plan, sizes": Moment(
        PlanScreen, day(4), (KNOWN, EASY), ("e", "> My sizes", "> size a", "> Call it", f"+ {LONG}", "enter")
    ),
    "the plan, ready": Moment(PlanScreen, day(4), (KNOWN, PLACED), ("e", "> The size you feel")),
    "the plan, its calendar": Moment(PlanScreen, day(4), (KNOWN, EASY), ("e", "> Sample", "> Begin on", "x", "enter")),
    "the plan, longer rest": Moment(PlanScreen, day(4), (KNOWN, EASY), ("e", "> Longer")),
    "the plan, just practised": Moment(
        PlanScreen, LAST, (KNOWN, PLACED), ("enter", *HOLD, 5.0, "z", "1", "enter", "enter", "enter")
    ),
    "the plan, a rung": Moment(PlanScreen, day(4), (NO_SIZES, EASY), ("a", "down", "down", "down")),
    "the plan, what it is with": Moment(PlanScreen, day(4), (NO_SIZES, PLACED), ("enter", "> a size", "escape")),
    "the plan, asks for ready": Moment(
        PlanScreen, day(5), (day(1, "06:00").profile(history=("none",), sizes=("a", "b")), *MOVED)
    ),
    "before a step, again": Moment(step("mapping"), LAST, (KNOWN, day(4, "19:00").mapping())),
    "mapping": Moment(
        step("mapping"),
        LAST,
        (KNOWN,),
        (
            *HOLD,
            "2",
            "enter",
            5.0,
            55.0,
            "1",
            "enter",
            *FADED,
            "1",
            "enter",
            "o",
            "x",
            "enter",
            "backspace",
            "3",
            "enter",
        ),
    ),
    "mapping, above": Moment(step("mapping"), LAST, (KNOWN,), (*HOLD, "2", "enter", 70.0, "4", "enter")),
    "mapping, sharp": Moment(step("mapping"), LAST, (KNOWN,), (*HOLD, "p", "1", "enter", 60.0)),
    "entrance, sharp": Moment(step("entrance"), LAST, (KNOWN, PLACED), (*HOLD, 5.0, "p")),
    "entrance, sharp and settled": Moment(
        step("entrance"), LAST, (KNOWN, PLACED), (*HOLD, 15.0, "b", 61.0, "p", "1", "enter")
    ),
    "entrance, sharp and stopped": Moment(
        step("entrance"), LAST, (KNOWN, PLACED), (*HOLD, 40.0, "z", "3", "enter", 61.0, "p", "s")
    ),
    "entrance, above": Moment(
        step("entrance"), LAST, (KNOWN, PLACED), (*HOLD, 40.0, "z", "3", "enter", 61.0, "1", "enter")
    ),
    "entrance, too much": Moment(step("entrance"), LAST, (KNOWN, PLACED), (*HOLD, 40.0, "z", "5", "enter", "enter")),
    "entrance, short": Moment(step("entrance"), LAST, (KNOWN, PLACED), (*HOLD, 5.0, "z", "1", "enter", "enter", 301.0)),
    "entrance, ended above": Moment(
        step("entrance"), LAST, (LOWER, PLACED), (*HOLD, 40.0, "z", "2", "enter", 61.0, "2", "enter", "enter")
    ),
    "numbers, what was around": Moment(NumbersScreen, LATER, (KNOWN, *BATHED)),
    "what was around": Moment(around, LAST, (KNOWN, day(4, "20:30").mapping()), ("x", "enter")),
    "entrance, stopped": Moment(step("entrance"), LAST, (KNOWN, PLACED), (*HOLD, 5.0, "d")),
    "shallow": Moment(step("shallow"), LAST, (KNOWN, PLACED), (*HOLD, 25.0, "z", "1", "enter", 31.0, "1", "enter")),
    "shallow, once more": Moment(
        step("shallow"), LAST, (KNOWN, PLACED), (*HOLD, 25.0, "z", "3", "enter", 61.0, "1", "enter", 31.0, "1", "enter")
    ),
    "a new size": Moment(
        step("dilator:b"),
        LAST,
        (KNOWN, day(1, "06:30").placement("dilator:b")),
        (*HOLD, 5.0, 115.0, "1", "enter", "m", 10.0, 180.0),
    ),
    "movement": Moment(step("movement"), LAST, (KNOWN, PLACED), (*HOLD, 5.0, 20.0)),
    "the circuit": Moment(CircuitScreen, LAST, (KNOWN, day(4).flag()), ("enter", "enter", "2", "3")),
    "the circuit, under way": Moment(
        CircuitScreen,
        LAST,
        (KNOWN,),
        ("1", "2", "enter", 16.0, "space", "space", "s", "s", 16.0, 81.0, 4.0, 4.0, "s", "s", "s"),
    ),
    "the circuit, ended": Moment(ended(whole=False), LAST, (KNOWN, day(4).circuit()), ("y",)),
    "the circuit, whole": Moment(ended(whole=True), LAST, (KNOWN, day(4).circuit())),
    "the check-in door": Moment(CheckinIntroScreen, LAST, (KNOWN,), ("space", "w")),
    "readiness": Moment(
        ReadinessScreen,
        LAST,
        (KNOWN, *MOVED),
        (
            "y",
            "enter",
            "y",
            "enter",
            "enter",
            "enter",
            "enter",
            *"12",
            "enter",
            *"1111",
            "enter",
            "up",
            "up",
            "up",
            "backspace",
            "enter",
            "enter",
            "enter",
            *"4071",
            "enter",
        ),
    ),
    "readiness, its end first": Moment(ReadinessScreen, LAST, (KNOWN, *MOVED), (*("down",) * 5, *"4071", "enter")),
    "refusal, a moment before": Moment(lambda session: RefusalScreen(session, 1e9), LAST, (KNOWN,)),
    "refusal": Moment(lambda session: RefusalScreen(session, 0.0), LAST, (KNOWN,)),
    "the close": Moment(first_screen, LAST, TOGETHER, ("ctrl+n", "down", "enter")),
    "the close, support": Moment(first_screen, LAST, TOGETHER, ("ctrl+n", "down", "down", "enter")),
    "felt": Moment(felt(), LAST, TOGETHER),
    "felt, too much": Moment(felt(during=5), LAST, TOGETHER),
    "strength": Moment(
        strength, LAST, (KNOWN,), ("space",) * 4 + ("enter", "enter", "enter", "1", "enter", "1", "enter")
    ),
    "strength, above": Moment(strength, LAST, (KNOWN,), ("space", "escape", "4", "enter", "1", "enter")),
    "strength, unknown": Moment(strength, LAST, (KNOWN,), ("space", "escape", "escape", "escape")),
}
