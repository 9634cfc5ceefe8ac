"""Sample journals for the benchmarks: entries of 150 words and 2 tags, three a day, one save each."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from comfort_journal.journal import Journal
from comfort_journal.records import Entry
from comfort_journal.vault import opening

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

    def copy(self, to: Path) -> Sample:
        """Return the same vault at another place, for a run that writes."""
        shutil.copytree(self.folder, to / "journal.vault")
        return Sample(to / "journal.vault", to / "state", self.key, self.size)


def make(place: Path, size: int) -> Sample:
    """Make a vault with ``size`` entries under ``place``; the words are the same on every run."""
    folder, state_dir = place / "journal.vault", place / "state"
    key = opening.create(folder, PASSPHRASE, state_dir=state_dir, memory_mib=64)
    journal = Journal.open(folder, key, state_dir=state_dir)
    for entry in entries(size):
        journal.save(entry)
    journal.close()
    return Sample(folder, state_dir, key, size)


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
