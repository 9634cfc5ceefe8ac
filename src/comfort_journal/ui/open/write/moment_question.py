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
    from comfort_journal.ui.open.core.workspace import Workspace

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
        return readings(session, words, was, hour_asked=hour_asked) or None

    def answered(found: dict[str, datetime] | None) -> None:
        if not found:
            return
        if len(found) == 1:
            then(*found.values())
            return
        either = Choose(session, "Which of these?", tuple(found), numbered=True)
        screen.app.push_screen(either, lambda said: then(found[said]) if said is not None else None)

    screen.app.push_screen(Ask(session, question, EXAMPLE, read, UP_TO_NOW), answered)


def readings(session: Workspace, words: str, was: datetime, *, hour_asked: bool) -> dict[str, datetime]:
    """Return the moments up to now that the words may mean, by how each is said; raises BadInput for a lacking hour."""
    try:
        wanted = parse_moments(words, session.today, was, session.settings.week_starts)
        found = [each.replace(tzinfo=None).astimezone() for each in wanted]
    except (BadInput, ValueError, OverflowError):
        return {}
    if hour_asked and not names_hour(words):
        raise BadInput(WHICH_HOUR)
    return {say_moment(each, session.today): each for each in found if each <= session.clock()}
