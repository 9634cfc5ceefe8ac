"""Start to painted lock screen, beside a Textual program that only says hello, each in a real terminal.

python benchmarks/startup.py [RUNS]        default: 20
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import compare, head, interleaved
from sample import environment, make
from terminal import Terminal

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello, painted")
Hello().run()
"""


def main() -> None:
    """Make a vault, then paint both programs in turn."""
    runs = int(sys.argv[1]) if sys.argv[1:] else 20
    head()
    with tempfile.TemporaryDirectory() as name:
        sample = make(Path(name), 1)

        def paint(command: list[str], words: bytes) -> None:
            with Terminal([sys.executable, *command], environment(sample)) as terminal:
                terminal.wait_for(words)

        compare(
            *interleaved(
                runs,
                {
                    "start to painted lock screen": lambda: paint(["-m", "comfort_journal"], b"breathe"),
                    "Textual hello-world": lambda: paint(["-c", HELLO], b"hello, painted"),
                },
            ),
            at_most=1.2,
        )


if __name__ == "__main__":
    main()
