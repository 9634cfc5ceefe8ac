"""A text of the owner's to change: kept as it stands however one leaves, also when the journal closes in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.plain_text_area import PlainTextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

REWRITING = actions.declare(
    "Changing a text",
    Action("rewriting-done", "ctrl+s,escape", "Done", "Keep the text as it stands and go back.", "done", sense="save"),
)
TOO_LONG = "What you pasted is too long for this page, and was not put in."


class TextEditScreen(OpenScreen[None]):
    """The text in an area of its own, under one line that says what it is."""

    CSS_PATH = "../write/prompts_screen.tcss"
    BINDINGS: ClassVar = actions.bindings(REWRITING)
    AUTO_FOCUS = "PlainTextArea"

    area = getters.query_one(PlainTextArea)
    said = getters.query_one("#said", Static)

    class Kept(Message):
        """The text is in the journal."""

    def __init__(self, session: Workspace, hint: str, text: str, keep: Callable[[str], None]) -> None:
        """Change a text; ``keep`` puts it into the journal if it is another; blocks, may raise NotSaved."""
        super().__init__(session)
        self._hint, self._text, self._keep_text = hint, text, keep

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with Vertical(id="column"):
            yield Static(self._hint, id="day", markup=False)
            yield PlainTextArea(self._text)
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Have the text kept too when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self._keep_now)

    def on_unmount(self) -> None:
        """Nothing is left to keep."""
        self._taken_back()

    def say(self, sentence: str) -> None:
        """Show one sentence under the text."""
        self.said.update(sentence)

    def action_rewriting_done(self) -> None:
        self.save(self._keep_now, self.Kept(), or_else="Nothing was changed.")

    def _keep_now(self) -> None:
        self._keep_text(self.area.text)

    @on(PlainTextArea.TooLong)
    def _too_long(self) -> None:
        self.say(TOO_LONG)

    @on(Kept)
    def _go_back(self) -> None:
        self.dismiss(None)
