"""The journal as records: read from TinyDB tables, written only in one transaction, shown only as frozen structs.

A record is in the index only after the storage has said that it is kept, so nothing is ever shown as saved that is not.
"""

from __future__ import annotations

from contextlib import suppress
from threading import RLock
from typing import TYPE_CHECKING, Literal, Self
from uuid import uuid4

from msgspec import UNSET, structs
from tinydb import where

from comfort_journal.errors import BadInput, ComfortError, NotSaved
from comfort_journal.journal.documents import checked, decode_draft, newest_first, tagged, within
from comfort_journal.journal.index import EntryIndex, Filter
from comfort_journal.journal.maintenance import Care, tidy
from comfort_journal.journal.safe_moments import SafeMonth, safe_months
from comfort_journal.journal.search import compile_query
from comfort_journal.journal.store import RecordStore, collector_at_rest
from comfort_journal.records import KINDS, AnyRecord, Draft, Entry, Phrase, moment, renamed
from comfort_journal.text.counts import many
from comfort_journal.vault.storage import VaultStorage
from comfort_journal.vault.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from comfort_journal.journal.protocols import Changed, DraftsDoor, JournalStorage, OpenVault
    from comfort_journal.vault.opening import VaultKey

PROMPTS = "prompts"
"""The key of the phrase that holds the owner's prompts, one a line."""


class Journal:
    """The unlocked journal; safe to read from a worker thread while the screen reads it too."""

    def __init__(
        self, storage: JournalStorage, drafts: DraftsDoor, vault: OpenVault | None = None, care: Care | None = None
    ) -> None:
        """Read every table of the storage once; ``care`` is None where there is no vault to look after."""
        self._store, self._drafts, self._vault, self.care = RecordStore(storage), drafts, vault, care
        self._lock = RLock()
        self._index = EntryIndex()
        self._stale: set[str] = set()
        self.version = object()
        """Stands for the records as they are: another object as soon as any of them has changed."""
        if vault is not None:
            vault.watch(self._changed)
        self._read_all()

    @classmethod
    def open(
        cls,
        folder: Path,
        key: VaultKey,
        *,
        state_dir: Path,
        want: Literal["write", "read"] = "write",
        tidying: Callable[[], object] = lambda: None,
    ) -> Self:
        """Open the journal of a vault that was created or unlocked; takes no longer than reading it.

        Now and then its file is written anew on the way, where that is wanted at all: ``tidying`` is called before it.
        Raises what ``Vault.open`` raises: InUse (with ``want="read"`` it is read without the lock instead), NotFound,
        Damaged, NewerFormat, WrongPassphrase.
        """
        with collector_at_rest():
            vault = Vault.open(folder, key, state_dir=state_dir, want=want)
            try:
                if want == "write":
                    tidy(vault, tidying)
                return cls(VaultStorage(vault), vault.drafts, vault, Care(vault, state_dir))
            except BaseException:
                vault.close()
                raise

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences the person should be told once, the vault's first."""
        told = tuple(self._vault.notices) if self._vault else ()
        unread = len(self._store.unreadable)
        if not unread:
            return told
        what = many(unread, "record is", "records are")
        return (*told, f"{what} kept here but not shown: a newer version may be able to read it.")

    @property
    def writable(self) -> bool:
        """Whether a save can succeed at all."""
        return self._vault is None or self._vault.writable

    @property
    def why_read_only(self) -> ComfortError | None:
        """The reason nothing can be saved, in plain words; None while it can."""
        return self._vault.why_read_only if self._vault else None

    def refresh(self) -> bool:
        """Take in what other windows captured since; return whether anything changed."""
        changed = self._vault is not None and self._vault.refresh()
        if changed or self._stale:
            self._read_all()
            changed = True
        return changed

    def close(self) -> None:
        """Let go of the vault; nothing may be asked of the journal afterwards."""
        self._store.close()
        if self._vault is not None:
            self._vault.close()

    def entries(self, wanted: Filter = Filter(), *, so_far: bool = False) -> list[Entry]:  # noqa: B008  frozen
        """Return the entries a filter lets through, newest ``at`` first; ``so_far`` those ``search_on`` has found."""
        with self._lock:
            return self._index.select(wanted, so_far=so_far)

    @property
    def entry_count(self) -> int:
        """How many entries there are."""
        return len(self._index)

    def search_on(self, words: str, count: int) -> bool:
        """Look through up to ``count`` more entries for words; return whether all were, and ``entries`` is quick."""
        with self._lock:
            return self._index.search_on(compile_query(words), count)

    def prepare_search(self, count: int = 500) -> bool:
        """Make ``count`` more entries ready for search, in a worker; return whether some may be left.

        The folding is done outside the lock, so no keystroke waits for it.
        """
        with self._lock:
            rows = self._index.unfolded(count)
        for row in rows:
            row.prepare()
        return len(rows) == count

    def records(
        self,
        kind: str | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        tag: str | None = None,
        limit: int | None = None,
    ) -> list[AnyRecord]:
        """Return the records of a kind (None: of all), newest first; those without a time of their own last.

        Raises BadInput for a kind that does not exist.
        """
        if kind is not None and kind not in KINDS:
            raise BadInput(f"There is no kind of record by that name. The kinds are: {', '.join(KINDS)}.")
        with self._lock:
            found = list(self._index.select(Filter()) if kind == "entry" else self._store.of_kind(kind))
        if since or until or tag is not None:
            found = [record for record in found if within(record, since, until) and tagged(record, tag)]
        found.sort(key=newest_first)
        return found[:limit]

    def unsorted(self, kinds: Iterable[str]) -> list[AnyRecord]:
        """Return the records of some kinds, none of them entries, in no order: for whoever puts them in one anyway."""
        with self._lock:
            return [record for kind in kinds for record in self._store.of_kind(kind)]

    def get(self, record_id: str) -> AnyRecord:
        """Return the record of that id. Raises NotFound."""
        with self._lock:
            return self._index.get(record_id) or self._store.get(record_id)

    def knows(self, record_id: str) -> bool:
        """Tell whether there is a record of that id, or was one that has been deleted since."""
        return self._store.knows(record_id)

    def revision(self, record_id: str) -> str | None:
        """Return the revision a draft is based on: that of the record as it is shown now, None for a new one."""
        return self._store.revision(record_id)

    def find(self, prefix: str) -> AnyRecord:
        """Return the one record whose id begins like that, at least four characters.

        Raises NotFound, and BadInput when it is too short or several begin so.
        """
        with self._lock:
            return self.get(self._store.whole_id(prefix))

    def save(self, *records: AnyRecord, draft: str | None = None) -> None:
        """Keep these records, new or changed, in one transaction; only then is the draft of that id discarded.

        Raises BadInput for a record no reader would accept, and what the vault raises when it cannot save.
        """
        with self._lock:
            self._require_writable()
            self._store.put(records)
            for record in records:
                if isinstance(record, Entry):
                    self._index.put(record)
            self._follow_others(records)
        if draft is not None:
            with suppress(ComfortError):  # the words are kept; a draft that stays is only offered once more
                self.discard_draft(draft)

    def saved_at(self, record_id: str) -> int | None:
        """Return when the record as it is shown was saved, in ms since 1970; None where there is none."""
        return self._store.saved_at(record_id)

    def saved_together(self, at: int) -> list[AnyRecord]:
        """Return the records that one save brought and nothing has changed since."""
        with self._lock:
            return [record for record in self._store.of_kind(None) if self._store.saved_at(record.id) == at]

    def delete(self, record_id: str) -> AnyRecord:
        """Remove a record and return it, for ``restore``. Raises NotFound."""
        return self.delete_together([record_id])[0]

    def delete_together(self, record_ids: Sequence[str]) -> list[AnyRecord]:
        """Remove records in one transaction and return them. Raises NotFound, and then none is removed."""
        with self._lock:
            records = [self.get(each) for each in record_ids]
            self._require_writable()
            self._store.drop(record_ids)
            for each in record_ids:
                self._index.drop(each)
            self._follow_others(records)
        return records

    def restore(self, record: AnyRecord) -> None:
        """Bring a record back that was deleted since the journal was opened.

        Where a version in conflict with it has taken its place meanwhile, it comes back under an id of its own: saved
        under the old one it would replace words that nobody deleted.
        """
        with self._lock:
            if self.revision(record.id) is not None:
                record = structs.replace(record, id=str(uuid4()), conflict_of=UNSET)
            self.save(record)

    def notes_about(self, record_id: str) -> list[Entry]:
        """Return the later notes under an entry, oldest first."""
        with self._lock:
            return self._index.notes_about(record_id)

    def days_with_entries(self, since: date | None = None, until: date | None = None) -> set[date]:
        """Return the programme days, of some days or of all, that have at least one entry."""
        with self._lock:
            return self._index.days(since, until)

    @property
    def has_tags(self) -> bool:
        """Whether any entry bears a tag."""
        with self._lock:
            return self._index.has_tags

    def tags(self) -> list[str]:
        """Return the tags of all entries, the most used first."""
        return list(self.tag_counts())

    def tag_counts(self) -> dict[str, int]:
        """Return the tags of all entries with the number of entries that bear each, the most used first."""
        with self._lock:
            return self._index.tags()

    def rename_tag(self, tag: str, new: str) -> int:
        """Put the tag ``new`` in the place of another in every entry, in one transaction; return how many changed.

        Raises what ``save`` raises, and then no entry has changed.
        """
        with self._lock:
            entries = [(entry, renamed(entry.tags, tag, new)) for entry in self._index.select(Filter(tag=tag))]
            changed = [structs.replace(entry, tags=tags) for entry, tags in entries if tags != entry.tags]
            self.save(*changed)
        return len(changed)

    def safe_sentences(self) -> list[SafeMonth]:
        """Return what felt safe as ``(first of the month, [(day, sentence, id)])``, newest first, none folded."""
        with self._lock:
            return safe_months(self._index.rows())

    def phrase(self, key: str) -> Phrase | None:
        """Return the owner's own words under that key, if there are any."""
        with self._lock:
            own = [each for each in self._store.of_kind("phrase", where("key") == key) if isinstance(each, Phrase)]
        return next((each for each in sorted(own, key=newest_first) if not each.conflict_of), None)

    def prompts(self) -> list[str] | None:
        """Return the owner's own prompts, or None when they never changed them."""
        own = self.phrase(PROMPTS)
        return own.text.splitlines() if own else None

    def set_prompts(self, prompts: Iterable[str]) -> None:
        """Keep these as the owner's prompts; none at all brings the program's own back."""
        own = self.phrase(PROMPTS)
        lines = [line for prompt in prompts if (line := " ".join(prompt.split()))]
        if lines:
            self.save(Phrase(id=own.id if own else str(uuid4()), key=PROMPTS, text="\n".join(lines)))
        elif own:
            self.delete(own.id)

    def save_draft(self, draft: Draft) -> None:
        """Seal the words of an open editor, in place of its earlier ones."""
        self._drafts.save(_draft_name(draft.id), checked(draft))

    def drafts(self) -> list[Draft]:
        """Return the unsaved words of every editor, newest first."""
        found = [draft for _, document in self._drafts.load() if (draft := decode_draft(document)) is not None]
        return sorted(found, key=lambda draft: moment(draft.at), reverse=True)

    def discard_draft(self, draft_id: str) -> None:
        """Remove a draft, if it is still there."""
        self._drafts.remove(_draft_name(draft_id))

    def _require_writable(self) -> None:
        if not self.writable:
            raise self.why_read_only or NotSaved("This journal can only be read now; nothing was changed.")

    def _changed(self, changes: Iterable[Changed]) -> None:
        self._stale.update(change.id for change in changes)
        self.version = object()

    def _read_all(self) -> None:
        with self._lock:
            self.version = object()
            self._stale.clear()
            self._index.replace(self._store.read_all())

    def _follow_others(self, written: Iterable[AnyRecord]) -> None:
        """Look at everything again if more may have moved than was written.

        A save can take in what another machine wrote meanwhile; and settling one version of a record in conflict can
        bring another to the front, in any table.
        """
        self.version = object()
        self._stale.difference_update(record.id for record in written)
        if self._stale or self._store.has_conflicts or any(record.conflict_of for record in written):
            self._read_all()


def _draft_name(draft_id: str) -> str:
    return draft_id.replace("-", "")
