"""The keys of the plan's page."""

from __future__ import annotations

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action

PLAN = actions.declare(
    "Plan",
    Action("practise-step", "enter", "Practise", "Open the step that is selected.", "practise"),
    Action("plan-why", "w", "Why?", "Show the dates, and what is still to come.", "why?", sense="why"),
    Action(
        "plan-circuit", "c", "Circuit", "Begin the relaxation circuit.", "circuit", at="plan", words="relax breath body"
    ),
    Action("plan-answer", "a", "Answer", "Give the number, or say what the plan waits for."),
    Action("plan-new-sign", "exclamation_mark", "Something new", "Note a sign that wants to be looked at."),
    Action(
        "plan-changes",
        "e",
        "Your own plan",
        "Change line, sizes, rest, calendar, or open a step.",
        "change",
        sense="edit",
    ),
    Action("rung-down", "down,j", "Next step", "Select the step below.", palette=False),
    Action("rung-up", "up,k", "Step before", "Select the step above.", palette=False),
    Action("plan-further", "pagedown,space", "Further down", "Read on below.", palette=False),
    Action("plan-back-up", "pageup", "Back up", "Read again above.", palette=False),
    Action("leave-plan", "escape,q", "Back", "Go back.", run="dismiss"),
)
