"""The question for a day and an hour, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.errors import BadInput
from comfort_journal.text.dates import say_moment
from comfort_journal.text.moments import names_hour, parse_moments
from comfort_journal.ui.open.core.dialogs import Ask, Choose

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from comfort_journal.ui.open.core.screen import OpenScreen

EXAMPLE = "yesterday evening, or Monday 21:30"
UP_TO_NOW = "A day and an hour up to now, like yesterday evening, yesterday 21:30, Monday 9 pm, or 5 March at 08:15."
WHICH_HOUR = "At which hour? Write it behind the day, like yesterday 21:30 or yesterday evening (then it is 20:00)."


def ask_moment(
    screen: OpenScreen[Any],
    question: str,
    was: datetime,
    then: Callable[[datetime], None],
    *,
    hour_asked: bool = False,
) -> None:
    """Ask for a moment up to now, what is not said taken from ``was``; of two readings one is chosen.

    Where the hour is asked, a day alone is answered by asking for one. The offset is that of this computer on that day.
    """
    session = screen.session

    def read(words: str) -> dict[str, datetime] | None:
        try:
            wanted = parse_moments(words, session.today, was, session.settings.week_starts)
            found = [each.replace(tzinfo=None).astimezone() for each in wanted]
        except (BadInput, ValueError, OverflowError):
            return None
        if hour_asked and not names_hour(words):
            raise BadInput(WHICH_HOUR)
        return {say_moment(each, session.today): each for each in found if each <= session.clock()} or None

    def answered(readings: dict[str, datetime] | None) -> None:
        if not readings:
            return
        if len(readings) == 1:
            then(*readings.values())
            return
        either = Choose(session, "Which of these?", tuple(readings), numbered=True)
        screen.app.push_screen(either, lambda said: then(readings[said]) if said is not None else None)

    screen.app.push_screen(Ask(session, question, EXAMPLE, read, UP_TO_NOW), answered)
