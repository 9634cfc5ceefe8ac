"""What the journal keeps: frozen structs, validated when they are made from documents.

The fields are the binding ones of the record contract (see ``docs/architecture.md``). This room is pure: no clock, no
randomness, no input or output.
"""

from __future__ import annotations

from comfort_journal.records.fields import MOST_MARKS, is_mark
from comfort_journal.records.kinds import KINDS, AnyRecord, kind_of, table_of, when
from comfort_journal.records.models import (
    Answers,
    Circuit,
    Close,
    Draft,
    Entry,
    Exercise,
    Flag,
    Hold,
    Override,
    Part,
    Partner,
    Phrase,
    Profile,
    RatingRecord,
    Record,
    Session,
    Size,
    Strength,
)
from comfort_journal.records.tags import renamed, tag_key, tags_once
from comfort_journal.records.times import DAY_BEGINS, moment, programme_day
from comfort_journal.records.validation import from_document, path_and_fault, read_record, to_document

__all__ = [
    "DAY_BEGINS",
    "KINDS",
    "MOST_MARKS",
    "Answers",
    "AnyRecord",
    "Circuit",
    "Close",
    "Draft",
    "Entry",
    "Exercise",
    "Flag",
    "Hold",
    "Override",
    "Part",
    "Partner",
    "Phrase",
    "Profile",
    "RatingRecord",
    "Record",
    "Session",
    "Size",
    "Strength",
    "from_document",
    "is_mark",
    "kind_of",
    "moment",
    "path_and_fault",
    "programme_day",
    "read_record",
    "renamed",
    "table_of",
    "tag_key",
    "tags_once",
    "to_document",
    "when",
]
