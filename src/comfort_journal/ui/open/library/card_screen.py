"""One card of the Library, to read: its text, the cards beside it, and the owner's own words where it has such.

A card answers nothing and records nothing; what is open is the gate's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.library.card_text import DRY, card_blocks, shipped_words
from comfort_journal.ui.open.library.card_view import CardColumn
from comfort_journal.ui.open.library.own_words import own_words, why_not_changed
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

CARD = actions.declare(
    "A card",
    Action("change-words", "e", "Change the words", "Put your own words in the place of these.", sense="edit"),
    Action("leave-card", "escape,q", "Back", "Go back to where you were.", "back", run="dismiss"),
)


class CardScreen(OpenScreen[None]):
    """The card of an id of the programme; also ``RC-5:card``, the one about being dry."""

    CSS_PATH = "library_screen.tcss"
    AUTO_FOCUS = "CardColumn"
    place = "library"
    BINDINGS: ClassVar = actions.bindings(CARD)

    column = getters.query_one(CardColumn)

    def __init__(self, session: Workspace, item_id: str) -> None:
        """Show the card of this id; KeyError when there is none."""
        super().__init__(session)
        self.item_id = item_id
        self._shipped = None if item_id == DRY else shipped_words(session.practice.library.item(item_id))

    def compose(self) -> ComposeResult:
        """Lay out the card over the keys."""
        with Vertical(id="column"):
            yield CardColumn(centred=True)
            yield KeysFooter()

    def on_screen_resume(self) -> None:
        """Draw the card with the words as they are now."""
        self._draw()

    @on(OpenScreen.JournalChanged)
    def _draw(self) -> None:
        practice = self.session.practice
        self.column.show(card_blocks(practice.library, self.item_id, practice.phrase), keep_place=True)

    @on(CardColumn.Chosen)
    def _open(self, event: CardColumn.Chosen) -> None:
        self.app.push_screen(CardScreen(self.session, event.entry_id))

    def why_not(self, action_id: str) -> str | None:
        """Say why the words cannot be changed."""
        if action_id != "change-words":
            return None
        return why_not_changed(self.session, self._shipped)

    def action_change_words(self) -> None:
        """Open the words in an editor of their own."""
        if self._shipped is not None:
            self.app.push_screen(own_words(self.session, self.item_id, self._shipped))
