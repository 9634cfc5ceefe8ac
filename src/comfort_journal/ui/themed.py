"""The settings and the theme that they name, as every process shows them; the rest of a terminal is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal import paths, settings
from comfort_journal.ui import terminal, theming
from comfort_journal.ui.crash import PrivateApp

if TYPE_CHECKING:
    from textual.screen import Screen

    from comfort_journal.settings import Settings

CATCH_UP = 0.25
"""Seconds between two looks whether the terminal reads on."""


class ThemedApp(PrivateApp, inherit_bindings=False):
    """An app in the owner's theme; ``messages`` are plain sentences about settings that could not be used."""

    def __init__(self, chosen: Settings, messages: tuple[str, ...] = ()) -> None:
        """Read the themes; nothing else is touched before the first page is painted."""
        self.themes, theme_messages = theming.read_themes((paths.shipped_themes(), paths.user_themes()))
        super().__init__()
        self.settings = chosen
        self._skipped = False
        self.messages = (*messages, *theme_messages)
        self.title = chosen.title
        for palette in self.themes.values():
            self.register_theme(theming.textual_theme(palette))
        self.show_theme()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the default theme's meanings, so that a stylesheet may name them under any theme."""
        default = self.themes.get(settings.DEFAULTS.theme)
        return theming.variables(default) if default else {}

    @property
    def blank(self) -> str:
        """The control sequence for an empty page on the theme's ground."""
        return terminal.blank(self, scrollback=self.settings.clear_scrollback)

    def clear_screen(self) -> None:
        """Take everything off the terminal before leaving it."""
        terminal.write_now(self, self.blank + terminal.RESTORE_TITLE)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401  Textual's own type
        """Paint, unless the terminal is so far behind that it is better shown the page as it is once it reads on."""
        if not terminal.is_behind(self):
            super()._display(screen, renderable)
        elif not self._skipped:
            self._skipped = True
            self.set_timer(CATCH_UP, self._catch_up)

    def _catch_up(self) -> None:
        if terminal.is_behind(self):
            self.set_timer(CATCH_UP, self._catch_up)
        else:
            self._skipped = False
            self.screen.refresh(layout=True)

    def show_theme(self) -> None:
        """Show the theme that the settings name, or the nearest there is."""
        theme, message = theming.choose(self.settings.theme, self.themes)
        if theme:
            self.theme = theme
        if message:
            self.messages = (*self.messages, message)
