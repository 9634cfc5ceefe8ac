"""What tests of a journal in a vault share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from comfort_journal.vault.opening import VaultKey, create

if TYPE_CHECKING:
    from pathlib import Path

    from comfort_journal.journal import Journal
    from comfort_journal.journal.maintenance import Care

PASSPHRASE, NEW = b"made up words for a test", b"other made up words"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the vault is."""
    return tmp_path / "journal.vault"


@pytest.fixture
def key(folder: Path, tmp_path: Path, one_salt: pytest.MonkeyPatch) -> VaultKey:
    """Make a cheap vault."""
    made = create(folder, PASSPHRASE, state_dir=tmp_path / "state", memory_mib=64)
    one_salt.undo()
    return made


def care(journal: Journal) -> Care:
    """Return what may be done with the vault of a journal."""
    assert journal.care is not None
    return journal.care
