"""The one place that asks the gate: screens and commands both come here, always with the shipped programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content.programme import load_programme
from comfort_journal.plan import assess, with_sessions_a_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from comfort_journal.plan import Assessment
    from comfort_journal.records import Record


def ask_gate(records: Iterable[Record], now: datetime, *, sessions_a_day: int = 1) -> Assessment:
    """Return what may be practised at ``now`` (aware); ``sessions_a_day`` is the setting for steps from shallow on."""
    return assess(records, with_sessions_a_day(load_programme(), sessions_a_day), now)
