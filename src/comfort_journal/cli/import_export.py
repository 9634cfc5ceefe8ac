"""``export`` and ``import``: records leave as plaintext only when that was said, and come in all or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from comfort_journal.cli.context import Named
from comfort_journal.cli.delete import yes_option
from comfort_journal.cli.list_show import days, since_option, until_option
from comfort_journal.cli.output import say, say_bytes
from comfort_journal.cli.passphrase_source import confirm
from comfort_journal.errors import BadInput, NotFound, NotSaved
from comfort_journal.interchange.likely import is_json, likely_format
from comfort_journal.records import Entry, moment, tags_once, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.cli.context import CliContext
    from comfort_journal.journal import Journal
    from comfort_journal.records import AnyRecord

FORMATS = ("native", "markdown")
STANDARD = Path("-")
"""Standard input of an import, standard output of an export."""
MOST_NAMED = 20
ID_SHOWN = 8
LARGEST = 2**30
"""Bytes of the largest file that is read: far above any journal, and below what an endless one would take."""

_REFUSED = "The disk refused the write ({}). No file was left behind."
_PLAIN = "An export is not encrypted: whoever has it can read it. Go on?"


@click.command(short_help="Write records out, unencrypted; asks first.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="native", show_default=True, help="The format.")
@click.option("-o", "--output", type=Named(), metavar="FILE", help="A new file; - or nothing is standard output.")
@since_option
@until_option
@yes_option
@click.pass_obj
def export(  # noqa: PLR0913  one argument per option
    context: CliContext, *, form: str, output: Path | None, since: str | None, until: str | None, yes: bool
) -> None:
    """Write records out as plain text: native (JSON) or markdown (a page to read). Both can be imported again.

    The file is made for you alone (mode 0600); one that exists is never overwritten. Without days, everything is
    written; with --from or --to, what has a day between them.
    """
    from comfort_journal.vault.new_file import THERE

    first, last = days(since, until)
    output = None if output == STANDARD else output
    if output is not None and os.path.lexists(output):
        raise BadInput(THERE)
    confirm(_PLAIN, yes=yes)
    with context.reading() as journal:
        data = _rendered(journal.records(since=first, until=last), form)
        if output is None:
            say_bytes(data)
        else:
            write_new(output, data)


@click.command("import", short_help="Take records in from a file.")
@click.argument("file", type=Named(), metavar="FILE|-")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format (else it is found from the content).",
)
@click.option("--dry-run", is_flag=True, help="List what would come in, a line each; change nothing.")
@click.option("--restore-deleted", is_flag=True, help="Also bring back records that were deleted since.")
@click.pass_obj
def import_(context: CliContext, *, file: Path, form: str | None, dry_run: bool, restore_deleted: bool) -> None:
    """Take the records of FILE in: all of them, or none if one is wrong. "-" is standard input.

    A record that the journal has is left as it is, and so is one that was deleted since, so importing the same file
    twice adds nothing. Markdown may be an export or a diary of your own with dates as headings (## 2026-01-05).
    """
    data = _contents(file)
    records = _parsed(data, form or ("native" if is_json(data) else "markdown"), likely=form is None)
    with context.reading() if dry_run else context.writing() as journal:
        sorted_out = sort(journal, records)
        taken = sorted_out.new + sorted_out.deleted if restore_deleted else sorted_out.new
        if taken and not dry_run:
            journal.save(*taken)
    if dry_run:
        for record in taken:
            say(_would_come(record))
    _report(sorted_out, len(taken), restored=restore_deleted, dry_run=dry_run)


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


def _as_taken_in(record: AnyRecord) -> AnyRecord:
    """Return the record as it would be kept: on its own, and an entry with each of its tags once."""
    import msgspec

    if isinstance(record, Entry):
        record = msgspec.structs.replace(record, tags=tags_once(record.tags))
    return msgspec.structs.replace(record, conflict_of=msgspec.UNSET)


def write_new(path: Path, data: bytes) -> None:
    """Write a private file that did not exist, whole or not at all. Raises BadInput or NotSaved."""
    from comfort_journal.vault.disk import REAL_DISK
    from comfort_journal.vault.new_file import beside, make_new

    def fill(descriptor: int) -> None:
        REAL_DISK.write_all(descriptor, data, 0)
        REAL_DISK.sync(descriptor)

    with beside(path, "export") as folder:
        try:
            make_new(folder, path.name, REAL_DISK, fill)
        except OSError as fault:
            raise NotSaved(_REFUSED.format(os.strerror(fault.errno or 0))) from None


def _rendered(records: Sequence[AnyRecord], form: str) -> bytes:
    from comfort_journal.interchange import markdown, native

    if form == "markdown":
        return markdown.dump(records, datetime.now().astimezone().date())
    return native.dump(records, datetime.now().astimezone())


def _parsed(data: bytes, form: str, *, likely: bool) -> list[AnyRecord]:
    from comfort_journal.interchange import markdown, native

    try:
        return markdown.load(data, datetime.astimezone) if form == "markdown" else native.load(data)
    except BadInput as fault:
        name = likely_format(data) if likely else None
        if name is None:
            raise
        raise BadInput(f"{str(fault).rstrip('.')}. This looks like {name}, which cannot be read yet.") from None


def _contents(file: Path) -> bytes:
    try:
        with nullcontext(sys.stdin.buffer) if file == STANDARD else file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise BadInput(f"The file cannot be read: {os.strerror(fault.errno or 0)}.") from None
    if len(data) > LARGEST:
        raise BadInput("The file is larger than 1 GiB. Split it, and import its parts.")
    return data


def _known(journal: Journal, record_id: str) -> AnyRecord | None:
    try:
        return journal.get(record_id)
    except NotFound:
        return None


def _would_come(record: AnyRecord) -> str:
    """Return a record's line: its day and clock as they would be kept, and how it begins."""
    from comfort_journal.cli.formatting import glance
    from comfort_journal.interchange.sentences import clock

    written = when(record)
    at = f"{moment(written):%Y-%m-%d}  {clock(record)}" if written else "without a day"
    return f"{at}  {glance(record)}"


def _report(found: Sorted, taken: int, *, restored: bool, dry_run: bool) -> None:
    parts = [f"{taken:,} would be added" if dry_run else f"{taken:,} added"]
    if found.same:
        parts.append(f"{len(found.same):,} skipped: the journal has them")
    if found.deleted and not restored:
        parts.append(f"{len(found.deleted):,} skipped: deleted since (--restore-deleted brings them back)")
    if found.differ:
        parts.append(f"{len(found.differ):,} skipped: the journal has them with other words or numbers")
    say("; ".join(parts) + ".")
    for record in found.differ[:MOST_NAMED]:
        written = when(record)
        say(f"  {record.id[:ID_SHOWN]}  {moment(written):%Y-%m-%d %H:%M}" if written else f"  {record.id[:ID_SHOWN]}")
    if len(found.differ) > MOST_NAMED:
        say(f"  and {len(found.differ) - MOST_NAMED:,} more")
    if found.differ:
        say("To take the file's form of one, delete it with 'delete ID' and import again with --restore-deleted.")
