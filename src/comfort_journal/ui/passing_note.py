"""Why a key does nothing is said until the next press: it is about that press, and not about the page that comes next.

The one place that touches Textual's list of notes, which offers no way to take back one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.notifications import Notification

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
        self._app._notifications.add(self._note)  # noqa: SLF001  posted, it would come after the press that ends it
        self._app._refresh_notifications()  # noqa: SLF001  as above

    def end(self) -> None:
        """Take it back."""
        if self._note is not None:
            self._app._unnotify(self._note)  # noqa: SLF001  there is no other way to take back one alone
            self._note = None
