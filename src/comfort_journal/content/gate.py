"""The one place that asks the gate: screens and commands both come here, always with the shipped programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.content.programme import load_programme
from comfort_journal.plan import with_sessions_a_day
from comfort_journal.plan.case import work_out
from comfort_journal.plan.gate import assessment_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from comfort_journal.plan import Assessment
    from comfort_journal.plan.case import Case
    from comfort_journal.records import Record


def ask_gate(records: Iterable[Record], now: datetime, *, sessions_a_day: int = 1) -> Assessment:
    """Return what may be practised at ``now`` (aware); ``sessions_a_day`` is the setting for steps from shallow on."""
    return assessment_of(gate_case(records, now, sessions_a_day=sessions_a_day))


def gate_case(records: Iterable[Record], now: datetime, *, sessions_a_day: int = 1) -> Case:
    """Return what that answer is made of, for whoever asks more than one thing of the same records."""
    return work_out(records, with_sessions_a_day(load_programme(), sessions_a_day), now)
