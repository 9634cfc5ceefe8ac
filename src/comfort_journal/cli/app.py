"""The way to the screens: the app on the owner's vault, and the demo on one that leaves nothing behind."""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from comfort_journal import paths, process
from comfort_journal.cli.secret_line import wipe
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from types import FrameType

    from comfort_journal.cli.context import CliContext
    from comfort_journal.ui.host import HostApp
    from comfort_journal.ui.locked.services import LockServices
    from comfort_journal.ui.plain.host import PlainHost

DEMO_MEMORY_MIB = 64
DEMO_VAULT = "demo.vault"
_OVER = "The demo is over, and what was written in it is gone."
OVER = f"{_OVER} Your own journal was not touched."
OVER_BEFORE = f"{_OVER} Your own journal begins with comfort-journal."
_ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_KEPT_IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in it, 0700


def open_app(context: CliContext) -> int:
    """Open the full-screen app on the place's vault and return its exit code."""
    need_terminal()
    process.hide_typing()
    if context.in_lines:
        return _run_in_lines(services(context.vault, context.state_dir, arguments=context.arguments))
    gc.disable()  # nothing is garbage yet; a tenth of the start would go into looking. The app switches it on again.
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.private_app import quiet_hooks

    quiet_hooks()
    app = MainApp(services(context.vault, context.state_dir, arguments=context.arguments))
    app.run()
    return app.return_code or 0


def open_at_partner(context: CliContext) -> int:
    """Ask for the passphrase, open the app at the private page before the partner step, and return its exit code."""
    need_terminal()
    from comfort_journal.journal import Journal
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.private_app import quiet_hooks

    journal = Journal.open(context.vault, context.unlock(), state_dir=context.state_dir)
    way = replace(
        services(context.vault, context.state_dir, arguments=context.arguments),
        enter=_enter_at_partner,
        enter_in_lines=_enter_lines_at_partner,
    )
    process.hide_typing()
    if context.in_lines:
        return _run_in_lines(way, journal)
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


def services(
    vault: Path, state_dir: Path, *, arguments: tuple[str, ...] = (), throw_away: bool = False
) -> LockServices:
    """Return the app's ways out of the locked process; the journal is imported only when one of them is used."""
    from comfort_journal import settings
    from comfort_journal.ui.locked.services import LockServices

    file = paths.settings_file()
    chosen, messages = settings.load(file)
    return LockServices(
        vault=vault,
        state_dir=state_dir,
        settings=chosen,
        unlock=lambda secret: _unlock(vault, state_dir, secret),
        create=lambda secret: _create(vault, state_dir, secret),
        enter=_enter,
        enter_in_lines=_enter_lines,
        check=lambda secret: _check(vault, state_dir, secret),
        recover=lambda code, secret: _recover(vault, state_dir, code, secret),
        settings_file=None if throw_away else file,
        messages=messages,
        arguments=arguments,
        throw_away=throw_away,
        is_read_aloud=_is_read_aloud,
    )


def _is_read_aloud() -> bool:
    from comfort_journal.ui.locked.screen_reader import reads_here

    return reads_here()


def _unlock(vault: Path, state_dir: Path, secret: bytearray) -> Any:  # noqa: ANN401  a Journal; naming it would load it
    from comfort_journal.journal import Journal
    from comfort_journal.vault.opening import unlock

    return Journal.open(vault, unlock(vault, secret, state_dir=state_dir), state_dir=state_dir)


def _create(vault: Path, state_dir: Path, secret: bytearray, memory_mib: int | None = None) -> Any:  # noqa: ANN401  as above
    from comfort_journal.journal import Journal
    from comfort_journal.vault.opening import create

    key = create(vault, secret, state_dir=state_dir, memory_mib=memory_mib)
    return Journal.open(vault, key, state_dir=state_dir)


def _check(vault: Path, state_dir: Path, secret: bytearray) -> None:
    from comfort_journal.vault.opening import unlock

    unlock(vault, secret, state_dir=state_dir)


def _recover(vault: Path, state_dir: Path, code: bytearray, secret: bytearray) -> tuple[Any, str | None]:
    """Return the journal, open under a new passphrase, and the new recovery code."""
    from comfort_journal.journal import Journal
    from comfort_journal.vault.keys import default_cost, machine_memory
    from comfort_journal.vault.opening import unlock_with_code

    journal = Journal.open(vault, unlock_with_code(vault, code, state_dir=state_dir), state_dir=state_dir)
    try:
        assert journal.care is not None  # noqa: S101  a journal of a vault has it
        changed = journal.care.set_passphrase(secret, recovery=True, cost=default_cost(machine_memory()))
    except BaseException:
        journal.close()
        raise
    return journal, changed.code


def _enter(opened: Any, app: HostApp) -> Any:  # noqa: ANN401  as the services have it
    from comfort_journal.ui.open.home.start import start

    journal, code = opened if isinstance(opened, tuple) else (opened, None)
    return start(journal, app, code)


def _enter_at_partner(opened: Any, app: HostApp) -> Any:  # noqa: ANN401  as the services have it
    """Return the private page before the partner step; every way but one out of it locks."""
    from comfort_journal.ui.open.together.readiness_screen import enter

    return enter(opened, app)


def _run_in_lines(way: LockServices, opened: object | None = None) -> int:
    """Run the same process in plain lines."""
    from comfort_journal.ui.plain.console import Console, clipboard_of_terminal, write_out
    from comfort_journal.ui.plain.keyboard import Keyboard
    from comfort_journal.ui.plain.locked.app import run

    keyboard = Keyboard()
    console = Console(keyboard, write_out)
    console.to_clipboard = clipboard_of_terminal()
    return run(console, keyboard, way, opened)


def _enter_lines(opened: Any, app: PlainHost) -> None:  # noqa: ANN401  as the services have it
    from comfort_journal.ui.plain.open.evening import enter

    journal, code = opened if isinstance(opened, tuple) else (opened, None)
    enter(journal, app, code)


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
        journal = _create(vault, state, secret, DEMO_MEMORY_MIB)
    finally:
        wipe(secret)
    now = datetime.now().astimezone()
    journal.save(*sample_entries(now, lambda: str(uuid4())), *sample_practice(now, lambda: str(uuid4())))
    way = services(vault, state, throw_away=True)
    if lines:
        return _run_in_lines(way, journal)
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


def need_terminal() -> None:
    """Raise BadInput unless a person sits at both ends."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("The app needs a terminal. 'comfort-journal --help' shows what works without one.")
