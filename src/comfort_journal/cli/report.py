"""``report``: the page for a clinician as one file; it is not encrypted, so it asks, and private only where named."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comfort_journal.cli.context import Named
from comfort_journal.cli.delete import yes_option
from comfort_journal.cli.list_show import days, since_option, until_option
from comfort_journal.cli.output import say_bytes, tell
from comfort_journal.cli.terminal import confirm
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext
    from comfort_journal.content.report import Part
    from comfort_journal.journal import Journal
    from comfort_journal.records import Entry

STANDARD = Path("-")
USUAL: tuple[Part, ...] = ("standing", "numbers", "too-much", "signs", "circuit")
PRIVATE: tuple[Part, ...] = ("around", "sensations", "fear", "together")
"""The parts of the page, on unless left out, and off unless named; click tells them before anything is loaded."""


@click.command(short_help="Write a page for a clinician, to print; asks first.")
@click.option("-o", "--output", type=Named(), metavar="FILE", required=True, help="A new file; - is standard output.")
@since_option
@until_option
@click.option(
    "--with",
    "more",
    type=click.Choice(PRIVATE),
    multiple=True,
    metavar="PART",
    help=f"Also this part: {', '.join(PRIVATE)}. May be repeated.",
)
@click.option(
    "--without",
    "less",
    type=click.Choice(USUAL),
    multiple=True,
    metavar="PART",
    help=f"Leave this part out: {', '.join(USUAL)}. May be repeated.",
)
@click.option("--sentence", "ids", metavar="ID", multiple=True, help="This entry's words too. May be repeated.")
@click.option("--title", metavar="WORDS", default="", help='What stands at the top (else "Notes").')
@click.option("--name", metavar="WORDS", default="", help="A name beside it (else none).")
@yes_option
@click.pass_obj
def report(  # noqa: PLR0913  one argument per option
    context: CliContext,
    *,
    output: Path,
    since: str | None,
    until: str | None,
    more: tuple[Part, ...],
    less: tuple[Part, ...],
    ids: tuple[str, ...],
    title: str,
    name: str,
    yes: bool,
) -> None:
    """Write one page for a visit as an HTML file, which any browser shows and prints: your own numbers, nothing else.

    It is about the last four weeks, or the days from --from to --to, with as many before them. Journal text and
    sessions with another person are left out unless you name them. The file is made for you alone (mode 0600); one
    that exists is never overwritten. Most shells remember the line: a name is safer typed in the app.
    """
    from comfort_journal.content.report import load_report_words
    from comfort_journal.journal.exporting import say_written, write_new
    from comfort_journal.plan import ASKED_KINDS
    from comfort_journal.report import ReportChoice, chosen_days, page_of
    from comfort_journal.vault.new_file import refuse_taken

    first, last = days(since, until)
    now = datetime.now().astimezone()
    span = chosen_days(first, last, now)
    if output != STANDARD:
        refuse_taken(output)
    confirm(load_report_words().screen.plain, yes=yes)
    with context.reading() as journal:
        entries = [_entry(journal, each) for each in ids]
        choice = ReportChoice(
            span=span,
            parts=frozenset({*USUAL, *more} - {*less}),
            entries=tuple(each.id for each in entries),
            title=title,
            name=name,
        )
        kept = [record for kind in ASKED_KINDS for record in journal.records(kind)]
        data = page_of([*kept, *entries], choice, now)
        if output == STANDARD:
            say_bytes(data)
        else:
            write_new(output, data, "page")
            tell(say_written(str(output)))


def _entry(journal: Journal, written: str) -> Entry:
    """Return the entry whose id begins so. Raises BadInput for another kind of record."""
    from comfort_journal.records import Entry

    found = journal.find(written)
    if not isinstance(found, Entry):
        raise BadInput("--sentence needs the id of an entry, as 'comfort-journal list' shows it.")
    return found
