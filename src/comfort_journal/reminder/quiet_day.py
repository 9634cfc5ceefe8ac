"""The one thing remembered about the reminder: the day on which nothing more is shown, because it was or need not be.

It lies in this machine's state folder while the reminder is on. That a number was given and that the title was shown
leave the same line, so it tells neither; a number's value, or for what it was, is nowhere.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import ComfortError, NotFound
from comfort_journal.records import programme_day
from comfort_journal.vault.folder import Folder

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

_FILE: Final = "reminder"
_LIMIT: Final = 16


def begin(state_dir: Path) -> None:
    """Remember days from now on; the one that is remembered already stays. Raises NotSaved."""
    if _read(state_dir) is None:
        _write(state_dir, b"")


def end(state_dir: Path) -> None:
    """Forget the day, and remember none any more."""
    with contextlib.suppress(NotFound), Folder.open(state_dir) as folder:
        folder.remove(_FILE)


def is_quiet(state_dir: Path, today: date) -> bool:
    """Say whether nothing more is to be shown today."""
    return _read(state_dir) == _line(today)


def was_shown(state_dir: Path, today: date) -> None:
    """Show nothing more today. Raises NotSaved."""
    _write(state_dir, _line(today))


def number_given(state_dir: Path, at: str | datetime, now: datetime) -> None:
    """Show nothing more today if ``at`` is of today and the reminder is on.

    Raises nothing: the number is kept, and a reminder too many is no harm.
    """
    today = programme_day(now)
    with contextlib.suppress(ComfortError, OSError):
        if programme_day(at) == today and _read(state_dir) is not None:
            _write(state_dir, _line(today))


def _line(day: date) -> bytes:
    return f"{day.isoformat()}\n".encode()


def _read(state_dir: Path) -> bytes | None:
    """Return what is remembered; None while the reminder is off."""
    try:
        with Folder.open(state_dir) as folder:
            return folder.read_file(_FILE, _LIMIT) or b""
    except NotFound:
        return None


def _write(state_dir: Path, data: bytes) -> None:
    with Folder.make(state_dir) as folder:
        folder.replace_file(_FILE, data)
