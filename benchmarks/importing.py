"""Taking 50,000 entries in from one file of jrnl's, beside jrnl's own import of it into an encrypted journal.

    python benchmarks/importing.py [ENTRIES]

What is measured is the command a person would type, the key derivation with it, and the most memory it took.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from jrnl import make_jrnl
from measure import Sample, compare, head, timed, within
from sample import LAST, PASSPHRASE, WORDS, environment, make

ENTRIES = 50_000
AT_MOST_SECONDS, AT_MOST_MB = 30, 500


def journal(place: Path, entries: int) -> Path:
    """Write a journal of jrnl's with so many entries of 60 words, four a day."""
    first = LAST - timedelta(hours=6 * entries)
    words = " ".join(WORDS * 2)[:400]
    pages = (
        f"[{first + timedelta(hours=6 * number):%Y-%m-%d %H:%M}] Entry {number}.\n{words} @sleep\n\n"
        for number in range(entries)
    )
    file = place / "journal.txt"
    file.write_text("".join(pages))
    return file


def run(arguments: list[str], env: dict[str, str]) -> str:
    """Run one process to its end and return what it printed."""
    return subprocess.run(arguments, env=env, check=True, capture_output=True, text=True).stdout


def most_memory() -> float:
    """Return the most memory that one finished child took, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main(entries: int) -> None:
    """Print the rows."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        file = journal(place, entries)
        sample = make(place / "home", 0, 256)
        secret = place / "secret"
        secret.write_bytes(PASSPHRASE)
        env = environment(sample)
        command = [sys.executable, "-m", "comfort_journal", "--passphrase-file", str(secret), "import", str(file)]
        peer = make_jrnl(place / "jrnl", 1)
        told: list[str] = []
        ours = timed(f"import of {entries:,} entries", 1, lambda: told.append(run(command, env)))
        memory = Sample("import, most memory", (most_memory(),), "MB", 1.0)
        again = timed("the same file again", 1, lambda: told.append(run(command, env)))
        by_jrnl = timed("jrnl --import", 1, peer.command("--import", "--file", str(file)))
        head()
        compare(ours, by_jrnl)
        compare(again, by_jrnl)
        within(ours, AT_MOST_SECONDS)
        within(memory, AT_MOST_MB)
        print(f"\n{file.stat().st_size / 1e6:,.0f} MB of text. {told[0].splitlines()[0]} {told[1].strip()}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
