"""What is written or given without a passphrase, as it is sealed.

A number says when and how much, and counts for nothing until the owner keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def captured_entry(text: str, at: str, record_id: str, tags: Iterable[str] = ()) -> dict[str, Any]:
    """Return the entry to be sealed, written at ``at`` (ISO 8601 with an offset)."""
    return {
        "kind": "entry",
        "id": record_id,
        "at": at,
        "prompt": None,
        "text": text,
        "tags": list(tags),
        "starred": False,
        "folded": False,
        "session": None,
        "about": None,
        "source": "capture",
    }


def sealed_number(value: int | None, at: str, record_id: str) -> dict[str, Any]:
    """Return the rating to be sealed, given at ``at`` (ISO 8601 with an offset); no value means that it is left out.

    Nothing of the journal can be read while it is locked; the gate goes by when a number was given.
    """
    return {
        "kind": "rating",
        "id": record_id,
        "at": at,
        "about": "next_day",
        "value": value,
        "skipped": value is None,
        "kept": None,
    }
