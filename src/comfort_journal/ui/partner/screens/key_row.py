"""Keys and places as both pages of the partner process write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from comfort_journal.partner.numbers import CODE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.geometry import Size

    from comfort_journal.ui.partner.screens.view_model import KeyWord

FULL, OPEN = "●", "○"
GAP: Final = "   "


class KeyRow(Widget):
    """The keys on one row, or on as many as they take at the width there is."""

    DEFAULT_CSS = """
    KeyRow { width: 100%; height: auto; color: $muted; }
    """
    ALLOW_SELECT = False
    keys: reactive[tuple[KeyWord, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many rows as the keys take."""
        del container, viewport
        return len(key_row(self.keys, width).split("\n"))

    def render(self) -> Content:
        """Draw them."""
        return key_row(self.keys, self.content_size.width)


def places(filled: int) -> str:
    """Return a code's places, so many of them filled; which digits they are is never drawn."""
    return "  ".join(FULL * filled + OPEN * (CODE_DIGITS - filled))


def key_row(keys: Iterable[KeyWord], width: int) -> Content:
    """Return the keys on one row, or on as many as it takes in so many cells."""
    rows: list[Content] = []
    for key, does in keys:
        each = Content.assemble(Content.styled(key, "$accent"), f" {does}") if key else Content(does)
        if rows and rows[-1].cell_length + len(GAP) + each.cell_length <= width:
            rows[-1] = Content.assemble(rows[-1], GAP, each)
        else:
            rows.append(each)
    return Content("\n").join(rows)


def key_column(keys: tuple[KeyWord, ...]) -> Content:
    """Return keys one below another, the rows of one length, so that centring keeps them in line."""
    if not keys:
        return Content("")
    before, after = (max(len(each[part]) for each in keys) for part in (0, 1))
    return Content("\n").join(
        [Content.assemble(Content.styled(key.ljust(before), "$accent"), f"  {does.ljust(after)}") for key, does in keys]
    )
