"""The page after a session: one number that may wait, everything else optional, and Enter leaves.

After a hard session it is one sentence and one offer; what is asked then is only whether a sharp pain is getting worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import asdict, replace
from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from comfort_journal.content import load_programme
from comfort_journal.plan.session_state import ENDED_ABOVE
from comfort_journal.text.plain import one_line
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.host import HostApp
from comfort_journal.ui.open.practice.after_screen import AfterScreen
from comfort_journal.ui.open.practice.around_screen import AroundScreen
from comfort_journal.ui.open.practice.red_flags import choose_sign, flag_of, noted, sign_of
from comfort_journal.ui.widgets.checklist import Checklist
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.rating_row import RatingRow
from comfort_journal.ui.widgets.wrapped_static import WrappedStatic, hung

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.content.sentences import DuringWords, Scale, Sentences
    from comfort_journal.plan.counting import Counting
    from comfort_journal.ui.open.practice.session_recorder import SessionRecorder

MASKED, TOO_MUCH = "masked", "too_much"

AFTER_STEP = actions.declare(
    "After a session",
    Action(
        "after-number", "a", "The number", "Go to the number for some minutes later.", palette=False, sense="answer"
    ),
    Action("after-around", "e", "What was around", "Mark what was around.", palette=False, sense="edit"),
    Action("after-sign", "exclamation_mark", "A new symptom", "Note a symptom.", palette=False),
)


def apart_scale(said: Sentences) -> Scale:
    """Return the words of a number that stands beside discomfort, such as fear."""
    return replace(said.scale, **asdict(said.apart))


def said_of_today(said: DuringWords, counts: Counting | None, least: int, *, again: bool) -> str:
    """Return what is true of a day on which a session was had.

    ``least`` is the shortest hold in seconds that the plan looks at, ``again`` says that its step is still open.
    """
    if counts == "nothing":
        nothing = said.nothing.format(least=least)
        return f"{nothing} {said.once_more}" if again else nothing
    return said.tomorrow if counts == "waiting" else said.tomorrow_too


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
        self._own_tags = sitting.state.tags
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
                felt = [tag for tag in self.tags("FR-2") if tag[0] not in state.tags]
                yield Checklist([*own, ("", ""), ("", said.outcomes.felt), *felt])
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
        return bool(self._flags) or self._sitting.state.hard

    @property
    def may_worsen(self) -> bool:
        state = self._sitting.state
        return not self._flags and state.hard and (state.alarming or "sharp" in state.tags)

    @property
    def _number_open(self) -> bool:
        waited = self._sitting.since_contact >= self._library.number("ST-0", "after_from").seconds
        return waited and not self.hard and not self._sitting.state.terms.traits.after_each_hold

    def keep(self) -> None:
        self._sitting.keep(*self._flags)

    def keep_at_sealing(self) -> None:
        self._sitting.keep_at_sealing(*self._flags)

    def draw(self, *, hard: bool) -> None:
        self.query_one("#sentence", Static).update(self._sentence())
        self.query_one("#quiet", WrappedStatic).show(hung(Content(self._hard_lines() if hard else self._quiet_lines())))
        self.query_one("#later").display = self._number_open and self._sitting.state.after is None
        for each in self.query("Checklist, #apart, #fear, #stretch"):
            each.display = not hard

    def _sentence(self) -> str:
        state, said = self._sitting.state, self._library.sentences.session
        if self._flags:
            return noted(self._library, self._flags[-1].sign)
        if state.too_much or TOO_MUCH in self.checklist.marked:
            return said.too_much_stopped if state.ended == "stop" else said.too_much
        if state.ended == "stop":
            return said.stopped
        if state.settled is False and state.worst is not None:
            return said.ended_above.format(value=state.worst)
        return said.short if state.ended == "short" else self._counts()

    def _counts(self) -> str:
        """Say what is true of this day: that a number can let it count, that nothing was decided, or neither."""
        counts, again = self.session.practice.today_counts(self._sitting.record())
        least = load_programme().step(self._sitting.state.terms.kind).floor
        return said_of_today(self._library.sentences.session, counts, least, again=again)

    def _hard_lines(self) -> str:
        return "\n".join(self.offer(note=self._sitting.state.too_much and not self._flags))

    def _quiet_lines(self) -> str:
        state, said = self._sitting.state, self._library.sentences.session
        counts = self._counts()
        lines = [] if self._sentence() == counts else [counts]
        if not self._number_open and state.after is None:
            lines.append(said.after_from)
        elif self._number_open and state.after is None:
            lines.append(f"{said.after_now}  {self.app.shown_key('after-number')}")
        hurt_at = state.terms.kind if state.ended in ENDED_ABOVE else None
        for card in self._library.cards_after(state.tags, hurt_at):
            lines += ["", card.title, *(f"· {item}" for item in card.items)]
        around = [] if TOO_MUCH in self.checklist.marked else [self._said_around()]
        sign = self._library.sentences.before.something_new
        lines += ["", *around, f"{sign}?  {self.app.shown_key('after-sign')}"]
        return "\n".join(lines)

    @property
    def _around(self) -> tuple[str, ...]:
        record = self._sitting.record()
        return (record.around or ()) if record is not None else ()

    def _said_around(self) -> str:
        title, key = self._library.sentences.around.title, self.app.shown_key("after-around")
        return f"{title}: {', '.join(map(one_line, self._around))}  {key}" if self._around else f"{title}?  {key}"

    @on(Checklist.Changed)
    def _marked(self) -> None:
        marked = self.checklist.marked
        felt = (tag for tag in marked if tag not in {MASKED, TOO_MUCH})
        self._sitting.note(tags=(*self._own_tags, *felt), masked=MASKED in marked, spike=TOO_MUCH in marked)
        self.keep_and_look()

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
        super().leave(hard=hard or TOO_MUCH in self.checklist.marked)

    def action_leave(self) -> None:
        """Leave, with the number asked for; where the session was not kept, the second time all the same."""
        state = self._sitting.state
        if self._number_open and state.after is None:
            self._sitting.note(asked=tuple(dict.fromkeys((*state.asked, "after"))))
        super().action_leave()

    def action_after_number(self) -> None:
        if self._number_open:
            self.query_one("#later", RatingRow).focus()

    def action_after_around(self) -> None:
        """Mark what was around; after what was too much nothing more is asked."""
        if not self.hard and TOO_MUCH not in self.checklist.marked:
            self.app.push_screen(AroundScreen(self.session, self._around, self._keep_around), lambda _left: self.look())

    def _keep_around(self, marks: tuple[str, ...]) -> None:
        self._sitting.note(around=marks)
        self.keep()

    def action_after_sign(self) -> None:
        self.app.push_screen(choose_sign(self.session), self._picked)

    def _picked(self, label: str | None) -> None:
        if label is not None:
            self.note_sign(sign_of(self.session, label))
