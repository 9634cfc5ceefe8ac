"""The plan: the programme's rule applied to the owner's own notes. Pure: no clock, no randomness, no files."""

from __future__ import annotations

from comfort_journal.plan.assessment import Assessment, Closed, Outcome, to_answer
from comfort_journal.plan.gate import ASKED_KINDS, CIRCUIT, assess
from comfort_journal.plan.programme import Cap, Programme, Step, Words, with_sessions_a_day
from comfort_journal.plan.reason_keys import REASON_FIELDS
from comfort_journal.plan.wording import sizes_known, step_name

__all__ = [
    "ASKED_KINDS",
    "CIRCUIT",
    "REASON_FIELDS",
    "Assessment",
    "Cap",
    "Closed",
    "Outcome",
    "Programme",
    "Step",
    "Words",
    "assess",
    "sizes_known",
    "step_name",
    "to_answer",
    "with_sessions_a_day",
]
