"""A day and an hour in words, asked until they are understood; of two readings one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.ui.open.write.moment_question import EXAMPLE, UP_TO_NOW, readings
from comfort_journal.ui.plain.questions import hear_general, line, one_of

if TYPE_CHECKING:
    from datetime import datetime

    from comfort_journal.ui.plain.open.visit import OpenLines


def ask_moment(visit: OpenLines, question: str, was: datetime, *, hour_asked: bool = False) -> datetime:
    """Return a moment up to now, what is not said taken from ``was``. Raises Back."""
    while True:
        said = line(visit.console, f"{question} For example: {EXAMPLE}.")
        try:
            found = readings(visit.session, said, was, hour_asked=hour_asked)
        except BadInput as fault:
            hear_general(visit.console, said)
            visit.say(str(fault))
            continue
        if not found:
            hear_general(visit.console, said)
            visit.say(UP_TO_NOW)
        elif len(found) == 1:
            return next(iter(found.values()))
        else:
            return one_of(visit.console, "Which of these?", found.items())
