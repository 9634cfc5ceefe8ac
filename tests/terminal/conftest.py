"""A real terminal for the real program: pexpect holds the pty, pyte draws what a person would see."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

import comfort_journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60.0
"""Seconds after which a test fails instead of waiting; on a busy machine the program is given little of each."""
PASSPHRASE = "amber kettle slow river"
PROGRAM = ("-m", "comfort_journal")


class Terminal:
    """One program in one terminal of its own, and everything it ever wrote to it."""

    def __init__(self, arguments: list[str], environment: dict[str, str], *, columns: int = 80, rows: int = 24) -> None:
        """Start the program."""
        self.written = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.child = pexpect.spawn(
            sys.executable, arguments, env=environment, dimensions=(rows, columns), timeout=PATIENCE, echo=True
        )
        self.before = termios.tcgetattr(self.child.child_fd)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def cursor_row(self) -> int:
        """The row that has the cursor, 0 at the top."""
        return int(self._screen.cursor.y)

    @property
    def cursor(self) -> tuple[int, int, bool]:
        """Where the cursor is, and whether it is seen."""
        cursor = self._screen.cursor
        return int(cursor.x), int(cursor.y), not cursor.hidden

    @property
    def titles(self) -> list[str]:
        """Every name that the window was given."""
        return [name.decode() for name in re.findall(rb"\x1b\][02];(.*?)(?:\x07|\x1b\\)", self.written)]

    @property
    def attributes(self) -> list[object]:
        """The terminal's attributes now."""
        return termios.tcgetattr(self.child.child_fd)

    def stty(self) -> str:
        """Say what ``stty -a`` says."""
        return subprocess.run(
            [shutil.which("stty") or "stty", "-a"],
            stdin=self.child.child_fd,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def until(self, what: str | Callable[[str], bool], *, seconds: float = PATIENCE) -> str:
        """Read until the screen shows it in a frame that is whole; returns the screen."""
        shown = (lambda text: what in text) if isinstance(what, str) else what
        deadline = time.monotonic() + seconds
        while not (shown(self.text) and self._whole_frame() and shown(self.text)):
            left = deadline - time.monotonic()
            if left <= 0:
                pytest.fail(f"waited for {what!r}; the screen shows:\n{self.text}")
            if not self._read(min(left, 0.5)) and not shown(self.text):
                pytest.fail(
                    f"waited for {what!r}; the program ended with {self.ended()}, and the screen shows:\n{self.text}"
                )
        return self.text

    def _whole_frame(self) -> bool:
        """Take what is still on its way of a frame, or a few frames of a screen that moves."""
        for _ in range(10):
            before = len(self.written)
            self._read(0.05)
            if len(self.written) == before:
                break
        return True

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; what a terminal keeps of the old one is not what is asked about."""
        self._screen.reset()
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def rest(self, seconds: float) -> None:
        """Take what the program writes for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and self._read(left):
            pass

    def press(self, keys: str) -> None:
        """Type keys, as the terminal sends them."""
        self.child.send(keys)

    def ended(self, *, seconds: float = PATIENCE) -> int:
        """Read until the program is gone; returns its exit code, 128 + n after a signal it did not answer."""
        deadline = time.monotonic() + seconds
        while self._read(0.2):
            assert time.monotonic() < deadline, f"still there:\n{self.text}"
        self.child.wait()
        return self.child.exitstatus if self.child.signalstatus is None else 128 + self.child.signalstatus

    def hang_up(self, *, seconds: float) -> int:
        """Close the terminal's other end; returns the program's exit code, or fails when it stays."""
        handle = os.pidfd_open(self.child.pid)
        os.close(self.child.child_fd)
        gone, _, _ = select.select([handle], [], [], seconds)
        os.close(handle)
        if not gone:
            os.kill(self.child.pid, signal.SIGKILL)
        _, status = os.waitpid(self.child.pid, 0)
        self.child.terminated = self.child.closed = True
        assert gone, f"still running {seconds} s after its terminal was closed"
        return os.waitstatus_to_exitcode(status)

    def memory(self) -> Iterator[bytes]:
        """Give every readable stretch of the program's memory; needs root."""
        process = Path(f"/proc/{self.child.pid}")
        with (process / "maps").open(encoding="ascii") as maps, (process / "mem").open("rb", 0) as memory:
            for line in maps:
                start, end, mode = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()
                if not mode.startswith("r") or "[v" in line:
                    continue
                memory.seek(int(start, 16))
                try:
                    yield memory.read(int(end, 16) - int(start, 16))
                except OSError:
                    continue

    def stop(self) -> None:
        """End the program whatever it does."""
        if not self.child.closed:
            self.child.close(force=True)

    def _read(self, seconds: float) -> bool:
        """Take what the program wrote within so many seconds; False when it is gone."""
        try:
            data = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += data
        self._stream.feed(data)
        return True


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return an empty home of its own."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of whoever runs the test is left."""
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(comfort_journal.__file__).parents[1]),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


@pytest.fixture
def vault(home: Path) -> Path:
    """Return the place of a vault that does not exist yet."""
    return home / "data" / "comfort-journal" / "journal.vault"


@pytest.fixture
def start(environment: dict[str, str], vault: Path) -> Iterator[Callable[..., Terminal]]:
    """Return what starts the program (or the one it is given) in a terminal; all of them are ended with the test."""
    running: list[Terminal] = []

    def begin(*program: str, **size: int) -> Terminal:
        running.append(Terminal([*(program or PROGRAM), "--vault", str(vault)], environment, **size))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.stop()


@pytest.fixture
def command(environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Return what starts ``comfort-journal`` with a command, on the vault at its usual place, in a terminal."""
    running: list[Terminal] = []

    def begin(*arguments: str, program: tuple[str, ...] = PROGRAM, **size: int) -> Terminal:
        running.append(Terminal([*program, *arguments], environment, **size))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.stop()


@pytest.fixture
def made(vault: Path, home: Path, one_salt: pytest.MonkeyPatch) -> Path:
    """Return a vault that exists; its passphrase is PASSPHRASE."""
    from comfort_journal.vault import opening  # noqa: PLC0415

    vault.parent.mkdir(parents=True)
    opening.create(vault, bytearray(PASSPHRASE.encode()), state_dir=home / "state" / "comfort-journal", memory_mib=64)
    return vault


@pytest.fixture
def locked(made: Path, start: Callable[..., Terminal]) -> Callable[..., Terminal]:
    """Return what starts the program on a vault that exists; its passphrase is PASSPHRASE."""

    def begin(*program: str, ready: str = "breathe", **size: int) -> Terminal:
        terminal = start(*program, **size)
        terminal.until(ready)
        return terminal

    return begin
