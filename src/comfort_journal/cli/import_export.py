"""``export`` and ``import``: records leave as plaintext only when that was said, and come in all or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comfort_journal.cli.context import Named
from comfort_journal.cli.delete import yes_option
from comfort_journal.cli.list_show import days, since_option, until_option
from comfort_journal.cli.output import say, say_bytes
from comfort_journal.cli.passphrase_source import confirm
from comfort_journal.errors import BadInput
from comfort_journal.records import moment, when

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext
    from comfort_journal.journal.exchange import Sorted
    from comfort_journal.records import AnyRecord

FORMATS = ("native", "markdown")
STANDARD = Path("-")
"""Standard input of an import, standard output of an export."""
MOST_NAMED = 20


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
    from comfort_journal.journal.exchange import PLAIN, rendered, write_new
    from comfort_journal.vault.new_file import THERE

    first, last = days(since, until)
    output = None if output == STANDARD else output
    if output is not None and os.path.lexists(output):
        raise BadInput(THERE)
    confirm(PLAIN, yes=yes)
    with context.reading() as journal:
        data = rendered(journal.records(since=first, until=last), form)
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
    from comfort_journal.journal.exchange import contents, parsed, sort

    records = parsed(contents(sys.stdin.buffer if file == STANDARD else file), form)
    with context.reading() if dry_run else context.writing() as journal:
        sorted_out = sort(journal, records)
        taken = sorted_out.new + sorted_out.deleted if restore_deleted else sorted_out.new
        if taken and not dry_run:
            journal.save(*taken)
    if dry_run:
        for record in taken:
            say(_would_come(record))
    _report(sorted_out, len(taken), restored=restore_deleted, dry_run=dry_run)


def _would_come(record: AnyRecord) -> str:
    """Return a record's line: its day and clock as they would be kept, and how it begins."""
    from comfort_journal.cli.formatting import glance
    from comfort_journal.interchange.sentences import clock

    written = when(record)
    at = f"{moment(written):%Y-%m-%d}  {clock(record)}" if written else "without a day"
    return f"{at}  {glance(record)}"


def _report(found: Sorted, taken: int, *, restored: bool, dry_run: bool) -> None:
    from comfort_journal.cli.formatting import ID_SHOWN
    from comfort_journal.journal.exchange import say_sorted

    deleted = "" if restored else "deleted since (--restore-deleted brings them back)"
    say(say_sorted(found, taken, only_looked=dry_run, deleted=deleted))
    for record in found.differ[:MOST_NAMED]:
        written = when(record)
        say(f"  {record.id[:ID_SHOWN]}  {moment(written):%Y-%m-%d %H:%M}" if written else f"  {record.id[:ID_SHOWN]}")
    if len(found.differ) > MOST_NAMED:
        say(f"  and {len(found.differ) - MOST_NAMED:,} more")
    if found.differ:
        say("To take the file's form of one, delete it with 'delete ID' and import again with --restore-deleted.")
