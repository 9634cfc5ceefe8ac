"""The dates of one column, which one program wrote in one form: whether day or month stands first, all of them tell.

``05/01/2026`` alone can be read in two ways; a column with ``25/01/2026`` in it cannot. Dots stand behind a day
everywhere. What the column does not tell is refused, never guessed.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from comfort_journal.errors import BadInput
from comfort_journal.interchange import headings, local_time
from comfort_journal.interchange.diary import NOON

if TYPE_CHECKING:
    from collections.abc import Iterable

First: TypeAlias = Literal["day", "month", ""]

_NUMBERS = re.compile(r"(?P<one>\d{1,2})(?P<sign>[./-])(?P<other>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)", re.ASCII)
_NAMED = re.compile(r"[^\W\d_]{3}")
_LIKE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8}|\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)"
    r"|\d{1,2}\.? [^\W\d_]{3,}\.?,? \d{4}|(?:[^\W\d_]{2,}, )?[^\W\d_]{3,}\.? \d{1,2},? \d{4})(?!\d).{0,40}"
)
_MONTHS = 12


def is_like(cell: str) -> bool:
    """Tell whether a cell looks like a date and nothing else."""
    return _LIKE.fullmatch(cell.strip()) is not None


def first(cells: Iterable[str]) -> First:
    """Return what stands first in a column's dates like 05/01/2026; "" where they do not tell, or tell both."""
    numbers = [
        (int(m["one"]), int(m["other"])) for cell in cells if (m := _NUMBERS.match(cell.strip())) and m["sign"] != "."
    ]
    day, month = any(one > _MONTHS for one, _ in numbers), any(other > _MONTHS for _, other in numbers)
    return "" if day == month else "day" if day else "month"


def read(stamp: str, stands_first: First) -> datetime:
    """Return a cell's moment, noon where it names no time; raises BadInput with the reason, without a word of it."""
    numbers = _NUMBERS.match(stamp)
    if numbers is not None:
        if numbers["sign"] == ".":
            stands_first = "day"
        if not stands_first:
            raise BadInput(
                "this date can be read in two ways, and no other in its column tells which; write 2026-01-05"
            )
        one, other = numbers["one"], numbers["other"]
        day, month = (one, other) if stands_first == "day" else (other, one)
        stamp = f"{numbers['year']}-{month}-{day}{stamp[numbers.end() :]}"
    elif _NAMED.search(stamp):
        return _by_name(stamp)
    at, timed = local_time.read(stamp)
    return at if timed else datetime.combine(at, NOON)


def _by_name(stamp: str) -> datetime:
    try:
        said = headings.read(stamp)
    except headings.NotUnderstoodError as fault:
        raise BadInput(str(fault)) from None
    if not isinstance(said, headings.HeadingMoment) or said.day is None:
        raise BadInput(local_time.NO_DATE)
    if said.words:
        raise BadInput(local_time.NO_TIME)
    return datetime.combine(said.day, said.clock or NOON)
