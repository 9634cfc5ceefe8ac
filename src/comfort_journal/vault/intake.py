"""The inbox of one open vault is taken in whole: into the log where it can be written, else into memory only.

An item leaves the folder only after the frame that holds it is on the medium; what cannot be taken in is named once.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, NotFound, NotSaved
from comfort_journal.vault import inbox
from comfort_journal.vault.disk import why
from comfort_journal.vault.folder import INBOX, Folder
from comfort_journal.vault.frames import BLOCK
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.rewrite import packed
from comfort_journal.vault.transaction import Op, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comfort_journal.vault.replica import Replica

_IMPORT_ROOM = BLOCK - 8192
"""Bytes of records in one import; the import marks of that many records fit beside them in 64 KiB."""


class Intake:
    """The way from the inbox into one replica; ``named`` holds the items that were said to stay where they are."""

    def __init__(self, folder: Folder, replica: Replica, say: Callable[[Notice], None]) -> None:
        """Stand between the vault's folder and what it holds in memory."""
        self.named: set[str] = set()
        self._folder = folder
        self._replica = replica
        self._say = say

    def take_in(self, commit: Callable[[Sequence[Op]], None], *, make: bool) -> bool:
        """Save what waits with ``commit``, or show it where nothing can be saved; return whether anything changed.

        ``make`` is whether a missing inbox may be made. Raises as ``commit``, but for NotSaved, which is said.
        """
        replica = self._replica
        try:
            items = self._folder.subfolder(INBOX, make=make)
        except NotFound:
            return False
        except ComfortError as fault:
            self._say(Notice("inbox-shut", f"Notes that were sealed while locked cannot be shown: {fault}"))
            return False
        with items:
            waiting = inbox.look(items, replica.vault_id, replica.seeds, replica.state.seen)
            self._name_left(waiting.left)
            if not replica.writable:
                return replica.show(tuple(waiting.puts.values()))
            try:
                _save(items, waiting, commit)
            except NotSaved as fault:
                self._say(
                    Notice(
                        "inbox-waits", f"{_notes(len(waiting.puts))} can be read but not yet taken in ({why(fault)})."
                    )
                )
                return replica.show(tuple(waiting.puts.values()))
            return bool(waiting.puts)

    def _name_left(self, left: Sequence[str]) -> None:
        left = [name for name in left if name not in self.named]
        self.named.update(left)
        if left:
            what = "could not be taken in and stays where it is"
            self._say(Notice("inbox-left", f"{_notes(len(left))} {what}: {', '.join(left)}."))


def _save(items: Folder, waiting: inbox.WaitingItem, commit: Callable[[Sequence[Op]], None]) -> None:
    item_of = {put.rev: item for item, put in waiting.puts.items()}
    for group in packed(waiting.puts.values(), _IMPORT_ROOM):
        names = tuple(item_of[put.rev] for put in group)
        commit((*group, Seen(items=names)))
        _remove(items, names)
    _remove(items, waiting.done)


def _notes(count: int) -> str:
    return "1 sealed note" if count == 1 else f"{count:,} sealed notes"


def _remove(items: Folder, names: Sequence[str]) -> None:
    for name in names:
        with contextlib.suppress(OSError):  # marked as imported: the next time tries again
            items.remove(f"{name}.seal")
