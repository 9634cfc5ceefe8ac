"""One page of the plan: a text and its answers; nothing is ticked beforehand, and what can be ticked is never first.

In a small window Enter reads on first: no answer is given to a text that was not on the screen to its end. Space
reads on too, and ticks where Enter does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.widgets.answer_list import AnswerList
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.wrapped_static import Hung, WrappedStatic, hung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace

FEW = 4
"""With so few answers a long text may have more of the window."""

PAGE = actions.declare(
    "A page of the plan",
    Action(
        "plan-page-further",
        "space",
        "Further down",
        "Read on below; at something to tick, tick it.",
        "read on",
        palette=False,
    ),
    Action("leave-plan-page", "escape", "Back", "Go back without an answer.", "back", run="dismiss", palette=False),
)


class QuestionScreen(OpenScreen["tuple[str, ...] | None"]):
    """The result is what was ticked and then the answer, by their keys, or None for Escape."""

    CSS_PATH = "question_screen.tcss"
    AUTO_FOCUS = "AnswerList"
    BINDINGS: ClassVar = actions.bindings(PAGE)

    options = getters.query_one(AnswerList)

    def __init__(
        self,
        session: Workspace,
        title: str,
        text: str,
        answers: Sequence[tuple[str, str]],
        *,
        ticks: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show the text; ``answers`` are keys with what is read, and ``ticks`` come below the first of them."""
        super().__init__(session)
        self.add_class("-page")  # the answers follow the text, however short it is
        self._title, self._text = title, text
        self._ticks, self._answers = list(ticks), list(answers)
        self._lines = [*self._answers[:1], *self._ticks, *self._answers[1:]]
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out the text over the answers."""
        self.set_class(len(self._lines) <= FEW, "-few")
        with Vertical(id="column"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="reading", can_focus=False):
                yield WrappedStatic(id="words")
            yield AnswerList(*(Option(self._prompt(*each)) for each in self._lines), markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show the text."""
        self.query_one(WrappedStatic).show(hung(Content(self._text)))

    def _prompt(self, key: str, label: str) -> Hung:
        mark = ("[x] " if key in self._ticked else "[ ] ") if (key, label) in self._ticks else ""
        return Hung(mark + one_line(label))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self._read_to_the_end:
            self.action_plan_page_further()
            return
        place = event.option_index
        if self._at_a_tick:
            self._tick(place)
            return
        ticked = [key for key, _ in self._ticks if key in self._ticked]
        self.dismiss((*ticked, self._lines[place][0]))

    def _tick(self, place: int) -> None:
        self._ticked ^= {self._lines[place][0]}
        self.options.replace_option_prompt_at_index(place, self._prompt(*self._lines[place]))

    @on(OptionList.OptionHighlighted)
    def _went(self) -> None:
        self.refresh_bindings()

    @property
    def _at_a_tick(self) -> bool:
        """Whether the cursor is on something to tick, and the text was read."""
        return self._read_to_the_end and self._lines[self.options.highlighted or 0] in self._ticks

    @property
    def _read_to_the_end(self) -> bool:
        reading = self.query_one("#reading")
        return reading.scroll_offset.y >= reading.max_scroll_y

    def why_not(self, action_id: str) -> str | None:
        """Say that all is on the screen."""
        if action_id != "plan-page-further" or not self._read_to_the_end or self._at_a_tick:
            return None
        return "That is all of it."

    def footer_word(self, action_id: str) -> str | None:
        """Call Enter and Space what they do where the cursor is; a key that does nothing is not named."""
        if not self._read_to_the_end:
            return "read on" if action_id == "choose-answer" else None
        ticks = "tick" if self._at_a_tick else None
        return {"choose-answer": ticks, "plan-page-further": ticks or ""}.get(action_id)

    def action_plan_page_further(self) -> None:
        """Tick where there is something to tick, else read on; nothing is answered to a text that was not read."""
        if self._at_a_tick:
            self._tick(self.options.highlighted or 0)
            return
        self.query_one("#reading").scroll_page_down(animate=False, force=True)
        self.call_after_refresh(self.refresh_bindings)
