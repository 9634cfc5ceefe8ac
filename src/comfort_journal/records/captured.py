"""A number given without a passphrase: it says when and how much, and counts for nothing until the owner keeps it."""

from __future__ import annotations

from typing import Any


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
