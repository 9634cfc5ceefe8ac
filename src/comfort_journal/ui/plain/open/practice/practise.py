"""A session at a step in lines: what comes before it, the guided part, and what may be given after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from comfort_journal.ui.open.core.sound_check import try_once
from comfort_journal.ui.open.practice.before import BeforeStep
from comfort_journal.ui.plain.breath import breathe
from comfort_journal.ui.plain.open.practice.after import after
from comfort_journal.ui.plain.open.practice.circuit import circuit
from comfort_journal.ui.plain.open.practice.hold import guide
from comfort_journal.ui.plain.open.practice.sign import ask_sign, note_sign
from comfort_journal.ui.plain.questions import NamedChoice, choice, choose, one_of
from comfort_journal.ui.plain.ways import Back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder
    from comfort_journal.ui.plain.open.visit import OpenLines

WITH: Final = "With: {what}."


class Sat(NamedTuple):
    """A session that was begun, and the question that the evening goes on with."""

    sitting: SessionRecorder
    question: str


def practise(visit: OpenLines, step: str) -> Sat | None:
    """Go through a session at a step, if it is open; return it, or None where nothing was begun. Raises Back."""
    before = BeforeStep(visit.session, step)
    if before.open:
        visit.ask_heard(try_once(visit.host, visit.session))
    visit.say(before.called)
    known = False
    while before.open:
        _say_before(visit, before, known=known)
        taken = choose(visit.console, _question(visit, before), _choices(visit, before), known=known)
        known = True
        before.ask_gate()  # the question may have stood there for hours
        if not before.open:
            break
        sat = DOES[taken.does](visit, before)
        if sat is not None:
            return sat
    visit.say(before.reason)
    return None


def _say_before(visit: OpenLines, before: BeforeStep, *, known: bool) -> None:
    if not (before.later or known):
        card = visit.library.card("FR-4")
        visit.say(f"{card.title}:", *(check.label for check in card.choices))
    if before.withs and not (before.later and before.past_today):
        visit.say(WITH.format(what=before.with_said))


def _question(visit: OpenLines, before: BeforeStep) -> str:
    return visit.library.sentences.before.anything if before.later else visit.library.card("RC-6").title


def _choices(visit: OpenLines, before: BeforeStep) -> list[NamedChoice]:
    said, choices = (
        visit.library.sentences.before,
        {each.key: each.label for each in visit.library.card("RC-6").choices},
    )
    ready = said.nothing_new if before.later else f"{said.nothing_new}. {choices['settled']}"
    named = [choice("step-ready", key="r", name=ready), choice("step-new-sign", key="!", name=said.something_new)]
    if not before.later:
        named += [
            choice("step-circuit", name=choices["circuit"]),
            choice("step-breath", name=choices["breath"]),
        ]
    return named + ([choice("step-tool", key="t")] if len(before.withs) > 1 else [])


def _ready(visit: OpenLines, before: BeforeStep) -> Sat:
    """Go through the guided part and what comes after it."""
    sitting = before.sitting(visit.host.clock)
    sign = ask_sign(visit) if guide(visit, sitting) else None
    if sitting.record() is not None:
        if sitting.state.ended == "flag" and sign is None:
            sitting.take_sign_back()
        return Sat(sitting, after(visit, sitting, sign))
    if sign is not None:
        note_sign(visit, sign)
    return Sat(sitting, "")


def _sign(visit: OpenLines, before: BeforeStep) -> None:
    """Note a sign, and say what follows from it; then the gate has nothing open here."""
    del before
    sign = ask_sign(visit)
    if sign is not None:
        note_sign(visit, sign)
        raise Back


def _circuit(visit: OpenLines, before: BeforeStep) -> None:
    del before
    circuit(visit)


def _breath(visit: OpenLines, before: BeforeStep) -> None:
    """Breathe for the time of the circuit's first part."""
    del before
    breathe(visit.host, visit.library.number("RC-6", "breath").seconds)


def _tool(visit: OpenLines, before: BeforeStep) -> None:
    """Take another tool or size."""
    names = [(label, place) for place, (_, label) in enumerate(before.withs)]
    before.chosen = one_of(visit.console, WITH_WHAT, names)


WITH_WHAT: Final = "With what?"
DOES: Final[Mapping[str, Callable[[OpenLines, BeforeStep], Sat | None]]] = {
    "step-ready": _ready,
    "step-new-sign": _sign,
    "step-circuit": _circuit,
    "step-breath": _breath,
    "step-tool": _tool,
}
