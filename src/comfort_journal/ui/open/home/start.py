"""The way in: what the lock screen opened becomes a workspace, and the first screen after it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from comfort_journal.ui.open.core.workspace import Workspace
from comfort_journal.ui.open.home.places import pages_of
from comfort_journal.ui.open.home.today_screen import TodayScreen

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen

    from comfort_journal.journal import Journal
    from comfort_journal.ui.host import HostApp


def start(opened: Journal, app: HostApp, code: str | None = None) -> Screen[Any]:
    """Hand the session to the app and return Today: with tonight's question, or last night's unfinished page.

    A new recovery ``code`` is shown over it first.
    """
    session = Workspace(opened, app.settings)
    if code is not None:
        from comfort_journal.ui.open.vault.recovery_code_screen import RecoveryCodeScreen  # noqa: PLC0415  hardly ever needed

        app.call_later(app.push_screen, RecoveryCodeScreen(session, code))
    return begin(session, app)


def begin(session: Workspace, app: HostApp) -> Screen[Any]:
    """Give the app its session and the places in it; return its first page."""
    app.session, app.pages = session, pages_of(session)
    if not app.is_headless:
        # What is open by now stays: going through years of records again, a key would wait for 60 ms now and then.
        app.call_after_refresh(gc.freeze)
    return first_screen(session)


def first_screen(session: Workspace) -> Screen[Any]:
    """Return Today with everything that was left unfinished."""
    return TodayScreen(session, session.unfinished())
