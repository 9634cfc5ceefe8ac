"""A window too small for any page says so in one private-safe sentence, and the page behind it never learns of it.

Pages are laid out for at least ``LEAST``; what a person cannot see cannot be acted on by a stray key either. What is
typed into a text is no act and is kept, and what stops, locks or leaves is heard at every size.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from textual import events
from textual.geometry import Size

from comfort_journal.ui import actions

if TYPE_CHECKING:
    from textual.screen import Screen

LEAST: Final = Size(30, 8)
"""Below this a number from 0 to 10 has no room in one row, and a line to write in none among what stands around it."""


@runtime_checkable
class Stops(Protocol):
    """A screen with something under way that must be stopped also by somebody who cannot see it."""

    def stops(self, key: str) -> bool:
        """Whether the key, by its Textual name, can only stop what is under way."""


def larger(window: Size) -> str:
    """Return the sentence, or a shorter one where its words have no room side by side."""
    from comfort_journal.content.session import load_session_words  # noqa: PLC0415  hardly any start needs it

    said = load_session_words().agreement
    whole = len(wrap(said.small, max(1, window.width), break_long_words=False)) <= window.height
    return said.small if whole else said.smallest


def is_too_small(window: Size) -> bool:
    """Tell whether no page fits."""
    return window.width < LEAST.width or window.height < LEAST.height


def roomy(window: Size) -> Size:
    """Return the size that pages are laid out for."""
    return Size(max(window.width, LEAST.width), max(window.height, LEAST.height))


def page(words: str, window: Size) -> list[str]:
    """Return the rows of the window with the words in their middle, cut where a word has no room, or the rows none."""
    width, height = window
    rows = [row for line in words.splitlines() for row in wrap(line, max(1, width))]
    if len(rows) > height:
        one = " ".join(words.split())
        rows = [one[at : at + width] for at in range(0, len(one), max(1, width))][:height]
    above = (height - len(rows)) // 2
    return [*[""] * above, *(row.strip().center(width).rstrip() for row in rows)]


def painted(words: str, window: Size) -> str:
    """Return the control sequence that writes the words on an empty window."""
    return "".join(f"\x1b[{at};1H{row}" for at, row in enumerate(page(words, window), 1) if row)


def passes(event: events.InputEvent, screen: Screen[object]) -> bool:
    """Tell whether a press may reach a page that nobody can see."""
    if not isinstance(event, events.Key):
        return False
    stops = isinstance(screen, Stops) and screen.stops(event.key)
    return stops or event.key in actions.RESERVED.values() or _is_text(event, screen)


def _is_text(event: events.Key, screen: Screen[object]) -> bool:
    focused = screen.focused
    if focused is None:
        return False
    if event.key == "enter":
        from textual.widgets import TextArea  # noqa: PLC0415  not before the first paint

        if isinstance(focused, TextArea):
            return True
    return focused.check_consume_key(event.key, event.character)
