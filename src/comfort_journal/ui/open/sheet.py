"""A sheet is one piece of writing that is not saved yet; everything here is pure.

A sheet becomes an entry when its owner says so and a sealed draft when anything else happens, and both keep the same
id, so words are never in two places at once: the draft of a saved sheet is the entry itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comfort_journal.records import Draft, Entry, moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

LONGEST_PASTE = 100 * 1024
LONGEST_LINE = 16 * 1024
"""Bytes. A text area redraws a logical line whole: 100 KB in one line takes 0.2 s a key, paragraphs of 16 KB do not."""


@dataclass(frozen=True, repr=False)
class Sheet:
    """What stands in an editor: ``entry`` is what it was opened from (None: new), ``at`` when it was last changed."""

    id: str
    text: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    prompt: str | None = None
    about: str | None = None
    entry: Entry | None = None
    base: str | None = None
    at: datetime | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not self.text.strip()

    @property
    def unsaved(self) -> bool:
        """Whether there is something here that the journal does not have."""
        if self.entry is None:
            return not self.blank
        before = self.entry
        return (self.text, self.tags, self.starred) != (before.text, before.tags, before.starred) and not self.blank


def of_entry(entry: Entry, base: str | None = None) -> Sheet:
    """Return the sheet on which a saved entry is changed; ``base`` is the revision it starts from."""
    return Sheet(
        id=entry.id,
        text=entry.text,
        tags=entry.tags,
        starred=entry.starred,
        prompt=entry.prompt,
        about=entry.about,
        entry=entry,
        base=base,
    )


def of_draft(draft: Draft, entry: Entry | None) -> Sheet:
    """Return the sheet a draft was sealed from; ``entry`` is the saved entry of its id, if there is one."""
    return Sheet(
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


def to_draft(sheet: Sheet, now: datetime) -> Draft:
    """Return the sheet as the record that is sealed beside the journal."""
    return Draft(
        id=sheet.id,
        at=(sheet.at or now).isoformat(timespec="seconds"),
        of=sheet.id,
        base=sheet.base,
        text=sheet.text,
        tags=sheet.tags,
        starred=sheet.starred,
        prompt=sheet.prompt,
        about=sheet.about,
    )


def to_entry(sheet: Sheet, now: datetime) -> Entry:
    """Return the sheet as the entry to save: a new one carries the moment it was last changed, an old one its own."""
    if sheet.entry is not None:
        before = sheet.entry
        return Entry(
            id=before.id,
            at=before.at,
            prompt=before.prompt,
            text=sheet.text,
            tags=sheet.tags,
            starred=sheet.starred,
            folded=before.folded,
            session=before.session,
            about=before.about,
            source=before.source,
        )
    return Entry(
        id=sheet.id,
        at=(sheet.at or now).isoformat(timespec="seconds"),
        prompt=sheet.prompt,
        text=sheet.text,
        tags=sheet.tags,
        starred=sheet.starred,
        session=None,
        about=sheet.about,
        source="app",
    )


def changed(sheet: Sheet, now: datetime, *, text: str, tags: tuple[str, ...], starred: bool) -> Sheet:
    """Return the sheet as it stands now; its moment moves only when something in it did."""
    if (text, tags, starred) == (sheet.text, sheet.tags, sheet.starred):
        return sheet
    return replace(sheet, text=text, tags=tags, starred=starred, at=now)


def too_long_to_edit(text: str) -> bool:
    """Return whether a text is too large for the editor: over 100 KB, or with a line over 16 KB."""
    if len(text) * 4 <= LONGEST_LINE:
        return False
    if len(text.encode("utf-8", "replace")) > LONGEST_PASTE:
        return True
    return any(len(line.encode("utf-8", "replace")) > LONGEST_LINE for line in re.split(r"\r\n?|\n", text))


def parse_tags(written: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tags in a line like ``#sleep #warm bath`` or ``sleep, warm bath``: each once, spelt as known."""
    spelling = {tag.casefold(): tag for tag in known}
    found: dict[str, str] = {}
    for piece in re.split(r"[,#\n]", written):
        tag = " ".join(piece.split())
        if tag:
            found.setdefault(tag.casefold(), spelling.get(tag.casefold(), tag))
    return tuple(found.values())


def write_tags(tags: Iterable[str]) -> str:
    """Return the tags as the line in which they are edited."""
    return ", ".join(tags)


def first_words(text: str, limit: int = 280) -> str:
    """Return the beginning of a text for a glance, cut at a word with an ellipsis."""
    beginning = text.strip()
    if len(beginning) <= limit:
        return beginning
    cut = beginning[:limit]
    return cut[: cut.rfind(" ")].rstrip() + "…" if " " in cut[limit // 2 :] else cut + "…"


def seal_after(first_key: float, last_key: float, *, idle: float = 1.0, at_most: float = 5.0) -> float:
    """Return the moment the draft is due: a second after the last key, never later than five after the first.

    Seconds on one monotonic clock. A pause seals within 2 s; writing without a pause is sealed now and then too.
    """
    return min(last_key + idle, first_key + at_most)
