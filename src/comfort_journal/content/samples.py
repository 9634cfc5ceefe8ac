"""The sample journal of the demo: written relative to the day it is shown, so that it is always about the last year."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from comfort_journal.content.prompts import default_prompts
from comfort_journal.content.toml_file import load
from comfort_journal.records import DAY_BEGINS, Entry, programme_day

if TYPE_CHECKING:
    from collections.abc import Callable


class _Sample(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    key: str | None = None
    days_ago: Annotated[int, Meta(ge=1, le=366)]
    clock: Annotated[str, Meta(pattern=r"^[0-2]\d:[0-5]\d$")]
    prompt: str
    text: Annotated[str, Meta(min_length=1)]
    tags: tuple[str, ...]
    starred: bool = False
    folded: bool = False
    about: str | None = None


class _Samples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    entry: tuple[_Sample, ...]


def sample_entries(now: datetime, new_id: Callable[[], str]) -> list[Entry]:
    """Return the sample entries as seen from ``now``, newest first, under ids from ``new_id``; none is of today."""
    samples = load("demo.toml", _Samples).entry
    ids = [new_id() for _ in samples]
    by_key = {sample.key: entry_id for sample, entry_id in zip(samples, ids, strict=True) if sample.key}
    entries = [_entry(sample, entry_id, by_key, now) for sample, entry_id in zip(samples, ids, strict=True)]
    return sorted(entries, key=lambda entry: datetime.fromisoformat(entry.at), reverse=True)


def _entry(sample: _Sample, entry_id: str, by_key: dict[str, str], now: datetime) -> Entry:
    clock = time.fromisoformat(sample.clock)
    day = programme_day(now) - timedelta(days=sample.days_ago)
    if timedelta(hours=clock.hour) < DAY_BEGINS:
        day += timedelta(days=1)
    return Entry(
        id=entry_id,
        at=datetime.combine(day, clock, now.tzinfo).isoformat(timespec="seconds"),
        prompt=default_prompts()[0] if sample.prompt == "safe" else sample.prompt or None,
        text=sample.text.strip(),
        tags=sample.tags,
        starred=sample.starred,
        folded=sample.folded,
        session=None,
        about=by_key[sample.about] if sample.about else None,
        source="app",
    )
