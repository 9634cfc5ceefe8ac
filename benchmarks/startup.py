"""Start to painted lock screen, beside a Textual program that only says hello, each in a real pty.

python benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import tempfile
from pathlib import Path

from measure import interleaved, machine, tell

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("passphrase-painted")
Hello().run()
"""


def paint(command: list[str], shown: bytes, environment: dict[str, str]) -> None:
    """Start ``command`` in a pty of 80x24 and return as soon as ``shown`` has been painted; then end it."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(command[0], command, environment)  # noqa: S606  our own interpreter
    os.set_blocking(terminal, False)
    seen = b""
    while shown not in seen:
        ready, _, _ = select.select([terminal], [], [], 20)
        if not ready:
            raise TimeoutError(f"never painted {shown!r}; last bytes: {seen[-300:]!r}")
        seen += os.read(terminal, 65536)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)


def main() -> None:
    """Make a vault, then paint both programs in turn."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "24",
        }
        environment["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
        Path(home, "words").write_text("six plain words for the test\n")
        ours = [sys.executable, "-m", "comfort_journal"]
        made = os.spawnve(  # noqa: S606
            os.P_WAIT,
            ours[0],
            [*ours, "--passphrase-file", f"{home}/words", "init", "--kdf-memory", "64"],
            environment,
        )
        assert made == 0
        samples = interleaved(
            runs,
            {
                "comfort-journal, lock screen": lambda: paint(ours, MARK, environment),
                "Textual hello-world": lambda: paint([sys.executable, "-c", HELLO], b"passphrase-painted", environment),
            },
        )
    print(machine())
    tell("Start to painted screen", *samples, target="<= 1.25 x")


MARK = b"breathe"

if __name__ == "__main__":
    main()
