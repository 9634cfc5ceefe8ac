"""Where a passphrase comes from: bytes read straight into a buffer that is overwritten after use.

It is never an argument and never in the environment. On a terminal it is read without an echo from ``/dev/tty``, so
that standard input stays free; the kernel's own line editing is kept.
"""

from __future__ import annotations

import os
import termios
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.cli.output import complain
from comfort_journal.cli.secret_line import LONGEST_LINE, first_line, wipe
from comfort_journal.cli.terminal import agrees, ask_silently
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_DRAINED = 2**20

GIVEN_BY = "--passphrase-fd, --passphrase-file or --passphrase-command"
NEW_GIVEN_BY = "--new-passphrase-fd or --new-passphrase-file"
_NO_TERMINAL = "There is no terminal to ask for the {} on. Give it with {}."


@dataclass(frozen=True)
class PassphraseSource:
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
            return ask_silently(question)
        except (OSError, termios.error):
            raise BadInput(_NO_TERMINAL.format(self.what, self.options)) from None


def _from_descriptor(descriptor: int) -> bytearray:
    try:
        return first_line(descriptor)
    except (OSError, OverflowError):
        raise BadInput(f"The passphrase cannot be read from descriptor {descriptor}.") from None


def _from_file(file: Path) -> bytearray:
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError as fault:
        raise _unreadable(fault) from None
    try:
        return first_line(descriptor)
    except OSError as fault:
        raise _unreadable(fault) from None
    finally:
        os.close(descriptor)


def _unreadable(fault: OSError) -> BadInput:
    return BadInput(f"The passphrase file cannot be read: {os.strerror(fault.errno or 0)}.")


def _from_command(command: str) -> bytearray:
    import shlex
    import subprocess

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
