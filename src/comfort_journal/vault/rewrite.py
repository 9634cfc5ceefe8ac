"""A rewrite puts a whole new file in the journal's place, or changes nothing.

The new file is written beside the old one, synced, read back under the key and compared with the state it must hold;
only then does a rename put it in place. It gets a new file_id, so its frames are sealed under a key of their own.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from comfort_journal.errors import NotSaved
from comfort_journal.vault import transaction
from comfort_journal.vault.disk import Disk, because
from comfort_journal.vault.folder import JOURNAL, JOURNAL_NEW, Folder
from comfort_journal.vault.frames import BLOCK, LENGTH_BYTES, TAG_BYTES, first_tip, seal_frame
from comfort_journal.vault.header import ID_BYTES, NONCE_BYTES, Header, Keyset, encode_header, open_with_key
from comfort_journal.vault.keys import log_key
from comfort_journal.vault.log import Log, Reading, read_journal
from comfort_journal.vault.state import VaultState
from comfort_journal.vault.transaction import Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from comfort_journal.vault.frames import Frame

_WRAPPING = len(transaction.encode(()))
_ROOM = BLOCK - LENGTH_BYTES - _WRAPPING
_ALL = 1000
_O = TypeVar("_O", bound=Op)

Progress: TypeAlias = "Callable[[int, int], None]"
"""Hears ``(done, total)`` while a long step goes on; it may be called from any thread and must not raise."""


def quietly(done: int, total: int, /) -> None:
    """Tell nobody how far a long step is."""


def rewrite(  # noqa: PLR0913  a file is all of this
    log: Log,
    folder: Folder,
    state: VaultState,
    disk: Disk,
    random: Callable[[int], bytes],
    *,
    keyset: Keyset | None = None,
    generation: int | None = None,
    progress: Progress = quietly,
) -> None:
    """Put a file with exactly ``state`` in the journal's place and let ``log`` go on in it.

    ``keyset`` puts the file under other keys (None: under the ones it has); ``generation`` (None: one more) must be
    higher than the old file's. The caller holds the lock, and the log is ``ready``. The header is written anew in both
    copies, so this also mends a damaged one. Raises NotSaved with the old file untouched, BadInput where one record is
    too large for a frame.
    """
    keyset = keyset or Keyset.of(log.opened)
    header = _next_header(log, keyset, generation, random)
    try:
        descriptor, reading = write_journal(
            folder, header, keyset.vk, state, disk, random, may_replace=log.stands, progress=progress
        )
    except OSError as fault:
        raise NotSaved(f"The disk refused the write ({because(fault)}). This was not saved.") from None
    try:
        disk.sync(folder.descriptor)
    except OSError as fault:
        # After a power cut either file may stand there: the log stays on the old one, so that the pin does not lead.
        os.close(descriptor)
        log.refused = NotSaved(
            f"The disk did not confirm the new journal file ({because(fault)}). Nothing more is written until the "
            "vault is opened again."
        )
        raise NotSaved(str(log.refused)) from None
    log.replace(descriptor, reading)


def as_file(log: Log, state: VaultState, random: Callable[[int], bytes]) -> bytes:
    """Return a whole journal file with exactly ``state``, to be kept beside the one that ``log`` stands on."""
    keyset = Keyset.of(log.opened)
    return b"".join(_pieces(_next_header(log, keyset, None, random), keyset.vk, state, random))


def write_journal(  # noqa: PLR0913, PLR0917  a file is all of this
    folder: Folder,
    header: Header,
    vk: bytes,
    state: VaultState,
    disk: Disk,
    random: Callable[[int], bytes],
    *,
    may_replace: Callable[[], bool],
    progress: Progress = quietly,
) -> tuple[int, Reading]:
    """Make ``journal`` as a whole: write, sync, read back, compare, rename; the caller syncs the folder.

    ``may_replace`` is asked last, because writing takes its time and another program may have put a file there since.
    ``progress`` hears of every record written (half of the way) and of the comparison (the other half).
    Returns the open file and what was read back. Raises with the old file in its place, OSError among others.
    """
    folder.remove(JOURNAL_NEW)  # an earlier rewrite never finished
    descriptor = folder.create_file(JOURNAL_NEW)
    try:
        at = 0
        for piece in _pieces(header, vk, state, random, progress):
            disk.write_all(descriptor, piece, at)
            at += len(piece)
        disk.sync(descriptor)
        written = VaultState()
        reading = read_journal(descriptor, vk, pinned=lambda _: None, take=lambda frames: _take(written, frames))
        _compare(reading, written, state)
        progress(_ALL, _ALL)
        _require(may_replace)
        folder.rename(JOURNAL_NEW, JOURNAL)
    except BaseException:
        os.close(descriptor)
        with contextlib.suppress(OSError):
            folder.remove(JOURNAL_NEW)
        raise
    return descriptor, reading


def fresh_header(vault_id: bytes, keyset: Keyset, generation: int, random: Callable[[int], bytes]) -> Header:
    """Return the header of a new file, under a ``file_id`` of its own and so under a log key of its own."""
    return Header(
        vault_id, random(ID_BYTES), generation, keyset.key_number, keyset.passphrase_slot, keyset.recovery_slot
    )


def packed(ops: Iterable[_O], room: int = _ROOM) -> Iterator[list[_O]]:
    """Yield ops in groups whose transaction fits ``room`` bytes, 64 KiB padded; a larger op goes alone."""
    group: list[_O] = []
    left = room
    for op in ops:
        size = transaction.length(op)
        if group and size > left:
            yield group
            group, left = [], room
        group.append(op)
        left -= size
    if group:
        yield group


def _next_header(log: Log, keyset: Keyset, generation: int | None, random: Callable[[int], bytes]) -> Header:
    old = log.opened.header
    generation = old.generation + 1 if generation is None else generation
    if generation <= old.generation:
        raise ValueError("a journal's generation only ever rises")
    return fresh_header(old.vault_id, keyset, generation, random)


def _pieces(
    header: Header, vk: bytes, state: VaultState, random: Callable[[int], bytes], progress: Progress = quietly
) -> Iterator[bytes]:
    copy = encode_header(header, vk)
    yield copy
    yield copy
    k_log, tag = log_key(vk, header.file_id), first_tip(open_with_key(copy + copy, vk).mac).previous_tag
    ops = tuple(state.ops())
    done = 0
    for seq, group in enumerate(packed(ops)):
        frame = seal_frame(k_log, header.file_id, seq, tag, transaction.encode(group), random(NONCE_BYTES))
        tag = frame[-TAG_BYTES:]
        yield frame
        done += len(group)
        progress(done * _ALL // (2 * len(ops)), _ALL)


def _take(state: VaultState, frames: Iterable[Frame]) -> None:
    for frame in frames:
        state.apply(transaction.without_records(transaction.decode(frame.payload)))


def _compare(reading: Reading, written: VaultState, wanted: VaultState) -> None:
    whole = reading.opened.copies == "same" and reading.end is None
    if not whole or written.digest() != wanted.digest():
        raise NotSaved("The new journal file did not read back as it was written. The old one is untouched.")


def _require(may_replace: Callable[[], bool]) -> None:
    if not may_replace():
        raise NotSaved("Another program changed the journal file meanwhile. This was not saved; try again.")
