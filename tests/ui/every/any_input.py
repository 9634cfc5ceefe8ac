"""Whatever a keyboard, a mouse, a clipboard and a window's edge can send, drawn from one seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Size
from textual.keys import Keys

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

LEAVING = {"ctrl+q", "ctrl+l", "f9"}
NAMED = [key.value for key in Keys if not key.value.startswith("<") and key.value not in LEAVING]
"""Every key that Textual has a name for, but for those that close the journal."""
MODIFIED = [
    f"{how}+{key}" for how in ("alt", "ctrl", "ctrl+shift", "shift") for key in ("k", "z", "up", "end", "f5", "g")
]
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,;:-_#'+*~<>|!\"§$%&/()=?`\\[]{}@äßéł眠🧘‍\u0301\u200d\u00a0\u202e"
)
TEXTS = [
    "[/x] [bold]",
    "\x1b[31mred\x1b[0m",
    "one\ntwo\r\nthree\tfour",
    "#tag, other",
    "0" * 3000,
    "",
    "\x00\x9b",
    "e\u0301👩‍👩‍👧",
]
MOUSE: list[Callable[..., events.MouseEvent]] = [
    events.MouseDown,
    events.MouseUp,
    events.MouseMove,
    events.MouseScrollDown,
    events.MouseScrollUp,
]


def key(chance: random.Random) -> events.Key:
    """Return a key: a letter, a named one, or one with modifiers."""
    kind = chance.random()
    if kind < 0.45:
        letter = chance.choice(LETTERS)
        return events.Key("space" if letter == " " else letter, letter)
    name = chance.choice(NAMED if kind < 0.9 else MODIFIED)
    return events.Key(name, name if len(name) == 1 else None)


def mouse(chance: random.Random, size: Size) -> list[events.Event]:
    """Return a click or another thing that a mouse does, now and then outside of the window."""
    x, y = chance.randint(0, size.width), chance.randint(0, size.height)

    def made(kind: Callable[..., Any]) -> events.Event:
        return kind(None, x, y, 0, 0, chance.choice((1, 1, 2, 3)), shift=False, meta=False, ctrl=False)

    if chance.random() < 0.7:
        return [made(events.MouseDown), made(events.MouseUp)]
    return [made(chance.choice(MOUSE))]


def anything(chance: random.Random, size: Size) -> list[events.Event]:
    """Return what comes next: mostly keys, as many of them as are typed in a burst."""
    kind = chance.random()
    if kind < 0.7:
        return [key(chance) for _ in range(chance.choice((1, 1, 1, 2, 5)))]
    if kind < 0.85:
        return mouse(chance, size)
    if kind < 0.92:
        return [events.Paste(chance.choice(TEXTS))]
    if kind < 0.95:
        return [chance.choice((events.AppBlur, events.AppFocus))()]
    new = Size(chance.choice((1, 10, 30, 31, 40, 80, 200)), chance.choice((1, 3, 8, 12, 24, 60)))
    return [events.Resize(new, new)]


def told(event: events.Event) -> str:
    """Return how an event reads in the story of a run that failed."""
    if isinstance(event, events.Key):
        return event.key
    if isinstance(event, events.MouseEvent):
        return f"{type(event).__name__}({event.x}, {event.y})"
    if isinstance(event, events.Resize):
        return f"{event.size.width}x{event.size.height}"
    return f"{type(event).__name__}({getattr(event, 'text', '')[:12]!r})"
