"""What Textual reports, as the machine has it: a press is a key, a button, the wheel or a paste; nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from comfort_journal.partner import FocusLost, Key, Paste, Press, Scroll
from comfort_journal.partner.advance import LOCK_KEYS
from comfort_journal.ui.keyboards import digit

if TYPE_CHECKING:
    from comfort_journal.partner import Event

_OF_THE_WHEEL = (
    events.MouseScrollDown,
    events.MouseScrollUp,
    events.MouseScrollLeft,
    events.MouseScrollRight,
)


def unnamed(event: Event) -> Event:
    """Return a press as one that no page names, but for the two keys that lock and leave."""
    if isinstance(event, FocusLost) or (isinstance(event, Key) and event.name in LOCK_KEYS):
        return event
    return Press()


def as_event(event: events.Event, keyboard: str = "any") -> Event | None:
    """Return what was pressed, or that the focus was lost; None for movement, a button let go, or the focus gained."""
    match event:
        case events.Key():
            name = digit(event.character, keyboard) or event.key  # a capital is no letter that a page names: it stops
            return Key(name, "" if name == event.key else event.key)
        case events.Paste():
            return Paste()
        case events.MouseDown():
            return Press()
        case events.AppBlur():
            return FocusLost()
        case _ if isinstance(event, _OF_THE_WHEEL):
            return Scroll()
        case _:
            return None
