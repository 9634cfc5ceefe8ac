"""Records go out to a file: the same way for screens and commands. How they come in is in ``importing``."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from comfort_journal.errors import NotSaved
from comfort_journal.interchange import markdown, native
from comfort_journal.vault.disk import REAL_DISK
from comfort_journal.vault.new_file import beside, make_new

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comfort_journal.records import AnyRecord

PLAIN = "An export is not encrypted: whoever has it can read it. Go on?"
_REFUSED = "The disk refused the write ({}). No file was left behind."


def rendered(records: Sequence[AnyRecord], form: str) -> bytes:
    """Return records as the bytes of a file that anybody can read."""
    now = datetime.now().astimezone()
    return markdown.dump(records, now.date()) if form == "markdown" else native.dump(records, now)


def write_new(path: Path, data: bytes) -> None:
    """Write a private file that did not exist, whole or not at all. Raises BadInput or NotSaved."""

    def fill(descriptor: int) -> None:
        REAL_DISK.write_all(descriptor, data, 0)
        REAL_DISK.sync(descriptor)

    with beside(path, "export") as folder:
        try:
            make_new(folder, path.name, REAL_DISK, fill)
        except OSError as fault:
            raise NotSaved(_REFUSED.format(os.strerror(fault.errno or 0))) from None
