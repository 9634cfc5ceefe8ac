"""Unlock to list, without the key derivation: beside jrnl, and beside one bare pass over the same bytes.

python benchmarks/unlock.py [SIZE ...]        default: 1000 10000 100000

The bare pass decrypts every frame and decodes its JSON, and does nothing with it: what no program can go below that
keeps these bytes in this language. From jrnl's time its own key derivation is taken off; its start-up is not, because
it starts for every question, while this journal is open. The last row of each size takes that off too.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from comfort_journal.vault.frames import FRAME_HEAD, TAG_BYTES
from comfort_journal.vault.header import HEADER_BYTES, peek
from comfort_journal.vault.keys import log_key
from jrnl import key_derivation, make_jrnl
from measure import compare, head, interleaved, timed
from sample import Sample, make

if TYPE_CHECKING:
    from comfort_journal.journal import Journal

RUNS = 7
NEWEST = ("-n", "5")


def bare_pass(sample: Sample) -> int:
    """Decrypt every frame of the journal file and decode its JSON; returns how many."""
    data = (sample.folder / "journal").read_bytes()
    file_id = peek(data[:HEADER_BYTES]).file_id
    decrypt = AESGCMSIV(log_key(sample.key.reveal(), file_id)).decrypt
    at, count = HEADER_BYTES, 0
    while at < len(data):
        place = data[at : at + FRAME_HEAD]
        stop = at + FRAME_HEAD + int.from_bytes(place[4:8], "little") + TAG_BYTES
        plain = decrypt(place[32:44], data[at + FRAME_HEAD : stop], file_id + place)
        msgspec.json.decode(plain[4 : 4 + int.from_bytes(plain[:4], "little")])
        at, count = stop, count + 1
    return count


def to_list(sample: Sample) -> Journal:
    """Open the journal and have its entries in order, as the history shows them."""
    journal = sample.open()
    assert len(journal.entries()) == sample.size
    return journal


def main() -> None:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    head()
    with tempfile.TemporaryDirectory() as name:
        fixed = timed("jrnl", RUNS, make_jrnl(Path(name, "jrnl-1"), 1).command(*NEWEST)).median
        key = key_derivation().median
        for size in sizes:
            sample, jrnl = make(Path(name, f"{size}"), size), make_jrnl(Path(name, f"jrnl-{size}"), size)
            ours, bare, theirs = interleaved(
                RUNS,
                {
                    f"unlock to list at {size:,}": lambda s=sample: to_list(s),
                    "a bare AEAD and JSON pass": lambda s=sample: bare_pass(s),
                    "jrnl": jrnl.command(*NEWEST),
                },
            )
            compare(ours, bare, at_most=2.5)
            without_key = theirs.less(key, f"`jrnl -n 5` at {size:,}, encrypted, without its KDF")
            compare(ours, without_key, faster=8 if size == 10_000 else 0)
            compare(ours, theirs.less(fixed, "the same without jrnl's start-up"))


if __name__ == "__main__":
    main()
