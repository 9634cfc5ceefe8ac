"""The kinds of record that the log may hold, what each is called, and where it belongs."""

from __future__ import annotations

from typing import TypeAlias

from comfort_journal.records.models import (
    Circuit,
    Entry,
    Flag,
    Override,
    Partner,
    Phrase,
    Profile,
    RatingRecord,
    Record,
    Session,
    Strength,
)

AnyRecord: TypeAlias = (
    Entry | Session | RatingRecord | Flag | Circuit | Profile | Override | Partner | Strength | Phrase
)
"""Every kind that the log may hold; a draft is not among them."""

KINDS: dict[str, type[Record]] = {
    "entry": Entry,
    "session": Session,
    "rating": RatingRecord,
    "flag": Flag,
    "circuit": Circuit,
    "profile": Profile,
    "override": Override,
    "partner": Partner,
    "strength": Strength,
    "phrase": Phrase,
}


def when(record: Record) -> str | None:
    """Return the record's own time as written (``at``, else ``started_at``), or None for a kind without one."""
    return getattr(record, "at", None) or getattr(record, "started_at", None)


def kind_of(record: Record) -> str:
    """Return the record's kind, as it stands in its ``kind`` field."""
    return str(record.__struct_config__.tag)


def table_of(record: Record) -> str:
    """Return the vault table ``<kind>-<year>``, the year as written in the record (0000 for a kind without time)."""
    return f"{kind_of(record)}-{(when(record) or '0000')[:4]}"
