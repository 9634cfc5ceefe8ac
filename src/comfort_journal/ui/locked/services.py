"""What the locked process is given from outside: it can knock, but holds no key and knows no journal.

``cli`` builds ``LockServices``; the functions in it import the journal only when they are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from comfort_journal.errors import NotSaved
from comfort_journal.ui.host import HostApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from textual.screen import Screen

    from comfort_journal.settings import Settings


def _no_code(_code: bytearray, _passphrase: bytearray) -> Any:  # noqa: ANN401  what recover is given
    raise NotSaved("A recovery code cannot be used here.")


class LockServices(NamedTuple):
    """The ways out of the locked process.

    ``unlock`` and ``create`` are slow on purpose (Argon2id), run in a thread, and raise ComfortError; the caller wipes
    the passphrase. ``unlock`` calls what else it is given before it writes the file anew, which it does now and then.
    What they return is handed to ``enter`` on the event loop, which sets ``app.session`` and returns
    the first open screen; ``enter_in_lines`` goes through the open journal in lines, and ends by raising the way out.
    ``recover`` does as ``unlock`` does, by a recovery code, and puts the vault under a new passphrase. ``check`` only
    says whether a passphrase is right (raises WrongPassphrase), for an app that could not seal and must ask again.
    ``arguments`` are the command line with which the program finds this vault again after locking. ``throw_away`` is a
    vault that is gone with this program: after a partner session nothing is left to lock, and nothing chosen in it is
    remembered. ``is_read_aloud`` says whether a screen reader is in use; it blocks.
    """

    vault: Path
    state_dir: Path
    settings: Settings
    unlock: Callable[[bytearray, Callable[[], object]], Any]
    create: Callable[[bytearray], Any]
    enter: Callable[[Any, HostApp], Screen[Any]]
    enter_in_lines: Callable[[Any, Any], None] = lambda _opened, _app: None
    check: Callable[[bytearray], None] = lambda _passphrase: None
    recover: Callable[[bytearray, bytearray], Any] = _no_code
    settings_file: Path | None = None
    messages: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    throw_away: bool = False
    is_read_aloud: Callable[[], bool] = lambda: False

    def seal(self, document: dict[str, Any]) -> None:
        """Seal a record to the vault's public key; raises ComfortError. Blocks."""
        from comfort_journal.vault.inbox import capture  # noqa: PLC0415  not before the first paint

        capture(self.vault, document, state_dir=self.state_dir)


class LockApp(HostApp):
    """The app as the locked screens know it: it has the ``services``, and lets in whom one of them unlocked for."""

    def __init__(self, services: LockServices, *, clock: Callable[[], float]) -> None:
        """Take settings, messages and the services."""
        super().__init__(
            services.settings,
            services.messages,
            demo=services.throw_away,
            settings_file=services.settings_file,
            clock=clock,
        )
        self.services = services

    def number_given(self, at: str, now: datetime) -> None:
        from comfort_journal.reminder import quiet_day  # noqa: PLC0415  not before the first paint

        quiet_day.number_given(self.services.state_dir, at, now)

    async def let_in(self, opened: object) -> None:
        """Show the open journal's first screen alone."""
        raise NotImplementedError

    def uncover(self, page: Screen[Any]) -> None:
        """Show again what could not be sealed."""
        raise NotImplementedError
