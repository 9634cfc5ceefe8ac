"""Why a key does nothing is said until the next press: it is about that press, not about the page that comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.notifications import Notification

from comfort_journal.ui.upstream import show_note, take_note_back

if TYPE_CHECKING:
    from textual.app import App


class PassingNote:
    """The one reason that stands there, if any."""

    def __init__(self, app: App[Any]) -> None:
        """Say it over the pages of that app."""
        self._app = app
        self._note: Notification | None = None

    def say(self, reason: str) -> None:
        """Say it, in place of the last one."""
        self.end()
        self._note = Notification(reason, timeout=self._app.NOTIFICATION_TIMEOUT, markup=False)
        show_note(self._app, self._note)

    def end(self) -> None:
        """Take it back."""
        if self._note is not None:
            take_note_back(self._app, self._note)
            self._note = None
