"""Between documents and records: what goes in can be read again, what comes out is a frozen struct or None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from comfort_journal.errors import BadInput
from comfort_journal.records import (
    AnyRecord,
    Draft,
    kind_of,
    moment,
    path_and_fault,
    programme_day,
    tag_key,
    to_document,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def decode_draft(document: Mapping[str, Any]) -> Draft | None:
    """Return the draft of a document, or None where this version cannot read it."""
    try:
        return msgspec.convert(document, Draft)
    except msgspec.ValidationError:
        return None


def checked(record: AnyRecord | Draft) -> dict[str, Any]:
    """Return the record's document, sure to be one that a reader accepts: a struct can be made with any value.

    Raises BadInput with the field's path, never with its value.
    """
    document = to_document(record)
    fault = _fault(document, type(record))
    if fault is not None:
        raise BadInput(f"{kind_of(record)}{fault}")
    return document


def _fault(document: dict[str, Any], struct: type[AnyRecord | Draft]) -> str | None:
    """Return what is wrong with a document: never an exception, whose like carries the words it stumbled over."""
    try:
        msgspec.convert(document, struct)
        msgspec.json.encode(document)
    except msgspec.ValidationError as fault:
        return f".{path_and_fault(fault, struct)}"
    except UnicodeEncodeError:
        return ": a text is not valid UTF-8"
    return None


def newest_first(record: AnyRecord) -> tuple[float, str]:
    """Sort by instant, the newest first, and what has no time of its own last."""
    written = when(record)
    return (-moment(written).timestamp() if written else float("inf"), record.id)


def within(record: AnyRecord, since: date | None, until: date | None) -> bool:
    """Tell whether the record's programme day lies between two days, both included; None leaves a side open."""
    if since is None and until is None:
        return True
    written = when(record)
    if written is None:
        return False
    day = programme_day(written)
    return (since is None or day >= since) and (until is None or day <= until)


def tagged(record: AnyRecord, tag: str | None) -> bool:
    """Tell whether the record bears the tag, however it is spelt; None is no condition."""
    return tag is None or tag_key(tag) in map(tag_key, getattr(record, "tags", ()))
