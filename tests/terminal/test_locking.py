"""In a real terminal: the lock screen comes and goes without a trace of the shell or of the words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FAULTY = str(Path(__file__).parent / "faulty.py")
PASSPHRASE = "amber kettle slow river"
CTRL_L, CTRL_Q, ENTER, F2, F6, ESCAPE = "\x0c", "\x11", "\r", "\x1bOQ", "\x1b[17~", "\x1b"
LEAVES_ALTERNATE = b"\x1b[?1049l"


def open_up(terminal: object) -> None:
    """Type the passphrase and wait for Today."""
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("felt safe")


def test_the_lock_screen_is_neutral_in_text_and_title(locked: Callable[..., object]) -> None:
    """Neither the screen nor the window's title names the app or what it is for."""
    terminal = locked()
    terminal.until("breathe")
    assert terminal.titles == ["Notes"]
    for word in ("comfort", "journal", "diary", "safe"):
        assert word not in terminal.text.casefold()


def test_a_typed_passphrase_is_shown_as_dots_only(locked: Callable[..., object]) -> None:
    """Not one letter of it is written to the terminal."""
    terminal = locked()
    terminal.press("zzzzq")
    terminal.until("•••••")
    assert b"zz" not in terminal.written


def test_a_wrong_passphrase_is_said_and_another_try_is_open(locked: Callable[..., object]) -> None:
    """Nothing is counted or destroyed; the right one opens right after."""
    terminal = locked()
    terminal.press("wrong" + ENTER)
    terminal.until("does not fit")
    open_up(terminal)


def test_two_locks_leave_the_terminal_as_it_was(locked: Callable[..., object]) -> None:
    """``stty -a`` is the same after each lock, the alternate screen stays up, and quitting restores what was before."""
    terminal = locked()
    terminal.until("breathe")
    first = terminal.stty()
    for _ in range(2):
        open_up(terminal)
        terminal.press(CTRL_L)
        terminal.until(lambda text: "breathe" in text and "felt safe" not in text)
        assert terminal.stty() == first
        assert LEAVES_ALTERNATE not in terminal.written
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    assert LEAVES_ALTERNATE in terminal.written
    assert terminal.attributes == terminal.before


def test_locking_keeps_what_was_being_written(locked: Callable[..., object]) -> None:
    """Words that were not saved are back on the page after the next unlock."""
    terminal = locked()
    open_up(terminal)
    terminal.press("the warm kitchen")
    terminal.until("the warm kitchen")
    terminal.press(CTRL_L)
    terminal.until(lambda text: "breathe" in text and "kitchen" not in text)
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("the warm kitchen")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_seals_the_words_and_restores_the_terminal(locked: Callable[..., object], number: int) -> None:
    """The program ends with 128 + n, the terminal is as it was found, and the words are back at the next unlock."""
    terminal = locked()
    open_up(terminal)
    terminal.press("a slow morning")
    terminal.until("a slow morning")
    terminal.child.kill(number)
    assert terminal.ended() == 128 + number
    assert LEAVES_ALTERNATE in terminal.written
    assert terminal.attributes == terminal.before
    again = locked()
    again.press(PASSPHRASE + ENTER)
    again.until("a slow morning")


@pytest.mark.parametrize("opened", [False, True], ids=["locked", "open"])
def test_a_closed_terminal_ends_the_program_within_two_seconds(locked: Callable[..., object], *, opened: bool) -> None:
    """No screen without a terminal; what was written is sealed first."""
    terminal = locked()
    terminal.until("breathe")
    if opened:
        open_up(terminal)
        terminal.press("kept anyway")
        terminal.until("kept anyway")
    assert terminal.hang_up(seconds=2.0) == 128 + signal.SIGHUP
    if opened:
        again = locked()
        again.press(PASSPHRASE + ENTER)
        again.until("kept anyway")


@pytest.mark.parametrize("breathing", [False, True], ids=["still", "while the screen moves"])
def test_a_terminal_that_ends_without_a_hang_up_signal_ends_the_program_too(
    locked: Callable[..., object], environment: dict[str, str], vault: Path, *, breathing: bool
) -> None:
    """Where the terminal controls nobody no SIGHUP comes, only the end of what can be read and written."""
    locked().stop()
    master, slave = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "comfort_journal", "--vault", str(vault)],
        stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
    ) as program:  # fmt: skip
        os.close(slave)
        seen = b""
        while b"breathe" not in seen:
            seen += os.read(master, 65536)
        if breathing:
            os.write(master, F6.encode())
            while b"\xe2\x96\x88" not in seen:
                seen += os.read(master, 65536)
        os.close(master)
        assert program.wait(timeout=3.0) == 128 + signal.SIGHUP


def test_without_a_passphrase_one_line_can_be_written_and_is_inside_later(locked: Callable[..., object]) -> None:
    """F2 seals a line to the vault's key; the locked program cannot read it back."""
    terminal = locked()
    terminal.until("breathe")
    terminal.press(F2)
    terminal.until("One line")
    terminal.press("rain on the roof" + ENTER)
    terminal.until("Kept.")
    assert "rain" not in terminal.text


def test_breathing_shows_the_breath_and_nothing_else_and_any_key_leaves(locked: Callable[..., object]) -> None:
    """The breath and how to leave are all the text on the screen."""
    terminal = locked()
    terminal.until("breathe")
    terminal.press(F6)
    terminal.until("breathe in")
    words = [word for word in terminal.text.split() if word.isalpha()]
    assert words == ["breathe", "in", "any", "key", "leaves"]
    terminal.press("x")
    terminal.until("help")


def test_a_crash_restores_the_terminal_and_prints_one_sentence(locked: Callable[..., object]) -> None:
    """Exit code 1, no traceback, and none of the words that the fault carried."""
    terminal = locked(FAULTY, "canary-7f3a")
    terminal.press(PASSPHRASE + ENTER)
    assert terminal.ended() == 1
    assert terminal.attributes == terminal.before
    after = terminal.written.rpartition(LEAVES_ALTERNATE)[2]
    assert b"Something went wrong" in after
    assert b"Traceback" not in terminal.written
    assert b"canary" not in terminal.written


STOPS = pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP], ids=lambda number: number.name)
LOOKED_FOR = 1.2
"""Seconds after which whoever looks whether the terminal is there has looked twice."""


def stop_and_go_on(terminal: object, number: int) -> bytes:
    """Stop the program for a while, and return what it wrote before it stood still."""
    begun = len(terminal.written)
    terminal.child.kill(number)
    _pid, status = os.waitpid(terminal.child.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    terminal.rest(LOOKED_FOR)
    left = terminal.written[begun:]
    terminal.child.kill(signal.SIGCONT)
    return left


@STOPS
def test_a_process_that_was_stopped_comes_back_locked(locked: Callable[..., object], number: int) -> None:
    """After a stop and SIGCONT whoever sits there now has to know the passphrase, and sees none of the words before."""
    terminal = locked()
    open_up(terminal)
    terminal.press("half a thought")
    terminal.until("half a thought")
    left = stop_and_go_on(terminal, number)
    stopped = len(terminal.written)
    terminal.until(lambda text: "breathe" in text and "thought" not in text)
    assert (LEAVES_ALTERNATE in left) is (number == signal.SIGTSTP)
    assert b"thought" not in terminal.written[stopped:]
    terminal.press(PASSPHRASE + ENTER)
    terminal.until("half a thought")


@STOPS
def test_a_lock_screen_that_was_stopped_is_there_again(locked: Callable[..., object], number: int) -> None:
    """It is shown whole, and takes the passphrase."""
    terminal = locked()
    stop_and_go_on(terminal, number)
    terminal.press("x")
    terminal.until("•")
    terminal.until("breathe")
    terminal.press("\x7f")
    open_up(terminal)
