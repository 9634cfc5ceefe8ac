"""The columns of a kind's CSV table, taken from the record itself, so that a new field is a new column both ways.

A list of things with several values (holds, parts, sizes, phases, exercises) has columns for one item, and a column
with the item's number; a record that stands inside another (answers, close) has a column for each of its values.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from msgspec import inspect

from comfort_journal.records import KINDS

Form: TypeAlias = Literal["text", "texts", "number", "truth"]

ITEMS = {"holds": "hold", "parts": "part", "sizes": "size", "seconds": "phase", "exercises": "exercise"}
"""What one item of a list is called: the column of that name has its number, and its values' columns begin so."""
DAY = "day"
"""The column with a record's programme day, which is only said: it follows from its time."""
SAID = {
    "step": "step_name", "start_step": "start_step_name", "size": "size_name", "ready_size": "ready_size_name",
    "hold_size": "hold_size_name", "part_id": "part_name", "exercise_id": "exercise_name",
}  # fmt: skip
"""Behind which columns the words for their id stand, which also are only said."""
_GUARDED = re.compile(r"'*(?:[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|\Z)")
_UNIT, _IN_TEXTS = re.compile(r"\\(.)|, ", re.DOTALL), {"\\": "\\\\", ",": "\\,"}
_NO_CHARACTER = "\\0"


class CsvColumn(NamedTuple):
    """One column: the ``way`` to its value in a document, or, for an item's, in the item; () is the item's number.

    ``required`` tells that a table without it is none of this kind: the others may have come with a later version.
    """

    name: str
    way: tuple[str, ...]
    form: Form
    nullable: bool = False
    item: bool = False
    required: bool = False


@cache
def columns(kind: str) -> tuple[CsvColumn, ...]:
    """Return the columns that hold what a record of the kind holds, its id first."""
    info = inspect.type_info(KINDS[kind])
    assert isinstance(info, inspect.StructType)  # noqa: S101  each kind is a struct
    found: list[CsvColumn] = []
    for field in sorted(info.fields, key=lambda each: each.name == "conflict_of"):
        found += (each._replace(required=field.required) for each in _of_field(kind, field.name, field.type))
    return tuple(found)


def list_field(kind: str) -> str | None:
    """Return the field of a kind whose items take rows of their own; none has two."""
    return next((name for name in ITEMS if name in KINDS[kind].__struct_fields__), None)


@cache
def header(kind: str) -> tuple[str, ...]:
    """Return the names of a kind's columns in order, with those that are only said."""
    names = []
    for column in columns(kind):
        names += [column.name, *([SAID[column.name]] if column.name in SAID and column.form == "text" else [])]
    return (names[0], *([DAY] if KINDS[kind].times else []), *names[1:])


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: where one might, an apostrophe stands in front.

    One also stands before apostrophes that stand so themselves, and alone for a text without a character, which would
    look like none at all. So it is always right to take one away from what ``is_guarded``.
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that was guarded."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def joined(texts: tuple[str, ...] | list[str]) -> str:
    r"""Return texts as one, ``evening, rain``; a comma inside of one is ``\,``, a backslash ``\\``."""
    return ", ".join("".join(_IN_TEXTS.get(each, each) for each in text) or _NO_CHARACTER for text in texts)


def parted(cell: str) -> list[str]:
    """Return the texts that were joined; blanks around a comma that somebody typed do not matter."""
    if not cell:
        return []
    texts, at = [""], 0
    for match in _UNIT.finditer(cell):
        texts[-1] += cell[at : match.start()]
        at = match.end()
        if match[1] is None:
            texts.append("")
        elif match[1] != _NO_CHARACTER[1]:
            texts[-1] += match[1]
    texts[-1] += cell[at:]
    return texts


def _of_field(kind: str, name: str, of: inspect.Type) -> list[CsvColumn]:
    plain, nullable = _plain(of)
    if name == list_field(kind):
        item = ITEMS[name]
        inside = _of_item(plain)
        return [CsvColumn(item, (), "number", item=True)] + [
            CsvColumn(f"{item}_{'id' if part == item else part}", (part,), *_form(each), item=True)
            for part, each in inside
        ]
    if isinstance(plain, inspect.StructType):
        parts = [(each.name, _or_none(_form(each.type), nullable=nullable)) for each in plain.fields]
        return [CsvColumn(f"{name}_{part}", (name, part), *form) for part, form in parts]
    return [CsvColumn(name, (name,), *_form(of))]


def _of_item(of: inspect.Type) -> list[tuple[str, inspect.Type]]:
    if isinstance(of, inspect.DictType):
        return [("name", of.key_type), ("seconds", of.value_type)]
    assert isinstance(of, inspect.VarTupleType)  # noqa: S101  ITEMS names lists and one mapping
    assert isinstance(of.item_type, inspect.StructType)  # noqa: S101  as above
    return [(each.name, each.type) for each in of.item_type.fields]


def _form(of: inspect.Type) -> tuple[Form, bool]:
    plain, nullable = _plain(of)
    match plain:
        case inspect.BoolType():
            return "truth", nullable
        case inspect.IntType():
            return "number", nullable
        case inspect.VarTupleType():
            return "texts", nullable
    return "text", nullable


def _or_none(form: tuple[Form, bool], *, nullable: bool) -> tuple[Form, bool]:
    return form[0], form[0] != "texts" and (form[1] or nullable)


def _plain(of: inspect.Type) -> tuple[inspect.Type, bool]:
    """Return a type without its description and its "or null", and whether it had that."""
    nullable = False
    while isinstance(of, inspect.Metadata | inspect.UnionType):
        if isinstance(of, inspect.UnionType):
            nullable = True
            of = next(each for each in of.types if not isinstance(each, inspect.NoneType))
        else:
            of = of.type
    return of, nullable
