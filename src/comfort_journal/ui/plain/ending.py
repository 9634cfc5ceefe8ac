"""However the process ends, what is written is sealed first: a thread of its own waits for the signals that end it.

The main thread may stand anywhere, also in a write; sealing waits for that, as a handler in the main thread could not.
"""

from __future__ import annotations

import os
import signal
import termios
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.plain.host import PlainHost
    from comfort_journal.ui.plain.keyboard import Keyboard

ENDING: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
HURRIED: Final = 1.5
"""Seconds for sealing when the terminal is gone: the process has to be, too, in two."""


def hold() -> None:
    """Have signals wait for ``listen``; call before any thread is begun, for one that does not wait would be ended."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)


def listen(host: PlainHost, keyboard: Keyboard, seal: Callable[[float], object]) -> None:
    """Answer signals from now on: ``seal`` is given the seconds that it may take. Call once, in the main thread."""
    hold()
    threading.Thread(target=_wait, args=(host, keyboard, seal), daemon=True, name="ending").start()

    def went_on(_number: int, _frame: object) -> None:
        host.woken = True
        with suppress(termios.error, OSError):  # a terminal that is gone sends this too, in the middle of the sealing
            keyboard.take()

    def stopped(_number: int, _frame: object) -> None:
        host.end_sound()
        keyboard.give_back()
        os.kill(os.getpid(), signal.SIGSTOP)

    signal.signal(signal.SIGTSTP, stopped)
    signal.signal(signal.SIGCONT, went_on)


def _wait(host: PlainHost, keyboard: Keyboard, seal: Callable[[float], object]) -> None:
    end(host, keyboard, seal, signal.sigwait(ENDING))


def end(host: PlainHost, keyboard: Keyboard, seal: Callable[[float], object], number: int) -> NoReturn:
    """Seal, give the terminal back, and end with 128 + the signal's number."""
    host.end_sound()
    seal(HURRIED)
    keyboard.give_back()
    os._exit(128 + number)
