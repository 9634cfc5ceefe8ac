"""The terminal's own cursor stands where the attention is, on every page: a magnifier and a braille display follow it.

It is seen only where somebody writes; on a row or a button the page's own mark says where one is. A widget says no
more than where on itself that is; one that says nothing has it at its corner, one that scrolls at its first words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from textual.errors import NoWidget
from textual.geometry import NULL_REGION, Offset, Region
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App
    from textual.screen import Screen

KEYS = "KeysFooter", "KeyRow"
"""Where it stands on a page that has no focus and names no better place: a line that never moves."""

BESIDE = 20
"""Cells left of the middle: half of what a braille display of forty shows, and near enough for a magnifier."""


@runtime_checkable
class HasPlaces(Protocol):
    """A widget on which one goes from one thing to another."""

    def stands_at(self) -> Offset:
        """Return where the thing under the cursor is drawn, from the corner of what the widget holds."""


@runtime_checkable
class WrittenIn(Protocol):
    """A field, by the name that Textual's own have."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the next letter comes."""


@runtime_checkable
class LeavesLine(Protocol):
    """A field from which one goes through a list without leaving it."""

    gone_to: Widget | None


@runtime_checkable
class NamesPlaces(Protocol):
    """A page without a focus, or now and then without one: the first of these that is in sight stands for it."""

    stands_on: tuple[str, ...]


class Place(NamedTuple):
    """Where the cursor stands on the screen, and whether it is seen there."""

    at: Offset
    seen: bool


def place_on(app: App[Any]) -> Place:
    """Return where the cursor belongs now; a window that is not in front keeps it where it was."""
    page = app.screen
    if page.focused is None and not app.app_focus:
        return Place(app.cursor_position, seen=False)
    widget = _attended(page)
    room = NULL_REGION if widget is None else in_sight(widget)
    if widget is None or not room:
        return Place(Offset(0, 0), seen=False)
    if isinstance(widget, WrittenIn):
        return Place(_within(room, widget.cursor_screen_offset), seen=True)
    if isinstance(widget, HasPlaces):
        return Place(_within(room, widget.content_region.offset + widget.stands_at()), seen=False)
    return Place(_first_words(widget, room), seen=False)


def _attended(page: Screen[Any]) -> Widget | None:
    """Return what has the focus, or what one went to from there, else what stands for the page."""
    focused = page.focused
    if focused is not None:
        return (isinstance(focused, LeavesLine) and focused.gone_to) or focused
    places = page.stands_on if isinstance(page, NamesPlaces) else KEYS
    return next((widget for place in places for widget in page.query(place) if in_sight(widget)), None)


def in_sight(widget: Widget) -> Region:
    """Return the part of what a widget holds that can be seen now, an empty one where that is nothing."""
    try:
        return widget.screen.find_widget(widget).visible_region.intersection(widget.content_region)
    except NoWidget:
        return NULL_REGION


def row_in_sight(widget: Widget, rows: Sequence[str], wanted: Callable[[str], bool] = lambda _: False) -> int:
    """Return which row of a text is stood on: the wanted one where it is in sight, else the first there with words."""
    room, top = in_sight(widget), widget.content_region.y
    seen = [row for row in range(room.y - top, room.bottom - top) if 0 <= row < len(rows)]
    found = [row for row in seen if wanted(rows[row])] or [row for row in seen if rows[row].strip()]
    return found[0] if found else room.y - top


def _first_words(widget: Widget, room: Region) -> Offset:
    """Return where the first thing in it that holds no other is in sight; of words in the middle, beside them.

    Not where they begin: they may change with every breath, and what follows would swing to and fro.
    """
    parts = (each for each in widget.walk_children(Widget) if not each.children)
    in_view = ((part, seen) for part in parts if (seen := in_sight(part).intersection(room)))
    part, seen = next(in_view, (widget, room))
    beside = max(0, seen.width // 2 - BESIDE) if part.styles.text_align == "center" else 0
    return seen.offset + Offset(beside, 0)


def _within(room: Region, place: Offset) -> Offset:
    return Offset(min(max(place.x, room.x), room.right - 1), min(max(place.y, room.y), room.bottom - 1))
