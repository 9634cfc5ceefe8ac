"""Where one written character ends and the next begins: an accent, a joiner or a flag's second half is no character.

Columns count code points; everything here is pure. The rules are Unicode's (UAX #29), as ``wcwidth`` holds them; a line
of plain letters needs none of them and does not load it.
"""

from __future__ import annotations

FIRST_COMBINING = "\u0300"
"""Every character below it stands for itself."""


def plain(line: str) -> bool:
    """Return whether every code point of a line is a written character of its own."""
    return line.isascii() or max(line) < FIRST_COMBINING


def before(line: str, column: int) -> int:
    """Return where the written character that ends at a column begins."""
    if column <= 1 or plain(line):
        return max(0, column - 1)
    from wcwidth import grapheme_boundary_before  # noqa: PLC0415  a fifth of Today's start, and most lines are plain

    return grapheme_boundary_before(line, column)


def start_of(line: str, column: int) -> int:
    """Return the column itself, or where the written character begins that it would cut."""
    if not 0 < column < len(line):
        return max(0, min(column, len(line)))
    return before(line, column + 1)


def end_of(line: str, column: int) -> int:
    """Return the column itself, or where the written character ends that it would cut."""
    start = start_of(line, column)
    return start if start >= column else after(line, start)


def after(line: str, column: int) -> int:
    """Return where the written character that begins at a column ends."""
    if column >= len(line) or plain(line):
        return min(len(line), column + 1)
    from wcwidth import iter_graphemes  # noqa: PLC0415  as above

    return column + len(next(iter(iter_graphemes(line, column))))


def split(line: str) -> list[str]:
    """Return a line's written characters."""
    if plain(line):
        return list(line)
    from wcwidth import iter_graphemes  # noqa: PLC0415  as above

    return list(iter_graphemes(line))
