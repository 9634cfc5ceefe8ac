"""The way in: what the lock screen opened becomes a session, and the first screen after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.ui.open.session import OpenSession
from comfort_journal.ui.open.today import Today

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen

    from comfort_journal.journal import Journal
    from comfort_journal.ui.locked.app import LockedApp


def enter(opened: Journal, app: LockedApp) -> Screen[Any]:
    """Hand the session to the app and return Today: with tonight's question, or last night's unfinished page."""
    session = OpenSession(opened, app.settings)
    app.session = session
    return first_screen(session)


def first_screen(session: OpenSession) -> Screen[Any]:
    """Return Today with everything that was left unfinished."""
    return Today(session, session.unfinished())
