"""The person at the terminal is asked without an echo and told what no script hears, whatever standard input is."""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from comfort_journal.cli.output import complain, folded
from comfort_journal.cli.secret_line import EMPTY, cut_end, line_of, wipe
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_TERMINAL = "/dev/tty"
_ECHO_FLAGS = 3
_NOBODY = "This asks first, and there is no terminal to ask on. Add --yes to go on. Nothing was changed."
_TRIES = 3
_YES = tuple(bytearray(each) for each in (b"y", b"Y", b"yes", b"Yes", b"YES"))
_LEAVING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP)


def tell_on_terminal(words: str) -> None:
    """Write a line where only the person at the terminal sees it, if there is one."""
    try:
        terminal = os.open(_TERMINAL, os.O_WRONLY | os.O_NOCTTY)
    except OSError:
        return
    try:
        os.write(terminal, f"{folded(words)}\n".encode())
    finally:
        os.close(terminal)


def ask_silently(question: str, *, tries: int = _TRIES) -> bytearray:
    """Return the line that is typed, without an echo; OSError or termios.error where there is no terminal."""
    terminal = os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY)
    try:
        with _silent(terminal, termios.tcgetattr(terminal), question):
            line = bytearray()
            for attempt in range(tries):  # an empty line in front is often pasted along with it
                if attempt:
                    os.write(terminal, f"\n{question}".encode())
                line = line_of(terminal)
                cut_end(line)
                if line not in EMPTY:
                    break
            return line
    finally:
        os.close(terminal)


def agrees(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no.

    Without an echo: whoever expects to be asked for the passphrase types it here, and it is neither shown nor repeated.
    """
    answer = ask_silently(f"{question} [y/N] ", tries=1)
    agreed = answer in _YES
    wipe(answer)
    return agreed


def confirm(question: str, *, yes: bool) -> None:
    """Ask first; a no ends the program with nothing changed. Raises BadInput where nobody can answer."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadInput(_NOBODY)
    try:
        agreed = agrees(question)
    except (OSError, termios.error):
        raise BadInput(_NOBODY) from None
    if not agreed:
        complain("Nothing was changed.")
        raise click.exceptions.Exit(0)


@contextmanager
def _silent(terminal: int, before: list[Any], question: str) -> Iterator[None]:
    """Ask without an echo, and give it back however this ends: also before a signal ends or suspends the process."""
    silent = [*before]
    silent[_ECHO_FLAGS] &= ~termios.ECHO

    def ask() -> None:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, silent)
        os.write(terminal, question.encode())

    def leave(number: int, _frame: FrameType | None) -> None:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, leave)  # only a suspended process comes this far, and goes on where it was
        ask()

    kept = {number: signal.signal(number, leave) for number in _LEAVING if signal.getsignal(number) == signal.SIG_DFL}
    try:
        ask()
        yield
    finally:
        with suppress(OSError, termios.error):
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
            os.write(terminal, b"\n")
        for number, handler in kept.items():
            signal.signal(number, handler)
