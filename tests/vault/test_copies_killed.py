"""``kill -9`` during a merge, a restore, a backup or a salvage: each happened whole or not at all."""

from __future__ import annotations

import contextlib
import os
import random
import select
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.vault.conftest import PASSPHRASE
from tests.vault.test_merge import machines, saved

from comfort_journal.vault import backups
from comfort_journal.vault.copies import read_copy
from comfort_journal.vault.verify import verify

if TYPE_CHECKING:
    from tests.conftest import Figure
    from tests.vault.conftest import NewEntry, Place

SOURCES = Path(__file__).resolve().parents[2] / "src"
WORKER = """
import shutil, sys
from pathlib import Path
from comfort_journal.vault import backups
from comfort_journal.vault.merge import merge
from comfort_journal.vault.opening import VaultKey
from comfort_journal.vault.restore import restore_open
from comfort_journal.vault.vault import Vault

folder, state_dir, other, backup = map(Path, sys.argv[1:5])
key = VaultKey(bytes.fromhex(sys.stdin.readline()), bytes.fromhex(sys.stdin.readline()))
number = 0
while True:
    number += 1
    vault = Vault.open(folder, key, state_dir=state_dir)
    print("begin", flush=True)
    what = sys.argv[5]
    if what == "merge":
        merge(vault, other)
        vault.rewrite(generation=vault.opened.header.generation + 1)
        vault.drafts.remove("ab" * 16)
    elif what == "restore":
        restore_open(vault, backup)
    else:
        backups.back_up(vault, other.parent / f"copy {number}")
        backups.keep_one(vault)
        if number % 3 == 0:
            vault.mend()
            backups.keep_only_fresh(vault)
    vault.close()
"""


def killed(place: Place, other: Path, backup: Path, what: str, chance: random.Random) -> None:
    """Let a worker do it again and again, and kill it at some moment."""
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, place.folder, place.state_dir, other, backup, what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(SOURCES)},
    ) as worker:
        worker.stdin.write(f"{place.key.reveal().hex()}\n{place.key.vault_id.hex()}\n".encode())
        worker.stdin.flush()
        for _ in range(chance.randrange(1, 4)):
            assert worker.stdout.readline() == b"begin\n", "the worker failed by itself"
        select.select([], [], [], chance.random() * 0.02)  # somewhere inside
        worker.kill()


def survives(place: Place, new_entry: NewEntry, tmp_path: Path, what: str, kills: int) -> None:
    """Kill and look: the vault opens, can be written, verifies, and shows one of the two sides whole."""
    chance = random.Random(f"{what} {kills}")  # noqa: S311  moments, not secrets
    saved(place, *(new_entry(f"before {number}") for number in range(10)))
    opened = place.open()
    backups.back_up(opened.vault, tmp_path / "backup")
    opened.vault.close()
    here, there = machines(place, tmp_path)
    saved(there, *(new_entry(f"there {number}") for number in range(10)))
    before = set(here.texts())
    sides = {
        "merge": (before, before | set(there.texts())),
        "restore": (before, before),
        "backup": (before, before),
    }[what]
    for _ in range(kills):
        killed(here, there.folder, tmp_path / "backup", what, chance)
        opened = here.open()
        assert opened.vault.writable, opened.vault.notices
        assert set(opened.texts()) in sides
        opened.vault.mend()
        opened.vault.close()
        assert verify(here.folder, here.key, state_dir=here.state_dir).problems == ()
        copies = [*(here.folder / "backups").glob("*.journal"), *tmp_path.glob("copy *")]
        for each in (*copies, *(here.folder / "set-aside").glob("*.journal")):
            copy = read_copy(each, here.key.vault_id, vk=here.key.reveal())
            assert copy.journal.unread == ()
            shown = list(copy.journal.state.shown())
            assert len(shown) in {len(sides[0]), len(sides[1])}
        for each in tmp_path.glob("copy *"):
            each.unlink()
        assert not list(tmp_path.glob(".*.tmp"))
        if what == "restore":
            shutil.rmtree(here.folder / "set-aside")


@pytest.mark.parametrize("what", ["merge", "restore", "backup"])
def test_nothing_is_half_done_after_kill_9(
    place: Place, new_entry: NewEntry, tmp_path: Path, figure: Figure, what: str
) -> None:
    """Five kills each: whole or not at all, and no file with a name that is no whole copy."""
    survives(place, new_entry, tmp_path, what, 5)
    figure(f"kill -9 during a {what}", kills=5, half_done=0)


@pytest.mark.soak
@pytest.mark.parametrize("what", ["merge", "restore", "backup"])
def test_nothing_is_half_done_after_100_kills(
    place: Place, new_entry: NewEntry, tmp_path: Path, figure: Figure, what: str
) -> None:
    """The same a hundred times each."""
    survives(place, new_entry, tmp_path, what, 100)
    figure(f"kill -9 during a {what}", kills=100, half_done=0)


SALVAGE = """
import sys
from pathlib import Path
from comfort_journal.vault.salvage import salvage
salvage(Path(sys.argv[1]), sys.stdin.readline().strip().encode(), Path(sys.argv[3]), state_dir=Path(sys.argv[2]),
        progress=lambda done, total: print("going", flush=True))
"""


def test_a_killed_salvage_leaves_no_half_vault(place: Place, new_entry: NewEntry, tmp_path: Path) -> None:
    """The journal comes last: either the new vault is whole, or there is none and the place can be used again."""
    saved(place, *(new_entry(f"{number}") for number in range(30)))
    chance = random.Random(1)  # noqa: S311  moments, not secrets
    for number in range(4):
        new = replace(place, folder=tmp_path / f"new {number}", state_dir=tmp_path / f"state {number}")
        with subprocess.Popen(
            [sys.executable, "-c", SALVAGE, place.folder, place.state_dir, new.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(SOURCES)},
        ) as worker:
            worker.stdin.write(PASSPHRASE + b"\n")
            worker.stdin.flush()
            assert worker.stdout.readline() == b"going\n"
            select.select([], [], [], chance.random() * 0.02)
            worker.kill()
        if new.journal.exists():
            assert len(new.texts()) == 30
        else:
            with contextlib.suppress(FileNotFoundError):
                assert {path.name for path in new.folder.iterdir()} <= {"backups", "inbox", "journal.new", "set-aside"}
