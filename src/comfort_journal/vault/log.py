"""A frame is called saved only when it is on the medium, in the file that stands at the journal's path.

The file is compared with its path before and after every append, because a sync tool may put another copy there at
any time. Where that copy continues ours, writing goes on in it and the change is written again; where it does not,
ours is set aside and nothing more is written. A failed write is taken back; after a failed sync nothing can be known
about the file any more, so nothing is tried again.
"""

from __future__ import annotations

import contextlib
import copy
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comfort_journal.errors import ChangesMissing, ComfortError, Damaged, NewerFormat, NotSaved
from comfort_journal.vault.disk import Disk, because, read_all
from comfort_journal.vault.folder import JOURNAL, SET_ASIDE, Folder
from comfort_journal.vault.frames import (
    BLOCK,
    FRAME_HEAD,
    FRAME_OVERHEAD,
    TAG_BYTES,
    DamagedRange,
    End,
    Frame,
    Tip,
    TornTail,
    first_tip,
    good_head,
    read_frames,
    seal_frame,
)
from comfort_journal.vault.header import HEADER_BYTES, NONCE_BYTES, OpenedHeader, open_with_key
from comfort_journal.vault.keys import log_key

if TYPE_CHECKING:
    from collections.abc import Callable

PIECE = 4 * (BLOCK + FRAME_OVERHEAD)
"""How many bytes of a journal file are in memory together: frames that a rewrite has filled end where it ends. A larger
one is read by itself."""
_TRIES = 8
_REPLACED = "The journal file was replaced by another copy that does not hold everything saved here. "
_KEPT = (
    "This window's copy is kept in the folder set-aside, and nothing more is written. Open the vault again to merge it."
)
_NOT_KEPT = "Nothing more is written, and this window's copy could not be kept on the disk: export it before you close."


@dataclass(frozen=True, repr=False)
class Reading:
    """A journal file as read once: its verified header, the tag of each verified frame, how the log ended and where.

    ``tip`` is behind the last verified frame, ``size`` the file's at that moment.
    """

    opened: OpenedHeader
    tags: list[bytes]
    end: End
    tip: Tip
    size: int


@dataclass(frozen=True, repr=False)
class JournalFile:
    """A journal file up to its last acknowledged frame: an open descriptor of it, its header, and the tip there."""

    descriptor: int
    opened: OpenedHeader
    tip: Tip


def read_journal(
    descriptor: int,
    vk: bytes,
    *,
    pinned: Callable[[OpenedHeader], int | None],
    take: Callable[[list[Frame]], object] | None = None,
) -> Reading:
    """Read a journal file up to the size it has now, and hand each frame that verifies under VK to ``take``, in order.

    ``pinned`` tells, for the header found, the last frame that the pin counts in that very file. Raises Damaged,
    NewerFormat, or WrongPassphrase where the file is under another key.
    """
    size = os.fstat(descriptor).st_size
    opened = open_with_key(read_all(descriptor, min(size, HEADER_BYTES)), vk)
    file_id, pinned_seq = opened.header.file_id, pinned(opened)
    k_log = log_key(vk, file_id)
    tip, tags, wanted = first_tip(opened.mac), [], PIECE
    while True:
        wanted = min(wanted, size - tip.offset)
        data = read_all(descriptor, wanted, tip.offset)
        log = read_frames(k_log, file_id, data, tip, pinned_seq=pinned_seq)
        whole = tip.offset + wanted == size
        tip = log.tip
        tags += [frame.tag for frame in log.frames]
        if take is not None:
            take(log.frames)
        if whole:
            return Reading(opened, tags, log.end, tip, size)
        # A piece ends anywhere in a frame: only from that frame on can be told what is wrong with it, if anything.
        if log.frames:
            wanted = PIECE
        else:
            alone = good_head(data[:FRAME_HEAD]) + FRAME_OVERHEAD
            wanted = alone if alone > wanted else size


class Log:
    """The end of one open journal file; ``refused`` is why nothing may be appended to it, or None.

    ``spare`` makes a whole journal file of what its owner has in memory, should the open file itself be cut or changed.
    """

    def __init__(self, folder: Folder, descriptor: int, reading: Reading, disk: Disk) -> None:
        """Take over an open descriptor and what was read from it."""
        self._folder = folder
        self._disk = disk
        self.refused: ComfortError | None = None
        self.spare: Callable[[], bytes] | None = None
        self._stand_on(descriptor, reading)

    def _stand_on(self, descriptor: int, reading: Reading) -> None:
        self.descriptor = descriptor
        self.opened = reading.opened
        self.tip = reading.tip
        self.torn = reading.end if isinstance(reading.end, TornTail) else None
        self._size = reading.size
        self._k_log = log_key(reading.opened.vk, reading.opened.header.file_id)

    def append(self, payload: bytes, random: Callable[[int], bytes]) -> list[Frame]:
        """Write one transaction so that it stays, and return the frames of others that turned up meanwhile.

        Raises NotSaved where it is not saved, BadInput where it is too large for one frame.
        """
        turned_up: list[Frame] = []
        for _ in range(_TRIES):
            turned_up += self.ready()
            before = self.tip
            frame = self._seal(payload, random(NONCE_BYTES))
            self._write(frame)
            written = self.tip = Tip(before.seq + 1, frame[-TAG_BYTES:], before.offset + len(frame))
            self._size = written.offset
            if self._at_its_path():
                return turned_up
            # The copy at the path may hold our new frame already, or only what was there before it.
            held, others = self._move_over(written, before)
            turned_up += others
            if held == written.seq:
                return turned_up
        raise self._refuse(NotSaved("The journal file is being replaced again and again. This was not saved."))

    def ready(self) -> list[Frame]:
        """Catch up, and move an unfinished save of an earlier run out of the way; then the file's end is ours."""
        turned_up = self.catch_up()
        self._cut_torn_tail()
        return turned_up

    def catch_up(self) -> list[Frame]:
        """Return the frames that a longer copy of our branch brought, after moving over to it; mostly none.

        Raises NotSaved where another copy was put at the path that does not continue ours.
        """
        self.require()
        return [] if self.stands() else self._move_over(self.tip)[1]

    def stands(self) -> bool:
        """Tell whether the file at the path is the open one, as long as we left it."""
        return self._at_its_path() and os.fstat(self.descriptor).st_size == self._size

    def standing(self) -> JournalFile:
        """Return what of the file stands on the medium now; the caller closes its descriptor.

        Raises the reason where a part of it cannot be trusted, NotSaved once the log is closed.
        """
        if isinstance(self.refused, Damaged | NewerFormat) and not isinstance(self.refused, ChangesMissing):
            self.require()
        if self.descriptor < 0:
            raise NotSaved("The vault is closed.")
        return JournalFile(os.dup(self.descriptor), self.opened, self.tip)

    def require(self) -> None:
        """Raise the reason why nothing may be written, if there is one."""
        if self.refused is not None:
            raise copy.copy(self.refused)  # a raised exception gathers tracebacks

    def replace(self, descriptor: int, reading: Reading) -> None:
        """Go on in the file that a rewrite has put at the path."""
        os.close(self.descriptor)
        self._stand_on(descriptor, reading)

    def close(self) -> None:
        """Give the descriptor back."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def _seal(self, payload: bytes, nonce: bytes) -> bytes:
        return seal_frame(self._k_log, self.opened.header.file_id, self.tip.seq, self.tip.previous_tag, payload, nonce)

    def _at_its_path(self) -> bool:
        ours, found = os.fstat(self.descriptor), self._folder.status(JOURNAL)
        return found is not None and (ours.st_dev, ours.st_ino) == (found.st_dev, found.st_ino)

    def _write(self, frame: bytes) -> None:
        try:
            self._disk.write_all(self.descriptor, frame, self.tip.offset)
        except OSError as fault:
            try:
                self._disk.cut(self.descriptor, self.tip.offset)
                self._disk.sync(self.descriptor)
            except OSError:
                self._refuse(NotSaved("A failed save could not be taken back, so nothing more is written here."))
            raise NotSaved(f"The disk refused the write ({because(fault)}). This was not saved.") from None
        self._sync()

    def _sync(self) -> None:
        try:
            self._disk.sync(self.descriptor)
        except OSError as fault:
            raise self._refuse(
                NotSaved(
                    f"The disk did not confirm the write ({because(fault)}). This was not saved, and nothing more is "
                    "written until the vault is opened again."
                )
            ) from None

    def _cut_torn_tail(self) -> None:
        """Move an unfinished save of an earlier run out of the way, keeping its bytes."""
        if self.torn is None:
            return
        tail = read_all(self.descriptor, self.torn.remaining, self.torn.offset)
        self._set_aside(tail, "tail")
        try:
            self._disk.cut(self.descriptor, self.torn.offset)
        except OSError as fault:
            raise NotSaved(f"The disk refused the write ({because(fault)}). This was not saved.") from None
        self._size = self.torn.offset
        self.torn = None
        self._sync()

    def _move_over(self, *tips: Tip) -> tuple[int, list[Frame]]:
        """Go on in the copy at the path, which must hold one of the tips (tried in turn).

        Returns that tip's seq and the frames behind it.
        """
        try:
            descriptor = self._folder.open_file(JOURNAL, os.O_RDWR)
        except ComfortError:
            raise self._replaced() from None
        behind: list[Frame] = []
        first = min(tip.seq for tip in tips)
        try:
            reading = read_journal(
                descriptor,
                self.opened.vk,
                pinned=lambda _: None,
                take=lambda frames: behind.extend(frame for frame in frames if frame.seq >= first),
            )
            tip = _held(reading, self.opened, tips)
            if tip is not None:
                self._disk.sync(descriptor)  # whoever put it there may not have waited for the medium
        except (ComfortError, OSError):
            os.close(descriptor)
            raise self._replaced() from None
        if tip is None:
            os.close(descriptor)
            raise self._replaced()
        self.replace(descriptor, reading)
        return tip.seq, behind[tip.seq - first :]

    def _replaced(self) -> NotSaved:
        try:
            self._set_aside(self._own_copy(), "journal")
            said = _REPLACED + _KEPT
        except (ComfortError, OSError):
            said = _REPLACED + _NOT_KEPT
        self.refused = ChangesMissing(said)
        return NotSaved(said)

    def _own_copy(self) -> bytes:
        """Return the open file while it holds all that was saved, else the same once more from memory."""
        with contextlib.suppress(ComfortError):
            reading = read_journal(self.descriptor, self.opened.vk, pinned=lambda _: None)
            if self.spare is None or _held(reading, self.opened, (self.tip,)):
                return read_all(self.descriptor, reading.size)
        return self.spare() if self.spare is not None else b""

    def _set_aside(self, data: bytes, what: str) -> None:
        with self._folder.subfolder(SET_ASIDE) as aside:
            aside.replace_file(f"{self.tip.seq}-{os.urandom(8).hex()}.{what}", data, disk=self._disk)

    def _refuse(self, reason: NotSaved) -> NotSaved:
        self.refused = reason
        return NotSaved(str(reason))


def _held(reading: Reading, ours: OpenedHeader, tips: tuple[Tip, ...]) -> Tip | None:
    """Return the first of the tips that a file continues undamaged, or None."""
    if reading.opened.mac != ours.mac or isinstance(reading.end, DamagedRange):
        return None
    for tip in tips:
        if tip.seq == 0 or (tip.seq <= len(reading.tags) and reading.tags[tip.seq - 1] == tip.previous_tag):
            return tip
    return None
