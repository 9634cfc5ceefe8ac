"""Words of the program in the owner's own; emptied, the first ones come back.

They are a ``phrase`` record under the id of the card, private like an entry.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from comfort_journal.records import Phrase
from comfort_journal.ui.open.core.text_edit_screen import TextEditScreen

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.workspace import Workspace

SHIPPED_ONLY = "These words are the program's own."
HINT = "In your own words. Emptied, the first words come back."


def why_not_changed(session: Workspace, shipped: str | None) -> str | None:
    """Return why shipped words cannot be changed now, or None; there may be none that the owner may change."""
    if shipped is None:
        return SHIPPED_ONLY
    reason = session.journal.why_read_only
    return str(reason) if reason else None


def own_words(session: Workspace, key: str, shipped: str) -> TextEditScreen:
    """Return where the words of one id are changed; ``shipped`` are those that stand there without the owner's own."""
    text = session.practice.phrase(key, shipped)
    return TextEditScreen(session, HINT, text, lambda words: keep_words(session, key, shipped, words))


def keep_words(session: Workspace, key: str, shipped: str, text: str) -> None:
    """Keep the owner's words under an id, if they are others than those there; blocks, may raise NotSaved."""
    words = text.strip()
    if words == session.practice.phrase(key, shipped):
        return
    own = session.journal.phrase(key)
    if words and words != shipped:
        session.journal.save(Phrase(id=own.id if own else str(uuid.uuid4()), key=key, text=words))
    elif own:
        session.journal.delete(own.id)
