"""``passphrase``, ``recovery``, ``unlock`` and ``compact``: what opens the vault, and how much room it takes.

A code goes to standard output and nowhere else; what to know about it goes to standard error.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from comfort_journal.cli.context import Named
from comfort_journal.cli.delete import yes_option
from comfort_journal.cli.output import complain, progress, say
from comfort_journal.cli.passphrase_source import NEW_GIVEN_BY, PassphraseSource
from comfort_journal.cli.terminal import confirm, tell_on_terminal
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from comfort_journal.cli.context import CliContext
    from comfort_journal.journal import Journal
    from comfort_journal.journal.maintenance import Care
    from comfort_journal.vault.rekey import NewKeys

_TRIES = 3
_ANEW = "Writing the journal anew"
_TRY_IT = "To try it: comfort-journal recovery test. That does not use it up."
_NOT_SHOWN = "The code could not be shown, so nobody has it. Make another one: comfort-journal recovery new."


def _new_passphrase_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--new-passphrase-file", type=Named(), metavar="FILE", help="Read the new passphrase from a file."
        ),
        click.option(
            "--new-passphrase-fd",
            type=click.IntRange(min=0),
            metavar="N",
            help="Read the new passphrase from descriptor N.",
        ),
        click.option("--no-recovery", is_flag=True, help="Leave no recovery code."),
    ):
        command = option(command)
    return command


@click.command(short_help="Change the passphrase.")
@_new_passphrase_options
@click.option("--kdf-memory", type=click.IntRange(min=64, max=2048), metavar="MIB", help="Memory each unlock takes.")
@click.pass_obj
def passphrase(
    context: CliContext,
    *,
    no_recovery: bool,
    new_passphrase_fd: int | None,
    new_passphrase_file: Path | None,
    kdf_memory: int | None,
) -> None:
    """Change the passphrase. The whole journal is written anew under a new key.

    A recovery code ends with it: where there was one, a new one is printed once, unless --no-recovery is given. Older
    backups in the vault's folder are removed, because the old passphrase would open them.
    """
    from comfort_journal.vault.keys import KdfCost

    source = _new_source(new_passphrase_fd, new_passphrase_file)
    cost = None if kdf_memory is None else KdfCost(kdf_memory * 1024)
    with context.writing() as journal:
        care = _care(journal)
        recovery = care.standing().has_recovery and not no_recovery
        with source.new_passphrase() as secret, progress(_ANEW) as hear:
            changed = care.set_passphrase(secret, recovery=recovery, cost=cost, progress=hear)
    _tell(changed, "passphrase")


@click.command(short_help="Make, remove or try a recovery code.")
@click.argument("what", metavar="new|off|test", type=click.Choice(["new", "off", "test"]))
@click.pass_obj
def recovery(context: CliContext, *, what: str) -> None:
    """Make a new recovery code, remove it, or try it.

    A code opens the vault when the passphrase is forgotten. It belongs on paper, and paper can be found by others, so
    there is none unless you ask for it. new ends an earlier code and prints a new one once. off leaves none. test asks
    for the code and says whether it opens the vault; it goes on working. new and off ask for the passphrase, write
    the whole journal anew under a new key and remove older backups in the vault's folder.
    """
    from comfort_journal.vault.recovery import BEFORE_CODE, CODE_OPENS

    if what == "test":
        with _code(context) as typed:
            _unlock_with(context, typed)
        say(CODE_OPENS)
        return
    if what == "off":
        _require_code(context)
    elif context.source.is_terminal:
        tell_on_terminal(BEFORE_CODE)
    with context.unlocking() as (key, secret), context.writing(key) as journal:
        care = _care(journal)
        had = care.standing().has_recovery
        with progress(_ANEW) as hear:
            changed = care.set_passphrase(secret, recovery=what == "new", progress=hear)
    _tell(changed, "recovery code" if had else None)


@click.command(short_help="Open the vault by its recovery code.")
@click.option("--recovery", "by_code", is_flag=True, help="Use the recovery code and set a new passphrase.")
@_new_passphrase_options
@click.pass_obj
def unlock(
    context: CliContext,
    *,
    by_code: bool,
    no_recovery: bool,
    new_passphrase_fd: int | None,
    new_passphrase_file: Path | None,
) -> None:
    """Open the vault by its recovery code and set a new passphrase.

    The code is asked for on the terminal, or comes from a passphrase option. It ends with this: a new one is printed
    once, unless --no-recovery is given.
    """
    from comfort_journal.vault.keys import default_cost, machine_memory

    if not by_code:
        raise BadInput("Add --recovery to unlock by the recovery code. The app itself asks for the passphrase.")
    source = _new_source(new_passphrase_fd, new_passphrase_file)
    with _code(context) as typed:
        key = _unlock_with(context, typed)
    cost = default_cost(machine_memory())
    with context.writing(key) as journal, source.new_passphrase() as secret, progress(_ANEW) as hear:
        changed = _care(journal).set_passphrase(secret, recovery=not no_recovery, cost=cost, progress=hear)
    _tell(changed, "passphrase")


@click.command(short_help="Make the journal file smaller.")
@click.option("--purge", is_flag=True, help="Remove older backups and set-aside copies too; asks first.")
@yes_option
@click.pass_obj
def compact(context: CliContext, *, purge: bool, yes: bool) -> None:
    """Write the journal anew without what was replaced or deleted.

    Nothing that can still be seen changes. Deleted words may stay in older backups; --purge removes those, and what was
    set aside, once a fresh backup is made. What other disks or a sync service hold is beyond reach.
    """
    from comfort_journal.journal import outcomes

    if purge:
        confirm(outcomes.PURGE, yes=yes)
    with context.writing() as journal, progress(_ANEW) as hear:
        care = _care(journal)
        said = outcomes.say_purged(care.purge(hear)) if purge else outcomes.say_compacted(care.compact(hear))
    say(said)


def show_code(code: str | None) -> None:
    """Print a new recovery code and what to know about it; nothing where there is none."""
    if code is None:
        return
    from comfort_journal.vault.recovery import ABOUT_CODE, in_groups

    complain(ABOUT_CODE)
    complain(_TRY_IT)
    if not say(in_groups(code)):
        complain(_NOT_SHOWN)


def _tell(changed: NewKeys, old: str | None) -> None:
    show_code(changed.code)
    from comfort_journal.journal.outcomes import say_still_open

    for sentence in say_still_open(changed, old):
        complain(sentence)


def _new_source(descriptor: int | None, file: Path | None) -> PassphraseSource:
    return PassphraseSource(descriptor, file, what="new passphrase", options=NEW_GIVEN_BY)


@contextmanager
def _code(context: CliContext) -> Iterator[bytearray]:
    """Ask for the recovery code; on a terminal a typing error is said and the code asked for again."""
    from comfort_journal.vault.passphrase import wipe
    from comfort_journal.vault.recovery import read_code

    _require_code(context)
    for tries_left in reversed(range(_TRIES)):
        with context.source.passphrase("Recovery code: ") as typed:
            try:
                wipe(read_code(typed))
            except BadInput as mistyped:
                if not (context.source.is_terminal and tries_left):
                    raise
                complain(str(mistyped))
                continue
            yield typed
            return


def _require_code(context: CliContext) -> None:
    from comfort_journal.vault.opening import read_header
    from comfort_journal.vault.recovery import require_code

    require_code(read_header(context.vault, context.state_dir))


def _unlock_with(context: CliContext, typed: bytearray) -> Any:  # noqa: ANN401  a VaultKey; naming it would load the vault
    from comfort_journal.vault.opening import unlock_with_code

    return unlock_with_code(context.vault, typed, state_dir=context.state_dir)


def _care(journal: Journal) -> Care:
    assert journal.care is not None  # noqa: S101  a journal of a vault has it
    return journal.care
