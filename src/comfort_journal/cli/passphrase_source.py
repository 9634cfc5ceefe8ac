"""Where a passphrase comes from: bytes read straight into a buffer that is overwritten after use.

It is never an argument and never in the environment. On a terminal it is read without an echo from ``/dev/tty``, so
that standard input stays free; the kernel's own line editing is kept.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import termios
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from comfort_journal.cli.output import complain, folded
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

LONGEST_LINE = 4096
"""Far above the longest passphrase; a line that is longer is refused rather than cut."""
MOST_DRAINED = 2**20

_TERMINAL = "/dev/tty"
_ECHO_FLAGS = 3
GIVEN_BY = "--passphrase-fd, --passphrase-file or --passphrase-command"
NEW_GIVEN_BY = "--new-passphrase-fd or --new-passphrase-file"
_NO_TERMINAL = "There is no terminal to ask for the {} on. Give it with {}."
_EMPTY = (bytearray(), bytearray("\ufeff".encode()))
"""Lines that give nothing; a byte order mark before a passphrase stays with it, for the vault knows what it is."""
_NOBODY = "This asks first, and there is no terminal to ask on. Add --yes to go on. Nothing was changed."
_TRIES = 3
_YES = tuple(bytearray(each) for each in (b"y", b"Y", b"yes", b"Yes", b"YES"))
_LEAVING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP)


@dataclass(frozen=True)
class Source:
    """How a secret is given; at most one of the three, none of them means the terminal.

    ``what`` it is and the ``options`` that give it are for the sentence where there is no terminal.
    """

    descriptor: int | None = None
    file: Path | None = None
    command: str | None = None
    what: str = "passphrase"
    options: str = GIVEN_BY

    @property
    def is_terminal(self) -> bool:
        """Whether a person will be asked."""
        return self.descriptor is None and self.file is None and self.command is None

    @contextmanager
    def passphrase(self, question: str = "Passphrase: ") -> Iterator[bytearray]:
        """Yield the passphrase as it was given, and overwrite it afterwards. Raises BadInput."""
        secret = self._read(question)
        try:
            yield secret
        finally:
            wipe(secret)

    @contextmanager
    def new_passphrase(self) -> Iterator[bytearray]:
        """Yield a new passphrase as it will be used, asked twice on a terminal. Raises BadInput where the two differ.

        Blanks around it and how soon it may be guessed are said first; a person is then asked whether to use it.
        """
        secret = self._choose()
        try:
            if self.is_terminal:
                again = self._chosen("The same again: ", tell=False)
                same = secret == again
                wipe(again)
                if not same:
                    raise BadInput("The two passphrases are not the same. Nothing was changed.")
            yield secret
        finally:
            wipe(secret)

    def _choose(self) -> bytearray:
        from comfort_journal.vault.guessing import doubt

        while True:
            secret = self._chosen("New passphrase: ", tell=True)
            sentence = doubt(secret)
            if sentence:
                complain(sentence)
            if not sentence or not self.is_terminal or agrees("Use it all the same?"):
                return secret
            wipe(secret)

    def _chosen(self, question: str, *, tell: bool) -> bytearray:
        """Read what becomes of it as a new passphrase, and say what is left out of it."""
        from comfort_journal.vault.passphrase import BLANKS_AROUND, chosen, has_blanks_around

        with self.passphrase(question) as secret:
            if tell and has_blanks_around(secret):
                complain(BLANKS_AROUND)
            return chosen(secret)

    def _read(self, question: str) -> bytearray:
        if sum(given is not None for given in (self.descriptor, self.file, self.command)) > 1:
            raise BadInput("Give the passphrase in one way only: a descriptor, a file or a command.")
        if self.descriptor is not None:
            return _from_descriptor(self.descriptor)
        if self.file is not None:
            return _from_file(self.file)
        if self.command is not None:
            return _from_command(self.command)
        try:
            return _from_terminal(question)
        except (OSError, termios.error):
            raise BadInput(_NO_TERMINAL.format(self.what, self.options)) from None


def wipe(buffer: bytearray) -> None:
    """Overwrite a secret in place."""
    buffer[:] = bytes(len(buffer))


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


def agrees(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no.

    Without an echo: whoever expects to be asked for the passphrase types it here, and it is neither shown nor repeated.
    """
    answer = _from_terminal(f"{question} [y/N] ", tries=1)
    agreed = answer in _YES
    wipe(answer)
    return agreed


def _from_descriptor(descriptor: int) -> bytearray:
    try:
        return _first_line(descriptor)
    except (OSError, OverflowError):
        raise BadInput(f"The passphrase cannot be read from descriptor {descriptor}.") from None


def _from_file(file: Path) -> bytearray:
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError as fault:
        raise _unreadable(fault) from None
    try:
        return _first_line(descriptor)
    except OSError as fault:
        raise _unreadable(fault) from None
    finally:
        os.close(descriptor)


def _unreadable(fault: OSError) -> BadInput:
    return BadInput(f"The passphrase file cannot be read: {os.strerror(fault.errno or 0)}.")


def _from_command(command: str) -> bytearray:
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise BadInput("The passphrase command cannot be split into words.")
    try:
        child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)  # noqa: S603  the owner's own
    except OSError as fault:
        raise BadInput(f"The passphrase command cannot be run: {os.strerror(fault.errno or 0)}.") from None
    with child:
        assert child.stdout is not None  # noqa: S101  a pipe was asked for
        secret = _from_descriptor(child.stdout.fileno())
        _drain(child.stdout.fileno())
    if child.returncode:
        wipe(secret)
        how = f"with {child.returncode}" if child.returncode > 0 else f"by signal {-child.returncode}"
        raise BadInput(f"The passphrase command ended {how}.")
    return secret


def _drain(descriptor: int) -> None:
    """Take what a command says after its first line, up to a limit: closing on it would end it by a signal."""
    rest = bytearray(LONGEST_LINE)
    for _ in range(MOST_DRAINED // LONGEST_LINE):
        if not os.readv(descriptor, [rest]):
            break
    wipe(rest)


def _from_terminal(question: str, *, tries: int = _TRIES) -> bytearray:
    terminal = os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY)
    try:
        with _silent(terminal, termios.tcgetattr(terminal), question):
            line = bytearray()
            for attempt in range(tries):  # an empty line in front is often pasted along with it
                if attempt:
                    os.write(terminal, f"\n{question}".encode())
                line = _line(terminal)
                _cut_end(line)
                if line not in _EMPTY:
                    break
            return line
    finally:
        os.close(terminal)


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


def _first_line(descriptor: int) -> bytearray:
    """Read the first line that is not empty; the empty one where there is no other."""
    line = bytearray()
    for _ in range(LONGEST_LINE):
        line = _line(descriptor)
        at_end = not line.endswith(b"\n")
        _cut_end(line)
        if at_end or line not in _EMPTY:
            break
    return line


def _line(descriptor: int) -> bytearray:
    """Read one line with its line feed, byte by byte, so that what follows it is left to others."""
    secret = bytearray()
    byte = bytearray(1)
    while not secret.endswith(b"\n") and os.readv(descriptor, [byte]) == 1:
        secret += byte
        if len(secret) > LONGEST_LINE:
            wipe(secret)
            raise BadInput("The passphrase is too long.")
    wipe(byte)
    return secret


def _cut_end(line: bytearray) -> None:
    """Take away an LF or a CRLF."""
    for end in (b"\n", b"\r"):
        if line.endswith(end):
            del line[-1]


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
