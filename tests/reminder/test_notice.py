"""What is shown: the title and nothing else, once a day, and in no terminal in which a program is at work."""

from __future__ import annotations

import os
import pty
from datetime import datetime, time
from typing import TYPE_CHECKING

import pytest

from comfort_journal.reminder import notice, quiet_day
from comfort_journal.reminder.machine import Machine, Reply

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Computer

HOUR = time(8, 30)
NOW = datetime.fromisoformat("2026-01-05T08:30:00+01:00")


def desktop(computer: Computer) -> Machine:
    """Return a computer at which somebody sits."""
    computer.answers["desktop"] = Reply(0)
    return computer.machine()


def test_it_comes_once_a_day(computer: Computer, tmp_path: Path) -> None:
    """However often its timer fires, and again on the next day."""
    machine, state = desktop(computer), tmp_path / "state"
    quiet_day.begin(state)
    days = (NOW, NOW, NOW.replace(hour=12), NOW.replace(hour=23), NOW.replace(day=6))
    assert [notice.come("Notes", machine, state, hour=HOUR, now=now) for now in days] == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert computer.asked == ["notify-send --app-name=Notes -- Notes"] * 2


def test_a_day_that_has_its_number_is_silent(computer: Computer, tmp_path: Path) -> None:
    """Nothing is even asked of the desktop."""
    machine, state = desktop(computer), tmp_path / "state"
    quiet_day.begin(state)
    quiet_day.number_given(state, NOW, NOW)
    assert not notice.come("Notes", machine, state, hour=HOUR, now=NOW)
    assert computer.asked == []


def test_what_nobody_could_see_was_not_shown(computer: Computer, tmp_path: Path) -> None:
    """So that a later try of the same day may show it."""
    machine, state = desktop(computer), tmp_path / "state"
    computer.answers["notify-send"] = Reply(1)
    assert not notice.come("Notes", machine, state, hour=HOUR, now=NOW)
    del computer.answers["notify-send"]
    assert notice.come("Notes", machine, state, hour=HOUR, now=NOW)


def test_cron_finds_the_desktop(computer: Computer) -> None:
    """Its bus is told to notify-send; without one nothing is started that nobody listens to."""
    assert not notice.on_desktop("Notes", computer.machine())
    assert computer.asked == []
    assert notice.on_desktop("Notes", desktop(computer))
    assert computer.environments[-1]["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/run/user/1000/bus"


@pytest.mark.parametrize("title", ["-x", '"; do shell script "id', "Notes & <b>"])
def test_no_title_is_more_than_a_title(computer: Computer, title: str) -> None:
    """It stands behind the options, as one argument, and is no part of a script."""
    assert notice.on_desktop(title, desktop(computer))
    assert notice.on_desktop(title, computer.machine("darwin"))
    assert [each.endswith(f" -- {title}") for each in computer.asked] == [True, True]


def test_a_line_goes_only_where_a_shell_waits(computer: Computer) -> None:
    """Not where a program runs in it or for itself alone, nor where messages are refused; each terminal once."""
    reading, writing = pty.openpty()
    try:
        terminal = os.fstat(writing)
        number = os.minor(terminal.st_rdev) & 0xFF | os.major(terminal.st_rdev) << 8
        machine = Machine("linux", computer.home, terminal.st_uid, {}, computer._run, computer.home / "proc")

        def process(pid: int, name: str, foreground: int) -> None:
            folder = machine.processes / str(pid)
            (folder / "fd").mkdir(parents=True)
            (folder / "fd" / "0").symlink_to(os.ttyname(writing))
            (folder / "stat").write_text(f"{pid} ({name}) S 1 {pid} {pid} {number} {foreground} 0 0\n")

        os.fchmod(writing, 0o620)
        process(20, "bash", foreground=21)  # something runs in it
        process(30, "python (3)", foreground=30)  # a window of its own
        assert not notice.in_terminals("Notes", machine)
        process(40, "bash", foreground=40)
        process(50, "zsh", foreground=50)
        os.fchmod(writing, 0o600)
        assert not notice.in_terminals("Notes", machine)
        os.fchmod(writing, 0o620)
        assert notice.in_terminals("Notes", machine)
        os.set_blocking(reading, False)
        assert os.read(reading, 100).replace(b"\r\r", b"\r") == b"\r\nNotes\r\n"
    finally:
        os.close(reading)
        os.close(writing)
