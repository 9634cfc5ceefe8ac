"""The program's shape: its options, its commands in the order a newcomer needs them, and the app behind no command.

Importing this loads click and nothing heavier: a command is imported when it is asked for, and what it needs when it
runs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from comfort_journal import __version__, paths
from comfort_journal.cli.context import CliContext, Named
from comfort_journal.cli.passphrase_source import PassphraseSource
from comfort_journal.cli.start import open_app

if TYPE_CHECKING:
    from pathlib import Path

EPILOG = """\b
Exit codes: 0 done, 1 unexpected fault, 2 wrong usage or input, 3 wrong
passphrase or recovery code, 4 damaged or changes missing, 5 in use by
another process, 6 written by a newer version, 7 no such vault or record,
130 interrupted."""


COMMANDS = {
    "init": "init_verify.init",
    "add": "add.add",
    "list": "list_show.list_",
    "search": "list_show.search",
    "show": "list_show.show",
    "delete": "delete.delete",
    "plan": "plan.plan",
    "rate": "plan.rate",
    "numbers": "numbers.numbers",
    "remind": "remind.remind",
    "checkin": "partner.checkin",
    "partner": "partner.partner",
    "report": "report.report",
    "export": "import_export.export",
    "import": "import_export.import_",
    "verify": "init_verify.verify",
    "backup": "backup_restore.backup",
    "restore": "backup_restore.restore",
    "merge": "backup_restore.merge",
    "salvage": "backup_restore.salvage",
    "compact": "passphrases.compact",
    "passphrase": "passphrases.passphrase",
    "recovery": "passphrases.recovery",
    "unlock": "passphrases.unlock",
    "demo": "app.demo",
    "doctor": "doctor.doctor",
    "themes": "info.themes",
    "paths": "info.show_paths",
    "completion": "info.completion",
    "session": "partner.session",
}
"""Every command, in the order of the help, and where it is; a start of the app or of ``add`` loads no other."""


class _Commands(click.Group):
    """The group of these commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        command = getattr(import_module(f"comfort_journal.cli.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101  the table says so
        return command


@click.group(
    cls=_Commands,
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
@click.option(
    "--plain/--no-plain",
    "lines",
    default=None,
    help="Speak in plain lines, for a screen reader or a braille display; so do ACCESSIBLE=1 and TERM=dumb.",
)
@click.version_option(__version__, message="comfort-journal %(version)s")
@click.pass_context
def program(  # noqa: PLR0913  one for each option
    context: click.Context,
    *,
    vault: Path | None,
    passphrase_fd: int | None,
    passphrase_file: Path | None,
    passphrase_command: str | None,
    lines: bool | None,
) -> int | None:
    """Keep a private, encrypted journal in the terminal. Without a command, the app opens."""
    asked = context.obj = CliContext(vault, PassphraseSource(passphrase_fd, passphrase_file, passphrase_command), lines)
    if context.invoked_subcommand is not None:
        return None
    return open_app(asked.vault, lines=asked.in_lines, arguments=asked.arguments)
