"""Two other ways to the screens: by the partner step's private page, and the demo, which leaves nothing behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comfort_journal import process
from comfort_journal.cli.secret_line import wipe
from comfort_journal.cli.start import create_journal, need_terminal, run_in_lines, services

if TYPE_CHECKING:
    from types import FrameType

    from comfort_journal.cli.context import CliContext
    from comfort_journal.ui.host import HostApp
    from comfort_journal.ui.plain.host import PlainHost

DEMO_MEMORY_MIB = 64
DEMO_VAULT = "demo.vault"
_OVER = "The demo is over, and what was written in it is gone."
OVER = f"{_OVER} Your own journal was not touched."
OVER_BEFORE = f"{_OVER} Your own journal begins with comfort-journal."
_ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_KEPT_IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it, 0700


def open_at_partner(context: CliContext) -> int:
    """Ask for the passphrase, open the app at the private page before the partner step, and return its exit code."""
    need_terminal()
    from comfort_journal.cli.context import say_tidying
    from comfort_journal.journal import Journal
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.private_app import quiet_hooks

    journal = Journal.open(context.vault, context.unlock(), state_dir=context.state_dir, tidying=say_tidying)
    way = services(context.vault, context.state_dir, arguments=context.arguments)._replace(
        enter=_enter_at_partner,
        enter_in_lines=_enter_lines_at_partner,
    )
    process.hide_typing()
    if context.in_lines:
        return run_in_lines(way, journal)
    quiet_hooks()
    app = MainApp(way, opened=journal)
    app.run()
    return app.return_code or 0


@click.command(short_help="Look around with sample entries.")
@click.pass_obj
def demo(context: CliContext) -> int:
    """Open the app on a throw-away vault with sample entries. Nothing of it stays, and your journal is not touched.

    Every page says that it is the demo. Locking or quitting ends it.
    """
    import shutil
    import tempfile

    from comfort_journal.cli.output import complain
    from comfort_journal.ui.locked.vault_place import VaultPlace, standing

    need_terminal()
    process.hide_typing()
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # until somebody is there to remove the folder
    folder = Path(tempfile.mkdtemp(prefix="comfort-journal-demo-", dir=_quickest_folder()))
    try:
        return _in_a_child(folder, lines=context.in_lines)
    finally:
        opened = (folder / DEMO_VAULT).exists()
        shutil.rmtree(folder, ignore_errors=True)
        if opened:
            complain(OVER_BEFORE if standing(context.vault, context.state_dir) is VaultPlace.NEW else OVER)


def _enter_at_partner(opened: Any, app: HostApp) -> Any:  # noqa: ANN401  as the services have it
    """Return the private page before the partner step; every way but one out of it locks."""
    from comfort_journal.ui.open.together.readiness_screen import enter

    return enter(opened, app)


def _enter_lines_at_partner(opened: Any, app: PlainHost) -> None:  # noqa: ANN401  as the services have it
    """Ask what is asked before the partner step; every way but one out of it locks."""
    from comfort_journal.ui.plain.open.together.readiness import enter

    enter(opened, app)


def _in_a_child(folder: Path, *, lines: bool) -> int:
    """Run the demo in a child, so that whatever ends it, this process is left to remove the folder."""
    child = os.fork()
    if child == 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        os._exit(_child(folder, lines=lines))

    def forward(number: int, _frame: FrameType | None) -> None:
        os.kill(child, number)

    for number in _ENDING:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else forward)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    _, status = os.waitpid(child, 0)
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _child(folder: Path, *, lines: bool) -> int:
    """Run the demo app; whatever happens is an exit code, for the parent is another program by now."""
    from comfort_journal.cli.output import complain
    from comfort_journal.errors import ComfortError

    try:
        return _demo_app(folder, lines=lines)
    except ComfortError as fault:
        complain(str(fault))
        return fault.exit_code
    except BaseException as fault:  # noqa: BLE001  a child must not fall into its parent's code
        complain(f"Something unexpected went wrong ({type(fault).__name__}).")
        return 1


def _demo_app(folder: Path, *, lines: bool) -> int:
    import secrets
    from datetime import datetime
    from uuid import uuid4

    from comfort_journal.content import sample_entries, sample_practice
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.private_app import quiet_hooks

    quiet_hooks()
    vault, state = folder / DEMO_VAULT, folder / "state"
    secret = bytearray(secrets.token_hex().encode())
    try:
        journal = create_journal(vault, state, secret, DEMO_MEMORY_MIB)
    finally:
        wipe(secret)
    now = datetime.now().astimezone()
    journal.save(*sample_entries(now, lambda: str(uuid4())), *sample_practice(now, lambda: str(uuid4())))
    way = services(vault, state, throw_away=True)
    if lines:
        return run_in_lines(way, journal)
    app = MainApp(way, opened=journal, become=lambda app: app.exit(0))
    app.run()
    return app.return_code or 0


def _quickest_folder() -> str | None:
    """Return a folder in memory where the system has one, the user's own first; None for the temporary folder."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    for folder in (Path(runtime) if runtime else None, _KEPT_IN_MEMORY):
        if folder is not None and folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
            return str(folder)
    return None
