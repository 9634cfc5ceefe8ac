"""In a real terminal, in lines: no control sequence is ever written, and the terminal is as it was at the end."""

from __future__ import annotations

import os
import signal
import termios
from typing import TYPE_CHECKING

import pytest
from tests.terminal.conftest import PASSPHRASE
from tests.terminal.test_partner import imported, items, until_sealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from terminal.conftest import Terminal

CTRL_C, CTRL_L, CTRL_Q, ESCAPE = "\x03", "\x0c", "\x11", b"\x1b"
DOOR, RUNNING, STOPPED, AFTER = "Passphrase", "r breath", "Hands away, gently", "Drink water"
TALL = 120
"""Rows of a window in which all that was written still stands."""


def begin(terminal: Terminal) -> None:
    """Press three keys: what is filled in is taken, stop is tried once, and it runs."""
    terminal.until("Enter  Begin")
    terminal.press("\r")
    terminal.until("Press any key once")
    terminal.press("x")
    terminal.until("The rehearsal is over")
    terminal.press("\r")
    terminal.until(RUNNING)


@pytest.fixture
def running(made: Path, command: Callable[..., Terminal]) -> Terminal:
    """Return a check-in timer in lines that runs, its first record sealed."""
    terminal = command("--plain", "checkin", rows=TALL)
    begin(terminal)
    until_sealed(terminal, made)
    return terminal


def test_a_check_in_from_the_shell_to_a_stop_and_out_again(running: Terminal, made: Path, home: Path) -> None:
    """Comfortable, slower, a stop, rest, the door in lines; the terminal is as it was and no sequence was written."""
    before = len(items(made))
    running.press("1")
    running.until("It asks again in 45 seconds.")
    until_sealed(running, made, before)
    running.press("2")
    running.until("works in 20 s")
    running.press("x")
    running.until(lambda text: text.count(STOPPED) == 2)
    running.until(AFTER)
    running.press("x")
    running.until(DOOR)
    running.press(CTRL_Q)
    assert running.ended() == 0
    assert running.attributes == running.before
    assert ESCAPE not in running.written
    record = imported(made, home)
    assert (record.ended, record.answers.comfortable, record.answers.slower) == ("key", 1, 1)


@pytest.mark.parametrize("press", [CTRL_C, "\x1a", "\x1b", "\x1bOP", "\x1b[A", "\xff", "\x1b[<0;10;5M", "&"])
def test_any_press_stops(running: Terminal, press: str) -> None:
    """Also what a terminal would make a signal of, and what is no key at all."""
    running.child.send(press.encode("latin-1"))
    running.until(lambda text: text.count(STOPPED) == 2)


def test_a_lost_terminal_ends_it_in_two_seconds(running: Terminal, made: Path, home: Path) -> None:
    """As a hang-up does, with the record sealed."""
    assert running.hang_up(seconds=2) == 128 + signal.SIGHUP
    assert imported(made, home).ended == "early"


def test_a_signal_ends_it_and_gives_the_terminal_back(running: Terminal, made: Path, home: Path) -> None:
    """With 128 + 15, and the record sealed."""
    running.child.kill(signal.SIGTERM)
    assert running.ended() == 128 + signal.SIGTERM
    assert running.attributes == running.before
    assert imported(made, home).ended == "early"


def test_a_terminal_that_takes_nothing_holds_no_end_back(running: Terminal, made: Path, home: Path) -> None:
    """The line that it does not take waits for ever; the record is sealed all the same."""
    other_end = os.open(f"/proc/{running.child.pid}/fd/1", os.O_RDWR | os.O_NOCTTY)
    termios.tcflow(other_end, termios.TCOOFF)
    os.close(other_end)
    running.press("1")
    running.rest(0.3)
    running.child.kill(signal.SIGTERM)
    assert running.ended(seconds=5) == 128 + signal.SIGTERM
    record = imported(made, home)
    assert (record.ended, record.answers.comfortable) == ("early", 1)


def test_a_session_that_is_killed_reads_early(running: Terminal, made: Path, home: Path) -> None:
    """What was sealed before is imported at the next unlock."""
    running.child.kill(signal.SIGKILL)
    running.ended()
    assert imported(made, home).ended == "early"


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP], ids=["SIGSTOP", "SIGTSTP"])
def test_a_process_that_was_stopped_goes_on_at_the_door(
    running: Terminal, made: Path, home: Path, number: signal.Signals
) -> None:
    """Nobody heard the check-ins meanwhile, so it is over; one that could, gave the terminal back for the while."""
    running.child.kill(number)
    running.rest(0.5)
    assert (running.attributes == running.before) == (number == signal.SIGTSTP)
    running.child.kill(signal.SIGCONT)
    running.until(lambda text: text.rstrip().endswith(DOOR + ":"))
    assert imported(made, home).ended == "technical"


def test_without_a_vault_it_runs_and_leaves(command: Callable[..., Terminal], vault: Path) -> None:
    """There is no door to come to, and no record is kept."""
    terminal = command("--plain", "checkin", rows=TALL)
    assert "No record of it is kept." in terminal.until("Enter  Begin")
    begin(terminal)
    terminal.press(CTRL_L)
    assert terminal.ended() == 0
    assert terminal.attributes == terminal.before
    assert ESCAPE not in terminal.written
    assert not vault.exists()


@pytest.mark.parametrize("way", ["the door", "the open journal"])
def test_a_session_follows_the_closed_journal(made: Path, home: Path, start: Callable[..., Terminal], way: str) -> None:
    """It is another process that holds no key, and the door comes after it."""
    terminal = start("-m", "comfort_journal", "--plain", rows=TALL)
    terminal.until(DOOR)
    terminal.press("\r" if way == "the door" else PASSPHRASE + "\r")
    terminal.until("Without a passphrase" if way == "the door" else "What now?")
    terminal.press("5\r")
    if way == "the door":
        begin(terminal)
    else:
        terminal.until("Enter  Begin")
        terminal.press("\r")
        terminal.until("Press any key once")
        terminal.press("x")
        terminal.until("The rehearsal is over")
        terminal.press("\r")
        terminal.until(RUNNING)
    if os.geteuid() == 0:
        assert PASSPHRASE.encode() not in b"".join(terminal.memory())
    terminal.press(CTRL_L)
    terminal.until(DOOR)
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    assert terminal.attributes == terminal.before
    assert ESCAPE not in terminal.written
    assert imported(made, home).ended == "key"
