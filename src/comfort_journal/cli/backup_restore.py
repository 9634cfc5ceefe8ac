"""``backup``, ``restore``, ``salvage`` and ``merge``: copies of the vault go out, come back and come together.

Every copy is as encrypted as the journal itself. Whatever these commands do, the file they were given is only read.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

import click

from comfort_journal.cli.context import Named
from comfort_journal.cli.output import complain, progress, say, tell
from comfort_journal.cli.passphrase_source import PassphraseSource
from comfort_journal.errors import Damaged, NotSaved, WrongPassphrase
from comfort_journal.text.counts import many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from comfort_journal.cli.context import CliContext
    from comfort_journal.journal import Journal
    from comfort_journal.journal.maintenance import Care

_OTHER_OPTIONS = "--other-passphrase-fd or --other-passphrase-file"


@click.command(short_help="Copy the journal, still encrypted, to a new file.")
@click.option("-o", "--output", type=Named(), metavar="FILE", required=True, help="The new file.")
@click.pass_obj
def backup(context: CliContext, *, output: Path) -> None:
    """Copy the journal to a new file. It stays encrypted and opens with the passphrase of today.

    The file is made for you alone (mode 0600); one that exists is never overwritten. It appears under its name only
    once it was opened again and compared. This works while the app is open.
    """
    from comfort_journal.journal import outcomes
    from comfort_journal.vault.new_file import refuse_taken

    refuse_taken(output)
    with context.reading() as journal, progress("Copying the journal") as hear:
        waiting = _care(journal).backup(output, hear)
    tell(outcomes.say_backed_up(str(output)))
    if waiting:
        complain(outcomes.say_not_in_backup(waiting))


@click.command(short_help="Put a backup in the vault's place.")
@click.argument("file", type=Named(), metavar="FILE")
@click.pass_obj
def restore(context: CliContext, *, file: Path) -> None:
    """Make the vault show what the backup FILE shows. The backup's passphrase applies.

    Records that were changed or deleted since the backup are put back as they were in it. The journal that is there now
    goes to the vault's folder set-aside as it is, so nothing is thrown away. This also works where the journal is
    damaged or gone.
    """
    from comfort_journal.journal import outcomes
    from comfort_journal.vault.restore import restore as put_back

    complain(outcomes.BEFORE_RESTORE)
    with ExitStack() as stack, progress("Restoring the journal") as hear:
        secrets = _asked(stack, (context.source, "The backup's passphrase: "))
        told = put_back(context.vault, file, secrets, state_dir=context.state_dir, progress=hear)
    for sentence in outcomes.say_restored(told, "comfort-journal merge with that file"):
        say(sentence)
    _complain_all(told.notes)


@click.command(short_help="Make a new vault of everything in a damaged one that verifies.")
@click.option("-o", "--output", type=Named(), metavar="DIR", required=True, help="The new vault's folder.")
@click.pass_obj
def salvage(context: CliContext, *, output: Path) -> None:
    """Make a new vault at DIR with every record of a damaged one that verifies, and say what could not be read.

    The damaged vault is not changed. The new one opens with the same passphrase. If a part that is lost held a
    deletion, the record it deleted is back.
    """
    from comfort_journal.vault.opening import check_place, read_header
    from comfort_journal.vault.salvage import salvage as take_out

    check_place(output, state_dir=context.state_dir)
    with suppress(Damaged):  # that is why it is called
        read_header(context.vault, context.state_dir)
    with context.source.passphrase() as secret, progress("Reading the journal") as hear:
        told = take_out(context.vault, secret, output, state_dir=context.state_dir, progress=hear)
    _complain_all(told.unread)
    sealed = f", and {many(told.sealed, 'sealed file')}" if told.sealed else ""
    say(f"{many(told.records, 'record')} from {many(told.saves, 'save')}{sealed} are in the new vault.")
    if told.unread:
        complain("A backup may hold what is missing: comfort-journal --vault DIR merge FILE takes it in.")


@click.command(short_help="Take in what another copy of the vault holds.")
@click.argument("other", type=Named(), metavar="OTHER")
@click.option(
    "--other-passphrase-fd",
    type=click.IntRange(min=0),
    metavar="N",
    help="Read the other copy's passphrase from descriptor N.",
)
@click.option("--other-passphrase-file", type=Named(), metavar="FILE", help="Read it from a file.")
@click.pass_obj
def merge(
    context: CliContext, *, other: Path, other_passphrase_fd: int | None, other_passphrase_file: Path | None
) -> None:
    """Take in what OTHER holds: a vault's folder, a backup, or the copy that a sync tool made of a conflict.

    Everything in either copy is there afterwards; a record that both changed stands there twice, one marked as a
    copy of the other. What one copy deleted knowingly stays deleted. OTHER is not changed and not removed. The vault's
    own passphrase is tried on it first, then the one of an option, or the one you are asked for.
    """
    from comfort_journal.journal import outcomes

    source = PassphraseSource(
        other_passphrase_fd, other_passphrase_file, what="other copy's passphrase", options=_OTHER_OPTIONS
    )
    with context.unlocking() as (key, secret), context.merging(key) as journal, ExitStack() as stack:
        may_ask = context.source.is_terminal or not source.is_terminal
        more = _asked(stack, (source, "Passphrase of the other copy: ")) if may_ask else ()
        with progress("Merging") as hear:
            told = _merged(_care(journal), other, _first_then(secret, more), hear)
    counts, *beside = outcomes.say_merged(told)
    say(counts)
    _complain_all(beside)
    if outcomes.is_damaged(told):
        raise Damaged(outcomes.DAMAGED_COPY)


def _merged(care: Care, other: Path, secrets: Iterable[bytearray], hear: Any) -> Any:  # noqa: ANN401  vault types load late
    try:
        return care.merge(other, secrets, hear)
    except WrongPassphrase as fault:
        raise WrongPassphrase(f"{fault} Give it with {_OTHER_OPTIONS}.") from None


def _first_then(secret: bytearray, more: Iterable[bytearray]) -> Iterator[bytearray]:
    yield secret
    yield from more


def _asked(stack: ExitStack, *sources: tuple[PassphraseSource, str]) -> Iterator[bytearray]:
    """Ask only when the secret is wanted; it is overwritten when the stack ends."""
    for source, question in sources:
        yield stack.enter_context(source.passphrase(question))


def _care(journal: Journal) -> Care:
    if journal.care is None:
        from comfort_journal.journal.outcomes import NO_VAULT

        raise NotSaved(NO_VAULT)
    return journal.care


def _complain_all(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        complain(str(sentence))
