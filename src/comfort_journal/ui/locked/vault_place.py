"""What stands at the vault's place decides the first page: a place to open, to begin, or to explain.

Only names are looked at; nothing here reads the vault, and nothing heavy is imported while there is one.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path


class VaultPlace(Enum):
    """What is at the place: a vault, nothing yet, nothing any more, or something that cannot be used."""

    HERE = "here"
    NEW = "new"
    GONE = "gone"
    CLOSED = "closed"
    OTHER = "other"


_OWN = frozenset({"lock", "inbox", "backups", "set-aside", "journal.new"})
"""What a vault's folder may hold beside the journal itself."""

EXPLAINED = {
    VaultPlace.GONE: (
        "The vault that was here is gone",
        (
            "On this computer there was a vault at this place, and now there is none. It may have been moved, or a "
            "sync may not have finished. Nothing new is made here. When the folder is back, start again."
        ),
    ),
    VaultPlace.CLOSED: (
        "This place cannot be read",
        "The folder is there, but this user may not look into it. Its permissions need to allow it.",
    ),
    VaultPlace.OTHER: (
        "This is not a vault",
        "Something else is at this place, and it is left as it is. Choose another place with --vault.",
    ),
}
"""A heading and what to do, for each standing that is neither a vault nor a place for one."""


def standing(vault: Path, state_dir: Path) -> VaultPlace:
    """Return what stands at the vault's place."""
    try:
        names = set(os.listdir(vault))  # noqa: PTH208  one look, without building paths
    except FileNotFoundError:
        names = set()
    except NotADirectoryError:
        return VaultPlace.OTHER
    except OSError:
        return VaultPlace.CLOSED
    if "journal" in names:
        return VaultPlace.HERE
    if names - _OWN:
        return VaultPlace.OTHER
    return VaultPlace.GONE if _was_here(vault, state_dir) else VaultPlace.NEW


def place(vault: Path) -> str:
    """Return the vault's place as a person writes it, with ``~`` for their own folder."""
    own = Path.home()
    return str(Path("~") / vault.relative_to(own)) if vault.is_relative_to(own) else str(vault)


def _was_here(vault: Path, state_dir: Path) -> bool:
    from comfort_journal.vault.pin import pinned_path  # noqa: PLC0415  only where there is no vault to paint first

    return pinned_path(state_dir, vault) is not None
