"""The check-in timer and the partner step: two ways into a process that holds no key to the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from comfort_journal import paths, process, settings
from comfort_journal.cli.app import open_at_partner
from comfort_journal.cli.start import need_terminal, services
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from comfort_journal.cli.context import CliContext
    from comfort_journal.partner import HandOver

_NOT_A_SESSION = "A session begins from the app, or with 'comfort-journal checkin'."


@click.command(short_help="The check-in timer; no passphrase needed.")
@click.option(
    "--interval", type=click.IntRange(30, 60), metavar="30..60", help="Seconds between two check-ins, for this once."
)
@click.pass_obj
def checkin(context: CliContext, interval: int | None) -> int:
    """Open the check-in timer: 1 is yes, 2 is slower, any other key stops; no answer pauses, then stops.

    It asks for no passphrase and reads nothing of the journal. Its record is sealed, where this machine has opened the
    vault before; without one it runs all the same.
    """
    need_terminal()
    process.hide_typing()
    from comfort_journal.ui.locked.handoff import hand_over

    way = services(context.vault, context.state_dir, arguments=context.arguments)
    return _run(hand_over(way, way.settings), interval, lines=context.in_lines)


@click.command(short_help="The partner step, after its private page.")
@click.pass_obj
def partner(context: CliContext) -> int:
    """Ask for the passphrase, and open the app at the private page before the partner step."""
    return open_at_partner(context)


@click.command(hidden=True)
@click.argument("descriptor", type=click.IntRange(3, 2**31 - 1))
@click.pass_obj
def session(context: CliContext, descriptor: int) -> int:
    """Run the session that the app hands over through a pipe."""
    from comfort_journal.partner.handover import decode
    from comfort_journal.process import handed_over

    try:
        handover = decode(handed_over(descriptor))
    except (OSError, OverflowError, ValueError):
        raise BadInput(_NOT_A_SESSION) from None
    need_terminal()
    return _run(handover, lines=context.in_lines)


def _run(handover: HandOver, interval: int | None = None, *, lines: bool) -> int:
    from comfort_journal.ui.private_app import quiet_hooks

    quiet_hooks()
    own = handover.settings
    chosen, messages = settings.load(paths.settings_file()) if own is None else settings.of_written(own)
    if lines:
        from comfort_journal.ui.plain.console import Console, write_out
        from comfort_journal.ui.plain.ending import hold
        from comfort_journal.ui.plain.keyboard import Keyboard
        from comfort_journal.ui.plain.partner.app import PartnerLines, run

        hold()
        keyboard = Keyboard()
        told = PartnerLines(Console(keyboard, write_out), handover, chosen, messages, interval=interval)
        return run(told, keyboard)
    from comfort_journal.ui.partner.app import PartnerApp

    app = PartnerApp(handover, chosen, messages, interval=interval)
    app.run()
    return app.return_code or 0
