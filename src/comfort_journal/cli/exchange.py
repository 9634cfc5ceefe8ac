"""``export`` and ``import``: records leave as plaintext only when that was said, and come in all or not at all."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

from comfort_journal.cli.place import Named
from comfort_journal.cli.reading import days, since_option, until_option
from comfort_journal.cli.removing import yes_option
from comfort_journal.cli.speech import confirm, say, say_bytes
from comfort_journal.errors import BadInput, NotFound, NotSaved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comfort_journal.cli.place import Place
    from comfort_journal.journal import Journal
    from comfort_journal.records import AnyRecord

FORMATS = ("native", "markdown")
PRIVATE = 0o600
LARGEST = 2**30
"""Bytes of the largest file that is read: far above any journal, and below what an endless one would take."""

_THERE = "There is a file of that name already; it was not touched."
_REFUSED = "The disk refused the write ({}). No file was left behind."
_PLAIN = "An export is not encrypted: whoever has it can read it. Go on?"


@click.command(short_help="Write records out, unencrypted; asks first.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="native", show_default=True, help="The format.")
@click.option("-o", "--output", type=Named(), metavar="FILE", help="A new file (else standard output).")
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
        raise BadInput(_THERE)
    confirm(_PLAIN, yes=yes)
    with place.reading() as journal:
        data = _rendered(journal.records(since=first, until=last), form)
        if output is None:
            say_bytes(data)
        else:
            write_new(output, data)


@click.command("import", short_help="Take records in from a file.")
@click.argument("file", type=Named(), metavar="FILE")
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
    """Write a private file that did not exist, whole or not at all. Raises BadInput or NotSaved.

    Where the system has files without a name it stays so even if the process is killed: the name comes last.
    """
    if not _written_unnamed(path, data):
        _written_named(path, data)


def _written_unnamed(path: Path, data: bytes) -> bool:
    """Write a file that gets its name when it is whole; False where that cannot be done, with nothing changed."""
    with ExitStack() as undo:
        try:
            folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            undo.callback(os.close, folder)
            unnamed = os.open(".", os.O_WRONLY | os.O_TMPFILE | os.O_CLOEXEC, PRIVATE, dir_fd=folder)
        except (AttributeError, OSError):
            return False
        undo.callback(os.close, unnamed)
        try:
            _fill(unnamed, data)
        except OSError as fault:
            raise NotSaved(_REFUSED.format(os.strerror(fault.errno or 0))) from None
        try:
            os.link(f"/proc/self/fd/{unnamed}", path.name, dst_dir_fd=folder, follow_symlinks=True)
        except FileExistsError:
            raise BadInput(_THERE) from None
        except OSError:  # no /proc, say
            return False
        with suppress(OSError):
            os.fsync(folder)
    return True


def _written_named(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, PRIVATE)
    except FileExistsError:
        raise BadInput(_THERE) from None
    except OSError as fault:
        raise BadInput(f"The file cannot be made: {os.strerror(fault.errno or 0)}.") from None
    try:
        _fill(descriptor, data)
    except BaseException as fault:
        with suppress(OSError):
            path.unlink()
        if isinstance(fault, OSError):
            raise NotSaved(_REFUSED.format(os.strerror(fault.errno or 0))) from None
        raise
    finally:
        os.close(descriptor)


def _fill(descriptor: int, data: bytes) -> None:
    from comfort_journal.vault.disk import REAL_DISK

    os.fchmod(descriptor, PRIVATE)
    REAL_DISK.write_all(descriptor, data, 0)
    os.fsync(descriptor)


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
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as fault:
        raise BadInput(f"The file cannot be read: {os.strerror(fault.errno or 0)}.") from None
    if len(data) > LARGEST:
        raise BadInput("The file is larger than 1 GiB. Split it, and import its parts.")
    return data


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
