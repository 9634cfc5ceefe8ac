"""What the plan's page says of the gate's answer: pure, and nothing is called open that the gate has not open now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content import load_programme
from comfort_journal.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from comfort_journal.plan import Assessment

    StepName = Callable[[str], str]

WAITING = {
    0: "n reads the page",
    1: "n says that you have been seen",
    2: "n gives one number",
    3: "n says what you have, or choose",
    4: "n gives one number",
    5: "n answers",
}
"""What the answering key does, by the gate's row."""


def answer_lines(found: Assessment, selected: str, called: StepName) -> Iterator[str]:
    """Yield the reason, what is offered, and why the selected step is closed or what comes first."""
    yield found.reason
    if found.offered:
        onward = ", ".join(map(called, found.offered))
        staying = f"   Stay: {called(found.step)}" if found.step in found.open else ""
        yield one_line(f"Move on: {onward}{staying}")
    yield from (each.reason for each in found.closed if each.what == selected)


def why_lines(found: Assessment, called: StepName) -> Iterator[str]:
    """Yield the reason, what lies behind it or is still to come, and everything else that is closed."""
    yield found.reason
    yield from found.why
    told = set(found.why)
    yield from (f"{called(each.what)}: {each.reason}" for each in found.closed if each.reason not in told)


def said_day(day: date) -> str:
    """Return a day as the ladder says it: ``Mon 5 Jan``."""
    words = load_programme().words
    return f"{words.weekdays[day.weekday()]} {day.day} {words.months[day.month - 1]}"
