"""An unfinished text is on disk within seconds and can be read with the vault key only.

A draft is a sealed file of its own, one name per editor, replaced as a whole. It never enters the log, so words that
were typed and erased again leave with it. Sealing it needs no write access to the journal.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from comfort_journal.errors import BadInput, ComfortError, NotFound, NotSaved
from comfort_journal.vault.disk import Disk, because
from comfort_journal.vault.folder import INBOX, Folder
from comfort_journal.vault.inbox import LARGEST_ITEM
from comfort_journal.vault.keys import inbox_public
from comfort_journal.vault.sealed import open_sealed, seal
from comfort_journal.vault.strict_json import canonical

_DRAFT = re.compile(r"([0-9a-f]{32})\.draft")
_NAME = re.compile(r"[0-9a-f]{32}")


class Drafts:
    """The drafts of one open vault; ``unreadable`` names those that the last ``load`` could not open and left."""

    def __init__(self, folder: Folder, vault_id: bytes, seeds: list[bytes], disk: Disk) -> None:
        """Stand on the vault's folder; the first seed is the one to seal to."""
        self._folder = folder
        self._vault_id = vault_id
        self._seeds = seeds
        self._public = inbox_public(seeds[0])
        self._disk = disk
        self.unreadable: tuple[str, ...] = ()

    def seal_to(self, seed: bytes) -> None:
        """Seal every later draft to the key of this seed; the vault's key has changed."""
        self._public = inbox_public(seed)

    def save(self, name: str, document: dict[str, Any]) -> None:
        """Replace the draft of one editor (``name``: 32 hex); it is on the medium when this returns.

        Raises NotSaved, or BadInput where it is larger than 1 MiB.
        """
        sealed = seal(self._public, self._vault_id, bytes.fromhex(_checked(name)), canonical(document))
        with self._folder.subfolder(INBOX) as items:
            items.replace_file(f"{name}.draft", sealed, disk=self._disk)

    def load(self) -> list[tuple[str, dict[str, Any]]]:
        """Return every draft that opens, as (name, document); one that does not is left where it is."""
        found, unreadable = [], []
        try:
            items = self._folder.subfolder(INBOX, make=False)
        except ComfortError:
            self.unreadable = (INBOX,)
            return []
        with items:
            for match in filter(None, map(_DRAFT.fullmatch, items.names())):
                try:
                    found.append((match[1], self._open(items, match[1])))
                except NotFound:
                    continue
                except (ComfortError, OSError):
                    unreadable.append(match[0])
        self.unreadable = tuple(unreadable)
        return found

    def remove(self, name: str) -> None:
        """Remove a draft whose record is saved, or that the person discarded. Raises NotSaved."""
        try:
            with self._folder.subfolder(INBOX) as items:
                items.remove(f"{_checked(name)}.draft")
                self._disk.sync(items.descriptor)
        except OSError as fault:
            raise NotSaved(f"The draft could not be removed ({because(fault)}).") from None

    def _open(self, items: Folder, name: str) -> dict[str, Any]:
        data = items.read_file(f"{name}.draft", LARGEST_ITEM) or b""
        _, doc = open_sealed(self._seeds, self._vault_id, bytes.fromhex(name), data)
        document: dict[str, Any] = msgspec.json.decode(doc)
        if document.get("kind") != "draft":
            raise BadInput("A draft file holds something else.")
        return document


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError("a draft's name is 32 hex digits")
    return name
