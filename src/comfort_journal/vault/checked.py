"""When this machine last found the whole vault sound: a moment in the user's state folder, and nothing else.

It is no secret and no proof; where it cannot be read there simply was no check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError
from comfort_journal.vault.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path

_LIMIT = 32


def note_checked(state_dir: Path, vault_id: bytes, now: float) -> None:
    """Remember ``now`` (seconds since 1970) as the moment of the last clean check. Raises NotSaved."""
    with Folder.make(state_dir) as states:
        states.replace_file(_name(vault_id), str(int(now)).encode(), durable=False)


def last_checked(state_dir: Path, vault_id: bytes) -> float | None:
    """Return the moment of the last clean check on this machine, in seconds since 1970; None for none."""
    try:
        with Folder.open(state_dir) as states:
            text = states.read_file(_name(vault_id), _LIMIT) or b""
    except (ComfortError, OSError):
        return None
    return float(text) if text.isdigit() else None


def _name(vault_id: bytes) -> str:
    return f"{vault_id.hex()}.checked"
