"""A pasted text is text to its last character: an escape in it is shown as a mark and starts nothing.

Textual's parser takes an escape inside a paste for the beginning of a key, and up to 32 characters behind it leave the
paste as keys. The stream is mended before the parser reads it; outside of a paste nothing is touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

BEGIN: Final = "\x1b[200~"
END: Final = "\x1b[201~"
ESCAPE: Final = "\x1b"
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


class PasteParser(XTermParser):
    """Textual's parser behind a mended stream."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Begin outside of a paste."""
        super().__init__(debug)
        self._mender = Mender()

    def feed(self, data: str) -> Iterable[Message]:
        """Read on; no data means the end of the stream."""
        mended = self._mender.mend(data)
        return super().feed(mended) if mended or not data else ()


def mend_pastes() -> None:
    """Have Textual's driver read through ``PasteParser``; it looks the parser up by name when it starts."""
    linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]  # it is the driver's own name for it
