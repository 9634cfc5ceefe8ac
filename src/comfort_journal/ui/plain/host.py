"""What a flow in lines may ask of the process that it runs in, locked, open and partner alike."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NoReturn

from comfort_journal import settings
from comfort_journal.text.counts import many
from comfort_journal.ui.idle import Watch
from comfort_journal.ui.key_words import key_name
from comfort_journal.ui.keymap import known_actions, read_keys
from comfort_journal.ui.plain.ways import LockNow, ways_by_key
from comfort_journal.ui.sound.heard import LetsBeHeard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from comfort_journal.partner import Setup
    from comfort_journal.settings import Settings
    from comfort_journal.ui.host import Sealable
    from comfort_journal.ui.plain.console import Console

NOBODY: Final = " after {} without a key"
SLEPT: Final = ": the computer slept, or this stood still"


class PlainHost(LetsBeHeard):
    """The settings, the console, the clock, and the open journal if there is one; ``session`` is None while locked.

    ``lookout`` says when nobody is there any more; then whatever waits for a key is left by ``LockNow``.
    ``unsaved_words`` are the texts that are only on the screen, for when they cannot be sealed.
    """

    def __init__(
        self,
        console: Console,
        chosen: Settings,
        messages: tuple[str, ...] = (),
        *,
        demo: bool = False,
        settings_file: Path | None = None,
    ) -> None:
        """Begin locked; ``settings_file`` is where other settings are kept, if they are."""
        self.console, self.settings, self.messages, self.demo = console, chosen, messages, demo
        self.settings_file, self.clock = settings_file, console.clock
        self.session: Sealable | None = None
        self.unsaved_words: Callable[[], list[str]] = list
        self.lookout = Watch(chosen.idle_lock_minutes * 60, console.clock)
        self.woken = False
        self.opened_before = False
        """Whether the journal was opened in this window before, and what stays in it was said."""
        self.own_keys, self.refused_keys = read_keys(chosen.keys) if chosen.keys else ({}, ())
        console.ways, console.keyboard = ways_by_key(self.own_keys, is_open=False), chosen.keyboard
        console.looks.append(self._look)
        console.heard = self.lookout.touch

    def opened(self, session: Sealable) -> None:
        """Have the open journal from now on, and the ways that lead through it."""
        self.session = session
        self.lookout.begin()
        self.console.ways = ways_by_key(self.own_keys, is_open=True)

    def ring(self) -> None:
        """Ring the terminal's bell."""
        self.console.sound_bell()

    def shown_key(self, action_id: str) -> str:
        """Return the first key of an action as a person reads it; nothing where it has none."""
        keys = self.own_keys.get(action_id) or ",".join(known_actions()[action_id].keys)
        return key_name(keys.split(",")[0])

    def apply_settings(self, chosen: Settings) -> None:
        """Use and keep other settings from now on; raises OSError when their file cannot be written."""
        self.settings = chosen
        self.lookout.idle, self.console.keyboard = chosen.idle_lock_minutes * 60, chosen.keyboard
        if self.settings_file is not None:
            settings.save(self.settings_file, chosen)

    def hand_over(self, setup: Setup | None, phrases: Mapping[str, str] | None = None) -> NoReturn:
        """Leave the journal for a session that is set up, or for the check-in timer's first questions."""
        raise NotImplementedError

    def number_given(self, at: str, now: datetime) -> None:
        """Have a reminder say nothing more on a day that has its number. Blocks, and raises nothing."""
        raise NotImplementedError

    def _look(self) -> None:
        """Leave whatever is asked when nobody is there, the machine slept, or the process stood still.

        Locked, with nothing typed, there is nothing to leave: a line would be said every few minutes, to nobody.
        """
        if self.lookout.tick() or self.woken:
            way = LockNow()
            way.why = NOBODY.format(many(self.settings.idle_lock_minutes, "minute")) if self.lookout.is_idle else SLEPT
            self.woken = False
            self.lookout.begin()
            if self.session is not None or not self.console.is_empty:
                raise way


def say_last(sentence: str) -> None:
    """Write one line to standard error, if there still is one."""
    try:
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
    except OSError:
        return
