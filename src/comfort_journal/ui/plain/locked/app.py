"""The locked and the open process in lines: it lets in, and it alone owns how the journal closes.

Every way out ends in ``session.seal()``, and a lock in a fresh process that holds no key. What was read stays in the
terminal's own memory of lines, which no plain line can empty; that is said when the journal opens and when it locks.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Final, NoReturn

from comfort_journal import process
from comfort_journal.errors import ComfortError
from comfort_journal.ui.locked.closing import PATIENCE, Sealing
from comfort_journal.ui.locked.cover_screen import STILL_SAVING, UNSAVED, UNSAVED_IN_DEMO, WRONG
from comfort_journal.ui.plain.ending import end, listen
from comfort_journal.ui.plain.host import say_last
from comfort_journal.ui.plain.keyboard import Lost
from comfort_journal.ui.plain.locked.door import let_in
from comfort_journal.ui.plain.locked.locked_lines import LockedLines
from comfort_journal.ui.plain.questions import yes
from comfort_journal.ui.plain.ways import (
    Back,
    BecomePartner,
    Breathe,
    EnoughForToday,
    GoTo,
    LockNow,
    Repeat,
    SaveAndQuit,
    Way,
)
from comfort_journal.ui.private_app import DEMO_END, SEALED, UNSEALED

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.locked.services import LockServices
    from comfort_journal.ui.plain.console import Console
    from comfort_journal.ui.plain.keyboard import Keyboard

PLAIN: Final = "--plain"
SESSION: Final = "session"
GOOD_NIGHT: Final = "Enough for today. Good night."
STAYS: Final = "What was read can be scrolled back to until this window is closed."
LOCKED: Final = f"Locked{{}}. {STAYS}"
CLOSED: Final = "Closed."
SAVED_CLOSED: Final = "Saved. Closed."
NOT_SAVED: Final = "This could not be saved:"
AGAIN: Final = "Keep it elsewhere before you leave without it."
TRY_AGAIN: Final = "Try once more to save it? No leaves without it."
OPENED_BEFORE: Final = "COMFORT_JOURNAL_OPENED_BEFORE"
"""The environment's word to the process that follows in the same window."""
ROWS: Final = 50
"""Empty lines that push what was read out of a window, also a tall one."""


class LinesApp(LockedLines):
    """The app of the locked and the open process, in lines.

    ``follow`` replaces this process: it is given arguments and what is handed over; tests pass their own.
    """

    def __init__(
        self,
        console: Console,
        services: LockServices,
        *,
        opened: object | None = None,
        follow: Callable[[tuple[str, ...], bytes | None], None] | None = None,
    ) -> None:
        """Take the services, and a journal that is open already, if there is one."""
        super().__init__(console, services)
        self._opened = opened
        self._follow = follow or _unreachable

    def run(self) -> int:
        """Go on until the end, and return the exit code."""
        while True:
            try:
                opened, self._opened = self._opened or let_in(self), None
                self.services.enter_in_lines(opened, self)
            except (Back, GoTo, Breathe, Repeat):
                continue
            except (LockNow, EnoughForToday) as way:
                if self.session is None:
                    continue
                if self._closed(way):
                    self._lock(way.why if isinstance(way, LockNow) else "")
                return 0
            except BecomePartner as way:
                if self._closed(way):
                    self._hand_over(way.message)
                return 0
            except SaveAndQuit as way:
                self._quit(way)
                return 0

    def seal_before_ending(self, seconds: float = PATIENCE) -> bool:
        """Seal what is open before something ends the process."""
        if self.session is None:
            return True
        sealing = Sealing(self.session)
        sealing.wait(seconds)
        return sealing.sealed

    # -- closing

    def _closed(self, way: Way) -> bool:
        """Seal, with what is written saved first where the way says so; False where somebody leaves without it."""
        if self.session is None:
            return True
        self.end_sound()
        while True:
            sealing = Sealing(self.session, save=isinstance(way, SaveAndQuit | EnoughForToday))
            if not sealing.wait(PATIENCE):
                self.console.say(STILL_SAVING)
                sealing.wait(None)
            if sealing.sealed:
                if isinstance(way, EnoughForToday):
                    self.console.say(GOOD_NIGHT)
                return True
            if not self._tries_again():
                return False

    def _tries_again(self) -> bool:
        """Ask for the passphrase that leads back to what could not be sealed, and say it; False for leaving."""
        self.console.push_out_of_sight(ROWS)
        self.console.say(UNSAVED_IN_DEMO if self.demo else UNSAVED)
        while True:
            try:
                passphrase = self.console.secret("Passphrase; nothing is shown: ", then_shown=False)
            except SaveAndQuit:
                return False
            except Way:
                continue
            try:
                self.services.check(passphrase)
            except ComfortError:
                self.console.say(WRONG)
            else:
                self.console.say(NOT_SAVED, *self.unsaved_words(), AGAIN)
                return self._is_to_be_tried()
            finally:
                passphrase[:] = bytes(len(passphrase))

    def _is_to_be_tried(self) -> bool:
        """Ask until it is answered: no key but the one that quits leaves words that are nowhere else."""
        while True:
            try:
                return yes(self.console, TRY_AGAIN)
            except SaveAndQuit:
                return False
            except Way:
                continue

    def _quit(self, way: SaveAndQuit) -> None:
        """Close, and say what became of what was written."""
        was_open = self.session is not None
        written = was_open and not self.demo and any(text.strip() for text in self.unsaved_words())
        if not self._closed(way):
            return
        if was_open:
            self.console.push_out_of_sight(ROWS)
        self.console.say(SAVED_CLOSED if written else CLOSED, *([STAYS] if was_open else []))

    def _lock(self, why: str = "") -> None:
        """Have the lock follow; ``why`` it locked by itself is said."""
        self.console.push_out_of_sight(ROWS)
        self.console.say(LOCKED.format(why))
        if not self.demo:
            self._follow(self.services.arguments, None)

    def _hand_over(self, message: bytes) -> None:
        """Become the partner process, with the journal sealed."""
        self.console.push_out_of_sight(ROWS)
        self._follow((PLAIN, SESSION), message)


def run(console: Console, keyboard: Keyboard, services: LockServices, opened: object | None = None) -> int:
    """Run in a real terminal, and return the exit code; whatever happens, what is written is sealed first."""

    def follow(arguments: tuple[str, ...], message: bytes | None) -> NoReturn:
        if app.opened_before:
            os.environ[OPENED_BEFORE] = "1"
        process.become(arguments, keyboard.terminal, hand_over=message)

    app = LinesApp(console, services, opened=opened, follow=follow)
    app.opened_before = OPENED_BEFORE in os.environ
    with keyboard.taken():
        listen(app, keyboard, app.seal_before_ending)
        try:
            return app.run()
        except Lost:
            return end(app, keyboard, app.seal_before_ending, signal.SIGHUP)
        except Exception:  # noqa: BLE001  whatever it was, its text may hold what must not be shown
            sealed = app.seal_before_ending()
            say_last(DEMO_END if app.demo else SEALED if sealed else UNSEALED)
            return os.EX_OK + 1
        finally:
            app.end_sound()


def _unreachable(_arguments: tuple[str, ...], _message: bytes | None) -> None:
    raise NotImplementedError
