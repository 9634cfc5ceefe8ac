"""One line added without a passphrase, with an empty journal and with a long one, each as a process of its own.

    python benchmarks/add.py [SIZE] [RUNS]        default: 10000 20

The third peer is the interpreter that does nothing: what no program in this language can go below.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from measure import interleaved, machine, tell
from sample import make

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample import Sample


def added(sample: Sample) -> Callable[[], None]:
    """Return what adds one line to the sample's vault."""
    environment = os.environ | {"XDG_STATE_HOME": str(sample.state_dir.parent)}
    command = [sys.executable, "-m", "comfort_journal", "--vault", str(sample.folder), "add", "-"]

    def add() -> None:
        subprocess.run(command, env=environment, input=b"Warm feet.\n", stdout=subprocess.DEVNULL, check=True)

    return add


def nothing() -> None:
    """Start the interpreter, and end it."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def main() -> None:
    """Make both vaults, then add to them in turn."""
    size, runs = (int(given) for given in (sys.argv[1:] + ["10000", "20"][len(sys.argv) - 1 :])[:2])
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        short, long = (make(Path(name, str(entries), "comfort-journal"), entries) for entries in (0, size))
        for sample in (short, long):
            sample.state_dir.rename(sample.state_dir.parent / "comfort-journal")
        samples = interleaved(
            runs,
            {
                f"add at {size:,} entries": added(long),
                "add at 0 entries": added(short),
                "python -c pass": nothing,
            },
        )
        kept = [len(list((sample.folder / "inbox").iterdir())) for sample in (long, short)]
        assert kept == [runs, runs], kept
    tell("One line added, without a passphrase", *samples[:2], target="<= 1.05 x")
    tell("Beside a bare interpreter", *samples[1:])


if __name__ == "__main__":
    main()
