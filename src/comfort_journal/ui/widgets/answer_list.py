"""A list of answers whose footer names the key that chooses; the screen may call it something else, line by line."""

from __future__ import annotations

from typing import ClassVar

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action, Rewords
from comfort_journal.ui.widgets.marked_list import MarkedList

ANSWERS = actions.declare(
    "Answers",
    Action("choose-answer", "enter", "Choose", "Choose what the cursor is on.", "choose", run="select", palette=False),
    Action(
        "to-answer", "down", "Next answer", "Go to the next answer.", "to an answer", run="cursor_down", palette=False
    ),
)


NOTHING_YET = "↓ goes to an answer."


class AnswerList(MarkedList):
    """Textual's list, with its key told."""

    BINDINGS: ClassVar = actions.bindings(ANSWERS)

    def why_not(self, action_id: str) -> str | None:
        """Say how an answer is reached where none is under the cursor yet."""
        return NOTHING_YET if action_id == "choose-answer" and self.highlighted is None else None

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Have the footer name what the keys do now."""
        super().watch_highlighted(highlighted)
        if self.is_attached:
            self.screen.refresh_bindings()

    def footer_word(self, action_id: str) -> str | None:
        """Return the screen's word for it; where no answer is under the cursor, only the way to one is named."""
        if action_id == ("choose-answer" if self.highlighted is None else "to-answer"):
            return ""
        return self.screen.footer_word(action_id) if isinstance(self.screen, Rewords) else None
