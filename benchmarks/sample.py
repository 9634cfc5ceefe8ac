"""Sample journals for the benchmarks: entries of 150 words and 2 tags, three a day, one save each.

Opening a journal fills its frames when there are many small ones, so a sample has been through that where it is due.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from comfort_journal.journal import Journal
from comfort_journal.records import Entry
from comfort_journal.vault import opening
from comfort_journal.vault.compaction import compact, compact_if_due
from comfort_journal.vault.disk import Disk
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.vault import Vault
from comfort_journal.vault.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSPHRASE = b"six plain words for a benchmark"
SOME_TEXT = (
    "warm slow breath hands quiet evening soft floor music rain window tea blanket shoulders easy rest light shower "
    "step hold jaw heavy open gentle walk garden morning sleep letter friend kitchen bread river stone wool lamp"
)
WORDS = SOME_TEXT.split()
PER_DAY = 3
_UNSYNCED = World(disk=Disk(sync=lambda _: None))
"""Making a sample waits for no medium; the bytes are the same."""
LAST = datetime(2026, 11, 1, 21, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """A vault of ``size`` entries with its key, ready to be opened."""

    folder: Path
    state_dir: Path
    key: opening.VaultKey
    size: int

    def open(self) -> Journal:
        """Open it without deriving the key again."""
        return Journal.open(self.folder, self.key, state_dir=self.state_dir)


def make(place: Path, size: int, memory_mib: int = 64, *, filled: int | None = None) -> Sample:
    """Make a vault with ``size`` entries under ``place``; the words are the same on every run.

    The first ``filled`` of them stand in filled frames and each other in its own; None leaves that to the program.
    """
    folder, state_dir = place / "comfort-journal" / "journal.vault", place / "state" / "comfort-journal"
    folder.parent.mkdir(parents=True)
    key = opening.create(folder, PASSPHRASE, state_dir=state_dir, memory_mib=memory_mib)
    vault = Vault.open(folder, key, state_dir=state_dir, world=_UNSYNCED)
    journal = Journal(VaultStorage(vault), vault.drafts, vault)
    for number, entry in enumerate(entries(size), 1):
        journal.save(entry)
        if number == filled:
            compact(vault)
    if filled is None:
        compact_if_due(vault)
    journal.close()
    return Sample(folder, state_dir, key, size)


def environment(sample: Sample) -> dict[str, str]:
    """Return the environment in which the program finds the sample's vault as its own, and nothing of the owner's."""
    home = str(sample.folder.parent.parent)
    return {
        "HOME": home,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "XDG_STATE_HOME": str(sample.state_dir.parent),
    }


def say(sample: Sample, *words: str, line: bytes = b"") -> None:
    """Run one command of the program on the sample's vault."""
    subprocess.run(
        [sys.executable, "-m", "comfort_journal", *words],
        env=environment(sample),
        input=line,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def entries(size: int, seed: int = 1) -> Iterator[Entry]:
    """Yield entries of 150 words and 2 tags, oldest first, three a day up to ``LAST``."""
    source = random.Random(seed)
    for number in range(size):
        at = LAST - timedelta(days=(size - 1 - number) // PER_DAY, hours=(size - 1 - number) % PER_DAY)
        yield Entry(
            id=str(UUID(int=source.getrandbits(128), version=4)),
            at=at.isoformat(timespec="seconds"),
            prompt="What felt safe today?",
            text=" ".join(source.choice(WORDS) for _ in range(150)),
            tags=tuple(source.sample(WORDS, 2)),
            starred=source.random() < 0.05,
            session=None,
            source="app",
        )
