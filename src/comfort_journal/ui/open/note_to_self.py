"""The note that the owner once marked for hard days: found, never asked for, and never chosen by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.records import moment

if TYPE_CHECKING:
    from comfort_journal.records import Entry
    from comfort_journal.ui.open.session import OpenSession

FOR_HARD_DAYS = "for-hard-days"
"""The tag that makes an entry such a note; a star is a thing of its own."""


def find_note(session: OpenSession) -> Entry | None:
    """Return the newest entry with the tag ``for-hard-days`` that is not folded away, or None."""
    found = [entry for entry in session.journal.entries() if not entry.folded and FOR_HARD_DAYS in entry.tags]
    return max(found, key=lambda entry: moment(entry.at), default=None)
