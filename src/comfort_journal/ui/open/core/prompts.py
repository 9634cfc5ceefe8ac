"""TODO."""

from __future__ import annotations


def questions(session: OpenSession) -> list[str]:
    """Return the owner's questions, else the shipped ones; the first one stands on a fresh page."""
    return session.journal.prompts() or list(default_prompts())
