"""The way from a day of Numbers to that day in the history, which lies above: whatever page can show a day is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from datetime import date

    from textual.app import App


@runtime_checkable
class ShowsDay(Protocol):
    """A page that can show one day."""

    def show_day(self, day: date, came_from: str) -> None:
        """Show what is of that day; one step back leads to the place of that name."""


async def open_in_history(app: App[Any], day: date) -> None:
    """Go to the history, and to the day in it."""
    await app.run_action("go('history')", app)
    if isinstance(app.screen, ShowsDay):
        app.screen.show_day(day, "numbers")
