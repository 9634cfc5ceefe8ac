"""The app of the partner process: it hands every press to the machine, draws what it says, and holds nothing else.

While a session runs no key, click or paste reaches a widget. A stop is painted before anything slower is done and
before anything is heard of it, and whatever ends the process seals the record first.
"""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, Any, Final

from textual import events

from comfort_journal.partner import (
    Bell,
    Breath,
    Empty,
    Lock,
    PaintStop,
    Prompt,
    Seal,
    Slept,
    Tick,
    advance,
    begin,
    next_due,
    record_of,
)
from comfort_journal.ui import shutdown, terminal
from comfort_journal.ui.idle import SLEPT, asleep
from comfort_journal.ui.partner.around import ENDED, HURRIED, NOT_KEPT, new_id, quitting, remember, wall_now
from comfort_journal.ui.partner.driver import PartnerDriver
from comfort_journal.ui.partner.events import as_event, unnamed
from comfort_journal.ui.partner.heard import let_be_heard
from comfort_journal.ui.partner.record_saver import PATIENCE, RecordSaver
from comfort_journal.ui.partner.screens.checkin_screen import CheckinPage
from comfort_journal.ui.partner.screens.session_screen import SessionPage
from comfort_journal.ui.themed_app import ThemedApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from comfort_journal.partner import Effect, Event, HandOver, Setup, State
    from comfort_journal.settings import Settings
    from comfort_journal.ui.partner.heard import Moment

TICK: Final = 0.1
"""At most so many seconds pass between two looks at the clock; one falls on each moment at which something is due."""
AFTER_HANG_UP: Final = 0.05
"""Seconds: a terminal that is lost sends "go on" together with the hang-up, and the hang-up is what happened."""
TERMINAL_LOOK: Final = 0.5
LOCK_KEY, QUIT_KEY = "ctrl+l", "ctrl+q"
NARROW: Final = 60


class PartnerApp(ThemedApp, inherit_bindings=False):
    """One session from its first page to its end; ``state`` is None until a session has begun.

    ``interval`` holds for this once, in the place of the settings' own; only one changed on the page is remembered.
    ``clock`` counts seconds while awake and ``slept`` seconds suspended. ``leave`` does what comes after the session,
    and ``keeping`` seals its records; tests pass their own.
    """

    CSS_PATH = "partner.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012  Textual declares it an instance variable
    ENDS = (ENDED, ENDED)

    def __init__(  # noqa: PLR0913  clocks and ways out come in by name
        self,
        handover: HandOver,
        chosen: Settings,
        messages: tuple[str, ...] = (),
        *,
        interval: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        slept: Callable[[], float] = asleep,
        leave: Callable[[PartnerApp], None] | None = None,
        keeping: RecordSaver | None = None,
    ) -> None:
        """Take what was handed over; nothing begins before the first page is painted."""
        super().__init__(chosen, messages, demo=handover.demo)
        self.handover = handover
        self.clock = clock
        self._interval = interval
        self.state: State | None = None
        self._page: SessionPage | None = None
        self._slept = slept
        self._slept_before = slept()
        self._leave = leave or _leave
        self._keeping = keeping or RecordSaver(handover.inbox)
        self._next: asyncio.TimerHandle | None = None
        self._going: asyncio.Task[None] | None = None
        self._covered = False

    def get_driver_class(self) -> type[PartnerDriver]:
        """Return the driver whose input is filtered."""
        return PartnerDriver

    @property
    def keeps_record(self) -> bool:
        """Whether a record of the session is to be kept."""
        return self.handover.inbox is not None

    async def on_mount(self) -> None:
        """Show the first page, or the session that was set up in private."""
        self.watch_loop()
        self.mark_pages()
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            shutdown.listen(self, woken=lambda: loop.call_later(AFTER_HANG_UP, self.wake))
            terminal.write_now(self, terminal.window_title(self.settings.title))
            self.set_interval(TERMINAL_LOOK, lambda: shutdown.end_if_lost(self))
        self._look_at_clock()
        if self.handover.setup is None:
            page = CheckinPage(
                self.settings, interval=self._interval, record=self.keeps_record, new_id=new_id, now=wall_now
            )
            await self.push_screen(page, self._set_up)
        else:
            await self._begin(self.handover.setup)

    # -- a session

    async def _set_up(self, setup: Setup | None) -> None:
        """Begin with what the first page chose, and remember what was changed on it; None is for leaving."""
        if setup is None:
            self.go()
            return
        await self._begin(setup)
        if not self.demo:
            once = setup.interval == self._interval
            self.run_worker(
                lambda: remember(setup, once=once), thread=True, exit_on_error=False, description="remember"
            )

    async def _begin(self, setup: Setup) -> None:
        self.state = begin(setup, self.clock())
        page = SessionPage(
            settings=self.settings,
            phrases=self.handover.phrases,
            record=self.keeps_record,
            clock=self.clock,
            to_lock=self.handover.after == "lock",
        )
        await self.push_screen(page)
        self._page = page
        self._draw(self.clock())
        gc.collect()
        gc.freeze()  # what the program itself is made of is not gone through again while somebody waits for a stop

    def hear(self, event: Event) -> None:
        """Let the machine decide, do what it says, and draw where the session stands."""
        if self.state is None:
            return
        now = self.clock()
        before = self.state
        self.state, effects = advance(before, event, now)
        painting = False
        for effect in effects:
            painting = painting or isinstance(effect, PaintStop)
            self._perform(effect, painting=painting)
        self._draw(now)
        if self.state.phase == "aftercare" != before.phase and self._keeping.failed and self._page is not None:
            self._page.say(NOT_KEPT)

    def _perform(self, effect: Effect, *, painting: bool) -> None:
        """Do what the machine says; while a stop is being painted, sound and sealing wait until it stands there."""
        page = None if self._covered else self._page
        match effect:
            case PaintStop(rehearsal=rehearsal) if page is not None:
                page.stopped(rehearsal=rehearsal)
                self.hush()
            case Breath() if page is not None:
                page.breathe()
            case Prompt():
                self._let_be_heard("ask")
            case Bell(says=says) if painting and page is not None:
                page.call_after_refresh(self._let_be_heard, says)
            case Bell(says=says):
                self._let_be_heard(says)
            case Seal(record=record) if painting and page is not None:
                page.call_after_refresh(self._keeping.keep, record)
            case Seal(record=record):
                self._keeping.keep(record)
            case Empty():
                self.cover()
            case Lock():
                self.go()

    def _let_be_heard(self, moment: Moment) -> None:
        """Let a moment be heard, unless the session was set up to be silent or nobody is to see it."""
        if self.state is not None and self.state.setup.bell and not self._covered:
            let_be_heard(self, moment)

    def _draw(self, now: float) -> None:
        if self._page is not None and self.state is not None and not self._covered:
            self._page.show(self.state, now)

    # -- time

    def _look_at_clock(self) -> None:
        """Let time pass, and look again when something is due, or one tick later."""
        slept = self._slept()
        if slept - self._slept_before > SLEPT:
            self.wake()
        self._slept_before = slept
        self.hear(Tick())
        if self._going is None:
            due = None if self.state is None else next_due(self.state)
            wait = TICK if due is None else min(TICK, max(0.0, due - self.clock()))
            self._next = asyncio.get_running_loop().call_later(wait, self._look_at_clock)

    def wake(self) -> None:
        """End what ran before the machine slept, or the process was stopped."""
        if self.state is None:
            self.cover()
            self.go()
        else:
            self.hear(Slept())

    # -- what was pressed

    async def on_event(self, event: events.Event) -> None:
        """Hand every press to the machine while a session runs; before it, only the two keys that leave."""
        if event.is_forwarded:  # the first page had it already
            await super().on_event(event)
            return
        if self.state is not None:
            if isinstance(event, events.InputEvent | events.Paste | events.AppBlur | events.AppFocus):
                heard = as_event(event, self.settings.keyboard)
                if heard is not None:
                    self.hear(unnamed(heard) if self._names_no_key else heard)
                return
        elif isinstance(event, events.Key) and event.key in {LOCK_KEY, QUIT_KEY}:
            self.cover()
            self.go(quits=event.key == QUIT_KEY)
            return
        elif self.too_small and isinstance(event, events.InputEvent | events.Paste):
            return
        await super().on_event(event)

    @property
    def _names_no_key(self) -> bool:
        """Whether the window only has room to say that any key stops: then each one does."""
        return self.too_small or (self._page is not None and self._page.is_small)

    def in_few_words(self) -> str:
        """Return what a small window says of a session, which goes on however small it is."""
        few = "" if self._page is None else self._page.in_few_words(self.window.width)
        return few or super().in_few_words()

    # -- the end

    def cover(self) -> None:
        """Empty the terminal at once, and let nothing more be painted."""
        self._covered = True
        self.empty()

    def go(self, *, quits: bool = False) -> None:
        """Leave once the record is kept, or cannot be: for the lock screen, or for the shell."""
        if self._going is None:
            if self._next is not None:
                self._next.cancel()
            if quits:
                self.handover = quitting(self.handover)
            self._going = asyncio.create_task(self._go())

    async def _go(self) -> None:
        self._keep_as_it_stands()
        await asyncio.to_thread(self._keeping.wait, PATIENCE)
        self._leave(self)

    def seal_before_ending(self) -> bool:
        """Seal the session as it stands: cut off, it reads early."""
        self._keep_as_it_stands()
        return self._keeping.wait(HURRIED)

    def _keep_as_it_stands(self) -> None:
        if self.state is not None and self.state.started is not None:
            self._keeping.keep(record_of(self.state))

    def panic(self, *renderables: object) -> None:
        """End without a screen to say it on when the terminal is gone; else as any fault does."""
        shutdown.end_if_lost(self)
        super().panic(*renderables)

    def paint(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401  Textual's own type
        """Paint nothing once the screen is covered."""
        if not self._covered:
            super().paint(screen, renderable)


def _leave(app: PartnerApp) -> None:
    if app.handover.after == "lock":
        shutdown.become(app, app.handover.arguments)
    app.clear_screen()
    app.exit(0)
