"""A few pictures of the partner process, to be looked at when they change."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from evenings import Evening, at, setup
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App

from comfort_journal.settings import Settings
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage
from comfort_journal.ui.partner.screens.session_screen import SessionPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

NOW = datetime(2026, 11, 23, 21, 40, tzinfo=timezone(timedelta(hours=1)))


class Picture(SingleFileSnapshotExtension):
    """One SVG file per picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


def session(evening: Evening, wait: float = 0.0, theme: str = "lamplight") -> tuple[Settings, Any]:
    """Return the settings and what makes the page of a session, some seconds on."""
    chosen = Settings(theme=theme, motion="none")
    evening.wait(wait)

    def make(_app: object) -> SessionPage:
        phrases = {"WORDS-2": "The pace is mine, and when I say pause, we pause."}
        page = SessionPage(settings=chosen, phrases=phrases, record=True, clock=lambda: evening.now)
        page.show(evening.state, evening.now)
        return page

    return chosen, make


def checkin() -> tuple[Settings, Any]:
    """Return the settings and what makes the check-in timer's page."""
    chosen = Settings(motion="none")
    return chosen, lambda _app: CheckinPage(chosen, record=True, new_id=str, now=lambda: NOW)


PICTURES: dict[str, tuple[Callable[[], tuple[Settings, Any]], tuple[int, int]]] = {
    "checkin": (checkin, (80, 24)),
    "agreement": (lambda: session(Evening(setup())), (80, 24)),
    "still": (lambda: session(at("still"), 20), (80, 24)),
    "question": (lambda: session(at("touch"), 20), (80, 24)),
    "answer-wide": (lambda: session(at("touch"), 41), (120, 40)),
    "answer-small": (lambda: session(at("touch"), 41, "paper"), (40, 12)),
}


@pytest.mark.parametrize("name", PICTURES)
async def test_looks_as_it_was_drawn(run_screen: Callable[..., Any], snapshot: SnapshotAssertion, name: str) -> None:
    """The page looks as it did when somebody last looked at its picture."""
    made, size = PICTURES[name]
    chosen, make = made()
    async with run_screen(make, settings=chosen, size=size) as (app, pilot):
        await pilot.pause()
        assert App.export_screenshot(app, title=name) == snapshot(extension_class=Picture)
