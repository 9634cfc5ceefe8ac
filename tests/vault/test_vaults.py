"""Whole vaults kept for ever: what an earlier version wrote opens, what a newer one wrote is refused untouched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from comfort_journal.errors import NewerFormat, WrongPassphrase
from comfort_journal.vault.opening import unlock, unlock_with_code
from comfort_journal.vault.vault import Vault
from comfort_journal.vault.verify import verify

KEPT = Path(__file__).resolve().parents[1] / "vectors" / "vaults"
INDEX: dict[str, dict[str, Any]] = json.loads((KEPT / "index.json").read_bytes())
OLD = [name for name in INDEX if "texts" in INDEX[name]]
NEWER = [name for name in INDEX if "newer" in INDEX[name]]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return every file's bytes but the lock's, which is empty."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()} | {
        "lock": b""
    }


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a copy of a kept vault, as a sync tool would bring it to a new machine."""
    shutil.copytree(KEPT / f"{request.param}.vault", tmp_path / "journal.vault")
    return tmp_path / "journal.vault"


@pytest.mark.parametrize("folder", OLD, indirect=True, ids=OLD)
def test_an_old_vault_opens_for_ever(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """By passphrase and by recovery code, with what was sealed to an earlier key, its drafts and its backup."""
    expected = INDEX[request.node.callspec.params["folder"]]
    state_dir = tmp_path / "state"
    key = unlock(folder, bytes.fromhex(expected["passphrase"]), state_dir=state_dir)
    assert unlock_with_code(folder, expected["code"].encode(), state_dir=state_dir).reveal() == key.reveal()
    for ended in expected["ended"]:
        with pytest.raises(WrongPassphrase):
            unlock(folder, bytes.fromhex(ended), state_dir=state_dir)
    vault = Vault.open(folder, key, state_dir=state_dir)
    assert vault.writable
    assert sorted(msgspec.json.decode(each.document())["text"] for each in vault.state.shown()) == expected["texts"]
    assert [document["text"] for _, document in vault.drafts.load()] == expected["drafts"]
    vault.mend()
    vault.close()
    assert verify(folder, key, state_dir=state_dir).problems == ()
    (backup,) = (folder / "backups").iterdir()
    shutil.copy(backup, folder / "journal")
    assert unlock(folder, bytes.fromhex(expected["passphrase"]), state_dir=state_dir).reveal() == key.reveal()


@pytest.mark.parametrize("folder", NEWER, indirect=True, ids=NEWER)
def test_a_newer_vault_is_refused_untouched(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The sentence names what is needed where the file tells, and no byte of the vault changes."""
    expected = INDEX[request.node.callspec.params["folder"]]
    before = bytes_of(folder)

    def enter() -> None:
        key = unlock(folder, bytes.fromhex(expected["passphrase"]), state_dir=tmp_path / "state")
        Vault.open(folder, key, state_dir=tmp_path / "state")

    with pytest.raises(NewerFormat, match=expected["newer"]):
        enter()
    assert bytes_of(folder) == before
    assert not list(tmp_path.glob("state/*.pin"))
