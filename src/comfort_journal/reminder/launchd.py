"""The reminder as a launchd agent: one property list under a neutral name."""

from __future__ import annotations

import plistlib
from datetime import time
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError

from comfort_journal.reminder.own_file import NAME, OURS, read_own, remove_own, write_own
from comfort_journal.reminder.timer import Timer, need

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comfort_journal.reminder.machine import Machine


def agent(hour: time, command: Sequence[str]) -> str:
    """Return the property list. launchd makes up for what was missed asleep, and not for what was missed while off."""
    made = plistlib.dumps(
        {
            "Label": NAME,
            "ProgramArguments": list(command),
            "StartCalendarInterval": {"Hour": hour.hour, "Minute": hour.minute},
            "ProcessType": "Background",
        },
        sort_keys=False,
    )
    first, rest = made.decode().split("\n", 1)
    return f"{first}\n<!-- {OURS} -->\n{rest}"


def _file(machine: Machine) -> Path:
    return machine.home / "Library" / "LaunchAgents" / f"{NAME}.plist"


def _domain(machine: Machine) -> str:
    return f"gui/{machine.uid}"


def _is_here(machine: Machine) -> bool:
    return machine.platform == "darwin"


def _hour(machine: Machine) -> time | None:
    text = read_own(_file(machine))
    if text is None:
        return None
    try:
        when = plistlib.loads(text.encode())["StartCalendarInterval"]
        return time(when["Hour"], when["Minute"])
    except (ExpatError, ValueError, KeyError, TypeError):
        return None


def _runs(machine: Machine) -> bool:
    return machine.ask("launchctl", "print", f"{_domain(machine)}/{NAME}").code == 0


def _put_in(machine: Machine, hour: time, command: Sequence[str]) -> None:
    read_own(_file(machine))
    try:
        write_own(_file(machine), agent(hour, command))
        machine.ask("launchctl", "bootout", f"{_domain(machine)}/{NAME}")  # an earlier one, with its earlier hour
        need("launchd", machine.ask("launchctl", "bootstrap", _domain(machine), str(_file(machine))).code)
    except BaseException:
        _take_out(machine)
        raise


def _take_out(machine: Machine) -> None:
    if read_own(_file(machine)) is not None:
        machine.ask("launchctl", "bootout", f"{_domain(machine)}/{NAME}")
        remove_own(_file(machine))


TIMER: Final = Timer("a launchd agent", _is_here, _hour, _runs, _put_in, _take_out)
