"""In a real terminal that stops reading: whatever the program was painting, it locks in time and ends when it hangs up.

A terminal program that is stopped takes nothing from its pty. The system's buffer fills, the thread that writes stands
still in it, and nothing of the journal may wait for that thread.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import termios
import time
from typing import TYPE_CHECKING

import pytest
from tests.terminal.conftest import PASSPHRASE
from tests.terminal.test_partner import RUNNING
from tests.terminal.test_partner import begin as begin_a_checkin

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.terminal.conftest import Terminal

CTRL_L, ENTER, F4, F5, F6 = "\x0c", "\r", "\x1bOS", "\x1b[15~", "\x1b[17~"
HUNG_UP = 128 + signal.SIGHUP


def on_today(terminal: Terminal) -> None:
    """Write on Today."""
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press("a slow morning")
    terminal.until("a slow morning")


def in_a_circuit(terminal: Terminal) -> None:
    """Let a circuit run."""
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")
    terminal.press(F4)
    terminal.until("circuit")
    terminal.press("c")
    terminal.until("Happy baby")
    terminal.press("12")
    terminal.until("Enter begin")
    terminal.press(ENTER)
    terminal.until(lambda text: "Enter begin" not in text)


def breathing(terminal: Terminal) -> None:
    """Breathe on the lock screen."""
    terminal.press(F6)
    terminal.until("breathe in")


def in_a_checkin(terminal: Terminal) -> None:
    """Let a check-in run."""
    terminal.press(F5)
    begin_a_checkin(terminal)
    terminal.until(RUNNING)


PAGES = pytest.mark.parametrize(
    "page", [on_today, in_a_circuit, breathing, in_a_checkin], ids=lambda page: page.__name__
)


def freeze(terminal: Terminal, seconds: float) -> None:
    """Take nothing from the program for so long, while it has to paint its whole page anew, again and again."""
    until, wide = time.monotonic() + seconds, False
    while (left := until - time.monotonic()) > 0:
        wide = not wide
        fcntl.ioctl(terminal.child.child_fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80 + wide, 0, 0))
        select.select([], [], [], min(left, 0.05))


@PAGES
def test_a_terminal_that_froze_and_went_away_ends_the_program(
    locked: Callable[..., Terminal], page: Callable[[Terminal], None]
) -> None:
    """Within two seconds of the hang-up the process is gone, on every page."""
    terminal = locked()
    page(terminal)
    freeze(terminal, 3.0)
    assert terminal.hang_up(seconds=2.0) == HUNG_UP


@pytest.mark.soak
@PAGES
@pytest.mark.parametrize("seconds", [10.0, 60.0])
def test_a_terminal_that_was_frozen_for_long_and_went_away_ends_the_program(
    locked: Callable[..., Terminal], page: Callable[[Terminal], None], seconds: float
) -> None:
    """However much was painted meanwhile, the process is gone within two seconds of the hang-up."""
    terminal = locked()
    page(terminal)
    freeze(terminal, seconds)
    assert terminal.hang_up(seconds=2.0) == HUNG_UP


def test_words_on_a_frozen_terminal_are_sealed_when_it_goes(locked: Callable[..., Terminal]) -> None:
    """What was typed into a terminal that showed none of it any more is back at the next unlock."""
    terminal = locked()
    on_today(terminal)
    freeze(terminal, 2.0)
    terminal.press(" by the sea")
    freeze(terminal, 1.0)
    assert terminal.hang_up(seconds=2.0) == HUNG_UP
    again = locked()
    again.press(PASSPHRASE + ENTER)
    again.until("a slow morning by the sea")


def test_a_signal_ends_the_program_in_a_frozen_terminal_too(locked: Callable[..., Terminal]) -> None:
    """SIGTERM seals the words and ends the process with its number although the terminal takes nothing."""
    terminal = locked()
    on_today(terminal)
    freeze(terminal, 3.0)
    terminal.child.kill(signal.SIGTERM)
    handle = os.pidfd_open(terminal.child.pid)
    gone, _, _ = select.select([handle], [], [], 2.0)
    os.close(handle)
    assert gone
    assert terminal.ended() == 128 + signal.SIGTERM
    again = locked()
    again.press(PASSPHRASE + ENTER)
    again.until("a slow morning")


def test_a_frozen_terminal_shows_the_lock_screen_when_it_reads_on(locked: Callable[..., Terminal]) -> None:
    """Ctrl+L into a frozen terminal locks, and what the terminal then reads ends in the lock screen."""
    terminal = locked()
    on_today(terminal)
    freeze(terminal, 3.0)
    terminal.press(CTRL_L)
    freeze(terminal, 2.0)
    terminal.until(lambda text: "breathe" in text and "morning" not in text)
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("a slow morning")


def test_a_frozen_terminal_shows_the_page_as_it_is_when_it_reads_on(locked: Callable[..., Terminal]) -> None:
    """Frames that nobody could see are left out, and the page is whole again."""
    terminal = locked()
    on_today(terminal)
    freeze(terminal, 3.0)
    terminal.press(" and a cup of tea")
    freeze(terminal, 1.0)
    assert "felt safe" in terminal.until("a slow morning and a cup of tea")
