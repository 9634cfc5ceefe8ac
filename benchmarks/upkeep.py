"""Compaction and a change of passphrase, beside one write and fsync of the same bytes (and the key derivation).

python benchmarks/upkeep.py [SIZE]        default: 10000

The file is compared as it is afterwards: what either of them writes. A change of passphrase derives two keys, to prove
the old passphrase and to make the new slot.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from comfort_journal.journal import Journal
from comfort_journal.vault import opening
from measure import Sample as Runs
from measure import compare, head, timed
from sample import PASSPHRASE, make

if TYPE_CHECKING:
    from sample import Sample

RUNS = 5


def write_and_sync(data: bytes, place: Path) -> None:
    """Write the bytes to a new file and wait for the medium."""
    with (place / "written").open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def file_of(sample: Sample) -> bytes:
    """Return the journal file as it is now."""
    return (sample.folder / "journal").read_bytes()


def main() -> None:
    """Compact once and again, then change the passphrase forth and back."""
    if not hasattr(Journal, "care") and "care" not in Journal.__init__.__annotations__:
        raise SystemExit("This version cannot compact yet, nor change its passphrase.")
    size = int(sys.argv[1]) if sys.argv[1:] else 10_000
    head()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        sample = make(place, size)
        journal = sample.open()
        care = journal.care
        compacted = timed(f"compaction at {size:,}", RUNS, care.compact)
        data = file_of(sample)
        compare(
            compacted,
            timed("one write and fsync of the same bytes", RUNS, lambda: write_and_sync(data, place)),
            at_most=2,
        )
        words = [PASSPHRASE, b"six other words"] * RUNS
        changed = timed(
            f"passphrase change at {size:,}",
            RUNS,
            lambda: care.change_passphrase(words.pop(0), words[0], recovery=False),
        )
        journal.close()
        key = timed("key", RUNS, lambda: opening.unlock(sample.folder, words[0], state_dir=sample.state_dir)).median
        written = timed("written", RUNS, lambda: write_and_sync(data, place))
        both = Runs("the same and two key derivations", tuple(value + 2 * key for value in written.values))
        compare(changed, both, at_most=2)


if __name__ == "__main__":
    main()
