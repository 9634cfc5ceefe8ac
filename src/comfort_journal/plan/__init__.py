"""The plan: the programme's rule applied to the owner's own notes. Pure: no clock, no randomness, no files."""

from __future__ import annotations

from comfort_journal.plan.programme import Cap, Programme, Step, StepKind, Words, with_sessions_a_day
from comfort_journal.plan.reason_keys import REASON_FIELDS

__all__ = ["REASON_FIELDS", "Cap", "Programme", "Step", "StepKind", "Words", "with_sessions_a_day"]
