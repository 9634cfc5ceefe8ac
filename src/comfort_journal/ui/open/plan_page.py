"""One page of the plan: a text, things that can be ticked, and answers below; nothing is ticked beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from comfort_journal.plain_text import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.base import OpenScreen
from comfort_journal.ui.open.fitted import Fitted, hung
from comfort_journal.ui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.ui.open.session import OpenSession

PAGE = actions.declare(
    "A page of the plan",
    Action("leave-plan-page", "escape", "Back", "Go back without an answer.", "back", palette=False),
)


class PlanPage(OpenScreen["tuple[str, ...] | None"]):
    """The result is what was ticked and then the answer, by their keys, or None for Escape."""

    CSS_PATH = "plan_screen.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar = actions.bindings(PAGE)

    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]  # noqa: RUF012  Textual declares the type

    options = getters.query_one(OptionList)

    def __init__(
        self,
        session: OpenSession,
        title: str,
        text: str,
        answers: Sequence[tuple[str, str]],
        *,
        ticks: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show the text; ``ticks`` and ``answers`` are keys with what is read."""
        super().__init__(session)
        self.add_class("-page")  # the answers follow the text, however short it is
        self._title, self._text = title, text
        self._ticks, self._answers = list(ticks), list(answers)
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out the text over the answers."""
        with Vertical(id="column"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="reading", can_focus=False):
                yield Fitted(id="words")
            yield OptionList(*(Option(self._prompt(*each)) for each in (*self._ticks, *self._answers)), markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(Fitted).show(hung(Content(self._text)))

    def _prompt(self, key: str, label: str) -> Content:
        mark = ("[x] " if key in self._ticked else "[ ] ") if (key, label) in self._ticks else ""
        return Content(mark + one_line(label))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        place = event.option_index
        if place < len(self._ticks):
            self._ticked ^= {self._ticks[place][0]}
            self.options.replace_option_prompt_at_index(place, self._prompt(*self._ticks[place]))
            return
        ticked = [key for key, _ in self._ticks if key in self._ticked]
        self.dismiss((*ticked, self._answers[place - len(self._ticks)][0]))

    def action_leave_plan_page(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)
