"""Why a key does nothing is said until the next press: it is about that press, not about the page that comes next.

While it stands there the page's own sentence is hidden, so that neither covers half of the other; then that is back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.notifications import Notification

from comfort_journal.ui.upstream import show_note, take_note_back

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.timer import Timer

OVER = "-noted"
"""The class of a page over which a reason stands."""


class PassingNote:
    """The one reason that stands there, if any."""

    def __init__(self, app: App[Any]) -> None:
        """Say it over the pages of that app."""
        self._app = app
        self._note: Notification | None = None
        self._over: Screen[Any] | None = None
        self._until: Timer | None = None

    def say(self, reason: str) -> None:
        """Say it, in place of the last one."""
        self.end()
        self._note = Notification(reason, timeout=self._app.NOTIFICATION_TIMEOUT, markup=False)
        self._over = self._app.screen.add_class(OVER)
        self._until = self._app.set_timer(self._note.timeout, self.end)
        show_note(self._app, self._note)

    def end(self) -> None:
        """Take it back."""
        if self._note is not None:
            take_note_back(self._app, self._note)
            self._note = None
        if self._over is not None:
            self._over.remove_class(OVER)
            self._over = None
        if self._until is not None:
            self._until.stop()
            self._until = None
