"""Light strength: open only when the gate says so, never more than the plan's rounds, and nothing to beat.

No earlier session is shown or compared with. What was done is kept however the screen is left; a number that was not
given is unknown.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from comfort_journal.records import Strength
from comfort_journal.ui import actions
from comfort_journal.ui.actions import Action
from comfort_journal.ui.open.core.screen import OpenScreen
from comfort_journal.ui.open.library.card_screen import CardScreen
from comfort_journal.ui.open.library.card_text import card_blocks
from comfort_journal.ui.open.library.card_view import CardColumn
from comfort_journal.ui.open.library.strength import OPENS, exercises_done, one_more, say_kept, say_round, why_closed
from comfort_journal.ui.widgets.footer import KeysFooter
from comfort_journal.ui.widgets.rating_row import RatingRow
from comfort_journal.ui.widgets.text_layout import BLANK, Block

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from comfort_journal.content.models import ExerciseText as Described
    from comfort_journal.ui.open.core.workspace import Workspace

STRENGTH = actions.declare(
    "Light strength",
    Action("round-done", "space", "Round done", "Count one round of this exercise.", "round done"),
    Action("next-exercise", "enter", "Next", "Go on to the next exercise, and then to the numbers.", "next"),
    Action("leave-strength", "escape", "End", "End here; what was done is kept.", "end"),
)


class StrengthScreen(OpenScreen[None]):
    """The exercises one after the other, then two numbers; or the card that says when they open."""

    CSS_PATH = "strength_screen.tcss"
    AUTO_FOCUS = "CardColumn, #page"
    BINDINGS: ClassVar = actions.bindings(STRENGTH)

    words = getters.query_one("#words", Static)
    row = getters.query_one(RatingRow)

    class Kept(Message):
        """What was done is in the journal."""

    def __init__(self, session: Workspace) -> None:
        """Ask the gate, once, and begin with the first exercise if it is open."""
        super().__init__(session)
        practice = session.practice
        self._library = practice.library
        self._reasons = why_closed(practice.assess())
        self._exercises = self._library.strength.exercise
        self._rounds = [0] * len(self._exercises)
        self._place = 0
        self._numbers: dict[str, int | None] = {}
        self._record_id, self._began = str(uuid.uuid4()), practice.stamp()

    def compose(self) -> ComposeResult:
        """Lay out the exercise over the keys, or the card."""
        self.set_class(self._reasons is not None, "-closed")
        with Vertical(id="column"):
            if self._reasons is not None:
                yield CardColumn(centred=True)
            else:
                yield Static("Light strength", id="day", markup=False)
                with VerticalScroll(id="page"):
                    yield Static(id="words", markup=False)
                yield Vertical(id="asked")
            yield KeysFooter()

    def on_mount(self) -> None:
        """Show where one is; what was done is kept too when the journal closes in the middle."""
        self._taken_back = self.session.before_sealing(self._keep_now)
        if self._reasons is None:
            self._draw()
        else:
            self.query_one(CardColumn).show(self._card(self._reasons))

    def on_unmount(self) -> None:
        """Nothing is left to keep."""
        self._taken_back()

    def _card(self, reasons: tuple[str, ...]) -> list[Block]:
        title, *rest = card_blocks(self._library, OPENS, self.session.practice.phrase)
        said = [block for reason in reasons for block in (BLANK, Block("body", reason))]
        return [title, *said, *rest]

    @on(CardColumn.Chosen)
    def _open(self, event: CardColumn.Chosen) -> None:
        self.app.push_screen(CardScreen(self.session, event.entry_id))

    # -- the exercises

    @property
    def exercise(self) -> Described | None:
        """The exercise before one, None before the gate has opened them and after the last."""
        there = self._reasons is None and self._place < len(self._exercises)
        return self._exercises[self._place] if there else None

    def _draw(self) -> None:
        exercise = self.exercise
        if exercise is None:
            return
        said = self._library.sentences.strength
        breath = Content("\n").join(
            Content.assemble((f"{way}  ", "$muted"), ", ".join(cues))
            for way, cues in (("in ", exercise.cue_in), ("out", exercise.cue_out))
        )
        rounds = say_round(exercise, self._rounds[self._place], said)
        title = Content.assemble((exercise.title, "$accent bold"), ("\n" + rounds, "$text"))
        self.words.update(
            Content("\n\n").join([title, Content(exercise.set_up), breath, Content.styled(said.how, "$muted")])
        )

    def why_not(self, action_id: str) -> str | None:
        """Say why a round cannot be counted."""
        if action_id not in {"round-done", "next-exercise"} or (action_id == "next-exercise" and self._reasons is None):
            return None
        exercise = self.exercise
        if exercise is None:
            return "There is nothing to count here."
        if not one_more(exercise, self._rounds[self._place]):
            return self._library.sentences.strength.enough
        return None

    def action_round_done(self) -> None:
        """Count one round, never more than the plan has."""
        exercise = self.exercise
        if exercise is not None and one_more(exercise, self._rounds[self._place]):
            self._rounds[self._place] += 1
            self._draw()
            self.refresh_bindings()

    async def action_next_exercise(self) -> None:
        """Go on to the next exercise; after the last one, to the numbers, or back where nothing was done."""
        if self.exercise is None:
            if self._reasons is None and not self.query(RatingRow):
                self.dismiss(None)
            return
        self._place += 1
        if self.exercise is not None:
            self._draw()
            self.refresh_bindings()
        else:
            await self._ask_or_leave()

    async def action_leave_strength(self) -> None:
        if self.exercise is not None:
            self._place = len(self._exercises)
            await self._ask_or_leave()
        elif self.query(RatingRow):
            await self._given(None)
        else:
            self.dismiss(None)

    # -- the numbers

    async def _ask_or_leave(self) -> None:
        if any(self._rounds):
            await self._ask()
        else:
            self.dismiss(None)

    async def _ask(self) -> None:
        said = self._library.sentences
        question = said.strength.after if "during" in self._numbers else said.strength.during
        self.set_class(True, "-asking")  # noqa: FBT003  Textual's signature
        asked = self.query_one("#asked", Vertical)
        await asked.remove_children()
        await asked.mount(RatingRow(said.scale, line=self.session.practice.line, question=question))
        self.row.focus()
        self.refresh_bindings()

    @on(RatingRow.Given)
    async def _take(self, event: RatingRow.Given) -> None:
        await self._given(event.value)

    async def _given(self, value: int | None) -> None:
        if "during" not in self._numbers:
            self._numbers["during"] = value
            await self._ask()
        elif "after" not in self._numbers:
            self._numbers["after"] = value
            self.save(lambda: self.session.practice.keep(self._record()), self.Kept())

    def _keep_now(self) -> None:
        """Keep what was done so far, if anything was; raises NotSaved."""
        if any(self._rounds):
            self.session.journal.save(self._record())

    def _record(self) -> Strength:
        done = exercises_done(self._exercises, self._rounds)
        return Strength(
            id=self._record_id,
            started_at=self._began,
            ended_at=self.session.practice.stamp(),
            exercises=done,
            during=self._numbers.get("during"),
            after=self._numbers.get("after"),
        )

    @on(OpenScreen.SaveFailed)
    def _once_more(self) -> None:
        """Let the last number be given again: then the record is tried again."""
        self._numbers.pop("after", None)

    @on(Kept)
    async def _say_it(self) -> None:
        said = say_kept(self._numbers.values(), self.session.practice.line, self._library.sentences.strength)
        await self.query_one("#asked", Vertical).remove_children()
        self.set_class(False, "-asking")  # noqa: FBT003  Textual's signature
        self.words.update(said)
        self._rounds = [0] * len(self._exercises)
        self.refresh_bindings()
