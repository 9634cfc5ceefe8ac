"""The keys of the plan's page."""

from __future__ import annotations

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action

PLAN = actions.declare(
    "Plan",
    Action("practise-step", "enter", "Practise", "Open the selected step, or read what would open it.", "practise"),
    Action("plan-why", "w", "Why", "Read why it is so today, and what is still to come.", "why", sense="why"),
    Action("plan-answer", "a", "Answer", "Give the number, or answer what the plan waits for.", "answer"),
    Action(
        "plan-circuit", "c", "Circuit", "Begin the relaxation circuit.", "circuit", at="plan", words="relax breath body"
    ),
    Action(
        "plan-changes",
        "e",
        "Change the plan",
        "Change your line, sizes, rest or calendar, or open one step once.",
        "change",
        at="plan",
        words="sizes dilator line rest calendar clinician placement bigger larger smaller pregnant pregnancy",
        sense="edit",
    ),
    Action(
        "plan-new-sign",
        "exclamation_mark",
        "A new symptom",
        "Note a symptom that wants to be looked at.",
        at="plan",
        words="bleeding fever infection sign something new worry am i ok okay",
    ),
    Action("rung-down", "down,j", "Next step", "Select the step below.", palette=False),
    Action("rung-up", "up,k", "Step before", "Select the step above.", palette=False),
    Action("first-rung", "home", "First step", "Select the gentlest step.", palette=False),
    Action("last-rung", "end", "Last step", "Select the step furthest on.", palette=False),
    Action("plan-further", "pagedown,space", "Further down", "Read on below.", palette=False),
    Action("plan-back-up", "pageup", "Back up", "Read again above.", palette=False),
    Action("leave-plan", "escape,q", "Back", "Go back.", "back"),
)
