"""The way to the lock screen. It loads nothing of the commands: a start that asks for none of them needs no click."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from comfort_journal import paths, process
from comfort_journal.cli.plain_lines import in_lines
from comfort_journal.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from comfort_journal.ui.host import HostApp
    from comfort_journal.ui.locked.services import LockServices
    from comfort_journal.ui.plain.host import PlainHost


def open_bare() -> int:
    """Do what the program does where nothing is asked of it."""
    return open_app(paths.default_vault().absolute(), lines=in_lines(None, os.environ))


def open_app(vault: Path, *, lines: bool, arguments: tuple[str, ...] = ()) -> int:
    """Open the app on a vault and return its exit code; ``arguments`` find the same vault again, in the same way."""
    need_terminal()
    process.hide_typing()
    if lines:
        return run_in_lines(services(vault, paths.state_dir(), arguments=arguments))
    gc.disable()  # nothing is garbage yet; a tenth of the start would go into looking. The app switches it on again.
    from comfort_journal.ui.locked.app import MainApp
    from comfort_journal.ui.private_app import quiet_hooks

    quiet_hooks()
    app = MainApp(services(vault, paths.state_dir(), arguments=arguments))
    app.run()
    return app.return_code or 0


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
        unlock=lambda secret, tidying: _unlock(vault, state_dir, secret, tidying),
        create=lambda secret: create_journal(vault, state_dir, secret),
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


def _unlock(vault: Path, state_dir: Path, secret: bytearray, tidying: Callable[[], object]) -> Any:  # noqa: ANN401  a Journal; naming it would load it
    from comfort_journal.journal import Journal
    from comfort_journal.vault.opening import unlock

    return Journal.open(vault, unlock(vault, secret, state_dir=state_dir), state_dir=state_dir, tidying=tidying)


def create_journal(vault: Path, state_dir: Path, secret: bytearray, memory_mib: int | None = None) -> Any:  # noqa: ANN401  as above
    """Make a vault and return its journal, open; the passphrase is left to the caller to wipe."""
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


def run_in_lines(way: LockServices, opened: object | None = None) -> int:
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


def need_terminal() -> None:
    """Raise BadInput unless a person sits at both ends."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("The app needs a terminal. 'comfort-journal --help' shows what works without one.")
