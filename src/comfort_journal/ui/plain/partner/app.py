"""The partner process in lines: every press is the machine's, and a stop is written before anything else is done.

As the page, it holds no key to the journal, hears of nothing but presses and time, and seals the record before it ends,
however it ends.
"""

from __future__ import annotations

import gc
import signal
import threading
from typing import TYPE_CHECKING, Final, NoReturn

from comfort_journal import process
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
from comfort_journal.ui.idle import SLEPT, asleep
from comfort_journal.ui.partner.around import ENDED, HURRIED, NOT_KEPT, quitting, remember
from comfort_journal.ui.partner.events import as_event
from comfort_journal.ui.partner.heard import let_be_heard
from comfort_journal.ui.partner.record_saver import PATIENCE, RecordSaver
from comfort_journal.ui.partner.words import words_at
from comfort_journal.ui.plain.console import LOOK_EVERY
from comfort_journal.ui.plain.ending import end, listen
from comfort_journal.ui.plain.host import PlainHost, say_last
from comfort_journal.ui.plain.keyboard import Lost
from comfort_journal.ui.plain.partner.checkin import set_up
from comfort_journal.ui.plain.partner.telling import agreement, news, standing, stopping
from comfort_journal.ui.plain.ways import SaveAndQuit, Way
from comfort_journal.ui.widgets.demo_line import DEMO

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.partner import Effect, Effects, Event, HandOver, Setup, State
    from comfort_journal.settings import Settings
    from comfort_journal.ui.partner.heard import Moment
    from comfort_journal.ui.plain.console import Console
    from comfort_journal.ui.plain.keyboard import Keyboard

AFTER_HANG_UP: Final = 0.05
"""Seconds: a terminal that is lost sends "go on" together with the hang-up, and the hang-up is what happened."""
ROWS: Final = 50
"""Empty lines that push a session out of a window, also a tall one."""
BREATHS: Final = 2
"""So many breaths are said when somebody asked for the reminder."""


class PartnerLines(PlainHost):
    """One session in lines from its first question to its end; ``state`` is None until a session has begun.

    ``interval`` holds for this once. ``slept`` counts seconds suspended. ``follow`` becomes the lock screen's process
    and ``keeping`` seals the records; tests pass their own.
    """

    def __init__(  # noqa: PLR0913  clocks and ways out come in by name
        self,
        console: Console,
        handover: HandOver,
        chosen: Settings,
        messages: tuple[str, ...] = (),
        *,
        interval: int | None = None,
        slept: Callable[[], float] = asleep,
        follow: Callable[[tuple[str, ...]], None] | None = None,
        keeping: RecordSaver | None = None,
    ) -> None:
        """Take what was handed over."""
        super().__init__(console, chosen, messages, demo=handover.demo)
        console.keys.digits_by_place = True
        self.lookout.idle = float("inf")  # a page of this process waits as long as anybody likes
        self.handover, self.interval = handover, interval
        self.state: State | None = None
        self.words = words_at(chosen.keyboard)
        self._slept, self._slept_before = slept, slept()
        self.follow, self._keeping = follow or _unreachable, keeping or RecordSaver(handover.inbox)
        self._covered = False
        self._cues: list[tuple[float, str]] = []

    @property
    def keeps_record(self) -> bool:
        """Whether a record of the session is to be kept."""
        return self.handover.inbox is not None

    def run(self) -> int:
        """Go on until the session is over, and return the exit code."""
        self.console.say(*([DEMO] if self.demo else []), *self.messages)
        setup = self.handover.setup
        if setup is None:
            try:
                setup = set_up(
                    self.console,
                    self.settings,
                    interval=self.interval,
                    record=self.keeps_record,
                    kept=not self.demo,
                )
            except Way as way:
                if isinstance(way, SaveAndQuit):
                    self.handover = quitting(self.handover)
                return self._gone()
            self._remember(setup)
        self._begin(setup)
        return self.go_on()

    def seal_before_ending(self, seconds: float = HURRIED) -> bool:
        """Seal the session as it stands: cut off, it reads early."""
        self._keep_as_it_stands()
        return self._keeping.wait(min(seconds, HURRIED))

    # -- a session

    def _begin(self, setup: Setup) -> None:
        """Say what both agree on."""
        self.state = begin(setup, self.clock())
        phrases, alone = self.handover.phrases, setup.mode == "checkin"
        both = agreement(self.words, setup.word, phrases, record=self.keeps_record, alone=alone)
        self.console.say(*both, *standing(self.state, self.words))
        gc.collect()
        gc.freeze()  # what the program itself is made of is not gone through again while somebody waits for a stop
        self._slept_before = self._slept()

    def go_on(self) -> int:
        """Hand every press and every moment to the machine until it locks, and leave."""
        while self.state is not None and self.state.phase != "locked":
            pressed = self.console.press(self._patience(self.state))
            if pressed is None or self.woken:
                self._look_at_clock()
            if pressed is not None and (event := as_event(pressed, self.settings.keyboard)) is not None:
                self.hear(event)
        return self._gone()

    def _patience(self, state: State) -> float:
        """Return how long a press is waited for: until something is due, or a look has to be taken."""
        now = self.clock()
        due = min((at for at in (next_due(state), *(at for at, _ in self._cues)) if at is not None), default=None)
        return LOOK_EVERY if due is None else min(LOOK_EVERY, max(0.0, due - now))

    def _look_at_clock(self) -> None:
        """Let time pass; a machine that slept, or a process that was stopped, ends what ran."""
        slept = self._slept()
        if self.woken:
            self.console.press(AFTER_HANG_UP)
        event = Slept() if self.woken or slept - self._slept_before > SLEPT else Tick()
        self._slept_before, self.woken = slept, False
        self.hear(event)
        while self._cues and self._cues[0][0] <= self.clock() and not self._covered:
            self.console.say(self._cues.pop(0)[1])

    def hear(self, event: Event) -> None:
        """Let the machine decide, do what it says, and say what is news."""
        before = self.state
        if before is None:
            return
        self.state, effects = advance(before, event, self.clock())
        for effect in _from_the_stop(effects):
            self._perform(effect, self.state)
        if self._covered:
            return
        told = news(before, self.state, self.words, to_lock=self.handover.after == "lock")
        self.console.say(*told)
        if self.state.phase != before.phase:
            self._cues.clear()
            if self.state.phase == "aftercare" and self._keeping.failed:
                self.console.say(NOT_KEPT)

    def _perform(self, effect: Effect, state: State) -> None:
        """Do what the machine says; the stop comes first, then what is heard of it, then the disk."""
        match effect:
            case PaintStop():
                self.console.say(stopping(state, self.words))
                self.hush()
            case Breath():
                self._breathe()
            case Prompt():
                self._let_be_heard("ask")
            case Bell(says=says):
                self._let_be_heard(says)
            case Seal(record=record):
                self._keeping.keep(record)
            case Empty():
                self._covered = True
                self.hush()
                self.console.push_out_of_sight(ROWS)
            case Lock():
                pass  # the loop ends with the state

    def _breathe(self) -> None:
        """Say a breath or two as they go; the timer runs on."""
        at, words, chosen = self.clock(), self.words.session, self.settings
        self._cues = []
        for _ in range(BREATHS):
            self._cues += [(at, words.breathe_in), (at + chosen.breath_in, words.breathe_out)]
            at += chosen.breath_in + chosen.breath_out
        self.console.say(self._cues.pop(0)[1])

    def _let_be_heard(self, moment: Moment) -> None:
        """Let a moment be heard, unless the session was set up to be silent or nobody is to notice it."""
        if self.state is not None and self.state.setup.bell and not self._covered:
            let_be_heard(self, moment)

    # -- the end

    def _remember(self, setup: Setup) -> None:
        """Keep what was changed for the next time, beside everything else."""
        if not self.demo:
            once = setup.interval == self.interval
            threading.Thread(target=lambda: remember(setup, once=once), name="remember", daemon=True).start()

    def _gone(self) -> int:
        """Leave once the record is kept, or cannot be: for the lock screen, or for the shell."""
        self._keep_as_it_stands()
        self._keeping.wait(PATIENCE)
        self.end_sound()
        if self.handover.after == "lock":
            self.follow(self.handover.arguments)
        return 0

    def _keep_as_it_stands(self) -> None:
        if self.state is not None and self.state.started is not None:
            self._keeping.keep(record_of(self.state))


def _from_the_stop(effects: Effects) -> Effects:
    """Return what is to be done, without what fell due in the moment before a stop: nobody waits for that any more."""
    stops = [place for place, effect in enumerate(effects) if isinstance(effect, PaintStop)]
    return effects[stops[0] :] if stops else effects


def run(app: PartnerLines, keyboard: Keyboard) -> int:
    """Run in a real terminal, and return the exit code; whatever happens, the record is sealed first."""

    def follow(arguments: tuple[str, ...]) -> NoReturn:
        process.become(arguments, keyboard.terminal)

    app.follow = follow
    with keyboard.taken():
        listen(app, keyboard, app.seal_before_ending)
        try:
            return app.run()
        except Lost:
            return end(app, keyboard, app.seal_before_ending, signal.SIGHUP)
        except Exception:  # noqa: BLE001  whatever it was, its text may hold what must not be shown
            app.seal_before_ending()
            say_last(ENDED)
            return 1
        finally:
            app.end_sound()


def _unreachable(_arguments: tuple[str, ...]) -> None:
    raise NotImplementedError
