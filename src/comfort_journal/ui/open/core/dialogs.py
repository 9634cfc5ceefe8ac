"""Two small questions over a screen: one line in words, and one choice from a list. Escape always leaves unchanged.

What is not understood is said in one kind sentence with examples, and what was typed stays.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from comfort_journal.errors import BadInput
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.keyboards import without_shift
from comfort_journal.ui.open.core.screen import OverPage
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.line_input import LineInput
from comfort_journal.ui.widgets.marked_list import MarkedList
from comfort_journal.ui.widgets.no_higher import NoHigher
from comfort_journal.ui.widgets.text_layout import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.types import CSSPathType

    from comfort_journal.ui.open.core.workspace import Workspace

Answer = TypeVar("Answer")

WIDEST = 60
FOR_EXAMPLE = "for example: {}"
"""How an example looks in an empty line, so that nobody takes it for an answer that stands there already."""
NOTHING_TYPED = "Please type something; nothing was done."
NO_NAME = "Please type a name; nothing was done."

GIVING = actions.declare(
    "A line to answer with",
    Action("give-written", "enter", "Give it", "Give what is written.", "go on", run="submit", palette=False),
)
CHOOSING = actions.declare(
    "A list to choose from",
    Action("choose-listed", "enter", "Choose", "Choose what is marked.", "choose", run="select", palette=False),
)
(BY_NUMBER,) = actions.declare(
    "A numbered list",
    Action("choose-number", "1,2,3,4,5,6,7,8,9", "By number", "Choose what has this number.", palette=False),
)
ASKING = actions.declare(
    "A question",
    Action("leave-question", "escape", "Back", "Go back without an answer.", "back", run="dismiss", palette=False),
)


def room_in_list(width: int) -> int:
    """Return the cells of a row of a question's list in a window so wide: within panel, padding and scrollbar."""
    return max(8, min(WIDEST, width - 4) - 9)


class AskedLine(LineInput):
    """The line of a question; its footer says which key gives it."""

    BINDINGS: ClassVar = actions.bindings(GIVING)


class AskedList(NoHigher, MarkedList):
    """The list of a question, a line for each answer; its footer says which key chooses."""

    BINDINGS: ClassVar = actions.bindings(CHOOSING)


class NumberedList(AskedList):
    """A list whose first nine are chosen by their number too."""

    BINDINGS: ClassVar = [
        Binding(key, f"choose_number({place})", BY_NUMBER.name, id=BY_NUMBER.id, show=False)
        for place, key in enumerate(BY_NUMBER.keys.split(","))
    ]

    def action_choose_number(self, place: int) -> None:
        """Choose what has that number, if there is one."""
        if place < self.option_count:
            self.highlighted = place
            self.action_select()


class Ask(OverPage["Answer | None"], Generic[Answer]):
    """One line to write in; the result is what ``read`` makes of it, or None for Escape."""

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-roomy")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(ASKING)

    line = getters.query_one(Input)
    said = getters.query_one("#said", Static)

    def __init__(  # noqa: PLR0913  each part of a question
        self,
        session: Workspace,
        question: str,
        example: str,
        read: Callable[[str], Answer | None],
        sorry: str,
        *,
        offered: str = "",
        blank: str = NOTHING_TYPED,
    ) -> None:
        """Ask; where ``read`` returns None ``sorry`` is said, where it raises BadInput what that says.

        What is ``offered`` stands in the line as text. Enter on an empty line says ``blank`` and stays.
        """
        super().__init__(session)
        self._question, self._example, self._offered = question, example, offered
        self._read, self._sorry, self._blank = read, sorry, blank

    def compose(self) -> ComposeResult:
        """Lay out the question over the line."""
        with Vertical(id="asking"):
            yield Static(self._question, id="question", markup=False)
            example = FOR_EXAMPLE.format(self._example) if self._example else ""
            yield AskedLine(self._offered, placeholder=example, compact=True)
            yield Static(id="said", markup=False)
            yield KeysFooter()

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.say(self._blank)
            return
        try:
            answer = self._read(event.value)
        except BadInput as unclear:
            self.say(str(unclear))
            return
        if answer is None:
            self.say(self._sorry)
        else:
            self.dismiss(answer)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.say("")

    def say(self, sentence: str) -> None:
        """Say it under the line."""
        self.said.update(sentence)


class Choose(OverPage["str | None"]):
    """One of several texts; the result is the chosen one, or None for Escape."""

    CSS_PATH: ClassVar[CSSPathType | None] = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (14, "-roomy")]  # noqa: RUF012  Textual declares the type
    BINDINGS: ClassVar = actions.bindings(ASKING)

    def __init__(self, session: Workspace, question: str, texts: Sequence[str], *, numbered: bool = False) -> None:
        """Offer the texts in this order; ``numbered``, the first nine by a key each."""
        super().__init__(session)
        self._question, self._texts, self._numbered = question, texts, numbered

    def compose(self) -> ComposeResult:
        """Lay out the question over the choices."""
        width = room_in_list(self.app.size.width)
        with Vertical(id="asking"):
            yield Static(self._question, id="question", markup=False)
            rows = [one_line(text) for text in self._texts]
            if self._numbered:
                keyboard = self.app.settings.keyboard
                keys = chain((without_shift(number, keyboard) for number in "123456789"), repeat(" "))
                rows = [f"{key}  {row}" for key, row in zip(keys, rows, strict=False)]
            kind = NumberedList if self._numbered else AskedList
            yield kind(*(Option(Content(fit(row, width))) for row in rows), markup=False)
            yield KeysFooter()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.choose(self._texts[event.option_index])

    def choose(self, text: str) -> None:
        """Give the chosen text as the answer."""
        self.dismiss(text)
