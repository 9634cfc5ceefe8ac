"""The record is sealed as the session goes, in a thread of its own, so that no disk ever holds a stop back.

What comes in while an older state is being sealed waits, and only the latest of it is sealed. Each item names the ones
before it, so that however a session is cut off, the last one that reached the medium is its record.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError
from comfort_journal.records import to_document
from comfort_journal.vault.inbox import Address, capture_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.partner import Inbox
    from comfort_journal.records import Partner

PATIENCE: Final = 2.0
"""Seconds that the end of a session waits for its last record."""
_REVISION: Final = 16
"""Hex digits of an item's id that are its revision."""


class RecordSaver:
    """Seals the records of one session; ``failed`` tells that the latest could not be kept.

    ``inbox`` None keeps nothing and fails nothing.
    """

    def __init__(self, inbox: Inbox | None, capture: Callable[..., str] = capture_at) -> None:
        """Wait for the first record."""
        self.failed = False
        self._inbox = inbox
        self._capture = capture
        self._past: list[str] = []
        self._last: Partner | None = None
        self._latest: Partner | None = None
        self._changed = threading.Condition()
        self._busy = False
        if inbox is not None:
            threading.Thread(target=self._run, args=(inbox,), name="keeping", daemon=True).start()

    def keep(self, record: Partner) -> None:
        """Have the record sealed in place of what was sealed before; the same one again changes nothing."""
        if self._inbox is None or record == self._last:
            return
        self._last = record
        with self._changed:
            self._latest = record
            self._changed.notify_all()

    def wait(self, seconds: float = PATIENCE) -> bool:
        """Wait until the latest record is kept, at most so long; False when it is not."""
        with self._changed:
            done = self._changed.wait_for(lambda: self._latest is None and not self._busy, seconds)
            return done and not self.failed

    def _run(self, inbox: Inbox) -> None:
        to = Address(inbox.vault_id, inbox.public)
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._latest is not None)
                record, self._latest, self._busy = self._latest, None, True
            kept = record is not None and self._seal(Path(inbox.vault), to, record)
            with self._changed:
                self._busy, self.failed = False, not kept
                self._changed.notify_all()

    def _seal(self, vault: Path, to: Address, record: Partner) -> bool:
        try:
            item = self._capture(vault, to, to_document(record), past=tuple(self._past))
        except (ComfortError, OSError):  # the session goes on, and says at its end that nothing could be kept
            return False
        self._past.append(item[:_REVISION])
        return True
