"""The note that the owner once marked for hard days: found, never asked for, and never chosen by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.records import Entry, moment

if TYPE_CHECKING:
    from comfort_journal.ui.open.session import OpenSession

FOR_HARD_DAYS = "for-hard-days"
"""The tag that, with a star, makes an entry such a note."""


def find_note(session: OpenSession) -> Entry | None:
    """Return the newest entry with a star and the tag ``for-hard-days``, or None."""
    found = [
        record
        for record in session.journal.records("entry")
        if isinstance(record, Entry) and record.starred and FOR_HARD_DAYS in record.tags
    ]
    return max(found, key=lambda entry: moment(entry.at), default=None)
