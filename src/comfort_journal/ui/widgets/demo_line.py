"""The demo says on every page what it is: it looks like one's own journal, and nothing of it stays."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

DEMO = "Demo: nothing here is kept."


class DemoLine(Widget):
    """The top row of a page of the demo; everything else is laid out below it."""

    DEFAULT_CSS = """
    DemoLine { split: top; width: 100%; height: 1; text-align: center; background: $panel; color: $text; }
    """
    ALLOW_SELECT = False

    def render(self) -> Content:
        """Say it."""
        return Content(DEMO)
