"""What a key means where no text is written: a digit needs no Shift, and Caps Lock changes nothing.

On AZERTY the digits stand above the row ``& é " ' ( - è _ ç à``, and with Caps Lock a letter that a page names comes as
a capital. A key that has a meaning of its own on a page keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual import events

from comfort_journal.ui.upstream import tried_in_order

if TYPE_CHECKING:
    from textual.screen import Screen

AZERTY: Final = "azerty"
_ROW: Final = dict(zip("&é\"'(-è_çà", "1234567890", strict=True)) | {"§": "6", "!": "8"}
"""The row of digits without Shift; the last two stand in it in Belgium and on a Mac."""
_BESIDE: Final = {")": "-"}
"""The key beside the row, where a page of numbers has "I don't know"."""
_WITHOUT_SHIFT: Final = dict(zip("1234567890/", "&é\"'(-è_çà:", strict=True))
_ANSWERS: Final = "123"
"""The digits that answer in a session."""
DIGITS_ONLY: Final = "[0-9]*"
"""What a field restricts itself to that takes a code."""


def digit(character: str | None, keyboard: str) -> str | None:
    """Return the digit whose key types this character without Shift, or None."""
    return _ROW.get(character.lower()) if character and keyboard == AZERTY else None


def with_digits(said: str, keyboard: str) -> str:
    """Return what was typed with each key of the row of digits as its digit, where nothing else was typed."""
    typed = [
        character if character.isdigit() or character in " ," else digit(character, keyboard) for character in said
    ]
    return "".join(each for each in typed if each) if all(typed) else said


def key_of(name: str, keyboard: str) -> str:
    """Return a key as a session names it: a digit also by what its key types without Shift."""
    return f"{_WITHOUT_SHIFT[name]} or {name}" if keyboard == AZERTY and name in _ANSWERS else name


def named(event: events.Key, keyboard: str) -> str:
    """Return the name of the key where pages name plain letters and digits and nothing is written."""
    is_capital = len(event.key) == 1 and event.key.isascii() and event.key.isupper()
    return digit(event.character, keyboard) or (event.key.lower() if is_capital else event.key)


def without_shift(name: str, keyboard: str) -> str:
    """Return a key by what it types without Shift, where the sign that a page names needs it."""
    return _WITHOUT_SHIFT.get(name, name) if keyboard == AZERTY else name


def unknown_key(keyboard: str) -> str:
    """Return the key of "I don't know" on a row of numbers: where ``-`` is a 6, the key beside the row."""
    return ")" if keyboard == AZERTY else "-"


def row_named(keyboard: str) -> str:
    """Return what a row of numbers says of the keys that type them without Shift; nothing where digits need none."""
    return "& é … à type 1 2 … 0" if keyboard == AZERTY else ""


def meant(event: events.Key, screen: Screen[Any], keyboard: str) -> events.Key:
    """Return the key that was meant, on the page that gets it; in a text a character is itself."""
    character = event.character
    if not character or character in "0123456789" or _is_written(screen):
        return event
    capital = character.lower() if character.isascii() and character.isupper() else None
    if capital and not _has_use(screen, character, character) and _has_use(screen, capital, capital):
        return events.Key(capital, capital)
    by_place = digit(character, keyboard)
    if by_place and not _is_bound(screen, event.key) and _has_use(screen, by_place, by_place):
        return events.Key(by_place, by_place)
    if character == ":" and keyboard == AZERTY and not _is_bound(screen, event.key) and _is_bound(screen, "slash"):
        return events.Key("slash", "/")
    beside = _BESIDE.get(character) if keyboard == AZERTY else None
    if beside and screen.focused is not None and screen.focused.check_consume_key("minus", beside):
        return events.Key("minus", beside)
    return event


def _is_written(screen: Screen[Any]) -> bool:
    """Whether the focus stands in a text; a field for a code takes nothing but digits."""
    focused = screen.focused
    only_digits = getattr(focused, "restrict", None) == DIGITS_ONLY
    return focused is not None and not only_digits and focused.check_consume_key("&", "&")


def _has_use(screen: Screen[Any], key: str, character: str) -> bool:
    """Whether the field with the focus, or a page behind it, does something with the key."""
    focused = screen.focused
    return (focused is not None and focused.check_consume_key(key, character)) or _is_bound(screen, key)


def _is_bound(screen: Screen[Any], key: str) -> bool:
    return any(key in bindings.key_to_bindings for _, bindings in tried_in_order(screen))
