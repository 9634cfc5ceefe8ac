"""A passphrase or a recovery code is asked for on a page of its own, and leaves it only as bytes that can be wiped."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.session import OpenSession

DIFFER = "The new passphrase is not the same both times. Please type it again."
EMPTY = "Type it first; Esc goes back."
SUGGESTED = "Six random words are strong and can be remembered. For example:"

ON_SECRET = actions.declare(
    "A secret", Action("leave-secret", "escape", "Back", "Go back; nothing changes.", "back", palette=False)
)
(OTHER_WORDS,) = ON_NEW = actions.declare(
    "A changed passphrase",
    Action("six-other-words", "f5", "Other words", "Suggest six other words.", "other words", palette=False),
)


class AskSecret(OpenScreen["tuple[bytearray, ...] | None"]):
    """One line of dots for each label; the result is what was typed, for the caller to wipe, or None for Escape."""

    CSS_PATH = "vault_page.tcss"
    AUTO_FOCUS = "PassphraseField"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(ON_SECRET)

    typed = getters.query_one(PassphraseField)

    def __init__(self, session: OpenSession, question: str, told: str, *labels: str, said: str = "") -> None:
        """Ask under a question; ``said`` is what was the matter the last time."""
        super().__init__(session)
        self._question, self._told, self._labels, self._said = question, told, labels, said

    def compose(self) -> ComposeResult:
        """Lay out the question over the lines."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(self._question, id="title", markup=False)
            yield Static(self._told, classes="paragraph", markup=False)
            yield from self.compose_more()
            yield PassphraseField(*self._labels)
            yield Static(self._said, id="said", markup=False)
            yield KeysFooter()

    def compose_more(self) -> ComposeResult:
        """Lay out what stands before the lines."""
        yield from ()

    def on_mount(self) -> None:
        """Bring the lines into view where the page is low."""
        self.call_after_refresh(self.typed.scroll_visible, animate=False)

    def say(self, sentence: str) -> None:
        """Say it under the lines."""
        self.query_one("#said", Static).update(sentence)

    @on(PassphraseField.Submitted)
    def _submitted(self, event: PassphraseField.Submitted) -> None:
        event.stop()
        if not all(event.field.typed):
            self.say(EMPTY)
        elif (sentence := self.refuse(event.field)) is not None:
            event.field.wipe()
            self.say(sentence)
        else:
            self.leave(event.field.take_each())

    def leave(self, answer: tuple[bytearray, ...] | None) -> None:
        """Go, with an answer or none."""
        self.dismiss(answer)

    def refuse(self, field: PassphraseField) -> str | None:  # noqa: ARG002  a new passphrase has a reason
        """Return what is the matter with what was typed, or None."""
        return None

    def action_leave_secret(self) -> None:
        """Go back."""
        self.typed.wipe()
        self.leave(None)


class AskNewPassphrase(AskSecret):
    """The same for a new passphrase, which stands in the last two lines; six words are suggested."""

    BINDINGS: ClassVar = actions.bindings(ON_NEW)

    def compose_more(self) -> ComposeResult:
        """Lay out the suggestion."""
        yield Static(SUGGESTED, classes="label", markup=False)
        yield Static(id="suggestion", markup=False)

    def on_mount(self) -> None:
        """Suggest the first six words."""
        self.action_six_other_words()

    def leave(self, answer: tuple[bytearray, ...] | None) -> None:
        """Go, with no word of the suggestion left in a widget: it may have been taken."""
        self.query_one("#suggestion", Static).update("")
        super().leave(answer)

    def refuse(self, field: PassphraseField) -> str | None:
        """Refuse two that differ."""
        return None if field.agrees_from(-2) else DIFFER

    def action_six_other_words(self) -> None:
        """Suggest six other words."""
        from comfort_journal.vault.passphrase import suggest  # noqa: PLC0415  reads a long list

        self.query_one("#suggestion", Static).update(Content.styled(suggest(), "$accent"))
