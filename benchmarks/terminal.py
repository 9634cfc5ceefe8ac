"""Programs in a real terminal of 80x24, driven as a person drives them: by keys, and by what is painted."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PATIENCE = 60.0
"""Seconds without a byte after which a program is taken to be stuck."""
_OF_A_PROCESS = 2
"""A process's own clock on Linux is its number's complement, three bits up, and this: ``clock_getcpuclockid``."""
_CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|.)")


class Terminal:
    """One program in a pty of its own."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start it."""
        self.child, self._pty = pty.fork()
        if self.child == 0:
            termios.tcsetwinsize(0, (24, 80))
            try:
                os.execve(command[0], list(command), dict(environment))  # noqa: S606  the programs compared
            finally:
                os._exit(127)
        self._painted = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End it without asking, if it has not ended."""
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        os.close(self._pty)

    def wait_for(self, words: bytes) -> None:
        """Return as soon as these words are painted after what was waited for last."""
        while words not in self._painted:
            if not self._read(PATIENCE):
                raise TimeoutError(f"never painted {words!r}; the last of it: {self._painted[-300:]!r}")
        self._painted = self._painted.partition(words)[2]

    @property
    def processor(self) -> float:
        """The seconds that the program has had of the processor, which a busy machine hardly lengthens."""
        return time.clock_gettime((~self.child << 3) | _OF_A_PROCESS)

    def settle(self, seconds: float = 0.1) -> None:
        """Wait until nothing was painted for a while, and forget what was."""
        while self._read(seconds):
            pass
        self._painted = b""

    def type(self, text: bytes) -> None:
        """Type a text, in one go."""
        os.write(self._pty, text)

    def answer(self, asked: bytes, text: bytes) -> None:
        """Wait for a question and for its hidden field, then type the answer: what comes earlier would be dropped."""
        self.wait_for(asked)
        while termios.tcgetattr(self._pty)[3] & termios.ECHO:
            time.sleep(0.0005)
        self.type(text + b"\n")

    def end(self) -> None:
        """Read to the program's own end. Raises where it failed."""
        while self._read(PATIENCE):
            pass
        _, status = os.waitpid(self.child, 0)
        self.child = 0
        if status:
            raise RuntimeError(f"ended with {status}: {self._painted[-300:]!r}")

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._pty], [], [], seconds)
        data = b""
        if ready:
            with suppress(OSError):  # Linux says EIO where the program has ended
                data = os.read(self._pty, 65536)
        self._painted = (self._painted + _CONTROL.sub(b"", data))[-100_000:]
        return bool(data)
