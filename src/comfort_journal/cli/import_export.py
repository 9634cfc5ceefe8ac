"""``export`` and ``import``: records leave as plaintext only when that was said, and come in all or not at all."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from comfort_journal.cli.context import Named
from comfort_journal.cli.delete import yes_option
from comfort_journal.cli.list_show import KIND_NAMES, days, since_option, tag_option, until_option
from comfort_journal.cli.output import complain, progress, say, say_bytes, tell
from comfort_journal.cli.terminal import confirm
from comfort_journal.errors import BadInput
from comfort_journal.interchange.exporters import EXPORTERS
from comfort_journal.interchange.importers import FORMS, labels
from comfort_journal.records import moment, when
from comfort_journal.text.plain import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.cli.context import CliContext
    from comfort_journal.interchange.importer import ReadOptions
    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.records import AnyRecord

STANDARD = Path("-")
"""Standard input of an import, standard output of an export."""
_EXPORT_HELP = """Write records out, for anyone to read. The formats:

\b
{formats}

The file or folder is made for you alone (mode 0600 and 0700); one that exists is never overwritten. Without a condition
everything is written; with --from or --to, what has a day between them. native, markdown and csv hold every kind of
record and can be imported again without a difference; what the others cannot hold stands in docs/commands.md.
"""


_IMPORT_HELP = f"""Take in what a file, a folder or a zip holds: all of it, or none if one entry is wrong.

The forms are {labels()}; the content decides. "-" is standard input.

What the journal has is left as it is, and so is what was deleted since: importing the same file twice adds nothing.
Nothing is unpacked to the disk, and what cannot come in is named.
"""


def _formats() -> str:
    widest = max(map(len, EXPORTERS))
    return "\n".join(f"  {each.name:{widest}}  {each.purpose}" for each in EXPORTERS.values())


@click.command(short_help="Write records out, unencrypted; asks first.", help=_EXPORT_HELP.format(formats=_formats()))
@click.option(
    "--format", "form", type=click.Choice(tuple(EXPORTERS)), default="native", show_default=True, help="The format."
)
@click.option(
    "-o", "--output", type=Named(), metavar="FILE|FOLDER", help="A new file or folder; - or nothing is standard output."
)
@click.option(
    "--kind", type=click.Choice(KIND_NAMES), metavar="K", help=f"Only this kind of record: {', '.join(KIND_NAMES)}."
)
@tag_option
@since_option
@until_option
@yes_option
@click.pass_obj
def export(  # noqa: PLR0913  one argument per option
    context: CliContext,
    *,
    form: str,
    output: Path | None,
    kind: str | None,
    tag: str | None,
    since: str | None,
    until: str | None,
    yes: bool,
) -> None:
    """Write records out for anyone to read; the help lists the formats."""
    from comfort_journal.content import record_names
    from comfort_journal.journal.exporting import PLAIN, Wanted, check, made, say_left_out, say_written, write_new
    from comfort_journal.vault.new_file import refuse_taken

    wanted = Wanted(kind, *days(since, until), tag)
    output = None if output == STANDARD else output
    exporter = check(form, wanted, output)
    if output is not None:
        refuse_taken(output)
    confirm(PLAIN, yes=yes)
    with context.reading() as journal:
        found = made(journal, exporter, wanted, record_names(journal.records("profile")))
        if output is not None:
            write_new(output, found.made)
            tell(say_written(str(output)))
        elif isinstance(found.made, bytes):
            say_bytes(found.made)
        if found.left_out:
            complain(say_left_out(found))


@click.command("import", short_help="Take records in from a file, a folder or a zip.", help=_IMPORT_HELP)
@click.argument("file", type=Named(), metavar="FILE|FOLDER|ZIP|-", required=False)
@click.option("--format", "form", type=click.Choice(FORMS), help="The form (else it is found from the content).")
@click.option("--zone", metavar="ZONE", help="Where times without an offset were written, such as Europe/Berlin.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="WHAT=NAME",
    help="Which column of a table holds what: date, time, title, text, tags, star.",
)
@click.option(
    "--preface",
    type=click.Choice(("refuse", "keep")),
    default="refuse",
    show_default=True,
    help="What becomes of words before the first date: keep makes them an entry.",
)
@click.option(
    "--mood",
    type=click.Choice(("tag", "leave")),
    default="tag",
    show_default=True,
    help="What becomes of a mood word.",
)
@click.option("--dry-run", is_flag=True, help="List what would come in, a line each; change nothing.")
@click.option("--restore-deleted", is_flag=True, help="Also bring back records that were deleted since.")
@click.option("--undo", "mark", metavar="MARK", help="Take an import out again; it said its mark.")
@yes_option
@click.pass_obj
def import_(  # noqa: PLR0913  one argument per option
    context: CliContext,
    *,
    file: Path | None,
    form: str | None,
    zone: str | None,
    columns: tuple[str, ...],
    preface: Literal["refuse", "keep"],
    mood: Literal["tag", "leave"],
    dry_run: bool,
    restore_deleted: bool,
    mark: str | None,
    yes: bool,
) -> None:
    """Take in what a file, folder or zip holds; the help lists the forms."""
    if mark is not None:
        if file is not None:
            raise BadInput("--undo takes an import's mark and no file.")
        _undo(context, mark, yes=yes)
        return
    if file is None:
        raise BadInput("Name a file, a folder or a zip to import, or - for standard input.")
    from comfort_journal.journal.importing import plan_that_holds, read_source, say_plan, say_zone, sort, take_in

    options = _options(zone, columns, preface, mood)
    with progress("Reading ") as hear:
        found = read_source(sys.stdin.buffer if file == STANDARD else file, replace(options, hear=hear), form)
    with context.reading() if dry_run else context.writing() as journal:
        stays = plan_that_holds(journal)
        sorted_out = sort(journal, found.imported)
        taken = sorted_out.new + sorted_out.deleted if restore_deleted else sorted_out.new
        if not dry_run:
            with progress("Taking it in ") as hear:
                hear(0, 1)
                mark = take_in(journal, taken)
    if dry_run:
        for record in taken:
            say(_would_come(record))
    _report(sorted_out, taken, restored=restore_deleted, dry_run=dry_run)
    _report_source(found)
    if told := say_plan(stays, taken):
        say(told)
    if taken and zone is None and (said := say_zone(found.imported, "", "--zone Europe/Berlin says another")):
        say(said)
    if mark:
        say(f"To take it out again: import --undo {mark}")


def _options(
    zone: str | None, columns: tuple[str, ...], preface: Literal["refuse", "keep"], mood: Literal["tag", "leave"]
) -> ReadOptions:
    from comfort_journal.interchange import local_time
    from comfort_journal.interchange.importer import ReadOptions

    named = {what: name for what, _, name in (column.partition("=") for column in columns)}
    if not all(named.values()) or len(named) < len(columns):
        raise BadInput("A column is given as WHAT=NAME, such as --column date=Day, each WHAT once.")
    local = local_time.machine if zone is None else local_time.zone(zone)
    return ReadOptions(local=local, columns=named, preface=preface, mood=mood)


def _undo(context: CliContext, mark: str, *, yes: bool) -> None:
    from comfort_journal.journal.importing import say_left, say_what, taken_in

    with context.writing() as journal:
        records, changed = taken_in(journal, mark)
        confirm(f"This removes what that import brought: {say_what(records)} Go on?", yes=yes)
        journal.delete_together([record.id for record in records])
    say(f"{len(records):,} removed.")
    if changed:
        say(say_left(changed))


def _would_come(record: AnyRecord) -> str:
    """Return a record's line: its day and clock as they would be kept, and how it begins."""
    from comfort_journal.cli.formatting import glance
    from comfort_journal.interchange.sentences import clock

    written = when(record)
    at = f"{moment(written):%Y-%m-%d}  {clock(record)}" if written else "without a day"
    return f"{at}  {glance(record)}"


def _report(found: Sorted, taken: Sequence[AnyRecord], *, restored: bool, dry_run: bool) -> None:
    from comfort_journal.cli.formatting import ID_SHOWN
    from comfort_journal.journal.importing import MOST_NAMED, say_sorted, say_what

    deleted = "" if restored else "deleted since (--restore-deleted brings them back)"
    say(say_sorted(found, len(taken), only_looked=dry_run, deleted=deleted))
    if dry_run and taken:
        say(say_what(taken))
    for record in found.differ[:MOST_NAMED]:
        written = when(record)
        say(f"  {record.id[:ID_SHOWN]}  {moment(written):%Y-%m-%d %H:%M}" if written else f"  {record.id[:ID_SHOWN]}")
    if len(found.differ) > MOST_NAMED:
        say(f"  and {len(found.differ) - MOST_NAMED:,} more")
    if found.differ:
        say("To take the file's form of one, delete it with 'delete ID' and import again with --restore-deleted.")


def _report_source(found: Found) -> None:
    """Say what was left out of a source, and what was decided in reading it."""
    from comfort_journal.journal.importing import say_remarks

    for title, remarks in (("Left out", found.imported.left_out), ("Good to know", found.imported.decided)):
        if remarks:
            say(f"{title}:")
            for line in say_remarks(remarks):
                say(f"  {shown(line)}")
