"""One line added from the shell: with an empty journal, with long ones, and beside jrnl, each in processes of its own.

python benchmarks/add.py [SIZE ...]        default: 10000 100000

jrnl reads, decrypts, encrypts and writes its whole journal for that, and compares all of its tags with each other; so
it is measured at sizes up to 10,000 only.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from jrnl import Jrnl, make_jrnl
from measure import compare, head, interleaved, timed
from sample import Sample, make, say

RUNS = 15
LONG_RUNS = 3
LARGEST_JRNL = 10_000
LINE = "Warm feet."
CIPHERS = """
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers import aead
from cryptography.hazmat.primitives import hpke
"""
"""What no way of sealing a line can do without."""


def add_to(sample: Sample) -> None:
    """Add one line without a passphrase."""
    say(sample, "add", "-", line=LINE.encode())


def without_entries(place: Path, long: Sample) -> None:
    """Compare a long journal with an empty one, and with an interpreter that starts and ends."""
    empty = make(place / "empty", 0)
    at_size, at_none, bare, ciphers = interleaved(
        RUNS,
        {
            f"`add` at {long.size:,} entries": lambda: add_to(long),
            "`add` at 0 entries": lambda: add_to(empty),
            "`python -c pass`": lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
            "the same with the ciphers": lambda: subprocess.run([sys.executable, "-c", CIPHERS], check=True),
        },
    )
    kept = [len(list((sample.folder / "inbox").iterdir())) for sample in (long, empty)]
    assert kept == [RUNS, RUNS], kept
    compare(at_size, at_none, at_most=1.1)
    compare(at_size, bare)
    compare(at_size, ciphers, at_most=1.6)


def beside_jrnl(ours: Sample, jrnl: Jrnl, almost_empty: Jrnl) -> None:
    """Compare with jrnl's own command, whole and without what it takes at one entry."""
    fixed = timed("jrnl", 5, almost_empty.command(LINE))
    added, theirs = interleaved(
        LONG_RUNS,
        {
            f"`add` at {ours.size:,} entries": lambda: add_to(ours),
            f"jrnl, encrypted, at {jrnl.size:,}": jrnl.command(LINE),
        },
    )
    compare(added, theirs, faster=5)
    compare(added, theirs.less(fixed.median, "the same without jrnl's start-up and keys"))


def main() -> None:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
    head()
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            place = Path(name, str(size))
            sample = make(place / "ours", size)
            without_entries(place, sample)
            if size <= LARGEST_JRNL:
                beside_jrnl(sample, make_jrnl(place / "jrnl", size), make_jrnl(place / "jrnl-1", 1))


if __name__ == "__main__":
    main()
