"""The row of numbers of a guided session: its footer says which key gives what is chosen."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.widgets.rating_row import RatingRow

ASKED = actions.declare(
    "The number",
    Action("give-asked", "enter", "Give the number", "Give the number that is chosen.", "go on", palette=False),
    Action("mark-sharp", "p", "It is sharp", "Mark that it is sharp, or take the mark back.", "sharp", palette=False),
)


class AskedRow(RatingRow):
    """As a row anywhere; with nothing chosen Enter does nothing, and a sharp pain is marked beside the number."""

    class Sharp(Message):
        """The mark was set, or taken back."""

    BINDINGS: ClassVar = actions.bindings(ASKED)

    def action_give_asked(self) -> None:
        if self.chosen is not None:
            self.give()

    def action_mark_sharp(self) -> None:
        """Say so to the session."""
        self.post_message(self.Sharp())
