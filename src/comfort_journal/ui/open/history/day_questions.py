"""Days to show or go to: the commonest from a list, any others in words; of two readings, one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.text.day_span import UNDERSTOOD, DaySpan, UnclearDays, parse_days, say_span
from comfort_journal.ui.open.core.dialogs import Ask, Choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Key

    from comfort_journal.ui.open.core.screen import OpenScreen

COMMON = (
    "Today", "Yesterday", "This week", "Last week", "This month", "Last month", "This year", "Last year", "All days",
)  # fmt: skip
OTHER = "Other days, in words"


class ChooseDays(Choose):
    """The list of days; a letter begins the words for any others."""

    CSS_PATH = "../core/dialogs.tcss"

    def on_key(self, event: Key) -> None:
        """Go to the line for words, and have the letter stand there as its first."""
        if event.character is not None and event.character.isalpha():
            event.stop()
            self.choose(OTHER)
            self.app.give_to_next_page(event)


def choose_days(screen: OpenScreen[None], then: Callable[[DaySpan], None]) -> None:
    """Ask for the days to show, from the list or in words."""
    session = screen.session

    def chosen(name: str | None) -> None:
        if name == OTHER:
            ask_days(screen, "Entries from which days?", "May to July 2025", then)
        elif name is not None:
            then(parse_days(name, session.today, session.settings.week_starts))

    screen.app.push_screen(ChooseDays(session, "Entries from which days?", (*COMMON, OTHER), numbered=True), chosen)


def ask_days(screen: OpenScreen[None], question: str, example: str, then: Callable[[DaySpan], None]) -> None:
    """Ask for days in words; of two readings one is chosen."""
    session = screen.session

    def read(said: str) -> tuple[DaySpan, ...] | None:
        try:
            return (parse_days(said, session.today, session.settings.week_starts),)
        except UnclearDays as unclear:
            return unclear.readings or None

    def answered(readings: tuple[DaySpan, ...] | None) -> None:
        spans = {say_span(span): span for span in readings or ()}
        if len(spans) > 1:
            either = Choose(session, "Which of these?", tuple(spans), numbered=True)
            screen.app.push_screen(either, lambda said: then(spans[said]) if said is not None else None)
        elif readings:
            then(readings[0])

    screen.app.push_screen(Ask(session, question, example, read, UNDERSTOOD), answered)
