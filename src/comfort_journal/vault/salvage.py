"""Out of a damaged journal comes every save whose tag still proves it, and an account of those that do not.

Each frame is sealed on its own, so one that is broken costs itself and not what follows. A frame is looked for wherever
a good head stands, also where bytes were lost before it; a broken head is worked out from its place in the chain. What
opens is genuine, whatever lies around it. The damaged vault is only read.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput, ComfortError, Damaged, NotFound, NotSaved
from comfort_journal.vault import inbox, transaction
from comfort_journal.vault.ciphers import AESGCMSIV, InvalidTag
from comfort_journal.vault.disk import REAL_DISK, because, full_sync
from comfort_journal.vault.folder import INBOX, JOURNAL, SUBFOLDERS, Folder
from comfort_journal.vault.frames import (
    FRAME_HEAD,
    FRAME_MAGIC,
    FRAME_OVERHEAD,
    TAG_BYTES,
    End,
    Tip,
    TornTail,
    first_tip,
    good_head,
    is_padded_length,
    nonce_of,
    read_frames,
    rebuilt_head,
    seq_of,
    unpad,
)
from comfort_journal.vault.header import COPY_BYTES, HEADER_BYTES, Keyset, OpenedHeader, open_header
from comfort_journal.vault.keys import log_key
from comfort_journal.vault.notice import Notice
from comfort_journal.vault.opening import check_place
from comfort_journal.vault.pin import resolved
from comfort_journal.vault.rewrite import Progress, fresh_header, quietly, write_journal
from comfort_journal.vault.state import VaultState, Version
from comfort_journal.vault.transaction import Op, last_version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Read = Callable[[int, int, int], bytes]

_PIECE = 1 << 20
_DRAFT = ".draft"


@dataclass(frozen=True, repr=False)
class Recovered:
    """What a journal file holds, across damage: its state, how many saves, the last version, what was not read."""

    opened: OpenedHeader
    state: VaultState
    saves: int
    last: Version | None
    unread: tuple[Notice, ...]


@dataclass(frozen=True)
class Salvaged:
    """What a salvage came to: ``saves`` and ``records`` in the new vault, sealed files taken along, what was lost."""

    saves: int
    records: int
    sealed: int
    unread: tuple[Notice, ...]


def salvage(  # noqa: PLR0913  a place to read, a place to write, and a test's ways of reading
    folder: Path,
    passphrase: bytes | bytearray,
    target: Path,
    *,
    state_dir: Path,
    progress: Progress = quietly,
    read: Read = os.pread,
    random: Callable[[int], bytes] = os.urandom,
) -> Salvaged:
    """Make a new vault at ``target`` with every record that verifies; it keeps vault_id, keys and revisions.

    Nothing of the old vault or of this machine's memory of it is changed. Raises NotFound, WrongPassphrase,
    NewerFormat, Damaged where neither header copy can be used, BadInput for a target that is not empty, NotSaved.
    """
    if resolved(target).is_relative_to(resolved(folder)):
        raise BadInput("The new vault cannot lie inside the damaged one. Choose another place.")
    check_place(target, state_dir=state_dir)
    with Folder.open(folder) as old:
        try:
            descriptor = old.open_file(JOURNAL, os.O_RDONLY)
        except NotFound:
            raise NotFound(f"There is no vault at {folder}.") from None
        try:
            data, unreadable = read_around(descriptor, read)
        finally:
            os.close(descriptor)
        opened = open_header(data[:HEADER_BYTES], passphrase)
        recovered = recover(data, opened, progress)
        with Folder.make(target) as new:
            new.tighten()
            sealed, left = _write(old, new, recovered, random)
    said = [Notice("header-copy", "One of the header's two copies is damaged; the new vault has both again.")]
    said = said if opened.copies != "same" else []
    if unreadable:
        said.append(Notice("sectors", f"The disk could not read {unreadable:,} bytes of the journal."))
    records = sum(1 for _ in recovered.state.shown())
    return Salvaged(recovered.saves, records, sealed, (*said, *recovered.unread, *left))


def read_around(descriptor: int, read: Read = os.pread) -> tuple[bytes, int]:
    """Return a file's bytes, with zeros where the medium gives none, and how many bytes those are."""
    size = os.fstat(descriptor).st_size
    pieces, lost, at = [], 0, 0
    while at < size:
        piece = _whole(descriptor, min(_PIECE, size - at), at, read)
        if piece is None:
            parts = [(start, min(COPY_BYTES, size - start)) for start in range(at, min(at + _PIECE, size), COPY_BYTES)]
            found = [(_whole(descriptor, length, start, read), length) for start, length in parts]
            lost += sum(length for part, length in found if part is None)
            piece = b"".join(part if part is not None else bytes(length) for part, length in found)
        pieces.append(piece)
        at += len(piece)
    return b"".join(pieces), lost


def recover(data: bytes, opened: OpenedHeader, progress: Progress = quietly) -> Recovered:
    """Return everything in a journal file's bytes that verifies under its own header.

    Raises NewerFormat where a later version wrote a part: to leave that out would not be a rescue.
    """
    state, last, unread = VaultState(), None, []
    taken: set[int] = set()
    highest, end = -1, HEADER_BYTES
    for seq, stop, payload in _proven(data, opened):
        progress(stop, 2 * len(data))
        highest, end = max(highest, seq), stop
        try:
            ops: Sequence[Op] = transaction.decode(payload if payload is not None else b"")
        except Damaged:
            continue
        taken.add(seq)
        state.apply(ops)
        last = last_version(ops) or last
    missing = sorted(set(range(highest + 1)) - taken)
    unread += [Notice("lost-saves", _said(*each)) for each in _runs(missing)]
    if len(data) > end:
        torn = isinstance(_end(data, end, opened, highest), TornTail)
        code = "unfinished-end" if torn else "lost-end"
        unread.append(Notice(code, f"The last {len(data) - end:,} bytes of the journal could not be read."))
    return Recovered(opened, state, len(taken), last, tuple(unread))


def _proven(data: bytes, opened: OpenedHeader) -> list[tuple[int, int, bytes | None]]:
    """Return ``(seq, where it ends, JSON)`` of each frame whose tag proves it; the JSON is None if its padding is not.

    A forged or accidental head costs one failed decryption and nothing else.
    """
    file_id = opened.header.file_id
    decrypt = AESGCMSIV(log_key(opened.vk, file_id)).decrypt

    def opens(at: int, head: bytes, n: int) -> bytes | None:
        try:
            return decrypt(nonce_of(head), data[at + FRAME_HEAD : at + FRAME_OVERHEAD + n], file_id + head)
        except InvalidTag:
            return None

    found: list[tuple[int, int, bytes | None]] = []
    at, seq, tag = HEADER_BYTES, 0, first_tip(opened.mac).previous_tag
    chained = True
    while at < len(data):
        head = data[at : at + FRAME_HEAD]
        n = good_head(head)
        plain = opens(at, head, n) if n else None
        if plain is None and chained and (n := _length_here(data, at)):
            # A frame stood right here: all of its head but the nonce can be known without reading it.
            head = rebuilt_head(n, seq, tag, nonce_of(head))
            plain = opens(at, head, n)
        if plain is None:
            chained, at = False, _next_magic(data, at + 1)
            continue
        at += n + FRAME_OVERHEAD
        seq, tag, chained = seq_of(head) + 1, data[at - TAG_BYTES : at], True
        with contextlib.suppress(Damaged):
            found.append((seq - 1, at, unpad(plain)))
            continue
        found.append((seq - 1, at, None))
    return found


def _end(data: bytes, end: int, opened: OpenedHeader, highest: int) -> End:
    """Return how a journal ends behind its last proven frame: nothing here verifies, so only the judgement is asked."""
    k_log = log_key(opened.vk, opened.header.file_id)
    tip = Tip(highest + 1, bytes(TAG_BYTES), end)
    return read_frames(k_log, opened.header.file_id, data[end:], tip).end


def _length_here(data: bytes, at: int) -> int:
    """Return the padded length of the frame at ``at`` if its head is lost, from where the next one begins, else 0."""
    following = _next_magic(data, at + 1)
    while following < len(data) and not good_head(data[following : following + FRAME_HEAD]):
        following = _next_magic(data, following + 1)
    n = following - at - FRAME_OVERHEAD
    return n if is_padded_length(n) else 0


def _next_magic(data: bytes, start: int) -> int:
    found = data.find(FRAME_MAGIC, start)
    return found if found >= 0 else len(data)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each unbroken run."""
    starts = [each for before, each in pairwise([-2, *numbers]) if each != before + 1]
    ends = [each for each, after in pairwise([*numbers, -2]) if after != each + 1]
    return list(zip(starts, ends, strict=True))


def _said(first: int, last: int) -> str:
    if first == last:
        return f"Save number {first + 1:,} could not be read."
    return f"Saves number {first + 1:,} to {last + 1:,} could not be read."


def _whole(descriptor: int, length: int, at: int, read: Read) -> bytes | None:
    """Return all of a piece, or None where the medium fails in it."""
    data = b""
    while len(data) < length:
        try:
            more = read(descriptor, length - len(data), at + len(data))
        except OSError:
            return None
        if not more:
            return data.ljust(length, b"\0")  # cut meanwhile
        data += more
    return data


def _write(
    old: Folder, new: Folder, recovered: Recovered, random: Callable[[int], bytes]
) -> tuple[int, tuple[Notice, ...]]:
    """Make the new vault's files; the journal comes last, so that half a vault is none."""
    header = recovered.opened.header
    fresh = fresh_header(header.vault_id, Keyset.of(recovered.opened), header.generation + 1, random)
    try:
        for name in SUBFOLDERS:
            new.subfolder(name).close()
        sealed, left = _take_sealed_along(old, new)
        descriptor, _ = write_journal(
            new,
            fresh,
            recovered.opened.vk,
            recovered.state,
            REAL_DISK,
            random,
            may_replace=lambda: new.status(JOURNAL) is None,
        )
        os.close(descriptor)
        full_sync(new.descriptor)
    except OSError as fault:
        raise NotSaved(f"The disk refused the write ({because(fault)}). The new vault was not made.") from None
    return sealed, left


def _take_sealed_along(old: Folder, new: Folder) -> tuple[int, tuple[Notice, ...]]:
    """Copy the sealed notes and drafts, which may be the only place of their words."""
    try:
        waiting = old.subfolder(INBOX, make=False)
    except ComfortError:
        return 0, ()
    taken, left = 0, []
    with waiting, new.subfolder(INBOX) as to:
        for name in waiting.names():
            if not (inbox.ITEM.fullmatch(name) or inbox.ITEM.fullmatch(name.replace(_DRAFT, ".seal"))):
                continue
            try:
                data = waiting.read_file(name, inbox.LARGEST_ITEM)
            except ComfortError:
                data = None
            if data is None:
                left.append(Notice("sealed", f"The sealed file {name} in the inbox could not be read."))
                continue
            to.replace_file(name, data)
            taken += 1
    return taken, tuple(left)
