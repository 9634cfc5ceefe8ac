"""What Numbers can do, by key and by name."""

from __future__ import annotations

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.rating.numbers_chart import SPANS

NUMBERS = actions.declare(
    "Numbers",
    Action("open-day", "enter", "That day", "Open that day in the history.", "that day"),
    Action("numbers-earlier", "left", "Day before", "Go to the day before."),
    Action("numbers-later", "right", "Day after", "Go to the day after."),
    Action("given-before", "ctrl+left", "Given before", "Go to the last day before it with something given."),
    Action("given-after", "ctrl+right", "Given after", "Go to the next day with something given."),
    Action("number-up", "up,k", "Up", "Scroll the chart up.", palette=False),
    Action("number-down", "down,j", "Down", "Scroll the chart down.", palette=False),
    Action("numbers-part", "tab", "The other part", "Go to the table, the day in words, the chart.", "table"),
    Action("numbers-part-back", "shift+tab", "The part before", "Go back to the part before.", palette=False),
    Action("one-step", "l", "One step only", "Show one step, or all again.", "one step"),
    *(
        Action(
            f"span-{place}", str(place), f"Show {span.name}", f"Have the chart show {span.name}.", run=f"span({place})"
        )
        for place, span in enumerate(SPANS, start=1)
    ),
    Action(
        "page-for-clinician",
        "P",
        "Page for a clinician",
        "Choose what one page to print holds: for a doctor or a physiotherapist.",
        "print",
        run="app.page_for_clinician",
        words="report doctor physiotherapist gynaecologist visit print pdf html share summary",
        at="numbers",
    ),
    Action(
        "number-that-waits",
        "ctrl+n",
        "A number that waits",
        "Keep a number that was given while locked, or let it go.",
        sense="what waits, or a number",
        words="locked sealed wrong number drop let go",
    ),
    Action("leave-numbers", "escape,q", "Back", "Go back.", "back", run="dismiss"),
)
DRAWN = frozenset(f"span-{place}" for place in range(1, len(SPANS) + 1))
"""What needs the chart."""
