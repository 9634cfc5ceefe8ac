"""``delete``: one record, after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from comfort_journal.cli.terminal import confirm

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


@click.command(short_help="Remove one record; asks first.")
@click.argument("record_id", metavar="ID")
@yes_option
@click.pass_obj
def delete(context: CliContext, *, record_id: str, yes: bool) -> None:
    """Remove the record whose id is ID, or begins so (four characters or more).

    Its words stay inside the encrypted file until the journal is next compacted.
    """
    from comfort_journal.cli.list_show import today
    from comfort_journal.records import kind_of, when
    from comfort_journal.text.dates import say_moment

    with context.writing() as journal:
        record = journal.find(record_id)
        written = when(record)
        of = f" of {say_moment(written, today())}" if written else ""
        confirm(f"Remove the {kind_of(record)}{of}? This cannot be undone here.", yes=yes)
        journal.delete(record.id)
