"""The questions that may stand above a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content import default_prompts

if TYPE_CHECKING:
    from comfort_journal.ui.open.core.workspace import Workspace


def questions(session: Workspace) -> list[str]:
    """Return the owner's questions, else the shipped ones; the first one stands on a fresh page."""
    return session.journal.prompts() or list(default_prompts())
