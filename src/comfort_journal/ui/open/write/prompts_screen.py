"""The questions that may stand above a page: a list the owner chooses from and changes, and the blank page first.

A word typed into it does nothing: no letter is a key here, for a question looks like something to answer at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from comfort_journal.content import default_prompts
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.prompts import questions, template_in
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.core.text_edit_screen import TextEditScreen
from comfort_journal.ui.widgets.answer_list import AnswerList
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.wrapped_static import Hung

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

CHOOSING = actions.declare(
    "Questions",
    Action("change-questions", "alt+e", "Change the list", "Change, add and remove questions.", "change"),
    Action("leave-questions", "escape", "Back", "Go back to the page as it was.", "back", run="dismiss"),
)
HINT = (
    "Your questions, one on a line; the first stands on a fresh page. "
    "Several on one page, under a name: Evening: What was gentle? | What can wait?"
)


@dataclass(frozen=True)
class Chosen:
    """What was chosen: a question, or None for the blank page."""

    question: str | None


class PromptsScreen(OpenScreen["Chosen | None"]):
    """The list to choose from; its result is None when nothing was chosen."""

    CSS_PATH = "prompts_screen.tcss"
    BINDINGS: ClassVar = actions.bindings(CHOOSING)
    AUTO_FOCUS = "AnswerList"

    choices = getters.query_one(AnswerList)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="column"):
            yield Static("Questions", id="title", markup=False)
            yield AnswerList(markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def _fill(self) -> None:
        self._questions = questions(self.session)
        self.choices.clear_options()
        self.choices.add_options(
            [Option("A blank page"), *(Option(Hung(shown_question(each))) for each in self._questions)]
        )
        self.choices.highlighted = 1

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Chosen(self._questions[event.option_index - 1] if event.option_index else None))

    def action_change_questions(self) -> None:
        """Open the list for changes."""
        self.app.push_screen(change_questions(self.session), lambda _: self._fill())


def shown_question(prompt: str) -> str:
    """Return a line of the list as it is offered: a template by its name and how much it asks."""
    template = template_in(prompt)
    if template is None:
        return one_line(prompt)
    return one_line(f"{template.name or template.questions[0]} ({len(template.questions)} questions on one page)")


def change_questions(session: Workspace) -> TextEditScreen:
    """Return where the owner's questions are changed, as text with one on a line."""
    return TextEditScreen(session, HINT, "\n".join(questions(session)), partial(keep_questions, session))


def keep_questions(session: Workspace, text: str) -> None:
    """Keep a text as the owner's questions, one on a line, where they are others; raises NotSaved. Blocks."""
    lines = [line for line in text.split("\n") if line.strip()]
    if lines != questions(session):
        session.journal.set_prompts([] if lines == list(default_prompts()) else lines)
