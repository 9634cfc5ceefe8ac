"""CSV: one table a kind, RFC 4180, that a spreadsheet shows as it stands and from which every record can be made again.

A record takes one row. What it holds a list of (holds, parts, sizes, phases, exercises) goes on in the rows beneath:
each bears the record's id and day, for sorting, and the item's own columns and nothing else, so that nothing is counted
twice. Texts are quoted, numbers are not, and what is unknown is empty. The mark of the byte order is left out: it would
be a part of the first name to most readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.interchange.csv_columns import (
    DAY,
    SAID,
    columns,
    guarded,
    header,
    joined,
    list_field,
)
from comfort_journal.records import KINDS, kind_of, moment, programme_day, to_document, when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from comfort_journal.interchange.names import Names
    from comfort_journal.records import AnyRecord

    Value = str | int | list[str] | tuple[str, ...] | None


def files(records: Sequence[AnyRecord], names: Names) -> dict[str, bytes]:
    """Return a file for every kind that there is a record of, named by its kind."""
    kinds = {kind_of(record) for record in records}
    of_kind = ((kind, [each for each in records if kind_of(each) == kind]) for kind in KINDS if kind in kinds)
    return {f"{kind}.csv": table(kind, each, names) for kind, each in of_kind}


def table(kind: str, records: Iterable[AnyRecord], names: Names) -> bytes:
    """Return the file of one kind: a line of names, and the records, the oldest first."""
    lines = [",".join(map(_quoted, header(kind)))]
    for record in sorted(records, key=_by_time):
        lines += (",".join(cells) for cells in _rows(kind, record, names))
    return ("\r\n".join(lines) + "\r\n").encode()


def _rows(kind: str, record: AnyRecord, names: Names) -> Iterator[list[str]]:
    """Yield the rows of a record: its own with its first item, and one for each further item."""
    document, found = to_document(record), columns(kind)
    written = when(record)
    day = {DAY: programme_day(written).isoformat()} if written else {}
    own = day | _named({each.name: _at(document, each.way) for each in found if not each.item}, names)
    nullable = {each.name for each in found if each.nullable}
    for n, item in enumerate(_items(document, list_field(kind)) or [{}]):
        values = _named({each.name: _at(item, each.way) for each in found if each.item}, names)
        yield _row(kind, values | (own if n == 0 else {"id": record.id, **day}), nullable)


def _items(document: dict[str, Any], field: str | None) -> list[dict[str, Any]]:
    """Return the items of a record's list, each with its number under its own name."""
    listed = document[field] if field else []
    if isinstance(listed, dict):
        listed = [{"name": name, "seconds": seconds} for name, seconds in listed.items()]
    return [{"": n, **item} for n, item in enumerate(listed, start=1)]


def _at(document: dict[str, Any], way: tuple[str, ...]) -> Any:  # noqa: ANN401  any value of a record
    """Return the value that a way leads to, None where nothing stands on it; the empty way leads to the number."""
    value: Any = document
    for name in way or ("",):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _named(values: dict[str, Any], names: Names) -> dict[str, Any]:
    """Return values with the words for their ids beside them."""
    says: dict[str, Callable[[str], str]] = {"step": names.step, "size": names.size, "id": names.thing}
    said = {
        SAID[name]: says[name.rpartition("_")[2]](value)
        for name, value in values.items()
        if name in SAID and isinstance(value, str)
    }
    return values | said


def _row(kind: str, values: dict[str, Any], nullable: set[str]) -> list[str]:
    return [_cell(values.get(name), empty_is_none=name in nullable) for name in header(kind)]


def _cell(value: Value, *, empty_is_none: bool) -> str:
    """Return a value as it stands in the file; a text without a character is told from none where both may be."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list() | tuple():
            value = joined(value)
    return _quoted(guarded(value) if value or empty_is_none else value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _by_time(record: AnyRecord) -> tuple[float, str]:
    written = when(record)
    return (moment(written).timestamp() if written else 0.0, record.id)
