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

from comfort_journal.errors import ComfortError, Damaged, InUse, NotFound, NotSaved
from comfort_journal.vault import inbox, judge, transaction
from comfort_journal.vault.disk import because
from comfort_journal.vault.drafts import Drafts
from comfort_journal.vault.folder import INBOX, JOURNAL, JOURNAL_NEW, SUBFOLDERS, Folder
from comfort_journal.vault.frames import BLOCK, LENGTH_BYTES, MAX_PLAIN, Frame
from comfort_journal.vault.keys import inbox_seed
from comfort_journal.vault.lock import Lock
from comfort_journal.vault.log import Log, read_journal
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import VaultKey, read_header
from comfort_journal.vault.pin import make_pin, pinned_seq, write_pin
from comfort_journal.vault.rewrite import packed, rewrite
from comfort_journal.vault.state import Change, State, Version
from comfort_journal.vault.transaction import Del, Op, Put, Seen
from comfort_journal.vault.world import REAL_WORLD, World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_STALE_SECONDS = 3600.0
_IMPORT_ROOM = BLOCK - 8192
"""Bytes of records in one import; the import marks of that many records fit beside them in 64 KiB."""


class Vault:
    """One open vault. Every method may be called from any thread; ``guard`` is the lock shared with readers."""

    def __init__(self, folder: Folder, lock: Lock | None, log: Log, state_dir: Path, world: World) -> None:
        """Take over what ``open`` has opened."""
        self.guard = RLock()
        self.state = State()
        self.notices: tuple[str, ...] = ()
        self.vault_id = log.opened.header.vault_id
        self._folder = folder
        self._lock = lock
        self._log = log
        self._state_dir = state_dir
        self._world = world
        self._last: Version | None = None
        self._left: set[str] = set()
        self._watchers: list[Callable[[Sequence[Change]], None]] = []
        self._closed = False
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
            lock, refused = _lock(opened, want)
            if lock is not None:
                undo.callback(lock.release)
            descriptor, refused = _descriptor(opened, refused)
            undo.callback(os.close, descriptor)
            pin, pin_notice = judge.remembered(state_dir, key.vault_id)
            reading = read_journal(descriptor, key.reveal(), pinned=lambda header: pinned_seq(pin, header))
            log = Log(opened, descriptor, reading, world.disk, refused)
            vault = cls(opened, lock, log, state_dir, world)
            vault._say(*pin_notice, *judge.notices(reading, pin))
            vault._take_in(reading.log.frames)
            log.refused = refused or log.refused or judge.reason_to_refuse(reading, pin, vault.state)
            vault._begin()
            undo.pop_all()
        return vault

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._folder.path

    @property
    def why_read_only(self) -> ComfortError | None:
        """Why nothing can be saved, in plain words; None while it can."""
        return self._log.refused

    @property
    def writable(self) -> bool:
        """Whether a save can succeed."""
        return self._log.refused is None

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
            return self._import() or changed

    def mend(self) -> None:
        """Write the journal file anew from memory, with both header copies whole. Raises as ``commit``."""
        with self.guard:
            self._rewrite_with(())
            self._keep_pin()

    def close(self) -> None:
        """Make the pin durable and let the next process in; a second call does nothing."""
        with self.guard:
            if self._closed:
                return
            self._closed = True
            self._keep_pin(durable=True)
            self._log.refused = NotSaved("The vault is closed.")
            self._log.close()
            if self._lock is not None:
                self._lock.release()
            self._folder.close()
            self._seeds.clear()

    def _begin(self) -> None:
        if self._lock is not None:
            self._tidy()
            with contextlib.suppress(ComfortError, OSError):  # the next unlock tries again
                inbox.renew_public_key(self._state_dir, self._log.opened.vk, self.vault_id)
        if self._folder.corrected:
            names = ", ".join(sorted(set(self._folder.corrected)))
            self._say(Notice("modes", f"Others on this computer could open {names}; from now on only you can."))
        if self._log.refused is not None and not isinstance(self._log.refused, InUse):
            self._say(Notice("read-only", str(self._log.refused)))
        self._import()
        self._keep_pin()

    def _tidy(self) -> None:
        """Make missing folders, and remove what a crash left half-made; a link in a folder's place ends writing."""
        try:
            self._folder.tighten()
            self._folder.remove(JOURNAL_NEW)
            for name in SUBFOLDERS:
                with self._folder.subfolder(name) as inside:
                    inside.sweep(self._world.now() - _STALE_SECONDS)
        except Damaged as fault:
            self._log.refused = self._log.refused or fault
        except (ComfortError, OSError):  # a full disk or a read-only medium; the first save will say so
            return

    def _take_in(self, frames: Sequence[Frame]) -> bool:
        """Apply verified frames; one whose transaction makes no sense stops all writing, the others are shown."""
        for frame in frames:
            try:
                self._apply(transaction.decode(frame.payload))
            except Damaged:
                self._log.refused = Damaged(
                    f"Save number {frame.seq + 1:,} of the journal cannot be understood. Everything else can be read; "
                    "nothing is written."
                )
        return bool(frames)

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
        except ComfortError:
            return False
        with items:
            waiting = inbox.look(items, self.vault_id, self._seeds, self.state.seen)
            self._name_left(waiting.left)
            if not self.writable:
                return self._show(tuple(waiting.puts.values()))
            try:
                self._save_items(items, waiting)
            except NotSaved as fault:
                self._say(Notice("inbox-waits", f"{len(waiting.puts)} sealed notes wait to be taken in. {fault}"))
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
            what = "1 sealed note" if len(left) == 1 else f"{len(left)} sealed notes"
            self._say(Notice("inbox-left", f"{what} could not be taken in and stays where it is: {', '.join(left)}."))

    def _rewrite_with(self, ops: Sequence[Op]) -> None:
        self._take_in(self._log.ready())
        wanted = self.state.copy()
        wanted.apply(ops)
        rewrite(self._log, self._folder, wanted, self._world.disk, self._world.random)

    def _keep_pin(self, *, durable: bool = False) -> None:
        """Remember the tip as accepted; never for a copy that is damaged or lacks changes."""
        if self._lock is None or isinstance(self._log.refused, Damaged):
            return
        pin = make_pin(self._folder.path, self._log.opened, self._log.tip, self._last)
        try:
            write_pin(self._state_dir, self.vault_id, pin, durable=durable)
        except (ComfortError, OSError) as fault:
            why = because(fault) if isinstance(fault, OSError) else str(fault)
            self._say(
                Notice("pin", f"This computer could not remember the last save, so it may miss a rollback. {why}")
            )

    def _say(self, *said: Notice) -> None:
        self.notices += tuple(notice for notice in said if notice not in self.notices)


def _lock(folder: Folder, want: str) -> tuple[Lock | None, ComfortError | None]:
    try:
        return Lock.take(folder), None
    except OSError as fault:
        refused: ComfortError = NotSaved(f"The vault can only be read here ({because(fault)}).")
    except ComfortError as fault:
        refused = fault
    if want == "write":
        raise refused
    return None, refused


def _descriptor(folder: Folder, refused: ComfortError | None) -> tuple[int, ComfortError | None]:
    if refused is None:
        try:
            return folder.open_file(JOURNAL, os.O_RDWR), None
        except (NotFound, Damaged):
            raise
        except ComfortError as fault:  # a read-only medium, say
            refused = fault
    return folder.open_file(JOURNAL, os.O_RDONLY), refused


def _remove(items: Folder, names: Sequence[str]) -> None:
    for name in names:
        with contextlib.suppress(OSError):  # marked as imported: the next time tries again
            items.remove(f"{name}.seal")
