"""One page of the plan: a text and its answers; none stands chosen, nothing is ticked, and no tick is first.

What is ticked goes with one of the answers. Any other first takes the ticks back, to be seen, and is given after that.

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

NOTHING_TICKED = "Nothing is ticked."
UNTICKED = "What was ticked is taken back. Enter once more goes on without it."
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


class _Answers(AnswerList):
    """The answers of a page; until its text was read, Enter reads on."""

    @property
    def _page(self) -> QuestionScreen:
        assert isinstance(self.screen, QuestionScreen)  # noqa: S101  it is made there alone
        return self.screen

    def why_not(self, action_id: str) -> str | None:
        """Say how an answer is reached, once the text was read."""
        return super().why_not(action_id) if self._page.read_to_the_end else None

    def footer_word(self, action_id: str) -> str | None:
        """Call Enter what it does."""
        if self._page.read_to_the_end:
            return super().footer_word(action_id)
        return "read on" if action_id == "choose-answer" else ""

    def action_select(self) -> None:
        """Choose, or read on."""
        if self._page.read_to_the_end:
            super().action_select()
        else:
            self._page.action_plan_page_further()


class QuestionScreen(OpenScreen["tuple[str, ...] | None"]):
    """The result is what was ticked and then the answer, by their keys, or None for Escape."""

    CSS_PATH = "question_screen.tcss"
    AUTO_FOCUS = "AnswerList"
    BINDINGS: ClassVar = actions.bindings(PAGE)

    options = getters.query_one(AnswerList)

    def __init__(  # noqa: PLR0913  each part of a page
        self,
        session: Workspace,
        title: str,
        text: str,
        answers: Sequence[tuple[str, str]],
        *,
        ticks: Sequence[tuple[str, str]] = (),
        with_ticks: str = "",
    ) -> None:
        """Show the text; ``answers`` are keys with what is read, and ``ticks`` come below the first of them.

        ``with_ticks`` is the key of the answer that what is ticked goes with.
        """
        super().__init__(session)
        self.add_class("-page")  # the answers follow the text, however short it is
        self._title, self._text = title, text
        self._ticks, self._answers = list(ticks), list(answers)
        self._lines = [*self._answers[:1], *self._ticks, *self._answers[1:]]
        self._with_ticks = with_ticks
        self._ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out the text over the answers."""
        self.set_class(len(self._lines) <= FEW, "-few")
        with Vertical(id="column"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="reading", can_focus=False):
                yield WrappedStatic(id="words")
            yield _Answers(*(Option(self._prompt(*each)) for each in self._lines), markup=False)
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show the text; where there is something to choose, nothing is chosen yet."""
        if len(self._lines) > 1:
            self.options.highlighted = None
        self.query_one(WrappedStatic).show(hung(Content(self._text)))

    def _prompt(self, key: str, label: str) -> Hung:
        mark = ("[x] " if key in self._ticked else "[ ] ") if (key, label) in self._ticks else ""
        return Hung(mark + one_line(label))

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.read_to_the_end:
            self.action_plan_page_further()
            return
        key = self._lines[event.option_index][0]
        ticked = [each for each, _ in self._ticks if each in self._ticked]
        if self._at_a_tick:
            self._tick(event.option_index)
        elif key == self._with_ticks and not ticked:
            self.app.say_in_passing(NOTHING_TICKED)
        elif ticked and key != self._with_ticks:
            for place, (each, _) in enumerate(self._lines):
                if each in ticked:
                    self._tick(place)
            self.app.say_in_passing(UNTICKED)
        else:
            self.dismiss((*ticked, key))

    def _tick(self, place: int) -> None:
        self._ticked ^= {self._lines[place][0]}
        self.options.replace_option_prompt_at_index(place, self._prompt(*self._lines[place]))

    @property
    def _at_a_tick(self) -> bool:
        """Whether the cursor is on something to tick, and the text was read."""
        at = self.options.highlighted
        return self.read_to_the_end and at is not None and self._lines[at] in self._ticks

    @property
    def read_to_the_end(self) -> bool:
        """Whether the end of the text was on the screen."""
        reading = self.query_one("#reading")
        return reading.scroll_offset.y >= reading.max_scroll_y

    def why_not(self, action_id: str) -> str | None:
        """Say that all is on the screen."""
        if action_id != "plan-page-further" or not self.read_to_the_end or self._at_a_tick:
            return None
        return "That is all of it."

    def footer_word(self, action_id: str) -> str | None:
        """Call Enter and Space what they do where the cursor is; a key that does nothing is not named."""
        if not self.read_to_the_end:
            return None
        ticks = "tick" if self._at_a_tick else None
        return {"choose-answer": ticks, "plan-page-further": ticks or ""}.get(action_id)

    def action_plan_page_further(self) -> None:
        """Tick where there is something to tick, else read on; nothing is answered to a text that was not read."""
        if self._at_a_tick:
            self._tick(self.options.highlighted or 0)
            return
        self.query_one("#reading").scroll_page_down(animate=False, force=True)
        self.call_after_refresh(self.refresh_bindings)
