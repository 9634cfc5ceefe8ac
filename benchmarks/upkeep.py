"""Compaction and a change of passphrase, beside one write and fsync of the same bytes plus the key derivation.

python benchmarks/upkeep.py [SIZE]        default: 10000

Both write every record anew, wait for the medium, read it all back and compare it with what is in memory before the new
file takes the old one's place. A change of passphrase derives two keys, at the default 256 MiB: one proves the old
passphrase, one is for the new. Compaction derives none, so a second row shows it beside the bare write.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from comfort_journal.vault import opening
from measure import compare, head, interleaved
from sample import PASSPHRASE, make

RUNS = 5
MEMORY_MIB = 256


def write_and_sync(data: bytes, place: Path) -> None:
    """Write the bytes to a new file and wait for the medium."""
    with (place / "written").open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def main() -> None:
    """Compact again and again, then change the passphrase forth and back."""
    size = int(sys.argv[1]) if sys.argv[1:] else 10_000
    head()

    def change() -> None:
        care.check_passphrase(words.pop(0))
        care.set_passphrase(words[0], recovery=False)

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        sample = make(place, size, MEMORY_MIB)
        journal = sample.open()
        assert journal.care is not None
        care, words = journal.care, [PASSPHRASE, b"six other words"] * RUNS
        care.compact()  # the first one also makes the day's backup
        data = (sample.folder / "journal").read_bytes()
        compacted, changed, written, derived = interleaved(
            RUNS,
            {
                f"compaction at {size:,}": care.compact,
                f"passphrase change at {size:,}": change,
                "one write and fsync of the same bytes": lambda: write_and_sync(data, place),
                "key": lambda: opening.unlock(sample.folder, words[0], state_dir=sample.state_dir),
            },
        )
        journal.close()
    key = derived.median
    compare(compacted, written.plus(key, "one write and fsync of the same bytes, and a key derivation"), at_most=2)
    compare(compacted, written)
    compare(changed, written.plus(2 * key, "one write and fsync, and two key derivations"), at_most=2)


if __name__ == "__main__":
    main()
