"""A passphrase or a recovery code is asked for on a page of its own, and leaves it only as bytes that can be wiped."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import VerticalScroll
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.choose_passphrase import ChoosePassphrase
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.asks_secret import AsksSecret
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from comfort_journal.ui.open.core.workspace import Workspace

EMPTY = "Type it first; Esc goes back."

ON_SECRET = actions.declare(
    "A secret", Action("leave-secret", "escape", "Back", "Go back; nothing changes.", "back", palette=False)
)


class AskSecret(AsksSecret, OpenScreen["tuple[bytearray, ...] | None"]):
    """One line of dots for each label; the result is what was typed, for the caller to wipe, or None for Escape."""

    CSS_PATH = "vault_screen.tcss"
    AUTO_FOCUS = "PassphraseField"
    BINDINGS: ClassVar = actions.bindings(ON_SECRET)

    typed = getters.query_one(PassphraseField)

    def __init__(
        self, session: Workspace, question: str, text: str, *labels: str, said: str = "", is_code: bool = False
    ) -> None:
        """Ask under a question; ``said`` is what was the matter the last time. In a code capitals do not matter."""
        super().__init__(session)
        self._is_code = is_code
        self._question, self._text, self._labels, self._said = question, text, labels, said

    def compose(self) -> ComposeResult:
        """Lay out the question over the lines."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(self._question, id="title", markup=False)
            yield Static(self._text, classes="paragraph", markup=False)
            yield self.lines()
            yield Static(self._said, id="said", markup=False)
            yield KeysFooter()

    def lines(self) -> Widget:
        """Return what is typed in."""
        return PassphraseField(*self._labels)

    def on_mount(self) -> None:
        """Bring the lines into view where the page is low."""
        self.call_after_refresh(self.typed.scroll_visible, animate=False)

    def say(self, sentence: str) -> None:
        """Say it under the lines."""
        self.query_one("#said", Static).update(sentence)

    @on(PassphraseField.Typed)
    def _take_back(self) -> None:
        self.say("" if self._is_code else self.typed.about_capitals)

    @on(PassphraseField.Submitted)
    def _submitted(self, event: PassphraseField.Submitted) -> None:
        event.stop()
        if not all(event.field.typed):
            self.say(EMPTY)
        else:
            self.dismiss(event.field.take_each())

    def action_leave_secret(self) -> None:
        self.typed.wipe()
        self.dismiss(None)


class AskNewPassphrase(AskSecret):
    """The same for a new passphrase, which stands in the last two lines; six words are suggested."""

    app: getters.app[HostApp] = getters.app(HostApp)

    def lines(self) -> Widget:
        """Return the lines under the suggestion."""
        return ChoosePassphrase(*self._labels, clock=self.app.clock)

    @on(ChoosePassphrase.Said)
    def _tell_of_it(self, event: ChoosePassphrase.Said) -> None:
        self.say(event.sentence)
        self.call_after_refresh(self.query_one("#said").scroll_visible, animate=False)

    @on(ChoosePassphrase.Chosen)
    def _chosen(self, event: ChoosePassphrase.Chosen) -> None:
        self.dismiss(event.lines)
