"""What can happen to a session: a press, time, or the machine's own troubles; what is none of these classes stops.

The screen has filtered terminal replies, resizes, mouse movement and bare modifiers before.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Key(Struct, frozen=True):
    """A key by its Textual name: ``1``, ``x``, ``space``, ``enter``, ``backspace``, ``ctrl+c``.

    ``typed`` is what it types where that is another thing: on AZERTY the key of ``2`` types é, and a stop word may.
    """

    name: str
    typed: str = ""


class Press(Struct, frozen=True):
    """A mouse button, anywhere."""


class Scroll(Struct, frozen=True):
    """The wheel, anywhere."""


class Paste(Struct, frozen=True):
    """Text from the clipboard; what it says is no matter."""


class FocusLost(Struct, frozen=True):
    """The terminal reports that it no longer has the focus."""


class Slept(Struct, frozen=True):
    """The machine slept, where a clock can tell."""


class Tick(Struct, frozen=True):
    """Time passed; comes several times a second."""


Event: TypeAlias = Key | Press | Scroll | Paste | FocusLost | Slept | Tick
