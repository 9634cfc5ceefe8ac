"""The reminder is in one timer of the system at most: what is put in takes every other of ours out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from comfort_journal.errors import BadInput, ComfortError
from comfort_journal.reminder import cron, launchd, systemd

if TYPE_CHECKING:
    from datetime import time

    from comfort_journal.reminder.machine import Machine

TIMERS: Final = (systemd.TIMER, launchd.TIMER, cron.TIMER)
"""In the order in which they are asked; a crontab is there on a Mac too."""
_CARRIED: Final = ("XDG_CONFIG_HOME", "XDG_STATE_HOME")
"""A timer starts in no shell: what says there where the title and the quiet day are goes along, if it is set."""


class SetTimer(NamedTuple):
    """Where the reminder is: the timer's name, its hour, and whether the system knows of it."""

    timer: str
    hour: time
    runs: bool


def standing(machine: Machine) -> SetTimer | None:
    """Return where the reminder is; None while it is off. Raises BadInput, ComfortError as its timer does."""
    for timer in TIMERS:
        hour = timer.hour(machine)
        if hour is not None:
            return SetTimer(timer.name, hour, timer.runs(machine))
    return None


def put_in(machine: Machine, hour: time) -> SetTimer:
    """Have it come every day at this hour, whatever was set before.

    Raises ComfortError where this computer has no timer or it refuses, BadInput where another's file is in the way.
    """
    command = _command(machine, hour)
    if not all(word.isprintable() for word in command) or "=" in sys.executable:
        raise BadInput("The program's place has a sign in its name that no timer can hold. Nothing was changed.")
    chosen = next((timer for timer in TIMERS if timer.is_here(machine)), None)
    if chosen is None:
        raise ComfortError(
            "Neither systemd for this user nor cron is here to keep the hour. Install cron, if you want it. "
            "Nothing was changed."
        )
    chosen.put_in(machine, hour, command)
    for other in TIMERS:
        if other is not chosen:
            other.take_out(machine)
    return SetTimer(chosen.name, hour, chosen.runs(machine))


def take_out(machine: Machine) -> None:
    """Leave no timer behind. Raises as the timers do, after the others were seen to."""
    faults: list[ComfortError] = []
    for timer in TIMERS:
        try:
            timer.take_out(machine)
        except ComfortError as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


def _command(machine: Machine, hour: time) -> list[str]:
    """Return what the timer runs: this interpreter, whatever folder it starts in; no vault is named in it.

    Of a command's first word systemd takes no quotes and no backslash, so that word is always the same.
    """
    carried = [f"{name}={machine.environment[name]}" for name in _CARRIED if machine.environment.get(name)]
    own = [sys.executable, "-P", "-m", "comfort_journal", "remind", "test", "--due", f"{hour:%H:%M}"]
    return ["/usr/bin/env", *carried, *own]
