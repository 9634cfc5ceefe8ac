"""What is typed in secret is never a string: it stands in one buffer that does not move and is wiped after use."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT: Final = 1024
"""Bytes, as the vault allows."""
SOME_LETTERS: Final = 4
"""So many capitals before Caps Lock is asked about: fewer tell more of the passphrase than of the key."""
_CONTINUATION, _LEAD_BITS = 0x80, 0xC0


class Secret:
    """Bytes of UTF-8 as they are typed, in one buffer that is overwritten rather than let go."""

    __slots__ = ("_buffer", "_length")

    def __init__(self) -> None:
        """Begin empty."""
        self._buffer = bytearray(LIMIT)
        self._length = 0

    def __repr__(self) -> str:
        """Say nothing."""
        return "<Secret>"

    def __len__(self) -> int:
        """Return how many bytes were typed."""
        return self._length

    @property
    def letters(self) -> int:
        """How many letters were typed."""
        return sum(byte & _LEAD_BITS != _CONTINUATION for byte in memoryview(self._buffer)[: self._length])

    @property
    def in_capitals(self) -> bool:
        """Whether some letters stand there and none that Caps Lock would have changed; nothing else is told of them."""
        upper = 0
        for letter in self._each():
            if letter.islower():
                return False
            upper += letter.isupper()
        return upper >= SOME_LETTERS

    def _each(self) -> Iterator[str]:
        """Yield letter by letter, so that the whole is never a string."""
        at = 0
        while at < self._length:
            size = next((size for size, least in ((4, 0xF0), (3, 0xE0), (2, 0xC0)) if self._buffer[at] >= least), 1)
            yield self._buffer[at : at + size].decode("utf-8", "replace")
            at += size

    def add(self, data: bytes) -> None:
        """Add what was typed; what does not fit as a whole is left out, for half of it would open nothing."""
        if self._length + len(data) <= LIMIT:
            self._buffer[self._length : self._length + len(data)] = data
            self._length += len(data)

    def rub_out(self) -> None:
        """Take back the last letter."""
        while self._length:
            self._length -= 1
            byte = self._buffer[self._length]
            self._buffer[self._length] = 0
            if byte & _LEAD_BITS != _CONTINUATION:
                break

    def take(self) -> bytearray:
        """Return a copy of its own, which the caller wipes, and forget it here."""
        taken = bytearray(memoryview(self._buffer)[: self._length])
        self.wipe()
        return taken

    @contextmanager
    def seen(self) -> Iterator[bytearray]:
        """Yield a copy to look at, which is wiped afterwards."""
        copy = bytearray(memoryview(self._buffer)[: self._length])
        try:
            yield copy
        finally:
            copy[:] = bytes(len(copy))

    def wipe(self) -> None:
        """Overwrite what was typed."""
        self._buffer[:] = bytes(LIMIT)
        self._length = 0
