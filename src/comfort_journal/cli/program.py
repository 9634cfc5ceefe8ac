"""The program's shape: its options, its commands in the order a newcomer needs them, and the app behind no command.

Importing this loads click and nothing heavier: each command imports what it needs when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from comfort_journal import __version__, paths
from comfort_journal.cli.capture import add
from comfort_journal.cli.copying import backup, merge, restore, salvage
from comfort_journal.cli.exchange import export, import_
from comfort_journal.cli.information import completion, show_paths, themes
from comfort_journal.cli.keeping import init, verify
from comfort_journal.cli.keys import compact, passphrase, recovery, unlock
from comfort_journal.cli.place import Named, Place
from comfort_journal.cli.practice import plan, rate
from comfort_journal.cli.reading import list_, search, show
from comfort_journal.cli.removing import delete
from comfort_journal.cli.screens import demo, open_app
from comfort_journal.cli.secret import Source
from comfort_journal.cli.together import checkin, partner, session

if TYPE_CHECKING:
    from pathlib import Path

EPILOG = """\b
Exit codes: 0 done, 1 unexpected fault, 2 wrong usage or input, 3 wrong
passphrase or recovery code, 4 damaged or changes missing, 5 in use by
another process, 6 written by a newer version, 7 no such vault or record,
130 interrupted."""


class _InOrder(click.Group):
    """A group that lists its commands in the order they were given."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)


@click.group(
    cls=_InOrder,
    commands=[
        init,
        add,
        list_,
        search,
        show,
        delete,
        plan,
        rate,
        checkin,
        partner,
        export,
        import_,
        verify,
        backup,
        restore,
        merge,
        salvage,
        compact,
        passphrase,
        recovery,
        unlock,
        demo,
        themes,
        show_paths,
        completion,
        session,
    ],
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog=EPILOG,
)
@click.option(
    "--vault",
    type=Named(),
    metavar="DIR",
    help=f"The vault's folder (else ${paths.VAULT_VARIABLE}, else one in your data folder).",
)
@click.option("--passphrase-fd", type=click.IntRange(min=0), metavar="N", help="Read the passphrase from descriptor N.")
@click.option(
    "--passphrase-file",
    type=Named(),
    metavar="FILE",
    help="Read the passphrase from a file's first line.",
)
@click.option(
    "--passphrase-command",
    metavar="CMD",
    help="Read the passphrase from a command's first line. The command is split into words and run without a shell.",
)
@click.version_option(__version__, message="comfort-journal %(version)s")
@click.pass_context
def program(
    context: click.Context,
    vault: Path | None,
    passphrase_fd: int | None,
    passphrase_file: Path | None,
    passphrase_command: str | None,
) -> int | None:
    """Keep a private, encrypted journal in the terminal. Without a command, the app opens."""
    context.obj = Place(vault, Source(passphrase_fd, passphrase_file, passphrase_command))
    return open_app(context.obj) if context.invoked_subcommand is None else None
