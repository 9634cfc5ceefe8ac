"""The page after a session: one number that may wait, everything else optional, and Enter leaves.

After a hard session it is one sentence and one offer; what is asked then is only whether a sharp pain is getting worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.practice.after import MASKED, TOO_MUCH, AfterStep, apart_scale
from comfort_journal.ui.open.practice.after_screen import AfterScreen
from comfort_journal.ui.open.practice.around_screen import AroundScreen
from comfort_journal.ui.open.practice.red_flags import choose_sign, flag_of, sign_of
from comfort_journal.ui.widgets.checklist import Checklist
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.rating_row import RatingRow
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic, hung

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder

AFTER_STEP = actions.declare(
    "After a session",
    Action(
        "after-number", "a", "The number", "Go to the number for some minutes later.", palette=False, sense="answer"
    ),
    Action("after-around", "e", "What was around", "Mark what was around.", palette=False, sense="edit"),
    Action("after-sign", "exclamation_mark", "A new symptom", "Note a symptom.", palette=False),
)


class StepEndScreen(AfterScreen):
    """The page after a session."""

    CSS_PATH = "step.tcss"
    BINDINGS: ClassVar = actions.bindings(AFTER_STEP)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-middle"), (34, "-high")]  # noqa: RUF012  Textual declares the type

    app = getters.app(HostApp)

    def __init__(self, sitting: SessionRecorder, sign: str | None = None) -> None:
        """Speak of a session that is over, and for which ``sign`` was noted."""
        super().__init__(sitting.session)
        self._sitting = sitting
        self._after = AfterStep(sitting, self._flags)
        if sign is not None:
            self._flags.append(flag_of(self.session, sign))

    def compose(self) -> ComposeResult:
        said, state = self._library.sentences, self._sitting.state
        apart = apart_scale(said)
        with Vertical(id="column"):
            with VerticalScroll():
                yield Static(id="sentence", markup=False)
                yield WrappedStatic(id="quiet")
                yield RatingRow(said.scale, line=state.terms.line, question=said.session.after, id="later")
                own = [("", said.outcomes.own), (MASKED, said.outcomes.masked), (TOO_MUCH, said.outcomes.spike)]
                yield Checklist([*own, ("", ""), ("", said.outcomes.felt), *self._after.felt])
                yield Static(said.session.apart, id="apart", markup=False)
                yield RatingRow(apart, line=None, question=said.session.fear, id="fear")
                yield RatingRow(apart, line=None, question=said.session.stretch, id="stretch")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Stay awake for the number."""
        self.app.lookout.stay_awake(self, self._library.number("ST-0", "unlocked").seconds)

    def on_unmount(self) -> None:
        """Let idle time count again."""
        self.app.lookout.as_usual(self)

    @property
    def hard(self) -> bool:
        return self._after.hard

    @property
    def may_worsen(self) -> bool:
        return self._after.may_worsen

    @property
    def _number_open(self) -> bool:
        return self._after.number_open

    def keep(self) -> None:
        self._sitting.keep(*self._flags)

    def keep_at_sealing(self) -> None:
        self._sitting.keep_at_sealing(*self._flags)

    def draw(self, *, hard: bool) -> None:
        self.query_one("#sentence", Static).update(self._after.sentence())
        self.query_one("#quiet", WrappedStatic).show(hung(Content(self._hard_lines() if hard else self._quiet_lines())))
        self.query_one("#later").display = self._number_open and self._sitting.state.after is None
        for each in self.query("Checklist, #apart, #fear, #stretch"):
            each.display = not hard

    def _hard_lines(self) -> str:
        return "\n".join(self.offer(note=self._sitting.state.too_much and not self._flags))

    def _quiet_lines(self) -> str:
        state, said = self._sitting.state, self._library.sentences.session
        counts = self._after.counts()
        lines = [] if self._after.sentence() == counts else [counts]
        if not self._number_open and state.after is None:
            lines.append(said.after_from)
        elif self._number_open and state.after is None:
            lines.append(f"{said.after_now}  {self.app.shown_key('after-number')}")
        for card in self._after.cards:
            lines += ["", card.title, *(f"· {item}" for item in card.items)]
        around = [] if self._after.called_too_much else [self._said_around()]
        sign = self._library.sentences.before.something_new
        lines += ["", *around, f"{sign}?  {self.app.shown_key('after-sign')}"]
        return "\n".join(lines)

    def _said_around(self) -> str:
        return f"{self._after.around_said()}  {self.app.shown_key('after-around')}"

    @on(Checklist.Changed)
    def _marked(self) -> None:
        self._after.mark(self.checklist.marked)
        self.keep_and_look()
        if not self.hard:
            self.call_after_refresh(self.checklist.keep_in_view)

    @on(RatingRow.Given)
    def _given(self, event: RatingRow.Given) -> None:
        event.stop()
        name = "after" if event.row.id == "later" else str(event.row.id)
        self._sitting.note(**{name: event.value})
        self.keep_and_look()
        if not self.hard:
            self.checklist.focus(scroll_visible=False)

    def leave(self, *, hard: bool) -> None:
        """Leave; what was marked as too much was a hard session too."""
        super().leave(hard=hard or self._after.called_too_much)

    def action_leave(self) -> None:
        """Leave, with the number asked for; where the session was not kept, the second time all the same."""
        self._after.left_out()
        super().action_leave()

    def action_after_number(self) -> None:
        if self._number_open:
            self.query_one("#later", RatingRow).focus()

    def action_after_around(self) -> None:
        """Mark what was around; after what was too much nothing more is asked."""
        if not self.hard and not self._after.called_too_much:
            self.app.push_screen(
                AroundScreen(self.session, self._after.around, self._keep_around), lambda _left: self.look()
            )

    def _keep_around(self, marks: tuple[str, ...]) -> None:
        self._sitting.note(around=marks)
        self.keep()

    def action_after_sign(self) -> None:
        self.app.push_screen(choose_sign(self.session), self._picked)

    def _picked(self, label: str | None) -> None:
        if label is not None:
            self.note_sign(sign_of(self.session, label))
