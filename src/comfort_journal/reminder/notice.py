"""The title is shown by the desktop; where there is none, as a line in terminals in which a shell waits for a person.

Nothing but the title is given to anybody, and no terminal in which a program is at work is written to: a page on the
screen, a session most of all, stays as it is.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from comfort_journal.records import programme_day
from comfort_journal.reminder import quiet_day
from comfort_journal.reminder.hour import is_due

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, time
    from pathlib import Path

    from comfort_journal.reminder.machine import Machine

_SCRIPT: Final = ("on run argv", 'display notification " " with title (item 1 of argv)', "end run")
_PROCESS_GROUP, _SESSION, _TERMINAL, _FOREGROUND = 2, 3, 4, 5
"""Where they stand in Linux's /proc/PID/stat, counted from behind the name."""
_SHELLS: Final = frozenset({"ash", "bash", "csh", "dash", "elvish", "fish", "ksh", "mksh", "nu", "sh", "tcsh", "zsh"})
"""A terminal that was opened for one program alone, such as this one, waits for no line of anybody's."""


def come(title: str, machine: Machine, state_dir: Path, *, hour: time, now: datetime) -> bool:
    """Show the title if it is due, and not a second time that day; return whether it was shown. Raises NotSaved."""
    today = programme_day(now)
    if not is_due(hour, now) or quiet_day.is_quiet(state_dir, today):
        return False
    shown = on_desktop(title, machine) or in_terminals(title, machine)
    if shown:
        quiet_day.was_shown(state_dir, today)
    return shown


def on_desktop(title: str, machine: Machine) -> bool:
    """Show the title as a notification; False where nothing here can."""
    if machine.platform == "darwin":
        script = [word for line in _SCRIPT for word in ("-e", line)]
        return machine.ask("osascript", *script, "--", title).code == 0
    if not machine.bus:
        return False  # notify-send would start a bus that nobody listens to
    return machine.ask("notify-send", f"--app-name={title}", "--", title, bus=machine.bus).code == 0


def in_terminals(title: str, machine: Machine) -> bool:
    """Write the title as a line into every terminal that waits; False where there is none."""
    shown = [_written(device, f"\r\n{title}\r\n".encode()) for device in set(waiting(machine))]
    return any(shown)


def waiting(machine: Machine) -> Iterator[Path]:
    """Yield this user's terminals in whose foreground their own shell is, and which take messages (``mesg``)."""
    for process in machine.processes.glob("[0-9]*"):
        try:
            name, _, rest = (process / "stat").read_text("utf-8", "replace").partition("(")[2].rpartition(")")
            status = rest.split()
            group, session, terminal, foreground = (
                int(status[place]) for place in (_PROCESS_GROUP, _SESSION, _TERMINAL, _FOREGROUND)
            )
            if name in _SHELLS and terminal and int(process.name) == session and group == foreground:
                device = (process / "fd" / "0").readlink()
                if _takes(device.stat(), terminal, machine.uid):
                    yield device
        except (OSError, ValueError, IndexError):
            continue  # it has ended meanwhile, or is not ours to look at


def _takes(found: os.stat_result, terminal: int, uid: int) -> bool:
    """Say whether this is the terminal of that number, its owner's, and open for messages."""
    number = os.makedev((terminal >> 8) & 0xFFF, (terminal & 0xFF) | ((terminal >> 12) & 0xFFF00))
    is_it = stat.S_ISCHR(found.st_mode) and found.st_rdev == number
    return is_it and found.st_uid == uid and bool(found.st_mode & stat.S_IWGRP)


def _written(device: Path, line: bytes) -> bool:
    try:
        descriptor = os.open(device, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        return os.write(descriptor, line) == len(line)
    except OSError:
        return False
    finally:
        os.close(descriptor)
