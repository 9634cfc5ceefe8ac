"""An open vault: what is in memory is what is on the medium, and a vault that cannot be written says why.

The process with the lock reads, imports, appends and keeps the pin. Without the lock the journal is read up to the
size it has at that moment, waiting captures are shown from memory, and nothing at all is written. A vault that is
damaged or lacks changes is shown the same way, even with the lock.
"""

from __future__ import annotations

import contextlib
import os
from threading import RLock
from typing import TYPE_CHECKING, Literal, Self

from comfort_journal.errors import ChangesMissing, ComfortError, Damaged, InUse, NewerFormat, NotFound, NotSaved
from comfort_journal.vault import access, copies, inbox, judge, transaction
from comfort_journal.vault.disk import because, read_all
from comfort_journal.vault.drafts import Drafts
from comfort_journal.vault.folder import INBOX, JOURNAL, Folder
from comfort_journal.vault.frames import BLOCK, LENGTH_BYTES, MAX_PLAIN, Frame
from comfort_journal.vault.header import HEADER_BYTES
from comfort_journal.vault.keys import inbox_seed
from comfort_journal.vault.log import Log, Standing, read_journal
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import VaultKey, read_header
from comfort_journal.vault.pin import make_pin, pinned_seq, write_pin
from comfort_journal.vault.rewrite import Progress, as_file, packed, quietly, rewrite
from comfort_journal.vault.sealed import seed_op
from comfort_journal.vault.state import Change, State, Version
from comfort_journal.vault.transaction import Del, Op, Put, Seen
from comfort_journal.vault.world import REAL_WORLD, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from comfort_journal.vault.header import Keyset, OpenedHeader
    from comfort_journal.vault.lock import Lock
    from comfort_journal.vault.log import Reading
    from comfort_journal.vault.pin import Pin

_STALE_SECONDS = 3600.0
_IMPORT_ROOM = BLOCK - 8192
"""Bytes of records in one import; the import marks of that many records fit beside them in 64 KiB."""


class Vault:
    """One open vault. Every method may be called from any thread; ``guard`` is the lock shared with readers."""

    def __init__(self, folder: Folder, lock: Lock | None, log: Log, state_dir: Path, world: World) -> None:
        """Take over what ``open`` has opened; ``key_changed`` tells whether this machine last saw an earlier key."""
        self.guard = RLock()
        self.state = State()
        self.notices: tuple[str, ...] = ()
        self.vault_id = log.opened.header.vault_id
        self._folder = folder
        self._lock = lock
        self._log = log
        log.spare = lambda: as_file(log, self.state, world.random)
        self._state_dir = state_dir
        self._world = world
        self._last: Version | None = None
        self._left: set[str] = set()
        self._looked_at: frozenset[str] = frozenset()
        self._watchers: list[Callable[[Sequence[Change]], None]] = []
        self._missed: Pin | None = None  # what changes are missing after, if nothing else forbids to write
        self._closed = False
        self.key_changed = False
        self._seeds = [inbox_seed(log.opened.vk, self.vault_id)]
        self.drafts = Drafts(folder, self.vault_id, self._seeds, world.disk)

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
        read_header(folder, state_dir)  # says in the right words that there is none, or that it is gone
        with contextlib.ExitStack() as undo:
            opened = undo.enter_context(Folder.open(folder))
            lock, refused = access.take_lock(opened, want)
            if lock is not None:
                undo.callback(lock.release)
            # The pin first: a journal opened after it can only be newer, whatever another process saves meanwhile.
            pin, pin_notice = judge.remembered(state_dir, key.vault_id)
            descriptor, refused = access.open_journal(opened, refused)
            undo.callback(os.close, descriptor)
            reading = read_journal(descriptor, key.reveal(), pinned=lambda header: pinned_seq(pin, header))
            log = Log(opened, descriptor, reading, world.disk)
            vault = cls(opened, lock, log, state_dir, world)
            vault._say(*pin_notice, *judge.notices(reading, pin, alone=lock is not None))
            vault.key_changed = pin is not None and pin.key_number < reading.opened.header.key_number
            vault._understand(reading, pin, refused)
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
        return tuple(self._seeds)

    @property
    def state_dir(self) -> Path:
        """This machine's memory of its vaults."""
        return self._state_dir

    @property
    def world(self) -> World:
        """Where medium, randomness and time come from."""
        return self._world

    def standing(self) -> Standing:
        """Return what of the journal file stands on the medium now; the caller closes its descriptor.

        No later save or rewrite changes those bytes, so they can be copied while the journal is in use. Raises the
        reason where a part of it cannot be trusted, NotSaved once the vault is closed.
        """
        with self.guard:
            refused = self._log.refused
            if isinstance(refused, Damaged | NewerFormat) and not isinstance(refused, ChangesMissing):
                self._log.require()
            if self._closed:
                raise NotSaved("The vault is closed.")
            return Standing(os.dup(self._log.descriptor), self._log.opened, self._log.tip)

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
        self._watchers.append(changed)

    def commit(self, ops: Sequence[Op]) -> None:
        """Save ops as one transaction: all of them are on the medium when this returns, or none and it raises.

        Raises the reason why the vault is read-only, NotSaved, or BadInput for what cannot be kept.
        """
        with self.guard:
            self._log.require()
            payload = transaction.encode(ops)
            self._catch_up()
            if LENGTH_BYTES + len(payload) > MAX_PLAIN:
                self._rewrite_with(ops)
            else:
                self._take_in(self._log.append(payload, self._world.random))
                self._apply(ops)
            self._keep_pin()

    def now_ms(self) -> int:
        """Return the time of a new version, in ms since 1970 UTC."""
        return int(self._world.now() * 1000)

    def new_rev(self) -> str:
        """Return a fresh revision, 16 hex."""
        return self._world.random(8).hex()

    def refresh(self) -> bool:
        """Compare the path with what is open, import what waits in the inbox; return whether anything changed."""
        with self.guard:
            if self._closed:
                return False
            changed = False
            if self.writable:
                try:
                    changed = self._take_in(self._log.catch_up())
                except NotSaved as fault:
                    self._say(Notice("copy-replaced", str(fault)))
                    changed = True
            changed = self._look_for_copies() or changed
            return self._import() or changed

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
            with self._settling(ops):
                self._rewrite_with(ops, keyset, generation, progress)
            self._keep_pin()

    def stand_on(self, descriptor: int, reading: Reading, last: Version | None, reason: ComfortError) -> None:
        """Let a file that was put in the journal's place be the one that is open; nothing more is written to it.

        What is shown stays what it was, so whoever shows it ends soon: the file is another, perhaps under other keys.
        """
        with self.guard:
            self._log.replace(descriptor, reading)
            self._last = last
            self._log.refused = None
            self._keep_pin(durable=True)
            self._log.refused = reason

    def close(self) -> None:
        """Make the pin durable and let the next process in; a second call does nothing."""
        with self.guard:
            if self._closed:
                return
            self._closed = True
            self._look_once_more()
            self._keep_pin(durable=True)
            self._log.refused = NotSaved("The vault is closed.")
            self._log.close()
            if self._lock is not None:
                self._lock.release()
            self._folder.close()
            self._seeds.clear()

    def _look_once_more(self) -> None:
        """Keep what was saved if another file was put at the path since: closing lets go of the only copy of it."""
        if self.writable:
            with contextlib.suppress(ComfortError):
                self._take_in(self._log.catch_up())

    def _understand(self, reading: Reading, pin: Pin | None, refused: ComfortError | None) -> None:
        """Take in what was read, and know why nothing may be written: what is wrong with the journal comes first."""
        self._take_in(reading.log.frames)
        if isinstance(self._log.refused, NewerFormat):
            raise self._log.refused
        reason = judge.reason_to_refuse(reading, pin, self.state)
        if isinstance(reason, ChangesMissing) and self._log.refused is None and self._lock is not None:
            self._missed = pin
        self._log.refused = self._log.refused or reason or refused

    def _begin(self) -> None:
        if self._lock is not None:
            fault = access.tidy(self._folder, self._state_dir, self._world.now() - _STALE_SECONDS)
            self._log.refused = self._log.refused or fault
            with contextlib.suppress(ComfortError, OSError):  # the next unlock tries again
                inbox.renew_public_key(self._state_dir, self._log.opened.vk, self.vault_id)
        if self._folder.corrected:
            names = ", ".join(sorted(set(self._folder.corrected)))
            self._say(Notice("modes", f"Others on this computer could open {names}; from now on only you can."))
        if self._log.refused is not None and not isinstance(self._log.refused, InUse):
            self._say(Notice("read-only", str(self._log.refused)))
        self._look_for_copies()
        self._import()
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

    def _take_in(self, frames: Sequence[Frame]) -> bool:
        """Apply verified frames; one whose transaction makes no sense stops all writing, the others are shown."""
        ops: list[Op] = []
        for frame in frames:
            try:
                ops += transaction.decode(frame.payload)
            except NewerFormat as fault:
                self._stop(NewerFormat(str(fault)))
            except Damaged:
                self._stop(
                    Damaged(
                        f"Save number {frame.seq + 1:,} of the journal cannot be understood. Everything else can be "
                        "read; nothing is written."
                    )
                )
        if ops:
            self._apply(ops)
        return bool(frames)

    def _catch_up(self) -> None:
        """Understand what others have put behind our last save before anything goes behind theirs."""
        self._take_in(self._log.ready())
        self._log.require()

    def _stop(self, reason: ComfortError) -> None:
        self._log.refused = reason
        self._say(Notice("read-only", str(reason)))

    def _apply(self, ops: Sequence[Op]) -> None:
        """Take ops that are on the medium into memory."""
        self._last = next((op for op in reversed(ops) if isinstance(op, Put | Del)), self._last)
        self._show(ops)
        self._seeds += [seed for seed in self.state.seeds.values() if seed not in self._seeds]

    def _show(self, ops: Sequence[Op]) -> bool:
        changes = self.state.apply(ops)
        if changes:
            for changed in self._watchers:
                changed(changes)
        return bool(changes)

    def _import(self) -> bool:
        """Take the inbox in: into the log where it can be written, else into memory only."""
        try:
            items = self._folder.subfolder(INBOX, make=self._lock is not None)
        except NotFound:
            return False
        except ComfortError as fault:
            self._say(Notice("inbox-shut", f"Notes that were sealed while locked cannot be shown: {fault}"))
            return False
        with items:
            waiting = inbox.look(items, self.vault_id, self._seeds, self.state.seen)
            self._name_left(waiting.left)
            if not self.writable:
                return self._show(tuple(waiting.puts.values()))
            try:
                self._save_items(items, waiting)
            except NotSaved as fault:
                self._say(
                    Notice(
                        "inbox-waits", f"{_notes(len(waiting.puts))} can be read but not yet taken in ({_why(fault)})."
                    )
                )
                return self._show(tuple(waiting.puts.values()))
            return bool(waiting.puts)

    def _save_items(self, items: Folder, waiting: inbox.Waiting) -> None:
        item_of = {put.rev: item for item, put in waiting.puts.items()}
        for group in packed(waiting.puts.values(), _IMPORT_ROOM):
            names = tuple(item_of[put.rev] for put in group)
            self.commit((*group, Seen(items=names)))
            _remove(items, names)
        _remove(items, waiting.done)

    def _name_left(self, left: Sequence[str]) -> None:
        left = [name for name in left if name not in self._left]
        self._left.update(left)
        if left:
            what = "could not be taken in and stays where it is"
            self._say(Notice("inbox-left", f"{_notes(len(left))} {what}: {', '.join(left)}."))

    @contextlib.contextmanager
    def _settling(self, ops: Sequence[Op]) -> Iterator[None]:
        """Let a rewrite be done where changes were missing, if ``ops`` bring what this machine accepted last."""
        reason, pin = self._log.refused, self._missed
        if pin is not None and reason is not None and _brings(ops, pin):
            self._log.refused = self._missed = None
            self.notices = tuple(each for each in self.notices if str(each) != str(reason))
        try:
            yield
        except BaseException:
            if self._log.refused is None and self._missed is not pin:
                self._log.refused, self._missed = reason, pin
            raise

    def _rewrite_with(
        self,
        ops: Sequence[Op],
        keyset: Keyset | None = None,
        generation: int | None = None,
        progress: Progress = quietly,
    ) -> None:
        """Put a new file in place, and only then let memory and this machine's public key follow."""
        self._catch_up()
        old = self._log.opened.vk
        if keyset is not None and keyset.vk != old:
            ops = (*ops, seed_op(inbox_seed(old, self.vault_id)))
        wanted = self.state.copy()
        wanted.apply(ops)
        world = self._world
        rewrite(
            self._log,
            self._folder,
            wanted,
            world.disk,
            world.random,
            keyset=keyset,
            generation=generation,
            progress=progress,
        )
        self._apply(ops)
        if self._log.opened.vk != old:
            self._seal_to_new_key()

    def _seal_to_new_key(self) -> None:
        self._seeds.insert(0, inbox_seed(self._log.opened.vk, self.vault_id))
        self.drafts.seal_to(self._seeds[0])
        with contextlib.suppress(ComfortError, OSError):  # the next unlock tries again; the old key's seed is kept
            inbox.renew_public_key(self._state_dir, self._log.opened.vk, self.vault_id)

    def _keep_pin(self, *, durable: bool = False) -> None:
        """Remember the tip as accepted; never for a copy that is damaged or lacks changes."""
        if self._lock is None or isinstance(self._log.refused, Damaged | NewerFormat):
            return
        pin = make_pin(self._folder.path, self._log.opened, self._log.tip, self._last)
        try:
            write_pin(self._state_dir, self.vault_id, pin, durable=durable)
        except (ComfortError, OSError) as fault:
            self._say(
                Notice(
                    "pin",
                    f"This computer could not note down where the journal stands ({_why(fault)}). Nothing is lost by "
                    "it, but an older copy put in its place might go unnoticed.",
                )
            )

    def _say(self, *said: Notice) -> None:
        self.notices += tuple(notice for notice in said if notice not in self.notices)


def _brings(ops: Sequence[Op], pin: Pin) -> bool:
    """Tell whether ops hold the last version that a pin accepted, or one that replaced it."""
    versions = (op for op in ops if isinstance(op, Put | Del) and op.id == pin.id)
    return pin.rev is None or any(pin.rev == each.rev or pin.rev in each.past for each in versions)


def _why(fault: Exception) -> str:
    """Return the system's own words behind a fault, else the fault's."""
    behind = fault if isinstance(fault, OSError) else fault.__context__
    return because(behind) if isinstance(behind, OSError) else str(fault).rstrip(".")


def _notes(count: int) -> str:
    return "1 sealed note" if count == 1 else f"{count:,} sealed notes"


def _remove(items: Folder, names: Sequence[str]) -> None:
    for name in names:
        with contextlib.suppress(OSError):  # marked as imported: the next time tries again
            items.remove(f"{name}.seal")
