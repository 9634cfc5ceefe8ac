"""The typed repository over the vault: entries, drafts, history, search."""
