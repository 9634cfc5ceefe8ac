"""``init`` and ``verify``: a vault begins, and is looked at closely."""

from __future__ import annotations

from contextlib import suppress
from time import time
from typing import TYPE_CHECKING, Any

import click

from comfort_journal.cli.output import complain, say
from comfort_journal.cli.passphrases import show_code
from comfort_journal.cli.terminal import tell_on_terminal
from comfort_journal.errors import ComfortError, Damaged

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext
    from comfort_journal.vault.opening import VaultKey

_LATER = "comfort-journal recovery new"


@click.command(short_help="Make a new vault.")
@click.option("--kdf-memory", type=click.IntRange(min=64, max=2048), metavar="MIB", help="Memory each unlock takes.")
@click.option("--recovery", is_flag=True, help="Make a recovery code too, and print it once.")
@click.pass_obj
def init(context: CliContext, *, kdf_memory: int | None, recovery: bool) -> None:
    """Make a new vault. An existing one is never touched.

    The passphrase is asked twice on a terminal, or comes from a passphrase option, such as --passphrase-file, which
    stands before the command. --kdf-memory sets how much memory an unlock takes (64 to 2048 MiB): more makes guessing
    slower. --recovery prints a code that opens the vault if the passphrase is forgotten. It belongs on paper, and paper
    can be found by others.
    """
    from comfort_journal.vault.opening import check_place, create
    from comfort_journal.vault.passphrase import FORGETTING, SIX_WORDS, suggest
    from comfort_journal.vault.recovery import BEFORE_CODE, make_code

    check_place(context.vault, state_dir=context.state_dir)
    if context.source.is_terminal:
        about = f"A recovery code follows. {BEFORE_CODE}" if recovery else FORGETTING.format(way=_LATER)
        tell_on_terminal(f"You choose a passphrase now. {about}\n{SIX_WORDS}\n{suggest()}")
    code = make_code() if recovery else None
    with context.source.new_passphrase() as secret:
        create(context.vault, secret, state_dir=context.state_dir, memory_mib=kdf_memory, recovery_code=code)
    show_code(code)


@click.command(short_help="Check the whole vault.")
@click.option("--accept", "trust", is_flag=True, help="Take this copy as the right one.")
@click.pass_obj
def verify(context: CliContext, *, trust: bool) -> None:
    """Check every part of the vault: both headers, every save, every record, and this machine's memory of it.

    What is damaged is named, and the exit code is then 4. When changes are missing from this copy (it was put back
    from elsewhere, say) and you know that it is the right one, --accept makes this machine take it so.
    """
    from comfort_journal.journal import outcomes
    from comfort_journal.vault.checked import note_checked
    from comfort_journal.vault.verify import accept, verify

    key = context.unlock()
    if trust:
        accept(context.vault, key, state_dir=context.state_dir)
    report = verify(context.vault, key, state_dir=context.state_dir, check=_check)
    if not report.problems:
        with suppress(ComfortError, OSError):  # only the Vault page asks when it was
            note_checked(context.state_dir, key.vault_id, time())
        _back_up(context, key)
    for sentence in (*outcomes.say_problems(report), *map(str, report.notes)):
        complain(sentence)
    if report.problems:
        raise Damaged(outcomes.say_checked(report))
    say(outcomes.say_checked(report))


def _back_up(context: CliContext, key: VaultKey) -> None:
    """Keep a backup of what has just verified, at most one a day; a vault that is in use makes its own."""
    from comfort_journal.cli.context import say_tidying
    from comfort_journal.journal import Journal

    with suppress(ComfortError, OSError):
        journal = Journal.open(context.vault, key, state_dir=context.state_dir, tidying=say_tidying)
        try:
            if journal.care is not None:
                journal.care.back_up_daily()
        finally:
            journal.close()


def _check(document: dict[str, Any]) -> None:
    from comfort_journal.records import from_document

    from_document(document)
