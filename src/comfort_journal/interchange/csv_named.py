"""Another program's table: a row is an entry, once it is known which column holds what, by its name or as was said.

Only columns with plain names, such as Date and Text, are taken unasked, and the report says so. A row whose date is not
understood is refused by its line. Columns that were not named are told of as left out.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from typing import TYPE_CHECKING

from comfort_journal.errors import BadInput
from comfort_journal.interchange import column_dates, csv_rows
from comfort_journal.interchange.importer import Sure
from comfort_journal.interchange.sources import LOOKED_AT
from comfort_journal.text.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from comfort_journal.interchange.gathering import Gathering

HOLDS = ("date", "time", "title", "text", "tags", "star")
"""What a column can be said to hold."""
NOT_NAMED = "a column that was not named"
BY_NAME = "columns read by their names"
_PLAIN_NAMES = {
    "date": "date", "time": "time", "title": "title", "tags": "tags",
    "text": "text", "entry": "text", "note": "text", "body": "text", "content": "text",
}  # fmt: skip
"""Names, in any case, that say what their column holds."""
DAY_FIRST, MONTH_FIRST = "dates like 05/01/2026 are day, month, year", "dates like 05/01/2026 are month, day, year"
_MOST_NAMED, _LONGEST_NAME = 20, 60
_STARS = frozenset({"1", "true", "yes", "y", "x", "*", "★", "starred", "favorite", "favourite"})
_NO_STARS = frozenset({"", "0", "false", "no", "n"})
_SIGNED = re.compile(r"(?:[#@]\S+\s*)+")


class ColumnsWanted(BadInput):
    """A table was given and not, or not rightly, what its columns hold.

    ``names`` are the columns that can be named, ``plain`` what their names say of some, and ``guess`` which of them
    seem to hold the date and the text.
    """

    def __init__(self, why: str, head: Sequence[Sequence[str]]) -> None:
        """Say why, which columns there are, and how to name them."""
        names = [name.strip() for name in head[0] if name.strip()]
        met = Counter(map(str.casefold, names))
        self.names = tuple(name for name in names if met[name.casefold()] == 1)
        self.plain = plain(head[0])
        guess = guessed(head)
        self.guess = date, text = self.plain.get("date", guess[0]), self.plain.get("text", guess[1])
        shown = ", ".join(map(_shown, names[:_MOST_NAMED]))
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        example = " ".join(
            f"--column {shlex.quote(f'{what}={_shown(name)}')}" for what, name in (("date", date), ("text", text))
        )
        super().__init__(
            f"{why} The columns of this table are: {shown}{more}. Say which holds what, such as {example}; "
            "time=, title=, tags= and star= too. Nothing was changed."
        )


def recognise(head: bytes) -> Sure:
    """Tell whether a file begins as a table: names, and rows as long as they are; sure with dates in one column."""
    found = csv_rows.begun(head)
    rows = found[1:]
    if not rows or not _are_names(found[0]) or any(len(row) != len(found[0]) for row in rows):
        return Sure.NO
    dated = any(any(cells) and all(map(column_dates.is_like, filter(None, cells))) for cells in zip(*rows, strict=True))
    return Sure.FITS if dated or _are_known(plain(found[0])) else Sure.RESEMBLES


def has(head: bytes, columns: Mapping[str, str]) -> bool:
    """Tell whether a file begins as a table that has all of these columns, and those that are needed beside them."""
    columns = known(head, columns)
    found = csv_rows.begun(head, columns.values())
    names = {name.strip().casefold() for name in found[0]} if found else set()
    return _are_known(columns) and {name.strip().casefold() for name in columns.values()} <= names


def plain(names: Sequence[str]) -> dict[str, str]:
    """Return the columns whose names say what they hold; where two say the same, neither does.

    A title is not taken without the words that it stands above: those may be in any of the others.
    """
    said: dict[str, list[str]] = {}
    for name in map(str.strip, names):
        if what := _PLAIN_NAMES.get(name.casefold()):
            said.setdefault(what, []).append(name)
    once = {what: named[0] for what, named in said.items() if len(named) == 1}
    return {what: name for what, name in once.items() if what != "title" or "text" in once}


def known(head: bytes, columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a table's columns hold: as was said, and what is needed beside that, or all, by plain names."""
    if _are_known(columns):
        return columns
    by_name = plain(next(iter(csv_rows.begun(head, columns.values())), []))
    if columns:
        by_name = {what: name for what, name in by_name.items() if what in ("date", "text")}
    return {**{what: name for what, name in by_name.items() if name not in columns.values()}, **columns}


def _are_known(columns: Collection[str]) -> bool:
    return "date" in columns and not {"text", "title"}.isdisjoint(columns)


def guessed(head: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return which column seems to hold the dates, and which the words, for an example."""
    names, rows = head[0], [row for row in head[1:] if len(row) == len(head[0])]
    places = range(len(names))
    date = max(places, key=lambda n: sum(column_dates.is_like(row[n]) for row in rows))
    text = max(places, key=lambda n: (n != date, sum(len(row[n]) for row in rows)))
    return names[date].strip(), names[text].strip()


def read(
    found: Gathering, where: str, data: bytes, columns: Mapping[str, str], hear: Callable[[int, int], None]
) -> None:
    """Add an entry a row; ``columns`` says what holds what, ``where`` begins each place. Raises BadInput."""
    begins = data[:LOOKED_AT]
    said, columns = columns, known(begins, columns)
    between = csv_rows.sign(begins, columns.values())
    names = [name.strip() for name in next(csv_rows.rows(data, between), csv_rows.Row(1, [])).cells]
    at = _places(names, columns, csv_rows.begun(begins, columns.values()))
    for name in [name for n, name in enumerate(names) if name and n not in at.values()]:
        found.leave_out(f"{where}{_shown(name)}", NOT_NAMED)
    if by_name := [f"{_shown(name)} as {what}" for what, name in columns.items() if what not in said]:
        found.decide(f"{where}{', '.join(by_name)}", BY_NAME)
    order = column_dates.first(row.cells[at["date"]] for row in _values(where, data, between, len(names)))
    if order:
        found.decide(f"{where}{_shown(names[at['date']])}", DAY_FIRST if order == "day" else MONTH_FIRST)
    lines = data.count(b"\n") or 1
    for line, cells in _values(where, data, between, len(names)):
        hear(line, lines)
        _add(found, f"{where}line {line}", {what: cells[n] for what, n in at.items()}, order)


def _places(names: Sequence[str], columns: Mapping[str, str], head: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return at which place of a row each thing stands."""
    if not _are_names(names):
        raise BadInput("There is no table here: its first line does not name columns. Nothing was changed.")
    head = head or [names]
    if unknown := [what for what in columns if what not in HOLDS]:
        raise ColumnsWanted(f"A column can hold {', '.join(HOLDS)}; not {one_line(unknown[0])}.", head)
    if not _are_known(columns):
        asked = " and which ".join(f"holds the {what}" for what in ("date", "text") if what not in columns)
        raise ColumnsWanted(f"It is not known which of its columns {asked}.", head)
    at = {}
    for what, name in columns.items():
        fitting = [n for n, each in enumerate(names) if each == name.strip()]
        fitting = fitting or [n for n, each in enumerate(names) if each.casefold() == name.strip().casefold()]
        if len(fitting) != 1:
            raise ColumnsWanted(
                f"{'Two columns have' if fitting else 'No column has'} the name given for {what}.", head
            )
        at[what] = fitting[0]
    return at


def _values(where: str, data: bytes, between: str, length: int) -> Iterator[csv_rows.Row]:
    """Return the rows below the names, each as long as they are; cells behind them must be empty."""
    found = csv_rows.rows(data, between)
    next(found)
    for line, cells in found:
        if len(cells) < length or any(cells[length:]):
            raise BadInput(f"{where}line {line}: expected {length} values")
        yield csv_rows.Row(line, cells)


def _add(found: Gathering, place: str, row: Mapping[str, str], order: column_dates.First) -> None:
    try:
        at = column_dates.read(f"{row['date'].strip()} {row.get('time', '').strip()}".strip(), order)
    except BadInput as fault:
        raise BadInput(f"{place}: {fault}") from None
    star = row.get("star", "").strip().casefold()
    if star not in _STARS | _NO_STARS:
        raise BadInput(f"{place}: expected a star as yes or no")
    text = "\n\n".join(filter(str.strip, (row.get("title", ""), row.get("text", ""))))
    found.add(place, at, text, tags=_tags(row.get("tags", "").strip()), starred=star in _STARS)


def _tags(cell: str) -> list[str]:
    """Return a cell's tags: whatever stands between them, and whether they have signs in front."""
    between = next((sign for sign in "|;,\n" if sign in cell), None)
    tags = cell.split() if _SIGNED.fullmatch(cell) and between is None else cell.split(between) if between else [cell]
    return [tag.strip().lstrip("#@") for tag in tags]


def _are_names(cells: Sequence[str]) -> bool:
    names = [name for cell in cells if (name := cell.strip())]
    return len(set(names)) > 1 and not any(
        len(name) > _LONGEST_NAME or "\n" in name or column_dates.is_like(name) for name in names
    )


def _shown(name: str) -> str:
    plain = one_line(name)
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}…"
