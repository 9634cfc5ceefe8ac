"""How it was together, told after the first two answers: everything here may stay open, and nothing asks twice.

What hurt or was too much gets one sentence and one offer to breathe. Each answer is kept as it is given.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import getters, on, work
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from comfort_journal.errors import ComfortError
from comfort_journal.plan.numbers import SPIKE_DURING
from comfort_journal.plan.visits import close_too_much
from comfort_journal.records import Close, Partner, moment
from comfort_journal.text.plain import plain_lines, shown
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.note_to_self import find_note
from comfort_journal.ui.open.core.plan_service import latest
from comfort_journal.ui.open.core.prompts import questions
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.practice.breath_screen import StepBreathScreen
from comfort_journal.ui.open.practice.red_flags import SHARP_PAIN, flag_of, noted
from comfort_journal.ui.open.practice.step_end_screen import apart_scale
from comfort_journal.ui.widgets.checklist import Checklist
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.records import AnyRecord, Flag
    from comfort_journal.ui.open.core.workspace import Workspace

LOOK_EVERY = 1.0

ON_FELT = actions.declare(
    "How it was together",
    Action("leave-felt", "enter,escape", "Done", "Leave; everything here may stay open.", "done", palette=False),
    Action("felt-breathe", "b", "Breathe", "Breathe with the screen.", "breathe", palette=False),
    Action("felt-worse", "y", "It is getting worse", "Note a sharp pain that grows.", palette=False),
)


class DebriefDetailsScreen(OpenScreen[str]):
    """Numbers, marks and fear, all of which may stay open; one sentence and one offer once it was too much.

    Its result is the question for the page of the evening.
    """

    CSS_PATH = "together.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar = actions.bindings(ON_FELT)

    marks = getters.query_one(Checklist)

    class Left(Message):
        """Everything is in the journal."""

    def __init__(self, session: Workspace, record: Partner, close: Close) -> None:
        """Begin with the two answers that were given."""
        super().__init__(session)
        self._record, self._close = record, close
        self._library = session.practice.library
        self._line = session.practice.line
        self._flags: list[Flag] = []
        self._failed = False
        self._writing = threading.Lock()

    def compose(self) -> ComposeResult:
        """Lay out the sentence, and the rest below it."""
        said = self._library.sentences
        tags = [(choice.key, choice.label) for name in ("FR-2", "FR-3") for choice in self._library.card(name).choices]
        with Vertical(id="column"):
            with VerticalScroll():
                yield Static(id="sentence", markup=False)
                yield RatingRow(said.scale, line=self._line, question=said.closing.during, id="during")
                yield RatingRow(said.scale, line=self._line, question=said.closing.after, id="after")
                yield Checklist(tags)
                yield Static(id="quiet", markup=False)
                yield RatingRow(apart_scale(said), line=None, question=said.session.fear, id="fear")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Keep the two answers, and what comes to them also when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self._keep_at_sealing)
        self._keep()
        self.look()
        self.set_interval(LOOK_EVERY, self.look)
        if not self._hard:
            self.query_one("#during").focus(scroll_visible=False)

    def on_unmount(self) -> None:
        """Stop being asked; it is kept by now."""
        self._taken_back()

    @property
    def record(self) -> Partner:
        """The record with the close as it stands."""
        return replace(self._record, close=self._close)

    @property
    def _hard(self) -> bool:
        return self._close.ended_as == "hurt" or close_too_much(self.record, self._line)

    @property
    def _may_worsen(self) -> bool:
        values = (self._close.during, self._close.after)
        alarming = any(value is not None and value >= SPIKE_DURING for value in values)
        return self._hard and (alarming or "sharp" in self._close.tags) and not self._flags

    @property
    def _too_early(self) -> bool:
        """Whether the number for afterwards is still to come."""
        since = self.session.clock() - moment(self._record.ended_at)
        return since.total_seconds() < self._library.number("ST-0", "after_from").seconds

    def look(self) -> None:
        """Draw what there is now: little where it was too much, the number for afterwards once it is time."""
        hard = self._hard
        self.set_class(hard, "-hard")
        self.query_one("#sentence", Static).update(self._hard_text() if hard else self._open_text())
        self.query_one("#quiet", Static).update("" if hard else self._quiet_text())
        for each in self.query("RatingRow, Checklist"):
            each.display = not hard
        self.query_one("#after").display = not hard and not self._too_early
        if hard:
            self.query_one(VerticalScroll).focus(scroll_visible=False)

    def _hard_text(self) -> str:
        said = self._library.sentences
        first = noted(self._library, SHARP_PAIN) if self._flags else said.closing.too_much
        lines = [first, "", f"{said.session.breathe}  b"]
        if self._may_worsen:
            lines += ["", f"{said.session.worse}  y"]
        note = None if self._flags else find_note(self.session)
        if note is not None:
            lines += ["", said.session.note_to_self, "", *plain_lines(shown(note.text))]
        return "\n".join(lines)

    def _open_text(self) -> str:
        said = self._library.sentences
        return f"{said.closing.open}\n{said.session.after_from}" if self._too_early else said.closing.open

    def _quiet_text(self) -> str:
        cards = self._library.cards_after(self._close.tags, None)
        lines = [line for card in cards for line in (card.title, *(f"· {item}" for item in card.items), "")]
        if self._record.mode == "step":
            lines.append(self._library.sentences.session.tomorrow)
        return "\n".join(lines)

    @on(Checklist.Changed)
    def _marked(self) -> None:
        self._note(tags=self.marks.marked)

    @on(RatingRow.Given)
    def _given(self, event: RatingRow.Given) -> None:
        event.stop()
        self._note(**{str(event.row.id): event.value})
        if not self._hard:
            self.focus_next("RatingRow, Checklist")

    def _note(self, **fields: object) -> None:
        self._close = replace(self._close, **fields)
        self._keep()
        self.look()

    @work(thread=True, group="save", description="keep the private page")
    def _keep(self) -> None:
        try:
            self._keep_now()
        except ComfortError as fault:
            self.post_message(self.SaveFailed(str(fault)))

    def _keep_now(self) -> None:
        with self._writing:  # the last to be written is the newest
            keep_close(self.session, self._record, self._close, *self._flags)

    def _keep_at_sealing(self) -> None:
        self.session.journal.save(self.record, *self._flags)

    @work(thread=True, group="save", description="keep the private page and leave")
    def _keep_and_leave(self) -> None:
        try:
            self._keep_now()
        except ComfortError as fault:
            self._failed = True
            self.post_message(self.SaveFailed(str(fault)))
        else:
            self.post_message(self.Left())

    @on(Left)
    def _leave(self) -> None:
        if not self._hard and self._too_early:
            self.session.practice.for_later.add(self._record.id)
        self.dismiss(self._library.sentences.session.after_hard if self._hard else questions(self.session)[0])

    def action_leave_felt(self) -> None:
        """Leave once all is kept; where that failed, the second time all the same."""
        if self._failed:
            self._leave()
        else:
            self._keep_and_leave()

    def action_felt_breathe(self) -> None:
        self.app.push_screen(StepBreathScreen(self.session))

    def action_felt_worse(self) -> None:
        if self._may_worsen:
            self._flags.append(flag_of(self.session, SHARP_PAIN))
            self._note()


def keep_close(session: Workspace, record: Partner, close: Close, *others: AnyRecord) -> None:
    """Keep a close with its record as the journal has it now; raises NotFound, NotSaved. Blocks."""
    session.practice.keep(replace(latest(session, record), close=close), *others)
