"""The page before a session, and the way through one: before, the guided part, after, and back where one came from.

The gate alone says whether a step is open; where it is not, the page is its reason and nothing else.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.records import Session
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.followed import row_in_sight
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.core.navigation import leave_question, to_the_sentence
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.core.sound_check import try_once
from comfort_journal.ui.open.practice.before import BeforeStep
from comfort_journal.ui.open.practice.breath_screen import StepBreathScreen
from comfort_journal.ui.open.practice.red_flags import choose_sign, flag_of, sign_noted, sign_of
from comfort_journal.ui.open.practice.step_end_screen import StepEndScreen
from comfort_journal.ui.open.practice.step_run_screen import StepRunScreen
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic, hung

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.core.workspace import Workspace
    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder

BEFORE = actions.declare(
    "Before a session",
    Action("step-ready", "enter", "Ready", "Nothing new: go on to the session.", "ready", palette=False),
    Action("step-new-sign", "exclamation_mark", "A new symptom", "Note a symptom.", "new symptom", palette=False),
    Action("step-circuit", "c", "Circuit first", "Begin with the circuit.", "circuit", palette=False, sense="circuit"),
    Action("step-breath", "b", "Breathe", "Begin with some minutes of breath.", "breathe", palette=False),
    Action("step-tool", "right", "Change what with", "Take the next tool or size.", "another", palette=False),
    Action("leave-step", "escape", "Back", "Go back.", "back", run="dismiss", palette=False),
)

OF_OPEN_STEP = frozenset({"step-ready", "step-tool", "step-circuit"})
"""What can be done here only while the gate has the step open."""


class _Page(WrappedStatic, can_focus=True):
    """The page's text; the cursor stands on the first of its choices, the line that begins with ``choice``.

    While that is out of sight, on the first words that are read.
    """

    choice = ""

    def stands_at(self) -> Offset:
        """Return where that line is drawn."""
        rows = self.render().plain.split("\n")
        return Offset(0, row_in_sight(self, rows, lambda row: bool(self.choice) and row.startswith(self.choice)))


class StepIntroScreen(OpenScreen[Session | None]):
    """One page before a session at ``step``; everything of that session follows from here, and it is the result."""

    CSS_PATH = "step.tcss"
    place = "plan"
    BINDINGS: ClassVar = actions.bindings(BEFORE)
    AUTO_FOCUS = ""  # on_mount does, without scrolling to the end of a long page
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-middle"), (34, "-high")]  # noqa: RUF012  Textual declares the type

    app = getters.app(HostApp)
    page = getters.query_one(_Page)

    def __init__(self, session: Workspace, step: str) -> None:
        """Ask about the step as things stand now."""
        super().__init__(session)
        self._before, self._library = BeforeStep(session, step), session.practice.library

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Vertical(id="column"):
            yield Static(self._before.called, id="title", markup=False)
            with VerticalScroll():
                yield _Page(id="page")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show the page."""
        self._draw()
        self.set_focus(self.page, scroll_visible=False)
        if self._before.open:
            self.say(try_once(self.app, self.session))

    def why_not(self, action_id: str) -> str | None:
        """Return why a key does nothing here right now."""
        return self._before.reason if not self._before.open and action_id in OF_OPEN_STEP else None

    def footer_word(self, action_id: str) -> str | None:
        """Name the keys of a step only where it is open, and the one for another tool or size where there is one."""
        if not self._before.open and action_id in OF_OPEN_STEP:
            return ""
        return "" if action_id == "step-tool" and len(self._before.withs) <= 1 else None

    def action_step_ready(self) -> None:
        self._begin()

    def action_step_tool(self) -> None:
        before = self._before
        if before.withs:
            before.chosen = (before.chosen + 1) % len(before.withs)
            self._draw()

    def action_step_circuit(self) -> None:
        from comfort_journal.ui.open.practice.circuit_screen import CircuitScreen  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415  only when wanted

        self.app.push_screen(CircuitScreen(self.session))

    def action_step_breath(self) -> None:
        """Breathe for the time of the circuit's first part."""
        self.app.push_screen(StepBreathScreen(self.session, self._library.number("RC-6", "breath").seconds))

    def action_step_new_sign(self) -> None:
        self.app.push_screen(choose_sign(self.session), self._signed)

    def _draw(self) -> None:
        before = self._before
        text = before.reason if not before.open else self._again() if before.later else self._text()
        first = "step-ready" if before.later else "step-circuit"
        self.page.choice = self._by_key(first, "") if before.open else ""
        self.page.show(hung(Content(text)))
        self.refresh_bindings()

    def _again(self) -> str:
        """Return the one question before a later session of the day."""
        before = self._library.sentences.before
        lines = [before.anything, "", *self._news()]
        return "\n".join([*lines, *(self._with_line() if not self._before.past_today else ())])

    def _news(self) -> list[str]:
        """Return the two answers to whether anything is new."""
        before = self._library.sentences.before
        return [self._by_key("step-ready", before.nothing_new), self._by_key("step-new-sign", before.something_new)]

    def _by_key(self, action_id: str, does: str) -> str:
        return f"{self.app.shown_key(action_id):<7}{does}"

    def _with_line(self) -> list[str]:
        before = self._before
        if not before.withs:
            return []
        another = f"   ({self.app.shown_key('step-tool')} another)" if len(before.withs) > 1 else ""
        return ["", f"With: {before.with_said}{another}"]

    def _text(self) -> str:
        lines = [f"· {check.label}" for check in self._library.card("FR-4").choices]
        nothing_new, something_new = self._news()
        lines += ["", something_new, *self._with_line(), "", self._library.card("RC-6").title]
        actions_of = {"circuit": "step-circuit", "breath": "step-breath"}
        choices = {choice.key: choice.label for choice in self._library.card("RC-6").choices}
        lines += [self._by_key(actions_of[key], label) for key, label in choices.items() if key in actions_of]
        return "\n".join([*lines, f"{nothing_new}. {choices['settled']}"])

    def _begin(self) -> None:
        """Begin, if the gate has the step open now: the page may have stood there for hours."""
        self._before.ask_gate()
        if not self._before.open:
            self._draw()
            return
        self._sitting = self._before.sitting(self.app.clock)
        self.app.push_screen(StepRunScreen(self._sitting), self._ran)

    def _ran(self, sign: bool | None) -> None:  # noqa: FBT001  Textual hands over the result
        if sign:
            self.app.push_screen(choose_sign(self.session), self._signed)
        elif self._sitting.record() is None:
            self.dismiss(None)
        else:
            self._go_on()

    def _go_on(self, sign: str | None = None) -> None:
        self.app.push_screen(StepEndScreen(self._sitting, sign), self._left)

    def _left(self, prompt: str | None) -> None:
        """Go back where one came from, today's question waiting on Today; after a hard session to an empty page there.

        The plan says little that helps just then, so it is not what one comes back to.
        """
        question, hard = prompt or "", prompt == self._library.sentences.session.after_hard
        if not (hard and to_the_sentence(self.app, question)):
            leave_question(self.app, question)
            self.dismiss(self._sitting.record())

    def _signed(self, label: str | None) -> None:
        sign = None if label is None else sign_of(self.session, label)
        if self._sitting_over:
            if sign is None:
                self._sitting.take_sign_back()
            self._go_on(sign)
        elif sign is not None:
            self._note(sign)

    @property
    def _sitting_over(self) -> bool:
        sitting: SessionRecorder | None = getattr(self, "_sitting", None)
        return sitting is not None and sitting.record() is not None

    @work(exclusive=True, group="sign", description="note a sign")
    async def _note(self, sign: str) -> None:
        """Keep the sign and say what follows from it, whatever the disk does; then there is nothing left to do here."""
        try:
            await asyncio.to_thread(self.session.practice.keep, flag_of(self.session, sign))
        except ComfortError as fault:
            self.say(str(fault))
        self.app.push_screen(sign_noted(self.session, sign), lambda _: self.dismiss(None))
