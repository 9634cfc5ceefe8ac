"""A buffer is one piece of writing that is not saved yet; everything here is pure.

A buffer becomes an entry when its owner says so and a sealed draft when anything else happens, and both keep the same
id, so words are never in two places at once: the draft of a saved buffer is the entry itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from comfort_journal.records import Draft, Entry, moment, tag_key, tags_once
from comfort_journal.text.plain import plain_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True, repr=False)
class EditBuffer:
    """What stands in an editor: ``entry`` is what it was opened from (None: new), ``at`` when it was last changed.

    ``written_for`` is the moment that its owner gave a new entry, which no draft keeps. ``laid`` are the questions of a
    template that it began with: alone they are nothing written.
    """

    id: str
    text: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    prompt: str | None = None
    about: str | None = None
    entry: Entry | None = None
    base: str | None = None
    at: datetime | None = None
    written_for: datetime | None = None
    laid: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return self.text.strip() in ("", self.laid.strip())

    @property
    def unsaved(self) -> bool:
        """Whether there is something here that the journal does not have."""
        if self.entry is None:
            return not self.blank
        return not same_words(self, self.entry) and not self.blank


Waiting: TypeAlias = "Mapping[str, Sequence[EditBuffer]]"
"""What waits as sealed drafts, by the id of the entry that it changes or is a later note to."""


def same_words(one: EditBuffer | Entry, other: EditBuffer | Entry) -> bool:
    """Return whether two pieces of writing are the same to their owner: words, tags and star."""
    if (one.tags, one.starred) != (other.tags, other.starred):
        return False
    # An entry from elsewhere may end its lines otherwise than an editor does.
    return one.text == other.text or plain_lines(one.text) == plain_lines(other.text)


def of_entry(entry: Entry, base: str | None = None) -> EditBuffer:
    """Return the buffer on which a saved entry is changed; ``base`` is the revision it starts from."""
    return EditBuffer(
        id=entry.id,
        text=entry.text,
        tags=entry.tags,
        starred=entry.starred,
        prompt=entry.prompt,
        about=entry.about,
        entry=entry,
        base=base,
    )


def of_draft(draft: Draft, entry: Entry | None) -> EditBuffer:
    """Return the buffer a draft was sealed from; ``entry`` is the saved entry of its id, if there is one."""
    return EditBuffer(
        id=draft.of,
        text=draft.text,
        tags=draft.tags,
        starred=draft.starred,
        prompt=draft.prompt,
        about=draft.about,
        entry=entry,
        base=draft.base,
        at=moment(draft.at),
    )


def to_draft(buffer: EditBuffer, now: datetime) -> Draft:
    """Return the buffer as the record that is sealed beside the journal."""
    return Draft(
        id=buffer.id,
        at=(buffer.at or now).isoformat(timespec="seconds"),
        of=buffer.id,
        base=buffer.base,
        text=buffer.text,
        tags=buffer.tags,
        starred=buffer.starred,
        prompt=buffer.prompt,
        about=buffer.about,
    )


def to_entry(buffer: EditBuffer, now: datetime) -> Entry:
    """Return the buffer as the entry to save: an old one keeps its moment, a new one has that given to it.

    Where none was given, that is the moment at which it was last changed.
    """
    if buffer.entry is not None:
        before = buffer.entry
        return Entry(
            id=before.id,
            at=before.at,
            prompt=before.prompt,
            text=buffer.text,
            tags=buffer.tags,
            starred=buffer.starred,
            folded=before.folded,
            session=before.session,
            about=before.about,
            source=before.source,
        )
    return Entry(
        id=buffer.id,
        at=(buffer.written_for or buffer.at or now).isoformat(timespec="seconds"),
        prompt=buffer.prompt,
        text=buffer.text,
        tags=buffer.tags,
        starred=buffer.starred,
        session=None,
        about=buffer.about,
        source="app",
    )


def to_note(buffer: EditBuffer, note_id: str, now: datetime) -> Entry:
    """Return a changed entry's words as a later note under it, under an id of its own."""
    return to_entry(replace(buffer, id=note_id, entry=None, about=buffer.id, prompt=None), now)


def changed(buffer: EditBuffer, now: datetime, *, text: str, tags: tuple[str, ...], starred: bool) -> EditBuffer:
    """Return the buffer as it stands now; its moment moves only when something in it did."""
    if (text, tags, starred) == (buffer.text, buffer.tags, buffer.starred):
        return buffer
    return replace(buffer, text=text, tags=tags, starred=starred, at=now)


def parse_tags(written: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tags in a line like ``#sleep #warm bath`` or ``sleep, warm bath``: each once, spelt as known."""
    spelling = {tag_key(tag): tag for tag in known}
    tags = (" ".join(piece.split()) for piece in re.split(r"[,#\n]", written))
    return tags_once(spelling.get(tag_key(tag), tag) for tag in tags if tag)


def write_tags(tags: Iterable[str]) -> str:
    """Return the tags as the line in which they are edited."""
    return ", ".join(tags)


def seal_after(first_key: float, last_key: float, *, idle: float = 1.0, at_most: float = 5.0) -> float:
    """Return the moment the draft is due: a second after the last key, never later than five after the first.

    Seconds on one monotonic clock. A pause seals within 2 s; writing without a pause is sealed now and then too.
    """
    return min(last_key + idle, first_key + at_most)
