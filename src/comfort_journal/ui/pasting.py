"""A pasted text is text to its last character, and a key stands for a character exactly when it is text.

Textual's parser takes an escape inside a paste for the beginning of a key, and up to 32 characters behind it leave the
paste as keys. The stream is mended before the parser reads it; outside of a paste nothing is touched. The parser also
hands out Alt+A as a key that writes an "a", and its keys are text only where ``str.isprintable`` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

from comfort_journal.plain_text import is_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

BEGIN: Final = "\x1b[200~"
END: Final = "\x1b[201~"
ESCAPE: Final = "\x1b"
INTRODUCERS: Final = "[]NOPX^_\\"
"""What makes an escape the beginning of something longer."""
MARK: Final = "\N{SYMBOL FOR ESCAPE}"


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
    """Return whether a key came in one read with text, as in a paste that the terminal did not mark as one."""
    return isinstance(event, Key) and event.pasted


class PasteParser(XTermParser):
    """Textual's parser behind a mended stream."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Begin outside of a paste."""
        super().__init__(debug)
        self._mender = Mender()
        self._with_text = False

    def feed(self, data: str) -> Iterable[Message]:
        """Read on; no data means the end of the stream."""
        self._with_text = ESCAPE not in data and any(map(is_text, data))
        mended = self._mender.mend(data)
        return super().feed(mended) if mended or not data else ()

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002
        """Return the keys of a sequence; with Alt a key writes nothing.

        Textual waits whether more comes behind an escape and a letter, and types both when the next escape is quick.
        """
        escape, character = sequence[:1], sequence[1:]
        if escape == ESCAPE and len(character) == 1 and is_text(character) and character not in INTRODUCERS:
            known = ANSI_SEQUENCES_KEYS.get(sequence)
            if known is None or isinstance(known, str):  # one keyboard's Alt+1 is a "¡" to Textual
                sequence, alt = character, True
        for key in super()._sequence_to_key_events(sequence, alt):
            if not alt:
                yield Key(key.key, key.character, pasted=self._with_text)
            elif key.key == "escape" or not is_text(key.character):
                yield key
            else:
                yield Key(key.key if key.key.startswith("alt+") else f"alt+{key.key}", None)


def mend_pastes() -> None:
    """Have Textual's driver read through ``PasteParser``; it looks the parser up by name when it starts."""
    linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]  # it is the driver's own name for it
