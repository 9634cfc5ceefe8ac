"""Unlock to list, one saved entry and live search, each beside its peer in the same run.

    python benchmarks/journal.py [SIZE ...]        default: 1000 10000

Unlock to list is without the key derivation, beside one bare AES-GCM-SIV pass with a JSON decode over the same bytes.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from tinydb import TinyDB

from comfort_journal.journal import Filter
from comfort_journal.vault.frames import FRAME_HEAD, TAG_BYTES
from comfort_journal.vault.header import HEADER_BYTES, peek
from comfort_journal.vault.keys import log_key
from measure import Sample as Runs
from measure import interleaved, machine, tell, timed
from sample import Sample, entries, make

TYPED = "warm evening"
LARGEST_PLAIN = 10_000
"""Entries beyond which plain TinyDB takes too long to wait for."""


def bare_pass(sample: Sample) -> int:
    """Decrypt every frame of the journal file and decode its JSON, and do nothing with it; returns how many."""
    data = (sample.folder / "journal").read_bytes()
    file_id = peek(data[:HEADER_BYTES]).file_id
    decrypt = AESGCMSIV(log_key(sample.key.reveal(), file_id)).decrypt
    at, count = HEADER_BYTES, 0
    while at < len(data):
        head = data[at : at + FRAME_HEAD]
        stop = at + FRAME_HEAD + int.from_bytes(head[4:8], "little") + TAG_BYTES
        plain = decrypt(head[32:44], data[at + FRAME_HEAD : stop], file_id + head)
        msgspec.json.decode(plain[4 : 4 + int.from_bytes(plain[:4], "little")])
        at, count = stop, count + 1
    return count


def to_list(sample: Sample) -> None:
    """Open the journal and have its entries in order, as the history shows them."""
    journal = sample.open()
    assert len(journal.entries()) == sample.size
    journal.close()


def saves(sample: Sample, runs: int) -> Runs:
    """Save one new entry after the other in an open journal."""
    journal = sample.open()
    fresh = entries(runs, seed=2)
    result = timed(f"one save at {sample.size:,} entries", runs, lambda: journal.save(next(fresh)))
    journal.close()
    return result


def plain_tinydb(place: Path, size: int, runs: int) -> Runs:
    """Insert one document after the other in TinyDB's own JSON file of the same size, neither encrypted nor synced."""
    database = TinyDB(place / "plain.json")
    database.insert_multiple([msgspec.to_builtins(entry) for entry in entries(size)])
    fresh = (msgspec.to_builtins(entry) for entry in entries(runs, seed=2))
    result = timed(f"one insert, plain TinyDB at {size:,}", runs, lambda: database.insert(next(fresh)))
    database.close()
    return result


def keystrokes(sample: Sample) -> Runs:
    """Search after each letter typed, and back again, with all entries ready."""
    journal = sample.open()
    while journal.prepare_search(10_000):
        pass
    prefixes = [TYPED[:end] for end in range(1, len(TYPED) + 1)]
    typed = itertools.cycle([*prefixes, *reversed(prefixes)])
    runs = timed(f"search, per keystroke at {sample.size:,}", 200, lambda: journal.entries(Filter(words=next(typed))))
    journal.close()
    return runs


def main() -> None:
    """Run everything at each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000]
    print(machine())
    saved = []
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            place = Path(name, str(size))
            sample = make(place, size)
            tell(
                f"Unlock to list at {size:,} entries, without the KDF",
                *interleaved(
                    5, {"unlock to list": lambda s=sample: to_list(s), "bare pass": lambda s=sample: bare_pass(s)}
                ),
                target="<= 2.5 x",
            )
            search = keystrokes(sample)
            print(f"\nLive search (target: p95 <= 16 ms)\n  {search}   p95 {search.p95 * 1e3:.2f} ms")
            saved.append(saves(sample, 200))
            if size <= LARGEST_PLAIN:
                tell(f"One saved entry at {size:,}", saved[-1], plain_tinydb(place, size, 5), target="50 x faster")
        tell("One saved entry, large beside small", *reversed(saved), target="<= 1.5 x at 100,000 beside 1,000")


if __name__ == "__main__":
    main()
