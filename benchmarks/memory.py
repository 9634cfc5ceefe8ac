"""The most memory a process ever holds, until the five newest entries are shown: beside jrnl.

python benchmarks/memory.py [SIZE ...]        default: 10000

Without the key derivation, which takes memory on purpose (256 MiB by default) and gives it back before the journal is
read: a process is handed the key. The second row is the command as it is, with the 64 MiB of the sample's key slot.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jrnl import make_jrnl
from measure import Sample as Runs
from measure import compare, head
from sample import PASSPHRASE, environment, make

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 3
READ = """
import sys
from pathlib import Path
from comfort_journal.journal import Journal
from comfort_journal.vault.opening import VaultKey
key = sys.stdin.buffer.read()
journal = Journal.open(Path(sys.argv[1]), VaultKey(key[16:], key[:16]), state_dir=Path(sys.argv[2]))
for entry in journal.entries()[:5]:
    print(entry.at, entry.text)
"""
METER = """
import os, sys
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as told:
    told.write(str(usage.ru_maxrss * 1024))
sys.exit(status != 0)
"""
"""A process counts as held what its parent held when it was started, so a small one stands between."""


def peaks(name: str, told: Path, work: Callable[[], object]) -> Runs:
    """Run a metered command several times."""

    def peak() -> float:
        work()
        return float(told.read_text())

    return Runs(name, tuple(peak() for _ in range(RUNS)), unit="MiB", scale=2**-20)


def measure(place: Path, size: int) -> None:
    """Compare at one size."""
    told, words = place / "told", place / "words"
    meter = (sys.executable, "-I", "-S", "-c", METER, str(told))
    sample, jrnl = make(place / "ours", size), replace(make_jrnl(place / "jrnl", size), through=meter)
    words.write_bytes(PASSPHRASE)

    def run(*command: str, handed: bytes = b"") -> None:
        subprocess.run(
            [*meter, sys.executable, *command],
            env=environment(sample),
            input=handed,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    key = sample.key.vault_id + sample.key.reveal()
    reading = ("-c", READ, str(sample.folder), str(sample.state_dir))
    listing = ("-m", "comfort_journal", "--passphrase-file", str(words), "list", "--limit", "5")
    theirs = peaks(f"`jrnl -n 5` at {size:,}, encrypted", told, jrnl.command("-n", "5"))
    ours = peaks(f"peak memory at {size:,}", told, lambda: run(*reading, handed=key))
    compare(ours, theirs, at_most=1.0)
    compare(peaks(f"`list --limit 5` at {size:,}, with its KDF", told, lambda: run(*listing)), theirs)


def main() -> None:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000]
    head()
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            measure(Path(name, str(size)), size)


if __name__ == "__main__":
    main()
