"""``kill -9`` in a change of key, a compaction or a purge: one passphrase opens the vault, and nothing is lost."""

from __future__ import annotations

import hashlib
import os
import random
import select
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.vault import rekey
from comfort_journal.vault.header import HEADER_BYTES, Header, open_with, peek, unwrap
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place

SOURCES = Path(__file__).resolve().parents[2] / "src"
QUICK = """
import hashlib
from comfort_journal.vault import header

def derive_slot_key(passphrase, salt, cost):
    return hashlib.sha256(bytes(passphrase) + salt).digest()

header.derive_slot_key = derive_slot_key
"""
CHANGER = (
    QUICK
    + """
import sys, uuid
from pathlib import Path
from comfort_journal.vault import compaction, rekey
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.tables import RecordDatabase, RecordDocument
from comfort_journal.vault.vault import Vault

folder, state_dir, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
key = VaultKey(bytes.fromhex(sys.stdin.readline()), bytes.fromhex(sys.stdin.readline()))
vault = Vault.open(folder, key, state_dir=state_dir)
storage = VaultStorage(vault)
database = RecordDatabase(storage=lambda: storage)

def entry(source):
    return {
        "kind": "entry", "id": str(uuid.uuid4()), "at": "2026-01-05T21:40:00+01:00", "prompt": None,
        "text": "a few words, or many " * (number % 70), "tags": [], "starred": False, "folded": False,
        "session": None, "about": None, "source": source,
    }

while True:
    number += 1
    document = entry("app")
    with storage.transaction():
        database.table("entry-2026").insert(RecordDocument(document, document["id"]))
    print("kept", document["id"], flush=True)
    document = entry("capture")
    capture(folder, document, state_dir=state_dir)
    print("kept", document["id"], flush=True)
    print("trying", number, flush=True)
    rekey.change(vault, b"passphrase %d" % number, recovery=number % 2 == 0)
    print("changed", number, flush=True)
    if number % 3 == 0:
        compaction.compact(vault)
    if number % 5 == 0:
        compaction.purge(vault)
"""
)


@dataclass
class Known:
    """What the changer has acknowledged: records, the last passphrase that held, one that it was about to set."""

    records: set[str] = field(default_factory=set)
    number: int = 0
    trying: int = 0

    def hear(self, line: bytes) -> None:
        """Take in one line of the changer."""
        what, value = line.decode().split()
        match what:
            case "kept":
                self.records.add(value)
            case "trying":
                self.trying = int(value)
            case "changed":
                self.number = int(value)


def killed_once(place: Place, known: Known, chance: random.Random) -> None:
    """Let a changer work, kill it at some moment, and note what it had said until then."""
    with subprocess.Popen(
        [sys.executable, "-c", CHANGER, place.folder, place.state_dir, str(known.number)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
    ) as changer:
        changer.stdin.write(f"{place.key.reveal().hex()}\n{place.key.vault_id.hex()}\n".encode())
        changer.stdin.flush()
        for _ in range(chance.randrange(1, 30)):
            line = changer.stdout.readline()
            assert line, "the changer failed by itself"
            known.hear(line)
        select.select([], [], [], chance.random() * 0.02)  # somewhere inside the next step
        changer.kill()
        for line in changer.stdout:
            if line.endswith(b"\n"):
                known.hear(line)


def opened_by(first: bytes, number: int) -> bytes | None:
    """Return the vault key that a passphrase opens, or None."""

    def unwrap_vk(header: Header) -> bytes | None:
        slot = header.passphrase_slot
        slot_key = hashlib.sha256(b"passphrase %d" % number + slot.salt).digest()
        return unwrap(slot, header.vault_id, slot_key)

    try:
        return open_with(first, unwrap_vk).vk
    except Exception:  # noqa: BLE001  whatever it is, it is not open
        return None


def survives(place: Place, new_entry: NewEntry, kills: int, seed: int) -> None:
    """Kill a changer again and again: an acknowledged change holds, another may have happened, nothing is lost."""
    chance = random.Random(seed)  # noqa: S311  moments, not secrets
    known = Known()
    for _ in range(kills):
        killed_once(place, known, chance)
        first = place.journal.read_bytes()[:HEADER_BYTES]
        working = [number for number in {known.number, known.trying} if opened_by(first, number) is not None]
        if known.number == 0 and not working:
            vk = place.key.reveal()  # no change came about: the vault is as it was made
        else:
            assert len(working) == 1, (known.number, known.trying)
            known.number = known.trying = working[0]
            vk = opened_by(first, known.number)
        place = type(place)(place.folder, place.state_dir, VaultKey(vk, peek(first).vault_id))
        opened = place.open()
        assert opened.vault.writable, opened.vault.notices
        rekey.finish(opened.vault)
        assert {notice.code for notice in opened.vault.notices} <= {"unfinished-save"}
        shown = {document["id"] for document in opened.database.table("entry-2026").all()}
        assert known.records <= shown
        opened.save(document := new_entry("after"))
        known.records.add(document["id"])
        opened.vault.close()
        assert verify(place.folder, place.key, state_dir=place.state_dir).problems == ()
        backups = [each.read_bytes()[:HEADER_BYTES] for each in (place.folder / "backups").glob("*.journal")]
        assert not known.number or all(opened_by(each, known.number) for each in backups)


def test_no_change_of_key_is_ever_half_done(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """Ten kills during changes of key, compactions and purges."""
    survives(place, new_entry, 10, seed=1)
    figure("kill -9 during a change of key", kills=10, lost=0, half_done=0)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_no_change_of_key_is_ever_half_done_in_300_kills(
    place: Place, new_entry: NewEntry, figure: Figure, seed: int
) -> None:
    """Thirty kills on each of ten vaults."""
    survives(place, new_entry, 30, seed)
    figure("kill -9 during a change of key", kills=30, lost=0, half_done=0)
