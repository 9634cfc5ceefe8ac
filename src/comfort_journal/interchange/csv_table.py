"""Our own CSV read back: the table of one kind, told by the names of its columns, into its records as they were.

A spreadsheet may have stood between: the order of columns and rows does not matter, nor quotes, nor TRUE for true.
A row without an id that the table knows, or with a value beside the columns, is refused by its line.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from comfort_journal.errors import BadInput
from comfort_journal.interchange.csv_columns import ITEMS, CsvColumn, columns, header, list_field, parted, unguarded
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure
from comfort_journal.interchange.native import once_each, utf8
from comfort_journal.interchange.sources import Remark
from comfort_journal.records import KINDS, from_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.interchange.sources import Source
    from comfort_journal.records import AnyRecord

LONGEST_CELL = 2**30
"""Characters that a cell may have: as many as a file may; Python's own limit is below one long entry."""
_TRUTH = {"true": True, "false": False}


def kind_of_table(data: bytes) -> str | None:
    """Return the kind whose table these bytes begin, None where they are no table of ours."""
    first = utf8(data).lstrip("\r\n").split("\n", 1)[0]
    names = {name.strip(' \r"') for name in first.split(",")}
    return next((kind for kind in KINDS if _required(kind) <= names), None)


def load(data: bytes) -> list[AnyRecord]:
    """Return the records of one table of ours. Raises BadInput with the line, or with the record and its field."""
    kind = kind_of_table(data)
    if kind is None:
        raise BadInput("This table has not the columns of an export of ours. Nothing was changed.")
    table = rows(utf8(data))
    names = [name.strip() for name in table[0][1]]
    if not _required(kind) <= set(names) <= set(header(kind)) or len(set(names)) < len(names):
        raise BadInput("line 1: expected the columns of the export, each once, and no others")
    documents: dict[str, dict[str, Any]] = {}
    for line, row in table[1:]:
        cells = dict(zip(names, row, strict=False))
        if len(row) != len(names):
            raise BadInput(f"line {line}: expected {len(names)} values")
        _take(documents, kind, line, cells)
    return once_each(
        [from_document(_whole(each, kind), at=f"records[{n}]") for n, each in enumerate(documents.values())]
    )


def _required(kind: str) -> set[str]:
    return {column.name for column in columns(kind) if column.required}


def rows(text: str, separator: str = ",") -> list[tuple[int, list[str]]]:
    """Return the rows that are not empty, each with the line on which it ends; raises BadInput with the line."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(row)]
    except csv.Error:
        raise BadInput(
            f"line {reader.line_num}: this is no CSV: a quotation mark is not closed or stands alone"
        ) from None


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
    """Tell whether a file, or each table of a tree, has the columns of a kind."""
    names = source.ending_with(".csv") if source.is_tree else source.names
    ours = [name for name in names if _kind_of_head(source.head(name))]
    return Sure.CERTAIN if ours and len(ours) == len(names) else Sure.RESEMBLES if ours else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the records of every table; raises BadInput with its name and the line."""
    records: list[AnyRecord] = []
    left_out = list(source.left_out)
    for done, name in enumerate(source.names):
        options.hear(done, len(source.names))
        if source.is_tree and not _kind_of_head(source.head(name)):
            left_out.append(Remark(name, "a file that is no table of an export"))
            continue
        try:
            records += load(source.read(name))
        except BadInput as fault:
            raise BadInput(f"{name}, {fault}" if source.is_tree else str(fault)) from None
    return Imported(once_each(records), tuple(left_out))


def _kind_of_head(head: bytes) -> str | None:
    return kind_of_table(head.partition(b"\n")[0].decode("utf-8", "replace").encode())


IMPORTER = Importer("csv", "our own tables (CSV)", recognise, read)
