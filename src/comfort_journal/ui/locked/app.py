"""The one app of the locked process: it asks for what it may not do itself, and closes the journal behind itself.

Locked, it holds no key. Unlocked, it stays the app of the open screens, and it alone owns how the journal
closes: Ctrl+L, Ctrl+Q, idle time, sleep, signals and a lost terminal all end in ``session.seal()`` behind a neutral
page, and then in a fresh process.
"""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual import events

from comfort_journal.ui import actions, shutdown, terminal
from comfort_journal.ui.actions import Action
from comfort_journal.ui.locked.closing import PATIENCE, Sealing
from comfort_journal.ui.locked.cover_screen import STILL_SAVING, CoverScreen
from comfort_journal.ui.locked.lock_screen import LockScreen
from comfort_journal.ui.locked.services import LockApp
from comfort_journal.ui.locked.vault_place import VaultPlace, standing
from comfort_journal.ui.paste_parser import mend_pastes
from comfort_journal.ui.places import ANYWHERE, BREATHE, FINDING, LOCKED, NOT_NOW, PLACES
from comfort_journal.ui.private_app import DEMO_END
from comfort_journal.ui.too_small import passes
from comfort_journal.ui.upstream import let_replace
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.screen import Screen

    from comfort_journal.partner import Setup
    from comfort_journal.ui.locked.services import LockServices

SESSION = "session"
"""The hidden command of a partner session."""
TICK = 0.5
NARROW = 60

EVERYWHERE = actions.declare(
    actions.EVERYWHERE,
    Action(
        "lock-now",
        "ctrl+l",
        "Lock now",
        "Lock at once; an unfinished page waits, sealed.",
        closes=True,
        words="hide this cover private privacy boss key screen",
    ),
    Action(
        "save-and-quit",
        "ctrl+q",
        "Save and quit",
        "Save what is written and leave.",
        closes=True,
        words="exit close end program",
    ),
)


_REACHED = {action.id: action for action in PLACES}
_WAIT = {"breathe", *_REACHED}
"""What waits until the journal is unlocked."""


@runtime_checkable
class PutsAway(Protocol):
    """A page of the locked process on which something is written that nobody has sealed yet."""

    async def put_away(self) -> bool:
        """Seal it; False where that fails."""


class MainApp(LockApp):
    """The app of the locked and the open process; after ``run()`` its ``return_code`` is the process's exit code.

    Once everything is sealed ``become`` replaces the process by the lock screen and ``begin`` by a partner session;
    tests pass their own. ``opened`` is a journal that is open already (the demo's).
    """

    CSS_PATH = "locked.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012  Textual declares it an instance variable
    BINDINGS: ClassVar = actions.bindings((*EVERYWHERE, *FINDING, *PLACES, *ANYWHERE))

    def __init__(
        self,
        services: LockServices,
        *,
        clock: Callable[[], float] = time.monotonic,
        become: Callable[[MainApp], None] | None = None,
        begin: Callable[[MainApp, bytes], None] | None = None,
        opened: object | None = None,
    ) -> None:
        """Read the themes; nothing else is touched before the first page is painted."""
        super().__init__(services, clock=clock)
        mend_pastes()
        if self.demo:
            self.ENDS = (DEMO_END, DEMO_END)
        self._become = become or _become_locked
        self._begin = begin or _begin_session
        self._opened = opened
        self._covered = False
        self._sealing: Sealing | None = None

    async def on_mount(self) -> None:
        """Watch for reasons to close while the first page comes; a journal that came in open has its own."""
        self.watch_loop()
        self.mark_pages()
        self.set_interval(TICK, self._tick)
        if not isinstance(self.screen, LockScreen):
            await self.switch_screen(self._first_page())
        self.screen.call_after_refresh(_collect_from_now_on)
        if not self.is_headless:
            shutdown.listen(self, woken=lambda: self.call_later(self.action_lock_now))
            terminal.write_now(self, terminal.window_title(self.settings.title))

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the lock screen itself: a page of Textual's own beneath it would be laid out for nobody."""
        locked = self._opened is None and self._found() is VaultPlace.HERE
        page = LockScreen() if locked else super().get_default_screen()
        let_replace(page)
        return page

    def _found(self) -> VaultPlace:
        return standing(self.services.vault, self.services.state_dir)

    def _first_page(self) -> Screen[Any]:
        """Return the first page where it is no lock screen: of a journal that came in open, its own."""
        if self._opened is not None:
            return self.services.enter(self._opened, self)
        found = self._found()
        if found is VaultPlace.NEW:
            from comfort_journal.ui.locked.first_run_screens import Welcome  # noqa: PLC0415  most starts need the lock only

            return Welcome()
        from comfort_journal.ui.locked.no_vault_screen import NoVaultScreen  # noqa: PLC0415  as above

        return NoVaultScreen(found)

    async def let_in(self, opened: object) -> None:
        """Show the open journal's first screen alone; ``services.enter`` sets ``session`` on the way."""
        screen = self.services.enter(opened, self)
        self.lookout.begin()
        with self.batch_update():
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.switch_screen(screen)

    def uncover(self, page: Screen[Any]) -> None:
        """Show again what could not be sealed."""
        self._covered = False
        self.lookout.begin()
        page.dismiss()

    # -- closing

    async def action_lock_now(self) -> None:
        """Cover the screen, seal, and become the lock screen."""
        if self._covered:
            return
        if self.session is None:
            await self._start_over()
            return
        if await self._close(await self.cover()):
            self._become(self)

    async def action_save_and_quit(self) -> None:
        """Save and leave; with a note that cannot be kept, only when asked a second time from the neutral page."""
        if self._sealing is not None:
            return
        if self.session is not None and not self._covered and not await self._close(await self.cover(), save=True):
            return
        self.clear_screen()
        self.exit(0)

    async def hand_over(self, setup: Setup | None, phrases: Mapping[str, str] | None = None) -> None:
        """Cover the screen, seal, and become the partner process."""
        if self._covered:
            return
        from comfort_journal.ui.locked.handoff import hand_over, packed  # noqa: PLC0415  not before the first paint

        page = await self.cover()
        if self.session is None or await self._close(page):
            self._begin(self, packed(hand_over(self.services, self.settings, setup, phrases)))

    def why_not(self, action_id: str) -> str | None:
        """Say what waits until the journal is unlocked, and from where no place can be gone to."""
        if self.session is None and action_id in _WAIT:
            return LOCKED
        if action_id == BREATHE and getattr(self.screen, "guides", False):
            return NOT_NOW
        return self.why_no_place(_REACHED[action_id]) if action_id in _REACHED else None

    async def _start_over(self) -> None:
        """Go back to the lock screen, with nothing typed; a line that was being written is sealed, or it stays."""
        for screen in self.screen_stack:
            for field in screen.query(PassphraseField):
                field.wipe()
        if any(isinstance(screen, LockScreen) for screen in self.screen_stack):
            while not isinstance(page := self.screen, LockScreen):
                if isinstance(page, PutsAway) and not await page.put_away():
                    return
                if page is self.screen:
                    self.pop_screen()

    async def _close(self, page: CoverScreen, *, save: bool = False) -> bool:
        """Seal behind the neutral page; when that fails the page stays and asks for the passphrase."""
        sealing = self._seal(save=save)
        if not await asyncio.to_thread(sealing.wait, PATIENCE):
            page.say(STILL_SAVING)
            await asyncio.to_thread(sealing.wait, None)
        if not sealing.sealed:
            self._sealing = None
            page.ask()
        return sealing.sealed

    async def cover(self) -> CoverScreen:
        """Paint the neutral page at once and let nothing else be painted; returns the page."""
        self._covered = True
        self.empty()
        page = CoverScreen()
        await self.push_screen(page)
        return page

    def seal_before_ending(self) -> bool:
        """Seal what is open before a fault ends the app."""
        if self.session is None:
            return True
        sealing = self._seal()
        sealing.wait()
        return sealing.sealed

    def _seal(self, *, save: bool = False) -> Sealing:
        if self._sealing is None:
            assert self.session is not None  # noqa: S101  callers asked
            self._sealing = Sealing(self.session, save=save)
        return self._sealing

    def panic(self, *renderables: object) -> None:
        """End without a screen to say it on when the terminal is gone; else as any fault does."""
        shutdown.end_if_lost(self)
        super().panic(*renderables)

    async def _tick(self) -> None:
        shutdown.end_if_lost(self)
        if not self.lookout.tick() or self._covered:
            return
        if self.session is not None:
            await self.action_lock_now()
        else:
            self.lookout.begin()  # once for each time; a machine that slept has slept for good
            await self._start_over()

    # -- Textual's own doors

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there, and let keys count in the order in which they were typed."""
        if isinstance(event, events.InputEvent):
            self.lookout.touch()
            if self.too_small and not event.is_forwarded and not passes(event, self.screen):
                return
        if self._is_lock_key(event):
            event = events.Key(actions.RESERVED["lock-now"], None)
        if isinstance(event, events.Key) and event.key == actions.RESERVED["lock-now"]:
            self._hide_at_once()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keys.take(event)
        else:
            await self._carry_out(event)

    def _hide_at_once(self) -> None:
        """Empty the terminal even while a key before this one is still being carried out."""
        if self.session is not None and not self._covered:
            self.empty()

    def paint(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401  Textual's own type
        """Paint nothing over the neutral page."""
        if not self._covered or isinstance(screen, CoverScreen):
            super().paint(screen, renderable)


def _collect_from_now_on() -> None:
    """Look for garbage again, but not among what the program itself is made of."""
    gc.freeze()
    gc.enable()


def _become_locked(app: MainApp) -> None:
    """Replace this process by one that holds no key."""
    shutdown.become(app, app.services.arguments)


def _begin_session(app: MainApp, told: bytes) -> None:
    """Replace this process by a partner session's."""
    shutdown.become(app, (SESSION,), hand_over=told)
