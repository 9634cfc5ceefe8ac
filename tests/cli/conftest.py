"""A home of its own for every command, a cheap vault in it, and two ways to run the program."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from comfort_journal import cli

PASSPHRASE = "correct horse"
SOURCE = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str


class Program:
    """The program in a home of its own."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make the home; nothing of the real one is seen."""
        self.home = home
        self._patch = monkeypatch
        self.environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE)}
        for name in [name for name in os.environ if name.startswith(("XDG_", "COMFORT_"))]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("HOME", str(home))
        self.key_file = home / "passphrase"
        self.key_file.write_text(PASSPHRASE + "\n")

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.home / ".local/share/comfort-journal/journal.vault"

    def __call__(self, *arguments: str, stdin: bytes = b"", key: bool = True) -> Told:
        """Run a command in this process, the passphrase coming from a file unless ``key`` is false."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with self._patch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = cli.run([*(("--passphrase-file", str(self.key_file)) if key else ()), *arguments])
        return Told(code, _text(out), _text(err))

    def process(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Told:
        """Run a command as a process of its own; nothing is added to its arguments."""
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "comfort_journal", *arguments],
            input=stdin,
            capture_output=True,
            env=self.environment | environment,
            start_new_session=True,
            timeout=60,
            check=False,
        )
        return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    kept = stream.buffer
    assert isinstance(kept, io.BytesIO)
    return kept.getvalue().decode()


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Return the program where no vault was ever made."""
    return Program(tmp_path, monkeypatch)


@pytest.fixture
def program(bare: Program, one_salt: pytest.MonkeyPatch) -> Program:
    """Return the program beside a vault at the lowest cost that the format allows."""
    assert bare("init", "--kdf-memory", "64").code == 0
    one_salt.undo()
    return bare
