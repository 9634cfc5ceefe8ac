"""The row at the top of an open page: where one is, and what else there is; a click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.content import Content
from textual.widget import Widget

from comfort_journal.ui.host import HostApp
from comfort_journal.ui.places import PLACES, ROW, place_of

if TYPE_CHECKING:
    from textual import events

    from comfort_journal.ui.actions import Action

GAP = "   "
NARROW = 60
"""Columns below which only the current place is named."""
WIDE = 100
"""Columns from which each place has its key before it."""


class PlaceRow(Widget):
    """The names of the places, in a wide window with their keys; ``day`` stands at the far end where there is room."""

    DEFAULT_CSS = """
    PlaceRow { split: top; width: 100%; height: 1; padding: 0 2; background: $surface; color: $muted; }
    PlaceRow:ansi { background: $background; }
    """
    ALLOW_SELECT = False
    app = getters.app(HostApp)

    def __init__(self, place: str, day: str) -> None:
        """Name the places, ``place`` as the current one."""
        super().__init__()
        self._place, self._day = place, day

    def show_day(self, day: str) -> None:
        """Show another day."""
        if day != self._day:
            self._day = day
            self.refresh()

    def render(self) -> Content:
        """Draw the names; the current one is bold and underlined, and alone where there is little room."""
        parts: list[Content] = []
        for action in self._named():
            current = place_of(action) == self._place
            name = Content.styled(action.name, "$accent bold underline" if current else "")
            parts.append(Content.assemble(self._key(action), name))
        names = Content(GAP).join(parts)
        room = self.content_size.width - names.cell_length - len(GAP) - len(self._day)
        return names if room < 0 else Content.assemble(names, " " * (room + len(GAP)), self._day)

    async def on_click(self, event: events.Click) -> None:
        """Go to the place whose name is under the pointer."""
        start = self.gutter.left
        for action in self._named():
            end = start + self._width(action)
            if start <= event.x < end:
                await self.app.run_action(action.method, self.app)
                return
            start = end + len(GAP)

    def _named(self) -> list[Action]:
        named = [action for action in PLACES if action in ROW or place_of(action) == self._place]
        width = sum(map(self._width, named)) + len(GAP) * (len(named) - 1)
        if self.app.size.width >= NARROW and width <= self.content_size.width:
            return named
        return [action for action in named if place_of(action) == self._place]

    def _key(self, action: Action) -> str:
        """Return the key that stands before a name, with the blank between."""
        return f"{self.app.shown_key(action.id)} " if self.app.size.width >= WIDE else ""

    def _width(self, action: Action) -> int:
        return len(self._key(action)) + len(action.name)
