"""What the reminder asks of the computer it is on, given as an argument so that a test can be another computer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

_PATIENCE: Final = 30
"""Seconds until a program of the system that does not answer is given up."""
_BUS: Final = "DBUS_SESSION_BUS_ADDRESS"
NOT_THERE: Final = 127
"""The exit code of a program that is not there, cannot be run or does not answer."""


class Reply(NamedTuple):
    """What a program of the system said: its exit code, standard output and standard error."""

    code: int
    out: bytes = b""
    err: bytes = b""


Run = Callable[[Sequence[str], bytes, Mapping[str, str]], Reply]
"""Run a command with this standard input and environment; never raises."""


@dataclass(frozen=True)
class Machine:
    """A computer with its user: ``platform`` as ``sys.platform`` has it, and how its programs are run."""

    platform: str
    home: Path
    uid: int
    environment: Mapping[str, str]
    run: Run
    processes: Path = Path("/proc")
    exists: Callable[[str], bool] = os.path.exists

    def ask(self, *command: str, given: bytes = b"", bus: str = "") -> Reply:
        """Run a command in this environment, with messages in English; ``bus`` is told as the desktop's."""
        told = {_BUS: bus} if bus else {}
        return self.run(command, given, {**self.environment, "LC_ALL": "C", **told})

    @property
    def bus(self) -> str:
        """Where the desktop listens, which cron does not tell; empty where there is no desktop."""
        said = self.environment.get(_BUS)
        if said:
            return said
        socket = f"{self.environment.get('XDG_RUNTIME_DIR') or f'/run/user/{self.uid}'}/bus"
        return f"unix:path={socket}" if self.exists(socket) else ""

    @property
    def config(self) -> Path:
        """The user's folder for settings."""
        return self._folder("XDG_CONFIG_HOME", ".config")

    @property
    def data(self) -> Path:
        """The user's folder for what programs keep."""
        return self._folder("XDG_DATA_HOME", ".local/share")

    def _folder(self, variable: str, usual: str) -> Path:
        named = Path(self.environment.get(variable, ""))
        return named if named.is_absolute() else self.home / usual


def this_machine() -> Machine:
    """Return the computer that this process runs on."""
    return Machine(sys.platform, Path.home(), os.getuid(), dict(os.environ), _run)


def _run(command: Sequence[str], given: bytes, environment: Mapping[str, str]) -> Reply:
    try:
        done = subprocess.run(  # noqa: S603  the system's own programs, no shell
            command, input=given, capture_output=True, env=environment, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return Reply(NOT_THERE)
    return Reply(done.returncode, done.stdout, done.stderr)
