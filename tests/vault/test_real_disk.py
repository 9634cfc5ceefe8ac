"""A real file system that is full, or cannot be written: what was saved stays, and what was not is said.

Mounting needs a name space of one's own; where the system gives none, these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from comfort_journal.vault.inbox import capture

if TYPE_CHECKING:
    from tests.vault.conftest import NewEntry, Place

SOURCES = Path(__file__).resolve().parents[2] / "src"
BEGIN = """
import json, os, subprocess, sys, uuid
from pathlib import Path
from comfort_journal.errors import NotSaved
from comfort_journal.vault import rekey
from comfort_journal.vault.inbox import capture
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.tables import RecordDatabase, RecordDocument
from comfort_journal.vault.vault import Vault

folder, state_dir = Path(sys.argv[1]), Path(sys.argv[2])
key = VaultKey(bytes.fromhex(sys.stdin.readline()), bytes.fromhex(sys.stdin.readline()))

def entry(text, source="app"):
    return {"kind": "entry", "id": str(uuid.uuid4()), "at": "2026-01-05T21:40:00+01:00", "prompt": None, "text": text,
            "tags": [], "starred": False, "folded": False, "session": None, "about": None, "source": source}

def save(vault, text):
    with (storage := VaultStorage(vault)).transaction():
        document, database = entry(text), RecordDatabase(storage=lambda: storage)
        database.table("entry-2026").insert(RecordDocument(document, document["id"]))

def texts(vault):
    return sorted(json.loads(each.document())["text"] for each in vault.state.shown())

def refused(act, *arguments, **named):
    try:
        act(*arguments, **named)
    except NotSaved as fault:
        assert "canary" not in str(fault)
        return True
    return False
"""
FULL = """
small = folder.parent / "small"
small.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k,mode=700", "tmpfs", small], check=True)
subprocess.run(["cp", "-a", folder, small / "v"], check=True)
folder = small / "v"
vault = Vault.open(folder, key, state_dir=state_dir)
name = "ab" * 16
vault.drafts.save(name, {"kind": "draft", "text": "first"})
kept = []
for number in range(1000):
    text = f"canary {number} " + "x" * (number * 337 % 5000)
    if refused(save, vault, text):
        break
    kept.append(text)
else:
    raise SystemExit("the disk was never full")
assert vault.writable and texts(vault) == sorted(kept)
size = (folder / "journal").stat().st_size
while not refused(save, vault, "canary s"):  # shorter ones until not even one page is left
    kept.append("canary s")
assert refused(vault.drafts.save, name, {"kind": "draft", "text": "canary " * 3000})
assert vault.drafts.load() == [(name, {"kind": "draft", "text": "first"})]
assert refused(capture, folder, entry("canary " * 3000, "capture"), state_dir=state_dir)
assert refused(vault.mend) and not (folder / "journal.new").exists()
assert refused(rekey.change, vault, b"another", recovery=True) and not (folder / "journal.new").exists()
assert vault.opened.header.key_number == 1
assert not [each for each in folder.rglob("*.tmp")]
assert texts(vault) == sorted(kept)
vault.close()
vault = Vault.open(folder, key, state_dir=state_dir)
assert vault.notices == () and texts(vault) == sorted(kept), vault.notices
vault.drafts.remove(name)
subprocess.run(["mount", "-o", "remount,size=1200k", small], check=True)
save(vault, "room again")
changed = rekey.change(vault, b"another", recovery=True)
assert changed.unfinished is None, changed.unfinished
vault.close()
assert texts(Vault.open(folder, changed.key, state_dir=state_dir)) == sorted([*kept, "room again"])
print("kept", len(kept))
"""
READ_ONLY = """
lock = folder / "lock"
if "without lock" in sys.argv:
    lock.unlink()
subprocess.run(["mount", "--bind", folder, folder], check=True)
subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
vault = Vault.open(folder, key, state_dir=state_dir, want="read")
assert texts(vault) == ["one", "sealed"], texts(vault)
assert not vault.writable
assert [notice.code for notice in vault.notices] == ["read-only"], vault.notices
assert refused(save, vault, "canary")
assert refused(vault.drafts.save, "ab" * 16, {"kind": "draft", "text": "canary"})
assert not vault.refresh()
vault.close()
print("read")
"""
ACCEPT = """
from comfort_journal.vault.verify import accept
if "without lock" in sys.argv:
    (folder / "lock").unlink()
subprocess.run(["mount", "--bind", folder, folder], check=True)
subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
print("refused" if refused(accept, folder, key, state_dir=state_dir) else "accepted")
"""


def in_a_name_space(place: Place, script: str, *more: str) -> str:
    """Run a script where mounts are its own, and return what it says."""
    unshare = shutil.which("unshare")
    alone = [] if unshare is None else [unshare, "-Urm"]
    probe = ["sh", "-c", "mkdir -p $0 && mount -t tmpfs tmpfs $0", str(place.folder.parent / "probe")]
    if not alone or subprocess.run([*alone, *probe], check=False, capture_output=True).returncode:
        pytest.skip("this system gives no user name space with mounts of its own")
    done = subprocess.run(
        [*alone, sys.executable, "-c", BEGIN + script, place.folder, place.state_dir, *more],
        input=f"{place.key.reveal().hex()}\n{place.key.vault_id.hex()}\n",
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_full_disk_loses_nothing_and_says_so(place: Place) -> None:
    """Saves, drafts, captures and rewrites on a disk of 300 KiB until it is full, and on when there is room again."""
    assert in_a_name_space(place, FULL).startswith("kept ")


@pytest.mark.parametrize("how", ["with lock", "without lock"])
def test_a_vault_that_cannot_be_written_is_read(place: Place, new_entry: NewEntry, how: str) -> None:
    """On a read-only medium everything is shown, waiting captures too, and a save is refused in words."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()
    capture(place.folder, new_entry("sealed", source="capture"), state_dir=place.state_dir)
    assert in_a_name_space(place, READ_ONLY, how) == "read\n"


def test_a_copy_on_a_read_only_medium_can_be_accepted(place: Place, new_entry: NewEntry) -> None:
    """The pin is this machine's: taking a copy as right needs the lock, and says so where there can be none."""
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()
    assert in_a_name_space(place, ACCEPT) == "accepted\n"
    assert in_a_name_space(place, ACCEPT, "without lock") == "refused\n"
