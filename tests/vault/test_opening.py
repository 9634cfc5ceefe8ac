"""Making and unlocking: the passphrase opens it, anything else is told apart, and the key shows nowhere."""

from __future__ import annotations

import errno
import os
import pickle
from typing import TYPE_CHECKING

import pytest

from comfort_journal.errors import BadInput, Damaged, NewerFormat, NotFound, WrongPassphrase
from comfort_journal.vault.opening import create, exists, is_slow_here, unlock
from comfort_journal.vault.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vault.conftest import NewEntry, Place

PASSPHRASE = b"six words that are only a test"


def test_the_passphrase_opens_what_was_made(place: Place, new_entry: NewEntry) -> None:
    """The key from unlocking is the key from making; the given buffer is left to its owner to wipe."""
    given = bytearray(PASSPHRASE)
    key = unlock(place.folder, given, state_dir=place.state_dir)
    assert key.reveal() == place.key.reveal()
    assert given == PASSPHRASE
    assert place.key.reveal() not in pickle.dumps([repr(key), str(key), f"{key}"])
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()


def test_the_faults_are_told_apart(place: Place, tmp_path: Path) -> None:
    """Wrong passphrase, damage, newer format and nothing there are four different errors."""
    with pytest.raises(WrongPassphrase):
        unlock(place.folder, b"another one", state_dir=place.state_dir)
    with pytest.raises(BadInput):
        unlock(place.folder, b"", state_dir=place.state_dir)
    with pytest.raises(NotFound):
        unlock(tmp_path / "nowhere", PASSPHRASE, state_dir=place.state_dir)
    data = bytearray(place.journal.read_bytes())
    place.journal.write_bytes(data[:5000])
    with pytest.raises(Damaged):
        unlock(place.folder, PASSPHRASE, state_dir=place.state_dir)
    for start in (0, 4096):
        data[start + 8] = 2
    place.journal.write_bytes(data)
    with pytest.raises(NewerFormat):
        unlock(place.folder, PASSPHRASE, state_dir=place.state_dir)


def test_a_key_opens_its_own_vault_only(place: Place, tmp_path: Path) -> None:
    """A journal of another key in the place is not taken for ours."""
    other = create(tmp_path / "other", b"another one", state_dir=tmp_path / "there", memory_mib=64)
    with pytest.raises(WrongPassphrase):
        Vault.open(place.folder, other, state_dir=place.state_dir)


def test_the_cost_has_limits(tmp_path: Path) -> None:
    """Too little or too much memory is refused before any work, and nothing is made."""
    for memory_mib in (63, 0, 4096):
        with pytest.raises(BadInput):
            create(tmp_path / "vault", PASSPHRASE, state_dir=tmp_path / "state", memory_mib=memory_mib)
    with pytest.raises(BadInput):
        create(tmp_path / "vault", b"\x00", state_dir=tmp_path / "state", memory_mib=64)
    assert not exists(tmp_path / "vault")
    assert not (tmp_path / "vault").exists()


def test_what_stands_there_can_be_asked_without_a_key(place: Place, tmp_path: Path) -> None:
    """Whether there is a vault and whether it will be slow are known while locked."""
    assert exists(place.folder)
    assert not exists(tmp_path / "nowhere")
    assert is_slow_here(place.folder, state_dir=place.state_dir) in {True, False}


def test_one_damaged_header_copy_is_said_and_mended(place: Place, new_entry: NewEntry) -> None:
    """Either copy may be destroyed: the vault opens, says so, and a rewrite makes both whole."""
    for start in (0, 4096):
        data = bytearray(place.journal.read_bytes())
        data[start : start + 4096] = bytes(4096)
        place.journal.write_bytes(data)
        opened = place.open()
        assert [notice.code for notice in opened.vault.notices] == ["header-copy"]
        opened.save(new_entry(f"{start}"))
        opened.vault.mend()
        opened.vault.close()
        data = place.journal.read_bytes()
        assert data[:4096] == data[4096:8192]
        opened = place.open()
        assert opened.vault.notices == ()
        opened.vault.close()
    assert place.texts() == ["0", "4096"]
    assert unlock(place.folder, PASSPHRASE, state_dir=place.state_dir).reveal() == place.key.reveal()


@pytest.mark.parametrize("broken", [0, 8192])
def test_a_failing_disk_is_told_as_damage(
    place: Place, new_entry: NewEntry, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    """Where the medium cannot give the bytes back, the person hears that, and no fault of the program."""
    pread = os.pread
    opened = place.open()
    opened.save(new_entry("one"))
    opened.vault.close()

    def failing(descriptor: int, size: int, offset: int) -> bytes:
        if offset >= broken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return pread(descriptor, size, offset)

    monkeypatch.setattr(os, "pread", failing)
    with pytest.raises(Damaged, match="cannot read a part"):
        place.open()
