"""Records come in from elsewhere: looked at first, then all or none, and out again as one.

What came in together was saved in one transaction, and every version of a record keeps the moment of its save. That
moment is the import's mark: nothing else is written down to find it again, it survives every rewrite and merge, and a
record that was changed since has another one and is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from comfort_journal.errors import BadInput, NotFound
from comfort_journal.interchange import importers, local_time, sources
from comfort_journal.interchange.export.jrnl_text import tags_below
from comfort_journal.records import Entry, Profile, kind_of, moment, tags_once, when
from comfort_journal.text.counts import many
from comfort_journal.text.dates import say_month

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from comfort_journal.interchange.importer import Imported, ReadOptions
    from comfort_journal.interchange.sources import Remark
    from comfort_journal.journal.repository import Journal
    from comfort_journal.records import AnyRecord

PLAN_STAYS = (
    "The plan's settings in it, such as line and sizes, are older than your own, so yours go on holding: the latest do."
)
MOST_NAMED = 20
"""Places that are named of a long list; the others are counted."""
_SAID = {
    "entry": ("entry", "entries"),
    "session": ("session at a step", "sessions at a step"),
    "rating": ("number", "numbers"),
    "flag": ("sign to have looked at", "signs to have looked at"),
    "partner": ("time with the check-in", "times with the check-in"),
    "profile": ("answer about the plan", "answers about the plan"),
    "override": ("change of the plan", "changes of the plan"),
    "strength": ("time of light strength", "times of light strength"),
    "phrase": ("text of your own", "texts of your own"),
}
"""What one record of a kind is called, and several."""


class Found(NamedTuple):
    """What a source holds, and the label of the form it was read in."""

    label: str
    imported: Imported


class Sorted(NamedTuple):
    """The records of a file: ``new`` ones, those ``deleted`` since, ``same`` ones and those that ``differ``.

    ``at_another_time`` counts the entries among the last in which nothing but that differs.
    """

    new: list[AnyRecord]
    deleted: list[AnyRecord]
    same: list[AnyRecord]
    differ: list[AnyRecord]
    at_another_time: int = 0


def read_source(place: Path | BinaryIO, options: ReadOptions, form: str | None = None) -> Found:
    """Return what a file, folder, zip or stream holds, in the form it is in; raises BadInput with the place.

    Only a table has columns, so what was said to have some is one.
    """
    with sources.opened(place) as source:
        chosen = importers.importer(source, "csv" if options.columns and form is None else form)
        return Found(chosen.label, chosen.read(source, options))


def sort(journal: Journal, imported: Imported) -> Sorted:
    """Return the records by what the journal knows of them.

    A version that stood in conflict where it was exported comes in as a record of its own.
    """
    found, at_another_time = Sorted([], [], [], []), 0
    written = {words for entry in journal.entries() for words in _words(entry)} if imported.elsewhere else set()
    for each in imported.records:
        record = _as_taken_in(each)
        known = _known(journal, record.id)
        if known is None:
            if isinstance(record, Entry) and not journal.knows(record.id) and _words(record)[0] in written:
                found.same.append(record)
            else:
                (found.deleted if journal.knows(record.id) else found.new).append(record)
        elif _is_same(known, record, imported):
            found.same.append(record)
        else:
            found.differ.append(record)
            at_another_time += _is_same_but_for_time(known, record, imported)
    return found._replace(at_another_time=at_another_time)


def take_in(journal: Journal, records: Sequence[AnyRecord]) -> str:
    """Save the records in one transaction and return the import's mark, "" where there was nothing to save."""
    if not records:
        return ""
    journal.save(*records)
    return f"{journal.saved_at(records[0].id) or 0:x}-{len(records)}"


def taken_in(journal: Journal, mark: str) -> tuple[list[AnyRecord], int]:
    """Return the records of an import that are as they came, and how many were changed or deleted since.

    Raises BadInput for what is no mark, NotFound where no import has that mark or nothing of it is as it came.
    """
    at, _, count = mark.partition("-")
    try:
        moment_of_save, expected = int(at, 16), int(count)
    except ValueError:
        raise BadInput("The mark of an import looks like 19b8f3a2c41-412, as it was printed then.") from None
    found = journal.saved_together(moment_of_save)
    if not found or len(found) > expected:
        raise NotFound("No import of that mark is here, or nothing of it is left as it came.")
    return found, expected - len(found)


def say_sorted(found: Sorted, taken: int, *, only_looked: bool, deleted: str = "") -> str:
    """Return what comes or came of an import, in one sentence; ``deleted`` is what is said of those deleted since."""
    parts = [f"{taken:,} would be added" if only_looked else f"{taken:,} added"]
    if found.same:
        parts.append(f"{len(found.same):,} skipped: the journal has them")
    if found.deleted and deleted:
        parts.append(f"{len(found.deleted):,} skipped: {deleted}")
    parts += [f"{count:,} skipped: the journal has them {how}" for count, how in say_differences(found)]
    return "; ".join(parts) + "."


def say_differences(found: Sorted) -> list[tuple[int, str]]:
    """Return how many of those that differ do so in which way; nothing where none do."""
    ways = (
        (len(found.differ) - found.at_another_time, "with other words or numbers"),
        (found.at_another_time, "with another time"),
    )
    return [(count, how) for count, how in ways if count]


def say_zone(imported: Imported, zone: str, other: str) -> str:
    """Return by which zone times that name none were read ("": this computer's), and how to say another; or ""."""
    if not imported.naive:
        return ""
    here = local_time.machine_zone()
    whose = f"as of {zone}" if zone else f"by this computer's clock{f' ({here})' if here else ''}"
    return f"Times that name no zone are read {whose}; {other}."


def plan_that_holds(journal: Journal) -> Profile | None:
    """Return the plan's settings that the journal goes by: its latest."""
    return next((each for each in journal.records("profile", limit=1) if isinstance(each, Profile)), None)


def say_plan(own: Profile | None, taken: Sequence[AnyRecord]) -> str:
    """Return what is said where settings of the plan come in that are older than the ``own``; "" where none do."""
    older = any(isinstance(each, Profile) and moment(each.at) <= moment(own.at) for each in taken) if own else False
    newer = any(isinstance(each, Profile) and moment(each.at) > moment(own.at) for each in taken) if own else False
    return PLAN_STAYS if older and not newer else ""


def say_left(changed: int) -> str:
    """Return what is said of those of an import that do not go with it; "" where there are none."""
    if not changed:
        return ""
    return (
        f"{many(changed, 'record')} of it {'was' if changed == 1 else 'were'} changed or deleted since and left alone."
    )


def say_what(records: Sequence[AnyRecord]) -> str:
    """Return how many records of which kind there are, and of which days."""
    kinds: dict[str, int] = {}
    for record in records:
        kinds[kind_of(record)] = kinds.get(kind_of(record), 0) + 1
    by_count = sorted(kinds.items(), key=lambda each: -each[1])
    counted = ", ".join(many(count, *_SAID.get(kind, (kind,))) for kind, count in by_count)
    days = [moment(written).date() for record in records if (written := when(record))]
    return f"{counted}, from {_span(min(days), max(days))}." if days else f"{counted}."


def say_remarks(remarks: Sequence[Remark]) -> list[str]:
    """Return what there is to say by its place, a line each, the same sentence of many places once."""
    places: dict[str, list[str]] = {}
    for remark in remarks:
        places.setdefault(remark.what, []).append(remark.place)
    lines = []
    for what, named in places.items():
        more = f" and {len(named) - MOST_NAMED:,} more places" if len(named) > MOST_NAMED else ""
        lines.append(f"{what}: {'; '.join(named[:MOST_NAMED])}{more}")
    return lines


def _span(first: date, last: date) -> str:
    """Return two days as people say them, or the one that they are."""
    said = [f"{day.day} {say_month(day)}" for day in (first, last)]
    return said[0] if first == last else " to ".join(said)


def _as_taken_in(record: AnyRecord) -> AnyRecord:
    """Return the record as it would be kept: on its own, and an entry with each of its tags once."""
    if isinstance(record, Entry):
        record = msgspec.structs.replace(record, tags=tags_once(record.tags))
    return msgspec.structs.replace(record, conflict_of=msgspec.UNSET)


def _is_same(known: AnyRecord, record: AnyRecord, imported: Imported) -> bool:
    """Tell whether the journal has a record as it comes; what another program has no place for may be missing."""
    known = _as_taken_in(known)
    if not (imported.elsewhere and isinstance(known, Entry) and isinstance(record, Entry)):
        return known == record
    as_before = (known.tags, known.starred) == (record.tags, record.starred)
    return as_before and _words(record)[0] in _words(known)


def _is_same_but_for_time(known: AnyRecord, record: AnyRecord, imported: Imported) -> bool:
    if not (isinstance(known, Entry) and isinstance(record, Entry)):
        return False
    return _is_same(msgspec.structs.replace(known, at=record.at), record, imported)


def _words(entry: Entry) -> list[tuple[int, str]]:
    """Return an entry's minute and its words, whatever blanks are between them; and as other programs were given them.

    One that knows no questions was given question and words as one text, and jrnl its tags below them.
    """
    minute, words = int(moment(entry.at).timestamp() // 60), " ".join(entry.text.split())
    asked = " ".join((entry.prompt or "").split())
    given, tags = f"{asked} {words}".strip(), tags_below(entry) if entry.tags else ""
    return [(minute, each) for each in (words, *([given] if asked else []), *([f"{given} {tags}"] if tags else []))]


def _known(journal: Journal, record_id: str) -> AnyRecord | None:
    try:
        return journal.get(record_id)
    except NotFound:
        return None
