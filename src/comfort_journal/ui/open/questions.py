"""The questions that may stand above a page: a list the owner chooses from and changes, and the blank page first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from comfort_journal.content import default_prompts
from comfort_journal.errors import ComfortError
from comfort_journal.plain_text import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.open.writing import WritingArea
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.session import OpenSession

CHOOSING = actions.declare(
    "Questions",
    Action("change-questions", "e", "Change the list", "Change, add and remove questions.", "change"),
    Action("leave-questions", "escape", "Back", "Go back to the page as it was.", "back"),
)
CHANGING = actions.declare(
    "Changing questions",
    Action("questions-done", "ctrl+s,escape", "Done", "Keep the list as it stands and go back.", "done"),
)


def questions(session: OpenSession) -> list[str]:
    """Return the owner's questions, else the shipped ones; the first one stands on a fresh page."""
    return session.journal.prompts() or list(default_prompts())


@dataclass(frozen=True)
class Chosen:
    """What was chosen: a question, or None for the blank page."""

    question: str | None


class Questions(OpenScreen["Chosen | None"]):
    """The list to choose from; its result is None when nothing was chosen."""

    CSS_PATH = "questions.tcss"
    BINDINGS: ClassVar = actions.bindings(CHOOSING)
    AUTO_FOCUS = "OptionList"

    choices = getters.query_one(OptionList)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="column"):
            yield Static("What to write about", id="day", markup=False)
            yield OptionList(markup=False, compact=True)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def _fill(self) -> None:
        self._questions = questions(self.session)
        self.choices.clear_options()
        self.choices.add_options([Option("A blank page"), *(Option(one_line(each)) for each in self._questions)])
        self.choices.highlighted = 1

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Chosen(self._questions[event.option_index - 1] if event.option_index else None))

    def action_change_questions(self) -> None:
        """Open the list for changes."""
        self.app.push_screen(ChangeQuestions(self.session), lambda _: self._fill())

    def action_leave_questions(self) -> None:
        """Go back."""
        self.dismiss(None)


class ChangeQuestions(OpenScreen[None]):
    """The owner's questions as text, one on a line; they are kept as they stand, whichever way one leaves."""

    CSS_PATH = "questions.tcss"
    BINDINGS: ClassVar = actions.bindings(CHANGING)
    AUTO_FOCUS = "WritingArea"

    area = getters.query_one(WritingArea)
    said = getters.query_one("#said", Static)

    class Kept(Message):
        """The list is in the journal."""

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        with Vertical(id="column"):
            yield Static("Your questions, one on a line. The first stands on a fresh page.", id="day", markup=False)
            yield WritingArea("\n".join(questions(self.session)))
            yield Static(id="said", markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Have the list kept too when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self._keep_now)

    def on_unmount(self) -> None:
        """Nothing is left to keep."""
        self._taken_back()

    def say(self, sentence: str) -> None:
        """Show one sentence under the lines."""
        self.said.update(sentence)

    def action_questions_done(self) -> None:
        """Keep the list and go back."""
        self._keep()

    def _keep_now(self) -> None:
        lines = [line for line in self.area.text.split("\n") if line.strip()]
        if lines != questions(self.session):
            self.session.journal.set_prompts([] if lines == list(default_prompts()) else lines)

    @work(thread=True, group="save", description="keep the questions")
    def _keep(self) -> None:
        try:
            self._keep_now()
        except ComfortError as fault:
            self.post_message(self.SaveFailed(f"{fault} The list is as it was before."))
        else:
            self.post_message(self.Kept())

    @on(Kept)
    def _go_back(self) -> None:
        self.dismiss(None)
