"""One line of a secret is read byte by byte into a buffer that can be overwritten; what follows is left to others."""

from __future__ import annotations

import os

from comfort_journal.errors import BadInput

LONGEST_LINE = 4096
"""Far above the longest passphrase; a line that is longer is refused rather than cut."""
EMPTY = (bytearray(), bytearray("\ufeff".encode()))
"""Lines that give nothing; a byte order mark before a passphrase stays with it, for the vault knows what it is."""


def wipe(buffer: bytearray) -> None:
    """Overwrite a secret in place."""
    buffer[:] = bytes(len(buffer))


def first_line(descriptor: int) -> bytearray:
    """Read the first line that is not empty; the empty one where there is no other."""
    line = bytearray()
    for _ in range(LONGEST_LINE):
        line = line_of(descriptor)
        at_end = not line.endswith(b"\n")
        cut_end(line)
        if at_end or line not in EMPTY:
            break
    return line


def line_of(descriptor: int) -> bytearray:
    """Read one line with its line feed, byte by byte, so that what follows it is left to others."""
    secret = bytearray()
    byte = bytearray(1)
    while not secret.endswith(b"\n") and os.readv(descriptor, [byte]) == 1:
        secret += byte
        if len(secret) > LONGEST_LINE:
            wipe(secret)
            raise BadInput("The passphrase is too long.")
    wipe(byte)
    return secret


def cut_end(line: bytearray) -> None:
    """Take away an LF or a CRLF."""
    for end in (b"\n", b"\r"):
        if line.endswith(end):
            del line[-1]
