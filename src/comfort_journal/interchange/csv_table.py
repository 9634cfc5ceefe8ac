"""Tables read: our own of one kind, told by the names of its columns, into its records as they were, and others.

A spreadsheet may have stood between: the order of columns and rows does not matter, nor quotes, nor TRUE for true, nor
a semicolon for a comma. A row without an id that the table knows, or with a value beside the columns, is refused by its
line. A table of another program is read by the names of its columns, or by what was said of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comfort_journal.errors import BadInput
from comfort_journal.interchange import csv_named, csv_rows
from comfort_journal.interchange.csv_columns import ITEMS, CsvColumn, columns, header, list_field, parted, unguarded
from comfort_journal.interchange.gathering import Gathering
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure, unheard
from comfort_journal.interchange.native import once_each
from comfort_journal.interchange.sources import Remark
from comfort_journal.records import KINDS, from_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.interchange.sources import Source
    from comfort_journal.records import AnyRecord

_A_PART = 2
"""Columns that may be missing from a table that is still ours to the eye."""
_TRUTH = {"true": True, "false": False}


def kind_of_table(data: bytes) -> str | None:
    """Return the kind whose table these bytes begin, None where they are no table of ours."""
    found = csv_rows.begun(data)
    names = {name.strip() for name in found[0]} if found else set()
    return next((kind for kind in KINDS if _required(kind) <= names), None)


def load(data: bytes) -> list[AnyRecord]:
    """Return the records of one table of ours. Raises BadInput with the line, or with the record and its field."""
    rows = csv_rows.rows(data, csv_rows.sign(data))
    names = [name.strip() for name in next(rows, csv_rows.Row(1, [])).cells]
    kind = next((kind for kind in KINDS if _required(kind) <= set(names)), None)
    if kind is None:
        raise BadInput("This table has not the columns of an export of ours. Nothing was changed.")
    if not set(names) <= set(header(kind)) or len(set(names)) < len(names):
        raise BadInput("line 1: expected the columns of the export, each once, and no others")
    documents: dict[str, dict[str, Any]] = {}
    for line, row in rows:
        cells = dict(zip(names, row, strict=False))
        if len(row) != len(names):
            raise BadInput(f"line {line}: expected {len(names)} values")
        _take(documents, kind, line, cells)
    return once_each(
        [from_document(_whole(each, kind), at=f"records[{n}]") for n, each in enumerate(documents.values())]
    )


def _required(kind: str) -> set[str]:
    return {column.name for column in columns(kind) if column.required}


def _take(documents: dict[str, dict[str, Any]], kind: str, line: int, cells: dict[str, str]) -> None:
    """Put one row's values into the document of its record: its own, unless it only goes on, and its item."""
    own = [column for column in columns(kind) if not column.item and column.name in cells]
    items = [column for column in columns(kind) if column.item and column.name in cells]
    item = {column.way: _value(column, cells[column.name], line) for column in items}
    number = item.pop((), None)
    document = documents.setdefault(cells["id"].strip(), {})
    if number in (None, 1) or any(cells[column.name] for column in own if column.name != "id"):
        if "kind" in document:
            raise BadInput(f"line {line}: expected an id that no other record of the file has")
        document["kind"] = kind
        for column in own:
            _put(document, column, _value(column, cells[column.name], line))
    if number is not None:
        document.setdefault("", []).append((number, {way[0]: value for way, value in item.items()}))
    elif any(cells[column.name] for column in items):
        raise BadInput(f"line {line}: expected the number of this {ITEMS[list_field(kind) or '']}, in its own column")


def _put(document: dict[str, Any], column: CsvColumn, value: object) -> None:
    if column.name == "conflict_of" and value is None:
        return
    *inside, last = column.way
    for name in inside:
        document = document.setdefault(name, {})
    document[last] = value


def _value(column: CsvColumn, cell: str, line: int) -> object:
    if not cell and (column.nullable or column.form == "number"):
        return None
    match column.form:
        case "texts":
            return parted(unguarded(cell))
        case "truth":
            return _TRUTH.get(cell.strip().lower(), cell)
        case "number":
            try:
                return int(cell)
            except ValueError:
                raise BadInput(f"line {line}: {column.name}: expected a whole number") from None
    return unguarded(cell)


def _whole(document: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return a document with its items as the list that they are, in their own order."""
    numbered: Sequence[tuple[int, dict[str, Any]]] = sorted(document.pop("", []), key=lambda each: each[0])
    items = [item for _, item in numbered]
    field = list_field(kind)
    if field == "seconds":
        document[field] = {item["name"]: item["seconds"] for item in items}
    elif field:
        document[field] = items
    for name, value in document.items():
        if isinstance(value, dict) and name != field and all(each in (None, []) for each in value.values()):
            document[name] = None
    return document


def recognise(source: Source) -> Sure:
    """Tell whether a file, or each table of a tree, has the columns of a kind, or is a table at all."""
    names = _tables(source)
    ours = [name for name in names if kind_of_table(source.head(name))]
    if ours:
        return Sure.CERTAIN if len(ours) == len(names) else Sure.RESEMBLES
    return min((csv_named.recognise(source.head(name)) for name in names), default=Sure.NO)


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the records of every table; raises BadInput with its name and the line."""
    if options.columns or not any(kind_of_table(source.head(name)) for name in source.names):
        return _of_others(source, options)
    records: list[AnyRecord] = []
    left_out = list(source.left_out)
    for done, name in enumerate(source.names):
        options.hear(done, len(source.names))
        if source.is_tree and not kind_of_table(source.head(name)):
            left_out.append(Remark(name, "a file that is no table of an export"))
            continue
        try:
            records += load(source.read(name))
        except BadInput as fault:
            raise BadInput(f"{name}, {fault}" if source.is_tree else str(fault)) from None
    return Imported(once_each(records), tuple(left_out))


def _of_others(source: Source, options: ReadOptions) -> Imported:
    """Return the entries of tables that another program wrote, of those of a tree that have the columns named."""
    found = Gathering("csv", options, source.left_out)
    names = _tables(source) or source.names
    if not options.columns:
        _refuse_a_part(source.head(names[0]))
    fitting = [name for name in names if csv_named.has(source.head(name), options.columns)]
    taken = fitting if source.is_tree and fitting else names[:1]
    for name in sorted({*source.names} - {*taken}):
        found.leave_out(name, "a file without the columns that are needed")
    for done, name in enumerate(taken):
        options.hear(done, len(taken))
        where, hear = (f"{name}, ", unheard) if source.is_tree else ("", options.hear)
        csv_named.read(found, where, source.read(name), options.columns, hear)
    return found.imported()


def _refuse_a_part(head: bytes) -> None:
    """Refuse a table that was one of ours, but for a column or two."""
    names = {name.strip() for row in csv_rows.begun(head)[:1] for name in row}
    for kind in KINDS:
        missing = _required(kind) - names
        if len(missing) <= _A_PART and len(names & set(header(kind))) > len(missing) + _A_PART:
            raise BadInput(f"line 1: this table of an export of ours lacks {', '.join(sorted(missing))}")


def _tables(source: Source) -> tuple[str, ...]:
    return source.ending_with(".csv", ".tsv") if source.is_tree else source.names


IMPORTER = Importer("csv", "a table (CSV)", recognise, read)
