"""What the plan's page says of the gate's answer: pure, and nothing is called open that the gate has not open now."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from comfort_journal.content import load_programme
from comfort_journal.records.steps import kind_of_step, traits_of
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date, datetime

    from comfort_journal.content.models import Calendar
    from comfort_journal.content.sentences import Plan
    from comfort_journal.plan import Assessment

    StepName = Callable[[str], str]

WAITING = {
    0: "read the first page",
    1: "say that a clinician has seen you",
    2: "give a number for now",
    3: "say that you have care, or make that choice",
    4: "give a number for now",
    5: "give the number, or leave it out",
}
"""What the answering key does, by the gate's row."""
PRIVATE_PAGE = "open the private page"

HERE, OPEN, RESTS, SHUT = "◆", "◇", "–", " "  # noqa: RUF001  a dash, drawn
"""The marks of the ladder; what was reached keeps one of its own while it is closed."""
ADD, SIZES = "+", "sizes"
"""The mark and the place of the rung that stands for the sizes while there are none."""
DOT = "●"
"""An easy day."""
_MINUTE = 60


def mark_of(found: Assessment, step: str) -> str:
    """Return the mark of a rung."""
    if found.may(step):
        return HERE if step == found.step else OPEN
    return ADD if step == SIZES else RESTS if step in found.gained else SHUT


def marks_said(marks: Collection[str], words: Plan) -> str:
    """Return what these marks mean."""
    said = (
        (DOT, words.mark_easy),
        (HERE, words.mark_here),
        (OPEN, words.mark_open),
        (RESTS, words.mark_rests),
        (ADD, words.mark_add),
    )
    return "\n".join(f"{mark} {word}" for mark, word in said if mark in marks)


def state_of(found: Assessment, step: str, words: Plan) -> str:
    """Return the word for how a step stands today."""
    mark = mark_of(found, step)
    states = {HERE: words.mark_open, OPEN: words.mark_open, RESTS: words.mark_rests, ADD: words.mark_add}
    return states.get(mark, words.mark_shut)


def target_of(step: str) -> str:
    """Return how long a good session at a step is, ``3 × 20–30 s``; nothing for what has no time of its own."""  # noqa: RUF002
    if step == SIZES:
        return ""
    known = load_programme().step(kind_of_step(step))
    if not known.hold_most or traits_of(step).together:
        return ""
    minutes = not known.hold_least % _MINUTE and not known.hold_most % _MINUTE and known.hold_most > _MINUTE
    least, most = (each // (_MINUTE if minutes else 1) for each in (known.hold_least, known.hold_most))
    return f"{f'{known.holds} × ' if known.holds else ''}{least}–{most} {'min' if minutes else 's'}"  # noqa: RUF001


def answer_lines(found: Assessment, called: StepName) -> Iterator[str]:
    """Yield the reason, and what is offered."""
    yield found.reason
    if found.offered:
        onward = ", ".join(map(called, found.offered))
        staying = f"   Stay: {called(found.step)}" if found.step in found.open else ""
        yield one_line(f"Move on: {onward}{staying}")


def why_lines(found: Assessment, called: StepName) -> Iterator[str]:
    """Yield what lies behind the reason or is still to come, and what else is closed; the reason where that is all."""
    told = set(found.why)
    yield from found.why or (found.reason,)
    yield from (f"{called(each.what)}: {each.reason}" for each in found.closed if each.reason not in told)


def next_line(now: datetime, today: date, words: Plan) -> str:
    """Return when the number is expected that lets today count; after midnight tomorrow has begun."""
    return words.next_day if now.date() == today else words.next_morning


def calendar_place(calendar: Calendar, start: date, today: date, words: Plan) -> str:
    """Return which day of the sample calendar it is; nothing once it has ended."""
    day, days = (today - start).days + 1, calendar.period[-1].to.value
    if day < 1:
        return words.calendar_begins.format(day=said_day(start))
    return words.calendar_here.format(day=day, days=days) if day <= days else ""


def calendar_lines(calendar: Calendar, start: date, today: date) -> Iterator[tuple[str, bool]]:
    """Yield the ranges of the sample calendar, each with whether today is in it; after its end what it says then."""
    day = (today - start).days + 1
    if day > calendar.period[-1].to.value:
        yield calendar.after, False
        return
    for period in calendar.period:
        first, last = period.from_.value, period.to.value
        here = first <= day <= last
        yield f"{f'{first}–{last}':<5}  {period.text}{' Today.' if here else ''}", here  # noqa: RUF001


def said_day(day: date) -> str:
    """Return a day as the plan's page says it: ``Mon 5 Jan``."""
    words = load_programme().words
    return f"{words.weekdays[day.weekday()]} {day.day} {words.months[day.month - 1]}"


def said_days(days: Iterable[date]) -> str:
    """Return some days in little room: ``30 Nov, 1, 3 Dec``."""
    months = load_programme().words.months
    grouped = groupby(days, key=lambda day: (day.year, day.month))
    return ", ".join(f"{', '.join(str(day.day) for day in each)} {months[month - 1]}" for (_, month), each in grouped)
