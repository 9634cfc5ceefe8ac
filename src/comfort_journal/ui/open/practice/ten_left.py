"""That something is nearly over is said once, ten seconds before, so that nobody has to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Hashable

    from comfort_journal.ui.open.core.screen import OpenScreen

TEN: Final = 10.0


class TenLeft:
    """Says it for one part, or one hold, after the other."""

    def __init__(self, page: OpenScreen[Any]) -> None:
        """Speak for a page."""
        self._page = page
        self._told: Hashable = None

    def look(self, what: Hashable, left: float) -> None:
        """Say it of ``what``, unless it was said or more than ten seconds are left."""
        if what != self._told and 0 < left <= TEN:
            self._told = what
            self._page.app.speak(self._page.session.practice.library.sentences.heard.ten_left)
