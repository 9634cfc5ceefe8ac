"""Words of the program in the owner's own: kept as they stand however one leaves; emptied, the first ones come back.

They are a ``phrase`` record under the id of the card, private like an entry.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.records import Phrase
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.open.writing import WritingArea
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.session import OpenSession

CHANGING = actions.declare(
    "Your own words",
    Action("own-words-done", "ctrl+s,escape", "Done", "Keep the words as they stand and go back.", "done"),
)
HINT = "In your own words. Emptied, the first words come back."


class OwnWords(OpenScreen[None]):
    """A few words to rewrite; ``shipped`` are those that stand there without any of the owner's."""

    CSS_PATH = "questions.tcss"
    BINDINGS: ClassVar = actions.bindings(CHANGING)
    AUTO_FOCUS = "WritingArea"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]  # noqa: RUF012  Textual declares the type

    area = getters.query_one(WritingArea)
    said = getters.query_one("#said", Static)

    class Kept(Message):
        """The words are in the journal."""

    def __init__(self, session: OpenSession, key: str, shipped: str) -> None:
        """Change the words of one id."""
        super().__init__(session)
        self._key, self._shipped = key, shipped

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        with Vertical(id="column"):
            yield Static(HINT, id="day", markup=False)
            yield WritingArea(self.session.practice.phrase(self._key, self._shipped))
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Have the words kept too when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self._keep_now)

    def on_unmount(self) -> None:
        """Nothing is left to keep."""
        self._taken_back()

    def say(self, sentence: str) -> None:
        """Show one sentence under the words."""
        self.said.update(sentence)

    def action_own_words_done(self) -> None:
        """Keep the words and go back."""
        self._keep()

    def _keep_now(self) -> None:
        """Keep what stands on the screen, if it is another text than before; raises NotSaved."""
        words = self.area.text.strip()
        if words == self.session.practice.phrase(self._key, self._shipped):
            return
        own = self._own()
        if words and words != self._shipped:
            self.session.journal.save(Phrase(id=own.id if own else str(uuid.uuid4()), key=self._key, text=words))
        elif own:
            self.session.journal.delete(own.id)

    def _own(self) -> Phrase | None:
        phrases = self.session.journal.records("phrase")
        own = (each for each in phrases if isinstance(each, Phrase) and each.key == self._key)
        return next((each for each in own if not each.conflict_of), None)

    @work(thread=True, group="save", description="keep the words")
    def _keep(self) -> None:
        try:
            self._keep_now()
        except ComfortError as fault:
            self.post_message(self.SaveFailed(f"{fault} The words are as they were before."))
        else:
            self.post_message(self.Kept())

    @on(Kept)
    def _go_back(self) -> None:
        self.dismiss(None)
