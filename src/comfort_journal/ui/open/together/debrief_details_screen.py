"""How it was together, told after the first two answers: everything here may stay open, and nothing asks twice.

What hurt or was too much gets one sentence and one offer to breathe. Each answer is kept as it is given.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from comfort_journal.plan.numbers import SPIKE_DURING
from comfort_journal.plan.visits import close_too_much
from comfort_journal.records import Close, Partner, moment
from comfort_journal.ui.open.core.plan_service import latest
from comfort_journal.ui.open.practice.after import apart_scale
from comfort_journal.ui.open.practice.after_screen import AfterScreen
from comfort_journal.ui.open.practice.red_flags import SHARP_PAIN, noted
from comfort_journal.ui.widgets.checklist import Checklist
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.content.sentences import Scale
    from comfort_journal.records import AnyRecord
    from comfort_journal.ui.open.core.workspace import Workspace


class DebriefDetailsScreen(AfterScreen):
    """Numbers, marks and fear, all of which may stay open; one sentence and one offer once it was too much."""

    CSS_PATH = "together.tcss"
    FOCUS_FIRST = "#during"

    def __init__(self, session: Workspace, record: Partner, close: Close) -> None:
        """Begin with the two answers that were given."""
        super().__init__(session)
        self._record, self._close = record, close
        self._line = session.practice.line
        self._writing = threading.Lock()

    def compose(self) -> ComposeResult:
        said = self._library.sentences
        with Vertical(id="column"):
            with VerticalScroll():
                yield Static(id="sentence", markup=False)
                yield RatingRow(said.scale, line=self._line, question=said.closing.during, id="during")
                yield RatingRow(said.scale, line=self._line, question=said.closing.after, id="after")
                felt = [("", said.outcomes.felt), *self.tags("FR-2")]
                yield Checklist([*felt, ("", ""), ("", said.around.title), *self.tags("FR-3")])
                yield Static(id="quiet", markup=False)
                yield RatingRow(fear_scale(self.session), line=None, question=said.session.fear, id="fear")
            yield KeysFooter()

    @property
    def record(self) -> Partner:
        """The record with the close as it stands."""
        return replace(self._record, close=self._close)

    @property
    def hard(self) -> bool:
        return was_hard(self.record, self._line)

    @property
    def may_worsen(self) -> bool:
        return alarms(self.record, self._line) and not self._flags

    @property
    def _too_early(self) -> bool:
        """Whether the number for afterwards is still to come."""
        return is_too_early(self.session, self._record)

    def draw(self, *, hard: bool) -> None:
        self.query_one("#sentence", Static).update(self._hard_text() if hard else self._open_text())
        self.query_one("#quiet", Static).update("" if hard else self._quiet_text())
        for each in self.query("RatingRow, Checklist"):
            each.display = not hard
        self.query_one("#after").display = not hard and not self._too_early

    def _hard_text(self) -> str:
        first = noted(self._library, SHARP_PAIN) if self._flags else self._library.sentences.closing.too_much
        return "\n".join((first, "", *self.offer(note=not self._flags)))

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
        self._note(tags=self.checklist.marked)

    @on(RatingRow.Given)
    def _given(self, event: RatingRow.Given) -> None:
        event.stop()
        self._note(**{str(event.row.id): event.value})
        if not self.hard:
            self.focus_next("RatingRow, Checklist")

    def _note(self, **fields: object) -> None:
        self._close = replace(self._close, **fields)
        self.keep_and_look()

    def keep(self) -> None:
        with self._writing:  # the last to be written is the newest
            keep_close(self.session, self._record, self._close, *self._flags)

    def keep_at_sealing(self) -> None:
        self.session.journal.save(self.record, *self._flags)

    def leave(self, *, hard: bool) -> None:
        """Leave; a number for which it is too early is asked for later."""
        if not hard and self._too_early:
            self.session.practice.for_later.add(self._record.id)
        super().leave(hard=hard)


def fear_scale(session: Workspace) -> Scale:
    """Return the words of the number for fear."""
    return apart_scale(session.practice.library.sentences)


def was_hard(record: Partner, line: int) -> bool:
    """Tell whether the close says that it hurt, or was too much."""
    return record.close is not None and (record.close.ended_as == "hurt" or close_too_much(record, line))


def alarms(record: Partner, line: int) -> bool:
    """Tell whether it is to be asked if a sharp pain grows."""
    close = record.close
    if close is None or not was_hard(record, line):
        return False
    high = any(value is not None and value >= SPIKE_DURING for value in (close.during, close.after))
    return high or "sharp" in close.tags


def is_too_early(session: Workspace, record: Partner) -> bool:
    """Tell whether the number for afterwards is still to come."""
    since = session.clock() - moment(record.ended_at)
    return since.total_seconds() < session.practice.library.number("ST-0", "after_from").seconds


def keep_close(session: Workspace, record: Partner, close: Close, *others: AnyRecord) -> None:
    """Keep a close with its record as the journal has it now; raises NotFound, NotSaved. Blocks."""
    session.practice.keep(replace(latest(session, record), close=close), *others)
