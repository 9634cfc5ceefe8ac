"""Words laid out as a column of lines: pure, and every line fits its width in terminal cells.

A page is a list of blocks, each with a meaning (``role``) that the stylesheet turns into a colour. Laying out never
loses a character that can be seen: long words are divided, only the blanks at a line's turn are dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rich.cells import cell_len, split_graphemes

from comfort_journal.text.plain import shown

Role: TypeAlias = Literal["body", "date", "heading", "prompt", "quiet", "tags", "found"]
Marks: TypeAlias = Sequence[tuple[int, int]]
Finder: TypeAlias = Callable[[str], Marks]
"""Given a text, the places in it that a search found."""

READING_WIDTH = 68
"""The widest column that is read with ease; nothing that is read goes beyond it."""

_TAB = 4
_KEPT = "\u00a0\u202f\u2007"
"""Blanks at which no line ends."""
_WORDS = re.compile(rf"[\S{_KEPT}]+[^\S{_KEPT}]*|\s+")


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """A run of text with one meaning; ``indent`` cells are left free, and hold ``lead`` beside its first line.

    ``of`` is the id of the entry that can be asked for here, if there is one.
    """

    role: Role
    text: str
    indent: int = 0
    lead: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class LaidLine:
    """One line of a column: its text fits and begins ``at`` a place of its block; ``marks`` are the found places."""

    role: Role
    text: str
    indent: int = 0
    lead: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    at: int = 0


BLANK = Block("body", "")


def nothing_found(_text: str) -> Marks:
    """Return no places: the finder of a page without a search."""
    return ()


def readable(text: str) -> str:
    """Return a record's text as lines that a terminal may show, tabs as blanks and line ends as one newline."""
    return shown(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(_TAB))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the lines of one paragraph (no newline in it) as places ``(start, end)``, each at most ``width`` cells."""
    width = max(1, width)
    if cell_len(text) <= width:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start, used = 0, 0
    for word in _WORDS.finditer(text):
        bare = cell_len(word[0].rstrip())
        if used and bare and used + bare > width:
            lines.append((start, word.start()))
            start, used = word.start(), 0
        if bare > width:
            *full, (start, last) = _divide(text, word.start(), word.end(), width)
            lines.extend(full)
            used = cell_len(text[start:last])
        else:
            used += cell_len(word[0])
    lines.append((start, len(text)))
    bare_ends = [(begin, begin + len(text[begin:end].rstrip())) for begin, end in lines]
    return [piece for begin, end in bare_ends for piece in _sure(text, begin, end, width)]


def _sure(text: str, begin: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the line, or pieces of it that fit: stray joiners can make a whole wider than its parts."""
    while cell_len(text[begin:end]) > width and end - begin > 1:
        cut = end - 1
        while cut > begin + 1 and cell_len(text[begin:cut]) > width:
            cut -= 1
        yield begin, cut
        begin = cut
    yield begin, end


def _divide(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Return the pieces of a word that is too long for a line, never cutting a character that is seen as one."""
    pieces: list[tuple[int, int]] = []
    begin, used = start, 0
    for left, _right, cells in split_graphemes(text[start:end])[0]:
        if used + cells > width and used:
            pieces.append((begin, start + left))
            begin, used = start + left, 0
        used += cells
    return [*pieces, (begin, end)]


def lines_of(block: Block, width: int, find: Finder = nothing_found) -> Iterator[LaidLine]:
    """Yield a block as lines of at most ``width`` cells, each only when it is asked for.

    What ``find`` finds is marked in bodies and tags.
    """
    text = readable(block.text)
    found = found_in(block, find)
    ends = [end for _, end in found]
    room = max(1, width - block.indent)
    at = 0
    lead = block.lead
    for paragraph in text.split("\n"):
        for start, end in wrap(paragraph, room):
            begin, stop = at + start, at + end
            marks = _within(found, ends, begin, stop)
            yield LaidLine(block.role, text[begin:stop], block.indent, lead, marks, begin)
            lead = ""
        at += len(paragraph) + 1


def found_in(block: Block, find: Finder) -> Marks:
    """Return what ``find`` finds in a block: in bodies and tags only, and in the order in which they are read."""
    return sorted(find(readable(block.text))) if block.role in ("body", "tags") else ()


def _within(found: Marks, ends: list[int], begin: int, stop: int) -> tuple[tuple[int, int], ...]:
    marks: list[tuple[int, int]] = []
    for start, end in found[bisect_right(ends, begin) :]:
        if start >= stop:
            break
        marks.append((max(start, begin) - begin, min(end, stop) - begin))
    return tuple(marks)


def fit(text: str, width: int) -> str:
    """Return the text cut to ``width`` cells, ending in ``…`` where something was left out."""
    if cell_len(text) <= width:
        return text
    if text.isascii() and text.isprintable():  # a cell each: a long text is not taken apart to its end
        return text[: width - 1].rstrip() + "…" if width > 0 else ""
    used, cut = 0, 0
    for left, _right, cells in split_graphemes(text)[0]:
        cut = left
        used += cells
        if used > width - 1:
            break
    # Stray joiners can make a whole wider than its parts.
    while cut and cell_len(text[:cut]) > width - 1:
        cut -= 1
    return text[:cut].rstrip() + "…" if width > 0 else ""


def around(text: str, found: Marks, width: int) -> str:
    """Return the stretch of a one-line text that shows its first found place within ``width`` cells."""
    if not found or cell_len(text[: found[0][1]]) <= width - 1:
        return fit(text, width)
    start = found[0][0]
    lead = max(0, start - width // 3)
    blank = text.find(" ", lead, start)
    return fit("…" + text[blank + 1 if blank >= 0 else lead :], width)


def marked(text: str, marks: Marks) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it was found; nothing is lost and none is empty."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]
