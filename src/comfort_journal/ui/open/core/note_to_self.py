"""The note that the owner once marked for hard days: found, never asked for, and never chosen by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from comfort_journal.records import moment, tag_key

if TYPE_CHECKING:
    from comfort_journal.records import Entry
    from comfort_journal.ui.open.core.workspace import Workspace

FOR_HARD_DAYS = "for-hard-days"
"""The tag that makes an entry such a note; a star is a thing of its own."""


def is_for_hard_days(entry: Entry) -> bool:
    """Tell whether the entry has the tag, in capitals or not: the owner may have typed it."""
    return any(tag_key(tag) == FOR_HARD_DAYS for tag in entry.tags)


def turned(entry: Entry, *, keep: bool) -> Entry:
    """Return the entry with the tag, or without it."""
    others = tuple(tag for tag in entry.tags if tag_key(tag) != FOR_HARD_DAYS)
    return structs.replace(entry, tags=(*others, FOR_HARD_DAYS) if keep else others)


def find_note(session: Workspace) -> Entry | None:
    """Return the newest entry with the tag ``for-hard-days`` that is not folded away, or None."""
    found = [entry for entry in session.journal.entries() if not entry.folded and is_for_hard_days(entry)]
    return max(found, key=lambda entry: moment(entry.at), default=None)
