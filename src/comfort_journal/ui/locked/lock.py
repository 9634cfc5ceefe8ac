"""The lock screen asks for the passphrase and says nothing about what it opens."""

from __future__ import annotations

from textual.screen import Screen


class LockScreen(Screen[None]):
    """One word, one field."""
