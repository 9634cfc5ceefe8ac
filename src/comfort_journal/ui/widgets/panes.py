"""A list and the thing chosen in it: side by side in a wide window, in a narrower one stacked or in turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.containers import ScrollableContainer

if TYPE_CHECKING:
    from textual.widget import Widget

WIDE = 100
"""Columns of the window from which the panes stand side by side."""


class Panes(ScrollableContainer, can_focus=False, inherit_bindings=False):
    """Two panes told apart by surface and space; a stylesheet reaches them as ``.list`` and ``.thing``.

    In a narrower window ``stacked`` panes lie below each other and scroll as one, and those in ``turns`` have the room
    to themselves: the list, or after ``show_thing`` the thing.
    """

    DEFAULT_CSS = """
    Panes {
        layout: vertical; width: 100%; height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden;
        & > .list, & > .thing { width: 100%; height: auto; }
        &.-turns { overflow-y: hidden; }
        &.-turns > .list, &.-turns > .thing { height: 1fr; }
        &.-turns > .thing, &.-turns.-on-thing > .list { display: none; }
        &.-turns.-on-thing > .thing { display: block; }
        &.-beside { layout: horizontal; overflow-y: hidden; }
        &.-beside > .list, &.-beside > .thing { height: 100%; }
        &.-beside > .list { width: 2fr; max-width: 64; margin-right: 2; }
        &.-beside > .thing { width: 3fr; padding: 1 3; background: $surface; scrollbar-background: $surface; }
        &.-beside > .thing:ansi { background: $background; scrollbar-background: $background; }
    }
    """

    def __init__(
        self,
        first: Widget,
        second: Widget,
        *,
        narrow: Literal["stacked", "turns"],
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        """Show the list ``first`` and the thing ``second``; ``narrow`` says how they share a window without room."""
        # No style is worked out before all classes are there: it would be for every widget in them, and twice over.
        super().__init__(first.add_class("list", update=False), second.add_class("thing", update=False), id=id)
        self._narrow = f"-{narrow}"
        self._fit(update=False)

    @property
    def beside(self) -> bool:
        """Whether both stand side by side."""
        return self.has_class("-beside")

    def show_thing(self, shown: bool = True) -> None:  # noqa: FBT001, FBT002  which of the two, not a mode
        """Let the thing have the room where they take turns, or give it back to the list."""
        self.set_class(shown, "-on-thing")

    def on_resize(self) -> None:
        """Take the form that the window has room for now."""
        self._fit()

    def _fit(self, *, update: bool = True) -> None:
        beside = self.app.size.width >= WIDE
        self.set_class(beside, "-beside", update=update)
        self.set_class(not beside, self._narrow, update=update)
