"""Day One's JSON: entries by the instant in UTC and the zone it was written in, the words as they are.

A record knows its offset and no zone's name, so the zone is the one that always has that offset: ``Etc/GMT-1`` is an
hour ahead of Greenwich. Where none has (half hours) it is ``GMT+0530``, which the systems that Day One runs on know
too. Day One's text is Markdown, in which a backslash before a sign is not seen: it is written twice.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from comfort_journal.interchange.day_one import as_written
from comfort_journal.records import moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from comfort_journal.records import Entry

_HOUR = timedelta(hours=1)
_FARTHEST = range(-12, 15)
"""Hours ahead of Greenwich that have a zone of that name."""


def page(entries: Iterable[Entry]) -> bytes:
    """Return entries as the JSON file of a Day One journal, the oldest first."""
    ordered = sorted(entries, key=lambda entry: (moment(entry.at), entry.id))
    return msgspec.json.format(
        msgspec.json.encode({"metadata": {"version": "1.0"}, "entries": [*map(_entry, ordered)]})
    )


def _entry(entry: Entry) -> dict[str, Any]:
    at = moment(entry.at)
    instant = f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return {
        "uuid": entry.id.replace("-", "").upper(),
        "creationDate": instant,
        "modifiedDate": instant,
        "isAllDay": False,
        "isPinned": False,
        "timeZone": _zone(at),
        "text": as_written("\n\n".join(part for part in (entry.prompt, entry.text) if part)),
        "tags": entry.tags,
        "starred": entry.starred,
    }


def _zone(at: datetime) -> str:
    offset = at.utcoffset() or timedelta()
    hours, rest = divmod(offset, _HOUR)
    if not rest and hours in _FARTHEST:
        return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"
    return f"GMT{at:%z}"
