"""The questions about the vault on pages of their own, and its work behind a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from comfort_journal.errors import ComfortError
from comfort_journal.ui.open.core.dialogs import Ask, Choose
from comfort_journal.ui.open.vault.message_screen import MessageScreen
from comfort_journal.ui.open.vault.messages import NEW_TWICE
from comfort_journal.ui.open.vault.progress_screen import ProgressScreen
from comfort_journal.ui.open.vault.questions import wipe
from comfort_journal.ui.open.vault.recovery_code_screen import RecoveryCodeScreen, try_code
from comfort_journal.ui.open.vault.secret_screen import AskNewPassphrase, AskSecret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.journal.importing import Found, Sorted
    from comfort_journal.ui.host import HostApp
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.vault.asking import Act, LineToWrite

Answer = TypeVar("Answer")


class PageAsking:
    """Asks over whatever page is on top."""

    def __init__(self, app: HostApp, session: Workspace) -> None:
        """Ask on this app's screens."""
        self._app, self._session = app, session
        self.shown_key = app.shown_key

    async def chosen(self, question: str, answers: Sequence[str]) -> str | None:
        return await self._app.push_screen_wait(Choose(self._session, question, answers))

    async def written(self, line: LineToWrite[Answer]) -> Answer | None:
        asking = Ask(
            self._session,
            line.question,
            line.example,
            line.read,
            line.sorry,
            offered=line.offered,
            blank=line.blank,
        )
        return await self._app.push_screen_wait(asking)

    async def secrets(self, title: str, told: str, *labels: str, said: str = "") -> tuple[bytearray, ...] | None:
        return await self._app.push_screen_wait(AskSecret(self._session, title, told, *labels, said=said))

    async def new_passphrase(self, title: str, told: str) -> bytearray | None:
        chosen: tuple[bytearray, ...] | None = await self._app.push_screen_wait(
            AskNewPassphrase(self._session, title, told, *NEW_TWICE)
        )
        if chosen is None:
            return None
        new, again = chosen
        wipe([again])
        return new

    async def work(self, doing: str, act: Act, *, seal_first: bool = False) -> Any:  # noqa: ANN401  each door returns its own
        outcome = await self._app.push_screen_wait(ProgressScreen(self._session, doing, act, seal_first=seal_first))
        if isinstance(outcome, ComfortError):
            raise outcome
        return outcome

    async def tell(self, title: str, sentences: Sequence[str]) -> None:
        await self._app.push_screen_wait(MessageScreen(self._session, title, sentences))

    async def show_next_code(self, code: str) -> bool:
        return await self._app.push_screen_wait(RecoveryCodeScreen(self._session, code, in_force=False)) or False

    async def show_code(self, code: str) -> None:
        await self._app.push_screen_wait(RecoveryCodeScreen(self._session, code))

    async def try_code(self) -> str:
        return await try_code(self._session, self._app)

    async def would_come_in(self, found: Found, sorted_out: Sorted, zone: str) -> str | None:
        from comfort_journal.ui.open.vault.import_screen import ImportScreen  # noqa: PLC0415  loaded when it is done

        return await self._app.push_screen_wait(ImportScreen(self._session, found, sorted_out, zone))

    async def lock(self) -> None:
        await self._app.action_lock_now()
