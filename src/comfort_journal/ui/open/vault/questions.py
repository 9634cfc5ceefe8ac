"""What the vault page's pieces of work share: they ask on pages of their own, and are done behind a bar.

Every secret is a buffer that is wiped here, whatever happens.
"""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comfort_journal.errors import BadInput, ComfortError, WrongPassphrase
from comfort_journal.ui.open.core.dialogs import NO_NAME, Ask, Choose
from comfort_journal.ui.open.vault.message_screen import MessageScreen
from comfort_journal.ui.open.vault.messages import NO_PATH, NO_SUCH_PLACE, NOT_NOW, OTHER_NAME
from comfort_journal.ui.open.vault.progress_screen import ProgressScreen
from comfort_journal.ui.open.vault.secret_screen import AskSecret
from comfort_journal.vault.new_file import no_folder, refuse_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.journal.maintenance import VaultStatus
    from comfort_journal.ui.host import HostApp
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.vault.progress_screen import Act


class VaultQuestions:
    """The questions of one vault page."""

    def __init__(self, app: HostApp, session: Workspace) -> None:
        """Ask on this app's screens."""
        self._app, self._session = app, session

    async def work(self, doing: str, act: Act, *, seal_first: bool = False) -> Any:  # noqa: ANN401  each door returns its own
        """Have it done behind a bar; raises the ComfortError it ends with."""
        outcome = await self._app.push_screen_wait(ProgressScreen(self._session, doing, act, seal_first=seal_first))
        if isinstance(outcome, ComfortError):
            raise outcome
        return outcome

    async def standing(self) -> VaultStatus:
        """Return how the vault stands."""
        standing: VaultStatus = await self.work("Looking.", lambda care, _hear: care.standing())
        return standing

    async def with_other_key(self, doing: str, make: Any, *, seal_first: bool = False) -> Any:  # noqa: ANN401  what makes an act
        """Do it with the key that is open, and ask for the other copy's passphrase only if that fails."""
        try:
            return await self.work(doing, make(()), seal_first=seal_first)
        except WrongPassphrase:
            said = ""
        while True:
            told = "It does not open with the key of this journal, so its own passphrase is needed."
            page = AskSecret(self._session, "The other copy's passphrase", told, "Its passphrase", said=said)
            secrets = await self._app.push_screen_wait(page)
            if secrets is None:
                return None
            try:
                return await self.work(doing, make(secrets), seal_first=seal_first)
            except (WrongPassphrase, BadInput) as fault:
                said = str(fault)
            finally:
                wipe(secrets)

    async def path(self, question: str, *, new: bool, example: str = "~/journal-copy") -> Path | None:
        """Ask for a path, of something that is there or of a ``new`` file, for which a free name is offered."""
        offered = _free(example) if new else ""
        asking = Ask(
            self._session,
            question,
            example,
            _new_path if new else _known_path,
            NO_PATH if new else NO_SUCH_PLACE,
            offered=offered,
            blank=NO_NAME,
        )
        answer: Path | None = await self._app.push_screen_wait(asking)
        return answer

    async def tell(self, title: str, sentences: Sequence[str]) -> None:
        """Say it on a page that waits until it was read."""
        await self._app.push_screen_wait(MessageScreen(self._session, title, sentences))

    async def agreed(self, question: str, yes: str) -> bool:
        """Ask, and tell whether the one answer was given that changes something."""
        return await self._app.push_screen_wait(Choose(self._session, question, (NOT_NOW, yes))) == yes


def _free(example: str) -> str:
    """Return the example, with a number where something has its name already."""
    place = Path(example)
    names = (place.with_stem(f"{place.stem}-{number}") for number in count(2))
    return next(str(each) for each in chain((place,), names) if not os.path.lexists(_path(str(each))))


def _path(written: str) -> Path:
    return Path(os.path.expanduser(written.strip())).absolute()  # noqa: PTH111  Path's own raises without such a user


def _known_path(written: str) -> Path | None:
    """Return the path of something that is there."""
    try:
        return _path(written) if os.path.lexists(_path(written)) else None
    except ValueError:
        return None


def _new_path(written: str) -> Path | None:
    """Return a path that nothing has yet, in a folder that is there. Raises BadInput, so that what was typed stays."""
    try:
        path = _path(written)
        refuse_taken(path)
        there = path.parent.is_dir()
    except ValueError:
        return None
    except BadInput as taken:
        raise BadInput(OTHER_NAME.format(taken)) from None
    if not there:
        raise no_folder(path, "file")
    return path


def wipe(secrets: Sequence[bytearray]) -> None:
    """Leave nothing of what was typed."""
    for each in secrets:
        each[:] = bytes(len(each))
