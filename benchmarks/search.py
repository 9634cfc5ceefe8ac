"""Live search beside jrnl's for the same words; History opened and searched in a real terminal, from key to paint.

python benchmarks/search.py [SIZE ...]        default: 1000 10000 100000

History opens beside a page of Textual's own OptionList with as many lines, and a letter is searched for beside one bare
``in`` over the same texts.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from comfort_journal.journal import Filter
from comfort_journal.text.dates import say_month
from jrnl import make_jrnl
from measure import Sample as Runs
from measure import compare, head, interleaved, timed, within
from sample import LAST, PASSPHRASE, Sample, entries, environment, make
from terminal import Terminal

TYPED = "warm evening"
KEYSTROKES = 240
OPENED = 0.050
QUIET = 0.25
"""Seconds without paint after which a page has come to rest; a cursor blinks every half second."""
F3, ESCAPE, BACKSPACE = b"\x1bOR", b"\x1b", b"\x7f"
FIRST_ROWS = say_month(LAST.date()).encode()
"""What stands over the newest entries, which these words are in."""
OPTIONS = """
from textual.app import App
from textual.screen import Screen
from textual.widgets import OptionList, Static
class Lines(Screen):
    BINDINGS = [("escape", "dismiss")]
    def compose(self):
        yield OptionList(*(f"entry {n} of" for n in range(LINES)))
class Options(App):
    BINDINGS = [("f3", "open")]
    def compose(self):
        yield Static("ready")
    def action_open(self):
        self.push_screen(Lines())
Options().run()
"""
FRAME = 0.016
"""Seconds that a picture stands at 60 a second: what is faster is not seen to be slower."""


def keystrokes(sample: Sample) -> Runs:
    """Search after each letter typed, and back again letter by letter, as the history does."""
    journal = sample.open()
    while journal.prepare_search(10_000):
        pass
    prefixes = [TYPED[:end] for end in range(1, len(TYPED) + 1)]
    typed = itertools.cycle([*prefixes, *reversed(prefixes)])
    runs = timed(
        f"search at {sample.size:,}, per keystroke", KEYSTROKES, lambda: journal.entries(Filter(words=next(typed)))
    )
    journal.close()
    return runs


def until_painted(terminal: Terminal, key: bytes, words: bytes, spent: list[float] | None = None) -> None:
    """Press a key and wait for words that it paints; ``spent`` takes the processor time."""
    before = terminal.processor
    terminal.type(key)
    terminal.wait_for(words)
    if spent is not None:
        spent.append(terminal.processor - before)


@dataclass(frozen=True)
class Opened:
    """A page that was opened; leaving it is not measured."""

    terminal: Terminal

    def close(self) -> None:
        """Leave it, and wait until nothing is painted any more."""
        self.terminal.type(ESCAPE)
        self.terminal.settle(QUIET)


def open_page(terminal: Terminal, words: bytes, spent: list[float]) -> Opened:
    """Open it, up to these words of it."""
    until_painted(terminal, F3, words, spent)
    return Opened(terminal)


def painted(sample: Sample, runs: int = 15) -> None:
    """Open History again and again, then type a letter and take it back, each until it is painted."""
    said, lines = f"{sample.size:,}", str(sample.size)
    texts = [entry.text for entry in entries(sample.size)]
    with (
        Terminal([sys.executable, "-m", "comfort_journal"], environment(sample)) as ours,
        Terminal([sys.executable, "-c", OPTIONS.replace("LINES", lines)], environment(sample)) as plain,
    ):
        ours.wait_for(b"breathe")
        ours.type(PASSPHRASE + b"\r")
        ours.wait_for(b"Ctrl+S save")
        plain.wait_for(b"ready")
        ours.settle(QUIET)
        first = timed(f"History at {said}, first opened", 1, lambda: until_painted(ours, F3, FIRST_ROWS))
        until_painted(ours, ESCAPE, b"Ctrl+S save")
        ours.settle(QUIET)
        spent: dict[str, list[float]] = defaultdict(list)
        opened, options = interleaved(
            runs,
            {
                f"History at {said}, from the key to the list": lambda: open_page(ours, FIRST_ROWS, spent["list"]),
                f"an OptionList of {said} lines": lambda: open_page(plain, b"entry 0 of", spent["options"]),
            },
        )
        within(opened, OPENED)
        compare(opened, options)
        options_spent = Runs("the same", tuple(spent["options"]))
        compare(Runs(f"History at {said}, of that the processor", tuple(spent["list"])), options_spent)
        until_painted(ours, F3, FIRST_ROWS)
        until_painted(ours, b"/" + TYPED[:2].encode(), FIRST_ROWS)
        letters: dict[str, list[float]] = defaultdict(list)
        passed: list[float] = []
        letter = TYPED[2].encode()
        for _ in range(runs):
            for what, words in (("first rows", FIRST_ROWS), ("whole", f" of {said} entries".encode())):
                ours.settle(QUIET)
                letters[what] += timed(what, 1, lambda: until_painted(ours, letter, words, spent[what])).values  # noqa: B023
                passed += timed("", 1, lambda: [text for text in texts if TYPED[:3] in text]).values
                ours.settle(QUIET)
                ours.type(BACKSPACE)
        bare = Runs("one bare `in` over the texts", tuple(passed))
        for what, seconds in letters.items():
            found = Runs(f"search at {said}, from the letter to the {what}", tuple(seconds))
            within(found, FRAME)
            compare(found, bare)
            compare(Runs(f"the letter to the {what}, of that the processor", tuple(spent[what])), bare)
        compare(first, options)


def main() -> None:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    head()
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            sample = make(Path(name, f"{size}"), size)
            painted(sample)
            ours = keystrokes(sample)
            jrnl = make_jrnl(Path(name, f"jrnl-{size}"), size)
            theirs = timed(f"`jrnl -contains` at {size:,}, encrypted", 3, jrnl.command("-contains", TYPED, "-n", "5"))
            if size == 10_000:
                within(ours, FRAME)
            compare(ours, theirs)


if __name__ == "__main__":
    main()
