"""New entries for the tests of every room."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from comfort_journal.records import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def new_entry(at: datetime, text: str, prompt: str | None = None, tags: Iterable[str] = (), **more: Any) -> Entry:  # noqa: ANN401  the record's other fields
    """Return an entry under a new id unless one is given; it is not saved yet."""
    fields = {"id": str(uuid.uuid4()), "starred": False, "session": None, "source": "app"} | more
    return Entry(at=at.isoformat(timespec="seconds"), prompt=prompt, text=text, tags=tuple(tags), **fields)
