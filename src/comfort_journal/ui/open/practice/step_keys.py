"""The keys of a session that is going on; every other key ends a hold."""

from __future__ import annotations

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action

RUNNING = actions.declare(
    "In a session",
    Action("step-stop", "s", "Stop", "Stop here. Nothing is asked.", "stop"),
    Action("step-burning", "b", "It burns", "End the hold at once, and breathe.", "burns", palette=False),
    Action(
        "step-clench", "c", "It clenches by itself", "End the hold at once, and breathe.", "clenches", palette=False
    ),
    Action(
        "step-sharp",
        "p",
        "It is sharp",
        "In a hold: end it at once, and give a number. With a question: mark it, or take the mark back.",
        "sharp",
        palette=False,
    ),
    Action("step-still", "space", "Back to stillness", "In movement: be still, and stay so.", palette=False),
    Action("step-more", "m", "Once more", "Another hold or place, where there may be one.", palette=False),
    Action("step-clock", "o", "Which spot", "Note which spot it was, by a number from 1 to 12.", palette=False),
    Action("step-dizzy", "d", "Dizzy or far away", "Stop, and come back into the room.", palette=False),
    Action("step-sign", "exclamation_mark", "A new symptom", "End here, and note the symptom.", palette=False),
)
