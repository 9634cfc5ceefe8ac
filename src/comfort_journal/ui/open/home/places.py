"""The first page of every place; each is loaded when it is gone to."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from comfort_journal.ui.places import BREATHE, REPORT, Pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from comfort_journal.ui.open.core.workspace import Workspace

_PAGES = {
    "history": "history.history_screen:HistoryScreen",
    "plan": "plan.plan_screen:PlanScreen",
    "check-in": "together.checkin_intro_screen:CheckinIntroScreen",
    "numbers": "rating.numbers_screen:NumbersScreen",
    "library": "library.library_screen:LibraryScreen",
    REPORT: "report.report_screen:ReportScreen",
    "vault": "vault.vault_screen:VaultScreen",
    "settings": "settings.settings_screen:SettingsScreen",
    BREATHE: "practice.breath_screen:StepBreathScreen",
}


def pages_of(session: Workspace) -> Pages:
    """Return how the places of an open journal come into being."""
    return Pages(lambda place: _class(place)(session), _load, _is_first)


def _load() -> None:
    for place in _PAGES:
        _class(place)


def _is_first(place: str, page: Screen[Any]) -> bool:
    return f"{type(page).__module__}:{type(page).__name__}".endswith(f".{_PAGES[place]}")


def _class(place: str) -> Callable[[Workspace], Screen[Any]]:
    room, name = _PAGES[place].split(":")
    page: Callable[[Workspace], Screen[Any]] = getattr(import_module(f"comfort_journal.ui.open.{room}"), name)
    return page
