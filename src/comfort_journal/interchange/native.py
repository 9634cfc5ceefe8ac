"""The native file: every record as the vault keeps it, and nothing is read from it that has two meanings.

``{"format": "comfort-journal", "version": 1, "exported_at": ..., "records": [...]}`` in UTF-8, one record a line.
Reading is all or nothing: the first fault is refused by its path, and no value is ever repeated.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

import msgspec

from comfort_journal.errors import BadInput, NewerFormat
from comfort_journal.interchange.importer import Imported, Importer, ReadOptions, Sure
from comfort_journal.records import from_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comfort_journal.interchange.sources import Source
    from comfort_journal.records import AnyRecord

FORMAT = "comfort-journal"
VERSION = 1
_FIELDS = frozenset({"format", "version", "exported_at", "records"})
_NAMED = re.compile(rb'\s*\{\s*"format"\s*:\s*"comfort-journal"')
NO_TEXT = "This file is no text. Save it as plain text first, and import that."
NOT_WHOLE = "This file is not whole: its JSON breaks off or was changed. Export it once more, and import that."
_NO_JSON = "This file is not a native export: it is not JSON in UTF-8"
_OTHERS = re.compile(rb"%PDF-|\{\\rtf|\xff\xd8\xff|\x89PNG")
_NO_SIGN = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that stand in no text of a person, in whatever old encoding."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def dump(records: Iterable[AnyRecord], exported_at: datetime) -> bytes:
    """Return the native file of these records; ``exported_at`` is aware."""
    head = {"format": FORMAT, "version": VERSION, "exported_at": exported_at.isoformat(timespec="seconds")}
    return msgspec.json.encode(head)[:-1] + b',"records":' + array(records) + b"}\n"


def array(records: Iterable[AnyRecord]) -> bytes:
    """Return records as a JSON array, one a line, as native export has them."""
    return b"[\n" + b",\n".join(map(one, records)) + b"\n]"


def one(record: AnyRecord) -> bytes:
    """Return one record as JSON on one line."""
    return msgspec.json.encode(record)


def load(data: bytes) -> list[AnyRecord]:
    """Return the records of a native file.

    Raises BadInput with the path (``records[3].during: expected 0..10``) and NewerFormat for a later version.
    """
    content = _parsed(data)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BadInput(f"This file is not a native export. format: expected {FORMAT}")
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < VERSION:
        raise BadInput(f"version: expected {VERSION}")
    if version > VERSION:
        raise NewerFormat("This file was written by a newer version of Comfort Journal; nothing was changed.")
    if content.keys() - _FIELDS:
        raise BadInput("This file holds an unknown field beside its records; nothing was changed.")
    _check_time(content.get("exported_at"))
    records = content.get("records")
    if not isinstance(records, list):
        raise BadInput("records: expected a list")
    return once_each([from_document(document, at=f"records[{n}]") for n, document in enumerate(records)])


def once_each(records: list[AnyRecord]) -> list[AnyRecord]:
    """Return the records if each has an id of its own; raises BadInput with the path of the first that has not."""
    met: set[str] = set()
    for n, record in enumerate(records):
        if record.id in met:
            raise BadInput(f"records[{n}].id: expected an id that no other record of the file has")
        met.add(record.id)
    return records


def utf8(data: bytes) -> str:
    """Return a file's text without a byte order mark.

    Raises BadInput with the offset of the first wrong byte, or for what is no text in any encoding.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        offset = fault.start
    else:
        return text.removeprefix("\ufeff")
    if is_no_text(data):
        raise BadInput(NO_TEXT)
    raise BadInput(
        f"This file is not UTF-8: the first wrong byte is at offset {offset}. Save it as UTF-8, and import that."
    )


def not_whole(where: str) -> BadInput:
    """Return the refusal of a file whose JSON cannot be read; ``where`` begins a place in it, as ``a.json, ``."""
    return BadInput(f"{where.removesuffix(', ')}: {NOT_WHOLE}" if where else NOT_WHOLE)


def is_no_text(data: bytes) -> bool:
    """Tell whether a file is a picture, a PDF or the like: text in another encoding than UTF-8 is text."""
    return _OTHERS.match(data) is not None or (not data.startswith(_UTF_16) and _NO_SIGN.search(data) is not None)


def _parsed(data: bytes) -> object:
    text = utf8(data)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
    except RecursionError:
        place = "nested too deeply"
    except ValueError:
        place = "a number or name that JSON readers understand differently"
    raise BadInput(f"{_NO_JSON} ({place}). Export it once more, and import that.")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a name given twice")
    return document


def _refuse(_: str) -> NoReturn:
    raise ValueError("not a number")


def _check_time(written: object) -> None:
    try:
        known = isinstance(written, str) and datetime.fromisoformat(written).tzinfo is not None
    except ValueError:
        known = False
    if not known:
        raise BadInput("exported_at: expected a time like 2026-01-05T21:40:00+01:00")


def recognise(source: Source) -> Sure:
    """Tell whether a file names this format, or holds records under no name."""
    if len(source.names) != 1:
        return Sure.NO
    head = source.head()
    if _NAMED.match(head):
        return Sure.CERTAIN
    is_like = head.lstrip().startswith(b"{") and (b'"records"' in head or b'"comfort-journal"' in head)
    return Sure.FITS if is_like else Sure.NO


def read(source: Source, options: ReadOptions) -> Imported:
    """Return the records of a native file; raises as ``load``."""
    del options
    return Imported(load(source.only()))


IMPORTER = Importer("native", "our own JSON", recognise, read)
