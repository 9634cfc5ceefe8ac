"""``add``: one entry, sealed without a passphrase, at a cost that does not depend on the journal's size."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from comfort_journal.cli.one_line import add_entry
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext
    from comfort_journal.cli.passphrase_source import PassphraseSource


@click.command(short_help="Write one entry; no passphrase needed.")
@click.argument("text", nargs=-1, metavar="[TEXT]")
@click.option("--at", metavar="ISO", help="When it was, such as 2026-01-05T21:40:00+01:00 (else now).")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag; may be given several times.")
@click.pass_obj
def add(context: CliContext, text: tuple[str, ...], at: str | None, tags: tuple[str, ...]) -> None:
    """Write one entry. It is sealed without a passphrase and joins the journal at the next unlock.

    Run `comfort-journal add` and you are asked for one line. With "-", or when something is piped in, standard input
    is read as it is, but for one final newline. TEXT on the command line works too, but most shells remember it.

    Prints the new entry's id. At most 1 MiB.
    """
    _keep_apart(context.source, reads_input=not text or text == ("-",))
    add_entry(context.vault, context.state_dir, text, at=at, tags=tags)


def _keep_apart(source: PassphraseSource, *, reads_input: bool) -> None:
    """Refuse a passphrase on standard input: nobody takes it from there, and it would be kept as an entry's words."""
    try:
        same = source.descriptor is not None and os.path.sameopenfile(source.descriptor, sys.stdin.fileno())
    except (OSError, OverflowError):
        same = False
    if same and reads_input:
        raise BadInput("'add' needs no passphrase and would keep it as words. Leave --passphrase-fd out.")
