"""The typed repository over the vault: entries, drafts, history, search."""

from comfort_journal.journal.index import Filter
from comfort_journal.journal.repository import Journal

__all__ = ["Filter", "Journal"]
