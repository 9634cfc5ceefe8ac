"""Writes ``tests/vectors/vaults``: whole vaults that later versions must open, or refuse, for ever.

A vault that is there already is never made again: that old files open is what they are for. ``index.json`` says what
each holds and how it is opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from comfort_journal.journal import Journal
from comfort_journal.records import from_document
from comfort_journal.vault.frames import seal_frame
from comfort_journal.vault.header import COPY_BYTES
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.opening import create
from comfort_journal.vault.recovery import in_groups
from comfort_journal.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.vault.opening import VaultKey

VAULTS = Path(__file__).resolve().parents[1] / "tests" / "vectors" / "vaults"
PASSPHRASE = b"a passphrase for ever, \xe2\x91\xa0"
AT = datetime(2026, 1, 5, 21, 40, tzinfo=UTC)
Entered = dict[str, Any]


def record_id(number: int) -> str:
    """Return one of the fixed ids."""
    return str(UUID(int=0x5F0C3A52_7C1E_4F5E_9A55_0D2F6F3F9C00 + number))


def entry(number: int, text: str, source: str = "app") -> Entered:
    """Return an entry's document."""
    fixed = {"kind": "entry", "at": AT.isoformat(), "prompt": None, "tags": ["rain"], "starred": False}
    other = {"folded": False, "session": None, "about": None, "source": source}
    return {"id": record_id(number), "text": text} | fixed | other


def lived_in(folder: Path, state_dir: Path) -> Entered:
    """Make a vault that has seen everything: edits, a deletion, two keys, a sealed note of each, a draft, a backup."""
    key = create(folder, b"the first one", state_dir=state_dir, memory_mib=64)
    journal = Journal.open(folder, key, state_dir=state_dir)
    tea, gone = from_document(entry(3, "The tea was warm.")), from_document(entry(4, "To be deleted."))
    journal.save(tea, gone)
    journal.delete(gone.id)
    old = state_dir / f"{key.vault_id.hex()}.pub"
    earlier = old.read_bytes()
    changed = journal.care.set_passphrase(PASSPHRASE, recovery=True)
    journal.save(from_document(entry(5, "A cool room.") | {"tags": ["rain", "n\u00e4chtlich"]}))
    journal.close()
    vault = Vault.open(folder, changed.key, state_dir=state_dir)
    vault.drafts.save("ab" * 16, {"kind": "draft", "text": "Unsaved words."})
    vault.close()
    later = old.read_bytes()
    old.write_bytes(earlier)
    capture(folder, entry(1, "Sealed to the first key.", "capture"), state_dir=state_dir)
    old.write_bytes(later)
    capture(folder, entry(2, "Sealed to the second key.", "capture"), state_dir=state_dir)
    texts = ["A cool room.", "Sealed to the first key.", "Sealed to the second key.", "The tea was warm."]
    return {
        "texts": texts,
        "drafts": ["Unsaved words."],
        "passphrase": PASSPHRASE.hex(),
        "code": in_groups(changed.code),
        "ended": [b"the first one".hex()],
    }


def newer_header(folder: Path, state_dir: Path) -> Entered:
    """Make a vault whose header is of format 2."""
    create(folder, PASSPHRASE, state_dir=state_dir, memory_mib=64)
    copy = bytearray((folder / "journal").read_bytes()[:COPY_BYTES])
    copy[8] = 2
    copy[-32:] = hashlib.sha256(copy[:-32]).digest()
    (folder / "journal").write_bytes(bytes(copy) * 2)
    return {"newer": "format 2", "passphrase": PASSPHRASE.hex()}


def with_save(payload: bytes, said: str) -> Callable[[Path, Path], Entered]:
    """Return the maker of a vault with one save of ours and one of a newer program's behind it."""

    def make(folder: Path, state_dir: Path) -> Entered:
        key: VaultKey = create(folder, PASSPHRASE, state_dir=state_dir, memory_mib=64)
        journal = Journal.open(folder, key, state_dir=state_dir)
        journal.save(from_document(entry(3, "The tea was warm.")))
        journal.close()
        vault = Vault.open(folder, key, state_dir=state_dir)
        log, header = vault._log, vault.opened.header  # noqa: SLF001  no door writes what we cannot read
        frame = seal_frame(log._k_log, header.file_id, 1, log.tip.previous_tag, payload, os.urandom(12))  # noqa: SLF001
        vault.close()
        with (folder / "journal").open("ab") as file:
            file.write(frame)
        return {"newer": said, "passphrase": PASSPHRASE.hex()}

    return make


MAKERS: dict[str, Callable[[Path, Path], Entered]] = {
    "format-1": lived_in,
    "newer-format": newer_header,
    "newer-save": with_save(b'{"ops":[],"v":2}', "version 2"),
    "newer-op": with_save(b'{"ops":[{"op":"fold","id":"x"}],"v":1}', "newer version"),
}


def main() -> int:
    """Make every vault that is not there."""
    index_file = VAULTS / "index.json"
    index = json.loads(index_file.read_bytes()) if index_file.exists() else {}
    for name, make in MAKERS.items():
        if name in index:
            continue
        with tempfile.TemporaryDirectory() as place:
            index[name] = make(Path(place) / "v", Path(place) / "state")
            shutil.copytree(Path(place) / "v", VAULTS / f"{name}.vault", ignore=shutil.ignore_patterns("lock"))
        print(f"made {name}")
    index_file.write_text(json.dumps(index, indent=1) + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
