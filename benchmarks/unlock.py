"""Unlock to list, without the key derivation: beside jrnl, and beside one bare pass over the same bytes.

python benchmarks/unlock.py [SIZE ...]        default: 1000 10000 100000

The bare pass decrypts every frame and decodes its JSON, and does nothing with it: what no program can go below that
keeps these bytes in this language. Each save makes a frame of its own, and now and then a compaction fills them: so a
journal is measured just after one, and with as many small frames behind as there can be before the next. It is set
beside a bare pass over the very same bytes, and beside one over the file as the saves alone would have left it. The
last row of each state takes jrnl's start-up off too.

From jrnl's time its own key derivation is taken off; its start-up is not, because it starts for every question, while
this journal is open.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from comfort_journal.vault.compaction import is_in_small_frames, live_bytes
from comfort_journal.vault.frames import BLOCK, FRAME_HEAD, TAG_BYTES
from comfort_journal.vault.header import HEADER_BYTES, peek
from comfort_journal.vault.keys import log_key
from comfort_journal.vault.vault import Vault
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


def most_behind(saved: Sample) -> int:
    """Return about how many entries can stand in a frame each, behind filled ones, before filling them is due."""
    vault = Vault.open(saved.folder, saved.key, state_dir=saved.state_dir, want="read")
    alone, filled = vault.size / saved.size, live_bytes(vault.state) / saved.size
    vault.close()
    for behind in range(saved.size, 0, -1):
        size = filled * (saved.size - behind)
        if not is_in_small_frames(int(size / BLOCK) + 1 + behind, int(size + alone * behind)):
            return behind
    return 0


def to_list(sample: Sample) -> Journal:
    """Open the journal and have its entries in order, as the history shows them."""
    journal = sample.open()
    assert len(journal.entries()) == sample.size
    return journal


def measure(place: Path, size: int, fixed: float, key: float) -> None:
    """Print the rows of one size; of jrnl's time ``fixed`` is its start and ``key`` its key derivation, in seconds."""
    saved, filled = make(place / "saved", size, filled=0), make(place / "filled", size, filled=size)
    small = most_behind(saved)
    behind = make(place / "behind", size, filled=size - small)
    frames = [bare_pass(each) for each in (filled, behind, saved)]
    said = (*[f"the same {count:,} frames" for count in frames[:2]], "one frame for each save")
    just, last, *bare, theirs = interleaved(
        RUNS,
        {
            f"unlock to list at {size:,}, just compacted": lambda: to_list(filled),
            f"unlock to list at {size:,}, {small:,} of them in small frames": lambda: to_list(behind),
            **{
                f"a bare AEAD and JSON pass over {words}": lambda each=each: bare_pass(each)
                for words, each in zip(said, (filled, behind, saved), strict=True)
            },
            "jrnl": make_jrnl(place / "jrnl", size).command(*NEWEST),
        },
    )
    assert frames == [bare_pass(each) for each in (filled, behind, saved)], "an opening has compacted"
    without_key = theirs.less(key, f"`jrnl -n 5` at {size:,}, encrypted, without its KDF")
    for ours, same in zip((just, last), bare, strict=False):
        compare(ours, same, at_most=1.5)
        compare(ours, bare[-1], at_most=1.5)
        compare(ours, without_key, faster=10 if size == 10_000 else 0)
        compare(ours, theirs.less(fixed, "the same without jrnl's start-up"))


def main() -> None:
    """Measure each size."""
    sizes = [int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000]
    head()
    with tempfile.TemporaryDirectory() as name:
        fixed = timed("jrnl", RUNS, make_jrnl(Path(name, "jrnl-1"), 1).command(*NEWEST)).median
        key = key_derivation().median
        for size in sizes:
            measure(Path(name, str(size)), size, fixed, key)


if __name__ == "__main__":
    main()
