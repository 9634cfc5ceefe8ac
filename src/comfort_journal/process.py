"""What this process may leave behind: no core dump, no debugger of the same user, no ``TEXTUAL*`` back doors.

``harden`` runs first thing in every process and again after every exec, which resets the dumpable flag. ``become``
replaces the process by a fresh one under the same alternate screen: after dropping references most decrypted text is
still in memory, after an exec none is.

Between two processes, and before the first page, nobody reads the terminal, and it would show what is typed, a
passphrase too. Its echo is off then (``hide_typing``) and comes back at the end (``show_typing``).
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import sys
import termios
from typing import Any, NamedTuple, NoReturn

_PR_SET_DUMPABLE = 4
_TEXTUAL_ALLOWED = frozenset(
    {"TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS", "TEXTUAL_SMOOTH_SCROLL"},
)

MODES_OFF = (
    "\x1b[?2026l"  # a half-sent synchronised frame would freeze what is shown
    "\x1b[<u"
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    "\x1b[?7h\x1b[0m"
)
"""Keyboard protocol, mouse, focus reports, bracketed paste and in-band resize off; line wrap on."""
CLEAR = "\x1b[2J\x1b[H"
CLEAR_SCROLLBACK = "\x1b[3J"
MOST_HANDED_OVER = 4096
"""A pipe takes at least so much without a reader."""
LEAVE = "\x1b[?1049l\x1b[?25h"


_AS_FOUND = "COMFORT_JOURNAL_TERMINAL"
"""The environment's word to the process after an exec: the input and local flags that the terminal was found with."""
_INPUT, _LOCAL = 0, 3
"""Where they stand in termios' attributes."""
_found: list[int] = []
"""The same in this process, while the terminal is not as it was found; else empty."""


class Terminal(NamedTuple):
    """A terminal as it was found: descriptors for input and output, and the attributes to put back.

    ``frozen`` is one that takes nothing more: a write would stand still in it, for ever if need be. ``lines_only`` is
    one that shows plain lines: no control sequence is written to it.
    """

    input: int
    output: int
    attributes: list[Any]
    frozen: bool = False
    lines_only: bool = False

    def give_back(self, last: str = "") -> None:
        """Clear the screen, switch every mode off, write ``last`` and restore the attributes; never raises.

        What a frozen terminal has not taken yet is thrown away instead, so that it shows nothing of it later.
        """
        try:
            if not (self.frozen or self.lines_only):
                os.write(self.output, (MODES_OFF + CLEAR + last).encode())
            termios.tcsetattr(self.input, termios.TCSANOW, self.attributes)
            termios.tcflush(self.input, termios.TCIOFLUSH if self.frozen else termios.TCIFLUSH)
        except (OSError, termios.error):
            return


def harden() -> None:
    """Forbid core dumps and same-user debuggers, and drop the environment's ways to make Textual leak."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    _take_over()
    for name in [name for name in os.environ if name.startswith("TEXTUAL") and name not in _TEXTUAL_ALLOWED]:
        del os.environ[name]
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    os.environ["ESCDELAY"] = "25"


def hide_typing() -> None:
    """Let the terminal show nothing of what is typed until a page takes it; call before what takes its time."""
    try:
        attributes = termios.tcgetattr(0)
        if not _found and attributes[_LOCAL] & termios.ECHO:
            _found[:] = attributes[_INPUT], attributes[_LOCAL]
            termios.tcsetattr(0, termios.TCSANOW, _quiet(attributes))
    except termios.error:
        return


def as_found(attributes: list[Any]) -> list[Any]:
    """Return a terminal's attributes as they were before this program had it."""
    return [_found[0], *attributes[1:_LOCAL], _found[1], *attributes[_LOCAL + 1 :]] if _found else attributes


def show_typing() -> None:
    """Leave the terminal as it was found; call last."""
    try:
        if _found:
            termios.tcsetattr(0, termios.TCSANOW, as_found(termios.tcgetattr(0)))
            _found.clear()
    except termios.error:
        return


def _quiet(attributes: list[Any]) -> list[Any]:
    """Return attributes in which keys are neither shown nor changed, and wait for whoever reads them next."""
    quiet = list(attributes)
    quiet[_INPUT] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
    quiet[_LOCAL] &= ~(termios.ECHO | termios.ECHONL | termios.ICANON)
    return quiet


def _take_over() -> None:
    """Learn from the process before how the terminal was found, and let Ctrl+C end this one again."""
    flags = os.environ.pop(_AS_FOUND, "").split()
    if len(flags) == 2 and all(map(str.isdecimal, flags)):  # noqa: PLR2004  input and local
        _found[:] = map(int, flags)
        try:
            termios.tcsetattr(0, termios.TCSANOW, _quiet(as_found(termios.tcgetattr(0))))
        except termios.error:
            return


def own_command() -> list[str]:
    """Return how this program was started, without what it was asked to do."""
    asked = len(sys.argv) - 1
    return [sys.executable, *sys.orig_argv[1 : len(sys.orig_argv) - asked]]


def become(
    arguments: tuple[str, ...], terminal: Terminal | None, *, keep: str = "", hand_over: bytes | None = None
) -> NoReturn:
    """Replace this process by the same program with other arguments; the alternate screen stays up.

    Call it on the event loop with the terminal's writer stopped. ``keep`` is written last (a neutral page). Every
    descriptor above standard error closes with the exec, also those this process was started with, except for the
    pipe that holds ``hand_over``, at most ``MOST_HANDED_OVER`` bytes; its number is the last argument. Raises
    ValueError for more.
    """
    pipe = None if hand_over is None else _filled_pipe(hand_over)
    if terminal is not None:
        _hand_on(terminal, keep)
    for descriptor in _open_descriptors():
        try:
            os.set_inheritable(descriptor, False)  # noqa: FBT003  its only form
        except OSError:
            continue
    if pipe is not None:
        os.set_inheritable(pipe, True)  # noqa: FBT003  its only form
        arguments = (*arguments, str(pipe))
    os.execv(sys.executable, [*own_command(), *arguments])  # noqa: S606  our own program, no shell


def _hand_on(terminal: Terminal, keep: str) -> None:
    """Give the terminal on without echo and signals: an interrupt before anybody listens would leave it so."""
    found = terminal.attributes
    if not terminal.frozen and found[_LOCAL] & termios.ECHO:
        os.environ[_AS_FOUND] = f"{found[_INPUT]} {found[_LOCAL]}"
        quiet = _quiet(found)
        quiet[_LOCAL] &= ~termios.ISIG
        terminal = terminal._replace(attributes=quiet)
    terminal.give_back(keep)


def handed_over(descriptor: int) -> bytes:
    """Return what ``become`` put into the pipe, read to its end, and close it. Raises OSError."""
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read(MOST_HANDED_OVER + 1)


def _filled_pipe(data: bytes) -> int:
    """Return the read end of a pipe that holds all of ``data``, written before anybody reads it."""
    if len(data) > MOST_HANDED_OVER:
        raise ValueError(f"at most {MOST_HANDED_OVER} bytes are handed over")
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with os.fdopen(writing, "wb", buffering=0) as pipe:
        if pipe.write(data) != len(data):
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return reading


def _open_descriptors() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        try:
            return [int(name) for name in os.listdir(folder) if int(name) > 2]  # noqa: PTH208, PLR2004  the standard three
        except OSError:
            continue
    return list(range(3, 1024))
