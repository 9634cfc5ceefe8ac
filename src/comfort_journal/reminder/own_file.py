"""A file of the reminder is written whole or not at all, for its owner alone, and never over a file of another.

Ours is one that says so in its first two lines (an XML file has its own first line).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from comfort_journal.errors import BadInput, NotFound, NotSaved
from comfort_journal.vault.disk import REAL_DISK, because, read_all
from comfort_journal.vault.folder import Folder
from comfort_journal.vault.new_file import make_new

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "notes-reminder"
"""What its timer is called: whoever looks at a list of timers learns no more from it than from the lock screen."""
OURS: Final = f"{NAME}: made by 'cj remind on', removed by 'cj remind off'"
_LIMIT: Final = 1 << 16


def read_own(path: Path) -> str | None:
    """Return the text of a file of ours; None where there is no such file. Raises BadInput where it is another's."""
    try:
        with Folder.open(path.parent) as folder:
            descriptor = folder.open_file(path.name, os.O_RDONLY, ours=False)
            try:
                text = read_all(descriptor, _LIMIT).decode("utf-8", "replace")
            finally:
                os.close(descriptor)
    except NotFound:
        return None
    if not any(OURS in line for line in text.splitlines()[:2]):
        raise BadInput(f"{path} is not of this program, so it was not touched. Move it away first.")
    return text


def write_own(path: Path, text: str) -> None:
    """Make the file, or put it in the place of an older one of ours. Raises BadInput, NotSaved."""
    data = text.encode()

    def fill(descriptor: int) -> None:
        REAL_DISK.write_all(descriptor, data, 0)
        REAL_DISK.sync(descriptor)

    there = read_own(path) is not None
    with Folder.make(path.parent) as folder:
        if there:
            folder.replace_file(path.name, data)
            return
        try:
            make_new(folder, path.name, REAL_DISK, fill)
        except OSError as fault:
            raise NotSaved(f"The disk refused the write ({because(fault)}). Nothing of it was left behind.") from None


def remove_own(path: Path) -> None:
    """Remove a file of ours; one that is gone already is fine. Raises BadInput where it is another's."""
    if read_own(path) is not None:
        path.unlink(missing_ok=True)
