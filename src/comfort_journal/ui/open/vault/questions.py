"""What the vault page's pieces of work share: what they ask, whether on pages or in lines.

Every secret is a buffer that is wiped here, whatever happens.
"""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comfort_journal.errors import BadInput, WrongPassphrase
from comfort_journal.ui.open.core.dialogs import NO_NAME
from comfort_journal.ui.open.vault.asking import LineToWrite
from comfort_journal.ui.open.vault.messages import LOOKING, NO_PATH, NO_SUCH_PLACE, NOT_NOW, OTHER_NAME
from comfort_journal.vault.new_file import no_folder, refuse_taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comfort_journal.journal.maintenance import VaultStatus
    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.vault.asking import Asking


class VaultQuestions:
    """The questions of one vault page."""

    def __init__(self, asking: Asking, session: Workspace) -> None:
        """Ask in this way."""
        self._asking, self._session = asking, session

    async def standing(self) -> VaultStatus:
        """Return how the vault stands."""
        standing: VaultStatus = await self._asking.work(LOOKING, lambda care, _hear: care.standing())
        return standing

    async def with_other_key(self, doing: str, make: Any, *, seal_first: bool = False) -> Any:  # noqa: ANN401  what makes an act
        """Do it with the key that is open, and ask for the other copy's passphrase only if that fails."""
        try:
            return await self._asking.work(doing, make(()), seal_first=seal_first)
        except WrongPassphrase:
            said = ""
        while True:
            told = "It does not open with the key of this journal, so its own passphrase is needed."
            secrets = await self._asking.secrets("The other copy's passphrase", told, "Its passphrase", said=said)
            if secrets is None:
                return None
            try:
                return await self._asking.work(doing, make(secrets), seal_first=seal_first)
            except (WrongPassphrase, BadInput) as fault:
                said = str(fault)
            finally:
                wipe(secrets)

    async def path(self, question: str, *, new: bool, example: str = "~/journal-copy") -> Path | None:
        """Ask for a path, of something that is there or of a ``new`` file, for which a free name is offered."""
        read, sorry = (_new_path, NO_PATH) if new else (_known_path, NO_SUCH_PLACE)
        offered = _free(example) if new else ""
        return await self._asking.written(LineToWrite(question, example, read, sorry, offered, NO_NAME))

    async def agreed(self, question: str, yes: str) -> bool:
        """Ask, and tell whether the one answer was given that changes something."""
        return await self._asking.chosen(question, (NOT_NOW, yes)) == yes


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
