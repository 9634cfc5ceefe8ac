"""However the process ends, it falls silent, the words are sealed and the terminal is left as it was found.

There are two ways out beside quitting: becoming a fresh process, and ending as a signal or a lost terminal asks.
Neither lets ``App.run()`` return, which would wait for threads and show the shell.
"""

from __future__ import annotations

import asyncio
import os
import signal
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from comfort_journal import process
from comfort_journal.ui import private_app, terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.ui.private_app import PrivateApp

ENDING = (signal.SIGHUP, signal.SIGTERM)


def listen(app: PrivateApp, *, woken: Callable[[], object]) -> None:
    """Answer signals and a terminal that is lost; ``woken`` is called when a stopped process goes on.

    Call once, inside the loop.
    """
    private_app.quiet_hooks()
    loop = asyncio.get_running_loop()
    for number in ENDING:
        loop.add_signal_handler(number, end, app, number)
    loop.add_signal_handler(signal.SIGTSTP, stop, app, woken)
    loop.add_signal_handler(signal.SIGCONT, woken)
    terminal.let_it_wait(app)
    terminal.let_it_write(app)
    terminal.watch(
        app,
        lost=partial(loop.call_soon_threadsafe, end, app, signal.SIGHUP),
        last_resort=partial(end, app, signal.SIGHUP),
    )


def become(app: PrivateApp, arguments: tuple[str, ...], *, hand_over: bytes | None = None) -> NoReturn:
    """Replace this process by a fresh one of the same program; the alternate screen stays up, empty."""
    app.end_sound()
    held = terminal.hand_on(app)
    process.become(arguments, held, keep=app.blank + terminal.RESTORE_TITLE, hand_over=hand_over)


def stop(app: PrivateApp, woken: Callable[[], object]) -> None:
    """Stop with nothing left on the terminal; what ``woken`` asks for comes before any page is painted again."""
    app.end_sound()
    woken()
    terminal.lend(app, app.blank)


def end(app: PrivateApp, number: int) -> None:
    """Seal, give the terminal back if there is one, and end with 128 + the signal's number."""
    app.end_sound()
    app.seal_before_ending()
    held = terminal.held_by(app)
    if held is not None:
        held.give_back(app.blank + terminal.RESTORE_TITLE + process.LEAVE)
    os._exit(128 + number)


def end_if_lost(app: PrivateApp) -> None:
    """End as a hang-up does when the terminal's other end is gone."""
    if terminal.is_lost(app):
        end(app, signal.SIGHUP)
