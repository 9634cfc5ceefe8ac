"""A computer that is none: it remembers what was asked of its programs, and answers as it is told to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from comfort_journal.reminder.machine import NOT_THERE, Machine, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass
class Computer:
    """One with a home of its own; ``answers`` by the first words of a command, and whatever else is asked goes well."""

    home: Path
    answers: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    environments: list[Mapping[str, str]] = field(default_factory=list)
    table: bytes | None = None

    def machine(self, platform: str = "linux", **environment: str) -> Machine:
        """Return it as the reminder sees it."""
        sockets = {"/run/user/1000/bus"} if "desktop" in self.answers else set()
        return Machine(platform, self.home, 1000, environment, self._run, self.home / "proc", sockets.__contains__)

    def _run(self, command: Sequence[str], given: bytes, environment: Mapping[str, str]) -> Reply:
        said = " ".join(command)
        self.asked.append(said)
        self.environments.append(environment)
        for start, answer in self.answers.items():
            if said.startswith(start):
                return answer
        return self._crontab(said, given) if command[0] == "crontab" else Reply(0)

    def _crontab(self, said: str, given: bytes) -> Reply:
        match said:
            case "crontab -l":
                return Reply(1, b"", b"no crontab for you\n") if self.table is None else Reply(0, self.table)
            case "crontab -":
                self.table = given
            case "crontab -r":
                self.table = None
        return Reply(0)

    def without_systemd(self) -> str:
        """Take systemd away, and return a PATH in which there is a crontab."""
        self.answers["systemctl"] = Reply(NOT_THERE)
        program = self.home / "bin" / "crontab"
        program.parent.mkdir()
        program.touch(0o755)
        return str(program.parent)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """Return a computer on which everything goes well."""
    return Computer(tmp_path)
