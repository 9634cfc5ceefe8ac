"""The time that is left, as a line that shrinks from both ends: read at a glance, and no number to watch."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

BAR, REST = "▄", "▁"


class TimeBar(Widget):
    """A line across the page; ``keep`` says how much of it is left."""

    DEFAULT_CSS = """
    TimeBar { width: 100%; height: 1; color: $text; }
    """
    ALLOW_SELECT = False
    _cells = 0
    _share = 0.0

    def keep(self, share: float) -> None:
        """Show the share that is left, 0..1; nothing is drawn until a cell changes."""
        self._share = share
        if self._filled() != self._cells:
            self.refresh()

    def render(self) -> Content:
        """Draw what is left, in the middle of a faint whole."""
        width = self.content_size.width
        self._cells = self._filled()
        side = (width - self._cells) // 2
        rest = Content.styled(REST * side, "$faint")
        return Content.assemble(rest, BAR * self._cells, rest)

    def _filled(self) -> int:
        """Return how many cells are filled, as even or odd as the width."""
        width = self.content_size.width
        cells = round(self._share * width / 2) * 2
        return max(0, min(width, cells - (width % 2) if cells else 0))
