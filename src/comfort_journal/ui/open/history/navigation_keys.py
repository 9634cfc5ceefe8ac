"""What both Today and the history lead to: what felt safe, the library, and the settings."""

from __future__ import annotations

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen, Result
from comfort_journal.ui.open.history.safe_moments_screen import SafeMomentsScreen
from comfort_journal.ui.open.library.library_screen import LibraryScreen
from comfort_journal.ui.open.settings.settings_screen import SettingsScreen

PLACES = actions.declare(
    "Elsewhere",
    Action("only-safe", "f6,o", "Only what felt safe", "Read only what felt safe, month by month."),
    Action(
        "read-library", "ctrl+g", "Library", "Read the cards: what the plan rests on, circuit, steps, and what helps."
    ),
    Action("settings", "f7", "Settings", "Choose the theme, when it locks, and how it breathes."),
)


class NavigationKeys(OpenScreen[Result]):
    """A screen with those doors; subclasses bind ``PLACES``."""

    def action_only_safe(self) -> None:
        self.app.push_screen(SafeMomentsScreen(self.session))

    def action_read_library(self) -> None:
        self.app.push_screen(LibraryScreen(self.session))

    def action_settings(self) -> None:
        self.app.push_screen(SettingsScreen(self.session))
