"""The reminder as a line of the user's crontab; every other line stays as it is, to the byte."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import time
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.reminder.own_file import OURS
from comfort_journal.reminder.timer import Timer, need

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.reminder.machine import Machine

_LINE: Final = re.compile(rb"(\d+) (\d+) \* \* \* [^\n]*# " + re.escape(OURS.encode()) + rb"\n?")
_NONE_YET: Final = re.compile(rb"no crontab|No such file|not allowed")
"""How the crontab programs (cronie's, Vixie's, Apple's, BusyBox's) say that there is none, or may be none."""


def cron_line(hour: time, command: Sequence[str]) -> str:
    """Return the line, without its line end; a per cent sign would be a new line to cron."""
    words = shlex.join(command).replace("%", r"\%")
    return f"{hour.minute} {hour.hour} * * * {words} >/dev/null 2>&1 # {OURS}"


def without_ours(table: bytes) -> bytes:
    """Return a crontab without our line."""
    return b"".join(line for line in table.splitlines(keepends=True) if not _LINE.fullmatch(line))


def with_line(table: bytes, line: str) -> bytes:
    """Return a crontab with this line of ours at its end, and no other of ours."""
    rest = without_ours(table)
    if rest and not rest.endswith(b"\n"):
        rest += b"\n"
    return rest + line.encode() + b"\n"


def _is_here(machine: Machine) -> bool:
    return shutil.which("crontab", path=machine.environment.get("PATH")) is not None


def _read(machine: Machine) -> bytes:
    """Return the user's crontab. Raises ComfortError where it is not certain what is in it: it would be overwritten."""
    told = machine.ask("crontab", "-l")
    if told.code == 0:
        return told.out
    if _NONE_YET.search(told.err):
        return b""
    raise ComfortError("Your crontab cannot be read, so it was not touched.")


def _hour(machine: Machine) -> time | None:
    lines = _read(machine).splitlines() if _is_here(machine) else []
    found = next(filter(None, map(_LINE.fullmatch, lines)), None)
    return time(int(found[2]), int(found[1])) if found else None


def _runs(machine: Machine) -> bool:
    """Say yes: whether a daemon reads the table cannot be asked."""
    return _is_here(machine)


def _put_in(machine: Machine, hour: time, command: Sequence[str]) -> None:
    _write(machine, with_line(_read(machine), cron_line(hour, command)))


def _take_out(machine: Machine) -> None:
    if _hour(machine) is not None:
        _write(machine, without_ours(_read(machine)))


def _write(machine: Machine, table: bytes) -> None:
    need("cron", (machine.ask("crontab", "-", given=table) if table else machine.ask("crontab", "-r")).code)


TIMER: Final = Timer("a line in your crontab", _is_here, _hour, _runs, _put_in, _take_out)
