"""What is typed, press by press, while the terminal shows nothing of it by itself; it is given back as it was found.

The bytes are told apart as in every other process of the program, so a key is the same key here.
"""

from __future__ import annotations

import os
import select
import termios
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from textual import events

from comfort_journal import process
from comfort_journal.ui import key_names
from comfort_journal.ui.input_filter import InputFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comfort_journal.ui.input_filter import Heard

_INPUT, _LOCAL = 0, 3


class Lost(Exception):
    """The terminal's other end is gone."""


class Presses(Protocol):
    """Where presses come from."""

    digits_by_place: bool

    def next(self, seconds: float) -> events.Key | events.Paste | None:
        """Return the next press, or None when so many seconds are over. Raises Lost."""

    def pressed_by_now(self) -> events.Key | events.Paste | None:
        """Return a press that was there before anything was asked for, or None. Raises Lost."""


class Keyboard:
    """The keys of a real terminal; ``clock`` is in seconds."""

    def __init__(self, descriptor: int = 0, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Read this descriptor."""
        self._descriptor, self._clock = descriptor, clock
        self._filter = InputFilter()
        self._begun, self._since = 0, 0.0
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._found: list[Any] | None = None
        self.digits_by_place = False
        """Whether a key that stands where a US keyboard has a digit is that digit, as in a session.

        There a press of the mouse is told too, as a paste is: both are a press that no page names.
        """

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have the terminal hand over each press and show none, and give it back at the end."""
        self._found = process.as_found(termios.tcgetattr(self._descriptor))
        self.take()
        try:
            yield
        finally:
            self.give_back()

    def take(self) -> None:
        """Take the terminal, also once more after the process was stopped."""
        if self._found is not None:
            quiet = list(self._found)
            quiet[_INPUT] &= ~(termios.IXON | termios.ICRNL | termios.INLCR | termios.IGNCR)
            quiet[_LOCAL] &= ~(termios.ECHO | termios.ECHONL | termios.ICANON | termios.ISIG | termios.IEXTEN)
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, quiet)

    def give_back(self) -> None:
        """Leave the terminal as it was found; never raises."""
        try:
            if self._found is not None:
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._found)
        except termios.error:
            return

    @property
    def terminal(self) -> process.Terminal | None:
        """The terminal as it was found, for a process that follows this one; nothing is written to it."""
        if self._found is None:
            return None
        return process.Terminal(self._descriptor, 1, self._found, lines_only=True)

    def next(self, seconds: float) -> events.Key | events.Paste | None:
        """Return the next press, or None when so many seconds are over. Raises Lost."""
        until = self._clock() + seconds
        while not self._waiting:
            left = until - self._clock()
            if self._filter.under_way:
                left = min(left, self._since + self._filter.patience - self._clock())
            if select.select([self._descriptor], [], [], max(0.0, left))[0]:
                self._read()
            elif self._filter.under_way and self._clock() >= self._since + self._filter.patience:
                self._hear(self._filter.give_up())
            elif self._clock() >= until:
                return None
        return self._waiting.popleft()

    def pressed_by_now(self) -> events.Key | events.Paste | None:
        """Return a press that nobody has taken yet, or None. Raises Lost."""
        return self.next(0.0)

    def _read(self) -> None:
        try:
            data = os.read(self._descriptor, 4096)
        except OSError:
            data = b""
        if not data:
            raise Lost
        self._hear(self._filter.feed(data))
        if self._filter.begun != self._begun or self._filter.in_paste:
            self._begun, self._since = self._filter.begun, self._clock()

    def _hear(self, heard: list[Heard]) -> None:
        for each in heard:
            if each.kind == "key":
                self._waiting.append(key_names.key(each.text, digits_by_place=self.digits_by_place))
            elif each.kind == "paste" or (self.digits_by_place and each.kind in {"press", "scroll"}):
                self._waiting.append(events.Paste(""))
