"""Records go out to a file and come in from one: the same way for screens and commands."""

from __future__ import annotations

import os
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from comfort_journal.errors import BadInput, NotFound, NotSaved
from comfort_journal.interchange import markdown, native
from comfort_journal.interchange.likely import is_json, likely_format
from comfort_journal.records import Entry, tags_once
from comfort_journal.vault.disk import REAL_DISK
from comfort_journal.vault.new_file import beside, make_new

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from comfort_journal.journal.repository import Journal
    from comfort_journal.records import AnyRecord

PLAIN = "An export is not encrypted: whoever has it can read it. Go on?"
LARGEST = 2**30
"""Bytes of the largest file that is read: far above any journal, and below what an endless one would take."""
_REFUSED = "The disk refused the write ({}). No file was left behind."


class Sorted(NamedTuple):
    """The records of a file: ``new`` ones, those ``deleted`` since, ``same`` ones and those that ``differ``."""

    new: list[AnyRecord]
    deleted: list[AnyRecord]
    same: list[AnyRecord]
    differ: list[AnyRecord]


def sort(journal: Journal, records: Sequence[AnyRecord]) -> Sorted:
    """Return the records by what the journal knows of them.

    A version that stood in conflict where it was exported comes in as a record of its own.
    """
    found = Sorted([], [], [], [])
    for each in records:
        record = _as_taken_in(each)
        known = _known(journal, record.id)
        if known is None:
            (found.deleted if journal.knows(record.id) else found.new).append(record)
        else:
            (found.same if _as_taken_in(known) == record else found.differ).append(record)
    return found


def say_sorted(found: Sorted, taken: int, *, only_looked: bool, deleted: str = "") -> str:
    """Return what comes or came of an import, in one sentence; ``deleted`` is what is said of those deleted since."""
    parts = [f"{taken:,} would be added" if only_looked else f"{taken:,} added"]
    if found.same:
        parts.append(f"{len(found.same):,} skipped: the journal has them")
    if found.deleted and deleted:
        parts.append(f"{len(found.deleted):,} skipped: {deleted}")
    if found.differ:
        parts.append(f"{len(found.differ):,} skipped: the journal has them with other words or numbers")
    return "; ".join(parts) + "."


def parsed(data: bytes, form: str | None = None) -> list[AnyRecord]:
    """Return the records in the bytes of a file, whose format is found where none is given; raises BadInput."""
    chosen = form or ("native" if is_json(data) else "markdown")
    try:
        return markdown.load(data, datetime.astimezone) if chosen == "markdown" else native.load(data)
    except BadInput as fault:
        name = likely_format(data) if form is None else None
        if name is None:
            raise
        raise BadInput(f"{str(fault).rstrip('.')}. This looks like {name}, which cannot be read yet.") from None


def contents(file: Path | BinaryIO) -> bytes:
    """Return what a file, or a stream that is open already, holds; raises BadInput."""
    try:
        with file.open("rb") if isinstance(file, Path) else nullcontext(file) as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise BadInput(f"The file cannot be read: {os.strerror(fault.errno or 0)}.") from None
    if len(data) > LARGEST:
        raise BadInput("The file is larger than 1 GiB. Split it, and import its parts.")
    return data


def rendered(records: Sequence[AnyRecord], form: str) -> bytes:
    """Return records as the bytes of a file that anybody can read."""
    now = datetime.now().astimezone()
    return markdown.dump(records, now.date()) if form == "markdown" else native.dump(records, now)


def write_new(path: Path, data: bytes) -> None:
    """Write a private file that did not exist, whole or not at all. Raises BadInput or NotSaved."""

    def fill(descriptor: int) -> None:
        REAL_DISK.write_all(descriptor, data, 0)
        REAL_DISK.sync(descriptor)

    with beside(path, "export") as folder:
        try:
            make_new(folder, path.name, REAL_DISK, fill)
        except OSError as fault:
            raise NotSaved(_REFUSED.format(os.strerror(fault.errno or 0))) from None


def _as_taken_in(record: AnyRecord) -> AnyRecord:
    """Return the record as it would be kept: on its own, and an entry with each of its tags once."""
    if isinstance(record, Entry):
        record = msgspec.structs.replace(record, tags=tags_once(record.tags))
    return msgspec.structs.replace(record, conflict_of=msgspec.UNSET)


def _known(journal: Journal, record_id: str) -> AnyRecord | None:
    try:
        return journal.get(record_id)
    except NotFound:
        return None
