"""Textual's list of answers, whose mark can be followed, and is seen without its colour too."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import OptionList

from comfort_journal.ui.upstream import line_of_option


class MarkedList(OptionList):
    """A list that says where its mark is; without a mark it is at the first answer in sight.

    A bar stands before what is marked, as on every other list: of some themes a terminal with few colours shows the
    mark's own hardly at all.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"marked-list--bar"}
    DEFAULT_CSS = """
    MarkedList > .option-list--option { padding: 0 1 0 2; }
    MarkedList > .marked-list--bar { color: $accent; background: $selection; }
    """

    def stands_at(self) -> Offset:
        """Return where the words of the marked answer begin."""
        marked = self.highlighted
        return Offset(2, 0 if marked is None else line_of_option(self, marked) - self.scroll_offset.y)

    def render_line(self, y: int) -> Strip:
        """Draw a line, with the bar where it is one of what is marked."""
        strip, marked = super().render_line(y), self.highlighted
        if marked is None:
            return strip
        line = self.scroll_offset.y + y
        behind = marked + 1 < self.option_count and line >= line_of_option(self, marked + 1)
        if behind or line < line_of_option(self, marked) or line >= self.virtual_size.height:
            return strip
        first, *_ = strip.crop(0, 1)
        bar = self.get_component_rich_style("marked-list--bar")
        return Strip([Segment("▌", (first.style or bar) + bar), *strip.crop(1)], strip.cell_length)
