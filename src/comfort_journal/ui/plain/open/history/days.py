"""Days in lines: the commonest by number, any others in words; of two readings one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from comfort_journal.text.day_span import UNDERSTOOD, DaySpan, UnclearDays, parse_days, say_span
from comfort_journal.ui.open.history.day_questions import COMMON
from comfort_journal.ui.plain.questions import NamedChoice, choose, hear_general, line, one_of

if TYPE_CHECKING:
    from comfort_journal.ui.plain.open.visit import OpenLines

WHICH: Final = "Entries from which days? A number, or days in words, like May to July 2025."
GO_TO: Final = "Go to which day? For example: 3 weeks ago."


def choose_days(visit: OpenLines) -> DaySpan:
    """Return the days to show. Raises Back."""
    listed = [NamedChoice(str(number), name) for number, name in enumerate(COMMON, 1)]
    taken = choose(
        visit.console, WHICH, listed, also=lambda said: NamedChoice("", said) if read_days(visit, said) else None
    )
    return _one(visit, read_days(visit, taken.name))


def ask_days(visit: OpenLines, question: str = GO_TO) -> DaySpan:
    """Return days in words, asked for until they are understood. Raises Back."""
    while not (readings := read_days(visit, said := line(visit.console, question))):
        hear_general(visit.console, said)
        visit.say(UNDERSTOOD)
    return _one(visit, readings)


def read_days(visit: OpenLines, said: str) -> tuple[DaySpan, ...]:
    """Return what words may mean."""
    session = visit.session
    try:
        return (parse_days(said, session.today, session.settings.week_starts),)
    except UnclearDays as unclear:
        return unclear.readings


def _one(visit: OpenLines, readings: tuple[DaySpan, ...]) -> DaySpan:
    if len(readings) == 1:
        return readings[0]
    return one_of(visit.console, "Which of these?", [(say_span(span), span) for span in readings])
