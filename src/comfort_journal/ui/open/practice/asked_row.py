"""The row of numbers of a guided session: its footer says which key gives what is chosen."""

from __future__ import annotations

from typing import ClassVar

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.rating_row import RatingRow

ASKED = actions.declare(
    "The number",
    Action("give-asked", "enter", "Give the number", "Give the number that is chosen.", "go on", palette=False),
)


class AskedRow(RatingRow):
    """As a row anywhere; with nothing chosen Enter does nothing."""

    BINDINGS: ClassVar = actions.bindings(ASKED)

    def action_give_asked(self) -> None:
        """Give what is chosen."""
        if self.chosen is not None:
            self.give()
