"""The plan in lines: what is open and why, each step, and all that its owner may ask, answer and change there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from comfort_journal.records import Session
from comfort_journal.records.steps import traits_of
from comfort_journal.ui.open.core.practice_line import facts_of
from comfort_journal.ui.open.plan.before_step import before_step
from comfort_journal.ui.open.plan.messages import SIZES, WAITING, why_lines
from comfort_journal.ui.open.plan.options import change_plan
from comfort_journal.ui.open.plan.plan_page import DOORS, PlanPage
from comfort_journal.ui.open.plan.questions import PlanQuestions
from comfort_journal.ui.open.plan.sizes import ask_ready, change_sizes
from comfort_journal.ui.plain.open.plan.asks import InLines, at_once
from comfort_journal.ui.plain.open.plan.plan_words import about, rungs, standing
from comfort_journal.ui.plain.open.practice.circuit import circuit
from comfort_journal.ui.plain.open.practice.lasting import lasting
from comfort_journal.ui.plain.open.practice.practise import practise
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, named
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.records import Circuit
    from comfort_journal.ui.plain.open.visit import OpenLines

WHICH: Final = "Which step, by its number, or what else?"
AGAIN_HERE: Final = "Back in the plan."
OVER: Final = "The session is over."
STOPPED: Final = "stopped"
THIS_STEP: Final = "This step:"
PRACTISE, WHY = "practise-step", "plan-why"


@dataclass
class OnPlan:
    """The plan as it is now, with its questions; ``told`` is what was said last, ``step`` what was chosen.

    ``read`` is what was said of each step last.
    """

    visit: OpenLines
    flow: PlanQuestions
    page: PlanPage
    told: list[str] = field(default_factory=list)
    step: str = ""
    read: dict[str, list[str]] = field(default_factory=dict)

    def look_again(self) -> None:
        """Ask the gate again: time has passed, and records may be new."""
        self.page = PlanPage(self.visit.session, self.visit.host.shown_key)


def plan(visit: OpenLines, first: str = "") -> None:
    """Say how the plan stands, and do one thing after another, ``first`` one, left with it. Raises a way out of it."""
    flow = PlanQuestions(InLines(visit), visit.session)
    on = OnPlan(visit, flow, PlanPage(visit.session, visit.host.shown_key))
    known = False
    if first:
        DOES[first](on)
    while True:
        on.look_again()
        choices, told = _choices(on), [*standing(on.page), *named(_waits(on.page))]
        if told != on.told:
            visit.say(*(told if known else standing(on.page)))
        on.told = told
        taken = choose(visit.console, WHICH, choices, known=known)
        known = True
        with suppress(Back):
            if taken.does in DOES:
                DOES[taken.does](on)
            else:
                _step(on, taken.does)


def _waits(page: PlanPage) -> list[NamedChoice]:
    """Return what waits for an answer, if anything, by what the answer does."""
    does = page.waits_for or WAITING.get(page.found.row, "")
    return [choice("plan-answer", name=f"{does[:1].upper()}{does[1:]}")] if page.waits else []


def _choices(on: OnPlan) -> list[NamedChoice]:
    return [
        *_waits(on.page),
        *rungs(on.visit, on.page),
        choice(WHY),
        choice("plan-circuit"),
        choice("plan-changes"),
        choice("plan-new-sign", key="!"),
    ]


def _step(on: OnPlan, step: str) -> None:
    """Say what there is to know about a step and was not heard yet, and offer to practise it where it is open."""
    if step == SIZES:
        at_once(change_sizes(on.flow))
        return
    heard, told = on.read.get(step, []), list(about(on.visit, on.page, step))
    on.read[step] = told
    on.visit.say(told[0], *(line for line in told[1:] if line not in heard))
    known = bool(heard)
    while not _closed(on.page, step):
        door = DOORS.get(step, "")
        name = door[:1].upper() + door[1:]
        choices = [choice(PRACTISE, key="p", name=name), choice(WHY)]
        taken = choose(on.visit.console, THIS_STEP, choices, known=known, about=told)
        on.step, known = step, True
        DOES[taken.does](on)
        if taken.does == PRACTISE:
            return


def _closed(page: PlanPage, step: str) -> bool:
    """Whether a step can not be practised now, nor once the first page is read."""
    far = page.found.row == 0 and step not in {*DOORS, page.found.step}
    return far or page.closed(step)


def _practise(on: OnPlan) -> None:
    """Ask what comes before, then open the step if the gate has it open."""
    step = on.step
    if traits_of(step).together:
        from comfort_journal.ui.plain.open.together.readiness import before_together  # noqa: PLC0415  as every place

        before_together(on.visit)
        return
    if not at_once(before_step(on.flow, step)):
        return
    sat = practise(on.visit, step)
    if sat is not None and (record := sat.sitting.record()) is not None:
        from comfort_journal.ui.plain.open.write.write import offer_page  # noqa: PLC0415  as every place

        _did(on, record)
        offer_page(on.visit, sat.question)


def _did(on: OnPlan, record: Session | Circuit) -> None:
    """Say what is over, and what was just done."""
    on.look_again()
    facts = [each for each in facts_of(record, on.page.called, lambda time: lasting(round(time))) if each]
    facts += [STOPPED] if isinstance(record, Session) and record.ended == "stop" else []
    over = OVER if isinstance(record, Session) else AGAIN_HERE
    on.visit.say(f"{over} {on.flow.words.just_now.format(what=', '.join(facts))}")


def _why(on: OnPlan) -> None:
    """Say what lies behind the answer."""
    parts = {part.id: part.title for part in on.visit.library.circuit.part}
    on.visit.say(*why_lines(on.page.found, lambda what: parts.get(what) or on.page.called(what)))


def _answer(on: OnPlan) -> None:
    """Give what the plan waits for."""
    flow, page = on.flow, on.page
    answers = {0: flow.agree, 1: flow.seen, 3: flow.care, 5: flow.next_day}
    if page.found.row in answers:
        at_once(answers[page.found.row]())
    elif page.found.row in {2, 4}:
        at_once(flow.number("now", flow.words.now))
    elif page.closes:
        from comfort_journal.ui.plain.open.together.debrief import close  # noqa: PLC0415  as every place

        close(on.visit, page.closes[0])
    elif page.asks_for_ready:
        at_once(ask_ready(flow))


def _circuit(on: OnPlan) -> None:
    """Begin the circuit, whatever the gate says."""
    record = circuit(on.visit)
    if record is not None:
        _did(on, record)


def _changes(on: OnPlan) -> None:
    at_once(change_plan(on.flow))


def _new_sign(on: OnPlan) -> None:
    at_once(on.flow.something_new())


DOES: Final[Mapping[str, Callable[[OnPlan], None]]] = {
    PRACTISE: _practise,
    WHY: _why,
    "plan-answer": _answer,
    "plan-circuit": _circuit,
    "plan-changes": _changes,
    "plan-new-sign": _new_sign,
}
