"""What asks the panel around it for no more rows than its stylesheet gives it at most, so that none is blank below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget
else:
    Widget = object  # Textual takes a widget's styles from the first of its bases that is one


class NoHigher(Widget):
    """A list in a panel that grows with what it holds, named before the widget; its greatest height is in ``vh``."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return what is asked for; Textual would ask for all of it and show less."""
        height, most = super().get_content_height(container, viewport, width), self.styles.max_height
        return height if most is None else min(height, int(viewport.height * most.value / 100))
