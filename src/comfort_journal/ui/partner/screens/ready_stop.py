"""A stop is on the terminal before anything is computed: its picture was kept when it was rehearsed.

Laying a page out takes ten to thirty milliseconds, on a busy machine more. The rehearsal paints the very same picture,
so what the terminal was sent for it is sent again, and the page that is laid out afterwards looks no different.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.ui import terminal
from comfort_journal.ui.followed import place_on
from comfort_journal.ui.upstream import sent_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.geometry import Size
    from textual.screen import Screen


class ReadyStop:
    """The stop as the terminal was sent it, at the size it had; in another size it is laid out as any page is."""

    def __init__(self, screen: Screen[Any]) -> None:
        """Begin with nothing to show."""
        self._screen = screen
        self._sequence = ""
        self._size: Size | None = None
        self.posing = False
        """Whether the stop stands there to be remembered; until then nothing else may be drawn."""

    def pose(self, then: Callable[[], None]) -> None:
        """Remember what stands on the screen once it is painted, and go on with ``then``."""

        def painted() -> None:
            self._remember()
            self.posing = False
            then()

        self.posing = True
        self._screen.call_after_refresh(painted)

    def show(self) -> None:
        """Send the terminal the stop, where it still has the size of the rehearsal."""
        if self._sequence and self._screen.size == self._size:
            terminal.write_now(self._screen.app, self._sequence)

    def _remember(self) -> None:
        self._sequence = sent_for(self._screen) + terminal.put_cursor(place_on(self._screen.app).at)
        self._size = self._screen.size
        self._screen.refresh()
