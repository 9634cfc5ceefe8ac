"""The inside of a bracketed paste: everything up to its end, however the stream is cut."""

from __future__ import annotations

from typing import Final

END: Final = b"\x1b[201~"


class PasteBody:
    """Finds the end of one paste after another; with ``keeps`` it also keeps what lies before it."""

    def __init__(self, *, keeps: bool) -> None:
        """Begin inside of a paste."""
        self._keeps = keeps
        self._text = bytearray()
        self._tail = b""

    def take(self, data: bytes, at: int) -> tuple[int, bool]:
        """Pass over what belongs to the paste; return where it is over, and whether its end was there."""
        before = len(self._tail)
        rest = self._tail + data[at:]
        found = rest.find(END)
        over = len(rest) if found < 0 else found + len(END)
        if self._keeps:
            self._text += rest[before:over]
        self._tail = rest[max(0, over - len(END) + 1) : over]
        if self._keeps and found >= 0:
            del self._text[-len(END) :]
        return at + over - before, found >= 0

    def end(self) -> bytes:
        """Return what was kept, and begin anew."""
        text = bytes(self._text)
        self._text.clear()
        self._tail = b""
        return text
