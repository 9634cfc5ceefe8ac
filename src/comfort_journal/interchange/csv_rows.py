"""A table's bytes as rows: RFC 4180, with a comma, a semicolon or a tab between the cells, as its beginning tells.

A sign counts as the one between cells where the rows come out as long as the first: what a program promises in its
file's name, or a spreadsheet of another country writes, does not matter. A first line like ``sep=;`` is no row.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from comfort_journal.errors import BadInput
from comfort_journal.interchange.native import utf8
from comfort_journal.interchange.sources import LOOKED_AT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SIGNS = (",", ";", "\t")
LONGEST_CELL = 2**30
"""Characters that a cell may have: as many as a file may; Python's own limit is below one long entry."""
_SAID = re.compile(r"\ufeff?sep=([,;\t])\r?\n")


class Row(NamedTuple):
    """One row that is not empty, and the ``line`` on which it begins."""

    line: int
    cells: list[str]


def begun(head: bytes, named: Collection[str] = ()) -> list[list[str]]:
    """Return the whole rows among a file's first bytes; ``named`` are columns that it must have, if that can be."""
    return _whole_rows(head[:LOOKED_AT], sign(head, named))


def sign(head: bytes, named: Collection[str] = ()) -> str:
    """Return the sign that stands between the cells of a file that begins so."""
    said = _SAID.match(head[:LOOKED_AT].decode("utf-8", "replace"))
    return str(said[1]) if said else max(SIGNS, key=lambda each: _fit(_whole_rows(head[:LOOKED_AT], each), named))


def rows(data: bytes, between: str) -> Iterator[Row]:
    """Yield each row, the columns' names first. Raises BadInput with the line, or with the first byte of no UTF-8."""
    utf8(data)
    csv.field_size_limit(LONGEST_CELL)
    file = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    reader = csv.reader(file, delimiter=between, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cells) and not (begins == 1 and cells == ["sep=", ""]):
                yield Row(begins, cells)
            begins = reader.line_num + 1
    except csv.Error:
        raise BadInput(
            f"line {reader.line_num}: this is no CSV: a quotation mark is not closed or stands alone"
        ) from None


def _whole_rows(head: bytes, between: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    found = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=between) if any(row)]
    if found[:1] == [["sep=", ""]]:
        found = found[1:]
    return found[:-1] if len(head) == LOOKED_AT else found


def _fit(found: list[list[str]], named: Collection[str]) -> tuple[bool, int, int]:
    names = found[0] if found else []
    alike = sum(len(row) == len(names) for row in found[1:]) if len(names) > 1 else 0
    return set(named) <= {name.strip() for name in names}, alike, len(names)
