"""While the journal is open: nothing that was typed can leave the screen without being sealed or saved first.

The editors lay their buffers on this desk by handing over a function that reads them; sealing asks each for its words
at that very moment, so a key pressed just before a lock counts too. Every method that touches the disk blocks and may
be called from any thread; none touches a widget.
"""

from __future__ import annotations

import contextlib
import threading
import uuid
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from comfort_journal.errors import ComfortError, NotFound, NotSaved
from comfort_journal.records import Entry, programme_day
from comfort_journal.ui.open.core import edit_buffer as buffers
from comfort_journal.ui.open.core.edit_buffer import EditBuffer
from comfort_journal.ui.open.core.plan_service import PlanService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from comfort_journal.journal import Journal
    from comfort_journal.journal.maintenance import Care
    from comfort_journal.records import AnyRecord, Draft
    from comfort_journal.settings import Settings
    from comfort_journal.ui.open.core.edit_buffer import Waiting

Answer = TypeVar("Answer")


def _local_now() -> datetime:
    return datetime.now().astimezone()


class Workspace:
    """The open journal, its settings, the clock, and every buffer with unsaved words."""

    def __init__(self, journal: Journal, settings: Settings, *, clock: Callable[[], datetime] = _local_now) -> None:
        """Take over an open journal; ``clock`` returns the present moment with its offset."""
        self.journal = journal
        self.settings = settings
        self.clock = clock
        self.practice = PlanService(self)
        self.removed: list[AnyRecord] = []
        self.imports: list[str] = []
        """The marks of what was imported since unlocking, the last one last."""
        self.may_copy = False
        self.left_as: dict[str, object] = {}
        """How a page was left, by its place, for when it is come back to; what that is the page knows."""
        self.months: tuple[object, Sequence[tuple[int, str]]] = None, ()
        """The months of all entries, as the history has them, with the journal's version of which that is so."""
        self._desk: list[Callable[[], EditBuffer]] = []
        self._finishing: list[Callable[[], None]] = []
        self._sealed: dict[str, EditBuffer] = {}
        self._saved: dict[str, EditBuffer] = {}
        self._writing = threading.Lock()
        self._told: set[str] = set()
        self._over = False

    def __repr__(self) -> str:
        """Say nothing of what is open."""
        return "<Workspace>"

    @property
    def today(self) -> date:
        """The programme day of the present moment: the day begins at 04:00."""
        return programme_day(self.clock())

    def new_buffer(self, *, prompt: str | None = None, about: str | None = None) -> EditBuffer:
        """Return an empty buffer with the id its entry will have."""
        return EditBuffer(id=str(uuid.uuid4()), prompt=prompt, about=about)

    def buffer_of(self, entry: Entry) -> EditBuffer:
        """Return the buffer on which an entry is changed: the unfinished one if there is, else a fresh one."""
        for draft in self.journal.drafts():
            if draft.of == entry.id:
                return self._reopened(draft, entry)
        return buffers.of_entry(entry, self.journal.revision(entry.id))

    def note_about(self, entry: Entry) -> EditBuffer:
        """Return the buffer for a later note under an entry: the unfinished one if there is, else a fresh one."""
        for draft in self.journal.drafts():
            if draft.about == entry.id and self._entry(draft.of) is None:
                return self._reopened(draft, None)
        return self.new_buffer(about=entry.id)

    def as_saved(self, buffer: EditBuffer) -> EditBuffer:
        """Return the buffer without its unsaved words: as its entry stands in the journal, or empty."""
        if buffer.entry is not None:
            return buffers.of_entry(buffer.entry, self.journal.revision(buffer.id))
        return EditBuffer(id=buffer.id, prompt=buffer.prompt, about=buffer.about)

    def entry_about(self, buffer: EditBuffer) -> Entry | None:
        """Return the older entry that a buffer is a note about, if it is one."""
        return self._entry(buffer.about) if buffer.about else None

    def lay(self, read: Callable[[], EditBuffer]) -> None:
        """Count an editor's buffer among the unsaved from now on."""
        self._desk.append(read)

    def take_away(self, read: Callable[[], EditBuffer]) -> None:
        """Stop asking an editor that has gone; its buffer must be kept or saved before."""
        with contextlib.suppress(ValueError):
            self._desk.remove(read)

    def before_sealing(self, finish: Callable[[], None]) -> Callable[[], None]:
        """Have something that is no buffer finished before the journal closes; returns what takes that back."""
        self._finishing.append(finish)
        return lambda: self._finishing.remove(finish)

    def unsaved(self) -> list[EditBuffer]:
        """Return the buffers that hold words the journal does not have."""
        return [buffer for buffer in (read() for read in list(self._desk)) if buffer.unsaved]

    def save(self, buffer: EditBuffer) -> Entry:
        """Put the buffer into the journal and remove its draft; raises NotSaved, and then a draft was tried.

        A change of an entry that has itself changed since becomes a later note under it, so that neither is lost.
        """
        entry = buffers.to_entry(buffer, self.clock())
        if buffer.entry is not None and buffer.base != self.journal.revision(buffer.id):
            entry = buffers.to_note(buffer, str(uuid.uuid4()), self.clock())
        with self._one_write():
            try:
                self.journal.save(entry)
            except ComfortError:
                with contextlib.suppress(ComfortError):
                    self._keep(buffer)
                raise
            # The screen hears of it a moment later; until then this very buffer must not become a draft again.
            self._saved[buffer.id] = buffer
            with contextlib.suppress(ComfortError):
                self._forget(buffer.id)
        return entry

    def unfinished(self) -> list[EditBuffer]:
        """Return what was left unsaved the last time, oldest first; a draft the journal already has is removed."""
        found: list[EditBuffer] = []
        for draft in self.journal.drafts():
            buffer = self._reopened(draft, self._entry(draft.of))
            if buffer.unsaved:
                found.append(buffer)
            else:
                with contextlib.suppress(ComfortError):
                    self._forget(buffer.id)
        return sorted(found, key=lambda buffer: buffer.at or self.clock())

    def keep_all(self) -> None:
        """Seal every unsaved buffer as it stands at this moment; raises NotSaved."""
        with self._one_write():
            for read in list(self._desk):
                self._keep(read())

    def waiting(self) -> Waiting:
        """Return the buffers that wait as sealed drafts, by the id of the entry they change or are a later note to."""
        found: dict[str, list[EditBuffer]] = {}
        for buffer in list(self._sealed.values()):
            of = buffer.id if buffer.entry is not None else buffer.about
            if of is not None and buffer.unsaved:
                found.setdefault(of, []).append(buffer)
        return found

    def waits(self, buffer_id: str) -> bool:
        """Whether a sealed draft of that buffer waits."""
        return buffer_id in self._sealed

    def buffer_apart(self, text: str) -> EditBuffer:
        """Return a buffer with a finished text on it, to be saved beside whatever is being written."""
        return replace(self.new_buffer(), text=text, at=self.clock())

    def is_kept(self, buffer: EditBuffer) -> bool:
        """Whether a sealed draft holds the buffer exactly as it is."""
        return self._sealed.get(buffer.id) == buffer

    def news(self) -> tuple[str, ...]:
        """Return what the vault has to say and has not said yet."""
        fresh = tuple(notice for notice in self.journal.notices if notice not in self._told)
        self._told.update(fresh)
        return fresh

    def change(self, entry_id: str, change: Callable[[Entry], Entry]) -> None:
        """Keep what ``change`` makes of the entry as the journal has it now; raises NotFound, NotSaved."""
        with self._one_write():
            entry = self.journal.get(entry_id)
            if isinstance(entry, Entry):
                self.journal.save(change(entry))

    def rename_tag(self, tag: str, new: str) -> int:
        """Rename a tag in every entry, in one save; return how many changed. Raises NotSaved."""
        with self._one_write():
            return self.journal.rename_tag(tag, new)

    def keep_records(self, *records: AnyRecord) -> None:
        """Keep records that are no buffers, new or changed, in one transaction; raises NotSaved."""
        with self._one_write():
            self.journal.save(*records)

    def remove(self, record_id: str) -> None:
        """Delete a record; ``bring_back`` has it until the lock. Raises NotFound, NotSaved."""
        with self._one_write():
            self.removed.append(self.journal.delete(record_id))

    def bring_back(self) -> None:
        """Put back what was removed last, if anything was; raises NotSaved."""
        with self._one_write():
            if self.removed:
                self.journal.restore(self.removed[-1])
                self.removed.pop()

    def refresh(self) -> bool:
        """Take in captures from other windows, keep the day's backup; returns whether anything changed."""
        if not self._writing.acquire(blocking=False):
            return False
        try:
            changed = not self._over and self.journal.refresh()
            if not self._over and self.journal.care is not None:
                self.journal.care.back_up_daily()
            return changed
        finally:
            self._writing.release()

    def look_after(self, act: Callable[[Care], Answer], *, seal_first: bool = False) -> Answer:
        """Do something to the vault as a whole, as one write that sealing waits for, and take in what it changed.

        ``seal_first`` seals every unsaved buffer before. Raises what ``act`` raises, and NotSaved.
        """
        with self._one_write():
            if self.journal.care is None:
                raise NotSaved("This journal is kept in no vault.")
            for read in list(self._desk) if seal_first else ():
                self._keep(read())
            answer = act(self.journal.care)
            with contextlib.suppress(ComfortError):
                self.journal.refresh()
        return answer

    def seal(self, *, save: bool = False) -> None:
        """Wait for a running write, seal every unsaved buffer and close the vault; with ``save``, save them first.

        Raises NotSaved and stays open if a buffer cannot be sealed. Whoever calls decides how long to show patience.
        """
        if self._over:
            return
        for buffer in self.unsaved() if save else ():
            with contextlib.suppress(ComfortError):  # what cannot be an entry now is sealed below
                self.save(buffer)
        with self._one_write():
            for read in list(self._desk):
                self._keep(read())
            for finish in list(self._finishing):
                with contextlib.suppress(ComfortError):
                    finish()
            self._over = True
            # The words are safe by now; closing only brings the pin up to date, and the pin may lag.
            with contextlib.suppress(ComfortError):
                self.journal.close()

    def _reopened(self, draft: Draft, entry: Entry | None) -> EditBuffer:
        buffer = buffers.of_draft(draft, entry)
        self._sealed[buffer.id] = buffer
        return buffer

    def _entry(self, record_id: str) -> Entry | None:
        try:
            record = self.journal.get(record_id)
        except NotFound:
            return None
        return record if isinstance(record, Entry) else None

    @contextlib.contextmanager
    def _one_write(self) -> Iterator[None]:
        with self._writing:
            if self._over:
                raise NotSaved("The journal is closed.")
            yield

    def _keep(self, buffer: EditBuffer) -> None:
        if not buffer.unsaved or self._saved.get(buffer.id) == buffer:
            self._forget(buffer.id)
        elif self._sealed.get(buffer.id) != buffer:
            self.journal.save_draft(buffers.to_draft(buffer, self.clock()))
            self._sealed[buffer.id] = buffer

    def _forget(self, buffer_id: str) -> None:
        if self._sealed.pop(buffer_id, None) is not None:
            self.journal.discard_draft(buffer_id)
