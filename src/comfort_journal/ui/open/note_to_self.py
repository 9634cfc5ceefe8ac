"""The note a person wrote to themselves for hard days: the newest starred entry tagged for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.records import moment

if TYPE_CHECKING:
    from comfort_journal.records import Entry
    from comfort_journal.ui.open.session import OpenSession

TAG = "for-hard-days"


def find_note(session: OpenSession) -> Entry | None:
    """Return the newest starred entry, not folded, with the tag for hard days."""
    found = [each for each in session.journal.entries() if each.starred and not each.folded and TAG in each.tags]
    return max(found, key=lambda each: moment(each.at), default=None)
