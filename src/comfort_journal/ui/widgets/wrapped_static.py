"""Text that is laid out anew for the width it has, so that a list keeps its edge where a line turns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

from comfort_journal.ui.widgets.text_layout import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.css.styles import RulesMap
    from textual.geometry import Size
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

    Lay = Callable[[int], Content]
    """What stands in so many cells; no line of it is wider."""

WIDE = 10_000
_LEAD = re.compile(r"· |\[.\] |[▸ ] (?=\S)|\S{1,5} {2,}(?=\S)")
"""What stands at the edge of a list: a point, a box to tick, a mark or its place, or a key with room after it."""
_HANG = 2


class WrappedStatic(Static):
    """A text drawn by a function of its width."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        """Begin empty."""
        super().__init__(id=id, markup=False)
        self._lay: Lay = lambda _width: Content("")

    def show(self, lay: Lay) -> None:
        """Draw this from now on."""
        self._lay = lru_cache(maxsize=2)(lay)
        self.refresh(layout=True)

    @property  # type: ignore[misc]  # the text is given by ``show`` alone
    def content(self) -> Content:
        """The text as it would be in any width; laid out only for whoever asks."""
        return self._lay(WIDE)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's own
        """Return how many lines it has in that width."""
        return self._lay(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Return the text for the width there is."""
        return self._lay(self.content_size.width)


class Hung(Visual):
    """A text in one of Textual's lists: where it turns it goes on further in, so that it is seen to be one."""

    def __init__(self, text: str) -> None:
        """Hold the text."""
        self._content = Content(text)
        self._lay = hung(self._content, _HANG)

    def __str__(self) -> str:
        """Return the text as it would be in any width."""
        return self._content.plain

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw it in that width."""
        return self._lay(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width in which it is one line."""
        return self._content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002  Textual's own
        """Return how many lines it has in that width."""
        return self._lay(width).plain.count("\n") + 1


def hung(content: Content, by: int = 0) -> Lay:
    """Return what lays a text out with its lists hanging: a line that turns goes on beside its point or key.

    A line that has neither goes on ``by`` cells further in.
    """

    def lay(width: int) -> Content:
        return Content("\n").join(
            piece for line in content.split("\n", allow_blank=True) for piece in _turned(line, width, by)
        )

    return lay


def _turned(line: Content, width: int, by: int) -> list[Content]:
    if line.cell_length <= width:
        return [line]
    found = _LEAD.match(line.plain)
    lead = found.end() if found and found.end() < width // 2 else 0
    indent = lead or by
    places = wrap(line.plain[lead:], width - indent)
    edges = [line[:lead], *[Content(" " * indent)] * (len(places) - 1)]
    return [
        Content("").join((edge, line[lead + start : lead + end]))
        for edge, (start, end) in zip(edges, places, strict=True)
    ]
