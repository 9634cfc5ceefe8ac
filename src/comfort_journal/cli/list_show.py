"""``list``, ``search`` and ``show``: what is in the journal, calm for a person and exact for a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from comfort_journal.cli.output import say, say_bytes
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from comfort_journal.cli.context import CliContext
    from comfort_journal.interchange.names import Names
    from comfort_journal.journal import Journal
    from comfort_journal.records import AnyRecord

KIND_NAMES = (
    "entry", "session", "rating", "flag", "circuit", "profile", "override", "partner", "strength", "phrase",
)  # fmt: skip
since_option = click.option(
    "--from",
    "since",
    metavar="D",
    help='The first day: YYYY-MM-DD, 7d for seven days ago, or words like "last month", from its first day on.',
)
until_option = click.option("--to", "until", metavar="D", help="The last day, said the same way: of a month, its last.")
tag_option = click.option("--tag", metavar="T", help="Only what has this tag.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


@click.command("list", short_help="List entries, or records of a kind.")
@click.option(
    "--kind",
    type=click.Choice(KIND_NAMES),
    default="entry",
    show_default=True,
    metavar="K",
    help=f"Which kind of record: {', '.join(KIND_NAMES)}.",
)
@since_option
@until_option
@tag_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N, the newest.")
@json_option
@click.pass_obj
def list_(  # noqa: PLR0913  one argument per option
    context: CliContext,
    *,
    kind: str,
    since: str | None,
    until: str | None,
    tag: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List entries, the newest first: day by day, with the beginning of their id for show and delete."""
    first, last = days(since, until)
    with context.reading() as journal:
        _print(journal, journal.records(kind, since=first, until=last, tag=tag, limit=limit), as_json=as_json)


@click.command(short_help="Find entries by their words, and practice by what was around.")
@click.argument("query", nargs=-1, required=True)
@since_option
@until_option
@json_option
@click.pass_obj
def search(context: CliContext, *, query: tuple[str, ...], since: str | None, until: str | None, as_json: bool) -> None:
    """Find the entries that hold all the words of QUERY, the newest first.

    Practice is found by the words for what was around it and by its tags.

    Case and accents make no difference. Words in double quotes must stand together: 'cold "warm feet"'.
    """
    from comfort_journal.content.around import shipped_marks
    from comfort_journal.journal import Filter
    from comfort_journal.journal.documents import newest_first
    from comfort_journal.journal.marked_practice import MarkedPractice
    from comfort_journal.journal.search import compile_query

    words = " ".join(query)
    if not compile_query(words):
        raise BadInput("There is no word to look for. 'comfort-journal list' lists everything.")
    first, last = days(since, until)
    with context.reading() as journal:
        found = journal.entries(Filter(words=words, since=first, until=last))
        marked = MarkedPractice([*journal.records("session"), *journal.records("partner")], shipped_marks())
        practised = marked.find(words, since=first, until=last)
        _print(journal, sorted([*found, *practised], key=newest_first) if practised else found, as_json=as_json)


@click.command(short_help="Show one record in full.")
@click.argument("record_id", metavar="ID")
@json_option
@click.pass_obj
def show(context: CliContext, *, record_id: str, as_json: bool) -> None:
    """Show the record whose id is ID, or begins so (four characters or more)."""
    from comfort_journal.cli.formatting import whole
    from comfort_journal.interchange import native
    from comfort_journal.records import Entry

    with context.reading() as journal:
        record = journal.find(record_id)
        if as_json:
            say_bytes(native.one(record) + b"\n")
            return
        notes = journal.notes_about(record.id) if isinstance(record, Entry) else []
        for line in whole(record, notes, today(), _names(journal, [record])):
            say(line)


def days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Return the first day of what one option names and the last of the other's. Raises BadInput."""
    from comfort_journal import paths, settings
    from comfort_journal.text.day_span import DaySpan, parse_days

    if since is None and until is None:
        return None, None
    now, (chosen, _) = today(), settings.load(paths.settings_file())
    begin, end = (DaySpan() if said is None else parse_days(said, now, chosen.week_starts) for said in (since, until))
    if since is not None and begin.first is None:
        raise BadInput("--from needs days that begin somewhere, like --from May.")
    if until is not None and end.last is None:
        raise BadInput("--to needs days that end somewhere, like --to May.")
    if begin.first is not None and end.last is not None and begin.first > end.last:
        raise BadInput("No day is between --from and --to. The first day comes first.")
    return begin.first, end.last


def today() -> date:
    """Return the day it is now, which turns at 04:00."""
    from datetime import datetime

    from comfort_journal.records import programme_day

    return programme_day(datetime.now().astimezone())


def _print(journal: Journal, records: Sequence[AnyRecord], *, as_json: bool) -> None:
    from comfort_journal.cli.formatting import listing
    from comfort_journal.cli.output import width
    from comfort_journal.interchange import native

    if as_json:
        say_bytes(native.array(records) + b"\n")
        return
    for line in listing(records, today(), width(), _names(journal, records)):
        if not say(line):
            break


def _names(journal: Journal, records: Sequence[AnyRecord]) -> Names:
    """Return what steps, parts and sizes are called; entries have none, and need not wait for the plan's words."""
    from comfort_journal.interchange.names import NO_NAMES
    from comfort_journal.records import Entry

    if all(isinstance(record, Entry) for record in records):
        return NO_NAMES
    from comfort_journal.content import record_names

    return record_names(journal.records("profile"))
