"""What is in memory is what is on the medium: the log of one open vault, and the state that it comes to.

Memory follows only after the medium has confirmed. A frame that others wrote is understood before anything goes behind
it, and one that makes no sense ends all writing while the rest is still shown.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from comfort_journal.errors import ComfortError, Damaged, NewerFormat
from comfort_journal.vault import transaction
from comfort_journal.vault.frames import LENGTH_BYTES, MAX_PLAIN, Frame
from comfort_journal.vault.keys import inbox_seed
from comfort_journal.vault.log import read_journal
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.pin import replaces_pinned
from comfort_journal.vault.rewrite import Progress, as_file, quietly, rewrite
from comfort_journal.vault.sealed import seed_op
from comfort_journal.vault.state import Change, VaultState, Version
from comfort_journal.vault.transaction import Op, Understood, last_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from comfort_journal.vault.folder import Folder
    from comfort_journal.vault.header import Keyset
    from comfort_journal.vault.log import Log, Reading
    from comfort_journal.vault.pin import Pin
    from comfort_journal.vault.world import World

_SENSELESS = "Save number {:,} of the journal cannot be understood. Everything else can be read; nothing is written."


class Replica:
    """Log and state of one open vault; the caller holds the vault's ``guard``.

    ``seeds`` are the inbox private keys that are known, the present one first; ``last`` is the last put or del of the
    log; ``missed`` is the pin that changes are missing after, where nothing else forbids to write.
    """

    def __init__(self, log: Log, folder: Folder, world: World, say: Callable[[Notice], None]) -> None:
        """Begin with a log that was opened and nothing taken in; ``say`` hears why writing ended."""
        self.log = log
        self.state = VaultState()
        self.vault_id = log.opened.header.vault_id
        self.seeds = [inbox_seed(log.opened.vk, self.vault_id)]
        self.last: Version | None = None
        self.missed: Pin | None = None
        self._folder = folder
        self._world = world
        self._say = say
        self._proven = True
        self._watchers: list[Callable[[Sequence[Change]], None]] = []
        log.spare = lambda: as_file(log, self.state, world.random)

    @property
    def writable(self) -> bool:
        """Whether a save can succeed."""
        return self.log.refused is None

    def watch(self, changed: Callable[[Sequence[Change]], None]) -> None:
        """Call ``changed``, with what every later save or import changed."""
        self._watchers.append(changed)

    def commit(self, ops: Sequence[Op]) -> None:
        """Save ops as one transaction: all of them are on the medium when this returns, or none and it raises.

        One too large for a frame is saved by a rewrite. Raises as ``Vault.commit``.
        """
        self.log.require()
        payload = transaction.encode(ops)
        self._catch_up()
        if LENGTH_BYTES + len(payload) > MAX_PLAIN:
            del payload  # a whole file is made beside it
            self._rewrite_with(ops)
        else:
            self.take_in(self.log.append(payload, self._world.random))
            self._apply(ops)

    def rewrite(
        self,
        ops: Sequence[Op],
        keyset: Keyset | None = None,
        generation: int | None = None,
        progress: Progress = quietly,
    ) -> None:
        """Write the journal file anew with what is known and ``ops``, also where they bring what was missing.

        ``keyset`` None keeps the keys; ``generation`` None is one more. Raises as ``Vault.commit``.
        """
        with self._settling(ops):
            self._rewrite_with(ops, keyset, generation, progress)

    def stand_on(self, descriptor: int, reading: Reading, last: Version | None) -> None:
        """Go on from another file at the journal's path; ``state`` stays what it was."""
        self.log.replace(descriptor, reading)
        self.last = last

    def take_in(self, frames: Sequence[Frame]) -> bool:
        """Apply verified frames; return whether there are any."""
        found = Understood()
        found.take(frames)
        self.begin(found)
        return bool(frames)

    def begin(self, found: Understood) -> None:
        """Apply what was understood; a frame whose transaction makes no sense stops all writing, the rest is shown."""
        self._proven = self._proven and found.proven
        self._heed(found)
        if found.ops:
            self._apply(found.ops)

    def _catch_up(self) -> None:
        """Understand what others have put behind our last save before anything goes behind theirs."""
        self.take_in(self.log.ready())
        self.log.require()

    def _prove(self) -> None:
        """Read the file once more with the proof that opening it left out, before it is written anew.

        A document that this version would write otherwise gets its own bytes back. Raises the reason where a save
        makes no sense.
        """
        if self._proven:
            return
        read_journal(self.log.descriptor, self.log.opened.vk, pinned=lambda _: None, take=self._take_proof)
        self.log.require()
        self._proven = True

    def _take_proof(self, frames: Sequence[Frame]) -> None:
        found = Understood()
        found.take(frames)
        self._heed(found)
        self._tell(self.state.restate(found.ops))

    def _heed(self, found: Understood) -> None:
        """Stop all writing where a save makes no sense."""
        for seq, fault in found.faults:
            self._stop(fault if isinstance(fault, NewerFormat) else Damaged(_SENSELESS.format(seq + 1)))

    def _stop(self, reason: ComfortError) -> None:
        self.log.refused = reason
        self._say(Notice("read-only", str(reason)))

    def _apply(self, ops: Sequence[Op]) -> None:
        """Take ops that are on the medium into memory."""
        self.last = last_version(ops) or self.last
        self.show(ops)
        self.seeds += [seed for seed in self.state.seeds.values() if seed not in self.seeds]

    def show(self, ops: Sequence[Op]) -> bool:
        """Apply ops to memory alone and tell the watchers; return whether anything changed."""
        changes = self.state.apply(ops)
        self._tell(changes)
        return bool(changes)

    def _tell(self, changes: Sequence[Change]) -> None:
        if changes:
            for changed in self._watchers:
                changed(changes)

    @contextlib.contextmanager
    def _settling(self, ops: Sequence[Op]) -> Iterator[None]:
        """Let a rewrite be done where changes were missing, if ``ops`` bring what this machine accepted last."""
        reason, pin = self.log.refused, self.missed
        if pin is not None and reason is not None and replaces_pinned(ops, pin):
            self.log.refused = self.missed = None
        try:
            yield
        except BaseException:
            if self.log.refused is None and self.missed is not pin:
                self.log.refused, self.missed = reason, pin
            raise

    def _rewrite_with(
        self,
        ops: Sequence[Op],
        keyset: Keyset | None = None,
        generation: int | None = None,
        progress: Progress = quietly,
    ) -> None:
        """Put a new file in place, and only then let memory follow."""
        self._catch_up()
        self._prove()
        old = self.log.opened.vk
        if keyset is not None and keyset.vk != old:
            ops = (*ops, seed_op(inbox_seed(old, self.vault_id)))
        wanted = self.state.copy()
        wanted.apply(ops)
        world = self._world
        rewrite(
            self.log,
            self._folder,
            wanted,
            world.disk,
            world.random,
            keyset=keyset,
            generation=generation,
            progress=progress,
        )
        self._apply(ops)
        if self.log.opened.vk != old:
            self.seeds.insert(0, inbox_seed(self.log.opened.vk, self.vault_id))
