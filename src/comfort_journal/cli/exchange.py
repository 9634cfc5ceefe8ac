"""``export`` and ``import``: records leave as plaintext only when that was said, and come in all or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comfort_journal.cli.reading import days, since_option, until_option
from comfort_journal.cli.removing import yes_option
from comfort_journal.cli.speech import confirm, say, say_bytes
from comfort_journal.errors import BadInput, NotFound, NotSaved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.cli.place import Place
    from comfort_journal.journal import Journal
    from comfort_journal.records import AnyRecord

FORMATS = ("native", "markdown")
PRIVATE = 0o600
_PLAIN = "An export is not encrypted: whoever has it can read it. Go on?"


@click.command(short_help="Write records out, unencrypted; asks first.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="native", show_default=True, help="The format.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A new file (else standard output)."
)
@since_option
@until_option
@yes_option
@click.pass_obj
def export(  # noqa: PLR0913  one argument per option
    place: Place, *, form: str, output: Path | None, since: str | None, until: str | None, yes: bool
) -> None:
    """Write records out as plain text: native (JSON) or markdown (a page to read). Both can be imported again.

    The file is made for you alone (mode 0600); one that exists is never overwritten. Without days, everything is
    written; with --from or --to, what has a day between them.
    """
    first, last = days(since, until)
    if output is not None and os.path.lexists(output):
        raise BadInput("There is a file of that name already; it was not touched.")
    confirm(_PLAIN, yes=yes)
    with place.reading() as journal:
        data = _rendered(journal.records(since=first, until=last), form)
        if output is None:
            say_bytes(data)
        else:
            write_new(output, data)


@click.command("import", short_help="Take records in from a file.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format (else markdown for .md and .markdown, native for any other name).",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--restore-deleted", is_flag=True, help="Also bring back records that were deleted since.")
@click.pass_obj
def import_(place: Place, *, file: Path, form: str | None, dry_run: bool, restore_deleted: bool) -> None:
    """Take the records of FILE in: all of them, or none if one is wrong.

    A record that the journal has is left as it is, and so is one that was deleted since, so importing the same file
    twice adds nothing. Markdown may be an export or a diary of your own with dates as headings (## 2026-01-05).
    """
    records = _parsed(_contents(file), form or ("markdown" if file.suffix in (".md", ".markdown") else "native"))
    with place.reading() if dry_run else place.writing() as journal:
        new, deleted, there = sort(journal, records)
        taken = new + deleted if restore_deleted else new
        if taken and not dry_run:
            journal.save(*taken)
    _report(len(taken), there, 0 if restore_deleted else len(deleted), dry_run=dry_run)


def sort(journal: Journal, records: Sequence[AnyRecord]) -> tuple[list[AnyRecord], list[AnyRecord], int]:
    """Return the records that are new, those that were deleted since, and how many are there already.

    A version that stood in conflict where it was exported comes in as a record of its own.
    """
    import msgspec

    new: list[AnyRecord] = []
    deleted: list[AnyRecord] = []
    there = 0
    for record in records:
        if not journal.knows(record.id):
            new.append(msgspec.structs.replace(record, conflict_of=msgspec.UNSET))
        elif _is_there(journal, record.id):
            there += 1
        else:
            deleted.append(msgspec.structs.replace(record, conflict_of=msgspec.UNSET))
    return new, deleted, there


def write_new(path: Path, data: bytes) -> None:
    """Write a private file that did not exist, whole or not at all. Raises BadInput or NotSaved."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, PRIVATE)
    except FileExistsError:
        raise BadInput("There is a file of that name already; it was not touched.") from None
    except OSError as fault:
        raise BadInput(f"The file cannot be made: {os.strerror(fault.errno or 0)}.") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), PRIVATE)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as fault:
        with suppress(OSError):
            path.unlink()
        if isinstance(fault, OSError):
            reason = os.strerror(fault.errno or 0)
            raise NotSaved(f"The disk refused the write ({reason}). No file was left behind.") from None
        raise


def _rendered(records: Sequence[AnyRecord], form: str) -> bytes:
    from comfort_journal.interchange import markdown, native

    if form == "markdown":
        return markdown.dump(records, datetime.now().astimezone().date())
    return native.dump(records, datetime.now().astimezone())


def _parsed(data: bytes, form: str) -> list[AnyRecord]:
    from comfort_journal.interchange import markdown, native

    return markdown.load(data, datetime.astimezone) if form == "markdown" else native.load(data)


def _contents(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise BadInput(f"The file cannot be read: {os.strerror(fault.errno or 0)}.") from None


def _is_there(journal: Journal, record_id: str) -> bool:
    try:
        journal.get(record_id)
    except NotFound:
        return False
    return True


def _report(taken: int, there: int, deleted: int, *, dry_run: bool) -> None:
    parts = [f"{taken:,} would be added" if dry_run else f"{taken:,} added"]
    if there:
        parts.append(f"{there:,} skipped: the journal has them")
    if deleted:
        parts.append(f"{deleted:,} skipped: deleted since (--restore-deleted brings them back)")
    say("; ".join(parts) + ".")
