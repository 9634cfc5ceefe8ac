"""The settings, the theme and the sounds that they name, and a window of any size, as every process has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import constants, events

from comfort_journal import paths, settings
from comfort_journal.ui import followed, terminal, too_small
from comfort_journal.ui import themes as theming
from comfort_journal.ui.private_app import PrivateApp
from comfort_journal.ui.sound.heard import LetsBeHeard

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.theme import Theme

    from comfort_journal.settings import Settings

CATCH_UP = 0.25
"""Seconds between two looks whether the terminal reads on."""


class ThemedApp(LetsBeHeard, PrivateApp, inherit_bindings=False):
    """An app in the owner's theme; ``messages`` are plain sentences about settings that could not be used.

    In the ``demo`` every page says so.
    """

    def __init__(self, chosen: Settings, messages: tuple[str, ...] = (), *, demo: bool = False) -> None:
        """Read the themes; nothing else is touched before the first page is painted."""
        self.themes, theme_messages = theming.read_themes((paths.shipped_themes(), paths.user_themes()))
        self._styled_in: Theme | None = None
        super().__init__()
        self._window: Size | None = None
        self._few: tuple[str, Size] | None = None
        self.settings = chosen
        self.move_or_not()
        self.demo = demo
        self._skipped = False
        self.messages = (*messages, *theme_messages)
        self.title = chosen.title
        for palette in self.themes.values():
            self.register_theme(theming.textual_theme(palette))
        self.show_theme()
        self._styled_in = self.current_theme
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Style everything anew where the theme is another: the first page is in its theme from the beginning."""
        if self.current_theme is not self._styled_in:
            self._styled_in = self.current_theme
            super().refresh_css(animate)

    def get_css_variables(self) -> dict[str, str]:
        """Return what the theme's names mean; nothing is styled in the theme that Textual begins with."""
        return super().get_css_variables() if self._styled_in else {}

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
        self.end_sound()

    def empty(self) -> None:
        """Empty the terminal at once, ahead of the next frame, and let nothing be heard any more."""
        self._few = None
        terminal.write_now(self, self.blank)
        self.hush()

    def mark_pages(self) -> None:
        """Begin to say on every page that it is the demo's, if it is; call once the first page is there."""
        if self.demo:
            _mark(self.screen)
            self.screen_change_signal.subscribe(self, _mark, immediate=True)

    def ring(self) -> None:
        """Ring the terminal's bell."""
        self.bell()

    # -- a window of any size

    @property
    def size(self) -> Size:
        """The size that pages are laid out for; the window may be smaller."""
        return too_small.roomy(super().size)

    @property
    def window(self) -> Size:
        """The size of the window."""
        return super().size if self._window is None else self._window

    @property
    def too_small(self) -> bool:
        """Whether the window has no room for a page, and says so."""
        return too_small.is_too_small(self.window)

    def in_few_words(self) -> str:
        """Return what a window says that is too small for a page."""
        return too_small.larger(self.window)

    async def on_event(self, event: events.Event) -> None:
        """Take a window's new size; pages hear of it what they can use."""
        await super().on_event(self._resized(event) if isinstance(event, events.Resize) else event)

    def _resized(self, event: events.Resize) -> events.Resize:
        had_room = not self.too_small
        self._window = super().size if self._window is None else event.size  # the first event is the app's own
        if self.too_small:
            self._few = None
            self._say_few_words()
        elif not had_room:
            self._few = None
            self.call_later(self.refresh, layout=True)
        roomy = too_small.roomy(self._window)
        return events.Resize(roomy, roomy, roomy, event.pixel_size)

    def _say_few_words(self) -> None:
        """Write the few words, unless they stand there."""
        few = self.in_few_words(), self.window
        if few != self._few:
            self._few = few
            terminal.write_now(self, self.blank + too_small.painted(*few))

    def paint(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401  Textual's own type
        """Paint, unless the window has no room, or the terminal is so far behind that a later page serves it better.

        The cursor is in its place with the same write, and is not seen on its way.
        """
        if self.too_small:
            self._say_few_words()
        elif not terminal.is_behind(self):
            place = followed.place_on(self)
            self.cursor_position = place.at
            super().paint(screen, terminal.with_cursor(renderable, *place))
        elif not self._skipped:
            self._skipped = True
            self.set_timer(CATCH_UP, self._catch_up)

    def _catch_up(self) -> None:
        if terminal.is_behind(self):
            self.set_timer(CATCH_UP, self._catch_up)
        else:
            self._skipped = False
            self.screen.refresh(layout=True)

    def move_or_not(self) -> None:
        """Let nothing glide, on any page, where the owner wants that nothing moves."""
        self.animation_level = constants.TEXTUAL_ANIMATIONS if self.settings.moves else "none"

    def show_theme(self) -> None:
        """Show the theme that the settings name, or the nearest there is."""
        theme, message = theming.choose(self.settings.theme, self.themes)
        if theme:
            self.theme = theme
        if message:
            self.messages = (*self.messages, message)


def _mark(page: Screen[Any]) -> None:
    from comfort_journal.ui.widgets.demo_line import DemoLine  # noqa: PLC0415  most starts are no demo's

    if not any(isinstance(child, DemoLine) for child in page.children):
        page.mount(DemoLine())
