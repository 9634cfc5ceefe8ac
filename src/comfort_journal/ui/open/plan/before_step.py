"""In which order the questions before a step come, and whether the gate has it open after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comfort_journal.records.steps import traits_of
from comfort_journal.ui.open.plan.clinician import clinician_knows
from comfort_journal.ui.open.plan.sizes import ask_ready, what_with

if TYPE_CHECKING:
    from comfort_journal.ui.open.plan.questions import PlanQuestions

_ASK = 5


async def before_step(flow: PlanQuestions, step: str) -> bool:
    """Ask everything that comes before a step; return whether the gate has it open then."""
    if flow.practice.assess().row == 0 and not await flow.agree():
        return False
    if not await clinician_knows(flow):
        return False
    if flow.practice.assess().row == _ASK and not await flow.next_day():
        return False
    if traits_of(step).notes_size and flow.practice.assess().may(step) and not await _before_movement(flow):
        return False
    return flow.practice.assess().may(step)


async def _before_movement(flow: PlanQuestions) -> bool:
    """Ask what movement is with where there are no sizes, and once it was easy for the ready size, in passing."""
    if not flow.practice.sizes:
        return await what_with(flow)
    if flow.asks_for_ready(flow.practice.easy_days()) and not flow.ready_left:
        flow.ready_left = True
        await ask_ready(flow)
    return True
