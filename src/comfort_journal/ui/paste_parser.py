"""A pasted text is text to its last character, and a key stands for a character exactly when it is text.

Textual's parser takes an escape inside a paste for the beginning of a key, and up to 32 characters behind it leave the
paste as keys. The stream is mended before the parser reads it; outside of a paste nothing is touched. The parser also
hands out Alt+A as a key that writes an "a", and its keys are text only where ``str.isprintable`` says so.

A paste that the terminal does not mark is told by its speed. One that comes byte by byte and begins with a Tab moves
the focus all the same: only what follows could tell that Tab from one that was pressed, and no press waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events

from comfort_journal.text.plain import is_text
from comfort_journal.ui.key_parser import KeyParser, lenient_decoder
from comfort_journal.ui.upstream import read_through

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

    from comfort_journal.ui.input_filter import Heard

BEGIN: Final = "\x1b[200~"
END: Final = "\x1b[201~"
ESCAPE: Final = "\x1b"
MARK: Final = "\N{SYMBOL FOR ESCAPE}"
BURST: Final = 0.03
"""Seconds after text within which no hand presses the next key; a paste may come in many reads."""


class Mender:
    """Turns escapes inside pastes into marks, in a stream that may be cut anywhere."""

    def __init__(self) -> None:
        """Begin outside of a paste."""
        self._inside = False
        self._held = ""
        self._seen = ""

    def mend(self, data: str) -> str:
        """Return what the parser may read now; what may yet be the end of a paste is held back for the next call."""
        mended: list[str] = []
        rest = self._held + data
        self._held = ""
        while rest:
            piece, rest = self._in_paste(rest) if self._inside else self._outside(rest)
            mended.append(piece)
            if self._held:
                break
        return "".join(mended)

    def _outside(self, rest: str) -> tuple[str, str]:
        """Look for the beginning of a paste, which may have begun in the last piece already."""
        before = len(self._seen)
        seen = self._seen + rest
        at = seen.find(BEGIN)
        if at < 0:
            self._seen = seen[-(len(BEGIN) - 1) :]
            return rest, ""
        self._inside, self._seen = True, ""
        end = at + len(BEGIN) - before
        return rest[:end], rest[end:]

    def _in_paste(self, rest: str) -> tuple[str, str]:
        at = rest.find(END)
        if at >= 0:
            self._inside = False
            return rest[:at].replace(ESCAPE, MARK) + END, rest[at + len(END) :]
        held = next((size for size in range(len(END) - 1, 0, -1) if rest.endswith(END[:size])), 0)
        self._held = rest[len(rest) - held :]
        return rest[: len(rest) - held].replace(ESCAPE, MARK), ""


class Key(events.Key):  # Textual finds handlers by this name
    """A key that writes every character that is text; ``pasted`` where it came in the middle of some."""

    def __init__(self, key: str, character: str | None, *, pasted: bool = False) -> None:
        """Stand for a character, or for none."""
        super().__init__(key, character)
        self.pasted = pasted

    def copy(self) -> Key:
        """Return the same key once more."""
        return Key(self.key, self.character, pasted=self.pasted)

    @property
    def is_printable(self) -> bool:
        """Whether the key writes something."""
        return is_text(self.character)


def is_pasted(event: events.Key) -> bool:
    """Return whether a key came with text, or at its heels, as in a paste that the terminal did not mark as one."""
    return isinstance(event, Key) and event.pasted


class PasteParser(KeyParser):
    """The parser of keys behind a mended stream."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Begin outside of a paste."""
        super().__init__(debug)
        self._mender = Mender()
        self._with_text = False
        self._text_until = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Read on; no data means the end of the stream."""
        now = self.clock()
        self._with_text = ESCAPE not in data and (now < self._text_until or any(map(is_text, data)))
        if self._with_text:
            self._text_until = now + BURST
        mended = self._mender.mend(data)
        return super().feed(mended) if mended or not data else ()

    def _message(self, heard: Heard) -> Message | None:
        """Return what was heard; a key writes every character that is text, and with Alt none."""
        message = super()._message(heard)
        if not isinstance(message, events.Key):
            return message
        if message.key.startswith("alt+"):
            return Key(message.key, None)
        return Key(message.key, message.character, pasted=self._with_text)


def mend_pastes() -> None:
    """Have Textual's driver read through ``PasteParser``; it looks the parser up by name when it starts."""
    read_through(PasteParser, lenient_decoder)
