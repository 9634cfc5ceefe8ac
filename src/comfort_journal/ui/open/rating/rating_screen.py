"""One number, kept at once: given by digit and Enter, left out by x, and Esc leaves without a word.

Nothing is chosen beforehand. A number of the owner's own that was sealed while locked may be proposed; Enter keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec.structs import replace
from textual import getters, on
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from comfort_journal.records import RatingRecord
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen, OverPage
from comfort_journal.ui.open.rating.one_number import after_session, after_together, rating
from comfort_journal.ui.open.rating.pending_screen import keys_of, number_from
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.rating_row import RatingRow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.records import AnyRecord, Partner, Session
    from comfort_journal.ui.open.core.workspace import Workspace

ON_NUMBER = actions.declare(
    "One number",
    Action("give-number", "enter", "Give the number", "Give the number that is chosen.", "keep", palette=False),
    Action("leave-number-out", "x", "Leave it out", "Leave the number out.", "leave it out", palette=False),
    Action("leave-number", "escape", "Back", "Go back without a number.", "back", run="dismiss", palette=False),
)


class RatingScreen(OverPage["RatingRecord | None"]):
    """One number; the result is the record that was kept, or None."""

    CSS_PATH = "rating_screen.tcss"
    AUTO_FOCUS = "RatingRow"
    BINDINGS: ClassVar = actions.bindings(ON_NUMBER)

    row = getters.query_one(RatingRow)
    said = getters.query_one("#said", Static)

    @dataclass
    class NumberKept(Message):
        """The answer is in the journal."""

        rating: RatingRecord | None

    def __init__(
        self,
        session: Workspace,
        about: Literal["next_day", "now"],
        question: str,
        proposed: RatingRecord | None = None,
    ) -> None:
        """Ask; ``proposed`` is a sealed number of the owner's that answers the question, if there is one."""
        super().__init__(session)
        self._about, self._question, self._proposed = about, question, proposed
        self._busy = False
        self._asked_at = session.practice.now()

    def compose(self) -> ComposeResult:
        """Lay out the question, the numbers and the keys."""
        practice = self.session.practice
        with VerticalScroll(id="number", can_focus=False):
            yield RatingRow(practice.library.sentences.scale, line=practice.line, question=self._question)
            yield Static(self._proposal(), id="said", markup=False)
            yield Static(keys_of(ON_NUMBER, self.app.shown_key), id="keys", markup=False)
            yield KeysFooter()

    def say(self, sentence: str) -> None:
        """Say it under the numbers."""
        self.said.update(sentence)

    def records(self, value: int | None, *, skipped: bool) -> tuple[AnyRecord, ...]:
        """Return what an answer is kept as; called in a worker."""
        return (rating(self.session, self._about, value, self._asked_at, skipped=skipped),)

    def action_give_number(self) -> None:
        self.row.give()

    def action_leave_number_out(self) -> None:
        """Keep that the number is left out."""
        self._answer(None, skipped=True)

    @on(RatingRow.Given)
    def _given(self, event: RatingRow.Given) -> None:
        event.stop()
        self._answer(event.value, skipped=False)

    @on(RatingRow.Unchosen)
    def _nothing_chosen(self, event: RatingRow.Unchosen) -> None:
        event.stop()
        if self._proposed is not None and not self._busy:
            self._busy = True
            proposed = replace(self._proposed, kept=True)
            self.save(lambda: self._keep((proposed,)))

    def _answer(self, value: int | None, *, skipped: bool) -> None:
        if not self._busy:
            self._busy = True
            self.save(lambda: self._keep(self.records(value, skipped=skipped)))

    def _keep(self, records: tuple[AnyRecord, ...]) -> None:
        self.session.practice.keep(*records)
        for each in records:
            if isinstance(each, RatingRecord) and each.about == "next_day":
                self.app.number_given(each.at, self.session.practice.now())
        self.post_message(self.NumberKept(next((each for each in records if isinstance(each, RatingRecord)), None)))

    @on(OpenScreen.SaveFailed)
    def _not_saved(self) -> None:
        self._busy = False

    @on(NumberKept)
    def _kept(self, event: NumberKept) -> None:
        self.dismiss(event.rating)

    def _proposal(self) -> str:
        proposed = self._proposed
        if proposed is None:
            return ""
        said = self.session.practice.library.sentences.today.proposed
        return said.format(when=number_from(proposed, self.session.today), value=proposed.value)


class AfterRatingScreen(RatingScreen):
    """The number for afterwards, which belongs to a session; left out, it is not asked for again."""

    def __init__(self, session: Workspace, of: Session, question: str) -> None:
        """Ask about one session."""
        super().__init__(session, "now", question)
        self._of = of

    def records(self, value: int | None, *, skipped: bool) -> tuple[AnyRecord, ...]:  # noqa: ARG002  as it is in OneNumber
        """Return the session with its number."""
        return after_session(self.session, self._of, value)


class AfterTogether(RatingScreen):
    """The number for afterwards, where the private page came too early for it; left out, it is not asked for again."""

    def __init__(self, session: Workspace, of: Partner, question: str) -> None:
        """Ask about one session."""
        super().__init__(session, "now", question)
        self._of = of

    def records(self, value: int | None, *, skipped: bool) -> tuple[AnyRecord, ...]:  # noqa: ARG002  as it is in OneNumber
        """Return the session with its number."""
        return after_together(self.session, self._of, value)
