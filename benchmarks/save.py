"""One new entry saved in an open journal: beside TinyDB's own JSON file, beside jrnl, and large beside small.

python benchmarks/save.py [SIZE ...]        default: 1000 10000 100000

Ours is encrypted and synced to the medium when it returns; TinyDB's file is neither. jrnl's is its whole command, and a
second row takes off what that costs with a single entry.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from tinydb import TinyDB

from jrnl import make_jrnl
from measure import Sample as Runs
from measure import compare, head, interleaved, timed
from sample import Sample, entries, make

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.journal import Journal

RUNS = 200
TINYDB_RUNS = 15
JRNL_RUNS = 3
LARGEST_PEER = 10_000
"""Entries beyond which neither peer can be waited for."""


def saving(journal: Journal, seed: int) -> Callable[[], None]:
    """Return what saves one new entry in an open journal."""
    fresh = entries(RUNS, seed=seed)
    return lambda: journal.save(next(fresh))


def beside_tinydb(sample: Sample) -> list[Runs]:
    """Save here, then insert into a JSON file of the same entries.

    Not in turn: our next sync would have to wait for the megabytes that each insert leaves unsynced.
    """
    with closing(sample.open()) as journal:
        ours = timed(f"one entry saved at {sample.size:,}", RUNS, saving(journal, seed=2))
    with TinyDB(sample.folder.parent / "plain.json") as database:
        database.insert_multiple([msgspec.to_builtins(entry) for entry in entries(sample.size)])
        fresh = (msgspec.to_builtins(entry) for entry in entries(TINYDB_RUNS, seed=2))
        theirs = timed(f"TinyDB's JSONStorage at {sample.size:,}", TINYDB_RUNS, lambda: database.insert(next(fresh)))
    return [ours, theirs]


def large_beside_small(large: Sample, small: Sample) -> list[Runs]:
    """Save in both, in turn: the medium's mood changes more between two minutes than between two sizes."""
    with closing(large.open()) as many, closing(small.open()) as few:
        return interleaved(
            RUNS,
            {
                f"one entry saved at {large.size:,}": saving(many, seed=3),
                f"one entry saved at {small.size:,}": saving(few, seed=3),
            },
        )


def jrnl_adds(place: Path, size: int) -> Runs:
    """Add one entry after the other to an encrypted jrnl journal."""
    jrnl = make_jrnl(place, size)
    fresh = entries(JRNL_RUNS, seed=2)
    return timed(f"jrnl, encrypted, at {size:,}", JRNL_RUNS, lambda: jrnl.run(next(fresh).text))


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
            goal = 50 if size == LARGEST_PEER else 0
            ours, tinydb = beside_tinydb(sample)
            compare(ours, tinydb, faster=goal)
            theirs = jrnl_adds(place / f"jrnl-{size}", size)
            compare(ours, theirs, faster=goal)
            compare(ours, theirs.less(fixed, "the same without jrnl's start-up and keys"))
        if len(samples) > 1:
            compare(*large_beside_small(samples[max(sizes)], samples[min(sizes)]), at_most=1.5)


if __name__ == "__main__":
    main()
