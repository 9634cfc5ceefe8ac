"""The one app of the locked process: it knocks at the doors, and closes the journal behind itself.

Locked, it holds no key. Once a door has opened it stays the app of the open screens, and it alone owns how the journal
closes: Ctrl+L, Ctrl+Q, idle time, sleep, signals and a lost terminal all end in ``session.seal()`` behind a neutral
page, and then in a fresh process.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events

from comfort_journal import paths, process, settings
from comfort_journal.ui import actions, theming
from comfort_journal.ui.actions import Action
from comfort_journal.ui.crash import PrivateApp
from comfort_journal.ui.locked import terminal
from comfort_journal.ui.locked.lock import LockScreen
from comfort_journal.ui.locked.neutral import Neutral
from comfort_journal.ui.locked.sealing import PATIENCE, Sealing
from comfort_journal.ui.locked.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

    from comfort_journal.settings import Settings
    from comfort_journal.ui.locked.doors import Doors, Sealable

TICK = 0.5
ENDING = (signal.SIGHUP, signal.SIGTERM)

EVERYWHERE = actions.declare(
    actions.EVERYWHERE,
    Action("lock-now", "ctrl+l", "Lock now", "Cover the screen, save everything and lock."),
    Action("save-and-quit", "ctrl+q", "Save and quit", "Save everything and leave."),
    Action("help", "f1,question_mark", "Help", "Show every key of this page.", footer="help"),
    Action("palette", "ctrl+p", "Find an action", "Find an action by its name.", palette=False),
)


class LockedApp(PrivateApp):
    """The app of the locked and the open process.

    ``session`` is the open journal, or None while locked. ``clock`` is monotonic seconds. ``become`` replaces the
    process once everything is sealed; tests pass their own.
    """

    CSS_PATH = "locked.tcss"
    BINDINGS: ClassVar = actions.bindings(EVERYWHERE)

    def __init__(
        self,
        doors: Doors,
        *,
        clock: Callable[[], float] = time.monotonic,
        become: Callable[[LockedApp], None] | None = None,
    ) -> None:
        """Read the themes; nothing else is touched before the first page is painted."""
        self.themes, theme_messages = theming.read_themes((paths.shipped_themes(), paths.user_themes()))
        super().__init__()
        self.doors = doors
        self.settings = doors.settings
        self.clock = clock
        self.session: Sealable | None = None
        self.lookout = Watch(self.settings.idle_lock_minutes * 60, clock)
        self.messages = (*doors.messages, *theme_messages)
        self._become = become or _become_locked
        self._covered = False
        self._sealing: Sealing | None = None
        self.title = self.settings.title
        for palette in self.themes.values():
            self.register_theme(theming.textual_theme(palette))
        self._show_theme()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the default theme's meanings, so that a stylesheet may name them under any theme."""
        default = self.themes.get(settings.DEFAULTS.theme)
        return theming.variables(default) if default else {}

    async def on_mount(self) -> None:
        """Paint the first page, then watch for reasons to close."""
        self.watch_loop()
        self.set_interval(TICK, self._tick)
        await self.push_screen(LockScreen())
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in ENDING:
                loop.add_signal_handler(number, self._end, number)
            loop.add_signal_handler(signal.SIGCONT, self._woken)
            terminal.write_now(self, terminal.window_title(self.settings.title))

    async def let_in(self, opened: object) -> None:
        """Show the open journal's first screen; ``doors.enter`` sets ``session`` on the way."""
        screen = self.doors.enter(opened, self)
        self.lookout.begin()
        await self.switch_screen(screen)

    def apply_settings(self, chosen: Settings) -> None:
        """Use and keep other settings from now on; raises OSError when their file cannot be written."""
        self.settings = chosen
        self.lookout.idle = chosen.idle_lock_minutes * 60
        self._show_theme()
        if self.doors.settings_file is not None:
            settings.save(self.doors.settings_file, chosen)

    # -- closing

    async def action_lock_now(self) -> None:
        """Cover the screen, seal, and become the lock screen."""
        if self.session is None:
            return
        page = await self.cover()
        sealing = self._seal()
        if not await asyncio.to_thread(sealing.wait, PATIENCE):
            page.say("Still saving.")
            await asyncio.to_thread(sealing.wait, None)
        if sealing.fault is None:
            self._become(self)
            return
        self._sealing = None
        page.say("One unsaved note. Unlock to save it elsewhere.")

    async def action_save_and_quit(self) -> None:
        """Seal and leave."""
        if self.session is not None and not await asyncio.to_thread(self._seal().wait, None):
            return
        self.exit(0)

    async def cover(self) -> Neutral:
        """Paint the neutral page at once and let nothing else be painted; returns the page."""
        self._covered = True
        terminal.write_now(self, process.CLEAR)
        page = Neutral()
        await self.push_screen(page)
        return page

    def seal_before_ending(self) -> bool:
        """Seal what is open before a fault ends the app."""
        if self.session is None:
            return True
        sealing = self._seal()
        sealing.wait()
        return sealing.sealed

    def _seal(self) -> Sealing:
        if self._sealing is None:
            assert self.session is not None  # noqa: S101  callers asked
            self._sealing = Sealing(self.session)
        return self._sealing

    def _end(self, number: int) -> None:
        """Seal, give the terminal back if there is one, and end as the signal asks."""
        self.seal_before_ending()
        held = terminal.held_by(self)
        if held is not None:
            held.give_back(terminal.RESTORE_TITLE + process.LEAVE)
        os._exit(128 + number)

    def _woken(self) -> None:
        self.call_later(self.action_lock_now)

    async def _tick(self) -> None:
        if terminal.is_lost(self):
            self._end(signal.SIGHUP)
        if self.lookout.tick() and self.session is not None and not self._covered:
            await self.action_lock_now()

    # -- Textual's own doors

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, events.InputEvent):
            self.lookout.touch()
        await super().on_event(event)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401  Textual's own type
        if not self._covered or isinstance(screen, Neutral):
            super()._display(screen, renderable)

    def _show_theme(self) -> None:
        theme, message = theming.choose(self.settings.theme, self.themes)
        if theme:
            self.theme = theme
        if message:
            self.messages = (*self.messages, message)


def _become_locked(app: App[int]) -> None:
    assert isinstance(app, LockedApp)  # noqa: S101
    held = terminal.held_by(app)
    process.become(app.doors.arguments, held, keep=terminal.RESTORE_TITLE)
