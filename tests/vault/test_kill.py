"""``kill -9`` at any moment: what was acknowledged is there, the vault opens, and it can be written."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place

SOURCES = Path(__file__).resolve().parents[2] / "src"
WRITER = """
import sys, uuid
from pathlib import Path
from comfort_journal.vault import compaction
from comfort_journal.vault.compaction import compact_if_due
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.tables import RecordDatabase, RecordDocument
from comfort_journal.vault.vault import Vault

folder, state_dir = Path(sys.argv[1]), Path(sys.argv[2])
key = VaultKey(bytes.fromhex(sys.stdin.readline()), bytes.fromhex(sys.stdin.readline()))
vault = Vault.open(folder, key, state_dir=state_dir)
storage = VaultStorage(vault)
database = RecordDatabase(storage=lambda: storage)
number, compaction.MANY_SMALL = 0, 4
while True:
    number += 1
    source = "capture" if number % 3 == 0 else "app"
    record = str(uuid.uuid4())
    document = {
        "kind": "entry", "id": record, "at": "2026-01-05T21:40:00+01:00", "prompt": None,
        "text": record * (number % 50), "tags": [], "starred": False, "folded": False, "session": None,
        "about": None, "source": source,
    }
    if source == "capture":
        capture(folder, document, state_dir=state_dir)
    else:
        with storage.transaction():
            database.table("entry-2026").insert(RecordDocument(document, record))
    print(record, flush=True)
    if number % 4 == 0:
        vault.refresh()
    if number % 7 == 0:
        vault.mend()
    compact_if_due(vault)
    if number % 5 == 0:
        vault.drafts.save("ab" * 16, {"kind": "draft", "text": record})
"""


def killed_once(place: Place, acknowledged: set[str], chance: random.Random) -> None:
    """Let a writer work, kill it at some moment, and note what it had acknowledged until then."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, place.folder, place.state_dir],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
    ) as writer:
        writer.stdin.write(f"{place.key.reveal().hex()}\n{place.key.vault_id.hex()}\n".encode())
        writer.stdin.flush()
        for _ in range(chance.randrange(1, 40)):
            acknowledged.add(writer.stdout.readline().decode().strip())
        select.select([], [], [], chance.random() * 0.004)  # somewhere inside the next write
        writer.kill()
        acknowledged.update(line.decode().strip() for line in writer.stdout if line.endswith(b"\n"))
    assert "" not in acknowledged, "the writer failed by itself"


def survives(place: Place, new_entry: NewEntry, kills: int, seed: int, figure: Figure) -> None:
    """Kill a writer again and again; after each time everything acknowledged is there and one more can be saved."""
    chance = random.Random(seed)  # noqa: S311  moments, not secrets
    acknowledged: set[str] = set()
    for _ in range(kills):
        killed_once(place, acknowledged, chance)
        opened = place.open()
        assert opened.vault.writable, opened.vault.notices
        shown = {document["id"] for document in opened.database.table("entry-2026").all()}
        assert acknowledged <= shown
        opened.save(document := new_entry("after"))
        acknowledged.add(document["id"])
        opened.vault.drafts.load()
        assert opened.vault.drafts.unreadable == ()
        opened.vault.close()
        assert verify(place.folder, place.key, state_dir=place.state_dir).problems == ()
    figure("kill -9", kills=kills, acknowledged=len(acknowledged), lost=0)


def test_nothing_acknowledged_is_lost_by_kill_9(place: Place, new_entry: NewEntry, figure: Figure) -> None:
    """Ten kills during saves, captures, imports, rewrites, compactions and drafts: acknowledged records lost, none."""
    survives(place, new_entry, 10, 1, figure)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_nothing_acknowledged_is_lost_by_300_kills(
    place: Place, new_entry: NewEntry, figure: Figure, seed: int
) -> None:
    """Thirty kills on each of ten vaults: three hundred, without waiting for one ever longer journal."""
    survives(place, new_entry, 30, seed, figure)
