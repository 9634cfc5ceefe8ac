"""Keys and places as both pages of the partner process write them."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from comfort_journal.partner.numbers import CODE_DIGITS
from comfort_journal.ui.widgets.big_text import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.geometry import Size

    from comfort_journal.ui.partner.screens.view_model import KeyWord

FULL, OPEN = "●", "○"
GAP: Final = "   "
_APART, _BETWEEN = 2, 6
"""Cells from a large key to its word, and to the next large key."""


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


class LargeKeys(Widget):
    """Keys to be read from two metres, as large as the place there is allows.

    Where it allows no large ones they are small here only if they stand nowhere else: ``beside`` a row of them is none.
    """

    DEFAULT_CSS = """
    LargeKeys { width: 100%; height: 1fr; min-height: 0; text-align: center; color: $text; }
    """
    ALLOW_SELECT = False
    keys: reactive[tuple[KeyWord, ...]] = reactive(())
    beside: reactive[bool] = reactive(default=False)

    def render(self) -> Content:
        """Draw them in the middle of the place."""
        width, height = self.content_size
        rows = large_rows(self.keys, width, height)
        if not rows and not self.beside:
            rows = key_row(self.keys, width).split("\n")
        return Content("\n").join([*[Content("")] * ((height - len(rows)) // 2), *rows])


def large_rows(keys: Iterable[KeyWord], width: int, height: int) -> list[Content]:
    """Return the keys in the largest block letters that fit, on as few lines as they take; no rows if none fit."""
    for forms in zip(*(_large(*each) for each in keys), strict=False):
        lines: list[list[Content]] = []
        for form in forms:
            joined = _beside(lines[-1], form, _BETWEEN) if lines else form
            if lines and joined[0].cell_length <= width:
                lines[-1] = joined
            else:
                lines.append(form)
        rows = [row for line in lines for row in line]
        if len(rows) <= height and all(row.cell_length <= width for row in rows):
            return rows
    return []


def least_rows(keys: tuple[KeyWord, ...], width: int, most: int) -> int:
    """Return the fewest rows in which the keys stand large, up to so many; nought where they do not."""
    return next((height for height in range(1, most + 1) if large_rows(keys, width, height)), 0)


def _large(key: str, does: str) -> list[list[Content]]:
    """Return the forms of one key with its word."""
    words = [[Content(row) for row in form] for form in blocks(does)]
    if not key:
        return words
    keys = [[Content.styled(row, "$accent") for row in form] for form in blocks(key)]
    return [_beside(one, other, _APART) for one, other in zip(keys, words, strict=False)]


def _beside(one: list[Content], other: list[Content], apart: int) -> list[Content]:
    return [Content.assemble(left, " " * apart, right) for left, right in zip_longest(one, other, fillvalue="")]


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
