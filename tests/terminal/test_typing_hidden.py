"""While no page is there to take what is typed, the terminal shows nothing of it, and in the end it is as it was."""

from __future__ import annotations

import signal
import termios
import time
from typing import TYPE_CHECKING

from tests.terminal.conftest import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from terminal.conftest import Terminal

CTRL_C, CTRL_L, CTRL_Q, ESCAPE, F5 = "\x03", "\x0c", "\x11", "\x1b", "\x1b[15~"
PASSPHRASE = "amber kettle slow river"
LETTERS = "zqxjvk"


def type_until(terminal: Terminal, word: str) -> None:
    """Type letters, a few at a time, until a page that has the word is there."""
    deadline = time.monotonic() + PATIENCE
    while word not in terminal.text:
        assert time.monotonic() < deadline, f"no {word!r}:\n{terminal.text}"
        terminal.press(LETTERS)
        terminal.rest(0.05)


def leaves_the_echo(terminal: Terminal) -> bool:
    """Whether the terminal has the flags that it had before the program."""
    return terminal.attributes[:4] == terminal.before[:4]


def test_nothing_typed_is_shown_on_the_way_to_the_timer_and_back(locked: Callable[..., Terminal]) -> None:
    """Each way is a new process, and a passphrase may be typed before it has painted anything."""
    terminal = locked()
    terminal.press(F5)
    type_until(terminal, "Check-in")
    terminal.press(ESCAPE)
    type_until(terminal, "write one line")
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    assert LETTERS.encode() not in terminal.written
    assert leaves_the_echo(terminal)


def test_nothing_typed_is_shown_while_the_journal_locks(locked: Callable[..., Terminal]) -> None:
    """A signal that comes behind it finds the terminal's own flags too."""
    terminal = locked()
    terminal.press(PASSPHRASE + "\r")
    terminal.until("felt safe")
    terminal.press(CTRL_L)
    terminal.until(lambda text: "felt safe" not in text)
    type_until(terminal, "write one line")
    assert LETTERS.encode() not in terminal.written
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert leaves_the_echo(terminal)


def test_an_interrupt_before_the_first_page_leaves_the_terminal_as_it_was(
    made: object, start: Callable[..., Terminal]
) -> None:
    """Ctrl+C ends a start that takes too long, and the shell shows again what is typed."""
    terminal = start()
    while termios.tcgetattr(terminal.child.child_fd)[3] & termios.ECHO:
        terminal.rest(0.001)
    terminal.press(CTRL_C)
    terminal.ended()
    assert leaves_the_echo(terminal)
