"""What the plan's page says of the gate's answer: pure, and nothing is called open that the gate has not open now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content import load_programme
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date

    from comfort_journal.content.sentences import Plan
    from comfort_journal.plan import Assessment

    StepName = Callable[[str], str]

WAITING = {
    0: "a reads the page",
    1: "a says that you have been seen",
    2: "a gives one number",
    3: "a says what you have, or choose",
    4: "a gives one number",
    5: "a answers",
}
"""What the answering key does, by the gate's row."""

HERE, OPEN, RESTS, SHUT = "◆", "○", "◇", "·"
"""The marks of the ladder; what was reached keeps one of its own while it is closed."""
ADD, SIZES = "+", "sizes"
"""The mark and the place of the rung that stands for the sizes while there are none."""


def mark_of(found: Assessment, step: str) -> str:
    """Return the mark of a rung."""
    if found.may(step):
        return HERE if step == found.step else OPEN
    return ADD if step == SIZES else RESTS if step in found.gained else SHUT


def marks_said(marks: Collection[str], words: Plan) -> str:
    """Return what these marks mean."""
    here = words.mark_here, words.mark_open, words.mark_rests, words.mark_shut, words.mark_add
    said = zip((HERE, OPEN, RESTS, SHUT, ADD), here, strict=True)
    return ", ".join(f"{mark} {word}" for mark, word in said if mark in marks)


def answer_lines(found: Assessment, selected: str, called: StepName) -> Iterator[str]:
    """Yield the reason, what is offered, and why the selected step is closed or what comes first."""
    yield found.reason
    if found.offered:
        onward = ", ".join(map(called, found.offered))
        staying = f"   Stay: {called(found.step)}" if found.step in found.open else ""
        yield one_line(f"Move on: {onward}{staying}")
    yield from (each.reason for each in found.closed if each.what == selected)


def why_lines(found: Assessment, called: StepName) -> Iterator[str]:
    """Yield what lies behind the reason or is still to come, and what else is closed; the reason where that is all."""
    told = set(found.why)
    yield from found.why or (found.reason,)
    yield from (f"{called(each.what)}: {each.reason}" for each in found.closed if each.reason not in told)


def said_day(day: date) -> str:
    """Return a day as the ladder says it: ``Mon 5 Jan``."""
    words = load_programme().words
    return f"{words.weekdays[day.weekday()]} {day.day} {words.months[day.month - 1]}"
