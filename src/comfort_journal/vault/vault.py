"""An open vault is written by the one process that has its lock, and one that cannot be written says why.

The process with the lock reads, imports, appends and keeps the pin. Without the lock the journal is read up to the
size it has at that moment, waiting captures are shown from memory, and nothing at all is written. A vault that is
damaged or lacks changes is shown the same way, even with the lock.
"""

from __future__ import annotations

import contextlib
from threading import RLock
from typing import TYPE_CHECKING, Literal, Self

from comfort_journal.errors import ChangesMissing, ComfortError, Damaged, InUse, NewerFormat, NotSaved
from comfort_journal.vault import access, copies, inbox, judge
from comfort_journal.vault.disk import read_all
from comfort_journal.vault.drafts import Drafts
from comfort_journal.vault.folder import JOURNAL, Folder
from comfort_journal.vault.header import HEADER_BYTES
from comfort_journal.vault.intake import Intake
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.pin import make_pin, write_pin
from comfort_journal.vault.replica import Replica
from comfort_journal.vault.rewrite import Progress, quietly
from comfort_journal.vault.world import REAL_WORLD, World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from comfort_journal.vault.header import Keyset, OpenedHeader
    from comfort_journal.vault.lock import VaultLock
    from comfort_journal.vault.log import JournalFile, Log, Reading
    from comfort_journal.vault.opening import VaultKey
    from comfort_journal.vault.pin import Pin
    from comfort_journal.vault.state import Change, Version
    from comfort_journal.vault.transaction import Op


class Vault:
    """One open vault. Every method may be called from any thread; ``guard`` is the lock shared with readers.

    ``state_dir`` is this machine's memory of its vaults; ``world`` is where medium, randomness and time come from.
    """

    def __init__(self, folder: Folder, lock: VaultLock | None, log: Log, state_dir: Path, world: World) -> None:
        """Take over what ``open`` has opened; ``key_changed`` tells whether this machine last saw an earlier key."""
        self.guard = RLock()
        self.notices: tuple[str, ...] = ()
        self.vault_id = log.opened.header.vault_id
        self.key_changed = False
        self._folder = folder
        self._lock = lock
        self._log = log
        self.state_dir = state_dir
        self.world = world
        self._replica = Replica(log, folder, world, self._say)
        self.state = self._replica.state
        self._intake = Intake(folder, self._replica, self._say)
        self._looked_at: frozenset[str] = frozenset()
        self._pinned: Pin | None = None
        self._closed = False
        self.drafts = Drafts(folder, self.vault_id, self._replica.seeds, world.disk)

    @classmethod
    def open(
        cls,
        folder: Path,
        key: VaultKey,
        *,
        state_dir: Path,
        want: Literal["write", "read"] = "write",
        world: World = REAL_WORLD,
    ) -> Self:
        """Open a vault with its key; no key is derived, so it takes about as long as reading the journal.

        ``want="write"`` needs the lock and raises InUse without it; ``"read"`` goes on without. Raises NotFound,
        Damaged where the header cannot be trusted, NewerFormat.
        """
        with contextlib.ExitStack() as undo:
            held = access.hold(folder, key, state_dir, want, world, undo)
            vault = cls(held.folder, held.lock, held.log, state_dir, world)
            vault._say(*held.notices)
            vault.key_changed = held.key_changed
            vault._understand(held)
            vault._begin()
            undo.pop_all()
        return vault

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._folder.path

    @property
    def folder(self) -> Folder:
        """The open folder itself, for this room."""
        return self._folder

    @property
    def opened(self) -> OpenedHeader:
        """The header of the journal file that is open now, with its key, for this room."""
        return self._log.opened

    @property
    def alone(self) -> bool:
        """Whether this process holds the lock."""
        return self._lock is not None

    @property
    def seeds(self) -> tuple[bytes, ...]:
        """The inbox private keys that are known, for this room."""
        return tuple(self._replica.seeds)

    def standing(self) -> JournalFile:
        """Return what of the journal file stands on the medium now; the caller closes its descriptor.

        No later save or rewrite changes those bytes, so they can be copied while the journal is in use. Raises the
        reason where a part of it cannot be trusted, NotSaved once the vault is closed.
        """
        with self.guard:
            return self._log.standing()

    @property
    def why_read_only(self) -> ComfortError | None:
        """Why nothing can be saved, in plain words; None while it can."""
        return self._log.refused

    @property
    def writable(self) -> bool:
        """Whether a save can succeed."""
        return self._log.refused is None

    def require_writable(self) -> None:
        """Raise the reason why nothing can be saved, if there is one."""
        self._log.require()

    @property
    def size(self) -> int:
        """Bytes of the journal file up to the end of the last save."""
        return self._log.tip.offset

    @property
    def saves(self) -> int:
        """How many frames the journal file holds."""
        return self._log.tip.seq

    def first_bytes(self) -> bytes:
        """Return the open file's header as it stands on the medium, to try a secret on."""
        return read_all(self._log.descriptor, HEADER_BYTES)

    def watch(self, changed: Callable[[Sequence[Change]], None]) -> None:
        """Call ``changed``, under ``guard``, with what every later save or import changed."""
        self._replica.watch(changed)

    def commit(self, ops: Sequence[Op]) -> None:
        """Save ops as one transaction: all of them are on the medium when this returns, or none and it raises.

        Raises the reason why the vault is read-only, NotSaved, or BadInput for what cannot be kept.
        """
        with self.guard:
            self._replica.commit(ops)
            self._keep_pin()

    def now_ms(self) -> int:
        """Return the time of a new version, in ms since 1970 UTC."""
        return int(self.world.now() * 1000)

    def new_rev(self) -> str:
        """Return a fresh revision, 16 hex."""
        return self.world.random(8).hex()

    def refresh(self) -> bool:
        """Compare the path with what is open, import what waits in the inbox; return whether anything changed."""
        with self.guard:
            if self._closed:
                return False
            changed = False
            if self.writable:
                try:
                    changed = self._replica.take_in(self._log.catch_up())
                except NotSaved as fault:
                    self._say(Notice("copy-replaced", str(fault)))
                    changed = True
            changed = self._look_for_copies() or changed
            return self._intake.take_in(self.commit, make=self._lock is not None) or changed

    def mend(self) -> None:
        """Write the journal file anew from memory, with both header copies whole. Raises as ``commit``."""
        self.rewrite()

    def rewrite(
        self,
        ops: Sequence[Op] = (),
        *,
        keyset: Keyset | None = None,
        generation: int | None = None,
        progress: Progress = quietly,
    ) -> None:
        """Write the journal file anew with what is known and ``ops``: nothing that was replaced is in it any more.

        ``keyset`` puts it under other keys, whose inbox seed is then the one to seal to; the seed until now stays among
        those kept, and this machine's public key follows. ``generation`` is None for one more. Raises as ``commit``.
        """
        with self.guard:
            reason, old = self._log.refused, self._log.opened.vk
            self._replica.rewrite(ops, keyset, generation, progress)
            if reason is not None:  # what was missing has come: nothing more needs to be said of it
                self.notices = tuple(each for each in self.notices if str(each) != str(reason))
            if self._log.opened.vk != old:
                self._seal_to_new_key()
            self._keep_pin()

    def stand_on(self, descriptor: int, reading: Reading, last: Version | None, reason: ComfortError) -> None:
        """Let a file that was put in the journal's place be the one that is open; nothing more is written to it.

        What is shown stays what it was, so whoever shows it ends soon: the file is another, perhaps under other keys.
        """
        with self.guard:
            self._replica.stand_on(descriptor, reading, last)
            self._log.refused = None
            self._keep_pin(durable=True)
            self._log.refused = reason

    def close(self) -> None:
        """Make the pin durable and let the next process in; a second call does nothing."""
        with self.guard:
            if self._closed:
                return
            self._closed = True
            # Another file may stand at the path: closing would let go of the only copy of what was saved.
            with contextlib.suppress(ComfortError):
                self._replica.take_in(self._log.catch_up())
            self._keep_pin(durable=True)
            self._log.refused = NotSaved("The vault is closed.")
            self._log.close()
            if self._lock is not None:
                self._lock.release()
            self._folder.close()
            self._replica.seeds.clear()

    def _understand(self, held: access.Held) -> None:
        """Take in what was read, and know why nothing may be written: what is wrong with the journal comes first."""
        self._pinned = held.pin
        self._replica.begin(held.understood)
        if isinstance(self._log.refused, NewerFormat):
            raise self._log.refused
        reason = judge.reason_to_refuse(held.reading, held.pin, self.state)
        if isinstance(reason, ChangesMissing) and self._log.refused is None and self.alone:
            self._replica.missed = held.pin
        self._log.refused = self._log.refused or reason or held.refused

    def _begin(self) -> None:
        if self._lock is not None:
            fault = access.tidy(self._folder, self.state_dir, self.world.now())
            self._log.refused = self._log.refused or fault
            with contextlib.suppress(ComfortError, OSError):  # the next unlock tries again
                inbox.renew_public_key(self.state_dir, self._log.opened.vk, self.vault_id)
        if self._folder.corrected:
            self._say(judge.was_open(self._folder.corrected))
        if self._log.refused is not None and not isinstance(self._log.refused, InUse):
            self._say(Notice("read-only", str(self._log.refused)))
        self._look_for_copies()
        self._intake.take_in(self.commit, make=self._lock is not None)
        self._keep_pin()

    def conflict_copies(self) -> tuple[copies.ConflictCopy, ...]:
        """Return the other copies of the journal that lie in the vault's folder, as sync tools leave them there."""
        with self.guard:
            missing = isinstance(self._log.refused, ChangesMissing)
            return copies.conflict_copies(self._folder, self._log.opened, self.state, missing=missing)

    def _look_for_copies(self) -> bool:
        """Offer the copies that came since the last look; return whether any did."""
        names = frozenset(name for name in self._folder.names() if name.startswith(JOURNAL))
        if not names - self._looked_at:
            return False
        first, self._looked_at = not self._looked_at, names
        if names == {JOURNAL} and self.writable:
            return False
        offered = copies.offer(self.conflict_copies())
        if offered is not None:
            self._say(offered)
        return offered is not None and not first

    def _seal_to_new_key(self) -> None:
        self.drafts.seal_to(self._replica.seeds[0])
        with contextlib.suppress(ComfortError, OSError):  # the next unlock tries again; the old key's seed is kept
            inbox.renew_public_key(self.state_dir, self._log.opened.vk, self.vault_id)

    def _keep_pin(self, *, durable: bool = False) -> None:
        """Remember the tip as accepted; never for a copy that is damaged or lacks changes."""
        if self._lock is None or isinstance(self._log.refused, Damaged | NewerFormat):
            return
        pin = make_pin(self._folder.path, self._log.opened, self._log.tip, self._replica.last)
        if pin == self._pinned and not durable:  # as after most unlocks
            return
        try:
            write_pin(self.state_dir, self.vault_id, pin, durable=durable)
            self._pinned = pin
        except (ComfortError, OSError) as fault:
            self._say(judge.not_pinned(fault))

    def _say(self, *said: Notice) -> None:
        self.notices += tuple(notice for notice in said if notice not in self.notices)
