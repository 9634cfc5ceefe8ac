"""The line that is being typed, and what the terminal is to show for each key; pure.

What is shown is what a terminal's own line would show: the character, or for Backspace one that goes back over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import wcwidth

from comfort_journal.text.plain import is_text

if TYPE_CHECKING:
    from textual import events

RUB_OUT: Final = "\b \b"
RUBS_OUT: Final = frozenset({"backspace", "ctrl+h"})
NARROWEST: Final = 2


class LineEditor:
    """One line of so many columns behind a prompt."""

    def __init__(self, prompt: str, columns: int, text: str = "") -> None:
        """Begin with a text that stands there already."""
        self._prompt, self._columns = prompt, max(columns, NARROWEST)
        self._pieces = list(wcwidth.iter_graphemes(text))
        self._above = 0
        """Pieces that stand in rows above, which cannot be gone back to."""

    @property
    def text(self) -> str:
        """What stands in the line."""
        return "".join(self._pieces)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self._pieces

    @property
    def opening(self) -> str:
        """What is shown before the first key: of a long text its last words, for what is not typed wraps nowhere."""
        if wcwidth.width(self._prompt + self.text) < self._columns:
            return self._prompt + self.text
        self._end(self._columns // 2)
        blank = next((at for at in range(self._above, len(self._pieces) - 1) if self._pieces[at].isspace()), None)
        self._above = self._above if blank is None else blank + 1
        return self._row

    def press(self, key: events.Key) -> str:
        """Take a key and return what is to be shown for it."""
        if key.key in RUBS_OUT:
            return self._rub_out()
        if key.key == "ctrl+u":
            self._pieces, self._above = [], 0
            return "\n" + self._prompt
        if key.key == "ctrl+w":
            return self._rub_out_word()
        if key.character is None or not is_text(key.character):
            return ""
        return self._type(key.character)

    def _type(self, character: str) -> str:
        before = self._pieces[-1:] or [""]
        self._pieces[-1:] = list(wcwidth.iter_graphemes(before[0] + character))
        return character

    def _rub_out(self) -> str:
        if not self._pieces:
            return ""
        column = self._column
        width = max(0, wcwidth.width(self._pieces.pop()))
        if len(self._pieces) >= self._above and width <= column:
            return RUB_OUT * width
        self._end(self._columns - 1)
        return f"\n{self._row}"

    def _rub_out_word(self) -> str:
        shown = ""
        while self._pieces and self._pieces[-1].isspace():
            shown += self._rub_out()
        while self._pieces and not self._pieces[-1].isspace():
            shown += self._rub_out()
        return shown

    @property
    def _row(self) -> str:
        """What is shown of the line, in one row or in several that the terminal wraps by itself."""
        return ("" if self._above else self._prompt) + "".join(self._pieces[self._above :])

    @property
    def _column(self) -> int:
        """The column behind the last character, in the row that it stands in."""
        return (wcwidth.width(self._row) - 1) % self._columns + 1

    def _end(self, room: int) -> None:
        """Show so much of the end as has room, as where a row above cannot be gone back to."""
        self._above = 0
        while wcwidth.width(self._row) > room and self._above < len(self._pieces):
            self._above += 1


class SecretLine:
    """One line of which nothing is shown, in a buffer that can be wiped; no string ever holds it."""

    def __init__(self, prompt: str) -> None:
        """Begin empty."""
        self.opening = prompt
        self.bytes = bytearray()

    text = ""
    """Nothing of it is ever a text."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.bytes

    def press(self, key: events.Key) -> str:
        """Take a key and show nothing."""
        if key.key in RUBS_OUT:
            while self.bytes and self.bytes.pop() & _LATER_BYTE == 0x80:  # noqa: PLR2004  the two bits of every later byte
                pass
        elif key.key == "ctrl+u":
            self.wipe()
        elif key.character is not None and is_text(key.character):
            self.bytes += key.character.encode()
        return ""

    def wipe(self) -> None:
        """Overwrite what was typed, and begin anew."""
        self.bytes[:] = bytes(len(self.bytes))
        self.bytes.clear()


_LATER_BYTE: Final = 0xC0
