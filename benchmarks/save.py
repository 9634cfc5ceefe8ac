"""One new entry saved in an open journal: beside TinyDB's own JSON file, beside jrnl, and large beside small.

python benchmarks/save.py [SIZE ...]        default: 1000 10000 100000

Ours is encrypted and synced to the medium when it returns; TinyDB's file is neither. jrnl's is its whole command, and a
second row takes off what that costs with a single entry.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import msgspec
from tinydb import TinyDB

from jrnl import make_jrnl
from measure import Sample as Runs
from measure import compare, head, timed
from sample import Sample, entries, make

RUNS = 200
SLOW_RUNS = 3
LARGEST_PEER = 10_000
"""Entries beyond which neither peer can be waited for."""


def saves(sample: Sample, seed: int = 2) -> Runs:
    """Save one new entry after the other in an open journal."""
    journal = sample.open()
    fresh = entries(RUNS, seed=seed)
    result = timed(f"one entry saved at {sample.size:,}", RUNS, lambda: journal.save(next(fresh)))
    journal.close()
    return result


def plain_tinydb(place: Path, size: int) -> Runs:
    """Insert one document after the other into a JSON file of the same entries."""
    database = TinyDB(place / "plain.json")
    database.insert_multiple([msgspec.to_builtins(entry) for entry in entries(size)])
    fresh = (msgspec.to_builtins(entry) for entry in entries(SLOW_RUNS, seed=2))
    result = timed(f"TinyDB's JSONStorage at {size:,}", SLOW_RUNS, lambda: database.insert(next(fresh)))
    database.close()
    return result


def jrnl_adds(place: Path, size: int) -> Runs:
    """Add one entry after the other to an encrypted jrnl journal."""
    jrnl = make_jrnl(place, size)
    fresh = entries(SLOW_RUNS, seed=2)
    return timed(f"jrnl, encrypted, at {size:,}", SLOW_RUNS, lambda: jrnl.run(next(fresh).text))


def main() -> None:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    head()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        fixed = jrnl_adds(place / "jrnl-1", 1).median
        samples = {size: make(place / str(size), size) for size in sizes}
        for size, sample in samples.items():
            if size > LARGEST_PEER:
                continue
            ours, goal = saves(sample), 50 if size == LARGEST_PEER else 0
            compare(ours, plain_tinydb(sample.folder.parent, size), faster=goal)
            theirs = jrnl_adds(place / f"jrnl-{size}", size)
            compare(ours, theirs, faster=goal)
            compare(ours, theirs.less(fixed, "the same without jrnl's start-up and keys"))
        # One right after the other: the medium's mood changes more between two minutes than between two sizes.
        small, large = samples[min(sizes)], samples[max(sizes)]
        saves(large, seed=3)
        compare(saves(large, seed=4), saves(small, seed=4), at_most=1.5)


if __name__ == "__main__":
    main()
