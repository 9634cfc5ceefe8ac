"""Key to painted letter in the open journal, beside Textual's TextArea alone, each in a real terminal.

python benchmarks/editor.py [SIZE] [LETTERS]        default: 10000 60

Both are typed into in turn, a letter each, and every letter is one that has not been on the screen before.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import compare, head, interleaved
from sample import PASSPHRASE, environment, make
from terminal import Terminal

ALONE = """
from textual.app import App
from textual.widgets import TextArea
class Alone(App):
    def compose(self):
        yield TextArea("ready", soft_wrap=True)
Alone().run()
"""
FIRST_LETTER = 0x0430
"""Cyrillic: nothing on either screen, and no terminal sequence, holds such a letter."""


def main() -> None:
    """Open both, then type."""
    size, letters = (int(given) for given in (sys.argv[1:] + ["10000", "60"][len(sys.argv) - 1 :])[:2])
    head()
    with tempfile.TemporaryDirectory() as name:
        sample = make(Path(name), size)
        with (
            Terminal([sys.executable, "-m", "comfort_journal"], environment(sample)) as ours,
            Terminal([sys.executable, "-c", ALONE], environment(sample)) as alone,
        ):
            ours.wait_for(b"breathe")
            ours.type(PASSPHRASE + b"\r")
            ours.wait_for(b"history")
            alone.wait_for(b"ready")
            ours.settle(2.0)
            typed = {ours: 0, alone: 0}

            def press(terminal: Terminal) -> None:
                letter = chr(FIRST_LETTER + typed[terminal]).encode()
                typed[terminal] += 1
                terminal.type(letter)
                terminal.wait_for(letter)

            compare(
                *interleaved(
                    letters,
                    {
                        f"key to painted letter, {size:,} entries open": lambda: press(ours),
                        "Textual's TextArea alone": lambda: press(alone),
                    },
                ),
                at_most=1.3,
            )


if __name__ == "__main__":
    main()
