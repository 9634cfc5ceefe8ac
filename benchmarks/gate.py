"""The gate over ten years of daily practice, beside a plain pass that only reads the same records' times.

python benchmarks/gate.py [YEARS]        default: 10

The first question after an unlock, and after every save, also reads the records out of an open journal, which the
collector leaves alone as it does in the app.
"""

from __future__ import annotations

import gc
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from comfort_journal.content.programme import load_programme
from comfort_journal.journal import Journal
from comfort_journal.plan import ASKED_KINDS, assess
from comfort_journal.records import Hold, Profile, RatingRecord, Session, Size, when
from comfort_journal.vault import opening
from measure import compare, head, interleaved, within
from sample import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comfort_journal.plan import Programme
    from comfort_journal.records import Record

MOST = 0.015
BEGAN = datetime(2016, 1, 1, 21, tzinfo=UTC)


def practised(days: int) -> Iterator[Record]:
    """Give a profile, and for every day a session with its next-day number; every 50th evening is too much."""
    yield Profile(
        id=_id(0),
        at=BEGAN.isoformat(),
        adult=True,
        agreed=True,
        history=(),
        in_care=None,
        line=2,
        sizes=(Size(id="a", label="small", mm=10), Size(id="b", label="next", mm=14)),
        calendar_start=None,
        start_step=None,
    )
    for number in range(days):
        begun = BEGAN + timedelta(days=number)
        during = 4 if number % 50 == 7 else number % 3
        yield Session(
            id=_id(number * 2 + 1),
            step=("mapping", "entrance", "dilator:a", "dilator:b", "movement")[number // 9 % 5],
            started_at=begun.isoformat(),
            ended_at=(begun + timedelta(minutes=12)).isoformat(),
            holds=(Hold(seconds=90, during=during, after=1),),
            during=during,
            after=1,
            settled=None,
            faded="yes",
            tags=(),
            masked=False,
            ended="complete",
            spike=False,
            fear=None,
            stretch=None,
            tool=None,
        )
        yield RatingRecord(
            id=_id(number * 2 + 2),
            at=(begun + timedelta(hours=12)).isoformat(),
            about="next_day",
            value=number % 2,
            skipped=False,
        )


def _id(number: int) -> str:
    return str(UUID(int=number))


def only_times(records: list[Record]) -> int:
    """Read every record's times and do nothing with them; return how many."""
    read = datetime.fromisoformat
    count = 0
    for record in records:
        read(when(record) or "").timestamp()
        count += 1
        if isinstance(record, Session):
            read(record.ended_at).timestamp()
            count += 1
    return count


def main() -> None:
    """Run both in turn."""
    years = int(sys.argv[1]) if sys.argv[1:] else 10
    days = years * 365
    records, programme = list(practised(days)), load_programme()
    now = BEGAN + timedelta(days=days, hours=12)
    head()
    with tempfile.TemporaryDirectory() as name:
        journal = kept(Path(name), records)
        gc.freeze()
        measure(journal, records, programme, now, years)
        journal.close()


def kept(place: Path, records: list[Record]) -> Journal:
    """Return a journal with these records, opened once they were there."""
    folder, state_dir = place / "journal.vault", place / "state"
    key = opening.create(folder, PASSPHRASE, state_dir=state_dir, memory_mib=64)
    journal = Journal.open(folder, key, state_dir=state_dir)
    journal.save(*records)
    journal.close()
    return Journal.open(folder, key, state_dir=state_dir)


def measure(journal: Journal, records: list[Record], programme: Programme, now: datetime, years: int) -> None:
    """Ask in each way, in turn, and say how long it took."""
    unlocked, asked, parsed = interleaved(
        25,
        {
            f"the gate over {years} years, read and asked after an unlock or a save": lambda: assess(
                journal.unsorted(ASKED_KINDS), programme, now
            ),
            f"the gate over {years} years, of that without the reading": lambda: assess(records, programme, now),
            "only reading the records' times": lambda: only_times(records),
        },
    )
    for runs in (unlocked, asked):
        within(runs, MOST)
        compare(runs, parsed)


if __name__ == "__main__":
    main()
