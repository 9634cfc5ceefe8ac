"""``add``: one entry, sealed without a passphrase, at a cost that does not depend on the journal's size."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from comfort_journal.cli.output import say
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext
    from comfort_journal.cli.passphrase_source import PassphraseSource

LARGEST = 2**20
QUESTION = "What felt safe today? "


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
    from comfort_journal.records import from_document, tags_once
    from comfort_journal.records.captured import captured_entry
    from comfort_journal.vault.inbox import can_capture, capture

    _keep_apart(context.source, reads_input=not text or text == ("-",))
    can_capture(context.vault, context.state_dir)
    entry_id = str(uuid4())
    written_at = datetime.now().astimezone().isoformat(timespec="seconds") if at is None else at
    document = captured_entry("", written_at, entry_id, tags_once(map(_tag, tags)))
    from_document(document)  # a wrong moment is refused before anybody has written a line
    capture(context.vault, document | {"text": words(text)}, state_dir=context.state_dir)
    say(entry_id)


def words(text: tuple[str, ...]) -> str:
    """Return the entry's words from the arguments, standard input or the person asked. Raises BadInput."""
    if text and text != ("-",):
        data = os.fsencode(" ".join(text))
    elif not text and sys.stdin.isatty():
        click.echo(QUESTION, nl=False, err=True)
        data = sys.stdin.buffer.readline(LARGEST + 2).removesuffix(b"\n")
    else:
        data = sys.stdin.buffer.read(LARGEST + 2).removesuffix(b"\n")
    if len(data) > LARGEST:
        raise BadInput("This is more than 1 MiB, too much for one entry. Nothing was kept.")
    written = _utf8(data).removeprefix("\ufeff")  # an editor's mark at the head of a file is nobody's word
    if not written.strip():
        raise BadInput("There are no words to keep.")
    return written


def _keep_apart(source: PassphraseSource, *, reads_input: bool) -> None:
    """Refuse a passphrase on standard input: nobody takes it from there, and it would be kept as an entry's words."""
    try:
        same = source.descriptor is not None and os.path.sameopenfile(source.descriptor, sys.stdin.fileno())
    except (OSError, OverflowError):
        same = False
    if same and reads_input:
        raise BadInput("'add' needs no passphrase and would keep it as words. Leave --passphrase-fd out.")


def _tag(written: str) -> str:
    tag = _utf8(os.fsencode(written)).strip().removeprefix("#").strip()
    if not tag:
        raise BadInput("A tag needs at least one letter.")
    return tag


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        offset = fault.start
    raise BadInput(f"This is not UTF-8: the first wrong byte is at offset {offset}. Nothing was kept.")
