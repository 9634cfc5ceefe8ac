"""The border: a JSON-shaped document becomes a record here or is refused with its field's path, never with its value.

A refusal reads ``records[3].during: expected 0..10``. What was expected is told from the struct's own types, so that
no word of the document can reach it; a field name that is not a plain word is not repeated either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import msgspec
from msgspec import inspect

from comfort_journal.errors import BadInput
from comfort_journal.records.kinds import KINDS, AnyRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from comfort_journal.records.models import Record

_decode: Callable[[bytes], AnyRecord] = msgspec.json.Decoder(AnyRecord).decode

_COMPLAINT = re.compile(r"(?P<what>.*?)(?: - at `(?P<key>key` in `)?\$(?P<path>[^`]*)`)?\Z", re.DOTALL)
_OWN_WORDS = re.compile(r"(\w+): (expected .*)\Z")
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `([A-Za-z_][A-Za-z0-9_]{0,30})`\Z")
_STEP = re.compile(r"\.(\w+)|\[[^\[\]]*\]")


def to_document(record: Record) -> dict[str, Any]:
    """Return the record as the JSON-shaped mapping the vault keeps."""
    document = msgspec.to_builtins(record)
    assert isinstance(document, dict)  # noqa: S101  a struct becomes a mapping
    return document


def from_document(document: object, *, at: str = "") -> AnyRecord:
    """Return the record that a JSON-shaped mapping holds; ``at`` is its path in a file, such as ``records[3]``.

    Raises BadInput with the field's path (``during: expected 0..10``), never with its value.
    """
    if not isinstance(document, dict):
        raise BadInput(f"{at or 'record'}: expected an object")
    kind = document.get("kind")
    struct = KINDS.get(kind) if isinstance(kind, str) else None
    if struct is None:
        raise BadInput(f"{_joined(at, 'kind')}: expected one of {', '.join(KINDS)}")
    made = _made_or_fault(document, struct, at)
    if isinstance(made, str):
        raise BadInput(made)
    return cast("AnyRecord", made)


def read_record(text: bytes) -> AnyRecord | None:
    """Return the record that a document's JSON holds, straight from its bytes; None where this version has none."""
    try:
        return _decode(text)
    except msgspec.MsgspecError:
        return None


def path_and_fault(fault: msgspec.ValidationError, struct: type[msgspec.Struct], at: str = "") -> str:
    """Return msgspec's complaint about a ``struct`` as ``records[3].during: expected 0..10``, without any value."""
    complaint = _COMPLAINT.match(str(fault))
    assert complaint is not None  # noqa: S101  the pattern takes any text
    what, path = complaint["what"], (complaint["path"] or "")
    here = (at + path).lstrip(".")
    if own := _OWN_WORDS.match(what):
        return f"{_joined(here, own[1])}: {own[2]}"
    if missing := _MISSING.match(what):
        wanted = _expected(_type_at(struct, f"{path}.{missing[1]}"))
        return f"{_joined(here, missing[1])}: missing, {wanted}"
    if unknown := _UNKNOWN.match(what):
        return f"{_joined(here, unknown[1])}: unknown field"
    if what.startswith("Object contains unknown field"):
        return f"{here or 'record'}: unknown field"
    if complaint["key"]:
        return f"{here or 'record'}: expected field names that are text"
    return f"{here or 'record'}: {_expected(_type_at(struct, path))}"


def _made_or_fault(document: object, struct: type[Record], at: str) -> Record | str:
    """Return the record or the refusal; msgspec's and Python's errors carry the value, so none may be its context."""
    try:
        record = msgspec.convert(document, struct)
    except msgspec.ValidationError as fault:
        return path_and_fault(fault, struct, at)
    except RecursionError:
        return f"{at or 'record'}: nested too deeply"
    except UnicodeEncodeError:
        return _lone_surrogate(document, at) or f"{at or 'record'}: expected UTF-8 text"
    try:
        msgspec.json.encode(record)
    except UnicodeEncodeError:
        return _lone_surrogate(to_document(record), at)
    return record


def _lone_surrogate(value: object, at: str) -> str:
    """Return where text stops being UTF-8, as a sentence with the byte's offset in that text; "" if nowhere."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as fault:
            offset = len(value[: fault.start].encode())
            return f"{at}: expected UTF-8 text, found a lone surrogate at byte {offset}"
        return ""
    if isinstance(value, dict):
        inside = [_lone_surrogate(item, _joined(at, name)) for name, item in value.items() if _is_utf8(name)]
        return next(
            filter(None, inside), f"{at or 'record'}: expected field names in UTF-8" if len(inside) < len(value) else ""
        )
    if isinstance(value, list | tuple):
        return next(filter(None, (_lone_surrogate(item, f"{at}[{n}]") for n, item in enumerate(value))), "")
    return ""


def _is_utf8(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _type_at(struct: type[msgspec.Struct], path: str) -> inspect.Type:
    """Return the type that a complaint's path leads to; where it leads nowhere, the last type on the way."""
    reached = inspect.type_info(struct)
    for name in (step[1] for step in _STEP.finditer(path)):
        reached = _inside(_known(reached), name)
    return reached


def _inside(outer: inspect.Type, name: str | None) -> inspect.Type:
    match outer:
        case inspect.StructType(fields=fields) if name:
            return next((field.type for field in fields if field.encode_name == name), outer)
        case inspect.VarTupleType(item_type=item):
            return item
        case inspect.DictType(value_type=value):
            return value
    return outer


def _known(type_: inspect.Type) -> inspect.Type:
    """Return the type without its "or null" and without its description."""
    match type_:
        case inspect.Metadata(type=inner):
            return _known(inner)
        case inspect.UnionType(types=types):
            return _known(next(each for each in types if not isinstance(each, inspect.NoneType)))
    return type_


def _expected(type_: inspect.Type) -> str:
    """Return "expected ..." for a type: its own description where it has one, else what its shape says."""
    words = "an object"
    match type_:
        case inspect.UnionType(types=types):
            return _expected(next(each for each in types if not isinstance(each, inspect.NoneType)))
        case inspect.Metadata(extra_json_schema={"description": str(description)}):
            words = description
        case inspect.Metadata(type=inner):
            return _expected(inner)
        case inspect.IntType(ge=int(least), le=int(most)):
            words = f"{least}..{most}"
        case inspect.LiteralType(values=values):
            words = f"one of {', '.join(str(value) for value in values)}"
        case inspect.BoolType():
            words = "true or false"
        case inspect.StrType():
            words = "text"
        case inspect.VarTupleType():
            words = "a list"
    return f"expected {words}"
