"""Live search, per keystroke, beside jrnl's search for the same words.

python benchmarks/search.py [SIZE ...]        default: 1000 10000 100000
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from pathlib import Path

from comfort_journal.journal import Filter
from jrnl import make_jrnl
from measure import Sample as Runs
from measure import compare, head, timed, within
from sample import Sample, make

TYPED = "warm evening"
KEYSTROKES = 240
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


def main() -> None:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    head()
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            ours = keystrokes(make(Path(name, f"{size}"), size))
            jrnl = make_jrnl(Path(name, f"jrnl-{size}"), size)
            theirs = timed(f"`jrnl -contains` at {size:,}, encrypted", 3, jrnl.command("-contains", TYPED, "-n", "5"))
            if size == 10_000:
                within(ours, FRAME)
            compare(ours, theirs)


if __name__ == "__main__":
    main()
