"""The open process: journal, history and settings, behind the vault key."""
